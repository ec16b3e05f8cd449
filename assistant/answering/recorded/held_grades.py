"""The grades that schools hold: those of the newest inspection with grades, and those of an area that is named.

Shared by the routes that pick schools by their grades. Compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.recorded.grades import area_words, named_areas
from assistant.answering.recorded.route import RecordLookup, left_over
from assistant.scope import ScopeSchool
from ingest.inspections import Judgement, Scale
from ingest.words import stems

SCALES = {
    Scale.REPORT_CARD: "report cards",
    Scale.OEIF: "the four-point scale of reports to 2025",
    Scale.MET_NOT_MET: "safeguarding standards",
}
UNGRADED = "The library holds no such grade of {names}."


@dataclass(frozen=True, slots=True)
class Held:
    """One grade of one school, with its document."""

    school: str
    document: str
    judgement: Judgement


def held_of(school: ScopeSchool, records: RecordLookup, *, past: bool) -> Iterator[Held]:
    """Yield the grades of a school's newest inspection with grades, or of all of them where the past is asked for."""
    for report in school.reports:
        inspection = records.inspection(report.id)
        if inspection is not None and inspection.judgements:
            yield from (Held(school.name, report.id, judgement) for judgement in inspection.judgements)
            if not past:
                return


def of_areas(question: str, held: Sequence[Held], beside: frozenset[str]) -> list[Held] | None:
    """Return the grades of the area that is named, all where none is; None where something else is asked as well."""
    left = set(stems(" ".join(left_over(question, beside))))
    if not left:
        return list(held)
    if not held or not left <= set().union(*(area_words(one.judgement) for one in held)):
        return None
    documents = dict.fromkeys(one.document for one in held)
    of_each = {d: named_areas(question, [o.judgement for o in held if o.document == d]) for d in documents}
    return [one for one in held if one.judgement in of_each[one.document]] or None
