"""Texts whose encoding has to be assumed: what is UTF-8 stays so, and what was assumed is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.readers import ReaderProcess
from ingest.readers.plain import decoded
from ingest.settings import Settings
from ingest.tables import read_table

WORDS = "“Zoë’s café” costs £5 – per day"
ASSUMED = (
    "This text is not UTF-8 and does not say what else it is; it was read as Windows-1252. If letters, quotation marks "
    "or signs in it look wrong, save it as UTF-8 and add it again."
)
SURVEY = "School,Question,Favourable %,Respondents,Date\nZoë’s School,Workload,71%,31,20/06/2026\n"


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan.html", "plan.csv"])
def test_one_stray_byte_leaves_the_rest_utf_8_and_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    before, after = ("<!doctype html><p>", "</p>") if name.endswith("html") else ("", "")
    path.write_bytes(f"{before}{WORDS}, or ".encode() + b"\xa36" + after.encode())
    with ReaderProcess(Settings()) as reader:
        document = reader.read(path)
    assert WORDS in document.pages[0].text.replace("\t", ",")
    assert document.pages[0].text.endswith("£6")
    assert document.warnings == (
        "This text is UTF-8, but not at 1 place, where it was read as Windows-1252. Compare what is quoted from it "
        "with the file, or save it as UTF-8 and add it again.",
    )


@pytest.mark.parametrize("words", [WORDS, "only caf\xe9", "CAFÉ’S £5, £6 and “£7”"])
def test_a_text_in_windows_1252_is_read_as_such_and_told(words: str) -> None:
    assert decoded(words.encode("cp1252")) == (words, (ASSUMED,))


def test_what_is_known_of_an_encoding_needs_no_warning() -> None:
    assert decoded(WORDS.encode()) == (WORDS, ())
    assert decoded(WORDS.encode("utf-8-sig")) == (WORDS, ())
    assert decoded(WORDS.encode("utf-16")) == (WORDS, ())
    assert decoded("Приве́т".encode("koi8-r", "replace"), "koi8-r").warnings == ()
    assert decoded("caf\xe9".encode("latin-1"), "utf-8").warnings == (ASSUMED,)


def test_the_encoding_that_was_assumed_of_a_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(SURVEY.encode("cp1252"))
    table = read_table(path, Settings())
    assert table is not None
    assert table.document.warnings == (ASSUMED,)
    assert "Zoë’s School" in table.document.pages[0].text
