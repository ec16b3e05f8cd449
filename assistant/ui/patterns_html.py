"""The Patterns tab's tables as HTML: grades as printed, and the timeline of inspections.

Makes HTML from values and asks nothing. A button that opens evidence carries the board's stamp, the view and the cell;
sorting and narrowing are done in the browser by `patterns.js`, from the `data-` attributes written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from assistant.patterns import grades
from assistant.patterns.boards import Board
from assistant.patterns.grades import Grade, GradeMatrix, GradeRow, SchoolVisits, Visit, VisitMark, Which
from assistant.patterns.pictures import timeline_svg
from assistant.patterns.takeaway import titled
from assistant.ui.evidence import text
from assistant.writing.naming import format_words
from ingest.phrases import day_words, how_many

EMPTY = (
    '<div class="card empty"><h3>No inspections here</h3><p>No school of this group has an inspection report in the '
    "library for this period. Widen the period, or add reports in the <strong>Library</strong> tab.</p></div>"
)
SORTS = (
    ("name", "School"),
    ("phase", "Phase"),
    ("newest", "Newest inspection first"),
    ("oldest", "Oldest inspection first"),
)
AGES = (
    ("", "Any age"),
    ("0-12", "Under 1 year"),
    ("12-48", "1 to 4 years"),
    ("48-", "4 years or older"),
    ("none", "No inspection"),
)
STEPS = {  # the place of a word on its own scale, for the shade of its cell; words that are not here get none
    "report-card": ("exceptional", "strong standard", "expected standard", "needs attention", "urgent improvement"),
    "oeif": ("outstanding", "good", "requires improvement", "inadequate"),
}


def grades_view(board: Board, which: Which) -> str:
    """Return the comparison matrix with its controls, legend and downloads."""
    matrix = board.grades[which]
    if not matrix.columns:
        return EMPTY
    body = "".join(_grade_row(board, matrix, number) for number in range(len(matrix.rows)))
    caption = titled("Grades as printed", board.group, board.period)
    table = (
        f'<table class="matrix grades"><caption class="visually-hidden">{text(caption)}'
        f'</caption>{_heads(matrix)}<tbody class="narrowed">{body}</tbody></table>'
    )
    return (
        f"{tools(board.schools, 'inspections' if which is Which.ALL else 'schools', len(matrix.rows))}"
        f"{region('Grades as printed, schools by evaluation areas', table)}"
        f"{downloads(board, 'grades', ('csv', 'xlsx', 'svg'), which.value)}{legend(board, matrix)}"
    )


def timeline_view(board: Board) -> str:
    """Return the timeline: a picture, and the same as a table whose inspections can be opened."""
    if not any(school.visits for school in board.schools):
        return EMPTY
    picture = timeline_svg(board.schools, board.group or "", board.as_of)
    rows = "".join(_timeline_row(board, number) for number in range(len(board.schools)))
    caption = titled("Inspections", board.group, board.period)
    table = (
        f'<table class="matrix timeline"><caption class="visually-hidden">{text(caption)}'
        '</caption><thead><tr><th scope="col">School</th><th scope="col">Joined the group</th>'
        f'<th scope="col">Inspections, newest first</th></tr></thead><tbody class="narrowed">{rows}</tbody></table>'
    )
    shown = sum(len(school.visits) for school in board.schools)
    return (
        f"{tools(board.schools, 'schools', len(board.schools))}"
        f'<p class="said">{how_many(shown, "inspection")} of '
        f"{how_many(len(board.schools), 'school')}</p>"
        f"{region('Inspections of each school', table)}"
        f'<details class="picture" open><summary>As a picture</summary>{region("Timeline as a picture", picture)}'
        f"</details>{downloads(board, 'timeline', ('csv', 'xlsx', 'svg'))}"
    )


def tools(schools: Sequence[SchoolVisits], what: str, number: int) -> str:
    """Return the controls that sort and narrow a table in the browser; `what` it lists, in the plural."""
    phases = sorted({school.phase for school in schools if school.phase})
    joined = sorted({school.joined.start.year for school in schools if school.joined}, reverse=True)
    parts = [
        '<label>Find a school<input type="search" data-narrow="find" autocomplete="off"></label>',
        choice("Phase", "phase", [("", "Any phase"), *((phase, phase) for phase in phases)]) if phases else "",
        choice("Latest inspection", "age", AGES),
        choice("Joined", "joined", [("", "Any time"), *((str(y), f"{y} or later") for y in joined)]) if joined else "",
        choice("Order", "sort", SORTS),
    ]
    return (
        f'<div class="tools" role="group" aria-label="Sort and narrow the table">{"".join(parts)}'
        f'<p class="total" role="status" data-what="{what}">{how_many(number, what[:-1], what)}</p></div>'
    )


def region(label: str, content: str) -> str:
    """Return a part of the page that scrolls by itself and can be reached with the keyboard."""
    return f'<div class="matrix-region" role="region" tabindex="0" aria-label="{text(label)}">{content}</div>'


def progress_bar(said: str, place: tuple[int, int], labels: tuple[str, str]) -> str:
    """Return how far something is, how many of how many, with a bar; `labels` name the part and the bar."""
    done, total = place
    return (
        f'<div class="comparing" role="group" aria-label="{text(labels[0])}"><p class="status" role="status">'
        f'{text(said)}</p><progress max="{total}" value="{done}" aria-label="{text(labels[1])}"></progress></div>'
    )


def downloads(board: Board, what: str, kinds: Collection[str], which: str | None = None) -> str:
    """Return links to what is shown, for all schools, as files."""
    asked = {"group": board.group or "", "since": board.period.since or "", "until": board.period.until or ""}
    query = urlencode({**asked, **({"which": which} if which else {})})
    about = '<span class="visually-hidden"> of this view, all schools</span></a>'
    links = "".join(f'<a href="/patterns/{what}.{kind}?{text(query)}" download>{kind.upper()}{about}' for kind in kinds)
    if "svg" in kinds:  # drawn in the browser from the same picture, so that both are the same to the dot
        name = f"{what} {board.group or 'all schools'}.png"
        links += f'<a href="/patterns/{what}.svg?{text(query)}" data-png="{text(name)}">PNG{about}'
    if board.group:
        links += (
            f'<span class="profile">Group profile:</span><a href="/patterns/profile.html?{text(urlencode(asked))}" '
            'target="_blank" rel="noopener">Print<span class="visually-hidden"> the group profile, in a new tab</span>'
            f'</a><a href="/patterns/profile.docx?{text(urlencode(asked))}" download>Word'
            '<span class="visually-hidden"> file of the group profile</span></a>'
        )
    return f'<p class="downloads"><span>Take away, all schools:</span>{links}</p>'


def legend(board: Board, matrix: GradeMatrix) -> str:
    """Return how the table is to be read, and its caveats."""
    scales = "".join(
        f'<li><span class="swatches" aria-hidden="true">{_swatches(scale)}</span>{text(grades.BLOCK_TITLES[scale])}: '
        "the shade is the word’s place on this scale only.</li>"
        for scale in STEPS
        if any(column.block == scale for column in matrix.columns)
    )
    grey = '<li><span class="swatch none" aria-hidden="true">–</span>Grey with a dash: nothing was judged.</li>'
    items = "".join(f"<li>{text(words)}</li>" for words in grades.caveats(matrix))
    said = [school for school in board.schools if school.joined and school.joined.said]
    if said:
        items += f"<li>The joining date of {how_many(len(said), 'school')} is what a report says.</li>"
    return (
        f'<section class="legend" aria-label="How to read this table"><h3>How to read this</h3><ul>{scales}{grey}'
        f"{items}</ul></section>"
    )


def school_head(school: SchoolVisits, lines: Iterable[str] = (), marks: Iterable[VisitMark] = ()) -> str:
    """Return the heading of a row: the school, facts under its name, marks of the inspection."""
    facts = [*lines]
    badges = "".join(
        f'<span class="badge" title="{text(grades.MARK_WORDS[mark])}">{text(mark.value)}</span>' for mark in marks
    )
    under = "".join(f'<span class="fact">{text(fact)}</span>' for fact in facts if fact)
    return f'<th scope="row"><span class="name">{text(school.name)}</span>{under}{badges}</th>'


def row_data(school: SchoolVisits, day: date | None, as_of: date) -> str:
    """Return the attributes of a row by which the browser sorts and narrows."""
    age = "none" if day is None else str(max(grades.months_between(day, as_of), 0))
    joined = str(school.joined.start.year) if school.joined else ""
    return (
        f'data-name="{text(school.name)}" data-phase="{text(school.phase or "")}" data-age="{age}" '
        f'data-joined="{joined}" data-day="{day.isoformat() if day else ""}"'
    )


def choice(label: str, key: str, choices: Iterable[tuple[str, str]]) -> str:
    """Return a labelled choice that narrows or sorts what is below it."""
    options = "".join(f'<option value="{text(value)}">{text(words)}</option>' for value, words in choices)
    return f'<label>{label}<select data-narrow="{key}">{options}</select></label>'


def _heads(matrix: GradeMatrix) -> str:
    blocks = list(matrix.blocks())
    top = "".join(
        f'<th scope="colgroup" colspan="{len(columns)}" class="block">{text(title)}</th>' for title, columns in blocks
    )
    areas = "".join(
        f'<th scope="col" class="{"area first" if number == 0 else "area"}">{text(column.label)}</th>'
        for _, columns in blocks
        for number, column in enumerate(columns)
    )
    groups = '<colgroup class="schools"></colgroup>' + "".join(
        f'<colgroup span="{len(columns)}"></colgroup>' for _, columns in blocks
    )
    corner = '<th scope="col" rowspan="2" class="corner" aria-sort="ascending">School</th>'
    return f"{groups}<thead><tr>{corner}{top}</tr><tr>{areas}</tr></thead>"


def _grade_row(board: Board, matrix: GradeMatrix, number: int) -> str:
    row = matrix.rows[number]
    day = row.visit.start if row.visit else None
    head = school_head(row.school, _facts(row, matrix), row.visit.marks if row.visit else ())
    if row.visit is None:
        cells = f'<td class="none" colspan="{len(matrix.columns)}">No inspection in the library for this period</td>'
    else:
        cells = "".join(_grade_cell(board, matrix, number, place) for place in range(len(matrix.columns)))
    return f"<tr {row_data(row.school, day, matrix.as_of)}>{head}{cells}</tr>"


def _facts(row: GradeRow, matrix: GradeMatrix) -> list[str]:
    joined = f"joined {row.school.joined.start:%b %Y}" if row.school.joined else ""
    facts = [", ".join(part for part in (row.school.phase, joined) if part)]
    if row.visit and matrix.which is not Which.SCALES:
        facts.append(f"inspected {row.visit.printed or 'on a day not found'}")
    return facts


def _grade_cell(board: Board, matrix: GradeMatrix, row: int, place: int) -> str:
    cell, column = matrix.cell(row, place), matrix.columns[place]
    first = " first" if place == 0 or matrix.columns[place - 1].block != column.block else ""
    if not cell:
        dash = '<span aria-hidden="true">–</span><span class="visually-hidden">not judged</span>'
        return f'<td class="none{first}">{dash}</td>'
    items = "".join(f"<span>{_words(grade, matrix)}</span>" for grade in cell)
    about = f"{column.label}, {matrix.rows[row].school.name}"
    return (
        f'<td class="{_shade(cell)}{first}"><button type="button" class="open" data-count="{len(cell)}" '
        f'data-open="{board.stamp}:grades:{matrix.which.value}:{row}:{place}">{items}'
        f'<span class="visually-hidden">: {text(about)}</span></button></td>'
    )


def _words(grade: Grade, matrix: GradeMatrix) -> str:
    day = f"{grade.date.day} {grade.date:%b %Y}" if grade.date else "no date"
    marks = ""
    if matrix.which is Which.SCALES:
        marks = "".join(f'<i class="badge">{text(mark.value)}</i>' for mark in grade.marks)
    return (
        f'<b>{text(grade.grade)}</b> <span class="when">{text(day)}, '
        f"{text(grades.age_words(grade.date, matrix.as_of))}</span>{marks}"
    )


def _shade(cell: Sequence[Grade]) -> str:
    steps = STEPS.get(cell[0].scale, ())
    word = " ".join(cell[0].grade.casefold().split())
    return f"step {cell[0].scale}-{steps.index(word) + 1}" if word in steps else "said"


def _swatches(scale: str) -> str:
    return "".join(f'<i class="step {scale}-{number + 1}"></i>' for number in range(len(STEPS[scale])))


def _timeline_row(board: Board, number: int) -> str:
    school = board.schools[number]
    day = school.visits[0].start if school.visits else None
    joined = day_words(school.joined.start) if school.joined else "not known"
    items = "".join(_visit(board, number, place, visit) for place, visit in enumerate(school.visits))
    visits = f"<ul>{items}</ul>" if items else '<span class="none">No inspection in the library for this period</span>'
    head = school_head(school, [school.phase or ""])
    return f"<tr {row_data(school, day, board.as_of)}>{head}<td>{joined}</td><td>{visits}</td></tr>"


def _visit(board: Board, school: int, place: int, visit: Visit) -> str:
    formats = "; ".join(dict.fromkeys(format_words(record.format.value) for record in visit.records))
    marks = "".join(f'<i class="badge">{text(mark.value)}</i>' for mark in visit.marks)
    age = grades.age_words(visit.start, board.as_of)
    places = sum(1 for inspection in visit.inspections if inspection.dates)
    if not places:
        return f'<li class="undated"><b>no date found</b> <span class="when">{text(formats)}</span>{marks}</li>'
    return (
        f'<li><button type="button" class="open" data-count="{places}" '
        f'data-open="{board.stamp}:timeline:all:{school}:{place}"><b>{text(visit.printed or "no date found")}</b> '
        f'<span class="when">{text(formats)}, {text(age)}</span>'
        f'<span class="visually-hidden"> {text(visit.school)}</span>{marks}</button></li>'
    )


__all__ = ["choice", "downloads", "grades_view", "progress_bar", "region", "timeline_view"]
