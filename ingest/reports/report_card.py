"""Report cards, since November 2025: areas with a grade each, no overall grade, no printed page numbers.

Reads each judgement from the area's own heading line. The cover's legend and 'Our grades explained' name all five
grades whatever the school's; neither is ever read as a judgement. Independent schools' standards are met or not met,
a scale of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from ingest.documents import BlockKind
from ingest.inspections import Conflict, Inspection, InspectionDates, Judgement, Located, ReportFormat, Scale
from ingest.reports import boilerplate, checks, fields, figures, groups, noise, people, school, standards, steps
from ingest.reports.areas import REPORT_CARD, is_area, is_grade, judgements, pattern_of
from ingest.reports.dates import find_dates
from ingest.reports.lines import Boilerplate, Confidence, Format, ReportLine, ReportLines, find, joined, key, weigh

_EVALUATE = "how we evaluate safeguarding"
_PUPIL = "what it's like to be a pupil at this school"
_PUPIL_HERE = "what it's like to be a pupil…"
_NEXT = "next steps"
_ABOUT = "about this inspection"
_FACTS = "facts and figures used on inspection"
_EXPLAINED = "our grades explained"
_HEADINGS = (_EVALUATE, _PUPIL_HERE, _NEXT, _ABOUT, _FACTS, _EXPLAINED)
_MEANING = "what does this mean?"
_AFTER_MEANING = re.compile(r"^(?:National (?:average|figure)|This data is from)\b", re.IGNORECASE)
_NOTE = re.compile(r"^Disadvantaged pupils are\b")

_ADDRESS = re.compile(r"\bAddress:\s")
_URN = re.compile(r"Unique reference number \(URN\):\s*(\d{6})(?!\d)")
_DATE_LINE = re.compile(r"Inspection report:\s*")
_STANDARDS = re.compile(r"(Safeguarding standards)\s+((?:not )?met)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"\bThe safeguarding standards are ((?:not )?met)\b", re.IGNORECASE)
_LEAD = re.compile(r"^\s*Lead inspectors?:\s*([^,\t:]*[^,\t:\s])?", re.IGNORECASE)
_NAME = re.compile(r"^\s*([^,\t:]*[^,\t:\s])")
_ICON = 6
"""Characters that a tick or a cross before the line may take."""
_NO_NAME = frozenset({"ofsted", "inspection report", "report card", "school report"})
_EXPECTED = ("provider", "urn", "group", "dates", "lead_inspector", "judgements", "safeguarding", "next_steps")


def recognise(source: ReportLines) -> Confidence:
    """Weigh the lines that only a report card has."""
    graded = judgements(_body(source), REPORT_CARD, None)
    return weigh(
        [
            (find(source.cover, _URN) is not None, 0.2, "‘Unique reference number (URN)’ on the cover"),
            (find(source.cover, _STANDARDS) is not None, 0.2, "‘Safeguarding standards’ met or not met"),
            (bool(graded), 0.3, "areas with a grade of the report card"),
            (source.has(_PUPIL_HERE), 0.15, "‘What it’s like to be a pupil at this school’"),
            (source.has(_EXPLAINED), 0.15, "‘Our grades explained’"),
        ]
    )


def read(source: ReportLines, confidence: Confidence) -> Inspection:
    """Read the structured record."""
    dates = _dates(source)
    start = dates.start if dates else None
    about = source.section(_ABOUT, _HEADINGS)
    safeguarding = _safeguarding(source, start)
    found = _judgements(source, start)
    group = groups.in_standard_sentence(about)
    numbers = checks.urns(source)
    publication = fields.published(source.lines)
    facts = figures.read(source.section(_FACTS, (*_HEADINGS, _PUPIL)))
    inspection = Inspection(
        document=source.document.id,
        format=ReportFormat.REPORT_CARD,
        framework="2025",
        confidence=confidence.score,
        reason=confidence.reason,
        provider=_provider(source),
        provider_type=_labelled(source, "type of school", "type of provision", "phase"),
        urn=find(source.cover, _URN) or next(iter(numbers), None),
        local_authority=_labelled(source, "local authority"),
        age_range=_labelled(source, "age range of pupils", "age range"),
        pupils=_labelled(source, "number of pupils on the school roll", "number of pupils", "total pupils"),
        group=group,
        group_sentence=groups.sentence(about, group),
        dates=dates,
        publication=publication,
        published=fields.day(publication),
        lead_inspector=_lead_inspector(about),
        judgements=(*(judgement for _, judgement in safeguarding), *found, *standards.read(_body(source), start)),
        safeguarding=safeguarding[0][0] if safeguarding else None,
        category_of_concern=school.concern(_body(source)),
        next_steps=steps.points(_next(source), steps.NEXT_STEP),
        people=(*people.in_sentences(about), *people.in_rows(about)),
        figures=facts,
        conflicts=_conflicts(source, numbers, safeguarding, found),
    )
    return replace(inspection, not_found=fields.missing(inspection, _EXPECTED))


def _labelled(source: ReportLines, *labels: str) -> Located | None:
    found = (fields.value(source.lines, label) for label in labels)
    return next((located for located in found if located is not None), None)


def _next(source: ReportLines) -> list[ReportLine]:
    """Return the lines under 'Next steps': no legend, table or heading that a reader's page order has put there."""
    return [line for line in source.section(_NEXT, _HEADINGS) if noise.kind_of(line.text) is None]


def _judgements(source: ReportLines, when: date | None) -> list[Judgement]:
    """Return the areas with their grades: in one row, or an area under the heading of its grade's group.

    A grade is such a heading only where an area follows it at once; a legend's grades are followed by each other.
    """
    found = list(judgements(_body(source), REPORT_CARD, when))
    seen = {key(one.area) for one in found}
    group: ReportLine | None = None
    lines = source.before([_PUPIL, _PUPIL_HERE, _ABOUT])
    for line, following in zip(lines, lines[1:], strict=False):
        if is_grade(line.text, REPORT_CARD):
            group = line if is_area(following.text, REPORT_CARD) else None
        elif group is not None and is_area(line.text, REPORT_CARD) and line.title not in seen:
            area, grade = " ".join(line.text.split()), " ".join(group.text.split())
            found.append(Judgement(area, grade, Scale.REPORT_CARD, when, line.locator()))
            seen.add(line.title)
    return found


def _conflicts(
    source: ReportLines,
    numbers: Sequence[Located],
    safeguarding: Sequence[tuple[Located, Judgement]],
    graded: Sequence[Judgement],
) -> tuple[Conflict, ...]:
    """Return where the report prints one fact in two ways."""
    return (
        *checks.disagreeing("urn", numbers),
        *_said_otherwise(source, safeguarding),
        *checks.grades(graded, _body(source), REPORT_CARD),
    )


def _said_otherwise(source: ReportLines, safeguarding: Sequence[tuple[Located, Judgement]]) -> list[Conflict]:
    """Compare the line 'Safeguarding standards met' with the sentence that says the same in prose."""
    said = find(source.cover, _SENTENCE)
    if said is None or not safeguarding:
        return []
    line, judgement = safeguarding[0]
    return [] if key(judgement.grade) == key(said.text) else [Conflict("safeguarding", (line, said))]


def _body(source: ReportLines) -> list[ReportLine]:
    """Return the lines among which areas stand: not the explanation of grades, which names grades only."""
    return source.before([_EXPLAINED]) if source.has(_EXPLAINED) else source.lines


def _dates(source: ReportLines) -> InspectionDates | None:
    for number, line in enumerate(source.cover):
        match = _DATE_LINE.search(line.text)
        if match is None:
            continue
        for place, start in ((line, match.end()), *((after, 0) for after in source.cover[number + 1 : number + 2])):
            found = find_dates(place.text[start:])
            if found is not None:
                locator = place.locator(start + found.span.start, start + found.span.end)
                return InspectionDates(found.printed, found.start, found.end, locator)
    return None


def _provider(source: ReportLines) -> Located | None:
    """Return what stands above the address: the name, however many lines it takes."""
    named: list[ReportLine] = []
    for line in source.cover:
        match = _ADDRESS.search(line.text)
        if match is None and line.title not in _NO_NAME:
            named.append(line)
        if match is not None:
            if match.start() > 0:
                return line.located(0, match.start())
            return joined(named)
    return None


def _safeguarding(source: ReportLines, when: date | None) -> list[tuple[Located, Judgement]]:
    """Return the line 'Safeguarding standards met' of the cover, as text and as judgement; none where it is missing.

    The sentence that follows it says the same words in prose and is longer than the line.
    """
    for line in source.cover:
        match = _STANDARDS.search(line.text)
        located = line.located(*match.span()) if match else None
        if match and located and len(line.text) <= len(located.text) + _ICON:
            return [(located, Judgement(match[1], match[2], Scale.MET_NOT_MET, when, located.locator))]
    return []


def _lead_inspector(about: Sequence[ReportLine]) -> Located | None:
    for number, line in enumerate(about):
        match = _LEAD.match(line.text)
        if match is None:
            continue
        if match[1]:
            return line.located(*match.span(1))
        return find(about[number + 1 : number + 2], _NAME)
    return None


def standard_text(source: ReportLines) -> Boilerplate:
    """Mark the legend, the definitions of outcomes and grades, the explanations of figures, and the last page."""
    marked = _legend(source)
    marked.update(_evaluation(source))
    marked.update(_explanations(source.section(_FACTS, _HEADINGS)))
    explained = source.with_headings(_EXPLAINED, ())
    marked.update(boilerplate.mark(explained, boilerplate.GRADES_EXPLAINED))
    marked.update(boilerplate.last_page(source))
    return marked


def _legend(source: ReportLines) -> dict[tuple[int, int], str]:
    """Mark the cover's lines that hold grades and nothing else, one or several."""
    grades = re.compile(rf"(?:\W*(?:{pattern_of(REPORT_CARD.grades)}))+\W*", re.IGNORECASE)
    first_group = _first_group_heading(source)
    legend = [line for line in source.cover if grades.fullmatch(line.text) and line.place < first_group]
    return boilerplate.mark(legend, boilerplate.LEGEND)


def _first_group_heading(source: ReportLines) -> tuple[int, int]:
    """Return the place of the first area; the grade right above it is the heading of a group, not of the legend."""
    areas = judgements(_body(source), REPORT_CARD, None)
    if not areas:
        return (source.cover[-1].page.number + 1, 0) if source.cover else (1, 0)
    first = (areas[0].locator.page, areas[0].locator.span.start)
    above = [line for line in source.lines if line.place < first]
    return above[-1].place if above and is_grade(above[-1].text, REPORT_CARD) else first


def _evaluation(source: ReportLines) -> dict[tuple[int, int], str]:
    """Mark 'How we evaluate safeguarding' up to the first area or the heading of its group."""
    end = _first_group_heading(source)
    lines = [line for line in source.with_headings(_EVALUATE, _HEADINGS) if line.place < end]
    return boilerplate.mark(lines, boilerplate.SAFEGUARDING)


def _explanations(lines: Sequence[ReportLine]) -> dict[tuple[int, int], str]:
    """Mark what explains a figure: the text under 'What does this mean?', the notes above tables, the opening note."""
    marked: dict[tuple[int, int], str] = {}
    explaining = True  # the section opens with a note on where its figures come from
    for line, following in zip_longest(lines, lines[1:]):
        paragraph = line.kind is BlockKind.PARAGRAPH
        question = line.title.startswith(_MEANING)
        explained = explaining and paragraph and not _AFTER_MEANING.match(line.text)
        if question or explained or (paragraph and (_NOTE.match(line.text) or _is_table_note(line, following))):
            marked[line.place] = boilerplate.FIGURE
        goes_on = explained and following is not None and following.block.continued
        explaining = line.title == _MEANING or goes_on
    return marked


def _is_table_note(line: ReportLine, following: ReportLine | None) -> bool:
    """Say whether a sentence stands right above a table: it defines the measure, the same words in every report."""
    return line.text.rstrip().endswith(".") and following is not None and following.kind is BlockKind.TABLE_ROW


FORMAT = Format(ReportFormat.REPORT_CARD, recognise, read, standard_text)
__all__ = ["FORMAT"]
