"""An answer in words: Markdown for the chat and the command line, and how a page is named.

This is the one place where text of documents becomes Markdown, and where a page number becomes words.
It escapes for Markdown *and* HTML, so that whatever a document holds appears literally. It decides
nothing about the answer: no claim is added, dropped or reordered except into groups by school.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from assistant.answering.answer import Answer, AnswerClaim, Citation, Coverage, Searched, Source
from ingest.documents import Locator
from ingest.inspections import FORMAT_NAMES, ReportFormat

SUPPORTED = "supported"
NEAREST_HEADING = "Nearest in the library (not an answer)"
QUOTE_OPEN, QUOTE_CLOSE = "“", "”"
NO_BREAK = "\u00a0"  # a marker never stands alone at the start of a line

# Characters that are markup wherever they stand in Markdown or HTML.
_ALWAYS = re.compile(r"[&<>\[\]`*_~|#$\\{}@^]")
# A colon with a word after it can begin an address ("https:") or a shortcode (":smile:").
_COLON = re.compile(r":(?=[^\s\d])")
# A dot after "www" makes an address of what follows.
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
# "!" before a bracket makes an image; brackets are escaped, but other renderers may look back.
_BANG = re.compile(r"!(?=\[|&#91;)")
# At the start of a line: list bullets, numbered lists, rules and underlined headings.
_LINE_START = re.compile(r"^(?:(?P<bullet>[-+=])|(?P<number>\d{1,9})(?P<stop>[.)]))")
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # part of the spelling of some languages and of emoji


def escape(text: str) -> str:
    """Return `text` as one line of Markdown that shows exactly these words, in any renderer.

    Runs of white space become one space, as they do on screen; characters that cannot be seen
    (controls, direction overrides) are left out, since their only use on screen is to mislead.
    """
    line = _SPACE.sub(" ", visible(text)).strip()
    line = _COLON.sub("&#58;", _entities(line))
    line = _BANG.sub("&#33;", _WWW.sub("&#46;", line))
    return _LINE_START.sub(_escape_start, line)


def visible(text: str) -> str:
    """Return `text` without control and direction-override characters; white space stays."""
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c in _JOINERS)


def _entities(line: str) -> str:
    return _ALWAYS.sub(lambda match: f"&#{ord(match.group())};", line)


def _escape_start(match: re.Match[str]) -> str:
    if match["bullet"]:
        return f"&#{ord(match['bullet'])};"
    return f"{match['number']}&#{ord(match['stop'])};"


def page_words(number: int, label: str | None, *, measured: bool = True) -> str:
    """Name a page of a PDF, with the number printed on it where that differs or is absent."""
    if not measured:
        return f"about page {number} (estimated)"
    if label is None:
        return f"page {number} (no number printed)"
    if label == str(number):
        return f"page {number}"
    return f"page {number} of the PDF, printed {label}"


def place_words(locators: Sequence[Locator]) -> str:
    """Name the pages on which a quotation stands."""
    return " and ".join(page_words(place.page, place.label, measured=place.measured) for place in locators)


def format_words(name: str) -> str:
    """Name a report format for people; an unknown one is shown as it is."""
    return FORMAT_NAMES[ReportFormat(name)] if name in set(ReportFormat) else name


def date_words(day: date | None, printed: str | None) -> str | None:
    """Return an inspection date as the document prints it, else written out, else None."""
    if printed:
        return _SPACE.sub(" ", printed).strip()
    return f"{day.day} {day:%B %Y}" if day else None


def searched_words(searched: Searched) -> str:
    """Say in one sentence what was looked through."""
    parts = [_count(searched.passages, "passage"), _count(searched.documents, "document")]
    if searched.schools:
        parts.append(_count(len(searched.schools), "school"))
    return f"Looked through {' of '.join(parts)}."


def answer_markdown(answer: Answer, *, links: bool = True, small_print: bool = True) -> str:
    """Return the whole answer as Markdown.

    With `links`, a marker is a link to ``#cite-<marker>``, unique in a conversation; without, it is
    ``[1]``. Without `small_print`, what was searched is left to the caller.
    """
    parts: list[str] = [escape(answer.lead)] if answer.lead else []
    if answer.coverage:
        parts.extend(_coverage_first(answer.coverage, answer.lead))
    parts.extend(_claims(answer.claims, links))
    if answer.coverage and answer.coverage.silent:
        parts.append(f"**Silent on this:** {_listed(answer.coverage.silent)}.")
    if answer.missing:
        parts.append(f"**Missing:** {' '.join(escape(item) for item in answer.missing)}")
    if answer.nearest:
        parts.append(f"### {NEAREST_HEADING}")
        parts.append(_bullets(_nearest(citation, links) for citation in answer.nearest))
    parts.extend(f"*Note:* {escape(note)}" for note in answer.notes)
    if small_print and answer.searched.documents:
        parts.append(_small_print(answer.searched))
    return "\n\n".join(parts)


def _coverage_first(coverage: Coverage, lead: str) -> list[str]:
    count = f"{len(coverage.speaking)} of {len(coverage.asked)} schools"
    spoken = "speaks" if len(coverage.speaking) == 1 else "speak"
    return [] if count in lead else [f"**{count}** {spoken} to this."]


def _claims(claims: Sequence[AnswerClaim], links: bool) -> list[str]:
    parts: list[str] = []
    borne_out = [claim for claim in claims if claim.verdict == SUPPORTED]
    for school, members in _grouped(borne_out, _school_of):
        if school:
            parts.append(f"### {escape(school)}")
        for _, of_source in _grouped(members, _document_of):
            if of_source[0].citations:
                parts.append(source_line(of_source[0].citations[0].source))
            parts.append(_bullets(_claim(claim, links) for claim in of_source))
    doubtful = [claim for claim in claims if claim.verdict != SUPPORTED]
    if doubtful:
        parts.append("### Not borne out by the passage cited")
        parts.append(
            _bullets(f"{_claim(claim, links)} ({escape(claim.verdict.replace('_', ' '))})" for claim in doubtful)
        )
    return parts


def source_line(source: Source) -> str:
    """Return the line under a school's name: when it was inspected, which kind of report, and its standing."""
    when = date_words(source.date, source.date_printed)
    facts = [f"Inspected {escape(when)}"] if when else [escape(source.title)]
    facts.append(escape(format_words(source.format)))
    line = " · ".join(facts)
    if source.superseded_by:
        line += f"  \n**Superseded:** the library holds a newer report, {escape(source.superseded_by)}."
    return line


def _claim(claim: AnswerClaim, links: bool) -> str:
    before = next((c.before for c in claim.citations if c.before), None)
    lead_in = f"*{QUOTE_OPEN}{escape(before)}{QUOTE_CLOSE}* " if before else ""
    return f"{lead_in}{_words(claim)}{NO_BREAK}{_markers(claim.citations, links)}".rstrip()


def _words(claim: AnswerClaim) -> str:
    """Quotation marks stand only around what is, character for character, a cited quotation."""
    text = escape(claim.text)
    verbatim = any(claim.text == citation.quote for citation in claim.citations)
    return f"{QUOTE_OPEN}{text}{QUOTE_CLOSE}" if verbatim else text


def _markers(citations: Iterable[Citation], links: bool) -> str:
    return " ".join(_marker(citation) if links else f"[{citation.marker}]" for citation in citations)


def _marker(citation: Citation) -> str:
    pages = escape(place_words(citation.locators)).replace('"', "&#34;")
    return f'[[{citation.marker}]](#cite-{citation.marker} "Show source {citation.marker}, {pages}")'


def _nearest(citation: Citation, links: bool) -> str:
    source = citation.source
    when = date_words(source.date, source.date_printed)
    who = ", ".join(part for part in (source.school or source.title, when) if part)
    return f"{escape(who)}: {QUOTE_OPEN}{escape(citation.quote)}{QUOTE_CLOSE}{NO_BREAK}{_markers([citation], links)}"


def _small_print(searched: Searched) -> str:
    words = escape(searched_words(searched))
    return f"{words} Narrowed to: {_listed(searched.narrowed)}." if searched.narrowed else words


def _school_of(claim: AnswerClaim) -> str:
    source = claim.citations[0].source if claim.citations else None
    return claim.school or (source.school or source.title if source else "")


def _document_of(claim: AnswerClaim) -> str:
    return claim.citations[0].source.document if claim.citations else ""


def _grouped(claims: Iterable[AnswerClaim], key: Callable[[AnswerClaim], str]) -> list[tuple[str, list[AnswerClaim]]]:
    groups: dict[str, list[AnswerClaim]] = {}
    for claim in claims:
        groups.setdefault(key(claim), []).append(claim)
    return list(groups.items())


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(escape(name) for name in names)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"


__all__ = [
    "NEAREST_HEADING",
    "answer_markdown",
    "date_words",
    "escape",
    "format_words",
    "page_words",
    "place_words",
    "searched_words",
    "source_line",
    "visible",
]
