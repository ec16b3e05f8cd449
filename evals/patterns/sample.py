"""Themes, directions and findings of the sample group against its planted facts.

The facts say what was written into the reports, not all that can be read there: a report speaks of more than its
twenty or so facts. So precision against them is a lower bound, and what is found beyond them is listed. Next steps
were labelled whole (``steps.json``), so precision against them is exact. The sample group was seen while the rules
were written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from math import ceil
from pathlib import Path
from typing import Any

from assistant.patterns.findings import RECURRING_SHARE
from assistant.patterns.patterns import group_patterns
from assistant.patterns.values import FindingKind, GroupPatterns
from assistant.themes.values import Direction, Mention
from evals.gold import REPORTS, facts
from evals.metrics import rounded, share
from evals.patterns.findings import TUNED, finding_figures, response_figures
from evals.workspace import sample_workspace
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess

STEPS = Path(__file__).resolve().parent / "steps.json"
TODAY = date(2026, 11, 1)
DOCUMENTS = REPORTS.parent / "documents"
OWN = (
    "trust-self-evaluation-2026.docx",
    "trust-improvement-plan-2026.docx",
    "ashlark-primary-self-evaluation-2026.pdf",
)
"""The documents in which the sample group says what it does."""
NO_THEME = frozenset({"context"})
"""A fact of no theme: numbers of places, names of providers."""
_DIRECTIONS = {"strength": Direction.STRENGTH, "weakness": Direction.NEED, "neutral": Direction.NEUTRAL}

Planted = dict[tuple[str, str], set[Direction]]


def sample_figures() -> dict[str, Any]:
    """Read the sample group and compare it with its facts; then with its own documents beside the reports."""
    with sample_workspace() as workspace:
        found = group_patterns(workspace.library, today=TODAY)
        figures = compare(found) | {"findings": finding_figures(found, TODAY)}
        with ReaderProcess(workspace.library.settings) as reader:
            ingestor = Ingestor(workspace.library, reader, workspace.embedder)
            list(ingestor.add_paths([DOCUMENTS / name for name in OWN], found.group))
        return figures | {"responses": response_figures(group_patterns(workspace.library, today=TODAY))}


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
        "recurring need": _recurring_needs(found),
        "recurring strength": _recurring_strengths(found, planted),
        "next step asks for theme": _steps(found),
    }


def _directions(found: GroupPatterns, reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Compare each fact with the mentions of the sentence that it quotes."""
    files = {r.file: r.document for school in found.schools for r in school.reports}
    by_document: dict[str, list[Mention]] = defaultdict(list)
    for cell in found.history.cells:
        for mention in cell.mentions:
            by_document[mention.document].append(mention)
    themed, missed = [], []
    right: dict[str, list[bool]] = {"report": [], "tune": []}
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
                right["tune" if fact["id"].startswith(TUNED) else "report"].append(got is wanted)
                if got is not wanted:
                    missed.append(_miss(fact, wanted, got))
    return {
        "theme of the fact's sentence found": rounded(share(themed)),
        "direction of the fact's sentence right": {half: rounded(share(some)) for half, some in right.items()},
        "directions compared": {half: len(some) for half, some in right.items()},
        "directions missed": missed,
    }


def _miss(fact: Mapping[str, Any], wanted: Direction, got: Direction) -> str:
    """Return a miss in words; of the half that is reported only its id, so that no rule is made after it."""
    if not fact["id"].startswith(TUNED):
        return f"{fact['id']} (reported half)"
    return f"{fact['id']}: {wanted.value}, found {got.value}: {fact['quote'][:60]}"


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


def _recurring_strengths(found: GroupPatterns, planted: Mapping[tuple[str, str], set[Direction]]) -> dict[str, Any]:
    """Compare with the themes of which the facts plant strengths alone in enough schools."""
    schools: dict[str, set[str]] = defaultdict(set)
    for (school, theme), directions in planted.items():
        if Direction.STRENGTH in directions and Direction.NEED not in directions:
            schools[theme].add(school)
    kept = {theme for _, theme in planted}
    got = {finding.theme for finding in found.of_kind(FindingKind.RECURRING_STRENGTH)} & kept
    return scores(_enough(schools, found), got)


def _recurring_needs(found: GroupPatterns) -> dict[str, Any]:
    schools: dict[str, set[str]] = defaultdict(set)
    for school, theme in _asked(found):
        schools[theme].add(school)
    return scores(_enough(schools, found), {finding.theme for finding in found.of_kind(FindingKind.RECURRING_NEED)})


def _steps(found: GroupPatterns) -> dict[str, Any]:
    """Compare school and theme of every next step of the latest reports with the labels."""
    got = {(m.school, m.theme) for cell in found.matrix.cells for m in cell.mentions if m.next_step}
    return scores({" ".join(pair) for pair in _asked(found)}, {" ".join(pair) for pair in got})


def _asked(found: GroupPatterns) -> set[tuple[str, str]]:
    """Return school and theme of what the latest next steps ask for, as labelled."""
    labels = json.loads(STEPS.read_text(encoding="utf-8"))["steps"]
    latest = {school.latest.file.removesuffix(".pdf"): school.key for school in found.schools if school.latest}
    return {
        (latest[key], theme) for key, steps in labels.items() if key in latest for themes in steps for theme in themes
    }


def _enough(schools: Mapping[str, set[str]], found: GroupPatterns) -> set[str]:
    least = max(2, ceil(len(found.schools) * RECURRING_SHARE))
    return {theme for theme, some in schools.items() if len(some) >= least}


def scores(expected: set[str], got: set[str]) -> dict[str, Any]:
    """Return precision and recall of a set, and what each misses."""
    return {
        "expected": len(expected),
        "found": len(got),
        "recall": rounded(share(item in got for item in expected)),
        "precision": rounded(share(item in expected for item in got)),
        "missed": sorted(expected - got),
        "not expected": sorted(got - expected),
    }


def _squeeze(text: str) -> str:
    return "".join(text.split()).rstrip(".")
