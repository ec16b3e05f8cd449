"""The reading suite: precision and recall of each field by format, each miss, and the noise classifier.

Reads every file with the product's own reader and recogniser. Real reports and their excerpts are measured where the
folder `../shared` is at hand and named as skipped where it is not.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.reading import gold
from evals.reading.gold import GoldReport, Values
from ingest.inspections import Figure, Inspection, Located
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.reports.noise import kind_of
from ingest.settings import Settings

LABELS = Path(__file__).resolve().parent / "noise_labels.jsonl"
_COUNTED = ("next_steps", "strengths", "weaknesses")
_DEMANDED = ("provider", "urn", "dates", "format", "judgements", "safeguarding", "next_steps")


@dataclass(frozen=True, slots=True)
class ScoredField:
    """One field of one document: what must be found and what was."""

    report: GoldReport
    format: str
    field: str
    wanted: Values
    found: Values

    @property
    def right(self) -> int:
        """Values that were found and must be."""
        return len(self.wanted & self.found)


def run() -> dict[str, Any]:
    """Measure everything that is at hand."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder, ReaderProcess(Settings()) as reader:
        held_out = [report for name in gold.HELD_OUT for report in gold.made(Path(folder), name)]
        reports = [*gold.sample(), *gold.made(Path(folder)), *held_out, *gold.real()]
        scored = [one for report in reports for one in score(report, read_report(reader.read(report.path)).inspection)]
    result: dict[str, Any] = {
        source: summary([one for one in scored if one.report.source == source])
        for source in ("sample", "made", *gold.HELD_OUT, "real")
    }
    if not result["real"]:
        result["real"] = f"skipped: {gold.SHARED / 'reports'} is not here"
    result["demanded"] = {name: _figures([one for one in scored if one.field == name]) for name in _DEMANDED}
    result["noise"] = noise()
    result["misses"] = [miss for one in scored if (miss := _miss(one)) is not None]
    return result


def score(report: GoldReport, inspection: Inspection) -> list[ScoredField]:
    """Compare what was read with the gold, field by field."""
    form = next(iter(report.fields["format"]))
    return [
        ScoredField(report, form, name, wanted, _alike(name, wanted, found(inspection, name)))
        for name, wanted in report.fields.items()
    ]


def found(inspection: Inspection, name: str) -> Values:
    """Return what was read of a field, as the gold writes it."""
    if name in _COUNTED:
        return frozenset(point.text for point in getattr(inspection, name))
    if name in _OF_LISTS:
        return frozenset(_OF_LISTS[name](inspection))
    value: Located | None = getattr(inspection, name)
    return frozenset({value.text}) if value else frozenset()


def _dates(inspection: Inspection) -> Iterable[str]:
    dates = inspection.dates
    return (dates.printed, dates.start.isoformat(), dates.end.isoformat()) if dates else ()


def _figure(figure: Figure) -> str:
    cells = (figure.measure, figure.period, figure.school, figure.national, figure.comparison)
    return " | ".join(cell or "" for cell in cells)


_OF_LISTS: dict[str, Callable[[Inspection], Iterable[str]]] = {
    "format": lambda inspection: (inspection.format.value,),
    "dates": _dates,
    "judgements": lambda inspection: (
        f"{one.area}: {one.grade}, page {one.locator.page}".casefold() for one in inspection.judgements
    ),
    "people": lambda inspection: (f"{person.role}: {person.name.text}" for person in inspection.people),
    "figures": lambda inspection: map(_figure, inspection.figures),
}


def _alike(name: str, wanted: Values, values: Values) -> Values:
    """Return the values as the gold puts them: a number of points, or a part of an outcome that is long."""
    if len(wanted) == 1 and next(iter(wanted)).endswith(" points"):
        return frozenset({f"{len(values)} points"})
    if name == "outcome" and len(wanted) == 1:
        part = next(iter(wanted))
        return frozenset(part if part in value else value for value in values)
    return values


def summary(scored: Sequence[ScoredField]) -> dict[str, Any]:
    """Return documents, and precision and recall by field and format."""
    if not scored:
        return {}
    by_field: dict[str, list[ScoredField]] = defaultdict(list)
    by_format: dict[str, list[ScoredField]] = defaultdict(list)
    for one in scored:
        by_field[one.field].append(one)
        by_format[one.format].append(one)
    return {
        "documents": len({one.report.name for one in scored}),
        "by_field": {name: _figures(those) for name, those in by_field.items()},
        "by_format": {name: _figures(those) for name, those in by_format.items()},
    }


def _figures(scored: Iterable[ScoredField]) -> str:
    """Return precision and recall as one line. With nothing to find and nothing found both are 1."""
    those = list(scored)
    wanted, got = sum(len(one.wanted) for one in those), sum(len(one.found) for one in those)
    right = sum(one.right for one in those)
    precision = right / got if got else 1.0
    recall = right / wanted if wanted else 1.0
    return f"precision {precision:.3f}  recall {recall:.3f}  ({right} right of {got} found, {wanted} in gold)"


def _miss(one: ScoredField) -> dict[str, Any] | None:
    if one.wanted == one.found:
        return None
    return {
        "file": one.report.name,
        "field": one.field,
        "missing": sorted(one.wanted - one.found),
        "wrong": sorted(one.found - one.wanted),
    }


def noise(path: Path = LABELS) -> dict[str, Any] | str:
    """Return precision and recall of the noise classifier on each half of the labelled excerpts."""
    excerpts = gold.SHARED / "reports" / "ofsted_report_excerpts.jsonl"
    if not excerpts.is_file():
        return f"skipped: {excerpts} is not here"
    rows = [json.loads(line) for line in excerpts.read_text(encoding="utf-8").splitlines()]
    labels = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result: dict[str, Any] = {}
    for half in ("develop", "report"):
        said = [
            (label["label"] == "noise", kind_of(rows[label["row"]][label["list"]][label["item"]]["text"]) is not None)
            for label in labels
            if label["half"] == half
        ]
        right = sum(is_noise and taken for is_noise, taken in said)
        taken_all, noise_all = sum(taken for _, taken in said), sum(is_noise for is_noise, _ in said)
        result[half] = {
            "rows": len(said),
            "precision": round(right / taken_all, 3) if taken_all else None,
            "recall": round(right / noise_all, 3) if noise_all else None,
            "counts": f"{right} right of {taken_all} taken for noise, {noise_all} labelled noise",
        }
    return result


__all__ = ["found", "noise", "run", "score", "summary"]
