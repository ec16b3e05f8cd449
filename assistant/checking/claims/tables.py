"""The rows of a draft's tables as statements: a cell with the words of its row and its column before it.

Finds which row is the heading of a table, and what each cell says by itself; whether that is so is asked elsewhere. A
table without a row of headings keeps its cells as they are, but for the school that begins a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.checking.claims.citing import DraftCitation, cited_in, is_citation
from assistant.schools.names import mentions
from ingest.documents import Block, BlockKind, Page, Span

HEADING_WORDS = 6
"""Words that a cell may have to be a heading. Chosen."""
_ENDED = re.compile(r"[.!?;][”\"’']?$")
_FIGURE = re.compile(r"^\W*\d[\d.,\s]*(?:%|per cent)?\W*$")
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?$")
_VALUE = re.compile(
    r"^(?:yes|no|none|met|not met|n/a|outstanding|good|requires improvement|inadequate|exceptional|strong standard|"
    r"expected standard|needs attention|urgent improvement)$",
    re.IGNORECASE,
)
_OF_ROWS = re.compile(
    r"^(?:(?:our|the|name of|local)\s)*(?:schools?|academy|academies|areas?|authority|providers?|settings?|places?|"
    r"names?|themes?|aspects?|measures?|years?|judgements?|subjects?|categor(?:y|ies)|questions?|groups?|topics?)\b",
    re.IGNORECASE,
)
"""What stands over the first column of a table with headings: what its rows are."""
_PAGES = re.compile(r"^(?:pages?|pp?\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: where it stands in its row's text, the words that go before it, and what the row cites for it.

    `heads`: it is the heading of its row or its column; `cites`: it is a citation and nothing else.
    """

    span: Span
    before: str = ""
    heads: bool = False
    cites: bool = False
    citations: tuple[DraftCitation, ...] = ()


def headings_of(page: Page, names: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Return the headings of each row of a page's tables that have any, by the place of its block; the first's too."""
    found: dict[int, tuple[str, ...]] = {}
    for run in _runs(page):
        rows = [_texts(page.blocks[place].span.of(page.text)) for place in run]
        headings = _headings(rows, names)
        if headings:
            found |= dict.fromkeys(run, headings)
    return found


def _runs(page: Page) -> Iterator[list[int]]:
    """Yield the places of the rows of each table: blocks that follow one another."""
    run: list[int] = []
    for place, block in enumerate([*page.blocks, None]):
        if block is not None and _is_row(block, page):
            run.append(place)
        elif run:
            yield run
            run = []


def _is_row(block: Block, page: Page) -> bool:
    return block.kind is BlockKind.TABLE_ROW and "\t" in block.span.of(page.text)


def _headings(rows: Sequence[Sequence[str]], names: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of a table's columns; none where its first row is one like the others."""
    width = max(map(len, rows))
    first = tuple(rows[0])
    if len(rows) < 2 or width < 2:
        return ()
    if len(first) == width - 1:
        first = ("", *first)  # nothing stands over the first column
    if len(first) != width or not all(_may_head(cell) for cell in first[1:]) or mentions(first[0], names):
        return ()
    if width == 2 and first[0] and not _OF_ROWS.match(first[0]):
        return ()
    again = any(cell in [row[place] for row in rows[1:] if len(row) == width] for place, cell in enumerate(first))
    return () if again else first


def _may_head(cell: str) -> bool:
    figure = _FIGURE.match(cell) is not None and not _YEAR.match(cell)
    short = 0 < len(cell.split()) <= HEADING_WORDS and not _ENDED.search(cell)
    return short and not figure and not _VALUE.match(cell)


def _texts(row: str) -> list[str]:
    return [" ".join(cell.split()) for cell in row.split("\t")]


def cells_of(row: str, headings: Sequence[str], names: Sequence[str]) -> list[TableCell]:
    """Return the cells of a row that hold anything; `headings` are empty where its table has none."""
    spans, at = [], 0
    for text in row.split("\t"):
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    texts = _texts(row)
    if headings and _is_first(texts, headings):
        return [TableCell(span, heads=True) for span, text in zip(spans, texts, strict=True) if text]
    label = texts[0] if _may_head(texts[0]) and not is_citation(texts[0]) else ""
    if not headings and not mentions(label, names):
        return [TableCell(span) for span, text in zip(spans, texts, strict=True) if text]
    over = [*headings, *[""] * len(texts)]
    citations = tuple(
        citation
        for place, text in enumerate(texts)
        if place and _cites(text, over[place])
        for citation in cited_in(f"p. {text}" if text.isdecimal() else text)
    )
    cells = []
    for place, (span, text) in enumerate(zip(spans, texts, strict=True)):
        if not text:
            continue
        cites = place > 0 and _cites(text, over[place])
        before = "" if place == 0 or cites else _before(label, over[place])
        cells.append(TableCell(span, before, place == 0 and bool(label), cites, citations))
    return cells


def _is_first(texts: Sequence[str], headings: Sequence[str]) -> bool:
    return tuple(texts) == tuple(headings) or ("", *texts) == tuple(headings)


def _cites(text: str, heading: str) -> bool:
    return is_citation(text) or (text.isdecimal() and _PAGES.match(heading) is not None)


def _before(label: str, heading: str) -> str:
    return f"{' – '.join(part for part in (label, heading) if part)}: "


__all__ = ["TableCell", "cells_of", "headings_of"]
