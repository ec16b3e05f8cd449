"""Citations as drafts write them: brackets, markers, notes and links, with the page and year that each names.

Reads what a citation says; which document it means, and whether that is right, is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.checking.claims.dating import MONTH, Dated, dates_in
from assistant.schools.names import mentions
from ingest.documents import Span

_BRACKETED = re.compile(r"\s*(?P<open>[\[(])(?P<inside>[^\[\]()]{3,200})[\])]")
_PAGE = re.compile(
    r"\b(?:pgs?|p{1,2}|pages?|(?-i:S)(?=\.))\.?\s*(?P<page>\d{1,4})(?:\s*(?:[–-]|to|and|,)\s*(?P<last>\d{1,4})(?!\d))?",
    re.IGNORECASE,
)
"""Pages by any of their signs; "S." is what Germans write."""
_YEAR_PAGE = re.compile(r"\b(?:19|20)\d\d[a-z]?:\s?(?P<page>\d{1,3})(?:\s?[–-]\s?(?P<last>\d{1,3}))?\s*\.?$")
"""A year, a colon and a page, as "Oakfield 2025: 6" has them at its end."""
_CITING = re.compile(
    r"\b(?:pgs?|p{1,2})\.?\s*\d|\bpages?\s+\d|\b(?-i:S)\.\s?\d|\.(?:pdf|docx?)\b|^(?:source:?\s*)?ofsted\b|^see\s|"
    rf"^(?:(?!\bfrom\b|\bto\b|%)[^\d])*,\s*(?:\d{{1,2}}\s+)?(?:(?:[a-z]+\s+)?(?:19|20)\d\d|{MONTH}\s[’'‘]?\d\d)$|"
    r"^(?:(?-i:[A-Z])[\w’'. -]*,\s)?(?:the\s)?(?:(?!an?\b)[a-z]+\s)?letter\s(?:of|from|dated)\s(?:\d{1,2}\s)?"
    r"(?:[a-z]+\s)?(?:19|20)\d\d$|"
    r"^(?:[\w’' -]*\s)?(?:report|inspection)(?:\s(?:of|from))?,?\s(?:[a-z]+\s)?(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""What only a citation holds: a page, a file, or a name, a comma and a date at the end ("Oakfield, May 2025")."""
_SOURCE_WORD = re.compile(r"\b(?:ofsted|report|inspection|letter|report card)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_PLAIN = frozenset(
    "ofsted the report reports inspection letter card source see and published from".split()
) | frozenset(
    "january february march april may june july august september october november december".split()
    + "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_SAME = re.compile(
    r"^\W*(?:see\s)?(?:ibid(?:em)?|ebd|as above|(?:the )?same (?:report|source|document))(?=\W*$|\s*[.,:;]|\s+p)",
    re.IGNORECASE,
)
"""What refers to the citation before it."""
_ALSO = re.compile(r"^(?:(?:cf|see|see also|also|and)\b\.?\s*)?(?=(?:pgs?|p{1,2}|pages?|S)\b)", re.IGNORECASE)
"""How a further page of the same source begins, after a semicolon: "Oakfield, May 2025, p. 6; cf. p. 9"."""
_MARKER = re.compile(r"\s*\[\^?(?P<number>\d{1,3})(?:\s*[,;]\s*\d{1,3})*\](?!\()|(?P<raised>[¹²³⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*)")
_NUMBER = re.compile(r"\d{1,3}")
_LINK = re.compile(r"\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)")
_URL = re.compile(r"\s*[(<]?(?P<url>https?://[^\s)>]+)[)>]?")
_SOURCE = re.compile(
    r"^\s*(?:\[\^?(?P<a>\d{1,3})\]:?|Note (?P<b>\d{1,3}):|(?P<c>\d{1,3})\.)\s+(?P<text>\S.*)$", re.DOTALL
)
_NEXT = {"[^": r"\[\^{}\]:", "[": r"\[{}\]:?", "N": r"Note {}:"}
"""How the next note begins, by how the one before it does: an author's lines without a blank one are one paragraph."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class DraftCitation:
    """A citation as a draft gives it: its words, and the pages and year that they name, if any.

    `marker` is the number by which the text refers to it; `last_page` is the end of a range of pages; `means` are the
    words of the citation before it, where it only says that it is the same ("ibid., p. 4").
    """

    text: str
    page: int | None = None
    year: int | None = None
    last_page: int | None = None
    marker: int | None = None
    means: str | None = None

    @property
    def says(self) -> str:
        """Its words, and those that it refers to."""
        return f"{self.text} {self.means}" if self.means else self.text

    @property
    def shown(self) -> str:
        """Its words for people: with what it refers to, if it names nothing itself."""
        return f"{self.text} (that is: {self.means})" if self.means else self.text

    @property
    def dates(self) -> tuple[Dated, ...]:
        """The dates that it prints."""
        return dates_in(self.says)

    @property
    def pages(self) -> range:
        """The pages that it names."""
        return range(0) if self.page is None else range(self.page, (self.last_page or self.page) + 1)

    def covers(self, page: int) -> bool:
        """Say whether a page is the one cited, or in the range."""
        return page in self.pages


@dataclass(frozen=True, slots=True)
class CitedText:
    """A sentence without its citations, and these."""

    text: str
    citations: tuple[DraftCitation, ...]


def read_citations(written: str, names: Sequence[str] = (), notes: Mapping[int, str] | None = None) -> CitedText:
    """Take the citations out of a sentence.

    :param names: the schools of the library; a bracket with nothing but such a name is a citation too.
    :param notes: what the draft's markers stand for, by number.
    """
    taken: list[tuple[Span, list[DraftCitation]]] = []
    text = written
    for match in _LINK.finditer(text):
        taken.append((Span(match.end("label"), match.end()), [_citation(match["url"])]))
        taken.append((Span(match.start(), match.start("label")), []))
    for match in _MARKER.finditer(text):
        taken.append((Span(*match.span()), [_marked(number, notes or {}) for number in _numbers(match)]))
    for match in _BRACKETED.finditer(text):
        parts = [part.strip() for part in match["inside"].split(";")]
        if all(_is_citing(part, names, match["open"] == "[") for part in parts):
            taken.append((Span(*match.span()), _in_turn(parts)))
    for match in _URL.finditer(text):
        taken.append((Span(*match.span()), [_citation(match["url"])]))
    found: list[DraftCitation] = []
    kept, place = "", 0
    for span, citations in sorted(taken, key=lambda item: item[0]):
        if span.start < place:
            continue  # inside what was taken already
        kept += text[place : span.start]
        found += citations
        place = span.end
    return CitedText(" ".join((kept + text[place:]).split()), tuple(found))


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A note or a numbered source of a draft ("[1] Oakfield, May 2025, p. 3"); `span` is where in its block it is."""

    number: int
    text: str
    span: Span


def sources_of(block: str) -> list[SourceNote]:
    """Return the notes or numbered sources that a block holds, numbered one after the other; none for other text."""
    found: list[SourceNote] = []
    start = 0
    while match := _SOURCE.match(block[start:]):
        if match["c"] is not None and not _CITING.search(match["text"].rstrip(".")):
            break
        number = int(match["a"] or match["b"] or match["c"])
        following = _following(block, start + match.start("text"), match.group().lstrip(), number + 1)
        end = len(block) if following is None else following
        text = block[start + match.start("text") : end].strip()
        found.append(SourceNote(number, text, Span(start, len(block[:end].rstrip()))))
        if following is None:
            break
        start = following
    return found


def _following(block: str, start: int, written: str, number: int) -> int | None:
    """Return where the note after one begins in the same block, or None."""
    form = next((form for sign, form in _NEXT.items() if written.startswith(sign)), None)
    found = form and re.search(rf"(?<=\s){form.format(number)}\s+(?=\S)", block[start:])
    if not found or (not found.group().rstrip().endswith(":") and not _CITING.search(block[start:][: found.start()])):
        return None  # "see [2]" within a note is no note
    return start + found.start()


def _numbers(match: re.Match[str]) -> list[int]:
    written = match["raised"].translate(_RAISED) if match["raised"] else match.group()
    return [int(number) for number in _NUMBER.findall(written)]


def _marked(number: int, notes: Mapping[int, str]) -> DraftCitation:
    if number not in notes:
        return DraftCitation(f"[{number}]", marker=number)
    own = replace(_citation(notes[number]), marker=number)
    before = max((other for other in notes if other < number), default=None)
    return following(own, _marked(before, notes)) if before is not None else own


def following(citation: DraftCitation, before: DraftCitation | None) -> DraftCitation:
    """Return a citation that only says "ibid." as meaning the one before it, on its own page if it gives one."""
    if before is None or citation.means or not _SAME.search(citation.text):
        return citation
    return _same_source(citation, before)


def _same_source(citation: DraftCitation, before: DraftCitation) -> DraftCitation:
    own = citation.page is not None
    return replace(
        citation,
        page=citation.page if own else before.page,
        last_page=citation.last_page if own else before.last_page,
        year=citation.year or before.year,
        means=before.means or before.text,
    )


def _in_turn(parts: Sequence[str]) -> list[DraftCitation]:
    """Return the citations of one bracket; a further page alone is one of the source before it."""
    found: list[DraftCitation] = []
    for part in parts:
        citation = _citation(part)
        alone = found and _ALSO.match(part) and _PAGE.sub("", _ALSO.sub("", part)).strip(" .,") == ""
        found.append(_same_source(citation, found[-1]) if alone else citation)
    return found


def _citation(text: str) -> DraftCitation:
    page = _PAGE.search(text) or _YEAR_PAGE.search(text)
    years = [dated.year for dated in dates_in(text)]
    first = int(page["page"]) if page else None
    last = int(page["last"]) if page and page["last"] else None
    return DraftCitation(text, first, next(iter(years), None), last if last and first and last > first else None)


def _is_citing(text: str, names: Sequence[str], square: bool = False) -> bool:
    """Say whether what stands in a bracket is a citation; in round ones "2024: 6" needs a name beside it."""
    if _CITING.search(text) or _SAME.search(text):
        return True
    found = mentions(text, names) if names else []
    if _YEAR_PAGE.search(text):
        return bool(found or _SOURCE_WORD.search(text) or (square and text[0].isupper()))
    return any(len(text) - (mention.end - mention.start) <= len("the  report") for mention in found)


def is_plain(text: str) -> bool:
    """Say whether a citation names nobody: it says no more than that it is a report, of when, and on which page."""
    return not set(_WORDS.findall(_PAGE.sub(" ", text).lower())) - _PLAIN


def is_citation(text: str, names: Sequence[str] = ()) -> bool:
    """Say whether a text is a citation and nothing else, as the cell of a table may be."""
    return bool(text.strip()) and all(_is_citing(part.strip(" ()[]"), names) for part in text.split(";"))


def cited_in(text: str) -> tuple[DraftCitation, ...]:
    """Return the citations that a text is."""
    return tuple(_in_turn([part.strip(" ()[]") for part in text.split(";")]))


__all__ = [
    "CitedText",
    "DraftCitation",
    "SourceNote",
    "cited_in",
    "following",
    "is_citation",
    "is_plain",
    "read_citations",
    "sources_of",
]
