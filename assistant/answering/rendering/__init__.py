"""An answer in words, for chat and terminal, with every text that came from outside made literal.

Adds nothing to an answer and drops nothing of it.
"""
