"""A report as lines for a terminal: value, interval, n, baselines, target, and the first ten misses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from evals.figures import Measured, SuiteReport

MOST = 10


def lines(report: SuiteReport) -> list[str]:
    """Return the report as lines; the older suites, whose figures have no interval, as their nested figures."""
    taken = f" ({report.seconds:.0f} s)" if report.seconds is not None else ""
    head = [f"{report.suite}{taken}"]
    if report.skipped:
        return [*head, f"  skipped: {report.skipped}"]
    if all(figure.low is None and not figure.unit for figure in report.figures):
        return [*head, *nested(report.detail, 1)]
    rows = [line for figure in report.figures for line in _figure(figure)]
    return [*head, *rows, *(f"  note: {note}" for note in report.notes)]


def _figure(figure: Measured) -> list[str]:
    extra = [f"{name} {shown(value, figure.unit)}" for name, value in figure.baselines.items()]
    if figure.target is not None:
        extra.append(f"target {shown(figure.target, figure.unit)} {'reached' if figure.reached else 'missed'}")
    row = f"  {figure.key:<46} {shown(figure.value, figure.unit):>9}  {interval(figure):<17} n={figure.n:<5}"
    result = [f"{row} {'; '.join(extra)}".rstrip()]
    for miss in figure.misses[:MOST]:
        result.append(f"      miss {miss.id}" + (f": {miss.text}" if miss.text else ""))
    if len(figure.misses) > MOST:
        result.append(f"      and {len(figure.misses) - MOST} more, all in the file")
    return result


def shown(value: float | None, unit: str) -> str:
    """Return a value as it is read: shares with three digits, the rest with four figures and their unit."""
    if value is None:
        return "none"
    return f"{value:.3f}" if unit == "share" else f"{value:.4g} {unit}".rstrip()


def interval(figure: Measured) -> str:
    """Return the interval as ``low to high``, empty where there is none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{shown(figure.low, figure.unit)} to {shown(figure.high, figure.unit)}"


def nested(value: Mapping[str, Any], indent: int = 0) -> list[str]:
    """Return nested figures as indented lines."""
    result: list[str] = []
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            result += [f"{'  ' * indent}{name}", *nested(inner, indent + 1)]
        elif isinstance(inner, list):
            result.append(f"{'  ' * indent}{name}: {len(inner)}")
            result += [f"{'  ' * (indent + 1)}{json.dumps(item, ensure_ascii=False)}" for item in inner]
        else:
            result.append(f"{'  ' * indent}{name:<32} {inner}")
    return result
