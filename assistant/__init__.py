"""Questions and drafts: from the library to people.

Reads the library that `ingest` keeps; never reads a file of its own accord.
"""
