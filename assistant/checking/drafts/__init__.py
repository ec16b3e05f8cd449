"""A reviewer's draft against a library: which passages each claim is held against, and where its evidence stands.

Looks up passages, records and reports, and has the checker judge; only what a record prints (a grade, a figure, a count
of next steps) is decided here, without it. Writes nothing into a draft or a library.
"""
