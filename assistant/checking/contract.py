"""Verdicts and checked drafts as the command line's contract prints them. Shapes values and decides nothing."""

from __future__ import annotations

from typing import Any

from assistant.checking.drafts.draft import CheckedClaim, CheckedDraft, VerdictPassage
from assistant.checking.drafts.opposition import Otherwise
from assistant.checking.verdict import Checked


def checked_json(checked: Checked) -> dict[str, Any]:
    """Return a verdict as the contract prints it."""
    return {
        "verdict": checked.verdict.value,
        "reasons": [{"kind": r.kind, "claim": r.claim, "evidence": r.evidence} for r in checked.reasons],
        "score": round(checked.score, 4),
    }


def draft_json(draft: CheckedDraft) -> dict[str, Any]:
    """Return a checked draft as the contract prints it."""
    return {"summary": draft.summary, "claims": [_draft_claim_json(item) for item in draft.claims]}


def _draft_claim_json(item: CheckedClaim) -> dict[str, Any]:
    place = item.claim.locator
    return {
        "text": item.claim.text,
        "page": place.page,
        "paragraph": place.paragraph,
        "set_apart": item.claim.unchecked,
        **checked_json(item.checked),
        "findings": list(item.findings),
        "citations": [{"text": c.text, "page": c.page, "year": c.year} for c in item.claim.citations],
        "evidence": _evidence_json(item.evidence) if item.evidence else None,
        "suggestion": item.suggestion,
        "otherwise": _otherwise_json(item.otherwise) if item.otherwise else None,
    }


def _otherwise_json(against: Otherwise) -> dict[str, Any]:
    """Return what says otherwise than the evidence: its sentence, the conflicting words, and where it stands."""
    checked = checked_json(against.verdict)
    return {"sentence": against.sentence, "reasons": checked["reasons"], **_evidence_json(against.evidence)}


def _evidence_json(evidence: VerdictPassage) -> dict[str, Any]:
    record, passage = evidence.record, evidence.passage
    return {
        "file": record.filename,
        "document": record.id,
        "school": record.school,
        "date": record.start.isoformat() if record.start else None,
        "page": passage.page,
        "page_label": passage.sentences[0].locators[0].label,
        "heading": passage.heading,
        "text": passage.text,
    }


__all__ = ["checked_json", "draft_json"]
