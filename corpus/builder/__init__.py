"""Builds the fictional sample reports from their sources: the same sources always give the same bytes.

It typesets and lists what it typeset. It writes no prose of its own beyond the standing text that every report
of a format carries, and it shares no code with the product that reads the reports.
"""
