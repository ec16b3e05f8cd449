"""A small review made by hand, and a Word file with everything that stands in the way of a comment."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.checking.verdict import Reason, Verdict
from assistant.reviewing.review import Decision, Review, ReviewItem, VerdictSource
from ingest.documents import Locator, Sentence, Span
from ingest.readers.word import MEDIA_TYPE

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AT = datetime(2026, 9, 1, 9, 30, tzinfo=UTC)
DOCUMENT = "d" * 64


def sentence(text: str, start: int = 0, page: int = 2) -> Sentence:
    return Sentence(text, (Locator(DOCUMENT, page, Span(start, start + len(text))),))


def source(*texts: str, decisive: int = 0) -> VerdictSource:
    sentences = tuple(sentence(text) for text in texts)
    return VerdictSource(
        DOCUMENT, "f" * 64, "ash.pdf", "Inspection of Ash", "Ash School", date(2024, 3, 12), "12 March 2024", "graded",
        "Behaviour", sentences, decisive,
    )  # fmt: skip


def item(number: int, text: str, verdict: Verdict, **more) -> ReviewItem:
    values = {
        "number": number, "text": text, "written": text, "page": 1, "paragraph": number, "set_apart": None,
        "verdict": verdict, "score": 0.5, "reasons": (), "findings": (), "suggestion": None, "citations": (),
        "source": source("All pupils read daily.", "They enjoy it."),
    }  # fmt: skip
    return ReviewItem(**(values | more))


@pytest.fixture
def review() -> Review:
    items = (
        item(1, "Reading", Verdict.NOT_CHECKED, set_apart="a heading", source=None),
        item(2, "All pupils read daily.", Verdict.SUPPORTED, reasons=(Reason("who", "pupils", "pupils"),)),
        item(
            3,
            "Few pupils read daily.",
            Verdict.CONTRADICTED,
            reasons=(Reason("quantifier", "Few", "All"), Reason("nothing speaks to", "daily", "")),
            findings=("uncited",),
            suggestion="Could cite: Ash School, page 2",
        ),
        item(4, '=HYPERLINK("http://evil") is cited <b>twice</b>.', Verdict.NOT_FOUND, source=None),
    )
    return Review("a" * 64, "draft.docx", MEDIA_TYPE, items, AT, "ann")


@pytest.fixture
def decided(review: Review) -> Review:
    decision = Decision(Verdict.SUPPORTED, Verdict.CONTRADICTED, "The register says so", "Bea Cole", AT)
    items = list(review.items)
    items[2] = replace(items[2], decisions=(decision,))
    return replace(review, items=tuple(items))


def docx(body: str, *, extra: dict[str, str] | None = None, relations: str = "", types: str = "") -> bytes:
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
        "custom/kept.bin": "kept as it is",
        **(extra or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
