"""Which differences between two runs are beyond noise.

Where both runs have a figure's cases, the cases are compared pair by pair: shares by the exact sign test on the cases
that changed (McNemar), other means by a bootstrap of the differences. Without cases, two intervals that do not meet
count as a difference; without intervals nothing is said. At 95 %, one in twenty unchanged figures looks changed:
believe a single one of many only if it comes again. Reads runs; measures nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from evals.figures import Measured, bootstrap
from evals.runs import Run

NOISE, WORSE, BETTER, CHANGED, UNKNOWN = "within noise", "worse", "better", "changed", "cannot be said"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in two runs."""

    suite: str
    key: str
    before: float | None
    after: float | None
    verdict: str
    fell: tuple[str, ...] = ()
    """Cases that are worse than before."""
    rose: tuple[str, ...] = ()


def compare(before: Run, after: Run) -> list[Difference]:
    """Return every figure that both runs have."""
    result: list[Difference] = []
    for old in before.reports:
        new = after.report(old.suite)
        for figure in old.figures if new is not None else ():
            other = new.figure(figure.key) if new is not None else None
            if other is not None:
                result.append(difference(old.suite, figure, other))
    return result


def difference(suite: str, old: Measured, new: Measured) -> Difference:
    """Return what became of one figure."""
    fell, rose = changes(old, new)
    return Difference(suite, old.key, old.value, new.value, _verdict(old, new), fell, rose)


def changes(old: Measured, new: Measured) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of cases that are worse and that are better than before."""
    sign = -1 if new.better == "lower" else 1
    shared = [(name, sign * (new.cases[name] - value)) for name, value in old.cases.items() if name in new.cases]
    return tuple(n for n, by in shared if by < 0), tuple(n for n, by in shared if by > 0)


def _verdict(old: Measured, new: Measured) -> str:
    if old.value is None or new.value is None:
        return UNKNOWN
    real = _is_real(old, new)
    if real is None:
        return NOISE if old.value == new.value else UNKNOWN
    if not real:
        return NOISE
    if new.better == "neither":
        return CHANGED
    return BETTER if (_by(old, new) > 0) == (new.better == "higher") else WORSE


def _by(old: Measured, new: Measured) -> float:
    """Return the mean difference over shared cases, of the values where there are none."""
    steps = [new.cases[name] - value for name, value in old.cases.items() if name in new.cases]
    return sum(steps) / len(steps) if steps else (new.value or 0.0) - (old.value or 0.0)


def _is_real(old: Measured, new: Measured) -> bool | None:
    steps = [new.cases[name] - value for name, value in old.cases.items() if name in new.cases]
    if steps:
        if set(old.cases.values()) | set(new.cases.values()) <= {0.0, 1.0}:
            return sign_test(sum(step > 0 for step in steps), sum(step < 0 for step in steps)) < 0.05
        interval = bootstrap(steps, lambda row: sum(row) / len(row))
        return interval is not None and not interval[0] <= 0 <= interval[1]
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return None
    return old.high < new.low or new.high < old.low


def sign_test(up: int, down: int) -> float:
    """Return the two-sided exact probability of so uneven a split of changed cases, if either way were as likely."""
    n = up + down
    tail = sum(math.comb(n, k) for k in range(min(up, down) + 1)) / 2**n
    return float(min(1.0, 2 * tail))


def lines(differences: list[Difference]) -> list[str]:
    """Return a line for each figure that differs, with the cases that changed; one line where none does."""
    result: list[str] = []
    for one in differences:
        if one.before == one.after and not one.fell and not one.rose:
            continue
        result.append(f"{one.suite} · {one.key}: {_number(one.before)} → {_number(one.after)} ({one.verdict})")
        if one.fell:
            result.append(f"    fell: {', '.join(one.fell[:10])}" + _more(len(one.fell)))
        if one.rose:
            result.append(f"    rose: {', '.join(one.rose[:10])}" + _more(len(one.rose)))
    return result or [f"No difference in {len(differences)} figures that both runs have."]


def _more(count: int) -> str:
    return f" and {count - 10} more" if count > 10 else ""


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:.4g}"
