"""The Library tab's tables as HTML: what is in the library, and what became of each file added.

Makes HTML from values and asks nothing. Sorting and filtering of the table are done in the browser by
`script.js`, from the `data-` attributes written here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from assistant.answer import bodies
from assistant.ui.backend import FileOutcome, LibraryRow, Outcome
from assistant.ui.evidence import text
from assistant.writing.naming import date_words, format_words
from ingest.inspections import ReportFormat
from ingest.phrases import how_many

EMPTY = (
    '<div class="card empty"><h3>Nothing here yet</h3><p>Add reports and other documents with '
    "<strong>Add documents</strong>, or stop the application and run <code>make run</code>, which loads the sample "
    "group.</p></div>"
)
COLUMNS = (
    ("school", "School"),
    ("title", "Report"),
    ("date", "Inspected"),
    ("format", "Format"),
    ("pages", "Pages"),
    ("passages", "Passages"),
    ("notes", "Notes"),
)
NO_SCHOOL = "no single school"
OF_NO_SCHOOL = {ReportFormat.DOCUMENT, ReportFormat.TRUST_EVALUATION, ReportFormat.FOCUSED_REVIEW}
"""What is about no school or about several: that none was recognised in it is no fault of the reading."""
OUTCOME_WORDS = {
    Outcome.ADDED: "Added",
    Outcome.UNCHANGED: "Unchanged",
    Outcome.REPLACED: "Replaced",
    Outcome.FAILED: "Failed",
}

HELD_BACK = "Held back"


def table(rows: Sequence[LibraryRow]) -> str:
    """Return the table of documents with its filter and total line, or what to do where there are none."""
    if not rows:
        return EMPTY
    ordered = sorted(rows, key=lambda row: (row.school or row.title, row.date.isoformat() if row.date else ""))
    heads = "".join(
        f'<th scope="col"{_kind(key)} aria-sort="{"ascending" if key == "school" else "none"}">'
        f'<button type="button" data-sort="{key}">{label}</button></th>'
        for key, label in COLUMNS
    )
    body, total = "".join(_row(row) for row in ordered), total_words(rows)
    return (
        '<div class="shelf-bar"><label for="shelf-filter">Find in the list</label>'
        '<input id="shelf-filter" type="search" autocomplete="off" placeholder="School, title, year …">'
        f'<p class="total" id="shelf-total" role="status" data-total="{total}">{total}</p></div>'
        '<table class="shelf"><caption class="visually-hidden">Documents in the library</caption><thead><tr>'
        '<th scope="col" class="pick"><input type="checkbox" id="pick-all" aria-label="Select all listed"></th>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def total_words(rows: Sequence[LibraryRow]) -> str:
    """Count what is listed."""
    schools = {row.school for row in rows if row.school}
    areas = {row.school for row in rows if row.school and row.format == ReportFormat.AREA_SEND.value}
    parts = [
        how_many(len(rows), "document"),
        bodies(len(schools), len(areas)),
        how_many(sum(row.pages for row in rows), "page"),
        how_many(sum(row.passages for row in rows), "passage"),
    ]
    return " · ".join(parts)


def _row(row: LibraryRow) -> str:
    when = date_words(row.date, row.date_printed)
    sort = {
        "school": row.school or "",
        "title": row.title,
        "date": row.date.isoformat() if row.date else "",
        "format": format_words(row.format),
        "pages": f"{row.pages:06d}",
        "passages": f"{row.passages:06d}",
        "notes": f"{len(row.notes):03d}",
    }
    data = " ".join(f'data-{key}="{text(value)}"' for key, value in sort.items())
    name = text(row.title)
    cells = [
        _cell("School", _school(row), "school"),
        _cell("Report", _report(row), "title"),
        _cell("Inspected", _inspected(row, when)),
        _cell("Format", text(format_words(row.format)), "format"),
        _cell("Pages", str(row.pages), "number"),
        _cell("Passages", str(row.passages), "number"),
        _cell("Notes", _notes(row.notes)),
    ]
    return (
        f'<tr {data}><td class="pick"><input type="checkbox" data-pick="{text(row.document)}" '
        f'aria-label="Select {name}"></td>{"".join(cells)}</tr>'
    )


def _inspected(row: LibraryRow, when: str | None) -> str:
    """Return when a school was inspected; a plain document reports no inspection, so that it lacks no date either."""
    if when:
        note = '<span class="file">corrected by hand</span>' if "dates" in row.corrected else ""
        return text(when) + note
    return "" if row.format == ReportFormat.DOCUMENT.value else '<span class="none">no inspection date</span>'


def _kind(column: str) -> str:
    return ' class="number"' if column in {"pages", "passages"} else ""


def _school(row: LibraryRow) -> str:
    name = (
        f'<button type="button" class="place" data-record="school:{text(row.document)}">{text(row.school)}</button>'
        if row.school
        else f'<span class="none">{NO_SCHOOL if row.format in OF_NO_SCHOOL else "not recognised"}</span>'
    )
    return f'{name}<span class="group">{text(row.group)}</span>' if row.group else name


def _report(row: LibraryRow) -> str:
    file = f'<span class="file">{text(row.file)}</span>' if row.file != row.title else ""
    return (
        f'<a href="/documents/{text(row.document)}" target="_blank" rel="noopener">{_title(row)}'
        f'<span class="visually-hidden"> (opens in a new tab)</span></a>{file}'
        f'<button type="button" class="link" data-record="record:{text(row.document)}">What was read'
        f'<span class="visually-hidden"> from {text(row.title)}</span></button>'
    )


def _title(row: LibraryRow) -> str:
    """Return the title; a file's name may be broken after each of its parts, and not before its last letter."""
    return re.sub(r"(?<=[_.-])(?=\w)", "<wbr>", text(row.title)) if row.title == row.file else text(row.title)


def _notes(notes: Sequence[str]) -> str:
    if not notes:
        return '<span class="none">None</span>'
    items = "".join(f"<li>{text(note)}</li>" for note in notes)
    return f"<details><summary>{how_many(len(notes), 'note')}</summary><ul>{items}</ul></details>"


def _cell(label: str, content: str, kind: str = "") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<td data-label="{label}"{name}>{content}</td>'


def progress(done: Sequence[FileOutcome], total: int) -> str:
    """Return the progress of adding files: a bar, what has been done, and a line for each file so far."""
    finished = len(done) >= total
    words = _summary(done) if finished else f"Reading file {len(done) + 1} of {total} …"
    bar = "" if finished else f'<progress max="{total}" value="{len(done)}" aria-label="Files added"></progress>'
    lines = "".join(_line(outcome) for outcome in reversed(done))
    return f'<div class="results"><p class="status" role="status">{words}</p>{bar}<ul>{lines}</ul></div>'


def _summary(done: Sequence[FileOutcome]) -> str:
    words = [_word(outcome) for outcome in done]
    known = (*OUTCOME_WORDS.values(), HELD_BACK)
    said = ", ".join(f"{words.count(word)} {word.lower()}" for word in known if word in words)
    return f"{how_many(len(done), 'file')}: {said}."


def _word(outcome: FileOutcome) -> str:
    """Return what became of a file; one that waits for somebody to confirm it has not failed."""
    return HELD_BACK if outcome.sensitive else OUTCOME_WORDS[outcome.outcome]


def _line(outcome: FileOutcome) -> str:
    detail = outcome.reason or (
        f"{how_many(outcome.pages, 'page')}, {how_many(outcome.passages, 'passage')}" if outcome.pages else ""
    )
    notes = "".join(f'<span class="detail">{text(note)}</span>' for note in outcome.notes)
    return (
        f'<li class="result result-{"held" if outcome.sensitive else outcome.outcome.value}">'
        f'<span class="outcome">{_word(outcome)}</span>'
        f'<span class="name">{text(outcome.name)}</span><span class="detail">{text(detail)}</span>'
        f"{notes}{_mapping(outcome)}</li>"
    )


def _mapping(outcome: FileOutcome) -> str:
    """Return the mapping to begin with, to be looked at and saved; nothing where none is offered."""
    if outcome.mapping is None:
        return ""
    name = f"{outcome.name.rpartition('.')[0] or outcome.name}.mapping.yaml"
    return (
        '<details class="mapping" open><summary>A mapping to begin with</summary>'
        "<p>Save it, complete what is marked “?”, and add it together with the survey.</p>"
        f"<pre>{text(outcome.mapping)}</pre>"
        f'<a download="{text(name)}" href="data:text/yaml;charset=utf-8,{quote(outcome.mapping)}">Save {text(name)}</a>'
        "</details>"
    )


def sensitive(outcomes: Sequence[FileOutcome]) -> str:
    """Return the question before sensitive files are added, with the reason for each."""
    items = "".join(f"<li><strong>{text(one.name)}</strong>: {text(one.reason or '')}</li>" for one in outcomes)
    these = "this file" if len(outcomes) == 1 else f"these {len(outcomes)} files"
    return (
        f'<div class="confirm" role="alert"><p><strong>Should {these} be in the library?</strong> What is added can be '
        f"found and quoted by everybody who uses it.</p><ul>{items}</ul></div>"
    )


def confirmation(rows: Sequence[LibraryRow]) -> str:
    """Return the question before documents are removed, naming each."""
    items = "".join(
        f"<li>{text(row.title)}{f' <span>({text(row.date_printed)})</span>' if row.date_printed else ''}</li>"
        for row in rows
    )
    these = "this document" if len(rows) == 1 else f"these {len(rows)} documents"
    return (
        f'<div class="confirm" role="alert"><p><strong>Remove {these} from the library?</strong> '
        f"The files that you added them from are not touched.</p><ul>{items}</ul></div>"
    )


__all__ = ["confirmation", "progress", "sensitive", "table", "total_words"]
