"""The rows of tables on schools: which are a school's, and a row as evidence for what it says.

Chooses no value and compares none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence
from assistant.answering.recorded.route import RecordLookup
from assistant.schools.names import mentions
from assistant.scope import ScopeSchool
from ingest.documents import place_on
from ingest.library.tables import StoredSchoolRow


def rows_on(school: ScopeSchool, rows: Sequence[StoredSchoolRow]) -> Iterator[StoredSchoolRow]:
    """Yield the rows on a school: by its URN where both have one, else by its name."""
    urns = {report.urn for report in school.reports if report.urn}
    for row in rows:
        name = row.says.name or ""
        if row.says.urn in urns if row.says.urn and urns else bool(mentions(name, [*school.called, school.name])):
            yield row


def row_evidence(row: StoredSchoolRow, said: str, records: RecordLookup) -> Evidence | None:
    """Return a row as evidence for a statement; None where the row no longer stands in its file as it was read."""
    page = records.page(row.document, 1)
    block = next((block for block in page.blocks if block.paragraph == row.says.row), None)
    if block is None or (row.says.urn or row.says.name or "") not in block.span.of(page.text):
        return None
    place = place_on(row.document, page, block.span)
    return Evidence(row.document, block.span.of(page.text), (place,), None, None, 1.0, said)
