"""The verdict on a claim comes from the report that it cites; another one is told as the place where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.checking.checker import plainly
from assistant.checking.drafts.draft import DraftChecker
from assistant.checking.drafts.record_verdicts import CheckedClaim
from assistant.checking.verdict import Checked, Reason, Verdict
from assistant.checking.words.keys import shared
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Scope, Sentence, Span
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord
from tests.assistant.records import made_record

THEN = made_record("ash-then", "Ash Primary School", date(2016, 5, 17), urn="100011")
NOW = made_record("ash-now", "Ash Primary School", date(2024, 5, 14), urn="100011")
OTHER = made_record("elder", "Elder Primary School", date(2024, 6, 4), urn="100012")

Said = Mapping[DocumentRecord, Sequence[Passage]]


class Believing:
    """A checker whose model takes whatever is not plain for one thing, and remembers what it was given."""

    def __init__(self, verdict: Verdict = Verdict.SUPPORTED) -> None:
        self.read: list[str] = []
        self.verdict = verdict

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        self.read += [evidence for evidence, _ in pairs]
        likely = [Checked(self.verdict, (Reason("sentence", claim, evidence),), 0.7) for evidence, claim in pairs]
        return [plainly(*pair) or guess for pair, guess in zip(pairs, likely, strict=True)]


def passage(record: DocumentRecord, page: int, text: str, boilerplate: str | None = None) -> Passage:
    said = [f"{part.rstrip('.')}." for part in text.split(". ")]
    sentences = tuple(Sentence(part, (Locator(record.id, page, Span(0, len(part)), None),)) for part in said)
    return Passage(record.id, page, page, None, sentences, boilerplate=boilerplate)


def checked(claim: str, said: Said, checker: Believing | None = None) -> CheckedClaim:
    passages = {one.id: one for every in said.values() for one in every}

    def search(words: str, count: int, scope: Scope, _: object) -> list[Any]:
        inside = [p for p in passages.values() if scope.documents is None or p.document in scope.documents]
        inside = [p for p in inside if p.boilerplate is None]
        return [SimpleNamespace(passage=p) for p in sorted(inside, key=lambda p: -shared(words, p.text))[:count]]

    held = {record.id: tuple(every) for record, every in said.items()}
    library: Any = SimpleNamespace(
        documents=lambda: list(said),
        passages_of=lambda id: held[id],
        inspection=lambda id: None,
        pages=lambda id: [SimpleNamespace(number=p.page, text=p.text) for p in held[id]],
    )
    searcher: Any = SimpleNamespace(embedder=SimpleNamespace(embed=lambda words: [None] * len(words)), search=search)
    page = Page(1, None, 595, 842, claim, (), (Block(BlockKind.PARAGRAPH, Span(0, len(claim))),))
    draft = Document("d" * 64, "draft.md", "text/plain", None, (page,), ())
    judge: Any = checker or Believing()
    (found,) = DraftChecker(library, searcher, judge).check(draft).claims
    return found


CLAIM = "Reading is taught well enough (Ash, May 2024, p. 2)."
SAYS, DENIES = "Reading is taught well enough", "Reading is not taught well enough"


def test_what_an_older_report_says_is_not_supported_where_the_one_cited_denies_it() -> None:
    found = checked(CLAIM, {THEN: [passage(THEN, 1, SAYS)], NOW: [passage(NOW, 2, DENIES)]})
    assert found.checked.verdict is Verdict.CONTRADICTED
    assert found.evidence is not None
    assert found.evidence.record == NOW
    assert found.findings == ("wrong document",)
    assert found.suggestion == "Stands in: Ash Primary School, 17 May 2016, page 1"


def test_a_denial_on_any_page_of_the_report_cited_counts() -> None:
    fillers = [passage(NOW, 2, "Reading lessons at the school are well enough attended"), passage(NOW, 5, DENIES)]
    found = checked(CLAIM, {THEN: [passage(THEN, 1, SAYS)], NOW: fillers}, Believing(Verdict.NOT_CHECKED))
    assert found.checked.verdict is Verdict.CONTRADICTED


def test_what_an_older_report_says_is_told_as_its_place_where_the_one_cited_is_silent() -> None:
    found = checked(
        CLAIM,
        {THEN: [passage(THEN, 1, SAYS)], NOW: [passage(NOW, 2, "Lunch is at noon")]},
        Believing(Verdict.NOT_FOUND),
    )
    assert found.checked.verdict is not Verdict.SUPPORTED
    assert found.evidence is not None
    assert found.evidence.record == NOW
    assert found.findings == ("wrong document",)
    assert found.suggestion is not None
    assert "17 May 2016, page 1" in found.suggestion


@pytest.mark.parametrize(
    "claim",
    [
        CLAIM.replace("May 2024, p. 2", "May 2016, p. 1"),
        CLAIM.replace(", May 2024, p. 2", ", p. 1"),
        CLAIM.replace("May 2024", "July 2021"),
        "Reading is taught well enough at Ash Primary School.",
    ],
    ids=["the report cited", "no date cited", "a date that no report has", "nothing cited"],
)
def test_any_report_that_the_draft_may_mean_still_bears_a_claim_out(claim: str) -> None:
    found = checked(claim, {THEN: [passage(THEN, 1, SAYS)], NOW: [passage(NOW, 3, "Lunch is at noon")]})
    assert found.checked.verdict is Verdict.SUPPORTED


def test_the_page_cited_is_read_and_an_older_report_with_more_of_the_words_contradicts_nothing() -> None:
    checker = Believing()
    older = "The headteacher has led Ash Primary School since March 2012"
    cited = "She took up the headship in April 2021"
    claim = "The headteacher has led Ash Primary School since April 2021 (Ash, May 2024, p. 6)."
    found = checked(claim, {THEN: [passage(THEN, 6, older)], NOW: [passage(NOW, 6, cited)]}, checker)
    assert f"{cited}." in checker.read
    assert found.checked.verdict is not Verdict.CONTRADICTED
    assert found.evidence is not None
    assert found.evidence.record == NOW


def test_the_page_cited_is_read_where_other_pages_of_its_report_have_more_of_the_words() -> None:
    checker = Believing()
    pages = [
        passage(NOW, 2, "The school opened a nursery for the town, whose places are all taken. It has places for 18"),
        passage(NOW, 3, "The nursery of the school has more places than most. It has 18 staff"),
        passage(NOW, 7, "Its nursery offers 60"),
    ]
    checked(
        "The nursery at Ash Primary School has 60 places for children (Ash, May 2024, p. 7).", {NOW: pages}, checker
    )
    assert "Its nursery offers 60." in checker.read


def test_what_was_so_before_does_not_contradict_a_later_date_where_no_report_is_cited() -> None:
    older = "The headteacher has led the school since March 2012"
    found = checked("The headteacher has led Ash Primary School since April 2021.", {THEN: [passage(THEN, 6, older)]})
    assert found.checked.verdict is Verdict.NOT_CHECKED
    found = checked("The headteacher has led Ash Primary School since April 2015.", {THEN: [passage(THEN, 6, older)]})
    assert found.checked.verdict is Verdict.CONTRADICTED, "it was inspected after that"


@pytest.mark.parametrize("reason", ["legend of grades", "explanation of grades"])
def test_a_legend_or_an_explanation_on_the_page_cited_is_no_evidence(reason: str) -> None:
    checker = Believing()
    legend = passage(NOW, 1, "Teaching that is patchy needs a second look", reason)
    claim = "Teaching that is patchy needs a second look (Ash, May 2024, p. 1)."
    found = checked(claim, {NOW: [legend, passage(NOW, 1, "Pupils are kind")]}, checker)
    assert found.checked.verdict is not Verdict.SUPPORTED
    assert legend.text not in checker.read


def test_another_standard_text_bears_out_what_it_says_outright() -> None:
    note = "Inspectors carried out this inspection under section 5"
    claim = "Inspectors carried out this inspection under section 5 (Ash, May 2024, p. 9)."
    found = checked(claim, {NOW: [passage(NOW, 9, note, "standard note"), passage(NOW, 1, "Pupils are kind")]})
    assert found.checked.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "record"),
    [
        ("Elder Primary School is “a hive of quiet talk” (Elder, June 2024, p. 2).", NOW),
        ("Ash Primary School is “a hive of quiet talk” (Ash, May 2024, p. 2).", THEN),
    ],
    ids=["another school", "another year"],
)
def test_words_quoted_of_another_report_bear_nothing_out(claim: str, record: DocumentRecord) -> None:
    said = {one: [passage(one, 2, "Pupils are kind")] for one in (THEN, NOW, OTHER)}
    said[record].append(passage(record, 4, "The school is a hive of quiet talk"))
    found = checked(claim, said)
    assert found.checked.verdict is Verdict.NOT_FOUND
    assert set(found.findings) & {"wrong school", "wrong document"}


def test_a_model_s_word_for_another_page_that_hardly_has_the_words_is_not_enough() -> None:
    near = "Most pupils come to school every day and on time"
    found = checked(
        "Attendance is strong at Ash Primary School (Ash, May 2024, p. 5).",
        {NOW: [passage(NOW, 5, "Lunch is at noon"), passage(NOW, 6, f"{near}. Attendance is recorded")]},
    )
    assert found.checked.verdict is Verdict.NOT_CHECKED
    moved = checked(
        "Leaders act early when attendance dips (Ash, May 2024, p. 5).",
        {NOW: [passage(NOW, 5, "Lunch is at noon"), passage(NOW, 6, "Leaders step in early when attendance dips")]},
    )
    assert (moved.checked.verdict, moved.findings) == (Verdict.SUPPORTED, ("wrong page",))


PLAN = made_record("trust-improvement-plan-2024", None, None, format=ReportFormat.DOCUMENT)


def test_a_trust_s_paper_bears_out_what_it_says_of_the_school_named_and_of_no_other() -> None:
    said = {
        PLAN: [passage(PLAN, 2, "Repairs are slow at Ash Primary School")],
        NOW: [passage(NOW, 2, "Lunch is at noon")],
    }
    said[OTHER] = [passage(OTHER, 2, "Lunch is at one")]
    own = checked("Repairs are slow at Ash Primary School (improvement plan, March 2024).", said)
    assert (own.checked.verdict, own.findings) == (Verdict.SUPPORTED, ())
    other = Believing(Verdict.NOT_CHECKED)
    found = checked("Repairs are slow at Elder Primary School (improvement plan, March 2024).", said, other)
    assert found.checked.verdict is not Verdict.SUPPORTED


def test_a_conflict_on_another_page_counts_only_where_it_comes_nearer_than_the_page_cited() -> None:
    pages = [
        passage(NOW, 2, "The base of the school has grown to 18 places"),
        passage(NOW, 7, "A nursery of the school has places, 60 in all"),
    ]
    claim = "The school's nursery has 60 places (Ash, May 2024, p. 7)."
    found = checked(claim, {NOW: pages}, Believing(Verdict.NOT_CHECKED))
    assert found.checked.verdict is not Verdict.CONTRADICTED
