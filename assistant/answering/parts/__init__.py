"""Questions of several parts: where they part, whether a sentence answers one part, and the answer part by part.

Each part is answered by the steps of a whole question; nothing is ranked here.
"""
