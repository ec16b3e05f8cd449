"""A draft is split into sentences that can be checked, with their citations; the rest is set apart with a reason."""

import pytest

from assistant.checking.claims import claims_of
from ingest.documents import Block, BlockKind, Document, Page, Span


def draft(*blocks):
    """A one-page draft of (kind, text) blocks."""
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    page = Page(1, None, 595, 842, text, (), tuple(made))
    return Document("d" * 64, "draft.md", "text/markdown", None, (page,))


def one(text, kind=BlockKind.PARAGRAPH):
    (claim,) = claims_of(draft((kind, text)))
    return claim


@pytest.mark.parametrize(
    ("written", "text", "page", "year"),
    [
        (
            "Attendance has improved (Oakfield Primary, May 2025, p. 3).",
            "Attendance has improved.",
            3,
            2025,
        ),
        ("Attendance has improved (Ofsted, 2025).", "Attendance has improved.", None, 2025),
        ("Attendance has improved [report of 2019, page 12].", "Attendance has improved.", 12, 2019),
    ],
)
def test_a_citation_in_brackets_is_read_and_taken_out_of_the_claim(written, text, page, year):
    claim = one(written)
    assert claim.text == text
    assert [(citation.page, citation.year) for citation in claim.citations] == [(page, year)]


def test_brackets_with_figures_of_the_claim_stay_in_it():
    written = "Attainment is rising (from 52% in 2023 to 61% in 2024)."
    assert one(written).text == written


def test_brackets_that_cite_nothing_stay_in_the_claim():
    claim = one("Pupils with special educational needs (SEND) do well.")
    assert claim.text == "Pupils with special educational needs (SEND) do well."
    assert claim.citations == ()


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (BlockKind.HEADING, "Attendance across the trust", "a heading"),
        (BlockKind.PARAGRAPH, "What should the trust do next?", "a question"),
        (BlockKind.PARAGRAPH, "This report draws on eight inspections.", "about the draft itself"),
        (BlockKind.PARAGRAPH, "We believe that reading matters most.", "an opinion of its author"),
        (BlockKind.BULLET, "Reading.", "too short to say anything"),
    ],
)
def test_what_cannot_be_checked_is_set_apart_and_says_why(kind, text, why):
    assert one(text, kind).unchecked == why


def test_each_sentence_of_a_paragraph_is_a_claim_with_its_place():
    made = draft((BlockKind.PARAGRAPH, "Reading is strong. Writing is weak."))
    claims = claims_of(made)
    assert [claim.text for claim in claims] == ["Reading is strong.", "Writing is weak."]
    assert [claim.locator.span.of(made.pages[0].text) for claim in claims] == [claim.written for claim in claims]
