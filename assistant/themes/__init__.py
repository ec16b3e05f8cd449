"""What a sentence of a document speaks of, and in which direction: themes, wording, and the mentions of one report.

Knows one document at a time; what recurs across schools is found in `assistant.patterns`.
"""
