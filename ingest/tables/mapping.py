"""The mapping file of a survey: which column means what. YAML or JSON, beside the survey or given by name.

Checks the file itself and holds it against the survey's columns: each column that nothing maps is named with what to
write. Reads no rows.
"""

from __future__ import annotations

import difflib
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import UnreadableDocument
from ingest.tables.sheet import TableSheet, key

SUFFIXES = (".mapping.yaml", ".mapping.yml", ".mapping.json")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")


class Mapping(BaseModel):
    """What the columns of a survey mean.

    Long: one row for each school and measure. Wide: one row for each school, one column for each measure.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    survey: str = Field(min_length=1)
    audience: Literal["staff", "pupils", "parents", "other"]
    layout: Literal["long", "wide"] = "long"
    school: str = Field(min_length=1)
    urn: str | None = None
    respondents: str = Field(min_length=1)
    date: date | str
    """A day, or the name of the column that holds it."""
    measure: str | None = None
    """Long: the column with the question or theme."""
    favourable: str | None = None
    """Long: the column with the percentage."""
    theme: str | None = None
    benchmark: str | None = None
    """The column that holds the benchmark."""
    benchmark_row: str | None = None
    """What stands in the school's column where a row is the benchmark."""
    measures: dict[str, str] = {}
    """Wide: from the name of a column to the measure's."""
    benchmarks: dict[str, Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]] = {}
    """From a measure to its benchmark, a percentage."""
    ignore: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _layout_fits(self) -> Self:
        if self.layout == "long" and not (self.measure and self.favourable):
            raise ValueError("a long survey needs 'measure' and 'favourable'")
        if self.layout == "wide" and not self.measures:
            raise ValueError("a wide survey needs 'measures'")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the mapping names and does not ignore."""
        named = (self.school, self.urn, self.respondents, self.measure, self.favourable, self.theme, self.benchmark)
        dated = (self.date,) if isinstance(self.date, str) else ()
        return tuple(filter(None, (*named, *dated, *self.measures)))


def beside(path: Path) -> Path | None:
    """Return the mapping file beside a survey: its name with `.mapping.yaml`, or `.mapping.json`, in place of .csv."""
    return next((p for s in SUFFIXES if (p := path.with_name(path.stem + s)).is_file()), None)


def is_mapping(path: Path) -> bool:
    """Say whether a file is called as mapping files are."""
    return path.name.lower().endswith(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Paired:
    """Files to be added: the documents, which mapping goes with which, and mappings that go with none of them."""

    documents: tuple[Path, ...]
    mappings: typing.Mapping[Path, Path]
    left: tuple[Path, ...]


def paired(paths: Sequence[Path]) -> Paired:
    """Part mappings from documents: each goes with the table of its name, or with the only table there is.

    The files may lie in different folders, as uploaded copies do.
    """
    given = [path for path in paths if is_mapping(path)]
    documents = tuple(path for path in paths if not is_mapping(path))
    tables = [path for path in documents if path.suffix.lower() in TABLES]
    found: dict[Path, Path] = {}
    left: list[Path] = []
    for path in given:
        same = [table for table in tables if table.stem.casefold() == _stem(path)]
        same = same or (tables if len(tables) == 1 == len(given) else [])
        found.update(dict.fromkeys(same, path))
        if not same and not any(path.with_name(path.name[: len(_stem(path))] + s).is_file() for s in TABLES):
            left.append(path)
    return Paired(documents, found, tuple(left))


def _stem(path: Path) -> str:
    name = path.name.casefold()
    return next(name.removesuffix(suffix) for suffix in SUFFIXES if name.endswith(suffix))


def load(path: Path) -> Mapping:
    """Read a mapping file.

    :raises UnreadableDocument: if it is not one; the message names the entry.
    """
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise UnreadableDocument(f"The mapping file {path.name} does not fit: {problems}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableDocument(f"The mapping file {path.name} is neither YAML nor JSON: {error}.") from error


def require(mapping: Mapping, sheet: TableSheet) -> None:
    """Hold a mapping against the columns of a survey.

    :raises UnreadableDocument: if it names a column that is not there, or leaves one unmapped; names each.
    """
    problems = []
    printed = {key(column): column for column in sheet.columns if column}
    for name in mapping.columns:
        if key(name) not in printed:
            near = difflib.get_close_matches(key(name), printed, n=1)
            problems.append(f"there is no column “{name}”" + (f" (did you mean “{printed[near[0]]}”?)" if near else ""))
    known = {key(name) for name in (*mapping.columns, *mapping.ignore)}
    entry = "measures" if mapping.layout == "wide" else "theme, benchmark"
    problems += [
        f"column “{column}” is not mapped: name it under {entry}, or under ignore"
        for name, column in printed.items()
        if name not in known
    ]
    if problems:
        raise UnreadableDocument(f"The mapping of this survey does not fit its columns: {'; '.join(problems)}.")


__all__ = ["SUFFIXES", "Mapping", "Paired", "beside", "is_mapping", "load", "paired", "require"]
