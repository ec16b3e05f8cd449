"""Findings and responses of the sample group against what its labels give.

The finders are run on a second matrix, made of the labels alone: next steps as labelled by hand, strengths and
weaknesses as the facts plant them. What they find there is what was planted; what they find in the reports is held
against it, kind by kind. So the figures measure reading; the finders' rules have tests of their own. Facts do not say
all that a report says, so precision against them is a lower bound; every finding beyond them was read against its
sentences and called true or false (``findings_read.json``), which makes it exact. Half of the schools were looked at
while rules of direction were set ("tune"); of the states of the other half misses are named by their need alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from assistant.patterns.findings import across_schools
from assistant.patterns.over_time import over_time
from assistant.patterns.patterns import matrix_of
from assistant.patterns.values import Finding, FindingKind, GroupPatterns, GroupSchool, ResponseState
from assistant.themes.values import Direction, Mention, SchoolReport
from evals.gold import facts
from evals.metrics import rounded, share
from ingest.documents import Locator, Span

HERE = Path(__file__).resolve().parent
TUNED = ("ashlark-high", "corvane", "marlpit-vale", "wickenmoss")
"""Schools on which the rules of direction were set; the others are reported."""
NO_THEME = frozenset({"context"})
DIRECTIONS = {"strength": Direction.STRENGTH, "weakness": Direction.NEED, "neutral": Direction.NEUTRAL}


_READ = {"improved": ResponseState.IMPROVED, "same need": ResponseState.SAME_NEED}
"""The state that a label of `responses.json` gives; "neither" gives none."""


def planted(found: GroupPatterns, today: date) -> tuple[GroupPatterns, tuple[Finding, ...]]:
    """Return the patterns as the labels give them, and the findings in them."""
    steps: dict[str, list[list[str]]] = json.loads((HERE / "steps.json").read_text(encoding="utf-8"))["steps"]
    planted_facts = {report["file"]: report["facts"] for report in facts()["reports"]}
    mentions = {
        report.document: tuple(_labelled(school, report, steps, planted_facts))
        for school in found.schools
        for report in school.reports
    }
    latest = {s.latest.document: mentions[s.latest.document] for s in found.schools if s.latest}
    matrix = matrix_of(found.schools, found.themes, latest)
    history = matrix_of(found.schools, found.themes, mentions)
    findings = (*across_schools(matrix, history, today), *over_time(history, today))
    return replace(found, matrix=matrix, history=history), findings


def _labelled(
    school: GroupSchool,
    report: SchoolReport,
    steps: Mapping[str, list[list[str]]],
    planted_facts: Mapping[str, list[dict[str, Any]]],
) -> Iterable[Mention]:
    place = 0
    for themes in steps.get(report.file.removesuffix(".pdf"), []):
        for theme in themes:
            place += 1
            yield _mention(school, report, theme, Direction.NEED, place, step=True)
    for fact in planted_facts.get(report.file, []):
        if fact["theme"] not in NO_THEME:
            place += 1
            yield _mention(school, report, fact["theme"], DIRECTIONS[fact["direction"]], place, step=False)


def _mention(
    school: GroupSchool, report: SchoolReport, theme: str, way: Direction, place: int, *, step: bool
) -> Mention:
    locator = Locator(report.document, 1, Span(place, place + 1))
    return Mention(
        theme, way, school.key, report.document, "", "", (locator,), report.date, report.format, "labelled", step
    )  # fmt: skip


def finding_figures(found: GroupPatterns, today: date) -> dict[str, Any]:
    """Return precision and recall of the findings, of all kinds together and kind by kind, with every miss."""
    _, expected = planted(found, today)
    wanted, got = _keys(expected, found), _keys(found.findings, found)
    kinds = sorted({kind for kind, _ in wanted | got})
    true, false = _read()
    extra = got - wanted
    return {
        "all": _scores(wanted, got) | {"precision, each unplanted one read": rounded(1 - len(extra - true) / len(got))},
        **{kind: _scores(*({key for key in keys if key[0] == kind} for keys in (wanted, got))) for kind in kinds},
        "missed": sorted(" | ".join(key) for key in wanted - got),
        "not planted, read and true": sorted(" | ".join(key) for key in extra & true),
        "not planted, read and false": sorted(" | ".join(key) for key in extra & false),
        "not planted, unread (counted as false)": sorted(" | ".join(key) for key in extra - true - false),
    }


def _keys(findings: Iterable[Finding], found: GroupPatterns) -> set[tuple[str, str]]:
    """Return kind and theme of each finding; of one on a single school over time, the school too.

    One school against the rest is a contrast too, which the finder tells once: it counts for both.
    """
    single = {FindingKind.PERSISTENT, FindingKind.RESOLVED, FindingKind.JOINING}
    keys = set()
    for finding in findings:
        school = f" {finding.schools[0].name}" if finding.kind in single else ""
        keys.add((finding.kind.value, f"{finding.theme}{school}"))
        if finding.kind is FindingKind.OUTLIER:
            keys.add((FindingKind.CONTRAST.value, finding.theme))
    return keys


def _read() -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the findings beyond the planted ones that were read and called true, and those called false."""
    rows = json.loads((HERE / "findings_read.json").read_text(encoding="utf-8"))["findings"]
    keys = [((row["kind"], row["about"]), bool(row["true"])) for row in rows]
    return {key for key, true in keys if true}, {key for key, true in keys if not true}


def _scores(wanted: set[tuple[str, str]], got: set[tuple[str, str]]) -> dict[str, Any]:
    return {
        "planted": len(wanted),
        "found": len(got),
        "recall": rounded(share(key in got for key in wanted)) if wanted else None,
        "precision (lower bound)": rounded(share(key in wanted for key in got)) if got else None,
    }


def response_figures(found: GroupPatterns) -> dict[str, Any]:
    """Return how many states of responses are right, on the labelled needs that were found, for both halves."""
    labels = json.loads((HERE / "responses.json").read_text(encoding="utf-8"))
    gold, _ = planted(found, found.today or date.today())
    names = {school.key: _key(school) for school in found.schools}
    stated = {key: set(labels["stated"][name]) for key, name in names.items()}
    wanted = wanted_states(gold, stated, labels["later"])
    got = {(r.school, r.theme, r.need.document): r.state for r in found.responses}
    result: dict[str, Any] = {
        "needs labelled": len(wanted),
        "of them found": sum(key in got for key in wanted),
        "found and not labelled": len(set(got) - set(wanted)),
    }
    for half in ("report", "tune"):
        keys = [k for k in wanted if k in got and (names[k[0]] in TUNED) is (half == "tune")]
        right = [got[key] is wanted[key] for key in keys]
        result[half] = {"needs": len(keys), "states right": rounded(share(right))}
    wrong = [key for key in wanted if key in got and got[key] is not wanted[key]]
    result["wrong"] = sorted(_miss(names[s], theme, wanted[s, theme, d], got[s, theme, d]) for s, theme, d in wrong)
    return result


def _miss(school: str, theme: str, wanted: ResponseState, got: ResponseState) -> str:
    if school not in TUNED:
        return f"{school} {theme} (reported half)"
    return f"{school} {theme}: {wanted.value}, found {got.value}"


def _key(school: GroupSchool) -> str:
    """Return the label files' key of a school: its reports' file name without the year."""
    return school.reports[-1].file.removesuffix(".pdf").rsplit("-", 1)[0]


def wanted_states(
    gold: GroupPatterns, stated: Mapping[str, set[str]], later: Mapping[str, Mapping[str, str]]
) -> dict[tuple[str, str, str], ResponseState]:
    """Return the state of each labelled need, by school, theme and report: from labels alone, by no rule of ours.

    The next report settles it where a next step asks for the theme again, or as it was read (`later`, by the earlier
    report's file and theme); else it depends on whether the group's papers speak of it, as labelled.
    """
    states: dict[tuple[str, str, str], ResponseState] = {}
    for school in gold.schools:
        for number, report in enumerate(school.reports):
            following = [after.document for after in school.reports[number + 1 : number + 2]]
            read = later.get(report.file.removesuffix(".pdf"), {})
            for cell in gold.history.row(school.key):
                if not any(m.next_step and m.document == report.document for m in cell.mentions):
                    continue
                if any(m.next_step and m.document in following for m in cell.mentions):
                    state = ResponseState.SAME_NEED
                else:
                    unsettled = ResponseState.STATED if cell.theme in stated[school.key] else ResponseState.NONE
                    state = _READ.get(read.get(cell.theme, "neither"), unsettled)
                states[school.key, cell.theme, report.document] = state
    return states


__all__ = ["TUNED", "finding_figures", "planted", "response_figures", "wanted_states"]
