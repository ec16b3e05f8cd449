"""A draft → its claims: one checkable statement each, with the citation that it carries.

Splits and sorts; whether a claim is true is asked elsewhere. What is not checkable (a heading, a question, a
sentence about the draft itself, its author's opinion) is kept and says why, so that nothing of the draft goes missing
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.checking.claims.antecedents import of_school, subject_school
from assistant.checking.claims.citing import DraftCitation, following, read_citations, sources_of
from assistant.checking.claims.clauses import clauses
from assistant.checking.claims.tables import TableCell, cells_of, headings_of
from assistant.checking.words.numerals import NumberKind, numbers
from assistant.checking.words.quoted import quoted
from assistant.checking.words.tokens import tokens
from assistant.schools.names import mentions
from ingest.documents import Block, BlockKind, Document, Locator, Page, Span, place_on
from ingest.sentences import sentence_spans

_METHOD = re.compile(
    r"\b(?:this|the present) "
    r"(?:report|paper|document|draft|section|narrative|self-evaluation|review|table|chapter|note|article|briefing|post|"
    r"piece|study)\b.{0,60}"
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
    r"^(?:perhaps|arguably|hopefully)\b|"
    r"^(?:this|it|that) is (?:nothing short of )?an? (?:\w+ )?(?:scandal|disgrace|outrage|triumph|tragedy)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?!.*\d)(?!thanks to\b(?!.*\bfor (?:their|all|your|his|her)\b| (?:everyone|everybody|all (?:who|those))\b|"
    r" (?:all|our|the) \w+(?: and \w+)?\W*$))(?:(?:our|my|with|many|warm|sincere|grateful|special) )*thanks?\b"
    r"(?! to (?:\w+ ){1,6}?(?:has|have|is|are|was|were)\b)(?!.*, \w)|"
    r"^(?!.*\d)(?:we|i)(?: (?:would|should) like to| want to| also| \w+ly|’d like to){0,2} (?:thank|wish|congratulate|"
    r"look forward to|are (?:very |most |deeply )?(?:grateful|indebted|thankful))\b|"
    r"^(?:congratulations|good luck|best wishes|well done)\b",
    re.IGNORECASE,
)
"""What thanks or wishes. "Thanks to good teaching pupils are keen" says something, and so may what has a figure."""
_ADVICE = re.compile(
    r"^(?:(?:our|the|all|its|their|other|fellow) ){0,2}(?:(?:trustees|directors|board|council|councillors|ministers|"
    r"government|we|you|everyone|everybody|nobody)(?: \w+)? (?:should|ought to|must|need to|deserves?)|"
    r"(?:parents|families|readers|carers)(?: \w+)? (?:should|ought to|deserve))\b|^it is (?:high )?time\b|"
    r"^(?!.*\b(?:inspectors?|ofsted|reports?)\b).*\b(?:deserves?|(?:should|can|ought to) (?:all )?be) (?:\w+ )?"
    r"(?:credit|praise|thanks|congratulat\w+|proud|pleased|ashamed|grateful|delighted|applauded|commended|worried)\b",
    re.IGNORECASE,
)
"""What the author asks of readers. Reports ask leaders, governors and the school: such a sentence may be theirs."""
_LEADS_IN = re.compile(
    r"\b(?:that|following|follows|these|this|those|include[sd]?|including|are|were|is|was|has|have|to|of|by|for|in|on|"
    r"as|below|say|says|said|reported|found|noted|wrote|states?|stated|observed|concluded|saw|points?|findings)\s*:$",
    re.IGNORECASE,
)
"""How a sentence ends that says nothing before the list that it leads into."""
_APART = re.compile(
    r"^(?:\d+\.?\s+)?(?:methods?|methodology|how this (?:draft|paper|report) was (?:made|written)|sources|references|"
    r"bibliography|footnotes|notes|framework|contents|what the evidence does not show)$",
    re.IGNORECASE,
)
"""Headings under which a draft speaks of itself: how it was made, what it used, what it does not know."""
FEWEST_WORDS = 3
FEWEST_QUOTED = 3
"""Words in quotation marks that are no name."""
LABEL = "a name or a date alone"
HEADING = "a heading"
OF_ITSELF = "about the draft itself"
LEADS_IN = "leads into what follows"
ADVICE = "advice of its author"
THANKS = "thanks or wishes"
TABLE_HEADING = "a heading of the table"
TOO_SHORT = "too short to say anything"
SOURCE, QUESTION, OPINION = "a source", "a question", "an opinion of its author"


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
    before: DraftCitation | None = None
    for page in draft.pages:
        headings = headings_of(page, names)
        for place, block in enumerate(page.blocks):
            found = list(_of_block(draft.id, page, block, headings.get(place, ()), names, notes))
            if block.kind is BlockKind.HEADING:
                apart = _APART.match(block.span.of(page.text).strip()) is not None
            elif apart:
                found = [replace(claim, unchecked=claim.unchecked or OF_ITSELF) for claim in found]
            for claim in found:
                cited, before = _resolved(claim.citations, before)
                claims.append(replace(claim, citations=cited))
    return claims


def _resolved(
    citations: Sequence[DraftCitation], before: DraftCitation | None
) -> tuple[tuple[DraftCitation, ...], DraftCitation | None]:
    """Return citations with each "ibid." meaning the one before it, and the last of them."""
    found: list[DraftCitation] = []
    for citation in citations:
        before = following(citation, before)
        found.append(before)
    return tuple(found), before


def _of_block(
    draft: str, page: Page, block: Block, headings: Sequence[str], names: Sequence[str], notes: Mapping[int, str]
) -> Iterator[DraftClaim]:
    if block.kind is BlockKind.FURNITURE:
        return
    text = block.span.of(page.text)
    sources = sources_of(text)
    for source in sources:
        written = source.span.of(text)
        yield DraftClaim(" ".join(written.split()), written, _place(draft, page, block, source.span), (), SOURCE)
    if sources:
        return
    if block.kind is BlockKind.TABLE_ROW and "\t" in text:
        for cell in cells_of(text, headings, names):
            yield from _of_cell(cell, draft, page, block, names, notes)
        return
    school = ""
    for span in [Span(0, len(text))] if block.kind is BlockKind.HEADING else sentence_spans(text):
        for claim in _claims(span.of(text), _place(draft, page, block, span), block.kind, names, notes):
            yield claim if claim.unchecked else replace(claim, text=of_school(claim.text, school))
        school = subject_school(span.of(text), names, school)


def _place(draft: str, page: Page, block: Block, span: Span) -> Locator:
    return place_on(draft, page, Span(block.span.start + span.start, block.span.start + span.end))


def _of_cell(
    cell: TableCell, draft: str, page: Page, block: Block, names: Sequence[str], notes: Mapping[int, str]
) -> Iterator[DraftClaim]:
    """Yield the statements of a cell, each with the words of its row and column before it."""
    text = cell.span.of(block.span.of(page.text))
    for span in sentence_spans(text):
        written = span.of(text)
        place = _place(draft, page, block, Span(cell.span.start + span.start, cell.span.start + span.end))
        if cell.heads or cell.cites:
            yield DraftClaim(written, written, place, (), TABLE_HEADING if cell.heads else SOURCE)
            continue
        for claim in _claims(written, place, block.kind, names, notes):
            if not cell.before:
                yield replace(claim, citations=claim.citations or cell.citations)
                continue
            said = f"{cell.before}{claim.text}"
            why = _why_not(said, block.kind, names) if re.search(r"\w", claim.text) else TOO_SHORT
            yield replace(claim, text=said, citations=claim.citations or cell.citations, unchecked=why)


def _claims(
    written: str, locator: Locator, kind: BlockKind, names: Sequence[str], notes: Mapping[int, str]
) -> Iterator[DraftClaim]:
    cited = read_citations(written, names, notes)
    why = _why_not(cited.text, kind, names)
    if why is None and not cited.citations and _ADVICE.search(cited.text):
        why = ADVICE  # with a citation it gives what a report asks for
    claim = DraftClaim(cited.text, written, locator, cited.citations, why)
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
        (QUESTION, text.endswith("?")),
        (LEADS_IN, _LEADS_IN.search(text)),
        (TOO_SHORT, len(text.split()) < FEWEST_WORDS),
        (LABEL, _is_label(text, names)),
        (OF_ITSELF, _METHOD.search(text)),
        (THANKS, _THANKS.search(text)),
        (OPINION, _OPINION.search(text)),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_label(text: str, names: Sequence[str]) -> bool:
    """Say whether a text holds nothing but names of schools and dates, as cells of a table of sources do."""
    rest = text
    for mention in reversed(mentions(text, names)):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    for number in reversed([n for n in numbers(rest) if n.kind in (NumberKind.DAY, NumberKind.MONTH, NumberKind.YEAR)]):
        rest = f"{rest[: number.span.start]} {rest[number.span.end :]}"
    if any(len(span.of(rest).split()) >= FEWEST_QUOTED for span in quoted(rest)):
        return False  # “a school on the up” has no other word that says something
    return not any(token.content and token.stem != "school" for token in tokens(rest))


__all__ = [
    "HEADING",
    "LABEL",
    "LEADS_IN",
    "OF_ITSELF",
    "TABLE_HEADING",
    "DraftCitation",
    "DraftClaim",
    "claims_of",
]
