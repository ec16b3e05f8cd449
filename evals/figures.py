"""Figures: what every suite returns, so that one runner can print, keep, draw and compare them.

A figure (`Measured`) is a number with what it takes to believe it: how many cases, a 95 % interval, baselines, a target
where the project promises one, each case's own value, and the misses by name. A `SuiteReport` is a suite's figures and
notes. Builds and writes figures; runs no suite, prints nothing, and says nothing of differences between runs
(`evals.compare`).

A suite makes its figures with the helpers below and returns a `SuiteReport`::

    outcomes = [(question.id, found(question)) for question in questions]
    recall = share("recall@5", outcomes, part="report", baselines={"textbook": 0.71}, target=0.9)
    return SuiteReport("retrieval", (recall,), notes=("The half 'tune' is not told.",))

Intervals: Wilson for shares; for the rest the percentile bootstrap over cases with a fixed seed, so that the same cases
give the same interval. Cases are taken as independent; where they are not (many claims on one page), give one value a
page. A figure without cases to draw from has no interval.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""Standard deviations to either side that hold 95 % of a normal distribution."""
DRAWS = 2000
SEED = 9
FORMAT = 1

Better = Literal["higher", "lower", "neither"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that went wrong: its id, and in a few words what was wanted and what came."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured number. `part` and `name` together name it within its suite."""

    name: str
    value: float | None
    """None where there was nothing to measure: a share of no cases is not 0."""
    n: int
    unit: str = "share"
    """`share` (0 to 1) or what is counted: `s`, `ms`, `MB`, `pages/s`, `×`, `claims`."""
    part: str = ""
    """On what it was measured, where a suite has several parts: `report`, `tune`, `real reports`."""
    low: float | None = None
    high: float | None = None
    better: Better = "higher"
    baselines: Mapping[str, float] = field(default_factory=dict)
    """What simpler ways reach on the same cases, by name."""
    target: float | None = None
    """What the project promises, if it does: at least this, or at most where lower is better."""
    misses: tuple[Miss, ...] = ()
    cases: Mapping[str, float] = field(default_factory=dict)
    """Each case's own value by id (1 and 0 for a share), to compare two runs pair by pair; else empty."""

    @property
    def key(self) -> str:
        """The figure's name within its suite."""
        return f"{self.part}: {self.name}" if self.part else self.name

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is no target."""
        if self.target is None:
            return None
        if self.value is None:
            return False
        return self.value <= self.target if self.better == "lower" else self.value >= self.target


@dataclass(frozen=True, slots=True)
class SuiteReport:
    """What one suite measured, or the reason why it could not."""

    suite: str
    figures: tuple[Measured, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know to read the figures right: parts that were skipped, limits of the gold."""
    skipped: str = ""
    """Why nothing was measured; empty where something was."""
    seconds: float | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    """Whatever else the suite tells, as JSON: tables by kind, counts. Kept in the file, not printed."""

    def __post_init__(self) -> None:
        """Refuse two figures of one name: the second would overwrite the first in every table."""
        keys = [figure.key for figure in self.figures]
        if double := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"The suite {self.suite!r} has more than one figure named {', '.join(double)}.")

    def figure(self, key: str) -> Measured | None:
        """Return the figure of this key (`part: name`), None if there is none."""
        return next((figure for figure in self.figures if figure.key == key), None)


def share(
    name: str,
    outcomes: Sequence[tuple[str, bool]],
    *,
    part: str = "",
    better: Better = "higher",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
    told: Mapping[str, str] | None = None,
) -> Measured:
    """Return the share of outcomes that are true, with Wilson's interval. `outcomes`: (id of the case, outcome).

    Misses are the false ones, or the true ones where lower is better; `told` says by id what went wrong.

    :raises ValueError: if an id occurs twice.
    """
    cases = _cases(name, [(case, float(outcome)) for case, outcome in outcomes])
    hits, n = int(sum(cases.values())), len(cases)
    low, high = wilson(hits, n) if n else (None, None)
    wrong = {"higher": 0.0, "lower": 1.0}.get(better)
    return Measured(
        name=name,
        value=hits / n if n else None,
        n=n,
        part=part,
        low=low,
        high=high,
        better=better,
        baselines=_given(baselines),
        target=target,
        misses=tuple(Miss(case, (told or {}).get(case, "")) for case, value in cases.items() if value == wrong),
        cases=cases,
    )


def mean(  # noqa: PLR0913 (a figure has that much to say)
    name: str,
    values: Sequence[tuple[str, float]],
    *,
    unit: str = "share",
    part: str = "",
    better: Better = "higher",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
    misses: Sequence[Miss] = (),
) -> Measured:
    """Return the mean of the cases' values, with a bootstrap interval. `values`: (id of the case, value).

    :raises ValueError: if an id occurs twice.
    """
    cases = _cases(name, values)
    found = Measured(name, None, 0, unit, part, better=better, baselines=_given(baselines), target=target, cases=cases)
    return _drawn(found, list(cases.values()), lambda row: float(np.mean(row)), misses)


def quantile(
    name: str,
    values: Sequence[float],
    percent: float,
    *,
    unit: str = "s",
    part: str = "",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
) -> Measured:
    """Return the nearest-rank percentile of timings or sizes, lower being better, with a bootstrap interval."""
    found = Measured(name, None, 0, unit, part, better="lower", baselines=_given(baselines), target=target)
    return _drawn(found, list(values), lambda row: nearest_rank(row, percent))


def statistic(  # noqa: PLR0913 (a figure has that much to say)
    name: str,
    rows: Sequence[Row],
    function: Callable[[Sequence[Row]], float | None],
    *,
    unit: str = "share",
    part: str = "",
    better: Better = "higher",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
    misses: Sequence[Miss] = (),
) -> Measured:
    """Return any statistic of the rows (an F1, a precision), with a bootstrap interval over the rows.

    `function` gets rows drawn with replacement; it returns None where it is undefined for a draw, which is left out.
    """
    found = Measured(name, None, 0, unit, part, better=better, baselines=_given(baselines), target=target)
    return _drawn(found, list(rows), function, misses)


def auroc(
    name: str,
    rows: Sequence[tuple[str, float, bool]],
    *,
    part: str = "",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
) -> Measured:
    """Return the chance that a positive scores above a negative, ties counting half. `rows`: (id, score, positive)."""
    return statistic(
        name, [(score, positive) for _, score, positive in rows], area, part=part, baselines=baselines, target=target
    )


def number(  # noqa: PLR0913 (a figure has that much to say)
    name: str,
    value: float | None,
    unit: str,
    *,
    n: int = 1,
    part: str = "",
    better: Better = "neither",
    baselines: Mapping[str, float | None] | None = None,
    target: float | None = None,
    misses: Sequence[Miss] = (),
) -> Measured:
    """Return a number that was counted or measured once, without an interval: megabytes, faults, a start's seconds."""
    return Measured(
        name,
        None if value is None else float(value),
        n,
        unit,
        part,
        better=better,
        baselines=_given(baselines),
        target=target,
        misses=tuple(misses),
    )


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a share (E. B. Wilson, 1927).

    :raises ValueError: if there are no cases, or more hits than cases.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"A share needs 0 to n hits of at least one case, not {hits} of {n}.")
    centre, spread = hits + Z * Z / 2, Z * math.sqrt(hits * (n - hits) / n + Z * Z / 4)
    low, high = (centre - spread) / (n + Z * Z), (centre + spread) / (n + Z * Z)
    return (0.0 if hits == 0 else max(low, 0.0)), (1.0 if hits == n else min(high, 1.0))


def bootstrap(
    rows: Sequence[Row], function: Callable[[Sequence[Row]], float | None], draws: int = DRAWS, seed: int = SEED
) -> tuple[float, float] | None:
    """Return the 2.5th and 97.5th percentile of a statistic over rows drawn with replacement; None if undefined.

    One row says nothing of its spread, so fewer than two give None.
    """
    if len(rows) < 2:
        return None
    chance = np.random.default_rng(seed)
    places = (chance.integers(0, len(rows), len(rows)) for _ in range(draws))
    found = [value for place in places if (value := function([rows[i] for i in place.tolist()])) is not None]
    if not found:
        return None
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def nearest_rank(values: Sequence[float], percent: float) -> float | None:
    """Return the nearest-rank percentile, None where there are no values."""
    if not values:
        return None
    return sorted(values)[max(1, math.ceil(len(values) * percent / 100)) - 1]


def area(rows: Sequence[tuple[float, bool]]) -> float | None:
    """Return the area under the ROC curve, None where one of the two classes is absent."""
    scores = np.array([score for score, _ in rows], dtype=float)
    positive = np.array([is_positive for _, is_positive in rows], dtype=bool)
    count = int(positive.sum())
    if count in (0, len(rows)):
        return None
    above = _ranks(scores)[positive].sum() - count * (count + 1) / 2
    return float(above / (count * (len(rows) - count)))


def _ranks(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks from 1, ties sharing their mean rank."""
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse], dtype=float)


def _drawn(
    figure: Measured, rows: list[Row], function: Callable[[Sequence[Row]], float | None], misses: Sequence[Miss] = ()
) -> Measured:
    """Return the figure with its value, its interval and its misses worked out."""
    value = function(rows) if rows else None
    interval = None if value is None else bootstrap(rows, function)
    low, high = interval if interval is not None else (None, None)
    if value is not None and low is not None and high is not None:
        low, high = min(low, value), max(high, value)  # an extreme value of few cases may lie outside its draws
    values = {**_fields(figure), "value": value, "n": len(rows), "low": low, "high": high, "misses": tuple(misses)}
    return Measured(**values)


def _fields(figure: Measured) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in Measured.__dataclass_fields__}


def _cases(name: str, values: Sequence[tuple[str, float]]) -> dict[str, float]:
    cases = {case: float(value) for case, value in values}
    if len(cases) < len(values):
        ids = [case for case, _ in values]
        double = sorted({case for case in ids if ids.count(case) > 1})
        raise ValueError(f"The figure {name!r} has more than one case with the id {', '.join(double)}.")
    return cases


def _given(baselines: Mapping[str, float | None] | None) -> dict[str, float]:
    return {name: float(value) for name, value in (baselines or {}).items() if value is not None}


def to_json(report: SuiteReport) -> dict[str, Any]:
    """Return the report as JSON's own types; `from_json` reads it back unchanged."""
    return {"format": FORMAT, **asdict(report)}


def from_json(data: Mapping[str, Any]) -> SuiteReport:
    """Return the report that `to_json` wrote.

    :raises ValueError: if it was written by another version of this module.
    """
    if data.get("format") != FORMAT:
        raise ValueError(f"These figures have the format {data.get('format')!r}; this program reads {FORMAT}.")
    figures = tuple(
        Measured(**{**row, "misses": tuple(Miss(**miss) for miss in row["misses"])}) for row in data["figures"]
    )
    rest = {name: value for name, value in data.items() if name not in {"format", "figures", "notes"}}
    return SuiteReport(figures=figures, notes=tuple(data["notes"]), **rest)


def save(report: SuiteReport, path: Path) -> None:
    """Write the report as a JSON file, its misses and cases whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(to_json(report), indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")


__all__ = [
    "Measured",
    "Miss",
    "SuiteReport",
    "area",
    "auroc",
    "bootstrap",
    "from_json",
    "mean",
    "nearest_rank",
    "number",
    "quantile",
    "save",
    "share",
    "statistic",
    "to_json",
    "wilson",
]
