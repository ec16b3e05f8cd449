"""Files for people: a narrative of blocks and notes, written as Word, Markdown or HTML.

Knows nothing of where the words come from: drafts, conversations and profiles are written by it alike.
"""
