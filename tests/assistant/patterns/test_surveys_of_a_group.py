"""Surveys of a group: every figure opens its row, waves are compared by question, nothing suppressed shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.patterns.boards import Board, Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import YearRange
from assistant.patterns.surveys import SurveyBoard, fences
from assistant.patterns.takeaway_more import capacity_book, surveys_book
from assistant.surveys.questions import BandChoice, SurveyQuestionsInvalid, survey_questions
from assistant.ui import patterns_capacity, patterns_surveys
from assistant.ui.patterns_cells import CellButton, counted
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.patterns.conftest import REPORTS, TRUST, MadeUp

TABLES = REPORTS.parent / "tables"
OLD = """School,Question,Favourable %,Respondents,Date,Benchmark %
Corvane Academy,My workload is manageable,41%,70,20/06/2025,43%
"""
NEW = """School,Question,Favourable %,Respondents,Date,Benchmark %
Corvane Academy,Career development,20%,69,19/06/2026,44%
Corvane Academy,Training,20%,69,19/06/2026,44%
Corvane Academy,Leadership,20%,69,19/06/2026,44%
Corvane Academy,Workload,32%,69,19/06/2026,44%
The Wickenmoss School,Workload,73%,59,19/06/2026,44%
Ashlark Primary School,Workload,33%,9,19/06/2026,44%
Elsewhere School,Workload,50%,80,19/06/2026,44%
Corvane Academy,Weather,50%,69,19/06/2026,44%
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("surveys")
    (folder / "old").mkdir()
    (folder / "new").mkdir()
    old, new = folder / "old" / "staff-survey.csv", folder / "new" / "staff-survey-2.csv"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    settings = Settings(library=folder / "library")
    reports = [REPORTS / name for name in ("corvane-2022.pdf", "ashlark-primary-2024.pdf", "wickenmoss-2026.pdf")]
    embedder = MadeUp(settings)
    with (
        ReaderProcess(settings) as reader,
        Library.open(settings.library, settings=settings, write=True, model=embedder.fingerprint) as library,
    ):
        results = list(Ingestor(library, reader, embedder).add_paths([*reports, old, new], TRUST))
        assert {result.outcome.value for result in results} == {"added"}
        yield library


@pytest.fixture(scope="module")
def boards(library: Library) -> Boards:
    return Boards(lambda: library, Engine(), lambda: date(2026, 11, 26))


@pytest.fixture(scope="module")
def board(boards: Boards) -> Board:
    return boards.board(TRUST, YearRange())


@pytest.fixture(scope="module")
def survey(boards: Boards, board: Board) -> SurveyBoard:
    (found,) = boards.surveys(board)
    return found


def cell_of(survey: SurveyBoard, school: str, question: str):
    row = [s.name for s in survey.schools].index(school)
    return survey.cell(row, [q.key for q in survey.questions].index(question))


def test_a_question_in_other_words_is_one_question_and_says_how_it_was_asked(survey: SurveyBoard) -> None:
    workload = next(question for question in survey.questions if question.key == "workload")
    assert (workload.name, workload.theme) == ("Workload", "workload")
    assert workload.older == (("My workload is manageable", date(2025, 6, 20)),)
    cell = cell_of(survey, "Corvane Academy", "workload")
    assert [figure.row.says.favourable for figure in cell.figures] == [32.0, 41.0]
    assert (cell.figures[0].points, cell.change) == (-12.0, -9.0)


def test_a_wording_in_no_list_is_a_question_of_its_own(survey: SurveyBoard) -> None:
    assert [(q.key, q.theme) for q in survey.questions if q.name == "Weather"] == [("weather", None)]


def test_a_figure_of_too_few_is_shown_as_such_and_counts_nowhere(
    boards: Boards, board: Board, survey: SurveyBoard
) -> None:
    cell = cell_of(survey, "Ashlark Primary School", "workload")
    assert [(f.row.says.suppressed, f.points) for f in cell.figures] == [(True, None)]
    html = patterns_surveys.surveys_view(board, boards.patterns(board), [survey], boards.bands())
    assert "too few answered to be shown" in html
    assert "33%" not in html
    assert all(bridge.asked == 2 for bridge in survey.bridges if bridge.question.key == "workload")


def test_schools_of_others_are_named_and_left_out(survey: SurveyBoard) -> None:
    assert survey.others == ("Elsewhere School",)
    assert "Elsewhere School" not in {school.name for school in survey.schools}


def test_a_bridge_sets_figures_beside_what_reports_say(survey: SurveyBoard) -> None:
    below = next(b for b in survey.bridges if b.side == "below" and b.question.key == "workload")
    told = "report on one of them mentions it" if below.mentions else "latest report on them mentions it"
    assert below.sentence.startswith("Workload: 1 of 2 schools lies 10 points or more below the benchmark; ")
    assert told in below.sentence
    assert [school.name for school, _ in below.figures] == ["Corvane Academy"]
    assert {mention.theme for mention in below.mentions} <= {"workload"}


def test_a_bridge_takes_only_sentences_that_speak_of_what_was_asked(survey: SurveyBoard) -> None:
    training, careers = (
        next(b for b in survey.bridges if b.question.key == key) for key in ("training", "career-development")
    )
    assert training.question.theme == careers.question.theme
    assert training.mentions
    assert all("train" in m.text.lower() or "development" in m.text.lower() for m in training.mentions)
    assert careers.mentions == ()
    leading = next(b for b in survey.bridges if b.question.key == "leadership")
    assert [m for m in leading.mentions if "leadership" not in m.text.lower()]  # the theme is called as the question
    assert careers.sentence.endswith("below the benchmark; no latest report on them mentions it.")


def test_every_button_of_surveys_and_capacity_opens_as_many_places_as_it_says(boards: Boards, board: Board) -> None:
    patterns, surveys = boards.patterns(board), boards.surveys(board)
    html = patterns_surveys.surveys_view(board, patterns, surveys, boards.bands())
    html += patterns_capacity.capacity_view(board, patterns)
    buttons = re.findall(r'data-count="(\d+)" data-open="[0-9a-f]{12}:([a-z]+):([a-z0-9-]+):(\d+):(\d+)"', html)
    assert {view for _, view, *_ in buttons} == {"surveys", "capacity"}
    for count, view, kind, row, column in buttons:
        _, places = counted(board, patterns, CellButton(view, kind, int(row), int(column)), surveys)
        assert int(count) == len(places) == len(boards.cite(board, places)) > 0


def test_a_figure_opens_the_row_that_prints_it(boards: Boards, board: Board, survey: SurveyBoard) -> None:
    cell = cell_of(survey, "Corvane Academy", "workload")
    row = [s.name for s in survey.schools].index("Corvane Academy")
    column = [q.key for q in survey.questions].index("workload")
    _, places = counted(board, boards.patterns(board), CellButton("surveys", "cell-0", row, column), [survey])
    quotes = [citation.quote for citation in boards.cite(board, places)]
    assert len(quotes) == len(cell.figures)
    assert all("Corvane Academy" in quote for quote in quotes)
    assert "32% favourable of 69" in quotes[0]
    assert "41% favourable of 70" in quotes[1]


def test_bands_are_called_survey_bands_and_only_the_chosen_one_shows(boards: Boards, board: Board) -> None:
    patterns, surveys = boards.patterns(board), boards.surveys(board)
    choice = BandChoice(boards.bands().presets, "edurio")
    html = patterns_surveys.surveys_view(board, patterns, surveys, choice)
    assert '<span class="band" data-band="edurio">survey band: Needs attention</span>' in html
    assert '<span class="band" data-band="distance" hidden>survey band: 10 points or more below</span>' in html
    assert "It is no inspection grade, whatever its name." in html
    hidden = patterns_surveys.surveys_view(board, patterns, surveys, boards.bands())
    assert not re.findall(r'<span class="band" data-band="\w+">', hidden)


def test_files_hold_each_wave_its_place_and_the_caveat(boards: Boards, board: Board) -> None:
    book = surveys_book(TRUST, boards.surveys(board), boards.bands().presets["edurio"])
    rows = [dict(zip(book.sheets[0].header, row, strict=True)) for row in book.sheets[0].rows]
    mine = [row for row in rows if row["School"] == "Corvane Academy" and row["Question"] == "Workload"]
    assert [(row["Asked as"], row["Favourable, of 100"]) for row in mine] == [
        ("Workload", "32"),
        ("My workload is manageable", "41"),
    ]
    assert [row["Favourable, of 100"] for row in rows if row["School"] == "Ashlark Primary School"] == ["suppressed"]
    assert "It is no inspection grade." in book.notes[0]
    assert capacity_book(boards.patterns(board)).sheets[0].rows


def test_only_waves_of_the_period_are_shown(boards: Boards) -> None:
    (survey,) = boards.surveys(boards.board(TRUST, YearRange(2025, 2025)))
    assert survey.waves == (date(2025, 6, 20),)


def test_who_stands_apart_is_told_by_the_middle_half() -> None:
    lower, upper = fences([40, 42, 44, 46, 90])
    assert (lower, upper) == (36.0, 52.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("questions: [{key: a, wordings: [One]}, {key: b, wordings: [one!]}]", "stands under 'a' and under 'b'"),
        ("bands: {x: {label: L, note: N, steps: [{name: A, from: 1}, {name: B, from: 0}]}}", "every step but the last"),
        ("questions: [{key: a, words: [One]}]", "questions.0"),
        ("questions: [", "is not YAML"),
    ],
)
def test_a_list_of_questions_that_does_not_hold_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SurveyQuestionsInvalid, match=message):
        survey_questions(path)
