"""Themes, directions and findings of the sample group against its planted facts.

The facts say what was written into the reports, not all that can be read there: a report speaks of more than its twenty or so
facts. So precision against them is a lower bound, and what is found beyond them is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from assistant.patterns.findings import RECURRING_SHARE
from assistant.patterns.patterns import group_patterns
from assistant.patterns.values import Direction, FindingKind, GroupPatterns, Mention
from evals.gold import facts
from evals.metrics import rounded, share
from evals.workspace import sample_workspace

TODAY = date(2026, 11, 1)
NO_THEME = frozenset({"context"})
"""A fact of no theme: numbers of places, names of providers."""
_DIRECTIONS = {"strength": Direction.STRENGTH, "weakness": Direction.NEED, "neutral": Direction.NEUTRAL}

Planted = dict[tuple[str, str], set[Direction]]


def sample_figures() -> dict[str, Any]:
    """Read the sample group and compare it with its facts."""
    with sample_workspace() as workspace:
        return compare(group_patterns(workspace.library, today=TODAY))


def compare(found: GroupPatterns) -> dict[str, Any]:
    """Return the figures and every miss."""
    reports = facts()["reports"]
    directions = _directions(found, reports)
    planted = _planted(found, reports)
    kept = {theme for _, theme in planted}
    said = {(c.school, c.theme): c for c in found.matrix.cells if c.mentions and c.theme in kept}
    both = set(planted) & set(said)
    return {
        "facts": sum(len(report["facts"]) for report in reports),
        **directions,
        "theme per school": {
            "planted": len(planted),
            "recall": rounded(len(both) / len(planted)),
            "precision (lower bound)": rounded(len(both) / len(said)),
            "missed": sorted(f"{school} {theme}" for school, theme in set(planted) - both),
            "beyond the facts": sorted(f"{school} {theme}" for school, theme in set(said) - both),
        },
        "recurring": {kind.value: _recurring(found, planted, kind) for kind in _KINDS},
    }


_KINDS = {FindingKind.RECURRING_NEED: Direction.NEED, FindingKind.RECURRING_STRENGTH: Direction.STRENGTH}


def _directions(found: GroupPatterns, reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Compare each fact with the mentions of the sentence that it quotes."""
    files = {r.file: r.document for school in found.schools for r in school.reports}
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for cell in found.history.cells:
        for mention in cell.mentions:
            by_document[mention.document].append(mention)
    themed, right, missed = [], [], []
    for report in reports:
        for fact in report["facts"]:
            if fact["theme"] in NO_THEME:
                continue
            here = [m for m in by_document[files[report["file"]]] if _squeeze(fact["quote"]) in _squeeze(m.text)]
            of_theme = [m for m in here if m.theme == fact["theme"]]
            themed.append(bool(of_theme))
            wanted = _DIRECTIONS[fact["direction"]]
            if here and wanted is not Direction.NEUTRAL:
                got = (of_theme or here)[0].direction
                right.append(got is wanted)
                if got is not wanted:
                    missed.append(f"{fact['id']}: {wanted.value}, found {got.value}: {fact['quote'][:60]}")
    return {
        "theme of the fact's sentence found": rounded(share(themed)),
        "direction of the fact's sentence right": rounded(share(right)),
        "directions compared": len(right),
        "directions missed": missed,
    }


def _planted(found: GroupPatterns, reports: list[dict[str, Any]]) -> Planted:
    """Return the directions that the facts of each school's latest report plant, by school and theme."""
    latest = {school.latest.file: school.key for school in found.schools if school.latest}
    planted: Planted = defaultdict(set)
    for report in reports:
        if report["file"] in latest:
            for fact in report["facts"]:
                if fact["theme"] not in NO_THEME:
                    planted[latest[report["file"]], fact["theme"]].add(_DIRECTIONS[fact["direction"]])
    return planted


def _recurring(found: GroupPatterns, planted: Mapping[tuple[str, str], set[Direction]], kind: FindingKind) -> Any:  # noqa: ANN401
    """Compare the recurring findings with the themes that the facts plant in one direction in enough schools."""
    direction = _KINDS[kind]
    other = Direction.STRENGTH if direction is Direction.NEED else Direction.NEED
    schools: dict[str, set[str]] = defaultdict(set)
    loose: dict[str, set[str]] = defaultdict(set)
    for (school, theme), directions in planted.items():
        if direction in directions:
            loose[theme].add(school)
            if direction is Direction.NEED or other not in directions:
                schools[theme].add(school)
    least = max(2, ceil(len(found.schools) * RECURRING_SHARE))
    expected = {theme for theme, some in schools.items() if len(some) >= least}
    kept = {theme for _, theme in planted}
    got = {finding.theme for finding in found.of_kind(kind) if finding.theme in kept}
    return {
        "expected": len(expected),
        "found": len(got),
        "recall": rounded(share(theme in got for theme in expected)),
        "precision": rounded(share(theme in expected for theme in got)),
        "missed": sorted(expected - got),
        "not planted": [f"{theme} (planted in {len(loose[theme])} schools)" for theme in sorted(got - expected)],
    }


def _squeeze(text: str) -> str:
    return "".join(text.split()).rstrip(".")
