"""The Check tab's HTML: marks, counts, lists and cards, everything escaped."""

from __future__ import annotations

from dataclasses import replace

from assistant.checking.verdict import Reason, Verdict
from assistant.reviewing.review import Review
from assistant.ui import claims
from assistant.ui.marks import MarkedRange, claim_marks, evidence_marks, marked
from tests.assistant.reviewing.conftest import decided, review  # noqa: F401 # fixtures

REASONS = (
    Reason("quantifier", "all", "some"),
    Reason("nothing speaks to", "all pupils", ""),
    Reason("sentence", "x", "y"),
)


def test_conflicting_words_are_marked_on_both_sides_and_win_over_silence() -> None:
    claim, evidence = "Overall, all pupils read.", "Some pupils read."
    assert claim_marks(claim, Verdict.CONTRADICTED, REASONS) == [MarkedRange(9, 12, "conflict")]
    assert evidence_marks(evidence, Verdict.CONTRADICTED, REASONS) == [MarkedRange(0, 4, "conflict")]


def test_words_of_a_supported_claim_agree_and_unstated_words_are_silent() -> None:
    reasons = (Reason("count", "two", "two"), Reason("year", "2019", ""))
    assert claim_marks("In 2019, two left.", Verdict.SUPPORTED, reasons) == [
        MarkedRange(3, 7, "silent"),
        MarkedRange(9, 12, "agree"),
    ]


def test_marked_text_is_escaped_in_and_around_the_marks() -> None:
    assert marked("<i> & all", [MarkedRange(0, 3, "agree")]) == (
        '<mark class="agree" title="agrees">&lt;i&gt;</mark> &amp; all'
    )


def test_the_list_shows_every_sentence_with_icon_and_word_and_escapes_the_draft(decided: Review) -> None:  # noqa: F811
    html = claims.claim_list(decided, 3)
    assert html.count("<li ") == 4
    assert 'Needs attention <span class="count">2</span>' in html
    assert 'aria-hidden="true">✕</span>Contradicted' in html
    assert "overridden by Bea Cole: supported" in html
    assert 'data-check="claim:3" aria-current="true"' in html
    assert "&lt;b&gt;twice&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "Not checked, a heading: " in html


def test_why_a_sentence_is_set_apart_is_seen_beside_it_unless_it_is_a_heading(review: Review) -> None:  # noqa: F811
    advice = replace(review.items[0], set_apart="advice of its author")
    html = claims.claim_list(replace(review, items=(advice, *review.items[1:])), None)
    assert '<span class="apart-why">Not checked: advice of its author</span>' in html
    assert "apart-why" not in claims.claim_list(review, None)


def test_the_summary_links_the_exports_and_a_text_has_no_word_export(review: Review) -> None:  # noqa: F811
    html = claims.summary(review)
    assert f'href="/checks/{review.id}/docx" download' in html
    assert "/docx" not in claims.summary(replace(review, media_type="text/plain"))
    stale = replace(review, items=tuple(replace(item, stale=item.number == 2) for item in review.items))
    assert "1 stale.</strong> Their sources have been read again or removed" in claims.summary(stale)


def test_the_card_says_reasons_suggestion_and_decisions(decided: Review) -> None:  # noqa: F811
    html = claims.claim_card(decided.items[2])
    assert "The draft says “Few”; the passage says “All”." in html
    assert "Could cite: Ash School, page 2" in html
    assert "<strong>Bea Cole</strong> overrode with “supported” – The register says so" in html
    assert "The draft cites nothing here." in html


def test_evidence_that_has_left_the_library_is_shown_without_its_page(review: Review) -> None:  # noqa: F811
    html = claims.evidence_card(review.items[2], None)
    assert "no longer in the library, so its page cannot be shown" in html
    assert '<mark class="conflict" title="conflicts">All</mark> pupils read daily.' in html
    assert "Nothing in the library speaks to this claim." in claims.evidence_card(review.items[3], None)
