"""The gate: floors and ceilings for each suite, and the names of the cases that fell.

``floors.json`` holds bounds a margin below what was measured; ``passed.json`` the cases that passed then. A figure that
misses its bound fails the gate, with the cases that passed before and fail now. A case that falls while its figure
holds is told and does not fail. Runs no suite; writes ``passed.json`` only when asked to (`accept`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.figures import Measured, SuiteReport

FLOORS = Path(__file__).resolve().parent / "floors.json"
PASSED = Path(__file__).resolve().parent / "passed.json"
Passed = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Fallen:
    """One bound that was missed (`missed`), or a figure that holds although cases fell."""

    suite: str
    key: str
    told: str
    missed: bool
    cases: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the line that is printed."""
        cases = f"; passed before and fails now: {', '.join(self.cases)}" if self.cases else ""
        return f"{self.suite} · {self.key}: {self.told}{cases}"


def bounds(path: Path = FLOORS) -> dict[str, Any]:
    """Return the bounds: suite → figure → ``at_least`` or ``at_most``."""
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def passed(path: Path = PASSED) -> Passed:
    """Return the cases that passed when the floors were set; none where the file is absent."""
    loaded: Passed = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return loaded


def fallen(reports: Sequence[SuiteReport], floors: Mapping[str, Any], before: Passed) -> list[Fallen]:
    """Return each bound that the reports miss, and each case that fell. A figure that is absent counts as missed."""
    result: list[Fallen] = []
    for report in reports:
        for key, bound in floors.get(report.suite, {}).items():
            figure = report.figure(key)
            cases = _fell(figure, before.get(report.suite, {}).get(key, ()))
            if told := _missed(figure, bound):
                result.append(Fallen(report.suite, key, told, True, cases))
            elif cases:
                result.append(Fallen(report.suite, key, "holds", False, cases))
    return result


def _missed(figure: Measured | None, bound: Mapping[str, float]) -> str:
    value = None if figure is None else figure.value
    shown = "none" if value is None else f"{value:.4g}"
    if (floor := bound.get("at_least")) is not None and (value is None or value < floor):
        return f"{shown}, at least {floor} is promised"
    if (ceiling := bound.get("at_most")) is not None and (value is None or value > ceiling):
        return f"{shown}, at most {ceiling} is promised"
    return ""


def _fell(figure: Measured | None, before: Sequence[str]) -> tuple[str, ...]:
    """Return the cases that passed before and fail now; a case that is no longer asked has not fallen."""
    if figure is None:
        return ()
    now = _passing(figure)
    return tuple(name for name in before if name in figure.cases and name not in now)


def _passing(figure: Measured) -> set[str]:
    good = 0.0 if figure.better == "lower" else 1.0
    return {name for name, value in figure.cases.items() if value == good}


def accept(reports: Sequence[SuiteReport], floors: Mapping[str, Any], path: Path = PASSED) -> None:
    """Write down which cases pass now, for the suites that were run; the others stay as they were."""
    known = {suite: {key: list(names) for key, names in keys.items()} for suite, keys in passed(path).items()}
    for report in reports:
        figures = (report.figure(key) for key in floors.get(report.suite, {}))
        rows = {figure.key: sorted(_passing(figure)) for figure in figures if figure is not None and figure.cases}
        if rows:
            known[report.suite] = rows
    path.write_text(json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
