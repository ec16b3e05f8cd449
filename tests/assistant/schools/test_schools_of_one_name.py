"""Two schools of one name are two, and one school of two names is one, wherever a question or a draft names them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Filters, Turn
from assistant.answering.compose import source_of
from assistant.answering.evidence import AskedSchool
from assistant.answering.papers.papers import _narrowed
from assistant.answering.recorded.surveys import _is_of
from assistant.patterns.group import schools_of
from assistant.schools.facts import Phase, school_facts
from assistant.schools.register import register_of
from assistant.scope import understand
from assistant.search import Found
from assistant.ui.desk import _rows
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord, Library, Membership, SchoolRecord
from ingest.library.tables import StoredSurveyRow
from ingest.surveys import SurveyRow
from tests.assistant.records import made_record
from tests.ingest.library.library_worker import make


def report(name: str, school: str, urn: str | None, year: int, authority: str | None = None) -> DocumentRecord:
    return made_record(name, school, date(year, 5, 14), urn=urn, local_authority=authority)


LEEDS = report("leeds", "St Mary’s School", "100001", 2019, "Leeds")
YORK = report("york", "St Mary’s School", "100002", 2024, "York")
OTHER = report("corvane", "Corvane Academy", "100003", 2023, "York")
NAMESAKES = [LEEDS, YORK, OTHER]
THEN = report("oak-then", "Oak Primary School", "100004", 2018)
NOW = report("oak-now", "Hillside Academy", "100004", 2025)
RENAMED = [THEN, NOW, OTHER]


def asked(question: str, records: list[DocumentRecord], **more) -> list[tuple[str, list[str]]]:
    scope = understand(question, records, **more)
    return [(school.name, [one.filename for one in school.reports]) for school in scope.schools]


def test_a_question_across_schools_is_put_to_each_of_two_schools_of_one_name() -> None:
    assert asked("Which schools teach phonics well?", NAMESAKES) == [
        ("Corvane Academy", ["corvane.pdf"]),
        ("St Mary’s School (Leeds)", ["leeds.pdf"]),
        ("St Mary’s School (York)", ["york.pdf"]),
    ]


def test_a_name_that_two_schools_have_is_asked_back_with_what_tells_them_apart() -> None:
    scope = understand("Is St Mary’s safe?", NAMESAKES)
    assert scope.unclear == "‘St Mary’s’ may mean St Mary’s School (Leeds) or St Mary’s School (York). Which one?"
    assert [choice.question for choice in scope.choices] == [
        "Is St Mary’s School (Leeds) safe?",
        "Is St Mary’s School (York) safe?",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Is St Mary’s School (Leeds) safe?",
        "Is St Mary’s, Leeds, safe?",
        "Is St Mary’s in Leeds safe?",
        "Is St Mary’s (URN 100001) safe?",
        "Is St Mary’s (100001) safe?",
    ],
)
def test_the_local_authority_or_urn_beside_a_name_says_which_school_is_meant(question: str) -> None:
    scope = understand(question, NAMESAKES)
    assert [school.name for school in scope.schools] == ["St Mary’s School (Leeds)"]
    assert (scope.choices, scope.unclear, scope.unknown) == ((), "", ())
    assert scope.chips[0].words == "St Mary’s School (Leeds)"
    assert "leeds" not in scope.core.lower()
    assert "100001" not in scope.core


def test_an_authority_beside_a_name_is_not_taken_for_its_local_area() -> None:
    area = made_record("area", "Leeds Local Area Partnership", date(2024, 1, 9), format=ReportFormat.AREA_SEND)
    assert asked("Is St Mary’s (Leeds) safe?", [*NAMESAKES, area]) == [("St Mary’s School (Leeds)", ["leeds.pdf"])]
    assert asked("What is weak in Leeds?", [*NAMESAKES, area]) == [("Leeds Local Area Partnership", ["area.pdf"])]


def test_schools_of_one_name_in_one_authority_are_told_apart_by_their_urns() -> None:
    near = report("near", "St Mary’s School", "100009", 2022, "Leeds")
    none = report("none", "St Mary's School", None, 2022)
    labels = [school for school, _ in asked("Which schools teach phonics?", [LEEDS, near, none])]
    assert labels == [
        "St Mary's School (URN not known)",
        "St Mary’s School (URN 100001)",
        "St Mary’s School (URN 100009)",
    ]


def test_both_schools_of_one_name_can_be_asked_together() -> None:
    assert len(asked("Are both St Mary’s schools safe?", NAMESAKES)) == 2


def test_a_filter_takes_the_name_as_shown_and_the_name_as_printed() -> None:
    shown = Filters(schools=("St Mary’s School (York)",))
    assert asked("Is it safe?", NAMESAKES, filters=shown) == [("St Mary’s School (York)", ["york.pdf"])]
    printed = Filters(schools=("Oak Primary School",))
    scope = understand("Is it safe?", RENAMED, printed)
    assert [school.name for school in scope.schools] == ["Hillside Academy"]
    assert scope.chips[0].words == "Hillside Academy"


def test_a_follow_up_stays_with_the_school_that_was_meant() -> None:
    history = (Turn("user", "Is St Mary’s School (York) safe?"), Turn("assistant", "Yes."))
    assert asked("And what about its reading?", NAMESAKES, history=history) == [
        ("St Mary’s School (York)", ["york.pdf"])
    ]


@pytest.mark.parametrize("name", ["Oak Primary School", "Hillside Academy", "Hillside", "Oak Primary"])
def test_a_school_that_changed_its_name_is_found_by_either_and_shown_under_the_newest(name: str) -> None:
    scope = understand(f"What changed at {name} over time?", RENAMED)
    assert [(school.name, len(school.reports)) for school in scope.schools] == [("Hillside Academy", 2)]
    assert scope.choices == ()
    assert scope.called == ("Hillside Academy", "Oak Primary School")


def test_a_predecessor_with_another_urn_stays_a_school_of_its_own() -> None:
    before = report("before", "Hillside Primary School", "100005", 2015)
    names = [school for school, _ in asked("Which schools teach phonics?", [*RENAMED, before])]
    assert names == ["Corvane Academy", "Hillside Academy", "Hillside Primary School"]


def test_a_source_is_followed_by_a_newer_inspection_of_its_own_school_only() -> None:
    assert source_of(LEEDS, NAMESAKES).superseded_by is None
    assert source_of(THEN, RENAMED).superseded_by == "14 May 2025"
    assert source_of(LEEDS, NAMESAKES).school == "St Mary’s School (Leeds)"
    assert source_of(THEN, RENAMED).school == "Hillside Academy"


def test_facts_of_schools_of_one_name_are_kept_apart_and_follow_a_change_of_name() -> None:
    schools = [
        SchoolRecord("St Mary’s School", "100001", "Primary", "Leeds", ()),
        SchoolRecord("St Mary’s School", "100002", "Secondary", "York", ()),
        SchoolRecord("Hillside Academy", "100004", "Primary", None, ()),
    ]
    members = [
        Membership("St Mary’s School", "100002", "Trust", date(2020, 9, 1)),
        Membership("Hillside Academy", "100004", "Trust", date(2021, 9, 1)),
    ]
    facts = school_facts([LEEDS, YORK, THEN, NOW], schools, members, [])
    assert {name: (fact.phase, fact.joined, fact.authority) for name, fact in facts.items()} == {
        "St Mary’s School (Leeds)": (Phase.PRIMARY, None, "Leeds"),
        "St Mary’s School (York)": (Phase.SECONDARY, date(2020, 9, 1), "York"),
        "Hillside Academy": (Phase.PRIMARY, date(2021, 9, 1), None),
    }
    scope = understand("What is weak in the primary schools?", [LEEDS, YORK, THEN, NOW], facts=facts)
    assert [school.name for school in scope.schools] == ["Hillside Academy", "St Mary’s School (Leeds)"]


def test_a_library_without_schools_of_one_name_shows_its_records_as_they_are() -> None:
    records = [OTHER, report("ash", "Ash School", None, 2020), made_record("policy", None, None)]
    shown = register_of(records).shown(records)
    assert all(one is other for one, other in zip(shown, records, strict=True))


def test_the_lists_of_the_screen_tell_schools_of_one_name_apart() -> None:
    assert [row.school for row in _rows([*NAMESAKES, *RENAMED])] == [
        "St Mary’s School (Leeds)",
        "St Mary’s School (York)",
        "Corvane Academy",
        "Hillside Academy",
        "Hillside Academy",
        "Corvane Academy",
    ]


def test_a_groups_paper_that_has_a_schools_old_name_speaks_of_it() -> None:
    place = Locator("d" * 64, 1, Span(0, 5))
    texts = ("Oak Primary School will buy books.", "Corvane Academy will buy paint.")
    passages = [Passage("d" * 64, n, 1, None, (Sentence(text, (place,)),)) for n, text in enumerate(texts)]
    found = tuple(Found(passage, 1.0, 1.0, 1.0) for passage in passages)
    called = understand("What does the plan say about Hillside Academy?", RENAMED).called
    narrowed = _narrowed(AskedSchool("The plan", False, found), called)
    assert [hit.passage.text for hit in narrowed.first] == ["Oak Primary School will buy books."]


def test_a_survey_that_has_a_schools_old_name_or_its_urn_is_that_schools() -> None:
    (renamed,) = understand("How is Hillside Academy?", RENAMED).schools
    leeds = understand("How is St Mary’s, Leeds?", NAMESAKES).schools[0]

    def row(school: str, urn: str | None = None) -> StoredSurveyRow:
        says = SurveyRow(2, "D", "Survey", "staff", school, urn, "I am proud", None, date(2025, 1, 1), 90.0, 30)
        return StoredSurveyRow("d" * 64, "survey.csv", says)

    assert _is_of(row("Oak Primary School"), renamed)
    assert _is_of(row("St Mary’s School", "100001"), leeds)
    assert not _is_of(row("St Mary’s School", "100002"), leeds)
    assert not _is_of(row("St Mary’s School"), leeds)  # may be the other's


def test_a_letter_without_urn_is_no_report_of_each_school_of_its_name(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        for seed in (1, 2):
            sample = make(tmp_path / "files", seed, group="Trust")
            sample.put(library)
            library.corrections.correct(sample.id, "provider", "St Mary’s School")
        letter = make(tmp_path / "files", 3, group="Trust")
        name = replace(letter.inspection.provider, text="St Mary’s School")
        replace(letter, inspection=replace(letter.inspection, provider=name, urn=None)).put(library)
        held = [(school.urn, [report.file for report in school.reports]) for school in schools_of(library, "Trust")]
    assert sorted(held, key=str) == [
        ("100001", ["report-1.pdf"]),
        ("100002", ["report-2.pdf"]),
        (None, ["report-3.pdf"]),
    ]
