"""Conversations from the command line: asked on, listed, shown, exported, renamed, deleted."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main


@pytest.fixture
def library(tmp_path: Path, sample_folder: Path) -> Path:
    folder = tmp_path / "library"
    shutil.copytree(sample_folder, folder)
    return folder


@pytest.fixture
def run(library: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def called(*words: str, status: int = 0) -> str:
        assert main([*words, "--library", str(library)]) == status
        told = capsys.readouterr()
        return (told.out if status == 0 else told.err).strip()

    return called


def test_a_conversation_goes_on_and_can_do_what_the_screen_can(run: Any, tmp_path: Path) -> None:
    assert run("conversations") == "No conversation is kept yet."
    first = json.loads(run("ask", "How many pupils are there at Corvane?", "--conversation", "new", "--json"))
    id = first["conversation"]
    assert (first["number"], first["status"]) == (0, "answered")

    then = json.loads(run("ask", "And at Ashlark High?", "--conversation", id[:10], "--json"))
    assert (then["conversation"], then["number"]) == (id, 1)
    assert {c["school"] for claim in then["claims"] for c in claim["citations"]} == {"Ashlark High School"}
    markers = [c["marker"] for row in (first, then) for claim in row["claims"] for c in claim["citations"]]
    assert len(markers) == len(set(markers)), "markers are numbered on"
    assert f"go on with: --conversation {id}" in run("ask", "And at Hollin Reach?", "--conversation", id)

    (row,) = json.loads(run("conversations", "--json"))
    assert (row["id"], row["answers"], row["title"]) == (id, 3, "How many pupils are there at Corvane?")
    shown = json.loads(run("conversations", "--show", id, "--json"))
    assert shown["turns"][1]["answer"] == then["answer"]
    assert shown["turns"][0]["changed"] == shown["turns"][0]["feedback"] == []
    assert "> And at Ashlark High?" in run("conversations", "--show", id[:6])

    word, text = tmp_path / "talk.docx", tmp_path / "talk.md"
    assert run("conversations", "--export", id, "--out", str(word)) == f"3 answers written to {word}"
    assert "word/footnotes.xml" in zipfile.ZipFile(word).namelist()
    run("conversations", "--export", id, "--out", str(text))
    assert all(f"[^{marker}]:" in text.read_text(encoding="utf-8") for marker in markers)

    run("conversations", "--rename", id, "Suspensions, autumn")
    assert run("conversations").endswith("3 answers  Suspensions, autumn")
    assert run("conversations", "--delete", id) == "Deleted with its answers: Suspensions, autumn"
    assert json.loads(run("conversations", "--json")) == []


def test_what_is_not_there_or_cannot_be_written_is_told_with_the_remedy(run: Any, tmp_path: Path) -> None:
    told = run("conversations", "--show", "abc", status=1)
    assert "You have no conversation 'abc'. List them with: python -m assistant conversations" in told
    assert "You have no conversation 'abc'" in run("ask", "What of reading?", "--conversation", "abc", status=1)
    id = json.loads(run("ask", "Is there a pool?", "--conversation", "new", "--json"))["conversation"]
    assert "its ending must be .docx or .md" in run("conversations", "--export", id, status=1)
    missing = str(tmp_path / "none" / "talk.md")
    assert "could not be written" in run("conversations", "--export", id, "--out", missing, status=1)
    told = run("ask", "x", "--conversation", id, "--history", "turns.json", status=1)
    assert "--conversation brings its own history" in told
