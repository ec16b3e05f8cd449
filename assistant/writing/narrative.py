"""A text for people as a sequence of blocks with numbered notes, tables and sources. Says what stands where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NarrativeKind(StrEnum):
    """What a block is; each has a style of its own in Word."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading 1"
    SUBHEADING = "heading 2"
    PARAGRAPH = "paragraph"
    QUESTION = "question"
    BULLET = "bullet"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number and what it says. A `fixed` one shows that number; others are counted."""

    number: int
    text: str
    fixed: bool = False


Run = str | Note
"""A piece of text, or the place of a note."""


@dataclass(frozen=True, slots=True)
class NarrativeBlock:
    """One paragraph, heading or bullet."""

    kind: NarrativeKind
    runs: tuple[Run, ...]

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that it refers to, in order."""
        return tuple(run for run in self.runs if isinstance(run, Note))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, the headings of its columns, rows of cells, and what to know of it."""

    caption: str
    columns: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    note: str

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that its cells refer to, in order."""
        cells = [*self.columns, *(cell for row in self.rows for cell in row)]
        return tuple(run for cell in cells for run in cell if isinstance(run, Note))


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of the list of sources."""

    school: str
    document: str
    date: str
    file: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """The blocks of a draft before the tables and the sources, these, and the blocks after them."""

    title: str
    blocks: tuple[NarrativeBlock, ...]
    sources: tuple[SourceRow, ...]
    ending: tuple[NarrativeBlock, ...]
    grids: tuple[Grid, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note, in order."""
        placed: tuple[NarrativeBlock | Grid, ...] = (*self.blocks, *self.grids, *self.ending)
        return tuple(note for each in placed for note in each.notes)
