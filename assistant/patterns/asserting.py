"""What a paper of the group asserts of its schools, and what in it is no such thing.

A cover line, the label of a field and what a paper says of itself assert nothing. A wish or a plan asserts something,
which no report can bear out before it is done: it is kept, and told as one. Reads words, headings and dates; looks at
no report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.claims.claims import DraftClaim, claims_of
from assistant.schools.names import mentions as names_in
from assistant.themes.substance import substance
from ingest.documents import Block, BlockKind, Document
from ingest.number_words import MONTHS

_OF_THE_PAPER = re.compile(
    r"\bI am (?:also )?(?:copying|sending|writing)\b|\bYours (?:sincerely|faithfully)\b|"
    r"\b(?:copied|copies|copy of (?:this|the) (?:letter|report)s?) (?:will be )?(?:sent )?to\b|"
    r"\b(?:this|the) (?:letter|form|report) (?:is|has been|will be) (?:copied|sent|published|posted)\b|"
    r"\bto be (?:filled in|completed|signed) by\b|^This (?:letter|paper|form|document) (?:sets out|says)\b",
    re.IGNORECASE,
)
"""Sentences on the paper itself, in which boards and directors stand as addressees."""
_PAPER = r"(?:document|paper|plan|form|letter|self-evaluation|SEF|narrative|template)"
_MONTHS = tuple(name.casefold() for name in MONTHS)
_ABOUT_ITSELF = re.compile(
    rf"^(?:this|the present) (?:\w+ )?{_PAPER}\b|^(?:this|it) is an? (?:[\w-]+ )?{_PAPER}\b|"
    r"^(?:agreed|approved|adopted|completed|written|updated|reviewed|drafted|prepared|signed|issued|published|dated)"
    r" (?:by|on|at|for|in)\b[^,;:]*$|"
    r"^(?:owner|cost|lead|author|version|date|status|contact|who|when|by when|funding|budget|circulation|"
    r"classification|distribution|review date|next review|signed)s?(?: \([^)]*\))?\s*:|"
    r"^(?:confidential|draft|copyright)\b\W",
    re.IGNORECASE,
)
_SETS_ASIDE = re.compile(r"^(?:completed (?:by|on)|agreed by|approved by|author|version|role|date|signed)\b", re.I)
"""Labels of fields that say who filled in a form, and when."""
_GOES_ON = re.compile(r"^(?:it|they|each|these|those)\b", re.IGNORECASE)
_AIM = re.compile(
    r"^(?:aim|what (?:it|this) should lead to|success criteri(?:a|on)|targets?|milestones?|intended (?:outcome|impact)|"
    r"expected (?:outcome|impact)|goal|by when)s?\s*:",
    re.IGNORECASE,
)
_GROUND = re.compile(r"^(?:why|reason|evidence|where we are)s?\s*:", re.IGNORECASE)
_WISHES = re.compile(
    r"\b(?:will|shall|should|ought to|going to|(?:is|are) to(?= [a-z])|plan(?:s|ned|ning)? to|intend(?:s|ing)? to|"
    r"aim(?:s|ing)? to|hop(?:e|es|ing) to|want(?:s)? to|wish(?:es)? to|would like|expects? to|must|"
    r"(?:our|the) (?:aim|goal|target|ambition|intention|plan|next step|priority) (?:is|for))\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"\b(?:which|that|who|whom|whose|what|whether|if|because|so|where|when|how)\b", re.IGNORECASE)
_PLANS_HEADING = re.compile(
    r"\b(?:priorit(?:y|ies)|actions?|next steps|targets?|objectives?|goals?|intentions?)\b|"
    r"\bwhat we (?:will|shall|intend|plan|want|are going)\b|\bplans? for\b|\bwhere we (?:want|go)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\b(?:was|were|has|have|had|did)\b|\b\w{3,}ed (?:in|on|by|from|to|since)\b", re.IGNORECASE)
"""What tells of something that is so or has happened, and not of what is planned."""
_DATE = re.compile(rf"\b(?:(?P<month>{'|'.join(_MONTHS)})\s+)?(?P<year>20\d\d)\b", re.IGNORECASE)
LEAST_SUBSTANCE = 1
"""Stems of substance that a claim has beside the names in it. Chosen."""


@dataclass(frozen=True, slots=True)
class Asserted:
    """A claim of a paper with the heading above it, the names of schools said before it in its block, and its wish.

    `wish` says what shows that it tells of something planned; empty where nothing does. `is_sure` is false where only
    its heading shows it: the sentence may tell of something that is done already.
    """

    claim: DraftClaim
    heading: str
    before: tuple[str, ...]
    wish: str = ""
    is_sure: bool = True


def of_the_paper(text: str) -> bool:
    """Say whether a sentence speaks of the paper that it stands in, to whom it goes or who fills it in."""
    return bool(_OF_THE_PAPER.search(text) or _ABOUT_ITSELF.search(text))


def asserted(document: Document, names: Sequence[str], day: date | None = None) -> Iterator[Asserted]:
    """Yield what a document asserts of schools and group, in order.

    :param names: the schools' and the group's names: what is left without them must say something.
    :param day: the document's own day; what it says of a later one is a plan.
    """
    blocks = _Blocks(document)
    of_paper: tuple[int, int] | None = None
    said: dict[tuple[int, int], tuple[str, ...]] = {}
    for claim in claims_of(document, names):
        place, block, heading = blocks.of(claim)
        goes_on = of_paper == place and _GOES_ON.match(claim.text)
        if of_the_paper(claim.text) or goes_on:
            of_paper = place
            continue
        if claim.unchecked or blocks.is_label(claim, block) or _SETS_ASIDE.match(heading):
            continue
        if len(substance(_without(claim.text, names))) < LEAST_SUBSTANCE:
            continue
        before = said.get(place, ())
        said[place] = tuple(n for m in names_in(claim.text, names) for n in m.names) or before
        yield Asserted(claim, heading, before, *wish_of(claim.text, heading, day))


def wish_of(text: str, heading: str, day: date | None) -> tuple[str, bool]:
    """Return what shows that a sentence tells of a wish or a plan, and whether its own words do; "" where nothing does.

    What stands after "which", "that" or "so that" is left out of account: it is not what the sentence says.
    """
    if _AIM.match(text):
        return "it says what is aimed at", True
    if _GROUND.match(text):
        return "", True
    main = _SUBORDINATE.split(text, maxsplit=1)[0]
    wishes = _WISHES.search(main)
    if wishes:
        return f"it says “{wishes.group().casefold()}”", True
    if day and any(_first_day(match) > day for match in _DATE.finditer(main)):
        return "it speaks of a day after that of the paper", True
    if _PLANS_HEADING.search(heading) and not _TOLD.search(main):
        return f"it stands under “{heading}”", False
    return "", True


def _first_day(match: re.Match[str]) -> date:
    month = _MONTHS.index(match["month"].casefold()) + 1 if match["month"] else 1
    return date(int(match["year"]), month, 1)


def _without(text: str, names: Sequence[str]) -> str:
    for mention in reversed(names_in(text, names)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


class _Blocks:
    """The blocks of a document, each with the heading above it."""

    def __init__(self, document: Document) -> None:
        self._rows: list[tuple[int, Block, str, str]] = []
        heading = ""
        for page in document.pages:
            for block in page.blocks:
                text = block.span.of(page.text).strip()
                if block.kind is BlockKind.HEADING:
                    heading = text
                self._rows.append((page.number, block, text, heading))
        self._headings = {_plain(text) for _, block, text, _ in self._rows if block.kind is BlockKind.HEADING}

    def of(self, claim: DraftClaim) -> tuple[tuple[int, int], str, str]:
        """Return the place of the block that a claim stands in, the block's text, and the heading above it."""
        place = claim.locator
        for number, (page, block, text, heading) in enumerate(self._rows):
            if page == place.page and block.span.start <= place.span.start < block.span.end:
                return (page, number), text, heading
        return (place.page, -1), "", ""

    def is_label(self, claim: DraftClaim, block: str) -> bool:
        """Say whether a claim is the label of a field or the head of a row of a table."""
        if _plain(claim.text) in self._headings:
            return True
        return "\t" in block and block.startswith(claim.written) and claim.text == claim.written


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


__all__ = ["Asserted", "asserted", "of_the_paper", "wish_of"]
