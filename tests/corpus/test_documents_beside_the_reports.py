"""The documents beside the sample reports: built the same every time, claims in place, read as their records say."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.builder import build, papers_pdf, word
from corpus.builder.content import SourceError, load_schools
from corpus.builder.others import FOLDERS
from corpus.builder.papers import Paper, load_papers
from ingest.errors import UnreadableDocument
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

FACTS: dict[str, Any] = json.loads((build.SAMPLE / "facts.json").read_text(encoding="utf-8"))
DOCUMENTS = FACTS["documents"]
SCHOOLS = load_schools(build.SAMPLE / "schools.yaml")
PAPERS = {paper.key: paper for folder in FOLDERS for paper in load_papers(build.SAMPLE / "source" / folder, SCHOOLS)}


@pytest.fixture(scope="module")
def reader():
    with ReaderProcess(Settings(draw_texts=False)) as reader:
        yield reader


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'"))


@pytest.mark.parametrize("listed", DOCUMENTS, ids=lambda listed: listed["key"])
def test_every_claim_stands_in_the_text_that_a_reader_gives(listed: dict[str, Any], reader: ReaderProcess) -> None:
    document = reader.read(build.SAMPLE / "documents" / listed["file"])
    texts = [plain(page.text) for page in document.pages]
    for claim in listed["claims"]:
        holding = [number for number, text in enumerate(texts, 1) if plain(claim["says"]) in text]
        assert len(holding) == 1, claim["id"]
        assert holding == claim["places"].get("pages", holding), claim["id"]


@pytest.mark.parametrize("listed", [one for one in DOCUMENTS if one["record"]], ids=lambda listed: listed["key"])
def test_letters_and_reports_are_recognised_and_read_as_their_records_say(
    listed: dict[str, Any], reader: ReaderProcess
) -> None:
    record = listed["record"]
    inspection = read_report(reader.read(build.SAMPLE / "documents" / listed["file"])).inspection
    assert inspection.format.value == record["format"]
    assert inspection.dates is not None
    assert [inspection.dates.printed, str(inspection.dates.start), str(inspection.dates.end)] == record["dates"]
    assert len(inspection.next_steps) == record["next_steps"]
    assert list(inspection.judgements) == record["judgements"]
    for name in {"provider", "urn", "local_authority", "dated", "lead_inspector", "safeguarding", "group"} & set(
        record
    ):
        found = getattr(inspection, name)
        assert found is not None and found.text == record[name], name
    assert not record.get("outcome") or (inspection.outcome and record["outcome"] in inspection.outcome.text)


def test_the_answers_of_the_form_are_read_beside_their_labels(reader: ReaderProcess) -> None:
    (listed,) = [one for one in DOCUMENTS if one["kind"] == "form"]
    text = plain(" ".join(page.text for page in reader.read(build.SAMPLE / "documents" / listed["file"]).pages))
    for answer in listed["answers"]:
        assert plain(answer["field"]) in text
        assert plain(answer["answer"]) in text or answer["answer"] == "yes"


def test_the_claims_of_the_self_evaluation_are_of_every_bearing() -> None:
    (listed,) = [one for one in DOCUMENTS if one["key"] == "trust-self-evaluation-2026"]
    bearings = [claim["bearing"] for claim in listed["claims"]]
    assert {"borne out", "not borne out", "contradicted", "newer evidence"} == set(bearings)
    assert bearings.count("borne out") >= 10


def test_the_file_that_was_cut_off_is_refused_with_a_remedy(reader: ReaderProcess) -> None:
    (listed,) = [one for one in FACTS["awkward"] if one["what"] == "corrupted"]
    with pytest.raises(UnreadableDocument, match="damaged.*Download it again"):
        reader.read(build.SAMPLE / "awkward" / listed["file"])


def test_the_scanned_page_holds_a_picture_and_no_text() -> None:
    from pypdf import PdfReader

    (listed,) = [one for one in FACTS["awkward"] if one["what"] == "scanned"]
    (page,) = PdfReader(build.SAMPLE / "awkward" / listed["file"]).pages
    assert page.extract_text().strip() == ""
    assert len(page.images) == 1


def test_the_document_of_another_trust_names_no_school_of_the_sample_group(reader: ReaderProcess) -> None:
    (listed,) = [one for one in FACTS["awkward"] if one["of"] == "other"]
    text = " ".join(page.text for page in reader.read(build.SAMPLE / "awkward" / listed["file"]).pages)
    assert "Quillhaven" not in text
    assert not [school["name"] for school in FACTS["schools"] if school["name"] in text]


@pytest.mark.parametrize("key", ["trust-self-evaluation-2026", "ashlark-primary-self-evaluation-2026"])
def test_a_document_built_twice_has_the_same_bytes(key: str) -> None:
    make = word.build if PAPERS[key].kind == "word" else papers_pdf.build
    content = make(PAPERS[key])
    assert content == make(PAPERS[key])
    assert content == (build.SAMPLE / "documents" / PAPERS[key].file).read_bytes()


def test_a_word_document_carries_no_clock_and_nothing_deflated() -> None:
    with zipfile.ZipFile(BytesIO(word.build(PAPERS["trust-improvement-plan-2026"]))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
        assert {part.compress_type for part in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"of": "elsewhere"}, "of: 'elsewhere' is not in the table of schools"),
        ({"text": " "}, "text is empty"),
        ({"kind": "form"}, "fields belong to a form"),
        ({"claims": [{"theme": "reading", "says": "This stands nowhere at all.", "bearing": "borne out"}]}, "0 times"),
    ],
)
def test_a_source_that_is_wrong_is_refused_with_its_file(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    source = build.SAMPLE / "source" / "documents" / "trust-improvement-plan-2026.yaml"
    content = yaml.safe_load(source.read_text(encoding="utf-8")) | changes
    (tmp_path / source.name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(SourceError, match=f"{source.name}.*{message}"):
        load_papers(tmp_path, SCHOOLS)


def test_a_claim_that_names_a_fact_of_no_report_is_refused() -> None:
    from corpus.builder.others import _require_facts

    paper: Paper = PAPERS["trust-self-evaluation-2026"]
    with pytest.raises(SourceError, match="trust-self-evaluation-2026: claims name facts that no report has"):
        _require_facts(paper, frozenset())
