"""Reasons are plain sentences in the draft's own words, and say where the evidence stands if it is elsewhere."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.checking.drafts.places import VerdictPassage
from assistant.checking.drafts.record_verdicts import CheckedClaim
from assistant.checking.drafts.scope import asked_of
from assistant.checking.drafts.telling import told
from assistant.checking.plain import reason_lines
from assistant.checking.verdict import Checked, Reason, Verdict
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from tests.assistant.records import made_record

BEDFORD = made_record("bedford", "Bedford Borough Local Area Partnership", date(2024, 11, 18))
PASSAGE = "Leaders do not have a tight enough grip on outcomes."


def lines(*reasons, claim="Most leaders have a tight grip.", verdict=Verdict.NOT_CHECKED):
    return reason_lines(verdict, [Reason(*reason) for reason in reasons], claim, PASSAGE)


def test_all_that_nothing_speaks_to_is_one_line_in_the_order_of_the_draft_and_each_word_once():
    claim = "Fewer than two in November 2024, persistent absence."
    said = lines(
        ("month", "November", ""),
        ("supported except", "persistent", ""),
        ("supported except", "Fewer", ""),
        ("nothing speaks to", "November", ""),
        ("nothing speaks to", "two", ""),
        ("count", "than two", ""),
        ("sentence", claim, PASSAGE),
        claim=claim,
    )
    assert said == ["The passage does not say: Fewer, than two, November, persistent."]


@pytest.mark.parametrize(
    ("reason", "line"),
    [
        (("quantity", "most", "few"), "The draft says “most”; the passage says “few”."),
        (("polarity", "tight", "not"), "The passage denies it: “not have a tight enough grip”."),
        (("polarity", "ambitious", "not"), "The passage denies it: “not have a tight”."),
        (("polarity", "not", "timely"), "The draft denies, by “not”, what the passage says: “timely”."),
        (
            ("grade", "good", "Leadership: Inadequate"),
            "The draft says “good”; the report prints “Leadership: Inadequate”.",
        ),
        (
            ("quotation", "a tight grip", "Not tight."),
            "Altered quotation: “a tight grip”. These words are quoted, but the source reads: “Not tight”.",
        ),
        (
            ("quotation", "a tight grip", ""),
            "Altered quotation: “a tight grip”. These words are quoted, but stand nowhere in the source.",
        ),
        (("condition left out", "", "if asked"), "The passage limits it by “if asked”, and the draft leaves that out."),
        (("speaker left out", "", "Leaders"), "The passage says whose word it is, “Leaders”, and the draft does not."),
        (("another school", "Ash", "Oak"), "The draft speaks of Ash; the passage is about Oak."),
    ],
)
def test_each_kind_of_reason_is_a_plain_sentence(reason, line):
    assert lines(reason) == [line]


def test_a_word_that_is_compared_is_not_told_as_unsaid_as_well_and_no_letter_is_a_word():
    said = lines(("opposite", "tight", "loose"), ("nothing speaks to", "tight", ""), ("nothing speaks to", "s", ""))
    assert said == ["The draft says “tight”; the passage says “loose”."]


def test_an_open_claim_of_which_nothing_can_be_said_asks_to_be_read():
    said = ["The passage comes near, but its words alone do not decide it: read it."]
    assert lines(("sentence", "All pupils read.", PASSAGE)) == said
    assert lines(("sentence", "All pupils read.", PASSAGE), verdict=Verdict.SUPPORTED) == []


def test_a_supported_claim_says_on_what_both_agree_and_how_a_quotation_was_changed():
    said = lines(("count", "3", "three"), ("words left out", "a … grip", ""), verdict=Verdict.SUPPORTED)
    assert said == ["Draft and passage agree on “3”.", "Quoted with a change that is allowed: words left out."]


def checked(sentence, *reasons, page=4, verdict=Verdict.NOT_CHECKED):
    """Return a claim of a one-sentence draft on Bedford as it is told."""
    block = Block(BlockKind.PARAGRAPH, Span(0, len(sentence)))
    draft = Document("d" * 64, "draft.md", "text/markdown", None, (Page(1, None, 595, 842, sentence, (), (block,)),))
    (item,) = asked_of(draft, [BEDFORD])
    place = Locator(BEDFORD.id, page, Span(0, 5))
    evidence = VerdictPassage(BEDFORD, Passage(BEDFORD.id, page, page, None, (Sentence(PASSAGE, (place,)),)))
    answer = Checked(verdict, tuple(Reason(*reason) for reason in reasons), 0.5)
    return told(item, CheckedClaim(item.claim, answer, evidence))


def test_reasons_hold_only_words_of_the_draft_as_it_writes_them():
    found = checked(
        "Pupils in Bedford attend CAMHS more (Bedford, November 2024, p. 4).",
        ("supported except", "area", ""),
        ("supported except", "camhs", ""),
        ("who", "pupils in the area", "children"),
        ("sentence", "Pupils in the area attend CAMHS more.", PASSAGE),
    )
    assert [(reason.kind, reason.claim) for reason in found.checked.reasons] == [
        ("supported except", "CAMHS"),
        ("who", "Pupils in Bedford"),
        ("sentence", "Pupils in Bedford attend CAMHS more."),
    ]


def test_an_open_claim_says_that_the_nearest_passage_stands_on_another_page_than_the_one_cited():
    sentence = "Pupils in Bedford attend more (Bedford, November 2024, p. 2)."
    assert checked(sentence, page=3).suggestion == "Cited: p. 2. The nearest passage stands on p. 3."
    assert checked(sentence, page=2).suggestion is None
    assert checked(sentence, page=3, verdict=Verdict.SUPPORTED).suggestion is None


def test_a_wrong_date_is_a_finding_of_its_own_with_the_right_one():
    found = checked("Pupils in Bedford attend more (Bedford, June 2025, p. 3).", page=3, verdict=Verdict.SUPPORTED)
    assert found.findings == ("wrong date",)
    assert found.suggestion == "In the library: Bedford Borough Local Area Partnership, 18 November 2024"
    right = checked("Pupils in Bedford attend more (Bedford, November 2024, p. 3).", page=3, verdict=Verdict.SUPPORTED)
    assert right.findings == ()


def test_what_is_set_apart_is_told_as_it_is():
    found = checked("What next?")
    assert found == replace(found, findings=(), suggestion=None)
