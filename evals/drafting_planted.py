"""What the sample group's manifest plants, against the sections of drafts.

A planted pattern *appears* in a section whose question it bears on where a sentence stated there says it: of the same
theme and kind, citing every school that it is planted for. What the manifest speaks against is counted too: a claim of
a document that it calls contradicted, stated without what reports say; a strength counted where it plants only
weaknesses. Next steps counted under a theme that a reader did not label them with are listed by themselves: many bear
on several.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.drafting.frameworks import Aspect, Framework, FrameworkQuestion, Voice
from assistant.drafting.values import Cite, Claim, ClaimKind, Draft, Section
from assistant.patterns.values import Finding, FindingKind, GroupPatterns
from evals.gold import facts
from evals.patterns.findings import planted

STEPS = Path(__file__).resolve().parent / "patterns" / "steps.json"
NEEDS = frozenset({FindingKind.RECURRING_NEED})
STRENGTHS = frozenset({FindingKind.RECURRING_STRENGTH})
OVER_TIME = frozenset({FindingKind.PERSISTENT, FindingKind.RESOLVED})


@dataclass(frozen=True, slots=True)
class PlantedFinding:
    """A planted finding and a section in which it must appear; `found` is whether it does."""

    section: str
    finding: str
    kind: str
    found: bool


def sought(draft: Draft, framework: Framework, found: GroupPatterns) -> list[PlantedFinding]:
    """Return every planted finding with each section whose question it bears on."""
    _, findings = planted(found, found.today or date.today())
    questions = {question.key: question for question in framework.questions}
    rows = []
    for section in draft.sections:
        question = questions[section.key]
        for finding in findings:
            if finding.theme in question.themes and _bears_on(finding, question, draft.voice):
                schools = ", ".join(school.name for school in finding.schools)
                words = f"{finding.kind.value}: {finding.theme} ({schools})"
                rows.append(PlantedFinding(section.key, words, finding.kind.value, _appears(finding, section, found)))
    return rows


def _bears_on(finding: Finding, question: FrameworkQuestion, voice: Voice) -> bool:
    """Say whether a question asks for findings of a kind: strengths are no answer to what is done about weaknesses."""
    if finding.kind in STRENGTHS:
        return question.aspect is not Aspect.RESPONSE
    return finding.kind in NEEDS or (
        finding.kind in OVER_TIME and (question.aspect in (Aspect.RESPONSE, Aspect.CAPACITY) or voice is Voice.TRUST)
    )


def _appears(finding: Finding, section: Section, found: GroupPatterns) -> bool:
    name = found.theme(finding.theme).said()
    schools = {school.name for school in finding.schools}
    return any(_says(claim, finding.kind, name, schools) for claim in section.claims if claim.is_fact)


def _says(claim: Claim, kind: FindingKind, theme: str, schools: set[str]) -> bool:
    cited = {cite.school for cite in claim.citations}
    if f" {theme}" not in claim.text or not schools <= cited:
        return False
    if kind in NEEDS | STRENGTHS:
        strength = "strength" in claim.text
        return claim.kind is ClaimKind.COUNT and strength == (kind in STRENGTHS)
    gone = "set none on it" in claim.text
    return claim.kind is ClaimKind.OVER_TIME and gone == (kind is FindingKind.RESOLVED)


def against(draft: Draft) -> list[str]:
    """Return what the manifest speaks against, in words."""
    return [*_contradicted(draft), *_strengths(draft)]


def _contradicted(draft: Draft) -> Iterator[str]:
    said = [c["says"] for d in facts()["documents"] for c in d["claims"] if c["bearing"] == "contradicted"]
    for claim in draft.claims:
        alone = all(cite.school is None for cite in claim.citations)
        if claim.is_fact and alone and any(words.rstrip(".") in claim.text for words in said):
            yield f"contradicted by reports, and nothing beside it: {claim.text}"


def _strengths(draft: Draft) -> Iterator[str]:
    planted_in = {r["file"]: r["facts"] for r in facts()["reports"]}
    for claim, theme, cite in _counted(draft):
        ways = {fact["direction"] for fact in planted_in.get(cite.file, []) if fact["theme"] == theme}
        if "strength" in claim.text and "weakness" in ways and "strength" not in ways:
            yield f"only weaknesses of {theme} are planted in {cite.file}: {cite.quote}"


def _steps(draft: Draft) -> Iterator[str]:
    labels: dict[str, list[list[str]]] = json.loads(STEPS.read_text(encoding="utf-8"))["steps"]
    for claim, theme, cite in _counted(draft):
        named = labels.get(cite.file.removesuffix(".pdf"))
        if "next step" in claim.text and named is not None and not any(theme in themes for themes in named):
            yield f"no next step of {cite.file} is labelled {theme}: {cite.quote}"


def _counted(draft: Draft) -> Iterator[tuple[Claim, str, Cite]]:
    """Yield each citation of a counting sentence, with the key of its theme."""
    from assistant.themes.themes import shipped_themes

    names = {rules.theme.said(): rules.theme.key for rules in shipped_themes()}
    for claim in draft.claims:
        theme = next(
            (
                key
                for name, key in names.items()
                if f"concerned {name}" in claim.text or f", {name} stood" in claim.text
            ),
            None,
        )
        if claim.is_fact and claim.kind is ClaimKind.COUNT and theme:
            yield from ((claim, theme, cite) for cite in claim.citations)


def figures(draft: Draft, framework: Framework, found: GroupPatterns) -> dict[str, Any]:
    """Return recall of the planted patterns in the sections, with every miss, and what the manifest speaks against."""
    rows, wrong = sought(draft, framework, found), sorted(set(against(draft)))
    other = sorted(set(_steps(draft)))
    return {
        "planted_in_sections": len(rows),
        "planted_recall": round(sum(row.found for row in rows) / max(len(rows), 1), 4),
        "against_manifest": len(wrong),
        "steps_of_another_theme": len(other),
        "planted_missed": sorted(f"{row.section}: {row.finding}" for row in rows if not row.found),
        "against": wrong,
        "steps_labelled_otherwise": other,
    }
