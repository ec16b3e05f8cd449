"""An answer in words: Markdown for the chat, plain text for the terminal.

This is the one place where an answer becomes Markdown. It decides nothing about the answer: no claim is added,
dropped or reordered except into groups by school.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.answer import Answer, AnswerClaim, Citation, Coverage, Prose, Searched, bodies
from assistant.writing.escaping import escape, one_line
from assistant.writing.naming import date_words, format_words, place_words
from ingest.documents import Unit
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.phrases import how_many

SUPPORTED = "supported"
NEAREST_HEADING = "Nearest in the library (not an answer)"
QUOTE_OPEN, QUOTE_CLOSE = "“", "”"
TABLE_FROM = 3
"""Grades from which on a table is easier to read than a list."""
GRADE_COLUMNS = ("School", "Inspected", "Area", "Grade as printed", "Source")
NO_BREAK = "\u00a0"  # a marker never stands alone at the start of a line


def searched_words(searched: Searched) -> str:
    """Say in one sentence what was looked through."""
    parts = [how_many(searched.passages, "passage")] if searched.passages else []  # tables have none
    parts.append(how_many(searched.documents, "document"))
    if searched.schools:
        parts.append(bodies(len(searched.schools), searched.areas))
    return f"Looked through {' of '.join(parts)}."


def answer_markdown(answer: Answer, *, links: bool = True, small_print: bool = True, choices: bool = True) -> str:
    """Return the whole answer as Markdown.

    With `links`, a marker is a link to ``#cite-<marker>``, unique in a conversation; without, it is
    ``[1]``. Without `small_print`, what was searched is left to the caller; without `choices`,
    so is what a question that was asked back may mean.
    """
    shown = answer if choices else replace(answer, choices=())
    return "\n\n".join(_blocks(shown, _Markdown(links), small_print=small_print))


def plain_text(answer: Answer) -> str:
    """Return the whole answer as plain text for a terminal, with the list of its sources."""
    blocks = _blocks(answer, _Plain(), small_print=True)
    if answer.citations:
        blocks.append("\n".join(["Sources", *(f"  {source_words(citation)}" for citation in answer.citations)]))
    return "\n\n".join(blocks)


def source_words(citation: Citation) -> str:
    """Name the source of a citation in one line: marker, school, date, page, file."""
    source = citation.source
    facts = [source.school or source.title, date_words(source.date, source.date_printed)]
    facts += [place_words(citation.locators), source.file]
    return f"[{citation.marker}] {one_line(', '.join(fact for fact in facts if fact))}"


class _Style(Protocol):
    """How the parts of an answer are written. `text` makes any text safe for what it is written into."""

    def text(self, words: str) -> str: ...
    def heading(self, words: str) -> str: ...
    def strong(self, words: str) -> str: ...
    def soft(self, words: str) -> str: ...
    def struck(self, words: str) -> str: ...
    def marker(self, citation: Citation) -> str: ...
    def line_end(self) -> str: ...
    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str: ...


class _Markdown:
    """Markdown; what `heading`, `strong` and `soft` are given is escaped already."""

    def __init__(self, links: bool) -> None:
        self._links = links

    def text(self, words: str) -> str:
        return escape(words)

    def heading(self, words: str) -> str:
        return f"### {words}"

    def strong(self, words: str) -> str:
        return f"**{words}**"

    def soft(self, words: str) -> str:
        return f"*{words}*"

    def struck(self, words: str) -> str:
        return f"~~{words}~~"

    def marker(self, citation: Citation) -> str:
        if not self._links:
            return f"[{citation.marker}]"
        pages = escape(place_words(citation.locators)).replace('"', "&#34;")
        return f'[[{citation.marker}]](#cite-{citation.marker} "Show source {citation.marker}, {pages}")'

    def line_end(self) -> str:
        return "  \n"

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


class _Plain:
    """Plain text: only characters that a terminal could take for commands are left out."""

    def text(self, words: str) -> str:
        return one_line(words)

    def heading(self, words: str) -> str:
        return words

    def strong(self, words: str) -> str:
        return words

    def soft(self, words: str) -> str:
        return words

    def struck(self, words: str) -> str:
        return words

    def marker(self, citation: Citation) -> str:
        return f"[{citation.marker}]"

    def line_end(self) -> str:
        return "\n"

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        widths = [max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]
        lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in (columns, *rows)]
        return "\n".join("  ".join(line).rstrip() for line in lines)


def _blocks(answer: Answer, style: _Style, *, small_print: bool) -> list[str]:
    blocks = _prose(answer.prose, style) if answer.prose else []
    blocks += [style.text(answer.lead)] if answer.lead else []
    blocks += [_bullets(style.text(choice.question) for choice in answer.choices)] if answer.choices else []
    if answer.coverage:
        blocks += _coverage_first(answer.coverage, answer.lead, style)
    blocks += _claims(answer.claims, style)
    if answer.coverage and answer.coverage.silent:
        blocks.append(f"{style.strong('Nothing found on this:')} {_listed(answer.coverage.silent, style)}.")
    if answer.missing:
        blocks.append(f"{style.strong('Missing:')} {' '.join(style.text(item) for item in answer.missing)}")
    if answer.nearest:
        blocks.append(style.heading(NEAREST_HEADING))
        blocks.append(_bullets(_nearest(citation, style) for citation in answer.nearest))
    blocks += [f"{style.soft('Note:')} {style.text(note)}" for note in answer.notes]
    if small_print and answer.searched.documents:
        blocks.append(_small_print(answer.searched, style))
    return blocks


def _prose(prose: Prose, style: _Style) -> list[str]:
    """Return the sentences that a chat model wrote; those that were not borne out are struck through, or counted."""
    blocks: list[str] = []
    if prose.claims:
        blocks.append(" ".join(_claim(claim, style, None) for claim in prose.claims))
        said = f"Written by {style.text(prose.model)}; each sentence was checked against the passages that it cites."
        blocks.append(style.soft(said))
    else:
        blocks.append(style.soft(f"Nothing that {style.text(prose.model)} wrote could be borne out."))
    if prose.refused and prose.shown:
        blocks.append(style.strong("Not borne out, and not to be relied on:"))
        blocks.append(
            _bullets(f"{style.struck(style.text(each.text))} ({style.text(each.why)})" for each in prose.refused)
        )
    elif prose.refused:
        left_out = how_many(len(prose.refused), "sentence")
        blocks.append(style.soft(f"{left_out} left out: not borne out by the passages."))
    blocks.append(style.strong("In the documents’ own words"))
    return blocks


def _coverage_first(coverage: Coverage, lead: str, style: _Style) -> list[str]:
    spoken = "speaks" if len(coverage.speaking) == 1 else "speak"
    told = coverage.count in lead or how_many(len(coverage.speaking), "school") in lead
    return [] if told else [f"{style.strong(coverage.count)} {spoken} to this."]


def _claims(claims: Sequence[AnswerClaim], style: _Style) -> list[str]:
    blocks: list[str] = []
    borne_out = [claim for claim in claims if claim.verdict == SUPPORTED]
    if len(borne_out) >= TABLE_FROM and all(map(_is_grade, borne_out)) and len(borne_out) == len(claims):
        return [style.table(GRADE_COLUMNS, [_grade_row(claim, style) for claim in borne_out])]
    for school, members in _grouped(borne_out, _school_of):
        if school:
            blocks.append(style.heading(style.text(school)))
        told: set[str] = set()
        for matter, of_matter in _grouped(members, lambda claim: claim.matter):
            if matter:
                blocks.append(style.strong(style.text(matter)))
            for document, of_source in _grouped(of_matter, _document_of):
                if of_source[0].citations:
                    line = _source_line(of_source[0].citations[0], school, style, standing=document not in told)
                    blocks.append(line)
                    told.add(document)
                blocks.append(_bullets(_claims_of(of_source, style)))
    doubtful = [claim for claim in claims if claim.verdict != SUPPORTED]
    if doubtful:
        blocks.append(style.heading("Not borne out by the passage cited"))
        blocks.append(
            _bullets(f"{_claim(c, style, None)} ({style.text(c.verdict.replace('_', ' '))})" for c in doubtful)
        )
    return blocks


def _is_grade(claim: AnswerClaim) -> bool:
    """Say whether a claim is a grade as printed: an area and its grade, which stand in its quotation."""
    area, colon, grade = claim.text.rpartition(": ")
    quotes = [citation.quote for citation in claim.citations]
    return bool(colon and quotes) and claim.text not in quotes and all(area in q and grade in q for q in quotes)


def _grade_row(claim: AnswerClaim, style: _Style) -> list[str]:
    area, _, grade = claim.text.rpartition(": ")
    source = claim.citations[0].source
    when = date_words(source.date, source.date_printed) or ""
    markers = " ".join(style.marker(citation) for citation in claim.citations)
    return [style.text(_school_of(claim)), style.text(when), style.text(area), style.text(grade), markers]


def _claims_of(claims: Sequence[AnswerClaim], style: _Style) -> list[str]:
    return [_claim(claim, style, above) for above, claim in zip([None, *claims], claims, strict=False)]


def _source_line(citation: Citation, above: str, style: _Style, standing: bool = True) -> str:
    """Return the line above sentences of a report: when the inspection was, which kind, and, once, its standing."""
    source = citation.source
    if citation.locators[0].unit is Unit.SHEET:
        return f"{style.text(source.title)} · {style.text(source.file)}"
    when = date_words(source.date, source.date_printed)
    first = f"Inspected {style.text(when)}" if when else style.text(source.title) if source.title != above else ""
    line = " · ".join(part for part in (first, style.text(format_words(source.format))) if part)
    if not standing:
        return line
    if source.superseded_by:
        newer = f"the library holds a newer report, {style.text(source.superseded_by)}."
        line += f"{style.line_end()}{style.strong('Superseded:')} {newer}"
    elif source.followed_by:
        line += f"{style.line_end()}Followed by {style.text(source.followed_by)}."
    return line


def _claim(claim: AnswerClaim, style: _Style, above: AnswerClaim | None) -> str:
    """Return a claim with its markers, led in by the sentence before it where that is not the claim above."""
    before = next((c.before for c in claim.citations if c.before), None)
    needed = before is not None and (above is None or above.text != before)
    lead_in = f"{style.soft(_quoted(before, style))} " if before and needed else ""
    markers = " ".join(style.marker(citation) for citation in claim.citations)
    strand = f"{style.strong(style.text(claim.strand))}: " if claim.strand else ""
    label = heading_above(claim, above)
    headed = f"{style.strong(style.text(label))}: " if label else ""
    return f"{headed}{strand}{lead_in}{_words(claim, style)}{NO_BREAK}{markers}".rstrip()


def heading_above(claim: AnswerClaim, above: AnswerClaim | None) -> str:
    """Return the heading under which a paper has the claim: a row such as "Owner … Cost …" tells nothing without it.

    Reports need none, and what follows under the same heading as the claim above has it once.
    """
    citation = claim.citations[0] if claim.citations else None
    if (
        citation is None
        or not citation.heading
        or format_words(citation.source.format) != FORMAT_NAMES[ReportFormat.DOCUMENT]
    ):
        return ""
    heading = one_line(citation.heading)
    known = above.citations[0] if above is not None and above.citations else None
    same = known is not None and (known.source.document, known.heading) == (citation.source.document, citation.heading)
    return "" if same or heading == one_line(citation.source.title) or heading in one_line(claim.text) else heading


def _words(claim: AnswerClaim, style: _Style) -> str:
    """Quotation marks stand only around what is, character for character, a cited quotation."""
    verbatim = any(claim.text == citation.quote for citation in claim.citations)
    return _quoted(claim.text, style) if verbatim else style.text(claim.text)


def _quoted(words: str, style: _Style) -> str:
    return f"{QUOTE_OPEN}{style.text(words)}{QUOTE_CLOSE}"


def _nearest(citation: Citation, style: _Style) -> str:
    source = citation.source
    when = date_words(source.date, source.date_printed)
    who = ", ".join(part for part in (source.school or source.title, when) if part)
    return f"{style.text(who)}: {_quoted(citation.quote, style)}{NO_BREAK}{style.marker(citation)}"


def _small_print(searched: Searched, style: _Style) -> str:
    words = style.text(searched_words(searched))
    return f"{words} Narrowed to: {_listed(searched.narrowed, style)}." if searched.narrowed else words


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


def _listed(names: Sequence[str], style: _Style) -> str:
    return ", ".join(style.text(name) for name in names)


__all__ = [
    "NEAREST_HEADING",
    "answer_markdown",
    "heading_above",
    "plain_text",
    "searched_words",
    "source_words",
]
