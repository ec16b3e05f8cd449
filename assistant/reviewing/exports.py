"""A review as files for people: the Word draft with comments, a table (XLSX, CSV) and a report (Markdown).

Writes bytes and no files. Text of drafts and documents is data: no cell of a table can be a formula, and the report
escapes it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from assistant.reviewing.review import Review, ReviewItem, finding_words, reason_words, summary_words
from assistant.reviewing.word_comments import Comment, Commented, with_comments
from assistant.writing.escaping import escape, visible
from assistant.writing.spreadsheets import csv_text, put_text
from assistant.writing.times import moment
from ingest.errors import IngestError
from ingest.phrases import person
from ingest.readers.word import MEDIA_TYPE as WORD

AUTHOR = "Inspection Assistant"
INITIALS = "IA"
COLUMNS: Mapping[str, int] = {
    "Number": 8,
    "Page": 6,
    "Claim": 60,
    "Verdict": 20,
    "Score": 8,
    "Findings": 24,
    "Why": 44,
    "Cited": 30,
    "Evidence": 60,
    "Where": 36,
    "File": 24,
    "Suggestion": 44,
    "Decisions": 44,
    "Stale": 8,
}
"""Columns of the table, and their widths in characters."""


class CannotExportReview(IngestError):
    """A review cannot be written in the wanted form."""


def to_word(review: Review, content: bytes | None) -> bytes:
    """Return the draft with a comment on each claim that needs attention, and one for each reviewer's decision.

    :raises CannotExportReview: if the draft is no Word file.
    """
    if content is None or review.media_type != WORD:
        raise CannotExportReview(
            f"{review.filename} is not a Word file, so it cannot carry Word comments. "
            "Export the findings as XLSX, CSV or Markdown, or save the draft as .docx and check that."
        )
    sentences = [Commented(item.written, _comments(item, review)) for item in review.items]
    result = with_comments(content, sentences)
    if result.unplaced:
        raise CannotExportReview(
            f"The words of {len(result.unplaced)} claims were not found again in {review.filename}, the first: "
            f"“{result.unplaced[0][:80]}”. Export the findings as XLSX, CSV or Markdown."
        )
    return result.content


def _comments(item: ReviewItem, review: Review) -> tuple[Comment, ...]:
    own: tuple[Comment, ...] = ()
    if item.needs_attention:
        own = (Comment(comment_paragraphs(item), AUTHOR, INITIALS, review.checked_at),)
    decided = tuple(
        Comment(
            (f"{decision.words[0].upper()}{decision.words[1:]}{' (stale)' if decision.stale else ''}",),
            person(decision.author),
            "".join(word[0] for word in person(decision.author).split()[:3]).upper(),
            decision.at,
        )
        for decision in item.decisions
    )
    return own + decided


def comment_paragraphs(item: ReviewItem) -> tuple[str, ...]:
    """Return what the comment on a claim says: verdict, findings, reasons, the evidence, and what would be right."""
    head = item.kind_word
    if item.findings:
        head += f": {', '.join(finding_words(finding) for finding in item.findings)}"
    lines = [head, *reason_words(item)]
    if item.stale:
        lines.append("The source has changed or left the library since: check again.")
    if item.source is not None:
        lines.append(f"{item.source.where}: “{item.source.sentence.text}”")
    if item.suggestion:
        lines.append(item.suggestion)
    return tuple(visible(line) for line in lines)


def rows(review: Review) -> list[dict[str, Any]]:
    """Return the claims of a review as rows of a table, in the order of the draft."""
    return [_row(item) for item in review.checkable]


def _row(item: ReviewItem) -> dict[str, Any]:
    source = item.source
    return {
        "Number": item.number,
        "Page": item.page,
        "Claim": item.text,
        "Verdict": item.kind_word,
        "Score": round(item.score, 2),
        "Findings": ", ".join(finding_words(finding) for finding in item.findings),
        "Why": "; ".join(reason_words(item)),
        "Cited": "; ".join(item.citations),
        "Evidence": source.sentence.text if source else "",
        "Where": source.where if source else "",
        "File": source.file if source else "",
        "Suggestion": item.suggestion or "",
        "Decisions": "; ".join(f"{person(d.author)}: {d.words}{' (stale)' if d.stale else ''}" for d in item.decisions),
        "Stale": "yes" if item.stale else "",
    }


def to_csv(review: Review) -> bytes:
    """Return the table as CSV in UTF-8 with a byte order mark, as spreadsheet programs want it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(COLUMNS))
    writer.writeheader()
    writer.writerows({name: _csv_value(value) for name, value in row.items()} for row in rows(review))
    return out.getvalue().encode("utf-8-sig")


def _csv_value(value: object) -> object:
    return csv_text(visible(value)) if isinstance(value, str) else value


def to_workbook(review: Review) -> bytes:
    """Return the table as an Excel workbook: the claims, and a sheet with the counts."""
    book = Workbook()
    sheet = book.active
    if sheet is None:  # a workbook that has just been made has a sheet
        raise CannotExportReview("The workbook could not be made.")
    sheet.title = "Claims"
    for column, (name, width) in enumerate(COLUMNS.items(), start=1):
        sheet.cell(1, column, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line, row in enumerate(rows(review), start=2):
        for column, value in enumerate(row.values(), start=1):
            cell = sheet.cell(line, column)
            _put(cell, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = sheet.dimensions
    about = book.create_sheet("Summary")
    about.column_dimensions["A"].width = 100
    for line, words in enumerate((review.filename, summary_words(review), _when(review)), start=1):
        _put(about.cell(line, 1), words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _put(cell: Any, value: object) -> None:  # noqa: ANN401 # openpyxl has several kinds of cell
    if isinstance(value, str):
        put_text(cell, visible(value))
    else:
        cell.value = value


def _when(review: Review) -> str:
    return f"Checked on {moment(review.checked_at)} by {person(review.checked_by)}"


def to_markdown(review: Review) -> bytes:
    """Return a report in Markdown: the counts, what needs attention first, then what is supported."""
    lines = [
        f"# Check of {escape(review.filename)}",
        "",
        escape(summary_words(review)),
        "",
        f"{escape(_when(review))}.",
    ]
    attention = [item for item in review.by_attention if item.needs_attention]
    fine = [item for item in review.checkable if not item.needs_attention]
    for title, items in (("Needs attention", attention), ("Supported", fine)):
        if items:
            lines += ["", f"## {title}"]
        for item in items:
            lines += _report_item(item)
    apart = len(review.items) - len(review.checkable)
    lines += ["", f"{apart} sentences, headings and questions were set apart: they say nothing that can be checked."]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _report_item(item: ReviewItem) -> list[str]:
    head = f"{item.kind_word}{''.join(f', {finding_words(finding)}' for finding in item.findings)}"
    lines = ["", f"**{item.number}. {escape(head)}**", "", f"> {escape(item.text)}", ""]
    lines += [f"- {escape(words)}" for words in reason_words(item)]
    if item.source is not None:
        lines.append(f"- {escape(item.source.where)}: “{escape(item.source.sentence.text)}”")
    lines += [f"- {escape(item.suggestion)}"] if item.suggestion else []
    lines += ["- The source has changed or left the library since: check again."] if item.stale else []
    lines += [f"- {escape(person(d.author))} {escape(d.words)}{' (stale)' if d.stale else ''}" for d in item.decisions]
    return lines


FORMS: Mapping[str, Callable[[Review, bytes | None], bytes]] = {
    ".docx": to_word,
    ".xlsx": lambda review, _: to_workbook(review),
    ".csv": lambda review, _: to_csv(review),
    ".md": lambda review, _: to_markdown(review),
}
"""How a review is written, by the ending of the file's name."""


def export(review: Review, form: str, content: bytes | None) -> bytes:
    """Return a review in a form of `FORMS`; `content` is the draft's file, where it is a Word file.

    :raises CannotExportReview: if there is no such form, or the draft cannot take it.
    """
    if form not in FORMS:
        raise CannotExportReview(
            f"A check can be written as {', '.join(FORMS)}; not as {form or 'a name without ending'!r}."
        )
    return FORMS[form](review, content)


__all__ = ["AUTHOR", "FORMS", "CannotExportReview", "comment_paragraphs", "export", "rows"]
