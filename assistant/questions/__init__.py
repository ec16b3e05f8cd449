"""What the words of a question ask for: subject, direction, kind of answer, period, kinds of document, follow-up.

Reads words alone; which schools and documents are meant is decided in `assistant.scope`.
"""
