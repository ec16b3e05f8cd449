"""Metrics: small functions from outcomes to figures.

Runs nothing and prints nothing. A share over nothing is None, never 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def share(values: Iterable[bool]) -> float | None:
    """Return the share of true values, None where there are none."""
    seen = list(values)
    return sum(seen) / len(seen) if seen else None


def mean(values: Iterable[float]) -> float | None:
    """Return the mean, None where there are none."""
    seen = list(values)
    return sum(seen) / len(seen) if seen else None


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Return the nearest-rank percentile, None where there are no values."""
    if not values:
        return None
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(rank) - 1]


def rounded(value: float | None, digits: int = 3) -> float | None:
    """Return the value rounded for print, None left as it is."""
    return None if value is None else round(value, digits)
