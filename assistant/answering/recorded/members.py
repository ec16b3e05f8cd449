"""Questions how many and which schools there are ("which schools are in the trust?"): one by one, from the record.

Counts the schools that the library holds reports on, and gives the phase and group of each as the row of a table has
them, failing that what its newest report prints of it. A school without a report here is not counted, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.recorded.moves import of_schools
from assistant.answering.recorded.route import RecordLookup, evidence, inspections, left_over
from assistant.answering.recorded.table_rows import row_evidence, rows_on
from assistant.scope import QuestionScope, ScopeSchool
from ingest.inspections import Inspection
from ingest.library.tables import StoredSchoolRow
from ingest.phrases import how_many

LEAD = "The library holds reports on {count}:"
ONLY_HELD = "A school without a report in the library is not counted here."
_GROUP = r"(?:the|our|this|its)? ?(?:trust|group|MAT|federation|library)"
_SCHOOLS = r"(?:schools?|academ(?:y|ies))"
_BETWEEN = r"(?: (?:are|is|do|does|make|belong|there|we|have|has|runs?|up|in|to|part|of|members|currently|now))*"
_ASKS = re.compile(
    rf"\b(?:how many|which|what)(?: of (?:the|our|these))? {_SCHOOLS}\b{_BETWEEN}(?: {_GROUP})?"
    r"(?: (?:have|has|runs?|there|holds?|includes?))?(?=\W|$)"
    rf"|\blist (?:all |the |our |all the |all our )?{_SCHOOLS}\b(?: (?:in|of) {_GROUP})?"
    rf"|\b(?:what|which) (?:(?:types?|kinds?|sorts?)(?: of)? {_SCHOOLS}|phases?)\b",
    re.IGNORECASE,
)
_BESIDE = frozenset(
    """school schools academy academies trust group library type types kind kinds sort sorts phase phases serve serves
    cover covers run runs name names called number total belong members""".split()
)
_HOW = re.compile(
    r"\b(?:well|badly|not|better|worse|same|inspections?|reports?|visits?|letters?)\b|n[’']t\b", re.IGNORECASE
)
"""Asks how schools do, and not which there are."""
_PHASES = frozenset(
    "primary primaries secondary secondaries special nursery nurseries all-through infant junior".split()
)
_OF_GROUP = re.compile(r"\b(?:trust|group|MAT|federation)\b", re.IGNORECASE)


def route(scope: QuestionScope, records: RecordLookup) -> SelectedEvidence | None:
    """Return what is held of each school there is; None where a question asks for more, or names schools."""
    question = scope.words or scope.core
    if scope.named or not scope.schools or not _ASKS.search(question) or _HOW.search(question):
        return None
    if left_over(_ASKS.sub(" ", question), _BESIDE | (_PHASES if scope.subset else frozenset())):
        return None
    held = of_schools(scope)
    of_group, rows = bool(_OF_GROUP.search(scope.question)), records.schools()
    schools = tuple(
        SchoolEvidence(school.name, True, tuple(_told(scope, school, rows, records, of_group))) for school in held
    )
    if not any(school.evidence for school in schools):
        return None
    lead = LEAD.format(count=how_many(len(schools), "such school" if scope.subset else "school"))
    return SelectedEvidence(scope, schools, notes=(ONLY_HELD,), lead=lead)


def _told(
    scope: QuestionScope,
    school: ScopeSchool,
    rows: Sequence[StoredSchoolRow],
    records: RecordLookup,
    of_group: bool,
) -> Iterator[Evidence]:
    """Tell group and phase by the row of a table, failing that what the newest report prints of its school."""
    told = [found for row in rows_on(school, rows) if (found := _row(row, records, of_group)) is not None]
    if told:
        yield told[0]
        return
    for inspection in inspections(scope, school, records):
        printed = list(_printed(inspection, records, of_group))
        yield from printed
        if printed:
            return


def _row(row: StoredSchoolRow, records: RecordLookup, of_group: bool) -> Evidence | None:
    said = [f"Phase: {row.says.phase.lower()}"] if row.says.phase else []
    if of_group and row.says.group:
        said.append(f"Group: {row.says.group}")
    return row_evidence(row, "; ".join(said), records) if said else None


def _printed(inspection: Inspection, records: RecordLookup, of_group: bool) -> Iterator[Evidence]:
    fields = [("School category", inspection.school_category), ("Age range", inspection.age_range)]
    for label, field in [*([("Group", inspection.group)] if of_group else []), *fields]:
        if field is not None:
            place = field.locator
            value = " ".join(place.span.of(records.page(inspection.document, place.page).text).split())
            yield evidence(inspection.document, (place,), records, f"{label}: {value}")
