"""Documents in: from a file to the library.

Knows nothing of questions, answers or screens; those belong to `assistant`.
"""
