"""The builder of the sample group: the same bytes every time, and a list of facts that the PDFs bear out."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from pypdf import PdfReader

from corpus.builder import build, manifest
from corpus.builder.__main__ import main
from corpus.builder.content import Block, SourceError, load_report, load_schools
from corpus.builder.fonts import BULLET_CHARACTER, GlyphError
from corpus.builder.layout import Margins, Sheet, bullet, render, style, text

FACTS: dict[str, Any] = json.loads((build.SAMPLE / "facts.json").read_text(encoding="utf-8"))
REPORTS = FACTS["reports"]
ONE_OF_EACH = ["corvane-2019", "st-orrin-2023", "hollin-reach-2026"]


@pytest.fixture(scope="module")
def outputs() -> dict[str, bytes]:
    return build.fresh()


@pytest.fixture(scope="module")
def pages(outputs: dict[str, bytes]) -> dict[str, list[str]]:
    return {
        report["key"]: [page.extract_text() for page in PdfReader(BytesIO(outputs[f"reports/{report['file']}"])).pages]
        for report in REPORTS
    }


def squeezed(words: str) -> str:
    return re.sub(r"[\s-]+", "", words)


@pytest.mark.parametrize("key", ONE_OF_EACH)
def test_a_report_built_twice_has_the_same_bytes(key: str, outputs: dict[str, bytes]) -> None:
    schools = load_schools(build.SAMPLE / "schools.yaml")
    report = load_report(build.SAMPLE / "source" / f"{key}.yaml", schools)
    school = schools.by_key(report.school)
    assert school is not None
    assert build.typeset(report, school) == outputs[f"reports/{key}.pdf"]


def test_the_committed_files_are_a_fresh_build(outputs: dict[str, bytes]) -> None:
    assert build.differences(outputs) == []


def test_a_changed_report_and_a_stray_one_are_both_named(outputs: dict[str, bytes], tmp_path: Path) -> None:
    build.write(outputs, tmp_path)
    assert build.differences(outputs, tmp_path) == []
    (tmp_path / "reports" / "corvane-2019.pdf").write_bytes(b"%PDF")
    (tmp_path / "reports" / "other.pdf").write_bytes(b"%PDF")
    assert build.differences(outputs, tmp_path) == ["reports/corvane-2019.pdf", "reports/other.pdf"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["key"])
def test_every_fact_stands_on_the_pages_listed_for_it(report: dict[str, Any], pages: dict[str, list[str]]) -> None:
    texts = [squeezed(page) for page in pages[report["key"]]]
    for fact in report["facts"]:
        quote, where = squeezed(fact["quote"]), fact["pages"]
        alone = [number for number, page in enumerate(texts, 1) if quote in page]
        assert alone == where if len(where) == 1 else (alone == [] and where[1] == where[0] + 1), fact["id"]


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["key"])
def test_printed_page_numbers_are_those_of_the_footers(report: dict[str, Any], pages: dict[str, list[str]]) -> None:
    texts = pages[report["key"]]
    numbers = [str(number) for number in range(1, len(texts) + 1)]
    if report["format"] == "report-card":
        assert report["labels"] == [None] * len(texts)
        assert not any("Inspection report: " in page for page in texts[1:])
        return
    assert report["labels"] == [None, *numbers[1:]]
    for number, page in zip(numbers[1:], texts[1:], strict=True):
        last = f"Page {number} of {len(texts)}" if report["format"] == "section-5" else f"{report['dates']['printed']} "
        assert last in page


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["key"])
def test_a_report_has_the_size_of_a_real_one_and_says_that_it_is_not(
    report: dict[str, Any], pages: dict[str, list[str]], outputs: dict[str, bytes]
) -> None:
    assert 4 <= report["pages"] == len(pages[report["key"]]) <= 12
    assert len(outputs[f"reports/{report['file']}"]) < 150_000
    assert "This is a fictional report." in pages[report["key"]][-1]


def test_some_sentences_cross_pages_and_some_words_break_at_their_hyphen(pages: dict[str, list[str]]) -> None:
    cut = [page for texts in pages.values() for page in texts if re.search(r"[a-z,-]\s*(Inspection report:.*)?$", page)]
    broken = [word for texts in pages.values() for page in texts for word in re.findall(r"\w+-\n\w+", page)]
    assert len(cut) >= 5
    assert len(broken) >= 5


def test_a_card_names_all_grades_on_its_first_page_and_explains_them_at_the_end(pages: dict[str, list[str]]) -> None:
    grades = ["Exceptional", "Strong standard", "Expected standard", "Needs attention", "Urgent improvement"]
    for report in REPORTS:
        if report["format"] == "report-card":
            texts = pages[report["key"]]
            assert all(grade in texts[0] for grade in grades)
            assert re.search(r"\n".join(rf"{grade}\n[^~]+?" for grade in grades), "\n".join(texts[-2:]))


def test_bullets_extract_as_the_private_character_of_real_reports(pages: dict[str, list[str]]) -> None:
    assert f"{BULLET_CHARACTER} " in pages["corvane-2019"][0]
    assert f"{BULLET_CHARACTER} " in "".join(pages["st-orrin-2023"])
    assert BULLET_CHARACTER not in "".join(pages["hollin-reach-2026"])


def test_words_that_cross_a_page_are_found_on_both() -> None:
    read = manifest.ReadBack("r", ("First page. Pupils talk of well-", "being in lessons.\nThe end."), (None, "2"))
    assert read.pages_of("Pupils talk of well-being in lessons") == [1, 2]
    assert read.pages_of("The end.") == [2]
    with pytest.raises(manifest.ManifestError, match="r: stands 0 times in the PDF: 'nowhere to be seen'"):
        read.pages_of("nowhere to be seen")


def source_with(tmp_path: Path, **changes: object) -> Path:
    content = yaml.safe_load((build.SAMPLE / "source" / "st-orrin-2023.yaml").read_text(encoding="utf-8"))
    path = tmp_path / "st-orrin-2023.yaml"
    path.write_text(yaml.safe_dump(content | changes, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"previous_grade": "Fine"}, "st-orrin-2023.yaml: graded.previous_grade"),
        ({"colour": "blue"}, "st-orrin-2023.yaml: graded.colour: Extra inputs are not permitted"),
        ({"dates": "4 and 5 June 2023"}, "does not print 2023-07-04 to 2023-07-05"),
        ({"school": "elsewhere"}, "st-orrin-2023.yaml: school: 'elsewhere' is not in the table of schools"),
        ({"published": date(2023, 7, 5)}, "start, end and published do not follow each other"),
    ],
)
def test_a_source_that_is_wrong_is_refused_by_file_and_field(
    tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(SourceError, match=re.escape(message)):
        load_report(source_with(tmp_path, **changes), load_schools(build.SAMPLE / "schools.yaml"))


@pytest.mark.parametrize(("anchor", "times"), [("these words are nowhere in the report", 0), ("x" * 24, None)])
def test_an_anchor_must_stand_once_in_the_text_and_be_long_enough(
    tmp_path: Path, anchor: str, times: int | None
) -> None:
    fact = {"theme": "reading", "area": "The quality of education", "direction": "neutral", "anchor": anchor}
    message = f"stands {times} times" if times is not None else "at least 25 characters"
    with pytest.raises(SourceError, match=message):
        load_report(source_with(tmp_path, facts=[fact]), load_schools(build.SAMPLE / "schools.yaml"))


def test_the_command_fails_without_a_traceback_where_there_are_no_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "schools.yaml").write_bytes((build.SAMPLE / "schools.yaml").read_bytes())
    assert main(["--check", "--sample", str(tmp_path)]) == 1
    assert "holds no sources" in capsys.readouterr().err


def test_a_character_that_no_font_can_show_is_refused() -> None:
    with pytest.raises(GlyphError, match=r"U\+2011"):
        text("non‑statutory", style("test", 10, 12))


def test_metadata_come_from_the_source_and_not_from_the_clock() -> None:
    sheet = Sheet("A title", "A subject", date(2024, 2, 29), Margins(50, 50, 50))
    document = render(lambda: [bullet("One thing.", style("test", 10, 12))], sheet)
    information = PdfReader(BytesIO(document)).metadata
    assert information is not None
    assert (information.title, information.creation_date_raw) == ("A title", "D:20240229120000+00'00'")


def test_a_block_is_a_paragraph_or_a_bullet_and_not_both() -> None:
    with pytest.raises(ValueError, match="either a paragraph"):
        Block(p="One.", b="Two.")
