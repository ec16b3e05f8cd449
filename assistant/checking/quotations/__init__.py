"""Words in quotation marks: whether they stand in the documents word for word, and where.

Judges no claim: that a quotation stands does not bear out what is said with it.
"""
