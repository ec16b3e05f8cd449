"""What inspectors' letters have in common: date, addressee, a title that names the provider, a visit, a signature.

Knows the parts of a letter, not what kinds there are: each kind has a module of its own. Reads the visit's dates only
from a sentence that says that a visit or inspection took place; the date at a letter's head is the letter's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.documents import BlockKind
from ingest.inspections import InspectionDates, Located, NextStep, Person
from ingest.number_words import MONTH
from ingest.reports import people, school, steps
from ingest.reports.dates import find_dates, parse_dates
from ingest.reports.lines import ReportLine, ReportLines, joined, key
from ingest.sentences import sentence_spans

_DEAR = re.compile(r"^\s*Dear\b", re.IGNORECASE)
_CELL = re.compile(r"(?:Date:\s*)?(?P<text>[^\t]+)", re.IGNORECASE)
_SIGNS = re.compile(r"^\s*Yours (?:sincerely|faithfully|truly)\b,?\s*", re.IGNORECASE)
_INSPECTOR = re.compile(
    r",?\s*(?:(?:Her|His) Majesty[’']s (?:Lead )?Inspector|(?:Lead |Senior )?(?:HMI|Ofsted Inspector)\b)"
)
_SIGNED_NAME = re.compile(r"^[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,4}$")
_ON = r".{0,300}?\b(?:on|from|between|of|,)\s+(?=(?:[A-Z][a-z]+day,? )?\d{1,2}(?!\d))"
_VISIT = re.compile(rf"\b(?:Following (?:my|our|the)|took place|visit(?:ed)?|summary evaluation|focuss?ed review){_ON}")
_INSPECTION = re.compile(
    rf"\b(?:Following (?:my|our|the)|This letter (?:sets out|reports|confirms)|took place|visit(?:ed)?"
    rf"|inspections?|review"
    rf"|carried out|conducted){_ON}"
)
_GOES_ON = re.compile(r"\s*(?:and|to|until|[–-])\s+\d")
_OPENS = re.compile(r"^\s*(?:Following|This letter|Thank you|I am (?:writing|pleased)|I write|On behalf|As you|We )")
_OPENING = re.compile(r"\s(?:Following (?:my|our|the) |This letter (?:sets|reports|confirms)|I am writing |I write )")
_AUTHORITY = re.compile(
    r"\b[Dd]irector of [Cc]hildren[’']s [Ss]ervices (?:for|at|in) (?:the )?([A-Z][\w’'& -]*?)(?=\s*(?:[.,;]|$"
    r"| and the | and to ))"
)
_DATE_BEFORE = rf"(?P<date>(?:\d{{1,2}}[^.]{{0,25}} )?(?:{MONTH}) \d{{4}})"
_CATEGORY = r"(?:serious weaknesses|special measures|significant improvement)"
_BEFORE = (
    re.compile(
        r"\b(?:was|were|been|previously) judged (?:to be |to |as )?(?P<grade>good|outstanding|requir(?:es?|ing)"
        r" improvement|inadequate)"
        rf"(?: and (?:(?:to )?(?:have|require)|having|requiring|in need of) {_CATEGORY})?"
        r"(?: overall)?(?: (?:at|in|during|following) (?:its|the) (?:(?:last|previous) )?(?:section 5 )?inspection"
        r"(?: (?:that|which) took place)?)?,? (?:in|on) " + _DATE_BEFORE
    ),
    re.compile(
        r"\bsince the school (?:was (?:judged|found) to require|became subject to|was (?:placed in|made subject to))"
        rf" {_CATEGORY}(?: following (?:its|the) (?:section 5 )?inspection (?:(?:that|which) took place )?)?"
        r"(?P<grade>)(?:in|on) " + _DATE_BEFORE
    ),
    re.compile(r"\b(?:successive|consecutive) judgements? of (?P<grade>requires improvement)\b(?P<date>)"),
)
"""Each says what the inspection before gave, when it was, or both."""
_END = (
    "information about the inspection",
    "information about this inspection",
    "inspection findings",
    "safeguarding is effective",
    "external support",
    "evidence",
    "context",
    "annex",
)
_COPIES = re.compile(
    r"^\s*(?:I am copying this letter|This letter will be published|Copies of this letter|Yours |Annex\b)"
)
_SHORT = 70
_HEAD = 40
"""Lines. A letter's head and its first sentences stand within these."""
_TITLE_WITHIN = 60
"""Lines among which a title stands: an address and a greeting may come first. Further on another letter is quoted."""


def is_letter(source: ReportLines) -> bool:
    """Say whether the document begins as a letter does."""
    return _dear(source) is not None


def titled(source: ReportLines, *titles: re.Pattern[str]) -> bool:
    """Say whether a line at the document's beginning is one of these titles."""
    return any(title.match(line.text) for line in source.lines[:_TITLE_WITHIN] for title in titles)


def _dear(source: ReportLines) -> int | None:
    return next((number for number, line in enumerate(source.lines[:_HEAD]) if _DEAR.match(line.text)), None)


def head(source: ReportLines) -> list[ReportLine]:
    """Return the lines above the greeting; the cover where there is no greeting."""
    end = _dear(source)
    return source.cover if end is None else source.lines[:end]


def body(source: ReportLines) -> list[ReportLine]:
    """Return the lines from the greeting on."""
    start = _dear(source)
    return source.lines if start is None else source.lines[start:]


def dated(source: ReportLines) -> Located | None:
    """Return the date at the letter's head."""
    for line in head(source):
        for cell in _CELL.finditer(line.text):
            found = parse_dates(cell["text"])
            if found is not None and found.start == found.end:
                return line.located(*cell.span("text"))
    return None


def addressee(source: ReportLines) -> tuple[Person, ...]:
    """Return to whom the letter is written."""
    return people.addressee(head(source))


def title(source: ReportLines, pattern: re.Pattern[str]) -> Located | None:
    """Return the name behind the beginning of a title, with the lines into which it wraps."""
    lines = source.lines[:_HEAD]
    for number, line in enumerate(lines):
        match = pattern.match(line.text)
        if match is None:
            continue
        opening = _OPENING.search(line.text, match.end())
        if opening is not None:  # a reader set the title and the first paragraph as one
            return line.located(match.end(), opening.start())
        first = line.located(match.end())
        rest: list[ReportLine] = []
        for other in lines[number + 1 : number + 3]:
            if not _wraps_on(line, other):
                break
            rest.append(other)
        if first is None:
            return joined(rest)
        more = joined(rest)
        return school.together(first, more) if more else first
    return None


def _wraps_on(first: ReportLine, line: ReportLine) -> bool:
    if line.page is not first.page or len(line.text) > _SHORT or line.text.rstrip().endswith((".", ":")):
        return False
    if _OPENS.match(line.text) or _DEAR.match(line.text) or re.search(r"\d", line.text):
        return False
    return line.kind is BlockKind.HEADING if first.kind is BlockKind.HEADING else len(first.text) > _SHORT // 2


def visit(source: ReportLines, *, inspections: bool = True) -> InspectionDates | None:
    """Return when the visit was, from the first sentence that says so with a day.

    :param inspections: whether sentences on inspections count too; a letter on a trust tells those of its schools.
    """
    pattern = _INSPECTION if inspections else _VISIT
    for line in body(source)[:_HEAD]:
        for span in sentence_spans(line.text):
            match = pattern.search(line.text, span.start, span.end)
            found = find_dates(line.text[match.end() : span.end]) if match else None
            if (
                match
                and found
                and found.span.start == 0
                and not _GOES_ON.match(line.text, match.end() + found.span.end)
            ):
                locator = line.locator(match.end(), match.end() + found.span.end)
                return InspectionDates(found.printed, found.start, found.end, locator)
    return None


def signature(source: ReportLines) -> Located | None:
    """Return the name under 'Yours sincerely'."""
    lines = body(source)
    for number, line in enumerate(lines):
        match = _SIGNS.match(line.text)
        if match is None:
            continue
        places = ((line, match.end()), *((after, 0) for after in lines[number + 1 : number + 3]))
        for place, start in places:
            end = inspector.start() if (inspector := _INSPECTOR.search(place.text, start)) else len(place.text)
            name = place.located(start, end)
            if name is not None and _SIGNED_NAME.match(name.text):
                return name
    return None


def local_authority(source: ReportLines) -> Located | None:
    """Return the authority whose director of children's services gets a copy."""
    for line in body(source):
        match = _AUTHORITY.search(line.text)
        if match:
            return line.located(*match.span(1))
    return None


def previous(source: ReportLines) -> tuple[Located | None, Located | None]:
    """Return the grade at the inspection before and when that was, as one sentence says; a category is no grade."""
    for line in body(source)[:_HEAD]:
        for pattern in _BEFORE:
            match = pattern.search(line.text)
            if match:
                return _group(line, match, "grade"), _group(line, match, "date")
    return None, None


def _group(line: ReportLine, match: re.Match[str], name: str) -> Located | None:
    start, end = match.span(name)
    return line.located(start, end) if end > start else None


def sentence(lines: Iterable[ReportLine], patterns: Sequence[re.Pattern[str]]) -> Located | None:
    """Return the first sentence that one of the patterns finds, the patterns tried in order."""
    kept = list(lines)
    for pattern in patterns:
        for line in kept:
            match = pattern.search(line.text)
            if match is None:
                continue
            span = next((s for s in sentence_spans(line.text) if s.start <= match.start() < s.end), None)
            return line.located(span.start, span.end) if span else line.located()
    return None


def points(source: ReportLines, headings: frozenset[str], kind: str) -> tuple[NextStep, ...]:
    """Return the points under the first of `headings`, up to where the letter goes on.

    A lead-in that ends in a colon belongs to no point. Without bullets each paragraph is a point.
    """
    lines = source.lines
    start = next((number for number, line in enumerate(lines) if _leads_in(line, headings)), None)
    if start is None:
        return ()
    gathered: list[ReportLine] = []
    for line in lines[start + 1 :]:
        if _ends(line, gathered):
            break
        if gathered or not line.text.rstrip().endswith(":") or line.kind is BlockKind.BULLET:
            gathered.append(line)
    return steps.points(gathered, kind) if gathered else ()


def _leads_in(line: ReportLine, headings: frozenset[str]) -> bool:
    """Say whether a line is one of the headings, or a paragraph whose last sentence is one and ends in a colon."""
    if line.title in headings or not line.text.rstrip().endswith(":"):
        return line.title in headings
    last = next(reversed(list(sentence_spans(line.text))), None)
    return last is not None and key(last.of(line.text)) in headings


def _ends(line: ReportLine, gathered: Sequence[ReportLine]) -> bool:
    if key(line.title) in _END or _COPIES.match(line.text):
        return True
    bullets = any(one.kind is BlockKind.BULLET for one in gathered)
    goes_on = line.kind is BlockKind.BULLET or (gathered and steps.runs_on(line, gathered[-1]))
    return bullets and not goes_on and not steps.hangs_by_dash(line, gathered[-1])


__all__ = [
    "addressee",
    "body",
    "dated",
    "head",
    "is_letter",
    "local_authority",
    "points",
    "previous",
    "sentence",
    "signature",
    "title",
    "titled",
    "visit",
]
