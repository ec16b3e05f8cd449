"""A claim that one passage bears out and another denies: both are shown, and neither is passed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.checking.checker import plainly
from assistant.checking.contract import draft_json
from assistant.checking.drafts.draft import CheckedDraft, DraftChecker, report_lines
from assistant.checking.verdict import Checked, Reason, Verdict
from assistant.reviewing.exports import comment_paragraphs, rows
from assistant.reviewing.review import Review, items_of, summary_words
from assistant.ui.claims import evidence_card
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.library import DocumentRecord
from tests.assistant.records import made_record

THEN = made_record("oak-then", "Oak Primary School", date(2018, 5, 14), urn="100004")
NOW = made_record("oak-now", "Oak Primary School", date(2025, 5, 14), urn="100004")
OTHER = made_record("elm", "Elm Primary School", date(2025, 6, 2), urn="100005")


class Believing:
    """A checker whose model takes whatever is not plain for supported."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        likely = [Checked(Verdict.SUPPORTED, (Reason("sentence", claim, evidence),), 0.9) for evidence, claim in pairs]
        return [plainly(*pair) or guess for pair, guess in zip(pairs, likely, strict=True)]


def passage(record: DocumentRecord, page: int, text: str, boilerplate: str | None = None) -> Passage:
    said = [f"{part.rstrip('.')}." for part in text.split(". ")]
    sentences = tuple(Sentence(part, (Locator(record.id, page, Span(0, len(part)), None),)) for part in said)
    return Passage(record.id, page, page, None, sentences, boilerplate=boilerplate)


def draft(text: str) -> Document:
    page = Page(1, None, 595, 842, text, (), (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
    return Document("d" * 64, "draft.md", "text/plain", None, (page,), ())


def checked(claim: str, said: Mapping[DocumentRecord, Sequence[Passage]]) -> CheckedDraft:
    held = {record.id: tuple(passages) for record, passages in said.items()}
    first = next(iter(said.values()))[0]
    library: Any = SimpleNamespace(
        documents=lambda: list(said), passages_of=lambda id: held[id], inspection=lambda id: None
    )
    embedder = SimpleNamespace(embed=lambda words: [None] * len(words))
    searcher: Any = SimpleNamespace(embedder=embedder, search=lambda *_: [SimpleNamespace(passage=first)])
    checker: Any = Believing()
    return DraftChecker(library, searcher, checker).check(draft(claim))


CLAIM = "Leaders act early when attendance dips (Oak Primary School, May 2018, p. 3)."
SAYS = "Leaders act early when attendance dips"
DENIES = "Leaders do not act early when attendance dips"


def test_a_later_report_that_says_otherwise_is_shown_beside_the_one_that_bears_the_claim_out() -> None:
    found = checked(CLAIM, {THEN: [passage(THEN, 3, SAYS)], NOW: [passage(NOW, 4, f"Pupils read. {DENIES}")]})
    (claim,) = found.claims
    assert claim.checked.verdict is Verdict.SUPPORTED
    assert claim.evidence is not None
    assert claim.evidence.record == THEN
    assert claim.otherwise is not None
    assert (claim.otherwise.evidence.record, claim.otherwise.sentence) == (NOW, f"{DENIES}.")
    assert claim.findings == ("superseded", "said otherwise")


def test_another_page_of_the_same_report_that_says_otherwise_is_shown_too() -> None:
    found = checked(CLAIM, {THEN: [passage(THEN, 3, SAYS), passage(THEN, 7, DENIES)]})
    (claim,) = found.claims
    assert claim.checked.verdict is Verdict.SUPPORTED
    assert claim.otherwise is not None
    assert claim.otherwise.evidence.passage.page == 7


def test_both_places_are_told_on_screen_in_word_comments_in_tables_on_the_command_line_and_in_json() -> None:
    found = checked(CLAIM, {THEN: [passage(THEN, 3, SAYS)], NOW: [passage(NOW, 4, DENIES)]})
    said = f"But otherwise: Oak Primary School, 14 May 2025, page 4: “{DENIES}.”"
    (item,) = items_of(found)
    assert item.needs_attention
    assert said in comment_paragraphs(item)
    assert "said otherwise elsewhere" in comment_paragraphs(item)[0]
    assert any(f"“{SAYS}.”" in line for line in comment_paragraphs(item))
    review: Any = SimpleNamespace(items=(item,), checkable=(item,))
    assert said in rows(review)[0]["Why"]
    assert any(said in line for line in report_lines(found))
    assert "But otherwise: Oak Primary School, 14 May 2025, page 4" in evidence_card(item, None)
    assert "<mark" in evidence_card(item, None).split("But otherwise")[1]
    json = draft_json(found)
    assert json["summary"]["said_otherwise"] == 1
    told = json["claims"][0]
    assert (told["evidence"]["file"], told["otherwise"]["file"]) == ("oak-then.pdf", "oak-now.pdf")
    assert (told["otherwise"]["sentence"], told["otherwise"]["page"]) == (f"{DENIES}.", 4)
    assert told["otherwise"]["reasons"][0]["kind"] == "polarity"


def test_what_only_a_model_takes_for_likely_does_not_stand_against_a_denial_in_the_same_report() -> None:
    near = "Leaders are quick to notice and to deal with falls in attendance"
    found = checked(CLAIM, {THEN: [passage(THEN, 3, near), passage(THEN, 7, DENIES)]})
    (claim,) = found.claims
    assert claim.checked.verdict is Verdict.CONTRADICTED
    assert claim.evidence is not None
    assert claim.evidence.passage.page == 7
    assert claim.otherwise is None


def test_a_claim_is_denied_as_soon_as_one_of_the_things_that_it_says_is() -> None:
    claim = (
        "The offer for older pupils is planned with care and its purpose is clear (Oak Primary School, May 2018, p. 3)."
    )
    near = "A broad offer with a purpose awaits older pupils, who take it up with care"
    denial = "The offer for older pupils is not planned with care"
    (found,) = checked(claim, {THEN: [passage(THEN, 3, near), passage(THEN, 7, denial)]}).claims
    assert found.checked.verdict is Verdict.CONTRADICTED


def test_the_number_of_some_pupils_says_nothing_against_that_of_all() -> None:
    near = "Total pupils of the school: 428"
    some = "A base caters for 18 pupils with autism"
    claim = "There are 428 pupils at the school (Oak Primary School, May 2018, p. 3)."
    (found,) = checked(claim, {THEN: [passage(THEN, 3, near), passage(THEN, 7, some)]}).claims
    assert found.checked.verdict is Verdict.SUPPORTED
    assert found.otherwise is None


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        (CLAIM.replace("2018, p. 3", "2025, p. 3"), {NOW: [passage(NOW, 3, SAYS)], THEN: [passage(THEN, 3, DENIES)]}),
        (
            f"At that time, {CLAIM[0].lower()}{CLAIM[1:]}",
            {THEN: [passage(THEN, 3, SAYS)], NOW: [passage(NOW, 3, DENIES)]},
        ),
        (CLAIM, {THEN: [passage(THEN, 3, SAYS)], OTHER: [passage(OTHER, 3, DENIES)]}),
        (CLAIM, {THEN: [passage(THEN, 3, SAYS), passage(THEN, 9, DENIES, "standard text")]}),
        (CLAIM, {THEN: [passage(THEN, 3, SAYS), passage(THEN, 5, "Leaders do not act early when behaviour worsens")]}),
        (
            "Pupils achieve well in reading (Oak Primary School, May 2018, p. 3).",
            {
                THEN: [
                    passage(THEN, 3, "Pupils achieve well in reading"),
                    passage(THEN, 5, "Pupils do not achieve well in writing"),
                ]
            },
        ),
    ],
    ids=[
        "an earlier report",
        "a claim about the past",
        "another school",
        "standard text",
        "another thing",
        "a subject",
    ],
)
def test_nothing_is_said_otherwise_by(claim: str, said: dict[DocumentRecord, list[Passage]]) -> None:
    (found,) = checked(claim, said).claims
    assert found.checked.verdict is Verdict.SUPPORTED
    assert found.otherwise is None


def test_the_summary_counts_what_is_said_otherwise() -> None:
    found = checked(CLAIM, {THEN: [passage(THEN, 3, SAYS), passage(THEN, 7, DENIES)]})
    items = items_of(found)
    review = Review("r", "draft.md", "text/plain", items, NOW.added_at, "local")
    assert summary_words(review) == "1 claim: 1 supported; 1 said otherwise elsewhere."
