"""Tables that a team holds beside its reports: what describes schools, and what surveys said.

Recognises a table by its column names and reads its rows, each with the row that it stands in. Stores nothing and
judges nothing: a grade is the word or the number that the table prints.
"""

from ingest.tables.reading import Table, read_table

__all__ = ["Table", "read_table"]
