"""The command line's options are read before anything heavy is loaded."""

import subprocess
import sys

import pytest

from assistant.__main__ import MATRICES, VOICES, parser
from assistant.drafting.frameworks import Voice
from assistant.drafting.matrices import Matrix

HEAVY = ("torch", "chromadb", "pydantic", "sqlalchemy", "assistant.command")


def test_help_loads_none_of_what_answers():
    told = "import sys, assistant.__main__ as main; main.parser().format_help(); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "assistant.__main__" in done.stdout.split()
    assert not set(HEAVY) & set(done.stdout.split())


def test_the_voices_on_the_command_line_are_those_of_drafts():
    assert {voice.value for voice in Voice} == set(VOICES)


def test_the_tables_on_the_command_line_are_those_of_drafts():
    assert {matrix.value for matrix in Matrix} == set(MATRICES)


def test_a_draft_can_be_narrowed_as_on_screen():
    line = "draft --framework oeif-areas --out a.docx --school Ash --school Birch --since 2022 --until 2025"
    options = parser().parse_args([*line.split(), "--matrix", "grades", "--audience", "the board", "--prose"])
    assert (options.school, options.since, options.until) == (["Ash", "Birch"], 2022, 2025)
    assert (options.matrix, options.audience, options.prose) == (["grades"], "the board", True)


def test_a_year_that_is_none_is_refused_with_an_example(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args("draft --framework oeif-areas --out a.docx --since lately".split())
    assert "lately is no year: write four figures, such as 2024" in capsys.readouterr().err
