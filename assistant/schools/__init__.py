"""Which schools there are: their names in a text, the register that tells namesakes apart, their phase and their group.

Also which report on a school still stands (`followed`). Reads records and words; searches no passage.
"""
