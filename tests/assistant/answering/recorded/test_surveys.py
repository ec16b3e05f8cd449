"""What staff say in surveys is answered with each school's own figures, those of too few left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Status, Turn
from assistant.service import Assistant
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Ingestor, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.conftest import GROUP, ROOT, SAMPLE

TABLES = ROOT / "corpus" / "sample" / "tables"
ORRIN = "St Orrin’s Church of England Voluntary Aided Primary School"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, embedder: Embedder) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("surveys") / "library"
    settings = Settings(library=folder)
    reports = [SAMPLE / f"{name}.pdf" for name in ("corvane-2026", "ashlark-high-2025", "st-orrin-2023")]
    with Library.open(folder, settings=settings, write=True) as library:
        with ReaderProcess(settings) as reader:
            list(Ingestor(library, reader, embedder).add_paths(find_files([TABLES, *reports]), GROUP))
        yield Assistant(library, embedder)


def figures(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims if claim.citations[0].source.file.endswith(".csv")]


def test_a_school_s_figures_stand_with_wave_number_and_benchmark_and_open_their_row(asked: Assistant) -> None:
    answer = asked.ask("What do staff at Corvane say about workload?")
    assert figures(answer) == [
        "Workload (Staff survey, 19 June 2026): 32% favourable of 69 who answered; benchmark 44%",
        "Workload (Staff survey, 20 June 2025): 33% favourable of 71 who answered; benchmark 43%",
    ]
    assert answer.lead == "What staff answered in surveys, as each survey’s file has it:"
    first = answer.claims[0].citations[0]
    assert (first.source.file, first.locators[0].paragraph) == ("staff-survey-2026.csv", 6)
    assert "32% favourable of 69" in first.quote
    assert any(c.source.file == "corvane-2026.pdf" for c in answer.citations), "the report speaks of it too"


def test_a_follow_up_asks_the_survey_of_another_school(asked: Assistant) -> None:
    before = "What do staff at Corvane say about workload?"
    answer = asked.ask("and at Ashlark High?", history=(Turn("user", before), Turn("assistant", "32%")))
    assert figures(answer)[0].startswith("Workload (Staff survey, 19 June 2026): 42% favourable of 90")


@pytest.mark.parametrize(
    "question",
    ["Which schools' staff are least happy with their workload?", "Where do staff feel their workload is too much?"],
)
def test_the_lowest_stands_first_and_nothing_is_worked_out_for_the_group(asked: Assistant, question: str) -> None:
    answer = asked.ask(question)
    assert [claim.school for claim in answer.claims] == ["Corvane Academy", "Ashlark High School"]
    notes = " ".join(answer.notes)
    assert "none is worked out for the schools together. The lowest share stands first." in notes
    assert f"{ORRIN}: asked, but too few answered for a figure to be shown." in notes
    assert answer.coverage is not None and answer.coverage.silent == (ORRIN,)


def test_figures_of_too_few_are_never_shown(asked: Assistant) -> None:
    answer = asked.ask("What does the staff survey say at St Orrin's?")
    assert answer.status is Status.NOT_FOUND
    assert figures(answer) == []
    assert not any(char.isdigit() for note in answer.notes for char in note)


def test_only_the_question_that_fits_best_is_answered(asked: Assistant) -> None:
    answer = asked.ask("What does the staff survey say about career development at Corvane?")
    assert {text.partition(" (")[0] for text in figures(answer)} == {"Career development"}


def test_what_no_survey_asks_is_told_with_what_they_ask(asked: Assistant) -> None:
    answer = asked.ask("What do staff say about pay in the survey?")
    assert answer.status is Status.NOT_FOUND
    assert "No survey in the library asks this. What they ask: ‘Career development’" in answer.notes[0]


@pytest.mark.parametrize(
    "question", ["How many parents would recommend Corvane?", "Where do staff feel workload is a problem?"]
)
def test_no_survey_of_others_and_no_figure_stands_in_for_a_judgement(asked: Assistant, question: str) -> None:
    assert figures(asked.ask(question)) == []


def test_beside_a_survey_only_what_speaks_of_its_subject_is_quoted(asked: Assistant) -> None:
    """The report has praise of staff that is near the question and says nothing of their workload."""
    answer = asked.ask("What do staff at Ashlark High say about workload?")
    assert figures(answer)
    others = [claim.text for claim in answer.claims if claim.text not in figures(answer)]
    assert all("workload" in other.lower() or "marking" in other.lower() for other in others), others
