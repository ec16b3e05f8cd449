"""A draft as a sequence of blocks with numbered notes: what every file format is written from.

Says what stands where; writes no file. Only what may be stated as fact stands as text; the rest
is counted in the method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.drafting.frameworks import Voice
from assistant.drafting.values import Cite, Claim, ClaimKind, Draft, DraftState, MatrixTable, Section, title_of
from assistant.writing.naming import date_words, place_words
from assistant.writing.narrative import Grid, Narrative, NarrativeBlock, NarrativeKind, Note, Run, SourceRow
from assistant.writing.times import day_of
from ingest.documents import Unit
from ingest.number_words import MONTH

_MONTH = re.compile(rf"\(?\b(?:{MONTH}) \d{{4}}\b\)?")
MOST_TOGETHER = 5
"""Sentences of one paragraph. Chosen: with their notes they are about ten lines of print."""


def narrative(draft: Draft) -> Narrative:
    """Return a draft as blocks."""
    kind = "Self-evaluation" if draft.voice is Voice.TRUST else "Narrative report"
    title = f"{draft.group}: {kind[0].lower()}{kind[1:]}"
    counter = iter(range(1, 10_000))
    blocks = [
        _plain(NarrativeKind.TITLE, title),
        _plain(NarrativeKind.SUBTITLE, draft.framework_name),
        _plain(NarrativeKind.SMALL, _statement(draft)),
    ]
    for section in draft.sections:
        blocks += _section(section, counter)
    sources = tuple(
        SourceRow(used.school or "The group", used.kind, date_words(used.date, None) or "not stated", used.file)
        for used in draft.used
    )
    ending = (
        _plain(NarrativeKind.HEADING, "Method"),
        *(
            _plain(NarrativeKind.BULLET, sentence)
            for sentence in (*draft.method, *_vouched_for(draft), *_left_out(draft))
        ),
        _plain(NarrativeKind.HEADING, "Framework"),
        _plain(NarrativeKind.PARAGRAPH, draft.framework_note),
    )
    grids = tuple(_grid(table, counter) for table in draft.matrices)
    return Narrative(title, tuple(blocks), sources, ending, grids)


def _grid(table: MatrixTable, counter: Iterator[int]) -> Grid:
    """Return a matrix as a table. The pages stand in its cells; a note names the report of each row, or column."""
    heads: list[tuple[Run, ...]] = [(column,) for column in table.columns]
    if table.by_column:
        for place in range(1, len(heads)):
            cites = [cite for row in table.rows for cite in row.cells[place - 1].citations]
            heads[place] = (table.columns[place], *_report_notes(cites, counter))
    rows: list[tuple[tuple[Run, ...], ...]] = []
    for row in table.rows:
        notes = () if table.by_column else _report_notes(row.citations, counter)
        rows.append(((row.head, *notes), *((cell.text,) for cell in row.cells)))
    return Grid(table.title, tuple(heads), tuple(rows), table.note)


def _report_notes(cites: Sequence[Cite], counter: Iterator[int]) -> tuple[Note, ...]:
    return tuple(Note(next(counter), f"{title}.") for title in dict.fromkeys(title_of(cite) for cite in cites))


def _section(section: Section, counter: Iterator[int]) -> Iterator[NarrativeBlock]:
    yield _plain(NarrativeKind.HEADING, section.title)
    yield _plain(NarrativeKind.QUESTION, section.question.rstrip("?") + "?")
    stated = [claim for claim in section.claims if claim.is_fact]
    if section.prose and section.prose.why:
        yield _plain(NarrativeKind.SMALL, section.prose.words)
    if not stated:
        yield _plain(NarrativeKind.PARAGRAPH, "No document in the library bears on this question.")
    for part, claims in groupby(stated, key=lambda claim: claim.part):
        if part:
            yield _plain(NarrativeKind.SUBHEADING, part)
        for some in _paragraphs(list(claims)):
            runs: list[Run] = []
            for claim in some:
                runs += [" "] if runs else []
                runs += _runs(claim, counter)
            yield NarrativeBlock(NarrativeKind.PARAGRAPH, tuple(runs))
    yield _plain(NarrativeKind.SUBHEADING, "What the evidence does not show")
    for gap in section.gaps:
        fill = f" What would fill it: {gap.fill[0].lower()}{gap.fill[1:]}" if gap.fill else ""
        yield _plain(NarrativeKind.BULLET, gap.text + fill)
    for warning in section.warnings:
        yield _plain(NarrativeKind.BULLET, f"Note of caution: {warning}")


def _paragraphs(claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Part what stands under one subheading into paragraphs: at each count, at what was so over time, after a few."""
    some: list[Claim] = []
    for claim in claims:
        turns = some and (claim.kind is ClaimKind.COUNT or (claim.kind is ClaimKind.OVER_TIME) != _is_of_time(some))
        if turns or len(some) == MOST_TOGETHER:
            yield some
            some = []
        some.append(claim)
    if some:
        yield some


def _is_of_time(claims: Sequence[Claim]) -> bool:
    return claims[-1].kind is ClaimKind.OVER_TIME


def _runs(claim: Claim, counter: Iterator[int]) -> list[Run]:
    """Return a claim's text with its notes: each behind the school and month it is for, else all at the end."""
    notes = [Note(next(counter), note_text(cite)) for cite in claim.citations]
    places = [match.end() for match in _MONTH.finditer(claim.text)]
    if len(places) != len(notes) or len(notes) == 1:
        return [claim.text, *notes]
    runs: list[Run] = []
    start = 0
    for end, note in zip(places, notes, strict=True):
        end += 1 if claim.text[end : end + 1] in (",", ".", ";") else 0  # a note stands behind the stop
        runs += [claim.text[start:end], note]
        start = end
    return [*runs, claim.text[start:]] if claim.text[start:] else runs


def note_text(cite: Cite) -> str:
    """Return what a footnote says: document, date, place."""
    return f"{title_of(cite)}, {_places(cite)}."


def _places(cite: Cite) -> str:
    """Name the pages, each once, as a viewer counts them; other places in their own words."""
    if all(place.unit is Unit.PAGE and place.paragraph is None for place in cite.locators):
        pages = sorted({place.page for place in cite.locators})
        words = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
        return f"{words}, read by OCR" if any(place.ocr for place in cite.locators) else words
    first, last = cite.locators[0], cite.locators[-1]
    counted = all(place.unit is Unit.PAGE and place.measured for place in cite.locators)  # an estimate says that it is
    if len(cite.locators) > 1 and counted and first.paragraph == last.paragraph:
        return f"pages {first.page} to {last.page}, paragraph {first.paragraph}"  # it runs over a page's foot
    return " and ".join(dict.fromkeys(place_words([place]) for place in cite.locators))


def _statement(draft: Draft) -> str:
    made = day_of(draft.made)
    agreed = f"Agreed by {draft.agreed_by}." if draft.state is DraftState.AGREED else "Nobody has agreed it yet."
    readers = f"Written for {draft.audience}. " if draft.audience else ""
    return f"{readers}Drafted with software on {made} for {draft.author}. {agreed}"


def _vouched_for(draft: Draft) -> Sequence[str]:
    """Say which sentences stand because a reader vouches for them and not because they could be checked."""
    return tuple(
        f"“{claim.text}” could not be checked by the program; {claim.review_by} vouches for it: {claim.review_reason}"
        for claim in draft.claims
        if claim.is_fact and claim.is_vouched_for
    )


def _left_out(draft: Draft) -> Sequence[str]:
    left = [claim for claim in draft.claims if not claim.is_fact]
    if not left:
        return ("No sentence was left out for want of evidence.",)
    many = f"{len(left)} sentences were" if len(left) > 1 else "One sentence was"
    them = "them" if len(left) > 1 else "it"
    why = f"because the evidence did not bear {them} out, a rule stopped {them} or a reviewer did"
    said = [f"{many} left out, {why}."]
    lost = sum(bool(claim.lost) for claim in left)
    if lost:
        of_these = "It cites" if len(left) == 1 else f"{lost} of these {'cites' if lost == 1 else 'cite'}"
        said.append(f"{of_these} a document that has left the library or was read anew since.")
    return tuple(said)


def _plain(kind: NarrativeKind, text: str) -> NarrativeBlock:
    return NarrativeBlock(kind, (text,))


__all__ = ["narrative", "note_text"]
