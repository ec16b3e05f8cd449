"""What was read from a document, and the page of a school, as HTML; every fact opens its place.

Makes HTML from values and asks nothing. Each place gets a marker, and the citations behind the markers come back beside
the HTML. A corrected value never carries a place: the link beside it goes to what the document prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation
from assistant.ui.evidence import text
from assistant.ui.places import PlaceMarkers
from assistant.ui.record_lists import changed, correct_button, judgements_section, section, steps_section, told_section
from assistant.ui.records import DocumentReading, SchoolPage
from assistant.ui.survey_html import surveys_section
from assistant.writing.naming import date_words, format_words
from assistant.writing.times import day_of
from ingest.corrections import FIELDS, Correction, ValueKind, label_of, read_value, words_of
from ingest.inspections import (
    Conflict,
    Figure,
    Inspection,
    InspectionDates,
    Located,
    Person,
    Point,
    ReportFormat,
)
from ingest.library import DocumentRecord
from ingest.list_corrections import is_listed
from ingest.phrases import day_words, how_many, person

UNCORRECTED = {
    "group_sentence": "The sentence that says so",
    "appropriate_authority": "Appropriate authority",
    "dated": "Dated",
}
OTHER_NAMES = {"judgements": "Judgements", "next_steps": "Next steps", "previous": "Previous inspection"}
PLAIN = "This is a plain document: it can be searched and quoted, and no fields are expected in it."
ORDER = (
    ("School", ("provider", "urn", "local_authority", "provider_type", "school_category", "age_range", "pupils")),
    ("Group", ("group", "group_sentence", "appropriate_authority")),
    (
        "Inspection",
        ("dates", "published", "dated", "lead_inspector", "previous_date", "previous_grade", "outcome", "safeguarding",
         "category_of_concern"),
    ),
)  # fmt: skip


def document_view(reading: DocumentReading) -> tuple[str, tuple[Citation, ...]]:
    """Return what was read from a document, and the places that its buttons open."""
    places, record, inspection = PlaceMarkers(), reading.record, reading.inspection
    parts = [_document_head(reading), _warnings(record)]
    parts += [section(title, _rows(reading, names, places)) for title, names in ORDER]
    if inspection is not None:
        parts += [
            judgements_section(reading, places, editable=True),
            steps_section(reading, places, editable=True),
            _points(record, "Strengths that the document labels so", inspection.strengths, places),
            _points(record, "Weaknesses that the document labels so", inspection.weaknesses, places),
            _figures(record, inspection.figures, places),
            _people(record, inspection.people, places),
            _conflicts(record, inspection.conflicts, places),
            told_section(reading, places),
            _not_found(reading, inspection),
        ]
    parts.append(_history(reading.corrections))
    return f'<article class="record">{"".join(parts)}</article>', tuple(places.citations)


def _document_head(reading: DocumentReading) -> str:
    record, inspection = reading.record, reading.inspection
    school = (
        f'<button type="button" class="place" data-record="school:{text(record.id)}">School page of '
        f"{text(record.school or f'URN {record.urn}')}</button>"
        if record.school or record.urn
        else ""
    )
    sure = ""
    if inspection is not None and inspection.format is not ReportFormat.DOCUMENT:
        sure = f" (confidence {inspection.confidence:.2f})"
    why = f'<p class="reason">Reason: {text(inspection.reason)}</p>' if inspection else ""
    correction = reading.in_force.get("format")
    name = changed(correction, format_words(inspection.format.value) if inspection else None) if correction else ""
    read = "" if correction else f"{text(format_words(record.format.value))}{sure}"
    file = f"{text(record.filename)} · " if record.title else ""
    return (
        f'<header><h2 id="record-title" tabindex="-1">{text(record.title or record.filename)}</h2>'
        f'<p class="file">{file}{how_many(record.pages, "page")} · '
        f'<a href="/documents/{text(record.id)}" target="_blank" rel="noopener">Open the file'
        f'<span class="visually-hidden"> (in a new tab)</span></a></p>{school}</header>'
        f'<section><h3>Recognised as</h3><div class="recognised"><p><strong>{read}</strong>{name}</p>{why}'
        f"{correct_button('format', 'Format')}</div></section>"
    )


def _warnings(record: DocumentRecord) -> str:
    return "".join(f'<p class="notice notice-warn">{text(warning)}</p>' for warning in record.warnings)


def _rows(reading: DocumentReading, names: Sequence[str], places: PlaceMarkers) -> str:
    plain = reading.record.format is ReportFormat.DOCUMENT
    rows = "".join(_row(reading, name, places, plain) for name in names)
    return f'<dl class="fields">{rows}</dl>' if rows else ""


def _row(reading: DocumentReading, name: str, places: PlaceMarkers, plain: bool) -> str:
    """Return one field: corrected, read, or not found; a plain document lists only those that a person may give it."""
    label = FIELDS[name].label if name in FIELDS else UNCORRECTED[name]
    correction, printed = reading.in_force.get(name), _printed(reading, name, places)
    given = name in ("provider", "urn", "group", "dates")
    if correction is None and not printed and name not in _missing(reading) and not (plain and given):
        return ""
    value = changed(correction, printed) if correction else printed
    value = value or f'<span class="none">{"nothing read" if plain else "not found in the document"}</span>'
    button = correct_button(name, label) if name in FIELDS else ""
    return f"<div><dt>{label}</dt><dd>{value}{button}</dd></div>"


def _printed(reading: DocumentReading, name: str, places: PlaceMarkers) -> str:
    """Return what was read for a field as a link to its place; empty where nothing was."""
    inspection, record = reading.inspection or Inspection("", ReportFormat.DOCUMENT, 0.0, ""), reading.record
    found = getattr(inspection, "publication" if name == "published" and inspection.publication else name)
    label = FIELDS[name].label if name in FIELDS else UNCORRECTED[name]
    if isinstance(found, InspectionDates):
        return places.link(record, label, found.printed, [found.locator])
    if isinstance(found, Located):
        return places.link(record, label, found.text or WITHHELD, [found.locator])
    value = read_value(inspection, name) if name in FIELDS else None
    if value:
        return text(words_of(name, value))
    if name == "group" and record.group and "group" not in record.corrected:
        return f'{text(record.group)} <span class="none">(given when the document was added)</span>'
    return ""


WITHHELD = "name not kept"


def _missing(reading: DocumentReading) -> frozenset[str]:
    return frozenset(reading.inspection.not_found) if reading.inspection else frozenset()


def _points(record: DocumentRecord, title: str, points: Sequence[Point], places: PlaceMarkers) -> str:
    items = "".join(f"<li>{places.link(record, point.label, point.text, point.locators)}</li>" for point in points)
    return section(title, f'<ul class="points">{items}</ul>' if items else "")


def _figures(record: DocumentRecord, figures: Sequence[Figure], places: PlaceMarkers) -> str:
    rows = "".join(_figure(record, one, places) for one in figures)
    head = "<tr><th>Measure</th><th>Period</th><th>This school</th><th>National</th><th>Comparison</th></tr>"
    table = f'<table class="facts-table"><thead>{head}</thead><tbody>{rows}</tbody></table>'
    count = f"{len(figures)} rows of figures" if len(figures) != 1 else "1 row of figures"
    return section("Figures", f"<details><summary>{count}</summary>{table}</details>" if rows else "")


def _figure(record: DocumentRecord, one: Figure, places: PlaceMarkers) -> str:
    measure = places.link(record, one.section or "Figure", one.measure, [one.locator])
    cells = (
        ("Period", one.period),
        ("This school", one.school),
        ("National", one.national),
        ("Comparison", one.comparison),
    )
    shown = "".join(f'<td data-label="{name}">{text(value) if value else "–"}</td>' for name, value in cells)
    return f'<tr><th scope="row">{measure}</th>{shown}</tr>'


def _people(record: DocumentRecord, people: Sequence[Person], places: PlaceMarkers) -> str:
    rows = "".join(
        f"<div><dt>{text(one.role)}</dt><dd>"
        f"{places.link(record, one.role, one.name.text or WITHHELD, [one.name.locator])}</dd></div>"
        for one in people
    )
    return section("People, by role", f'<dl class="fields">{rows}</dl>' if rows else "")


def _conflicts(record: DocumentRecord, conflicts: Sequence[Conflict], places: PlaceMarkers) -> str:
    items = "".join(
        f"<li><strong>{text(_name(one.field))}</strong>: "
        + " and ".join(places.link(record, _name(one.field), place.text, [place.locator]) for place in one.places)
        + "</li>"
        for one in conflicts
    )
    note = '<p class="reason">The first place is the one taken.</p>'
    return section(
        "Printed differently in two places", f'{note}<ul class="points conflicts">{items}</ul>' if items else ""
    )


def _not_found(reading: DocumentReading, inspection: Inspection) -> str:
    if reading.record.format is ReportFormat.DOCUMENT:
        return f'<p class="reason">{PLAIN}</p>'
    names = [_name(name) for name in inspection.not_found]
    items = "".join(f"<li>{text(name)}</li>" for name in names)
    return section("Not found in the document", f'<ul class="missing">{items}</ul>' if items else "")


def _name(field: str) -> str:
    if field in FIELDS:
        return FIELDS[field].label
    return UNCORRECTED.get(field) or OTHER_NAMES.get(field) or field.replace("_", " ").capitalize()


def _history(corrections: Sequence[Correction]) -> str:
    """Return the corrections that are no longer in force."""
    items = "".join(
        f"<li>{text(label_of(one.field, one.value))}: {text(words_of(one.field, one.value))}, "
        f"by {text(person(one.author))} on {day_of(one.at)}, in place of {_old(one)}; "
        f"ended by {text(person(one.ended_by or ''))} on {day_of(one.ended_at)}</li>"
        for one in corrections
        if one.ended_at is not None
    )
    return section("Corrections no longer in force", f'<ul class="missing">{items}</ul>' if items else "")


def _old(one: Correction) -> str:
    if one.old is None:
        return "nothing"
    if is_listed(one.field):
        return text(words_of(one.field, one.old))
    days = FIELDS[one.field].kind in {ValueKind.DAYS, ValueKind.DAY} and one.old[:4].isdecimal()
    return text(words_of(one.field, one.old) if days or one.field == "format" else one.old)


def school_view(page: SchoolPage) -> tuple[str, tuple[Citation, ...]]:
    """Return the page of a school, and the places that its buttons open."""
    places, school = PlaceMarkers(), page.school
    facts = [("URN", school.urn), ("Local authority", school.local_authority), ("Phase", school.phase)]
    rows = "".join(f"<div><dt>{name}</dt><dd>{text(value)}</dd></div>" for name, value in facts if value)
    groups = "".join(f"<li>{text(one.group)}, {_since(one.start)}</li>" for one in page.memberships)
    inspected = [one for one in page.readings if one.record.format is not ReportFormat.DOCUMENT]
    other = [one for one in page.readings if one.record.format is ReportFormat.DOCUMENT]
    html = (
        f'<article class="record"><header><h2 id="record-title" tabindex="-1">{text(school.name)}</h2></header>'
        f'<dl class="fields">{rows}</dl>'
        + section("Groups", f'<ul class="missing">{groups}</ul>' if groups else "")
        + section("Inspections, the newest first", "".join(_visit(one, places) for one in inspected))
        + surveys_section(page.surveys, places)
        + section("Other documents", "".join(f"<p>{_document_link(one.record)}</p>" for one in other))
        + "</article>"
    )
    return html, tuple(places.citations)


def _since(start: date | None) -> str:
    return f"since {day_words(start)}" if start else "since when is not known"


def _visit(reading: DocumentReading, places: PlaceMarkers) -> str:
    """Return one inspection of a school: its date, what was judged, and what was to be improved."""
    record, inspection = reading.record, reading.inspection
    when = date_words(record.start, record.dates_printed) or "no inspection date"
    note = ' <span class="tag">date corrected by hand</span>' if "dates" in record.corrected else ""
    outcome = ""
    if inspection and inspection.outcome:
        outcome = f"<p>{places.link(record, 'Outcome', inspection.outcome.text, [inspection.outcome.locator])}</p>"
    judged = judgements_section(reading, places, editable=False).replace("h3>", "h4>")
    steps = steps_section(reading, places, editable=False).replace("h3>", "h4>")
    told = told_section(reading, places).replace("h3>", "h4>")
    return (
        f'<section class="visit"><h3>{text(when)}{note}</h3>'
        f'<p class="reason">{text(format_words(record.format.value))} · '
        f"{_document_link(record)}</p>{outcome}{judged}{told}{steps}</section>"
    )


def _document_link(record: DocumentRecord) -> str:
    return (
        f'<button type="button" class="place" data-record="record:{text(record.id)}">'
        f"{text(record.title or record.filename)}</button>"
    )


__all__ = ["PlaceMarkers", "document_view", "school_view"]
