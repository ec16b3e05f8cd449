"""A checked claim as it is told: in the draft's own words, with a wrong date and with where the evidence stands.

Changes no verdict. The words by which a claim was compared ("the area" for "Bedford") stay inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.claims.citing import DraftCitation
from assistant.checking.drafts.across_reports import COUNTED
from assistant.checking.drafts.places import PlaceFinding, VerdictPassage, in_library, on_page, place_words
from assistant.checking.drafts.record_verdicts import CheckedClaim
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.plain import NAMED, WHOLE
from assistant.checking.verdict import Reason, Verdict

_STAND_IN = re.compile(r"\b(?:the )?(?:school|area)(?P<owner>[’']s)?\b", re.IGNORECASE)
"""What `names.anonymous` puts in the place of a name."""
_PLACED = frozenset({PlaceFinding.WRONG_PAGE.value, PlaceFinding.WRONG_DOCUMENT.value, PlaceFinding.WRONG_SCHOOL.value})
"""Findings whose suggestion says already where the evidence stands."""


def told(item: AskedClaim, checked: CheckedClaim) -> CheckedClaim:
    """Return a checked claim with its reasons in the draft's words, a wrong date, and the next step."""
    if item.claim.unchecked is not None:
        return checked
    reasons = tuple(own for reason in checked.checked.reasons if (own := _own_words(reason, item)) is not None)
    steps = [step for step in (checked.suggestion, _elsewhere(item, checked)) if step]
    findings = checked.findings
    if item.misdated:
        findings = (PlaceFinding.WRONG_DATE.value, *findings)
        steps.insert(0, in_library(item.misdated))
    said = ". ".join([*(step.rstrip(".") for step in steps[:-1]), *steps[-1:]])
    return replace(
        checked,
        checked=replace(checked.checked, reasons=tuple(dict.fromkeys(reasons))),
        findings=findings,
        suggestion=said or None,
    )


def _own_words(reason: Reason, item: AskedClaim) -> Reason | None:
    """Return a reason in words of the draft; None where it has no other word than the one that stands for a name."""
    if not reason.claim or reason.kind == COUNTED:
        return reason
    if reason.kind == NAMED:
        return replace(reason, claim=item.named[0] if item.named else reason.claim)
    if reason.kind in WHOLE:
        return replace(reason, claim=_written(reason.claim, item) or item.claim.text)
    written = _written(reason.claim, item)
    if written is None and not reason.evidence:
        return None
    return replace(reason, claim=written or "")


def _written(words: str, item: AskedClaim) -> str | None:
    """Return words as the draft writes them, a name where another word stands for it; None if it has none such."""
    found = _find(words, item.claim.text)
    if found is not None or not _STAND_IN.search(words):
        return found
    if _STAND_IN.fullmatch(words.strip()):
        return None  # the name alone: the documents looked in are that school's
    for name in item.named:
        for put in (name, f"the {name}"):
            found = _find(_STAND_IN.sub(put.replace("\\", r"\\"), words), item.claim.text)
            if found is not None:
                return found
    return None


def _find(words: str, text: str) -> str | None:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)
    return match.group() if match else None


def _elsewhere(item: AskedClaim, checked: CheckedClaim) -> str | None:
    """Return that the evidence of a claim that is not borne out stands on another page than the one cited."""
    evidence = checked.evidence
    paged = [citation for citation in item.claim.citations if citation.page is not None]
    if checked.checked.verdict is Verdict.SUPPORTED or evidence is None or not paged:
        return None
    if set(checked.findings) & _PLACED:
        return None
    same = not item.cited or evidence.record in item.cited
    if same and any(on_page(citation, evidence) for citation in paged):
        return None
    return f"Cited: {_pages(paged)}. The nearest passage stands {_where(evidence, same and len(item.cited) == 1)}."


def _where(evidence: VerdictPassage, same: bool) -> str:
    page = evidence.passage.page
    return f"on p. {page}" if same else f"elsewhere: {place_words(evidence.record, page)}"


def _pages(citations: Sequence[DraftCitation]) -> str:
    said = (f"p. {one.page}" if len(one.pages) == 1 else f"pp. {one.page}–{one.last_page}" for one in citations)
    return ", ".join(dict.fromkeys(said))


__all__ = ["told"]
