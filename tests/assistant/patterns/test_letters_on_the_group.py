"""What Ofsted's letter on the group says stands in capacity, profile and JSON, in its own words, never as a grade."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.patterns.capacity import capacity
from assistant.patterns.contract import patterns_json, patterns_text
from assistant.patterns.engine import narrowed
from assistant.patterns.evaluations import evaluations_of
from assistant.patterns.grades import YearRange
from assistant.patterns.profile import profile
from assistant.patterns.values import Evaluation, Statement
from assistant.ui.patterns_capacity import capacity_view
from assistant.ui.patterns_cells import CellButton, counted
from ingest.documents import BlockKind, Locator, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.patterns.conftest import TRUST, MadeUp
from tests.assistant.records import made_record


class Letters:
    """A library of one letter on a trust, with passages as (heading, text, kind), and its recommendations."""

    def __init__(self, passages, steps=(), **facts):
        self.record = made_record(
            "letter", None, None, format=ReportFormat.TRUST_EVALUATION, group="Moor Trust", **facts
        )
        self.read = [self._passage(n, *each) for n, each in enumerate(passages)]
        taken = {p.text: p.sentences[0].locators for p in self.read}
        self.steps = [type("Step", (), {"text": text, "locators": taken[text]})() for text in steps]

    def _passage(self, number, heading, *sentences, kind=BlockKind.BULLET):
        made = (
            Sentence(t, (Locator("letter", 1, Span(number * 99 + i, number * 99 + i + 5)),))
            for i, t in enumerate(sentences)
        )
        return Passage("letter", number, 1, heading, tuple(made), kind)

    def documents(self):
        return [self.record]

    def passages_of(self, _):
        return self.read

    def inspection(self, _):
        return type("Inspection", (), {"next_steps": self.steps})()


LETTER = [
    (None, "12 May 2024 Ms Ada Lock Moor Trust Dear Ms Lock"),
    ("Summary evaluation of Moor Trust", "Following the summary evaluation, I am writing to confirm the findings."),
    ("Summary of main findings", "Trustees ask searching questions.", "Training differs from academy to academy."),
    ("Evidence", "Inspectors met trustees."),
    ("Context", "The trust has five academies."),
    ("Recommendations", "Share training across academies."),
    ("Recommendations", "I am copying this letter to the chair of trustees."),
    ("Recommendations", "Yours sincerely Bo Fell His Majesty’s Inspector"),
    ("Annex: academies", "Fell Primary School was judged Good."),
]


def test_findings_and_recommendations_are_taken_and_the_rest_of_the_letter_is_not():
    (letter,) = evaluations_of(Letters(LETTER, ["Share training across academies."]), "moor trust")
    assert [(s.why, s.text) for s in letter.said] == [
        ("Summary of main findings", "Trustees ask searching questions."),
        ("Summary of main findings", "Training differs from academy to academy."),
    ]
    assert [s.text for s in letter.asked] == ["Share training across academies."]
    assert letter.name == "Trust summary evaluation"


def test_a_letter_on_another_group_is_none_of_this_one():
    assert evaluations_of(Letters(LETTER), "Dale Trust") == ()


def said(text, at=0):
    return Statement("letter", "letter.pdf", "", text, (Locator("letter", 1, Span(at, at + 9)),), None, (), "Findings")


@pytest.fixture
def letter():
    findings = (said("Trustees ask <b>searching</b> questions of the central team."),)
    return Evaluation("letter", "letter.pdf", "Trust summary evaluation", date(2024, 5, 12), "8–12 May 2024", findings,
                      (said("Share training.", 50),))  # fmt: skip


@pytest.fixture
def patterns(board, real_boards, letter):
    found = real_boards.patterns(board)
    return replace(found, evaluations=(letter,), capacity=capacity((), (), (), (letter,)))


def test_the_capacity_view_shows_it_and_its_buttons_open_its_sentences(board, patterns):
    html = capacity_view(board, patterns)
    assert "Trust summary evaluation of the group" in html
    assert "8–12 May 2024. letter.pdf. It gives the group no grade." in html
    assert "Trustees ask &lt;b&gt;searching&lt;/b&gt; questions" in html
    assert "Ofsted’s letters on the group" in html  # under the topic that its words show
    _, places = counted(board, patterns, CellButton("capacity", "said", 0, 0))
    assert [place.document for place in places] == ["letter"]
    title, places = counted(board, patterns, CellButton("capacity", "asked", 0, 0))
    assert title == "Trust summary evaluation: what it recommends"
    assert len(places) == 1


def test_the_profile_has_it_in_its_own_words_with_a_note_to_each(board, patterns):
    records = {**board.records, "letter": made_record("letter", None, None, format=ReportFormat.TRUST_EVALUATION)}
    made = profile(replace(board, records=records), patterns, ())
    lines = ["".join(run for run in block.runs if isinstance(run, str)) for block in made.blocks]
    start = lines.index("Trust summary evaluation of the group")
    assert lines[start + 1].endswith("It speaks of the group as it was then and gives it no grade.")
    assert lines[start + 2] == "“Trustees ask <b>searching</b> questions of the central team.”"
    assert lines[start + 3] == "Recommended: “Share training.”"
    assert all(len(block.runs) == 2 for block in made.blocks[start + 2 : start + 4])


def test_it_is_in_the_json_and_the_text_and_leaves_with_a_period_that_it_is_not_of(patterns):
    (made,) = patterns_json(patterns)["evaluations"]
    assert made["date"] == "2024-05-12"
    assert made["said"][0]["heading"] == "Findings"
    assert "Trust summary evaluation of the group, 8–12 May 2024: it gives no grade" in patterns_text(patterns)
    assert narrowed(patterns, YearRange(2025, None), date(2026, 11, 26)).evaluations == ()
    assert len(narrowed(patterns, YearRange(2024, None), date(2026, 11, 26)).evaluations) == 1


def test_the_sample_groups_letter_is_found(tmp_path):
    settings = Settings(library=tmp_path / "library")
    embedder = MadeUp(settings)
    with (
        ReaderProcess(settings) as reader,
        Library.open(settings.library, settings=settings, write=True, model=embedder.fingerprint) as library,
    ):
        file = Path("corpus/sample/documents/quillhaven-summary-evaluation-2023.pdf")
        list(Ingestor(library, reader, embedder).add_paths([file], TRUST))
        (letter,) = evaluations_of(library, TRUST)
    assert len(letter.asked) == 4
    assert letter.date == date(2023, 3, 13)
    assert any("scheme of delegation" in one.text for one in letter.said)
    assert not any("fictional" in one.text or "sincerely" in one.text for one in letter.said)
