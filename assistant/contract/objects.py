"""The JSON objects that the command line prints with ``--json``: what people script, and the measures read.

Shapes values; asks nothing of the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.answer import Answer, Citation
from assistant.answering.render import answer_markdown
from assistant.doctor import CheckResult
from assistant.prose.contract import prose_json
from assistant.search import Found
from ingest.documents import Locator
from ingest.inspections import FORMAT_NAMES, Figure, Inspection, InspectionDates, Judgement, Located, Point
from ingest.library import DocumentRecord
from ingest.reports import parse_dates


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as the contract prints it."""
    coverage = answer.coverage
    return {
        **prose_json(answer),
        "status": answer.status.value,
        "answer": answer_markdown(answer, links=False),
        "claims": [
            {
                "text": claim.text,
                "verdict": claim.verdict,
                "citations": [citation_json(citation) for citation in claim.citations],
            }
            for claim in answer.claims
        ],
        "missing": list(answer.missing),
        "coverage": {
            "asked": list(coverage.asked),
            "speaking": list(coverage.speaking),
            "silent": list(coverage.silent),
        }
        if coverage
        else {},
        "nearest": [citation_json(citation) for citation in answer.nearest],
        "searched": {
            "documents": answer.searched.documents,
            "schools": list(answer.searched.schools),
            "passages": answer.searched.passages,
            "narrowed": list(answer.searched.narrowed),
        },
        "notes": list(answer.notes),
        "choices": [{"words": choice.words, "question": choice.question} for choice in answer.choices],
        "seconds": round(answer.seconds, 4),
    }


def citation_json(citation: Citation) -> dict[str, Any]:
    """Return a citation as the contract prints it; `places` tells each page of a quotation that crosses one."""
    source = citation.source
    return {
        "marker": citation.marker,
        "file": source.file,
        "document": source.document,
        "page": citation.page,
        "page_label": citation.page_label,
        **_place_json(citation.locators[0]),
        "school": source.school,
        "date": source.date.isoformat() if source.date else None,
        "quote": citation.quote,
        "places": [
            {
                "page": place.page,
                "page_label": place.label,
                "start": place.span.start,
                "end": place.span.end,
                **_place_json(place),
            }
            for place in citation.locators
        ],
    }


def _place_json(place: Locator) -> dict[str, Any]:
    """Say what a page number alone does not: what is counted, which paragraph, and whether the page is an estimate."""
    return {
        "unit": place.unit.value,
        "paragraph": place.paragraph,
        "heading_path": list(place.heading_path),
        "measured": place.measured,
        "ocr": place.ocr,
    }


def found_json(found: Found, records: Mapping[str, DocumentRecord]) -> dict[str, Any]:
    """Return a passage found by search as the contract prints it."""
    record, passage = records[found.passage.document], found.passage
    return {
        "file": record.filename,
        "document": record.id,
        "page": passage.page,
        "page_label": passage.sentences[0].locators[0].label,
        **_place_json(passage.sentences[0].locators[0]),
        "school": record.school,
        "date": record.start.isoformat() if record.start else None,
        "heading": passage.heading,
        "text": passage.text,
        "score": round(found.score, 4),
    }


def inspection_json(record: DocumentRecord, inspection: Inspection | None) -> dict[str, Any]:
    """Return what was read from one document as the contract prints it."""
    row: dict[str, Any] = {"file": record.filename, "document": record.id, "pages": record.pages}
    if inspection is None:
        return row | _EMPTY | {"format": record.format.value, "format_name": FORMAT_NAMES[record.format]}
    return row | _identity_json(inspection) | _judged_json(inspection) | _details_json(inspection)


def _identity_json(inspection: Inspection) -> dict[str, Any]:
    """Return who was inspected, in which form of report, and when."""
    return {
        "provider": _text(inspection.provider),
        "provider_type": _text(inspection.provider_type),
        "urn": _text(inspection.urn),
        "local_authority": _text(inspection.local_authority),
        "group": _text(inspection.group),
        "format": inspection.format.value,
        "format_name": FORMAT_NAMES[inspection.format],
        "inspection_dates": _dates_json(inspection.dates) if inspection.dates else None,
        "published": inspection.published.isoformat() if inspection.published else None,
        "previous": _previous_json(inspection),
        "lead_inspector": _text(inspection.lead_inspector) or None,
    }


def _judged_json(inspection: Inspection) -> dict[str, Any]:
    """Return what was judged and asked for, as printed, and what the report does not say."""
    safeguarding = inspection.safeguarding
    return {
        "judgements": [_judgement_json(judgement) for judgement in inspection.judgements],
        "outcome": _placed(inspection.outcome),
        "safeguarding": {"outcome": safeguarding.text, "page": safeguarding.locator.page} if safeguarding else None,
        "next_steps": [
            {"kind": step.kind, "text": step.text, "page": step.locators[0].page} for step in inspection.next_steps
        ],
        "not_found": list(inspection.not_found),
    }


def _dates_json(dates: InspectionDates) -> dict[str, Any]:
    return {
        "printed": dates.printed,
        "start": dates.start.isoformat(),
        "end": dates.end.isoformat(),
        "page": dates.locator.page,
    }


def _judgement_json(judgement: Judgement) -> dict[str, Any]:
    return {
        "area": judgement.area,
        "grade": judgement.grade,
        "scale": judgement.scale.value,
        "date": judgement.date.isoformat() if judgement.date else None,
        "page": judgement.locator.page,
    }


def _previous_json(inspection: Inspection) -> dict[str, Any]:
    """Return the previous inspection's days, where days are printed, beside its date and grade as printed."""
    printed = _text(inspection.previous_date)
    days = parse_dates(printed) if printed else None
    return {
        "start": days.start.isoformat() if days else None,
        "end": days.end.isoformat() if days else None,
        "date": printed,
        "grade": _text(inspection.previous_grade),
    }


def _details_json(inspection: Inspection) -> dict[str, Any]:
    """Return what the contract has beyond its first keys; names of people stand under `people` only."""
    concern = inspection.category_of_concern
    return {
        "framework": inspection.framework,
        "school_category": _text(inspection.school_category),
        "age_range": _text(inspection.age_range),
        "pupils": _text(inspection.pupils),
        "appropriate_authority": _text(inspection.appropriate_authority),
        "group_sentence": _placed(inspection.group_sentence),
        "category_of_concern": _placed(concern),
        "dated": _text(inspection.dated),
        "people": [
            {"role": person.role, "name": person.name.text or None, "page": person.name.locator.page, "personal": True}
            for person in inspection.people
        ],
        "strengths": [_point_json(point) for point in inspection.strengths],
        "weaknesses": [_point_json(point) for point in inspection.weaknesses],
        "figures": [_figure_json(figure) for figure in inspection.figures],
        "conflicts": [
            {"field": conflict.field, "places": [_placed(place) for place in conflict.places]}
            for conflict in inspection.conflicts
        ],
        "confidence": inspection.confidence,
        "reason": inspection.reason,
    }


def _point_json(point: Point) -> dict[str, Any]:
    return {"label": point.label, "text": point.text, "page": point.locators[0].page}


def _figure_json(figure: Figure) -> dict[str, Any]:
    return {
        "section": figure.section,
        "measure": figure.measure,
        "period": figure.period,
        "school": figure.school,
        "national": figure.national,
        "comparison": figure.comparison,
        "columns": list(figure.columns),
        "page": figure.locator.page,
    }


def _placed(located: Located | None) -> dict[str, Any] | None:
    return {"text": located.text, "page": located.locator.page} if located else None


_EMPTY: dict[str, Any] = {
    "provider": None,
    "provider_type": None,
    "urn": None,
    "local_authority": None,
    "group": None,
    "inspection_dates": None,
    "published": None,
    "previous": None,
    "lead_inspector": None,
    "judgements": [],
    "outcome": None,
    "safeguarding": None,
    "next_steps": [],
    "not_found": [],
    "framework": None,
    "school_category": None,
    "age_range": None,
    "pupils": None,
    "appropriate_authority": None,
    "group_sentence": None,
    "category_of_concern": None,
    "dated": None,
    "people": [],
    "strengths": [],
    "weaknesses": [],
    "figures": [],
    "conflicts": [],
    "confidence": None,
    "reason": None,
}


def check_json(result: CheckResult) -> dict[str, Any]:
    """Return one check of the doctor as the contract prints it."""
    return {
        "name": result.name,
        "severity": result.severity.value,
        "message": result.message,
        "remedy": result.remedy,
    }


def _text(located: Located | None) -> str | None:
    return located.text if located else None
