"""What a group says itself is asked of its papers, what it does of the reports, and a school's name narrows both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.answering.render import plain_text
from assistant.questions.group_papers import as_the_group, asks_what_it_does, group_papers
from assistant.scope import understand
from assistant.service import Assistant
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Ingestor, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.questions.test_kinds import HELD, OF_SCHOOL, OF_TRUST, PLAN, REPORT
from tests.conftest import GROUP, ROOT

SAMPLE = ROOT / "corpus" / "sample"
FILES = ("documents/trust-improvement-plan-2026.docx", "documents/trust-self-evaluation-2026.docx",
         "documents/ashlark-primary-self-evaluation-2026.pdf", "reports/corvane-2026.pdf",
         "reports/ashlark-primary-2024.pdf", "reports/ashlark-high-2025.pdf",
         "reports/st-orrin-2023.pdf")  # fmt: skip
SCHOOLS = ["Elm Park Primary School"]


@pytest.mark.parametrize(
    "question",
    [
        "What does the trust say it will do about attendance?",
        "What is the trust's plan for Elm Park?",
        "What will the trust do about workload?",
        "what are the trust’s priorities?",
        "According to the trust, is writing weak?",
        "What do trustees believe about reading?",
    ],
)
def test_what_a_group_says_is_asked_of_its_own_papers_and_not_of_a_schools(question: str) -> None:
    assert group_papers(question, SCHOOLS, HELD) == (OF_TRUST, PLAN)


@pytest.mark.parametrize(
    "question",
    [
        "How does the trust help Elm Park?",
        "What do inspectors say the trust plans?",
        "Does the trust's plan agree with the reports?",
        "Which schools in the trust have weak writing?",
        "Do staff trust leaders?",
    ],
)
def test_what_inspectors_say_of_a_group_is_not(question: str) -> None:
    assert group_papers(question, SCHOOLS, HELD) == ()


def test_a_groups_name_stands_for_it_but_not_within_a_schools_name() -> None:
    assert as_the_group("What does Harbourside plan?", ["Harbourside Trust"]) == "What does the trust plan?"
    assert as_the_group("What is Harbourside's plan?", ["Harbourside Trust"]) == "What is the trust's plan?"
    assert as_the_group("How is Harbourside Primary?", ["Harbourside Trust"]) == "How is Harbourside Primary?"
    assert asks_what_it_does("How has Harbourside helped Elm Park?", ["Harbourside Trust"])


@pytest.mark.parametrize(
    "question",
    ["Does the trust support mathematics at Elm Park?", "Has our MAT provided training for staff at Elm Park?"],
)
def test_whether_a_group_helps_is_for_the_reports_to_say(question: str) -> None:
    assert asks_what_it_does(question, [])


def test_what_a_group_is_is_no_deed() -> None:
    assert not asks_what_it_does("Is the trust large?", [])
    assert not asks_what_it_does("Does the trust have a swimming pool?", [])


def test_a_paper_that_names_no_school_in_its_title_is_asked_about_one() -> None:
    scope = understand("What does the improvement plan say about Elm Park?", HELD)
    assert (scope.documents, scope.said) == ((PLAN,), ("Elm Park Primary School",))
    own = understand("What does Elm Park's self-evaluation say about SEND?", HELD)
    assert own.documents == (OF_SCHOOL,)
    assert REPORT not in scope.documents


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, embedder: Embedder) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("papers") / "library"
    settings = Settings(library=folder)
    with Library.open(folder, settings=settings, write=True) as library:
        with ReaderProcess(settings) as reader:
            list(Ingestor(library, reader, embedder).add_paths(find_files([SAMPLE / f for f in FILES]), GROUP))
        yield Assistant(library, embedder)


def quotes(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims]


def test_a_plan_is_quoted_only_where_it_speaks_of_the_school_and_the_subject(asked: Assistant) -> None:
    answer = asked.ask("What does the trust say it will do about workload at Corvane?")
    assert answer.lead == "What these papers say of Corvane Academy:"
    assert quotes(answer) == [
        "The three assessment points at Corvane Academy are cut to two from January 2027, because workload becomes "
        "very heavy at each of them."
    ]
    assert "what it says, and not what inspectors say" in " ".join(answer.notes)
    high = asked.ask("What does Quillhaven plan to do about reading at Ashlark High?")
    assert all("Ashlark High" in quote for quote in quotes(high))
    assert {c.source.file for c in high.citations} == {Path(name).name for name in FILES[:2]}


def test_a_papers_word_stands_before_what_the_reports_say(asked: Assistant) -> None:
    answer = asked.ask("Have suspensions fallen at Corvane, as the trust's self-evaluation says?")
    files = [citation.source.file for claim in answer.claims for citation in claim.citations]
    assert files[0] == "trust-self-evaluation-2026.docx"
    assert files[-1] == "corvane-2026.pdf"
    assert all("Corvane" in claim.text for claim in answer.claims if claim.school != "Corvane Academy")
    assert answer.lead == "What the group’s or school’s own papers state, and then what the reports say."


def test_a_row_of_a_paper_is_shown_with_its_heading(asked: Assistant) -> None:
    shown = plain_text(asked.ask("What does the improvement plan say about attendance?"))
    assert "Priority 2: attendance in the secondary phases: " in shown


def test_a_paper_that_says_nothing_of_it_is_not_found_and_no_report_stands_in(asked: Assistant) -> None:
    answer = asked.ask("What does the trust say about school meals at Corvane?")
    assert answer.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question",
    [
        "What is the trust's view of its own governance?",
        "How does the trust judge its own governance?",
        "What does the trust's self-evaluation say about governance?",
    ],
)
def test_a_section_on_the_subject_is_quoted_whole_in_its_order_and_nothing_for_it(
    asked: Assistant, question: str
) -> None:
    answer = asked.ask(question)
    told = [
        claim.text for claim in answer.claims if claim.citations[0].source.file == "trust-self-evaluation-2026.docx"
    ]
    assert [quote[:26] for quote in told] == [
        "Local governing committees",
        "At Fennick Road Primary Sc",
        "The committee at Ashlark P",
        "St Orrin’s governors relie",
    ]


def test_what_a_trust_judges_of_others_is_not_asked_of_its_papers() -> None:
    assert PLAN not in understand("How does the trust assess pupils in reading?", HELD).tested


def test_a_school_s_own_paper_is_all_on_it(asked: Assistant) -> None:
    answer = asked.ask("What does Ashlark Primary's self-evaluation say about SEND?")
    assert "Too many pupils with SEND still do the same worksheet with an adult alongside." in quotes(answer)


def test_priorities_are_the_headings_that_number_them(asked: Assistant) -> None:
    answer = asked.ask("What are the trust's priorities?")
    assert [quote.partition(":")[0] for quote in quotes(answer)] == [f"Priority {n}" for n in range(1, 7)]
    for citation in answer.citations:
        (place,) = citation.locators
        page = asked.library.page(place.document, place.page)
        assert place.span.of(page.text) == citation.quote


def test_what_a_trust_does_at_a_school_is_quoted_from_sentences_that_speak_of_it(asked: Assistant) -> None:
    answer = asked.ask("How does the trust help Corvane?")
    assert "The trust’s part in this recovery has been decisive." in quotes(answer)
    assert not any("is part of Quillhaven" in quote for quote in quotes(answer))
    nothing = asked.ask("What has the trust done about behaviour at Corvane?")
    assert nothing.status is Status.NOT_FOUND
    assert nothing.nearest


def test_a_claim_that_is_tested_does_not_hide_what_denies_it(asked: Assistant) -> None:
    answer = asked.ask("Does the trust's claim that workload is a strength match what inspectors found?")
    assert "Workload is manageable throughout the trust." in quotes(answer)
    assert any("workload becomes very heavy at the three" in quote for quote in quotes(answer))
    assert understand(answer.question, HELD).aim.direction is None


def test_what_a_paper_says_of_all_schools_it_says_of_a_named_one(asked: Assistant) -> None:
    answer = asked.ask("Do the trust's papers and the reports agree about workload at Corvane?")
    assert "Workload is manageable throughout the trust." in quotes(answer)
    assert any("workload becomes very heavy at the three" in quote for quote in quotes(answer))


def test_where_the_reports_have_nothing_on_a_named_school_the_groups_papers_are_asked(asked: Assistant) -> None:
    answer = asked.ask("By when must the phonics training at St Orrin's be finished?")
    assert "All staff at St Orrin’s complete the training for Bright Sails by December 2026." in quotes(answer)
    assert answer.lead == "What the group’s or school’s own papers state; nothing in the reports searched answers this."
    assert asked.ask("Is there a swimming pool at Corvane?").status is Status.NOT_FOUND
