"""Where the program runs: elsewhere it says so at once, in place of a traceback."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["app", "ingest.__main__", "assistant.answer"])
def test_on_windows_it_says_where_it_runs(module):
    code = f"import asyncio, sys; sys.platform = 'win32'; import {module}"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == (
        "This program runs on Linux and macOS. On Windows, install the Windows Subsystem for Linux (wsl --install) and "
        "run it there.\n"
    )
