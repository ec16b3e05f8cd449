"""The command line's options are read before anything heavy is loaded."""

import subprocess
import sys

from assistant.__main__ import VOICES
from assistant.drafting.frameworks import Voice

HEAVY = ("torch", "chromadb", "pydantic", "sqlalchemy", "assistant.command")


def test_help_loads_none_of_what_answers():
    told = "import sys, assistant.__main__ as main; main.parser().format_help(); print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert "assistant.__main__" in done.stdout.split()
    assert not set(HEAVY) & set(done.stdout.split())


def test_the_voices_on_the_command_line_are_those_of_drafts():
    assert {voice.value for voice in Voice} == set(VOICES)
