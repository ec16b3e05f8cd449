"""Patterns across a group of schools: themes, findings and responses, every count of which can be opened.

Never grades a group, never averages or ranks; silence of the reports is shown as silence.
"""
