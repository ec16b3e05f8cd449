"""A draft → its claims: statements that can be checked one by one, with their citations and dates.

Reads what a draft says; looks nothing up, and asks of no claim whether it is true.
"""
