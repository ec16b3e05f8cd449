"""What the source of a document beside the reports may say: a self-evaluation, a plan, a letter, a form, a scan.

The text is one block a line: '# ', '## ', '### ' headings, '* ' a bullet, '| a | b' a table row, '---' a new page,
anything else a paragraph. Checks that each claim stands once in the text; knows nothing of how it looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from corpus.builder.content import Model, Schools, SourceError, Theme, explain, load_yaml

Kind = Literal["word", "form", "letter", "report", "scan", "broken"]
Bearing = Literal["borne out", "not borne out", "contradicted", "newer evidence", "is evidence"]
MARKS = ("### ", "## ", "# ", "* ", "| ", "---")


class Claim(Model):
    """One thing that a document says, and how the sample reports bear on it.

    "newer evidence": a later report says otherwise, or this document is itself the later one. "is evidence": the
    document is an inspector's own.
    """

    theme: Theme
    says: str = Field(min_length=20)
    bearing: Bearing
    by: tuple[str, ...] = ()
    """Ids of facts of the reports."""
    note: str | None = None


class FormField(Model):
    """One field of a form and what was filled in."""

    name: str = Field(pattern=r"^[a-z_]+$")
    label: str
    answer: str = Field(min_length=1)
    choices: tuple[str, ...] = ()
    tick: bool = False


class Paper(Model):
    """One document beside the reports."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Kind
    title: str
    what: str
    of: str
    """A school's key, "group" or "other"."""
    dated: date
    text: str = ""
    footer: tuple[str, ...] = ()
    fields: tuple[FormField, ...] = ()
    broken_from: str | None = Field(default=None, alias="from")
    record: dict[str, Any] | None = None
    """What a reader must find in it, where it is a report or a letter."""
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        if (self.kind == "form") != bool(self.fields):
            raise ValueError("fields belong to a form, and a form has some")
        if (self.kind == "broken") != (self.broken_from is not None):
            raise ValueError("from belongs to a broken file")
        if self.kind != "broken" and not self.text.strip():
            raise ValueError("text is empty")
        return self

    @model_validator(mode="after")
    def _claims_stand_once(self) -> Self:
        text = " ".join([*(line.content for line in lines(self.text)), *(field.answer for field in self.fields)])
        for number, claim in enumerate(self.claims):
            if text.count(claim.says) != 1:
                raise ValueError(f"claims.{number}.says stands {text.count(claim.says)} times in the text")
        return self

    @property
    def file(self) -> str:
        """The name of the file that is built."""
        return f"{self.key}.docx" if self.kind == "word" else f"{self.key}.pdf"


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a text; `mark` is "" for a paragraph. A table row's cells are parted by ' | '."""

    mark: str
    content: str

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.content.strip(" |").split(" | ")]


def lines(text: str) -> Iterator[Line]:
    """Yield the blocks of a text."""
    for line in filter(None, map(str.strip, text.splitlines())):
        mark = next((mark for mark in MARKS if line.startswith(mark)), "")
        yield Line(mark.strip(), line.removeprefix(mark).strip())


def load_papers(folder: Path, schools: Schools) -> list[Paper]:
    """Read the sources of a folder, by key; none where there is no folder.

    :raises SourceError: if one is wrong.
    """
    found = [_load(path, schools) for path in sorted(folder.glob("*.yaml"))]
    return sorted(found, key=lambda paper: paper.key)


def _load(path: Path, schools: Schools) -> Paper:
    try:
        paper = Paper.model_validate(load_yaml(path))
    except ValidationError as error:
        raise SourceError(explain(path, error)) from error
    if paper.of not in ("group", "other") and schools.by_key(paper.of) is None:
        raise SourceError(f"{path.name}: of: {paper.of!r} is not in the table of schools")
    return paper
