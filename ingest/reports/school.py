"""What section 5 and graded reports have in common: the cover's name, 'School details', team and safeguarding.

Reads fields that both formats print in the same way. Which headings end a section is told by the format's module.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.documents import BlockKind, Span, place_on
from ingest.inspections import Conflict, Inspection, InspectionDates, Located, Person, ReportFormat
from ingest.reports import checks, fields, people
from ingest.reports.areas import OEIF, PREVIOUS_GRADES, is_area, pattern_of, previous_inspection
from ingest.reports.lines import Confidence, ReportLine, ReportLines, find, joined, key

EXPECTED = (
    "provider",
    "provider_type",
    "urn",
    "local_authority",
    "dates",
    "previous_grade",
    "previous_date",
    "lead_inspector",
    "judgements",
    "safeguarding",
    "next_steps",
    "age_range",
    "pupils",
)
"""Fields that these reports print; one that is not found is told as missing."""
DETAIL_LABELS = frozenset(
    {
        "unique reference number",
        "local authority",
        "inspection number",
        "type of school",
        "school category",
        "age range of pupils",
        "gender of pupils",
        "number of pupils on the school roll",
        "number of pupils on roll",
        "of which, number on roll in the sixth form",
        "of which, number on roll in sixth form",
        "number of boarders on roll",
        "number of part-time pupils",
        "annual fees",
        "proprietor",
        "dfe registration number",
        "appropriate authority",
        "chair",
        "chair of governing body",
        "chair of governors",
        "chair of trust",
        "chair of trustees",
        "ceo of the trust",
        "headteacher",
        "principal",
        "head of school",
        "telephone number",
        "fax number",
        "email address",
        "website",
        "date of previous inspection",
        "dates of previous inspection",
        "date(s) of previous inspection",
        "date of previous school inspection",
        "date of last inspection",
    }
)
_GRADE_FIRST = re.compile(rf"\s*({pattern_of(PREVIOUS_GRADES)})(?=\s+[1-4]\b|\s*\()", re.IGNORECASE)
_LAW = re.compile(r",? under section \d")
_DATE_OF_LAW = re.compile(r"\d{1,2}\b[^\t]{0,40}?\b\d{4},? under section")
_PREVIOUS_DATE = (
    "date of previous inspection",
    "dates of previous inspection",
    "date(s) of previous inspection",
    "date of previous school inspection",
    "previous inspection",
    "date of last inspection",
)
_NONE_BEFORE = re.compile(
    r"\b(?:not (?:been )?(?:previously|yet|applicable)|not inspected|none|n/a|first inspection)\b", re.IGNORECASE
)
_RUNNING = re.compile(r"\bInspection report:\s*(?P<name>\D.*?)\s*(?:,\s*\d{1,2}\b.*|Page \d+ of \d+)?$")
_LONGEST_NAME_LINE = 70
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s+\d[A-Z]{2}\b")
_SAFEGUARDING = re.compile(
    r"((?:The (?:school’s |school's )?arrangements for safeguarding(?: pupils| children)? are (?:not )?effective"
    r"|Safeguarding is (?:not |in)?effective)\.?)"
)
_LEAD = re.compile(r"^\s*([^,\t]+?)(?:,\s*|\s+|\s*\(|\t\s*)lead inspector\b", re.IGNORECASE)
_CONCERN = re.compile(
    r"(?<!no longer )(?<!judged to )(?<!found to )\b((?:requires?|continues to require|still requires) "
    r"(?:special measures|significant improvement)"
    r"|(?<!longer )has serious weaknesses|(?<!no longer )(?:is|remains) (?:in|subject to) special measures)\b"
)


@dataclass(frozen=True, slots=True)
class Previous:
    """The grade at the previous inspection, as the cover prints it, and when that was."""

    grade: Located | None
    date: Located | None
    none: bool = False
    """The report says that there was none."""


@dataclass(frozen=True, slots=True)
class Details:
    """The rows of 'School details' that sections 5 and graded reports share."""

    provider_type: Located | None
    school_category: Located | None
    urn: Located | None
    local_authority: Located | None
    age_range: Located | None
    pupils: Located | None
    appropriate_authority: Located | None
    people: tuple[Person, ...]
    conflicts: tuple[Conflict, ...]


def details(source: ReportLines, rows: Sequence[ReportLine]) -> Details:
    """Read the rows, and compare the reference number over all places where it is printed."""

    def value(*labels: str) -> Located | None:
        found = (fields.value(rows, label, DETAIL_LABELS) for label in labels)
        return next((located for located in found if located is not None), None)

    numbers = checks.urns(source)
    row = fields.urn(value("unique reference number", "urn"))
    return Details(
        provider_type=value("type of school", "type of provision", "type of provider"),
        school_category=value("school category"),
        urn=row or next(iter(numbers), None),
        local_authority=value("local authority", "local authority area"),
        age_range=value("age range of pupils", "age range of pupils/students", "age range of children", "age range"),
        pupils=value("number of pupils on the school roll", "number of pupils on roll", "number on roll"),
        appropriate_authority=value("appropriate authority"),
        people=people.in_rows(rows),
        conflicts=tuple(checks.disagreeing("urn", [row, *numbers])),
    )


def recorded(  # what the formats read in ways of their own is given
    source: ReportLines,
    confidence: Confidence,
    form: ReportFormat,
    *,
    name: Located | None,
    rows: Sequence[ReportLine],
    dates: InspectionDates | None,
    before: Previous,
) -> Inspection:
    """Return a record of what these formats print alike: name, details, dates, the inspection before."""
    read = details(source, rows)
    publication = fields.published(source.lines)
    return Inspection(
        document=source.document.id,
        format=form,
        confidence=confidence.score,
        reason=confidence.reason,
        provider=name,
        provider_type=read.provider_type,
        school_category=read.school_category,
        urn=read.urn,
        local_authority=read.local_authority,
        age_range=read.age_range,
        pupils=read.pupils,
        appropriate_authority=read.appropriate_authority,
        people=read.people,
        dates=dates,
        publication=publication,
        published=fields.day(publication),
        previous_grade=before.grade,
        previous_date=before.date,
        conflicts=(*read.conflicts, *checks.dates(source, dates)),
    )


def concern(lines: Iterable[ReportLine]) -> Located | None:
    """Return the words that put the school in a category of concern; None where none stand there."""
    return find(lines, _CONCERN)


def provider(source: ReportLines, ahead: re.Pattern[str]) -> Located | None:
    """Return the school's name on the cover.

    The running line of the other pages prints the name whole; it tells where on the cover the name ends. Without it,
    the name is the heading behind `ahead`, up to the address.
    """
    named = _named_by_running_line(source)
    if named is not None:
        return named
    cover = source.cover
    for number, line in enumerate(cover):
        match = ahead.match(line.text)
        if match is not None and match.end() < len(line.text.rstrip()):
            return wrapped(cover[number:], match.end())
        if match is not None:
            return wrapped(cover[number + 1 :], 0)
    return None


def wrapped(lines: Sequence[ReportLine], offset: int = 0) -> Located | None:
    """Return the name that begins in the first line, with the lines into which it wraps."""
    first = lines[0].located(offset) if lines and not _ends_name(lines[0]) else None
    if first is None:
        return None
    more = list(takewhile(lambda line: _carries_name_on(line, lines[0]), lines[1:]))
    rest = joined(more)
    return together(first, rest) if rest else first


def together(first: Located, rest: Located) -> Located:
    """Return two texts that follow each other on one page as one."""
    span = Span(first.locator.span.start, rest.locator.span.end)
    return Located(f"{first.text} {rest.text}", replace(first.locator, span=span))


def _ends_name(line: ReportLine) -> bool:
    return bool(_POSTCODE.search(line.text)) or line.title.startswith("inspection date") or is_area(line.text, OEIF)


def _carries_name_on(line: ReportLine, first: ReportLine) -> bool:
    """Tell the rest of a name from an address: by the reader's headings, else by the address's commas and numbers."""
    if _ends_name(line) or line.kind is BlockKind.TABLE_ROW:
        return False
    if first.kind is BlockKind.HEADING:
        return line.kind is BlockKind.HEADING
    return not re.search(r"[,\d]", line.text) and len(line.text) < _LONGEST_NAME_LINE


def running_names(source: ReportLines, pattern: re.Pattern[str] = _RUNNING) -> list[str]:
    """Return the names in the running lines, the most frequent first, of equally frequent ones the longest.

    A long name goes on in the next line, with or without the date behind it.
    """
    lines = [line.text.split("\t")[0].strip() for line in source.running]
    pages = [line.page.number for line in source.running]
    wrapped = [
        f"{lines[n]} {lines[n + 1]}"
        for n in range(len(lines) - 1)
        if pages[n] == pages[n + 1] and lines[n + 1][:1].isalpha() and "Inspection report" not in lines[n + 1]
    ]
    whole = [line.text for line in source.running]
    names = [match["name"] for text in (*whole, *wrapped) if (match := pattern.search(text))]
    return sorted(set(names), key=lambda name: (names.count(name), len(name)), reverse=True)


def on_cover(source: ReportLines, name: str) -> Located | None:
    """Find a name on the first page, whatever its line breaks and case."""
    if not source.document.pages or not name.strip():
        return None
    page = source.document.pages[0]
    words = r"\s+".join(re.escape(word) for word in name.replace("’", "'").split()).replace("'", "['’]")
    match = re.search(rf"(?<!\w){words}(?!\w)", page.text, re.IGNORECASE)
    if match is None:
        return None
    locator = place_on(source.document.id, page, Span(*match.span()))
    return Located(" ".join(match.group().split()), locator)


def _named_by_running_line(source: ReportLines) -> Located | None:
    found = (on_cover(source, name) for name in running_names(source))
    return next((located for located in found if located is not None), None)


def lead_inspector(lines: Sequence[ReportLine]) -> Located | None:
    """Return the name before 'lead inspector' in the inspection team."""
    return find(lines, _LEAD)


def safeguarding(source: ReportLines, section: Sequence[ReportLine]) -> Located | None:
    """Return the sentence that says whether the arrangements for safeguarding are effective."""
    return find(section, _SAFEGUARDING) or find(source.lines, _SAFEGUARDING)


def previous(cover: Sequence[ReportLine], details: Sequence[ReportLine], labels: Collection[str]) -> Previous:
    """Return what the report says about the inspection before."""
    rows = (fields.value(cover, label) for label in labels)
    row = next((found for found in rows if found is not None), None) or _beside(cover)
    grade = row if row is not None and key(row.text) in PREVIOUS_GRADES else _beginning(row)
    said = (fields.value(details, label, DETAIL_LABELS) for label in _PREVIOUS_DATE)
    when = next((found for found in said if found is not None), None)
    dates = fields.dates(when) or _date_above(details, when)
    date = Located(dates.printed, dates.locator) if dates else None
    none = any(found is not None and _NONE_BEFORE.search(found.text) for found in (row, when))
    return Previous(grade, date, none)


def _beside(cover: Sequence[ReportLine]) -> Located | None:
    """Return the previous inspection's grade where reports of 2012–15 print it, beside this inspection's."""
    for line in cover:
        grade = previous_inspection(line.text)
        if grade is not None:
            return line.located(grade.start, grade.end)
    return None


def _date_above(details: Sequence[ReportLine], when: Located | None) -> InspectionDates | None:
    """Return the date in the line above the label, where a value of two lines is set around its label."""
    for line, label in zip(details, details[1:], strict=False):
        if when is not None and label.title in _PREVIOUS_DATE and _LAW.search(line.text):
            start = line.text.rfind("\t") + 1
            found = _DATE_OF_LAW.search(line.text, start)
            return fields.dates(line.located(found.start())) if found else None
    return None


def _beginning(row: Located | None) -> Located | None:
    """Return the grade with which a value begins: 'Satisfactory 3', 'Good (predecessor school)'."""
    match = _GRADE_FIRST.match(row.text) if row else None
    return fields.within(row, *match.span(1)) if row and match else None


__all__ = [
    "DETAIL_LABELS",
    "EXPECTED",
    "Details",
    "Previous",
    "concern",
    "details",
    "lead_inspector",
    "on_cover",
    "previous",
    "provider",
    "recorded",
    "running_names",
    "safeguarding",
    "together",
    "wrapped",
]
