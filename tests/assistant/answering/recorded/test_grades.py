"""A report without grades is asked for its grade: the outcome that it prints in their place is the answer."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.compose import AnswerComposer
from assistant.answering.evidence import SelectedEvidence
from assistant.answering.recorded.grades import asks_for_grade, grade_evidence, graded_otherwise
from assistant.schools.followed import GRADING
from assistant.scope import understand
from ingest.documents import Locator, Page, Span
from ingest.inspections import Inspection, Judgement, Located, ReportFormat, Scale
from tests.assistant.records import made_record

OUTCOME = "The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children."
AREA = "Wrenshire Local Area Partnership"


def evidence(question):
    record = made_record("area", AREA, None, format=ReportFormat.AREA_SEND)
    place = Locator(record.id, 1, Span(0, len(OUTCOME)))
    inspection = Inspection(record.id, ReportFormat.AREA_SEND, 1.0, "made", outcome=Located(OUTCOME, place))
    page = Page(1, None, 595.0, 842.0, OUTCOME, (), ())
    scope = understand(question, [record])
    (school,) = grade_evidence(scope, lambda _: inspection, lambda *_: page)
    return [item.quote for item in school.evidence]


@pytest.mark.parametrize(
    "question",
    [
        "What was the outcome of the Wrenshire inspection?",
        "How did Wrenshire do overall?",
        "How was SEND in Wrenshire judged?",
    ],
)
def test_the_outcome_is_given_where_there_is_no_grade(question):
    assert asks_for_grade(question)
    assert evidence(question) == [OUTCOME]


def test_the_outcome_stands_for_no_part_of_the_inspection():
    assert evidence("How was attendance in Wrenshire judged?") == []


ELM = "Elm Park Primary School"
PRINTED = "Leadership and management Good Early years provision Requires improvement"
AREAS = (("Leadership and management", "Good"), ("Early years provision", "Requires improvement"))
CONTINUES = "Elm Park Primary School continues to be a good school."


def of_elm(question, *formats):
    """Return the grades and outcomes given of reports of these formats, each a year after the one before."""
    records = [made_record(f"elm-{n}", ELM, date(2021 + n, 3, 9), format=kind) for n, kind in enumerate(formats)]

    def inspection(document):
        record = next(record for record in records if record.id == document)
        place = Locator(document, 1, Span(0, len(PRINTED)))
        if record.format in GRADING:
            judged = tuple(Judgement(area, grade, Scale.OEIF, record.start, place) for area, grade in AREAS)
            return Inspection(document, record.format, 1.0, "made", judgements=judged)
        return Inspection(document, record.format, 1.0, "made", outcome=Located(CONTINUES, place))

    def page(document, _):
        graded = next(record for record in records if record.id == document).format in GRADING
        return Page(1, None, 595.0, 842.0, PRINTED if graded else CONTINUES, (), ())

    selected = SelectedEvidence(understand(question, records), ())
    schools = tuple(grade_evidence(selected.scope, inspection, page))
    composed = AnswerComposer({record.id: record for record in records}, 1).compose(replace(selected, schools=schools))
    return [(claim.citations[0].source.date.year, claim.text) for claim in composed.claims], composed.notes


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (ReportFormat.MONITORING, "a letter of a monitoring visit (March 2022)"),
        (ReportFormat.UNGRADED, "an ungraded inspection (March 2022)"),
        (ReportFormat.SHORT_INSPECTION, "a letter of a short inspection (March 2022)"),
    ],
)
def test_the_newest_grades_stand_where_what_came_after_them_gives_none(later, words):
    given, notes = of_elm("What grade did Elm Park get for leadership?", ReportFormat.GRADED, later)
    assert given == [(2021, "Leadership and management: Good")]
    assert f"{ELM}: {words} came after these grades; it gives none, so these stand." in notes


def test_the_outcome_of_the_later_report_stands_beside_the_grades_where_no_area_is_named():
    given, _ = of_elm("What are the latest grades at Elm Park?", ReportFormat.GRADED, ReportFormat.UNGRADED)
    assert given == [*((2021, f"{area}: {grade}") for area, grade in AREAS), (2022, CONTINUES)]


def test_grades_before_the_newest_are_not_given():
    given, notes = of_elm("What grade did Elm Park get for leadership?", *[ReportFormat.GRADED] * 2)
    assert given == [(2022, "Leadership and management: Good")]
    assert not any("stand" in note for note in notes)


def test_the_years_over_which_grades_were_given_are_not_the_early_years():
    given, _ = of_elm("What grades has Elm Park been given over the years?", *[ReportFormat.GRADED] * 2)
    assert {text for _, text in given} == {f"{area}: {grade}" for area, grade in AREAS}


OAK = "Oakwell School"
CARD = (("Curriculum and teaching", "Expected standard"), ("Inclusion", "Strong standard"))


def two_schools(question):
    """Return what is told of a graded report before a report card of one school, and of a report card of another."""
    records = [
        made_record("elm-graded", ELM, date(2022, 3, 9)),
        made_record("elm-card", ELM, date(2026, 3, 9), format=ReportFormat.REPORT_CARD),
        made_record("oak-graded", OAK, date(2023, 3, 9)),
    ]
    graded = (("The quality of education", "Good"), ("Leadership and management", "Good"))
    text = " ".join(f"{area} {grade}" for area, grade in (*graded, *CARD))

    def inspection(document):
        record = next(record for record in records if record.id == document)
        card = record.format is ReportFormat.REPORT_CARD
        scale, place = Scale.REPORT_CARD if card else Scale.OEIF, Locator(document, 1, Span(0, len(text)))
        judged = tuple(Judgement(area, grade, scale, record.start, place) for area, grade in (CARD if card else graded))
        return Inspection(document, record.format, 1.0, "made", judgements=judged)

    scope = understand(question, records)
    schools = grade_evidence(scope, inspection, lambda *_: Page(1, None, 595.0, 842.0, text, (), ()))
    told = [(school.name, item.statement) for school in schools for item in school.evidence]
    return told, graded_otherwise(scope, inspection)


def test_an_area_that_a_report_card_does_not_grade_is_told_with_those_that_it_does():
    told, notes = two_schools("What grades did each school get for quality of education?")
    assert told == [(OAK, "The quality of education: Good")]
    assert notes == [
        f"Report card (since 2025): no grade of that name in the newest grades of {ELM}. "
        "Areas graded there: Curriculum and teaching and Inclusion."
    ]


def test_a_school_that_is_named_is_given_the_grade_of_that_area_from_before_its_report_card():
    told, notes = two_schools("What grade did Elm Park get for quality of education?")
    assert told == [(ELM, "The quality of education: Good")]
    assert len(notes) == 1


def test_a_word_of_many_areas_names_none():
    records = [made_record("elm", ELM, date(2016, 3, 9), format=ReportFormat.SECTION_5)]
    line = "Quality of teaching, learning and assessment Inadequate"
    place = Locator(records[0].id, 1, Span(0, len(line)))
    judged = Judgement("Quality of teaching, learning and assessment", "Inadequate", Scale.OEIF, None, place)
    held = Inspection(records[0].id, ReportFormat.SECTION_5, 1.0, "made", judgements=(judged,))
    scope = understand("What grades did each school get for quality of education?", records)
    (school,) = grade_evidence(scope, lambda _: held, lambda *_: Page(1, None, 595.0, 842.0, line, (), ()))
    assert school.evidence == ()
    assert len(graded_otherwise(scope, lambda _: held)) == 1


def test_an_area_of_like_name_is_given_under_its_own():
    told, notes = two_schools("What grades did each school get for curriculum and teaching?")
    assert (ELM, "Curriculum and teaching: Expected standard") in told
    assert notes == []
