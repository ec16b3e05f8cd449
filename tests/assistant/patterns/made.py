"""A group of three schools made of values: a report card, two graded reports and one from before joining."""

from __future__ import annotations

from datetime import date

from ingest.documents import Locator, Span
from ingest.inspections import Inspection, InspectionDates, Judgement, Located, ReportFormat, Scale
from ingest.library.records import DocumentRecord, Membership, SchoolRecord
from tests.assistant.records import made_record

GROUP = "Example Trust"
TODAY = date(2026, 11, 26)


def document_id(name: str) -> str:
    return name.encode().hex().ljust(64, "0")[:64]


def place(document: str, start: int = 0) -> Locator:
    return Locator(document_id(document), 1, Span(start, start + 10))


def record(name: str, school: str, urn: str, start: date, kind: ReportFormat) -> DocumentRecord:
    title = f"Inspection of {school}"
    return made_record(name, school, start, id=document_id(name), title=title, format=kind, urn=urn, group=GROUP)


def inspection(  # one argument a fact
    name: str,
    start: date,
    kind: ReportFormat,
    grades: dict[str, str],
    scale: Scale,
    *,
    category: str | None = None,
    joined: str | None = None,
    safeguarding: str | None = None,
    group: str | None = None,
) -> Inspection:
    judgements = [
        Judgement(area, grade, scale, start, place(name, 20 * number))
        for number, (area, grade) in enumerate(grades.items())
    ]
    if scale is Scale.REPORT_CARD:
        judgements.append(Judgement("Safeguarding standards", "met", Scale.MET_NOT_MET, start, place(name, 900)))

    def located(words: str | None) -> Located | None:
        return Located(words, place(name, 500)) if words else None

    return Inspection(
        document_id(name),
        kind,
        1.0,
        "made",
        dates=InspectionDates(f"{start:%d %B %Y}", start, start, place(name)),
        judgements=tuple(judgements),
        school_category=located(category),
        group_sentence=located(joined),
        safeguarding=located(safeguarding),
        group=located(group),
    )


SCHOOLS = [
    SchoolRecord("Ash Hill Primary School", "1", "Primary", None, (GROUP,)),
    SchoolRecord("Birch Lane Academy", "2", "Secondary", None, (GROUP,)),
    SchoolRecord("Cedar Row School", "3", None, None, (GROUP,)),
]
MEMBERSHIPS = [
    Membership("Ash Hill Primary School", "1", GROUP, date(2015, 9, 1)),
    Membership("Birch Lane Academy", "2", GROUP, None),
    Membership("Cedar Row School", "3", GROUP, None),
]
RECORDS = [
    record("ash-2026", "Ash Hill Primary School", "1", date(2026, 1, 20), ReportFormat.REPORT_CARD),
    record("ash-2021", "Ash Hill Primary School", "1", date(2021, 10, 5), ReportFormat.GRADED),
    record("birch-2019", "Birch Lane", "2", date(2019, 3, 5), ReportFormat.SECTION_5),
    record("birch-2022", "Birch Lane Academy", "2", date(2022, 9, 27), ReportFormat.GRADED),
]
INSPECTIONS = [
    inspection(
        "ash-2026",
        date(2026, 1, 20),
        ReportFormat.REPORT_CARD,
        {"Inclusion": "Strong standard", "Early years": "Expected standard"},
        Scale.REPORT_CARD,
    ),
    inspection(
        "ash-2021",
        date(2021, 10, 5),
        ReportFormat.GRADED,
        {"The quality of education": "Good", "Early years provision": "Outstanding"},
        Scale.OEIF,
        safeguarding="The arrangements for safeguarding are effective.",
    ),
    inspection(
        "birch-2019",
        date(2019, 3, 5),
        ReportFormat.SECTION_5,
        {"Overall effectiveness": "Inadequate"},
        Scale.OEIF,
        category="Community",
    ),
    inspection(
        "birch-2022",
        date(2022, 9, 27),
        ReportFormat.GRADED,
        {"Quality of education": "Requires improvement"},
        Scale.OEIF,
        category="Academy sponsor-led",
        joined="It became an academy on 1 September 2019, when it joined Example Trust.",
        group="Example Trust",
    ),
]
