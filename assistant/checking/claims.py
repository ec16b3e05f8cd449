"""A draft → its claims: one checkable sentence each, with the citation that it carries.

Splits and sorts; whether a claim is true is asked elsewhere. What is not checkable (a heading, a question, a
sentence about the draft itself) is kept and says why, so that nothing of the draft goes missing without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents import Block, BlockKind, Document, Locator, Page, Span, place_on
from ingest.sentences import sentence_spans

_BRACKETED = re.compile(r"\s*[\[(](?P<inside>[^\[\]()]{3,120})[\])]")
_PAGE = re.compile(r"\b(?:p|pp|page|pages)\.?\s*(?P<page>\d{1,4})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
_CITING = re.compile(
    r"\bp{1,2}\.?\s*\d|\bpages?\s+\d|\.pdf\b|^ofsted\b|"
    r"^(?:(?!\bfrom\b|\bto\b|%)[^\d])*,\s*(?:[a-z]+\s+)?(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""What only a citation holds: a page, a file, or a name, a comma and a date at the end ("Oakfield, May 2025")."""
_MARKER = re.compile(r"\s*\[\d{1,3}\]")
_METHOD = re.compile(
    r"\bthis (?:report|paper|document|draft|section|narrative|self-evaluation)\b.{0,40}"
    r"\b(?:draws|sets out|describes|summarises|is based|was written|uses|covers)\b|^(?:source|note)s?:",
    re.IGNORECASE,
)
_OPINION = re.compile(r"^(?:we (?:believe|think|feel|hope)|in (?:our|my) (?:view|opinion))\b", re.IGNORECASE)
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A citation as a draft gives it: its words, and the page and year that they name, if any."""

    text: str
    page: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One sentence of a draft. `text` is without its citations; `unchecked` says why it cannot be checked, or None."""

    text: str
    written: str
    locator: Locator
    citations: tuple[DraftCitation, ...]
    unchecked: str | None = None


def claims_of(draft: Document) -> list[DraftClaim]:
    """Return every sentence of a draft in order."""
    return [claim for page in draft.pages for block in page.blocks for claim in _of_block(draft.id, page, block)]


def _of_block(draft: str, page: Page, block: Block) -> Iterator[DraftClaim]:
    if block.kind is BlockKind.FURNITURE:
        return
    text = block.span.of(page.text)
    spans = [Span(0, len(text))] if block.kind is BlockKind.HEADING else sentence_spans(text)
    for span in spans:
        written = span.of(text)
        place = Span(block.span.start + span.start, block.span.start + span.end)
        yield _claim(written, place_on(draft, page, place), block.kind)


def _claim(written: str, locator: Locator, kind: BlockKind) -> DraftClaim:
    found = [match for match in _BRACKETED.finditer(written) if _CITING.search(match["inside"])]
    text = written
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
    text = " ".join(_MARKER.sub("", text).split())
    citations = tuple(_citation(match["inside"]) for match in found)
    return DraftClaim(text, written, locator, citations, _why_not(text, kind))


def _citation(text: str) -> DraftCitation:
    page, year = _PAGE.search(text), _YEAR.search(text)
    return DraftCitation(text, int(page["page"]) if page else None, int(year["year"]) if year else None)


def _why_not(text: str, kind: BlockKind) -> str | None:
    if kind is BlockKind.HEADING:
        return "a heading"
    if text.endswith("?"):
        return "a question"
    if len(text.split()) < FEWEST_WORDS:
        return "too short to say anything"
    if _METHOD.search(text):
        return "about the draft itself"
    if _OPINION.search(text):
        return "an opinion of its author"
    return None


__all__ = ["DraftCitation", "DraftClaim", "claims_of"]
