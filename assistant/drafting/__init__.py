"""Drafts: from a framework's questions and the library's evidence to a narrative with footnotes.

Nothing here grades or averages; what no document says is told as a gap.
"""
