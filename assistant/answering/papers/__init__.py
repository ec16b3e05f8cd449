"""What a group's own papers say: of one of its schools, row by row of a plan, or beside the reports on its schools.

Papers say what the group says; they are never taken for a report's findings.
"""
