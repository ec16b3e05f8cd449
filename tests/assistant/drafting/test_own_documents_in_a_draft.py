"""What the group's own documents say stands in their name, and beside what reports say against it."""

import shutil
from datetime import date

import pytest

from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrative import note_text
from assistant.drafting.own_documents import (
    Own,
    can_be_quoted,
    claims_practice,
    claims_success,
    own_of,
    whose,
)
from assistant.patterns.values import Statement
from ingest.inspections import ReportFormat
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.records import made_record
from tests.conftest import SAMPLE

GROUP = "Quillhaven Learning Trust"
SCHOOLS = ("Ashlark Primary School", "Ashlark High School", "Corvane Academy")


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("Quillhaven Learning Trust: self-evaluation 2026", Own("self-evaluation", GROUP)),
        ("Quillhaven Learning Trust: improvement plan 2026/27", Own("improvement plan", GROUP)),
        ("Ashlark Primary School: school self-evaluation, summer 2026", Own("self-evaluation", SCHOOLS[0])),
        ("Minutes of the board", Own("minutes", GROUP)),
        ("Something else", Own("document", GROUP)),
    ],
)
def test_a_document_is_called_what_its_title_says_and_is_its_owners(title, own):
    assert own_of(made_record("a", None, None, title=title, format=ReportFormat.DOCUMENT), GROUP, SCHOOLS) == own


def test_it_is_ours_in_the_groups_own_voice_and_a_schools_own_is_said_to_be():
    plan = Own("improvement plan", GROUP)
    assert whose(plan, GROUP, True, SCHOOLS) == "Our improvement plan"
    assert whose(plan, GROUP, False, SCHOOLS) == "The group’s improvement plan"
    assert whose(Own("self-evaluation", SCHOOLS[0]), GROUP, True, SCHOOLS) == "Ashlark Primary’s own self-evaluation"


@pytest.mark.parametrize(
    "text",
    [
        "Cost: £64,000",
        "Owner: the director of inclusion of the whole trust.",
        "Marlpit Vale Primary School 1, writing review completed 27 November 2026",
        "Agreed by trustees on 2 October 2026 in full session.",
        "Practice is not even.",
        "One day a week of a specialist in history and geography since September 2024.",
    ],
)
def test_entries_of_forms_rows_and_what_a_document_says_of_itself_are_not_quoted(text):
    assert not can_be_quoted(text)


def test_a_whole_sentence_is():
    assert can_be_quoted("Three attendance officers work at Corvane Academy on four days each week.")


def statement(text):
    return Statement("d", "a.docx", "p", text, (), date(2026, 9, 1), (), "")


def test_a_claim_of_success_is_known_by_its_words():
    assert claims_success(statement("Attendance is now a strength in every one of our secondary phases."))
    assert claims_success(statement("Suspensions have also fallen at Ashlark High School."))
    assert not claims_success(statement("From January 2027, a family is visited on the third day."))
    assert not claims_success(statement("Lessons are not adapted well enough for pupils with SEND."))


def test_what_people_in_schools_are_said_to_do_is_a_claim_that_reports_may_speak_against():
    assert claims_practice(statement("Leaders act at the first sign that a pupil’s attendance is beginning to slide."))
    assert claims_practice(statement("Teachers in every subject find out what pupils have understood."))
    assert not claims_practice(statement("The central team takes recruitment off the hands of headteachers."))
    assert not claims_practice(statement("Headteachers told us that the People team answers within two days."))
    assert not claims_practice(statement("Pupils too often do the same worksheet with an adult beside them."))


@pytest.fixture(scope="module")
def whole(sample_folder, embedder, tmp_path_factory):
    """The sample library with the group's self-evaluation and plan, and a school's self-evaluation."""
    folder = tmp_path_factory.mktemp("whole") / "library"
    shutil.copytree(sample_folder, folder)
    settings = Settings(library=folder)
    names = ("trust-self-evaluation-2026.docx", "trust-improvement-plan-2026.docx")
    paths = [SAMPLE.parent / "documents" / name for name in (*names, "ashlark-primary-self-evaluation-2026.pdf")]
    with Library.open(folder, settings=settings, write=True) as library:
        with ReaderProcess(settings) as reader:
            added = list(Ingestor(library, reader, embedder).add_paths(paths, GROUP))
        assert {result.outcome.value for result in added} == {"added"}
        yield library


def drafted(library, checker, voice):
    drafter = Drafter(library, checker, "Ann")
    return drafter.draft(drafter.patterns(GROUP), framework("cst-group-inspection"), voice)


BOLD = "Attendance is now a strength in every one of our secondary phases"


def test_an_inspectors_draft_sets_a_claim_of_success_beside_what_the_latest_reports_say(whole, embedder):
    draft = drafted(whole, Checker(embedder), Voice.INSPECTOR)
    assert [c.text for c in draft.claims if not c.is_fact] == []
    (claim,) = [claim for claim in draft.sections[1].claims if BOLD in claim.text]
    assert claim.part == "Attendance"
    assert claim.text.startswith(
        f"The group’s self-evaluation of September 2026 said: “{BOLD}”; the latest reports on "
    )
    assert claim.text.endswith("told of a need for improvement in attendance.")
    assert {cite.school for cite in claim.citations[1:]} == {
        "Ashlark High School",
        "Corvane Academy",
        "Hollin Reach School",
    }
    title, place = note_text(claim.citations[0]).split(" (trust-self-evaluation-2026.docx), ")
    assert title == "Quillhaven Learning Trust, self-evaluation of 11 September 2026"
    assert place.startswith(("page ", "about page "))  # a Word file's pages are measured where LibreOffice is installed


def test_what_a_school_says_it_does_stands_beside_what_its_latest_report_asks_for(whole, embedder):
    draft = drafted(whole, Checker(embedder), Voice.INSPECTOR)
    (claim,) = [claim for claim in draft.claims if "find out what pupils have understood" in claim.text]
    assert claim.text.endswith(
        "; the latest report on Ashlark Primary (November 2024) told of a need for improvement in assessment and "
        "checking understanding."
    )
    ours = drafted(whole, Checker(embedder), Voice.TRUST)
    assert not any("find out what pupils have understood" in claim.text for claim in ours.claims)
    assert any("find out what pupils have understood" in gap.text for s in ours.sections for gap in s.gaps)


@pytest.mark.parametrize("voice", list(Voice))
def test_a_weakness_that_the_latest_report_calls_a_strength_stands_beside_that_report(whole, embedder, voice):
    draft = drafted(whole, Checker(embedder), voice)
    claims = [claim for claim in draft.claims if "the weakest part of Fennick Road" in claim.text]
    assert claims
    for claim in claims:
        assert claim.text.endswith(
            "; the latest report on Fennick Road (March 2026) told of a strength in early years provision."
        )
        assert claim.is_fact


def test_a_trusts_own_draft_leaves_it_out_and_says_so_as_a_gap(whole, embedder):
    draft = drafted(whole, Checker(embedder), Voice.TRUST)
    assert not any(BOLD in claim.text for claim in draft.claims)
    gaps = [gap.text for section in draft.sections for gap in section.gaps if BOLD in gap.text]
    assert gaps and all("so the sentence is left out" in gap for gap in gaps)
    assert any(c.text.startswith("Our improvement plan of October 2026") for c in draft.claims)
    assert any(c.text.startswith("Ashlark Primary’s own self-evaluation of July 2026") for c in draft.claims)
    assert not any("Cost:" in claim.text for claim in draft.claims)


def test_a_monitoring_letter_gives_no_date_to_what_the_inspection_before_it_says(whole, embedder):
    draft = drafted(whole, Checker(embedder), Voice.INSPECTOR)
    counts = [claim for claim in draft.claims if "St Orrin’s (" in claim.text]
    assert counts
    assert not any("St Orrin’s (November 2024)" in claim.text for claim in counts)
