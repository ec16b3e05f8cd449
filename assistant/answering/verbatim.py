"""The last check of an answer in evidence mode: every quotation stands, character for character, where it is cited.

A claim that fails is left out and said to be left out; it is never repaired. Whether a paraphrase is borne out
is another question and not asked here, because evidence mode writes none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.answer import AnswerClaim, Citation, Status
from assistant.answering.compose import Composed
from ingest.documents import Page

PageOf = Callable[[str, int], Page]


def stands(citation: Citation, page_of: PageOf) -> bool:
    """Say whether the citation's quotation is exactly the text at its places, joined with spaces over pages."""
    parts = [place.span.of(page_of(place.document, place.page).text) for place in citation.locators]
    return bool(parts) and " ".join(parts) == citation.quote


def check(composed: Composed, page_of: PageOf) -> Composed:
    """Drop every claim with a quotation that does not stand where it is cited, and say so."""
    kept = tuple(claim for claim in composed.claims if _holds(claim, page_of))
    nearest = tuple(citation for citation in composed.nearest if stands(citation, page_of))
    dropped = len(composed.claims) - len(kept)
    if not dropped:
        return replace(composed, nearest=nearest)
    note = f"{dropped} quotation(s) left out: they do not stand on the page where the index places them."
    status = composed.status if kept else Status.NOT_FOUND
    return replace(composed, claims=kept, nearest=nearest, status=status, notes=(*composed.notes, note))


def _holds(claim: AnswerClaim, page_of: PageOf) -> bool:
    return bool(claim.citations) and all(stands(citation, page_of) for citation in claim.citations)
