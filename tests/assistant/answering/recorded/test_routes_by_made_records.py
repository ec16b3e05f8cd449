"""Routes over records made of values: which row, which role, and which questions are no route's."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answering.recorded import facts, figures, next_steps
from assistant.answering.recorded.route import RecordLookup
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import Figure, Inspection, InspectionDates, Located, NextStep, Person, ReportFormat
from tests.assistant.records import made_record

ELM = made_record("elm", "Elm Park Primary School", date(2026, 3, 1))
HEADS = ("Year", "This school", "National average", "Compared with national average")
MATHS = "Pupils reaching the expected standard in mathematics"
PLACE = Locator(ELM.id, 1, Span(0, 4))


def row(measure, period, value, national="73%"):
    return Figure("All pupils’ performance", measure, period, value, national, None, HEADS, PLACE)


def person(role, name):
    return Person(role, Located(name, PLACE))


TABLES = (
    row(MATHS, "Latest 3 year average", "77%"),
    row(MATHS, "2024/25", "81%", "74%"),
    row(MATHS, "2023/24", "77%"),
    row("Pupils entering the English Baccalaureate", "2024/25", "40%"),
)


def told(route, question, **held):
    inspection = Inspection(ELM.id, ReportFormat.REPORT_CARD, 1.0, "", **held)
    records = RecordLookup(lambda _: inspection, lambda *_: SimpleNamespace(text="Name of a page"), lambda _: ())
    selected = route(understand(question, [ELM]), records)
    return [item.statement for school in selected.schools for item in school.evidence] if selected else None


@pytest.mark.parametrize(
    "question",
    [
        "How did Year 6 at Elm Park do in maths in 2025?",
        "What were the maths results at Elm Park in 2024/25?",
    ],
)
def test_the_row_is_the_one_of_the_year_named_and_carries_its_label(question):
    assert told(figures.route, question, figures=TABLES) == [f"{MATHS}, 2024/25: this school 81%, national average 74%"]


def test_where_no_year_is_named_the_newest_row_comes_first_and_an_average_is_none_of_them():
    statements = told(figures.route, "What are the maths results at Elm Park?", figures=TABLES[::-1])
    assert [text.split(":")[0] for text in statements] == [f"{MATHS}, 2024/25", f"{MATHS}, 2023/24"]


def test_an_average_of_years_is_given_where_it_is_asked_for():
    statements = told(figures.route, "What is the 3 year average maths result at Elm Park?", figures=TABLES)
    assert statements == [f"{MATHS}, Latest 3 year average: this school 77%, national average 73%"]


@pytest.mark.parametrize("name", ["EBacc", "English Baccalaureate"])
def test_the_baccalaureate_is_found_by_either_name(name):
    (statement,) = told(
        figures.route, f"What percentage of pupils at Elm Park are entering the {name}?", figures=TABLES
    )
    assert "this school 40%" in statement


GOVERNORS = person("Chair of governing body", "Rosalind")
TRUSTEES = person("Chair of the board of trustees", "Gordon")


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("Who chairs the governors at Elm Park?", ["Chair of governing body"]),
        ("Who is the chair of the local governing body at Elm Park?", ["Chair of governing body"]),
        ("Who is the chair of trustees at Elm Park?", ["Chair of the board of trustees"]),
        ("Who is the chair at Elm Park?", ["Chair of governing body", "Chair of the board of trustees"]),
    ],
)
def test_the_chair_is_the_one_of_the_body_asked_for(question, roles):
    statements = told(facts.route, question, people=(GOVERNORS, TRUSTEES))
    assert [text.split(":")[0] for text in statements] == roles


def test_where_only_the_trustees_chair_is_recorded_no_chair_of_governors_is_named():
    assert told(facts.route, "Who chairs the governors at Elm Park?", people=(TRUSTEES,)) is None


DATES = InspectionDates("3 March 2026", date(2026, 3, 3), date(2026, 3, 3), PLACE)


@pytest.mark.parametrize(
    "question",
    [
        "When will Elm Park be inspected again?",
        "When is the next inspection of Elm Park?",
        "When is Elm Park due to be inspected?",
    ],
)
def test_a_question_for_the_inspection_to_come_is_not_answered_with_the_last(question):
    assert told(facts.route, question, dates=DATES) is None


def test_a_question_for_the_last_inspection_is_answered_with_its_dates():
    assert told(facts.route, "When was Elm Park last inspected?", dates=DATES) == ["Inspection dates: Name"]


def test_pupils_of_a_kind_of_school_are_counted_by_the_record():
    counted = next(fact for fact in facts.FACTS if fact.label == "Number of pupils")
    assert counted.asked_for("How many pupils are on roll at the schools")


HEAD = person("Headteacher", "Ottoline")


@pytest.mark.parametrize(
    "question", ["Who leads Elm Park?", "Who runs Elm Park?", "Who is in charge of Elm Park?", "Who led Elm Park?"]
)
def test_who_leads_a_school_is_its_head(question):
    assert told(facts.route, question, people=(HEAD, TRUSTEES)) == ["Headteacher: Name"]


@pytest.mark.parametrize(
    "question",
    ["Who runs the breakfast club at Elm Park?", "Who leads mathematics at Elm Park?", "Who leads the trust?"],
)
def test_who_leads_something_else_is_not_answered_with_the_head(question):
    assert told(facts.route, question, people=(HEAD, TRUSTEES)) is None


def test_the_last_inspection_of_a_school_that_was_visited_since_is_told_with_the_visit():
    visit = made_record("visit", ELM.school, date(2026, 5, 4), format=ReportFormat.MONITORING)
    inspection = Inspection(ELM.id, ReportFormat.GRADED, 1.0, "", dates=DATES)
    pages = {ELM.id: "3 March 2026", visit.id: "4 May 2026"}
    records = RecordLookup(
        lambda document: replace(
            inspection, document=document, dates=replace(DATES, locator=_line_of(document, pages))
        ),
        lambda document, _: SimpleNamespace(text=pages[document]),
        lambda _: (),
    )
    selected = facts.route(understand("When was Elm Park last inspected?", [ELM, visit]), records)
    assert [item.statement for item in selected.schools[0].evidence] == [
        "Inspection dates: 4 May 2026",
        "Inspection dates: 3 March 2026",
    ]


def _line_of(document, pages):
    return Locator(document, 1, Span(0, len(pages[document])))


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which school was inspected first?", ["Ashby Lane School", "Elm Park Primary School"]),
        ("Which school was inspected longest ago?", ["Ashby Lane School", "Elm Park Primary School"]),
        ("Which schools were inspected most recently?", ["Elm Park Primary School", "Ashby Lane School"]),
    ],
)
def test_who_was_inspected_first_or_last_is_told_in_the_order_of_the_days(question, names):
    ash = made_record("ash", "Ashby Lane School", date(2021, 3, 1))
    held = {
        record.id: Inspection(record.id, ReportFormat.GRADED, 1.0, "", dates=replace(DATES, start=record.start))
        for record in (ELM, ash)
    }
    records = RecordLookup(held.get, lambda *_: SimpleNamespace(text="Name"), lambda _: ())
    selected = facts.route(understand(question, [ELM, ash]), records)
    likeliest = sorted(selected.schools, key=lambda school: -school.evidence[0].probability)
    assert [school.name for school in likeliest] == names


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils are on roll across all the schools?",
        "Which school has the most pupils?",
        "Which is the smallest school?",
        "How big are the schools?",
    ],
)
def test_how_many_pupils_schools_have_is_told_of_each(question):
    assert told(facts.route, question, pupils=Located("207", PLACE)) == ["Number of pupils: Name"]


@pytest.mark.parametrize(
    "question",
    ["Which school has the most pupils with SEND?", "How many pupils across all the schools are absent?"],
)
def test_how_many_pupils_of_some_kind_there_are_is_not_told_by_the_roll(question):
    assert told(facts.route, question, pupils=Located("207", PLACE)) is None


STEPS = tuple(
    NextStep("next step", text, (PLACE,))
    for text in ("Leaders should raise attendance.", "Leaders should strengthen the teaching of writing.")
)


def steps(question, points=STEPS):
    """Put a question to two schools, of which one has next steps; return its lead and how many points it got."""
    ash = made_record("ash", "Ashby Lane Primary School", date(2026, 3, 1))
    held = {ELM.id: points, ash.id: ()}
    records = RecordLookup(
        lambda document: Inspection(document, ReportFormat.REPORT_CARD, 1.0, "", next_steps=held[document]),
        lambda *_: SimpleNamespace(text="Name of a page"),
        lambda _: (),
    )
    selected = next_steps.route(understand(question, [ELM, ash]), records)
    return selected and (selected.lead, [len(school.evidence) for school in selected.schools])


@pytest.mark.parametrize(
    "question",
    [
        "Which schools were told to improve attendance?",
        "Which schools have next steps on attendance?",
        "Which schools have recommendations about attendance?",
    ],
)
def test_who_was_told_to_improve_a_subject_is_answered_by_listed_points_alone(question):
    assert steps(question) == (
        "A point to improve on attendance is listed in the reports of 1 of 2 schools.",
        [0, 1],
    )


def test_what_should_improve_is_said_in_prose_too_and_is_left_to_retrieval():
    assert steps("Which schools should improve attendance?") is None


def test_where_no_report_lists_a_point_on_the_subject_retrieval_is_asked():
    assert steps("Which schools were told to improve attendance?", STEPS[1:]) is None


@pytest.mark.parametrize(
    "question",
    [
        "Which of our schools has not been inspected for longest?",
        "Which schools were inspected longest ago?",
        "Which school has gone longest without an inspection?",
        "Which school has waited the longest for an inspection?",
    ],
)
def test_who_was_inspected_longest_ago_stands_first(question):
    days = {"old": date(2019, 1, 8), "new": date(2026, 5, 12)}
    names = {"old": "Yewtree School", "new": "Ashby Lane School"}
    schools = [made_record(key, names[key], day) for key, day in days.items()]
    days = {record.id: record.start for record in schools}
    records = RecordLookup(
        lambda key: inspected(key, days[key]),
        lambda *_: SimpleNamespace(text="Name of a page"),
        lambda _: (),
    )
    selected = facts.route(understand(question, schools[::-1]), records)
    best = {school.name: school.evidence[0].probability for school in selected.schools}
    assert best["Yewtree School"] > best["Ashby Lane School"]


def test_how_long_an_inspection_took_is_answered_by_its_days_and_by_no_other_days():
    assert facts_asked("How many days did the inspection of Elm Park take?")


def facts_asked(question):
    return told(facts.route, question, dates=InspectionDates("", ELM.start, ELM.start, PLACE))


def inspected(key, day):
    return Inspection(key, ReportFormat.REPORT_CARD, 1.0, "", dates=InspectionDates("", day, day, PLACE))
