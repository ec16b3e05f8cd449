"""`make run` reads the sample group into the default library, whole and once, and starts none that is not there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PYTHON = """#!/bin/sh
echo "$@" >> calls
case "$*" in *"-m ingest"*) touch library/catalogue.sqlite; test ! -e broken-off;; esac
"""
"""Stands in for Python: notes what it was called for. Reading is broken off while there is a file of that name."""

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    (tmp_path / ".venv" / ".installed").touch()
    return tmp_path


def run(checkout: Path, *arguments: str) -> tuple[int, str, list[str]]:
    """Return the exit status, what was printed, and what Python was called for."""
    (checkout / "calls").unlink(missing_ok=True)
    plain = {"PATH": os.environ["PATH"]}  # no LIBRARY, PORT or flags of a make that these tests run under
    done = subprocess.run(["make", "run", *arguments], cwd=checkout, env=plain, capture_output=True, text=True)
    calls = (checkout / "calls").read_text().splitlines() if (checkout / "calls").exists() else []
    return done.returncode, done.stdout, calls


def test_the_sample_group_is_read_at_the_first_start_only(checkout: Path) -> None:
    status, _, calls = run(checkout)
    assert status == 0
    assert "-m ingest corpus/sample/reports corpus/sample/documents corpus/sample/tables" in calls[0]
    assert calls[1].startswith("app.py --library library ")
    assert [call.split()[0] for call in run(checkout)[2]] == ["app.py"]


def test_a_first_reading_that_was_broken_off_is_gone_on_with(checkout: Path) -> None:
    (checkout / "broken-off").touch()
    status, _, calls = run(checkout)
    assert status != 0
    assert len(calls) == 1
    (checkout / "broken-off").unlink()
    status, _, calls = run(checkout)
    assert (status, len(calls)) == (0, 2)
    assert "-m ingest" in calls[0]
    assert len(run(checkout)[2]) == 1


def test_a_default_library_of_ones_own_documents_gets_no_sample(checkout: Path) -> None:
    (checkout / "library").mkdir()
    (checkout / "library" / "catalogue.sqlite").touch()
    assert [call.split()[0] for call in run(checkout)[2]] == ["app.py"]


def test_a_library_that_is_not_there_is_not_started_and_the_way_to_make_it_is_told(checkout: Path) -> None:
    status, printed, calls = run(checkout, "LIBRARY=typo")
    assert status != 0
    assert calls == []
    assert "There is no library in typo." in printed
    assert ".venv/bin/python -m ingest FOLDER --library typo" in printed
    assert not (checkout / "typo").exists()


def test_a_library_of_ones_own_is_started(checkout: Path) -> None:
    (checkout / "my-trust").mkdir()
    (checkout / "my-trust" / "catalogue.sqlite").touch()
    assert run(checkout, "LIBRARY=my-trust")[2] == ["app.py --library my-trust --host 127.0.0.1 --port 7860"]
