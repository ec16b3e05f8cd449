"""What is wrong with the place that a draft gives, once its claim is judged: another page, report or school.

Looks at verdicts that were reached; reaches none.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.drafts.places import (
    PlaceFinding,
    VerdictPassage,
    compare_places,
    newer_report,
    page_words,
    place_words,
)
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.guard import CLOSE, nearest
from assistant.checking.quotations.lookup import Placed
from assistant.checking.verdict import Checked, Verdict
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.schools.register import key_of
from ingest.library import DocumentRecord

HERE, NOT_HERE = 0.8, 0.5
"""Share of a claim's content words, in one sentence, from which it stands there, and on a page, below which it does
not. Chosen."""

Judged = tuple[VerdictPassage, Checked]


def quotation_findings(item: AskedClaim, placed: Sequence[Placed]) -> tuple[tuple[str, ...], str | None] | None:
    """Return what is wrong with quotations: the words, or the place that they are said to stand in."""
    wrong = [one.quotation for one in placed if not one.quotation.stands]
    if wrong:
        nearest = next((q.nearest for q in wrong if q.nearest), None)
        findings = (PlaceFinding.QUOTATION.value, *(() if item.claim.citations else (PlaceFinding.UNCITED.value,)))
        return findings, f"The nearest wording: “{nearest}”" if nearest else None
    for one in placed:
        if one.record is None or one.page is None:
            continue
        where = f"Stands in: {place_words(one.record, one.page)}"
        if item.cited and one.record not in item.cited:
            same = key_of(one.record) in {key_of(record) for record in item.cited}
            return ((PlaceFinding.WRONG_DOCUMENT if same else PlaceFinding.WRONG_SCHOOL).value,), where
        paged = [citation for citation in item.claim.citations if citation.page is not None]
        if item.cited and paged and not any(citation.covers(one.page) for citation in paged):
            return (PlaceFinding.WRONG_PAGE.value,), page_words(one.record, one.page, paged)
    return None


def placed_findings(
    item: AskedClaim,
    checked: Checked,
    judged: Sequence[Judged],
    outside: Sequence[Judged],
    records: Sequence[DocumentRecord],
    cited: Sequence[VerdictPassage] = (),
) -> tuple[tuple[str, ...], str | None]:
    """Compare the draft's citation with where the evidence stands."""
    supporting = [evidence for evidence, one in judged if one.verdict is Verdict.SUPPORTED]
    citations = item.claim.citations
    if not citations:
        best = max(judged, key=lambda pair: pair[1].score) if supporting else None
        return (PlaceFinding.UNCITED.value,), f"Could cite: {best[0].where}" if best else None
    if checked.verdict is not Verdict.SUPPORTED or not supporting:
        found = [evidence for evidence, one in outside if one.verdict is Verdict.SUPPORTED]
        if found:
            return (PlaceFinding.WRONG_SCHOOL.value,), f"Stands in: {found[0].where}"
        elsewhere = [evidence for evidence in supporting if item.cited and evidence.record not in item.cited]
        return _of_other_reports(item, checked, elsewhere, cited) or _by_words(item, checked, judged, cited)
    wrong = compare_places(citations, item.cited, supporting)
    if wrong is not None:
        return (wrong[0].value,), wrong[1]
    used = [evidence.record for evidence in supporting if not item.cited or evidence.record in item.cited]
    followed = [newer for record in used if (newer := newer_report(record, item.claim.text, records)) is not None]
    # One report that nothing follows is enough: the claim still holds there.
    if followed and len(followed) == len(used):
        where = f"A newer report is in the library: {followed[0].school}, {followed[0].dates_printed}"
        return (PlaceFinding.SUPERSEDED.value,), where
    return (), None


def _of_other_reports(
    item: AskedClaim, checked: Checked, elsewhere: Sequence[VerdictPassage], cited: Sequence[VerdictPassage]
) -> tuple[tuple[str, ...], str | None] | None:
    """Return that another report bears a claim out, where the one cited does not; None where it may be the one meant.

    It may while whether it says so could not be checked, and a sentence of the page cited comes near.
    """
    near = checked.verdict is Verdict.NOT_CHECKED and any(_nearest(item, evidence) >= CLOSE for evidence in cited)
    if not elsewhere or near:
        return None
    wrong = compare_places(item.claim.citations, item.cited, elsewhere)
    return ((wrong[0].value,), wrong[1]) if wrong else None


def _by_words(
    item: AskedClaim, checked: Checked, judged: Sequence[Judged], cited: Sequence[VerdictPassage]
) -> tuple[tuple[str, ...], str | None]:
    """Return that a claim's words stand elsewhere than on the page cited, though whether it is so could not be checked.

    Only where one sentence elsewhere has nearly all of its words, and no passage of the page cited has half of them.
    """
    citations = [citation for citation in item.claim.citations if citation.page is not None]
    if checked.verdict is not Verdict.NOT_CHECKED or not citations or not item.cited:
        return (), None
    near = [evidence for evidence, _ in judged if _nearest(item, evidence) >= HERE]
    if not near or any(shared(without_school(item.words), evidence.passage.text) >= NOT_HERE for evidence in cited):
        return (), None
    wrong = compare_places(citations, item.cited, near)
    return ((wrong[0].value,), wrong[1]) if wrong else ((), None)


def _nearest(item: AskedClaim, evidence: VerdictPassage) -> float:
    return nearest(item.words, [sentence.text for sentence in evidence.sentences])


__all__ = ["Judged", "placed_findings", "quotation_findings"]
