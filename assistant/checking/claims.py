"""A draft → its claims: one checkable statement each, with the citation that it carries.

Splits and sorts; whether a claim is true is asked elsewhere. What is not checkable (a heading, a question, a
sentence about the draft itself, its author's opinion) is kept and says why, so that nothing of the draft goes missing
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.checking.citing import DraftCitation, read_citations, sources_of
from assistant.checking.clauses import clauses
from assistant.checking.numerals import Kind, numbers
from assistant.checking.tokens import tokens
from assistant.names import mentions
from ingest.documents import Block, BlockKind, Document, Locator, Page, Span, place_on
from ingest.sentences import sentence_spans

_METHOD = re.compile(
    r"\b(?:this|the present) "
    r"(?:report|paper|document|draft|section|narrative|self-evaluation|review|table|chapter|note)\b.{0,60}"
    r"\b(?:draws|sets out|describes|summarises|is based|was written|uses|covers|looks at|considers|brings together)\b|"
    r"^(?:source|note|figure|table)s?\s?\d*:|"
    r"^(?:we|i) (?:have )?(?:read|drew on|used|looked at|reviewed|analysed|visited|asked)\b|"
    r"^drafted (?:with|by|for)\b|^nobody has agreed it yet\b|"
    r"\bwas (?:written|prepared|compiled) (?:by|for|from)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:we|i) (?:believe|think|feel|hope|suggest|recommend|propose|expect|"
    r"are (?:proud|pleased|confident|delighted|convinced))\b|"
    r"^in (?:our|my) (?:view|opinion|judgement|experience)\b|^it seems to (?:us|me)\b|"
    r"^(?:perhaps|arguably|hopefully)\b",
    re.IGNORECASE,
)
_APART = re.compile(
    r"^(?:\d+\.?\s+)?(?:methods?|methodology|how this (?:draft|paper|report) was (?:made|written)|sources|references|"
    r"bibliography|footnotes|notes|framework|contents|what the evidence does not show)$",
    re.IGNORECASE,
)
"""Headings under which a draft speaks of itself: how it was made, what it used, what it does not know."""
FEWEST_WORDS = 3
LABEL = "a name or a date alone"
HEADING = "a heading"
OF_ITSELF = "about the draft itself"


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """One statement of a draft. `text` is without its citations; `unchecked` says why it cannot be checked, or None."""

    text: str
    written: str
    locator: Locator
    citations: tuple[DraftCitation, ...]
    unchecked: str | None = None


def claims_of(draft: Document, names: Sequence[str] = ()) -> list[DraftClaim]:
    """Return every statement of a draft in order.

    :param names: the schools of the library, by which a bracket with a name alone is known as a citation.
    """
    blocks = [block.span.of(page.text) for page in draft.pages for block in page.blocks]
    notes = {note.number: note.text for text in blocks for note in sources_of(text)}
    claims: list[DraftClaim] = []
    apart = False
    for page in draft.pages:
        for block in page.blocks:
            found = list(_of_block(draft.id, page, block, names, notes))
            if block.kind is BlockKind.HEADING:
                apart = _APART.match(block.span.of(page.text).strip()) is not None
            elif apart:
                found = [replace(claim, unchecked=claim.unchecked or OF_ITSELF) for claim in found]
            claims += found
    return claims


def _of_block(
    draft: str, page: Page, block: Block, names: Sequence[str], notes: Mapping[int, str]
) -> Iterator[DraftClaim]:
    if block.kind is BlockKind.FURNITURE:
        return
    text = block.span.of(page.text)
    sources = sources_of(text)
    for source in sources:
        written = source.span.of(text)
        place = Span(block.span.start + source.span.start, block.span.start + source.span.end)
        yield DraftClaim(" ".join(written.split()), written, place_on(draft, page, place), (), "a source")
    if sources:
        return
    for span in _statements(text, block.kind):
        written = span.of(text)
        place = Span(block.span.start + span.start, block.span.start + span.end)
        yield from _claims(written, place_on(draft, page, place), block.kind, names, notes)


def _statements(text: str, kind: BlockKind) -> list[Span]:
    """Return the sentences of a block; of a table's row its cells, where they are sentences."""
    if kind is BlockKind.HEADING:
        return [Span(0, len(text))]
    if kind is not BlockKind.TABLE_ROW or "\t" not in text:
        return sentence_spans(text)
    cells = [Span(*match.span()) for match in re.finditer(r"[^\t]+", text)]
    return [
        Span(cell.start + span.start, cell.start + span.end) for cell in cells for span in sentence_spans(cell.of(text))
    ]


def _claims(
    written: str, locator: Locator, kind: BlockKind, names: Sequence[str], notes: Mapping[int, str]
) -> Iterator[DraftClaim]:
    cited = read_citations(written, names, notes)
    claim = DraftClaim(cited.text, written, locator, cited.citations, _why_not(cited.text, kind, names))
    halves = clauses(written)
    if claim.unchecked or len(halves) == 1:
        yield claim
        return
    for half in halves:
        own = read_citations(half.text, names, notes)
        part = half.span.of(written)
        lead = len(part) - len(part.lstrip())
        start = locator.span.start + half.span.start + lead
        place = Span(start, start + len(part.strip()))
        # A citation at the sentence's end stands for both halves; one in the first half for that alone.
        yield replace(
            claim,
            text=own.text,
            written=part.strip(),
            locator=replace(locator, span=place),
            citations=own.citations or cited.citations,
        )


def _why_not(text: str, kind: BlockKind, names: Sequence[str]) -> str | None:
    reasons = (
        (HEADING, kind is BlockKind.HEADING),
        ("a question", text.endswith("?")),
        ("too short to say anything", len(text.split()) < FEWEST_WORDS),
        (LABEL, _is_label(text, names)),
        (OF_ITSELF, _METHOD.search(text)),
        ("an opinion of its author", _OPINION.search(text)),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_label(text: str, names: Sequence[str]) -> bool:
    """Say whether a text holds nothing but names of schools and dates, as cells of a table of sources do."""
    rest = text
    for mention in reversed(mentions(text, names)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    for number in reversed([n for n in numbers(rest) if n.kind in (Kind.DAY, Kind.MONTH, Kind.YEAR)]):
        rest = f"{rest[: number.span.start]} {rest[number.span.end :]}"
    return not any(token.content and token.stem != "school" for token in tokens(rest))


__all__ = ["HEADING", "LABEL", "OF_ITSELF", "DraftCitation", "DraftClaim", "claims_of"]
