"""Typed comparisons: how a claim and its evidence relate in one aspect of meaning, one aspect a module.

`comparison` says what all of them share, `meaning` puts them together. They find words that agree, conflict or are left
out, and name them; what that is worth is decided by the checker. No model reads here.
"""
