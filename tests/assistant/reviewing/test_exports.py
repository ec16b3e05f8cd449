"""A review as tables and as a report: what is said, and that no cell can do harm."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from assistant.checking.verdict import Reason, Verdict
from assistant.reviewing.exports import CannotExportReview, comment_paragraphs, export, rows
from assistant.reviewing.review import Review, reason_words, summary_words
from tests.assistant.reviewing.conftest import docx, item
from tests.assistant.reviewing.test_word_comments import commented, part

BODY = (
    "<w:p><w:r><w:t>Reading</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>All pupils read daily. Few pupils read daily.</w:t></w:r></w:p>"
)


def test_the_summary_counts_verdicts_findings_and_decisions(decided: Review) -> None:
    assert summary_words(decided) == (
        "3 claims: 1 supported, 1 contradicted, 1 not found; 1 uncited; 1 decided by a reviewer."
    )


def test_a_comment_says_verdict_reasons_evidence_and_suggestion(review: Review) -> None:
    assert comment_paragraphs(review.items[2]) == (
        "Contradicted: uncited",
        "The draft says “Few”; the passage says “All”.",
        "The passage does not say: daily.",
        "Ash School, 12 March 2024, page 2: “All pupils read daily.”",
        "Could cite: Ash School, page 2",
    )


def test_only_claims_that_need_attention_are_commented_and_decisions_carry_their_author(decided: Review) -> None:
    kept = replace(decided, items=decided.items[:3])
    content = export(kept, ".docx", docx(BODY))
    assert list(commented(content).values()) == ["Few pupils read daily."] * 2
    comments = part(content, "word/comments.xml")
    space = {"w": comments.nsmap["w"]}
    said = [(c.get(f"{{{space['w']}}}author"), "".join(c.itertext())) for c in comments]
    assert said[0][0] == "Inspection Assistant"
    assert said[1] == ("Bea Cole", "Overrode with “supported” – The register says so")


def test_a_draft_that_is_no_word_file_cannot_carry_comments(review: Review) -> None:
    with pytest.raises(
        CannotExportReview, match="is not a Word file, so it cannot carry Word comments. Export the findings"
    ):
        export(replace(review, media_type="text/plain"), ".docx", None)


def test_an_unknown_ending_names_the_known_ones(review: Review) -> None:
    with pytest.raises(CannotExportReview, match=r"as .docx, .xlsx, .csv, .md; not as '.doc'"):
        export(review, ".doc", None)


def test_no_cell_of_a_table_is_a_formula(review: Review) -> None:
    lines = list(csv.DictReader(io.StringIO(export(review, ".csv", None).decode("utf-8-sig"))))
    assert lines[2]["Claim"].startswith("'=HYPERLINK")
    book = load_workbook(io.BytesIO(export(review, ".xlsx", None)))
    cell = book["Claims"].cell(4, 3)
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://evil") is cited <b>twice</b>.', "s")
    assert book["Summary"]["A2"].value == summary_words(review)
    assert [row["Number"] for row in rows(review)] == [2, 3, 4]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_every_start_of_a_formula_is_made_harmless(review: Review, start: str) -> None:
    bad = replace(review, items=(replace(review.items[1], text=f"{start}1+1"),))
    (line,) = csv.DictReader(io.StringIO(export(bad, ".csv", None).decode("utf-8-sig")))
    assert line["Claim"].startswith("'")


def test_the_report_puts_first_what_needs_attention_and_escapes_the_draft(decided: Review) -> None:
    report = export(decided, ".md", None).decode()
    assert report.index("Few pupils") < report.index("## Supported")
    assert "<b>" not in report
    assert "Bea Cole overrode with “supported” – The register says so" in report


def test_a_reason_without_words_of_either_side_is_told_as_it_is() -> None:
    several = item(9, "All schools read.", Verdict.NOT_CHECKED, reasons=(Reason("speaks of several reports", "", ""),))
    assert reason_words(several) == ["Speaks of several reports."]
