"""What the contract names, what the commands print and what the README says are the same keys."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.contract.keys import CONTRACT, SUMMARY, key_paths
from ingest.__main__ import main as ingest
from ingest.embedding import Embedder

SAMPLE = Path("corpus/sample")
REPORTS = (
    "corvane-2019.pdf",
    "corvane-2022.pdf",
    "ashlark-primary-2018.pdf",
    "ashlark-primary-2024.pdf",
    "marlpit-vale-2026.pdf",
    "wickenmoss-2026.pdf",
)

DRAFT = """Phonics is taught with precision (Marlpit Vale Primary School, 2026, p. 2).

The choir of 38 won the Wrenshire Shield (Marlpit Vale Primary School, July 2015, p. 9).
"""


@pytest.fixture(scope="module")
def group_folder(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path, embedder: Embedder) -> str:
    """A library of some reports of the sample group, its papers and its surveys: something for nearly every key."""
    folder = str(tmp_path_factory.mktemp("contract") / "library")
    reports = [str(SAMPLE / "reports" / name) for name in REPORTS]
    papers = [str(SAMPLE / "documents"), str(SAMPLE / "tables")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.command.Embedder", lambda _: embedder)
        ingest([*reports, *papers, "--library", folder, "--group", "Quillhaven Learning Trust", "--json"])
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    main([*arguments, "--json"])
    return json.loads(capsys.readouterr().out)


def shown(value: object) -> set[str]:
    return set(key_paths(value))


def plain(command: str) -> set[str]:
    """Return the keys that stand in every output: those of no part that may be missing."""
    return {key for key in CONTRACT[command] if "." not in key.removeprefix("[].") and key != "prose"}


def held(command: str, value: object) -> None:
    keys = shown(value)
    assert keys <= CONTRACT[command], sorted(keys - CONTRACT[command])
    assert plain(command) <= keys, sorted(plain(command) - keys)


def test_paths_are_those_of_every_key() -> None:
    assert list(key_paths({"a": {"b": 1}, "c": [{"d": 1}]})) == ["a", "a.b", "c", "c[].d"]
    assert list(key_paths([{"a": [{"b": None}]}])) == ["[].a", "[].a[].b"]


@pytest.mark.parametrize(
    "command",
    ["search", "ask", "doctor"],
)
def test_a_command_prints_the_keys_of_the_contract(
    command: str, capsys: pytest.CaptureFixture[str], sample_folder: Path
) -> None:
    asked = {"search": ["phonics"], "ask": ["How many places does The Lantern at Hollin Reach have?"]}.get(command, [])
    held(command, printed(capsys, command, *asked, "--library", str(sample_folder)))


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("inspections", (".corrections[].", ".conflicts[].", ".table_conflicts[].")),
        ("surveys", ()),
        ("patterns", (".corrected.", "claims[].")),
        ("draft", (".prose.", ".violations[].")),
    ],
)
def test_each_key_is_printed_of_the_sample_group_but_those_of_what_it_has_none_of(
    command: str, absent: tuple[str, ...], capsys: pytest.CaptureFixture[str], group_folder: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "draft.md")
    asked = ["--framework", "oeif-areas", "--matrix", "grades", "--out", out] if command == "draft" else []
    found = printed(capsys, command, *asked, "--library", group_folder)
    held(command, found)
    assert CONTRACT[command] - shown(found) == {key for key in CONTRACT[command] if any(part in key for part in absent)}


def test_a_checked_draft_has_the_keys_of_the_contract_and_counts_every_finding(
    capsys: pytest.CaptureFixture[str], sample_folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    found = printed(capsys, "check", str(path), "--library", str(sample_folder))
    held("check", found)
    assert isinstance(found, dict)
    assert set(found["summary"]) == set(SUMMARY.split())


def test_verified_pairs_have_the_keys_of_the_contract(
    capsys: pytest.CaptureFixture[str], sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {"id": 1, "claim": "Pupils read well.", "evidence": "Pupils do not read well."}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(line)))
    main(["verify", "--library", str(sample_folder)])
    held("verify", json.loads(capsys.readouterr().out))


def test_ingestion_prints_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good, bad, library = tmp_path / "notes.md", tmp_path / "bad.pdf", str(tmp_path / "library")
    good.write_text("# Notes\n\nPupils read every day.\n", encoding="utf-8")
    bad.write_bytes(b"nothing")
    for command, arguments in (
        ("ingest", [str(good), str(bad)]),
        ("ingest --list", ["--list"]),
        ("ingest --rebuild", ["--rebuild"]),
        ("ingest --remove", ["--remove", "notes.md"]),
    ):
        ingest([*arguments, "--library", library, "--json"])
        held(command, json.loads(capsys.readouterr().out))


def test_the_readme_names_the_keys_of_adding_and_of_a_draft_s_summary() -> None:
    readme = " ".join((Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8").split())
    adding = re.search(r"Adding prints `(?P<keys>[^`]+)`", readme)
    summary = re.search(r"`summary` of `check` counts `(?P<keys>[^`]+)`", readme)
    assert adding and summary
    assert set(adding["keys"].split(", ")) == plain("ingest")
    assert set(summary["keys"].split(", ")) == set(SUMMARY.split())
