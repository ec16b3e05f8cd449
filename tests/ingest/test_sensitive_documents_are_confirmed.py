"""Documents that are marked, or seem to name children, are added only when somebody confirms it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest import command
from ingest.__main__ import main
from ingest.documents import Document, Page
from ingest.library import Library
from ingest.pipeline import Ingestor, Outcome
from ingest.readers import ReaderProcess
from ingest.sensitive import signs
from ingest.settings import Settings

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "reports"
SAMPLE = ROOT / "corpus" / "sample" / "reports"


class FewNumbers:
    """Stands for the embedding model, whose vectors do not matter here."""

    fingerprint = "few-numbers"

    def __init__(self, *_: object) -> None: ...

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


def _document(*texts: str) -> Document:
    pages = tuple(Page(number, None, 1.0, 1.0, text, (), ()) for number, text in enumerate(texts, start=1))
    return Document("0" * 64, "a.txt", "text/plain", None, pages, ())


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Briefing\nOFFICIAL-SENSITIVE\nNotes", "is marked “Official Sensitive” (page 2)"),
        ("Official Sensitive", "is marked “Official Sensitive” (page 2)"),
        ("Protective marking: OFFICIAL – SENSITIVE", "is marked “Official Sensitive” (page 2)"),
        ("UPN H801200001001 is on roll.", "seems to hold unique pupil numbers (page 2)"),
        ("DOB: 03/04/2015", "seems to hold dates of birth (page 2)"),
        ("Date of birth 3 April 2015", "seems to hold dates of birth (page 2)"),
        ("Name of pupil: Alfie Poe", "seems to name pupils or children (page 2)"),
        ("Child's name\tMia Roe", "seems to name pupils or children (page 2)"),
        ("Pupil name\tYear group\tFSM\nAlfie Poe\t4\tY", "seems to have a table with a row for each pupil (page 2)"),
        ("Alfie Poe (Year 4), Mia Roe, aged 9", "seems to name children with their age or year group (page 2)"),
    ],
)  # fmt: skip
def test_signs_are_told_with_their_page_and_without_the_name(text: str, sign: str) -> None:
    assert signs(_document("An ordinary page.", text)) == (sign,)


@pytest.mark.parametrize(
    "text",
    [
        "Documents marked ‘Official Sensitive’ need care.",
        "The trust has a policy that says how staff handle documents that are marked OFFICIAL-SENSITIVE by others.",
        "Date of birth is checked on entry.",
        "Staff know every child’s name.",
        "Leaders ask for the name of the pupil: this is kept in a register.",
        "School name\tURN\tNumber of pupils\tYear group\nAsh Hill\t123456\t210\t4",
        "Key Stage (Year 6) pupils read widely.",
        "Unique reference number 123456. Inspection number 10234567.",
    ],
)
def test_ordinary_documents_give_no_sign(text: str) -> None:
    assert signs(_document(text)) == ()


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


@pytest.mark.parametrize("folder", [SAMPLE, REAL], ids=["sample", "real"])
def test_no_real_report_and_none_of_the_sample_group_gives_a_sign(folder: Path) -> None:
    files = _files(folder, "*.pdf")[::6]
    if not files:
        pytest.skip(f"No reports in {folder.name}.")
    with ReaderProcess(Settings()) as reader:
        assert {file.name: signs(reader.read(file)) for file in files} == {file.name: () for file in files}


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    file = tmp_path / "marked.md"
    file.write_text("# Note\n\nOFFICIAL-SENSITIVE\n\nLeaders met.\n")
    return file


def test_a_marked_file_fails_with_the_reason_until_it_is_confirmed(tmp_path: Path, marked: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library, ReaderProcess(Settings()) as reader:
        result = Ingestor(library, reader, FewNumbers()).add(marked)
        assert (result.outcome, result.sensitive) == (Outcome.FAILED, True)
        assert result.reason.startswith("Not added: it is marked “Official Sensitive” (page 1). Documents about single")
        assert library.documents() == []
        confirmed = Ingestor(library, reader, FewNumbers(), confirmed_by="Jo").add(marked)
        assert confirmed.outcome is Outcome.ADDED
        (record,) = library.documents()
    assert record.warnings[-1] == "It is marked “Official Sensitive” (page 1). Jo confirmed this when it was added."


def test_the_command_line_counts_it_as_failed_unless_it_confirms(
    tmp_path: Path, marked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "Embedder", FewNumbers)
    line = [str(marked), "--library", str(tmp_path / "library"), "--json"]
    assert main(line) == command.SOME_FAILED
    assert "--confirm-sensitive on the command line" in capsys.readouterr().out
    assert main([*line, "--confirm-sensitive"]) == 0
    assert '"added": 1' in capsys.readouterr().out


def test_a_list_of_plain_documents_says_nothing_of_inspection_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "Embedder", FewNumbers)
    file = tmp_path / "note.md"
    file.write_text("# Note\n\nLeaders met.\n")
    main([str(file), "--library", str(tmp_path / "library")])
    capsys.readouterr()
    main(["--list", "--library", str(tmp_path / "library")])
    listed = capsys.readouterr().out
    assert "note.md" in listed
    assert "date" not in listed
