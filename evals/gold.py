"""The gold questions on the sample group, each with the pages that answer it.

Loads and locates; asks nothing. Pages are found with pypdf, which is *not* the engine that the product reads text
with, so that a mistake of the product's reader cannot hide itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pypdf import PdfReader

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "evals" / "gold" / "questions.jsonl"
TUNING = ROOT / "evals" / "gold" / "tuning.jsonl"
"""Further questions of the half "tune", for fitting only: no figure is told of them."""
THIRD = ROOT / "evals" / "gold" / "third.jsonl"
"""The same by a third writer, who saw only the sources: fitted on, and looked at."""
SECOND = ROOT / "evals" / "gold" / "second.jsonl"
"""Questions by another writer, who saw only the sources: nothing is fitted, chosen or mended on them."""
REPORTS = ROOT / "corpus" / "sample" / "reports"
FACTS = ROOT / "corpus" / "sample" / "facts.json"

Half = Literal["tune", "report"]


class GoldError(Exception):
    """A gold question does not fit the sample group; the message names it."""


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """One place that answers: a file, the page or pages, and the words (empty for a judgement)."""

    file: str
    pages: tuple[int, ...]
    quote: str


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question, the places that answer it (none: unanswerable), and for questions across schools who speaks."""

    id: str
    kind: str
    half: Half
    """Thresholds are set on "tune"; figures are told of "report". Assigned once, kind by kind, by a hash of the id."""
    question: str
    places: tuple[GoldPlace, ...]
    speaking: tuple[str, ...]
    silent: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the sample group answers it."""
        return bool(self.places)

    @property
    def pages(self) -> frozenset[tuple[str, int]]:
        """Every (file, page) that answers."""
        return frozenset((place.file, page) for place in self.places for page in place.pages)


def load(path: Path = QUESTIONS) -> list[GoldQuestion]:
    """Return all gold questions, their places found.

    :raises GoldError: if a quotation stands nowhere in its file, or an id occurs twice.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    ids = [row["id"] for row in rows]
    double = sorted({name for name in ids if ids.count(name) > 1})
    if double:
        raise GoldError(f"These ids occur more than once in {path.name}: {', '.join(double)}.")
    return [_question(row) for row in rows]


def squeeze(text: str) -> str:
    """Return the text without space, hyphens and bullets, quotation marks alike: what two engines agree on."""
    plain = text.replace("’", "'").replace("‘", "'").replace("ﬁ", "fi").replace("ﬂ", "fl")
    return re.sub(r"[\s\-‐‑–—\u00ad\uf06e•|]+", "", plain).lower()


@lru_cache(maxsize=256)
def page_texts(path: Path) -> tuple[str, ...]:
    """Return the squeezed text of each page of a PDF, as pypdf reads it."""
    return tuple(squeeze(page.extract_text()) for page in PdfReader(path).pages)


def find_pages(path: Path, quote: str) -> tuple[int, ...]:
    """Return the page on which a quotation stands, or the two pages that it runs over; empty if nowhere."""
    wanted, pages = squeeze(quote), page_texts(path)
    for number, text in enumerate(pages, start=1):
        if wanted in text:
            return (number,)
    for number in range(1, len(pages)):
        if _runs_over(wanted, pages[number - 1], pages[number]):
            return (number, number + 1)
    return ()


def _runs_over(wanted: str, first: str, second: str) -> bool:
    """Say whether the words begin on one page and end on the next, whatever footer or header stands between."""
    return any(wanted[:cut] in first[-len(wanted) - 200 :] and wanted[cut:] in second[: len(wanted) + 200]
               for cut in range(1, len(wanted)))  # fmt: skip


def _question(row: dict[str, Any]) -> GoldQuestion:
    return GoldQuestion(
        id=row["id"],
        kind=row["kind"],
        half=row["half"],
        question=row["question"],
        places=tuple(_place(row["id"], gold) for gold in row.get("gold", [])),
        speaking=tuple(row.get("schools_speaking", ())),
        silent=tuple(row.get("schools_silent", ())),
    )


def _place(name: str, gold: dict[str, Any]) -> GoldPlace:
    path = REPORTS / gold["file"]
    if "judgement" in gold:
        return GoldPlace(gold["file"], _judgement_pages(name, gold), "")
    if "table" in gold:
        return GoldPlace(gold["file"], _table_pages(name, path, gold["table"], gold["row"]), " ".join(gold["row"]))
    pages = find_pages(path, gold["quote"])
    if not pages:
        raise GoldError(f"Question {name}: the quotation {gold['quote']!r} does not stand in {gold['file']}.")
    return GoldPlace(gold["file"], pages, gold["quote"])


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    """Return the manifest of the sample group."""
    manifest: dict[str, Any] = json.loads(FACTS.read_text(encoding="utf-8"))
    return manifest


def _judgement_pages(name: str, gold: dict[str, Any]) -> tuple[int, ...]:
    for report in facts()["reports"]:
        if report["file"] == gold["file"]:
            for judgement in report["judgements"]:
                if judgement["area"].lower() == gold["judgement"].lower():
                    return (judgement["page"],)
    raise GoldError(f"Question {name}: {gold['file']} has no judgement {gold['judgement']!r}.")


def _table_pages(name: str, path: Path, title: str, row: Sequence[str]) -> tuple[int, ...]:
    """Find the first such row at or after the table's title."""
    wanted, heading = squeeze("".join(row)), squeeze(title)
    pages = page_texts(path)
    for number, text in enumerate(pages, start=1):
        start = text.find(heading)
        if start < 0:
            continue
        for later in range(number, min(number + 2, len(pages) + 1)):
            if pages[later - 1].find(wanted, start if later == number else 0) >= 0:
                return (later,)
    raise GoldError(f"Question {name}: no row {row} under {title!r} in {path.name}.")
