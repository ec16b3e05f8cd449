"""A draft's claims about grades and figures, decided by the records of the reports that they cite.

Looks up what `record_rows` compares, finds the passage that shows it, and compares the page. Reads no prose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.claims.claims import DraftClaim
from assistant.checking.claims.dating import fits, may_fit
from assistant.checking.drafts.opposition import Otherwise
from assistant.checking.drafts.places import (
    PlaceFinding,
    VerdictPassage,
    page_words,
    place_words,
    speaks_of_the_past,
)
from assistant.checking.drafts.record_rows import Recorded, judged_when, look_up, states_grade, unprinted_grade
from assistant.checking.drafts.retrieval import Gatherer
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.outright import is_said_outright
from assistant.checking.plain import GRADE
from assistant.checking.verdict import AGAINST_PROOF, OUTRIGHT, Checked, Reason, Verdict
from assistant.checking.words.keys import shared
from assistant.schools.followed import GRADING, INSPECTING
from assistant.schools.register import key_of
from ingest.inspections import Inspection
from ingest.library import DocumentRecord, Library


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One statement of the draft and what became of it; `evidence` is the passage that the verdict rests on."""

    claim: DraftClaim
    checked: Checked
    evidence: VerdictPassage | None
    findings: tuple[str, ...] = ()
    """What is wrong with its place: the values of `PlaceFinding`."""
    suggestion: str | None = None
    otherwise: Otherwise | None = None
    """What says otherwise than `evidence`, where that bears the claim out."""


class RecordVerdicts:
    """Decides claims by the inspection records of a library; reads each record once."""

    def __init__(self, library: Library, gather: Gatherer) -> None:
        self._library = library
        self._gather = gather
        self._inspections: dict[str, Inspection] = {}

    def judge(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> CheckedClaim | None:
        """Return the verdict on a claim that names rows of the reports it cites; None where it names none or says more.

        Of several reports all must agree; one that prints something else contradicts.
        """
        inspections = self._of(item, records)
        found = [one for inspection in inspections for one in look_up(item.words, [inspection])]
        against = [one for one in found if not one.agrees]
        if against:
            return self._checked(item, against[:1], records, Verdict.CONTRADICTED, AGAINST_PROOF)
        if found and len(found) == len(inspections) and all(one.whole for one in found):
            return self._checked(item, found, records, Verdict.SUPPORTED, OUTRIGHT)
        return self._open(item, inspections, records)

    def _open(
        self, item: AskedClaim, inspections: Sequence[Inspection], records: Sequence[DocumentRecord]
    ) -> CheckedClaim | None:
        """Return that a grade could not be checked which no report prints of what it is given to; None for others.

        No sentence bears it out then, unless one says it word for word: "requires improvement" of a school whose report
        card grades areas only.
        """
        for inspection in inspections:
            grade = unprinted_grade(item.words, inspection)
            if grade is None:
                return None
        if not inspections or self._is_said(item, records):
            return None
        first = inspections[0].judgements[0]
        record = next(record for record in records if record.id == first.locator.document)
        evidence = self._gather.on_page(record, first.locator.page, f"{first.area}: {first.grade}")
        reasons = (Reason(GRADE, grade or "", ""),)
        findings = () if item.claim.citations else (PlaceFinding.UNCITED.value,)
        return CheckedClaim(item.claim, Checked(Verdict.NOT_CHECKED, reasons, 0.5), evidence, findings)

    def _is_said(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> bool:
        (found,) = self._gather.evidence([item], records)
        return any(item.holds(one.record) and is_said_outright(item.words, one.passage.text) for one in found)

    def _checked(
        self,
        item: AskedClaim,
        found: Sequence[Recorded],
        records: Sequence[DocumentRecord],
        verdict: Verdict,
        score: float,
    ) -> CheckedClaim:
        reasons = tuple(Reason(one.kind, one.claim, one.printed) for one in found)
        by_id = {record.id: record for record in records}
        place = found[0].locator
        record = by_id[place.document]
        evidence = self._gather.on_page(record, place.page, found[0].printed)
        findings, suggestion = self._place(item, found, by_id)
        return CheckedClaim(item.claim, Checked(verdict, reasons, score), evidence, findings, suggestion)

    def _place(
        self, item: AskedClaim, found: Sequence[Recorded], by_id: dict[str, DocumentRecord]
    ) -> tuple[tuple[str, ...], str | None]:
        first = found[0]
        where = place_words(by_id[first.locator.document], first.locator.page)
        if not item.claim.citations:
            return (PlaceFinding.UNCITED.value,), f"Could cite: {where}"
        pages = [page for citation in item.claim.citations for page in citation.pages]
        if not pages or any(self._shows(by_id[one.locator.document], pages, one) for one in found):
            return (), None
        record = by_id[first.locator.document]
        return (PlaceFinding.WRONG_PAGE.value,), page_words(record, first.locator.page, item.claim.citations)

    def _shows(self, record: DocumentRecord, pages: Sequence[int], one: Recorded) -> bool:
        if one.locator.page in pages:
            return True
        shown = [self._gather.on_page(record, page, one.printed) for page in pages]
        return any(evidence is not None and shared(one.printed, evidence.passage.text) >= 1 for evidence in shown)

    def _of(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> list[Inspection]:
        """Return the records of the reports cited, or of the newest of each school named where none is.

        A claim that says when something was graded is held against the record of that inspection alone.
        """
        wanted = item.cited or (item.own if item.schools else ())
        if item.unclear:
            return []  # one school's record proves nothing of another of its name
        found = [(record, inspection) for record in wanted if (inspection := self._inspection(record.id)) is not None]
        when = judged_when(item.words)
        if when:
            found = [one for one in found if fits(one[0], when) or may_fit(one[0], when)]
        elif not item.cited and states_grade(item.words) and speaks_of_the_past(item.claim.text):
            return []  # what was so at some time is not to be held against the newest
        kinds = GRADING if states_grade(item.words) else INSPECTING
        if not item.cited:  # a letter without grades leaves those before it standing
            found = [one for one in found if one[0].format in kinds] or found
        dated = item.cited and not item.misdated and all(citation.year is not None for citation in item.claim.citations)
        return [inspection for _, inspection in found] if dated else _newest(found)

    def _inspection(self, document: str) -> Inspection | None:
        if document not in self._inspections:
            found = self._library.inspection(document)
            if found is None:
                return None
            self._inspections[document] = found
        return self._inspections[document]


def _newest(found: Sequence[tuple[DocumentRecord, Inspection]]) -> list[Inspection]:
    """Return the newest inspection of each school, in the order of their days."""
    by_school: dict[str, Inspection] = {}
    for record, one in sorted(found, key=lambda pair: pair[1].dates.start if pair[1].dates else date.min):
        by_school[key_of(record) or record.id] = one
    return list(by_school.values())


__all__ = ["CheckedClaim", "RecordVerdicts"]
