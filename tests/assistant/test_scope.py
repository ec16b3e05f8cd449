"""What a question is understood to be about."""

from datetime import date

import pytest

from assistant.answer import Filters, Turn
from assistant.schools.facts import Phase, SchoolFacts
from assistant.scope import understand
from ingest.inspections import ReportFormat
from tests.assistant.records import made_record


def record(name, school, day, form=ReportFormat.GRADED):
    return made_record(name, school, day, format=form)


RECORDS = [
    record("corvane-2019", "Corvane Academy", date(2019, 3, 5), ReportFormat.SECTION_5),
    record("corvane-2022", "Corvane Academy", date(2022, 9, 27)),
    record("corvane-2026", "Corvane Academy", date(2026, 5, 12), ReportFormat.REPORT_CARD),
    record("ashlark-high-2025", "Ashlark High School", date(2025, 12, 9), ReportFormat.REPORT_CARD),
    record("ashlark-primary-2024", "Ashlark Primary School", date(2024, 11, 19)),
    record("policy", None, None, ReportFormat.DOCUMENT),
]


def first(question, **more):
    scope = understand(question, RECORDS, **more)
    names = {item.id: item.filename.removesuffix(".pdf") for item in RECORDS}
    return sorted(names[document] for document in scope.first_documents)


def test_a_named_school_is_asked_through_its_newest_report():
    assert first("Is Corvane safe?") == ["corvane-2026"]


def test_a_question_that_names_none_is_put_to_the_newest_report_of_each_and_to_plain_documents():
    assert first("Who teaches phonics?") == ["ashlark-high-2025", "ashlark-primary-2024", "corvane-2026", "policy"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was wrong at Corvane in 2019?", ["corvane-2019"]),
        ("How many suspensions had Corvane in 2017/18?", ["corvane-2019", "corvane-2022", "corvane-2026"]),
        ("What did Corvane win in 2021?", ["corvane-2022", "corvane-2026"]),
        ("What did Corvane do in 2024/25?", ["corvane-2026"]),
        ("What has Corvane done since its 2022 report?", ["corvane-2026"]),
        ("How has behaviour at Corvane changed over time?", ["corvane-2019", "corvane-2022", "corvane-2026"]),
        ("Schools inspected since 2025: is attendance good?", ["ashlark-high-2025", "corvane-2026"]),
    ],
)
def test_years_choose_the_reports_that_can_tell(question, expected):
    assert first(question) == expected


@pytest.mark.parametrize(
    ("question", "core"),
    [
        ("How has behaviour at Corvane changed since 2019?", "How has behaviour at the school changed"),
        ("Was attendance at Corvane low since 2022?", "Was attendance at the school low"),
        ("Was attendance at Corvane low until 2022?", "Is attendance at the school low"),
        ("What has Corvane done since 2030?", "What has the school done since 2030"),
    ],
)
def test_words_that_are_the_period_are_not_searched_for_and_only_a_closed_one_is_asked_as_it_was_then(question, core):
    assert understand(question, RECORDS).core == core


def test_what_was_understood_is_said_in_plain_words():
    scope = understand("What was wrong at Corvane in 2019?", RECORDS)
    assert scope.narrowed == ("Corvane Academy", "inspected in 2019")
    assert scope.core == "What was wrong at the school"
    assert understand("Is Corvane safe?", RECORDS).narrowed == ("Corvane Academy", "latest report (2 older left out)")


def test_a_shared_name_is_asked_back_and_not_guessed():
    scope = understand("attendance at Ashlark", RECORDS)
    assert scope.unclear == "‘Ashlark’ may mean Ashlark High School or Ashlark Primary School. Which one?"
    assert [choice.question for choice in scope.choices] == [
        "attendance at Ashlark High School",
        "attendance at Ashlark Primary School",
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("attendance at both Ashlark schools", ["Ashlark High School", "Ashlark Primary School"]),
        ("Is the high school in Ashlark safe?", ["Ashlark High School"]),
        ("What was attendance like at Ashlark in 2024?", ["Ashlark Primary School"]),
    ],
)
def test_a_shared_name_is_clear_where_the_rest_of_the_question_tells(question, expected):
    scope = understand(question, RECORDS)
    assert [school.name for school in scope.schools] == expected
    assert scope.choices == ()


@pytest.mark.parametrize(
    "question", ["Which schools teach phonics well?", "Across the trust, who checks understanding?"]
)
def test_a_question_across_schools_is_known_as_one(question):
    assert understand(question, RECORDS).across


def test_filters_narrow_whatever_the_words_say():
    assert first("Who teaches phonics?", filters=Filters(formats=("report-card",))) == [
        "ashlark-high-2025",
        "corvane-2026",
    ]
    assert first("Who teaches phonics?", filters=Filters(since=2026)) == ["corvane-2026"]
    assert first("Who teaches phonics?", filters=Filters(documents=("policy.pdf",))) == ["policy"]


def test_a_follow_up_that_names_no_school_keeps_the_school_of_the_turn_before():
    history = (Turn("user", "Is Corvane safe?"), Turn("assistant", "Yes."))
    assert first("And what about its reading?", history=history) == ["corvane-2026"]
    assert "ashlark-high-2025" in first("Which schools teach reading well?", history=history)


def test_a_school_that_is_not_in_the_library_is_told():
    assert understand("Is Thornbury Academy safe?", RECORDS).unknown == ("Thornbury Academy",)


AREAS = [
    record("bedford", "Bedford Borough Local Area Partnership", date(2024, 11, 18), ReportFormat.AREA_SEND),
    record("darlington", "Darlington Local Area Partnership", date(2024, 11, 25), ReportFormat.AREA_SEND),
    record("dudley", "Dudley Local Area Partnership", date(2025, 1, 20), ReportFormat.AREA_SEND),
]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What course is there in the area inspected in November 2024?", ["bedford", "darlington"]),
        ("What course is there in the area inspected on 25 to 29 November 2024?", ["darlington"]),
        ("What course was there on 18 November 2024?", ["bedford"]),
        ("What course was there in June 2024?", ["bedford", "darlington"]),
        ("What course was there between November 2024 and January 2025?", ["bedford", "darlington", "dudley"]),
        ("Which course readies children for secondary school in Darlington?", ["darlington"]),
    ],
)
def test_a_month_or_days_of_it_choose_the_inspection_that_began_then(question, expected):
    scope = understand(question, AREAS)
    assert sorted(item.filename.removesuffix(".pdf") for item in scope.documents) == expected


def test_local_areas_are_asked_apart_from_schools():
    facts = {item.school: SchoolFacts(Phase.AREA) for item in AREAS} | {"Corvane Academy": SchoolFacts(Phase.SECONDARY)}
    scope = understand("Which local areas need to improve their plans?", [*AREAS, *RECORDS], facts=facts)
    assert [item.name for item in scope.schools] == sorted(item.school for item in AREAS)
    assert scope.chips[0].words == "local areas (3)"
    assert len(understand("Which areas need to improve?", [*AREAS, *RECORDS], facts=facts).schools) > len(AREAS)


@pytest.mark.parametrize(
    "question",
    [
        "Which areas keep their EHC plans up to date?",
        "Which areas have enough places in special schools?",
        "Which areas share records between health and the council?",
    ],
)
def test_what_only_a_local_area_answers_for_is_asked_of_those_that_the_library_holds(question):
    facts = {item.school: SchoolFacts(Phase.AREA) for item in AREAS} | {"Corvane Academy": SchoolFacts(Phase.SECONDARY)}
    scope = understand(question, [*AREAS, *RECORDS], facts=facts)
    assert [item.name for item in scope.schools] == sorted(item.school for item in AREAS)


def test_areas_narrow_nothing_where_no_report_on_one_is_held():
    facts = {"Corvane Academy": SchoolFacts(Phase.SECONDARY)}
    assert len(understand("Which areas keep their EHC plans up to date?", RECORDS, facts=facts).schools) > 1


def test_a_kind_of_school_narrows_nothing_where_the_question_is_about_an_area():
    mixed = [*AREAS, *RECORDS]
    scope = understand("Which course is for secondary schools in the area inspected in January 2025?", mixed)
    assert [item.filename for item in scope.documents] == ["dudley.pdf"]
    assert scope.subset == ""


def test_the_day_and_the_words_around_it_are_not_searched_for():
    scope = understand("Which park is new, according to the inspection of 18 to 22 November 2024?", AREAS)
    assert scope.core == "Which park is new"
    assert scope.narrowed == ("inspected on 18 to 22 November 2024",)


def test_a_visit_s_letter_leaves_the_inspection_before_it_standing() -> None:
    letter = record("letter", "Elm School", date(2024, 11, 20), ReportFormat.MONITORING)
    full = record("full", "Elm School", date(2023, 7, 4))
    older = record("older", "Elm School", date(2015, 9, 29), ReportFormat.SECTION_5)
    scope = understand("Which schools have weak governance?", [letter, full, older])
    assert scope.first_documents == {letter.id, full.id}
