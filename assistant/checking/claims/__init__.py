"""A draft → its claims: statements that can be checked one by one, with the citations, dates and tables that they carry.

Reads what a draft says; looks nothing up, and asks of no claim whether it is true.
"""
