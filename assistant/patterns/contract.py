"""The JSON of ``python -m assistant patterns`` and its text for people.

Shapes values; counts nothing that is not the length of a list that it prints. Its keys hold no average, rank
or grade.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.patterns.values import Finding, GroupPatterns, GroupSchool, Response, Statement, ThemeCell, ThemeMatrix
from assistant.themes.values import Direction, Mention
from ingest.documents import Locator


def patterns_json(found: GroupPatterns) -> dict[str, Any]:
    """Return the patterns of a group as the contract prints them."""
    files = {report.document: report.file for school in found.schools for report in school.reports}
    return {
        "group": found.group,
        "today": found.today.isoformat() if found.today else None,
        "notes": list(found.notes),
        "schools": [_school_json(school) for school in found.schools],
        "themes": [{"key": t.key, "name": t.name, "description": t.description} for t in found.themes],
        "matrix": _matrix_json(found.matrix, files),
        "history": _matrix_json(found.history, files),
        "findings": [_finding_json(finding, files) for finding in found.findings],
        "responses": [_response_json(response, files) for response in found.responses],
        "capacity": [
            {"key": topic.key, "name": topic.name, "statements": [_statement_json(s) for s in topic.statements]}
            for topic in found.capacity
        ],
        "evaluations": [
            {
                "file": letter.file,
                "document": letter.document,
                "kind": letter.name,
                "date": letter.date.isoformat() if letter.date else None,
                "said": [_statement_json(s) | {"heading": s.why} for s in letter.said],
                "recommendations": [_statement_json(s) for s in letter.asked],
            }
            for letter in found.evaluations
        ],
        "claims": [
            {
                "claim": _statement_json(claim.claim),
                "bearing": claim.bearing.value,
                "reason": claim.reason,
                "evidence": [_statement_json(s) for s in claim.evidence],
            }
            for claim in found.claims
        ],
    }


def patterns_text(found: GroupPatterns) -> str:
    """Return the patterns as lines for people: findings by kind, then what limits them."""
    lines = [f"{found.group}: {len(found.schools)} schools considered"]
    kind = None
    for finding in found.findings:
        if finding.kind is not kind:
            kind = finding.kind
            lines += ["", kind.value.capitalize()]
        lines.append(f"  {finding.sentence} ({len(finding.evidence)} sentences)")
        if finding.silent and finding.schools:
            names = ", ".join(found.school(key).name for key in finding.silent)
            lines.append(f"      No mention in the reports on: {names}.")
        lines += [f"      {caveat}" for caveat in finding.caveats]
    if found.responses:
        lines += ["", "Responses"]
        lines += [
            f"  {found.school(r.school).name}, {found.theme(r.theme).name}: {r.state.value}. {r.why}"
            for r in found.responses
        ]
    for letter in found.evaluations:
        lines += ["", f"{letter.name} of the group, {letter.printed or 'day not found'}: it gives no grade"]
        lines += [f"  {said.text}" for said in letter.said]
        lines += [f"  Recommended: {said.text}" for said in letter.asked]
    if found.claims:
        lines += ["", "Claims against the reports"]
        lines += [f"  {c.bearing.value.capitalize()}: {c.claim.text} {c.reason}" for c in found.claims]
    return "\n".join([*lines, "", *found.notes])


def mention_json(mention: Mention, files: Mapping[str, str]) -> dict[str, Any]:
    """Return one mention with its places."""
    return {
        "theme": mention.theme,
        "direction": mention.direction.value,
        "school": mention.school,
        "file": files.get(mention.document),
        "document": mention.document,
        "passage": mention.passage,
        "text": mention.text,
        "next_step": mention.next_step,
        "date": mention.date.isoformat() if mention.date else None,
        "format": mention.format.value,
        "why": mention.why,
        "corrected": _corrected_json(mention),
        "places": [_place_json(place) for place in mention.locators],
    }


def _corrected_json(mention: Mention) -> dict[str, Any] | None:
    """Return who corrected the reading of a sentence and what was read; None where nobody did."""
    said = mention.corrected
    if said is None:
        return None
    return {
        "author": said.author,
        "at": said.at.isoformat(),
        "read": {"theme": said.theme, "direction": said.direction.value},
    }


def _place_json(place: Locator) -> dict[str, Any]:
    return {
        "page": place.page,
        "page_label": place.label,
        "start": place.span.start,
        "end": place.span.end,
        "unit": place.unit.value,
        "paragraph": place.paragraph,
        "measured": place.measured,
        "ocr": place.ocr,
    }


def _school_json(school: GroupSchool) -> dict[str, Any]:
    return {
        "key": school.key,
        "name": school.name,
        "urn": school.urn,
        "phase": school.phase,
        "joined": school.joined.isoformat() if school.joined else None,
        "reports": [
            {
                "document": r.document,
                "file": r.file,
                "date": r.date.isoformat() if r.date else None,
                "format": r.format.value,
                "predates": r.predates,
                "predecessor": r.predecessor,
            }
            for r in school.reports
        ],
    }


def _matrix_json(matrix: ThemeMatrix, files: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the cells in which a report speaks; a cell that is absent is silent."""
    return [_cell_json(cell, files) for cell in matrix.cells if cell.mentions]


def _cell_json(cell: ThemeCell, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "school": cell.school,
        "theme": cell.theme,
        "counts": {direction.value: len(cell.of(direction)) for direction in Direction},
        "documents": list(cell.documents),
        "mentions": [mention_json(mention, files) for mention in cell.mentions],
    }


def _finding_json(finding: Finding, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": finding.kind.value,
        "theme": finding.theme,
        "sentence": finding.sentence,
        "schools": [
            {"school": s.school, "name": s.name, "dates": [d.isoformat() for d in s.dates], "role": s.role}
            for s in finding.schools
        ],
        "considered": list(finding.considered),
        "silent": list(finding.silent),
        "caveats": list(finding.caveats),
        "evidence": [mention_json(mention, files) for mention in finding.evidence],
    }


def _response_json(response: Response, files: Mapping[str, str]) -> dict[str, Any]:
    return {
        "theme": response.theme,
        "school": response.school,
        "need": mention_json(response.need, files),
        "statements": [_statement_json(statement) for statement in response.statements],
        "later": [mention_json(mention, files) for mention in response.later],
        "state": response.state.value,
        "why": response.why,
    }


def _statement_json(statement: Statement) -> dict[str, Any]:
    return {
        "document": statement.document,
        "file": statement.file,
        "passage": statement.passage,
        "text": statement.text,
        "date": statement.date.isoformat() if statement.date else None,
        "schools": list(statement.schools),
        "why": statement.why,
        "places": [_place_json(place) for place in statement.locators],
    }
