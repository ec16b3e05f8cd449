"""A draft's claim is held against the school that it means, where two have one name or one has had two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.checking.claims.citing import DraftCitation
from assistant.checking.drafts.draft import DraftChecker
from assistant.checking.drafts.places import PlaceFinding, VerdictPassage, cited_records, compare_places, newer_report
from assistant.checking.drafts.record_verdicts import RecordVerdicts
from assistant.checking.drafts.scope import AskedClaim, asked_of
from assistant.checking.verdict import Checked, Verdict
from assistant.schools.register import register_of
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.inspections import Inspection, InspectionDates, Judgement, ReportFormat, Scale
from ingest.library import DocumentRecord, Library
from tests.assistant.records import made_record
from tests.ingest.library.library_worker import make


def report(name: str, school: str, urn: str, year: int, authority: str | None = None) -> DocumentRecord:
    return made_record(name, school, date(year, 5, 14), urn=urn, local_authority=authority)


LEEDS = report("leeds", "St Mary’s School", "100001", 2019, "Leeds")
YORK = report("york", "St Mary’s School", "100002", 2024, "York")
THEN = report("oak-then", "Oak Primary School", "100004", 2018)
NOW = report("oak-now", "Hillside Academy", "100004", 2025)
ALL = [LEEDS, YORK, THEN, NOW]


def on(record: DocumentRecord, page: int) -> VerdictPassage:
    place = Locator(record.id, page, Span(0, 5), None)
    return VerdictPassage(record, Passage(record.id, page, page, None, (Sentence("words", (place,)),)))


def draft(*lines: str) -> Document:
    text = "\n".join(lines)
    blocks, start = [], 0
    for line in lines:
        kind = BlockKind.HEADING if line.istitle() else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    page = Page(1, None, 595, 842, text, (), tuple(blocks))
    return Document("d" * 64, "draft.docx", "text/plain", None, (page,), ())


def asked(*lines: str) -> list[AskedClaim]:
    return asked_of(draft(*lines), ALL)


def own(item: AskedClaim) -> list[str]:
    return sorted(record.filename for record in item.own)


@pytest.mark.parametrize(
    ("citation", "sentence", "meant"),
    [
        ("St Mary’s (Leeds), p. 3", "Attendance is high.", [LEEDS]),
        ("St Mary’s, p. 3", "At St Mary’s in York, attendance is high.", [YORK]),
        ("p. 3", "At St Mary’s (URN 100002), attendance is high.", [YORK]),
        ("St Mary’s, p. 3", "Attendance is high.", [LEEDS, YORK]),
        ("Oak Primary, p. 3", "Attendance is high.", [THEN, NOW]),
        ("Hillside, p. 3", "Attendance is high.", [THEN, NOW]),
    ],
)
def test_a_citation_means_the_school_that_its_authority_urn_or_sentence_tells(
    citation: str, sentence: str, meant: list[DocumentRecord]
) -> None:
    assert cited_records([DraftCitation(citation, 3)], sentence, ALL) == meant


def test_what_stands_in_the_report_on_another_school_of_that_name_stands_in_another_school() -> None:
    cited = [DraftCitation("St Mary’s (Leeds), p. 3", 3)]
    assert compare_places(cited, [LEEDS], [on(YORK, 3)])[0] is PlaceFinding.WRONG_SCHOOL
    assert compare_places(cited, [THEN], [on(NOW, 3)])[0] is PlaceFinding.WRONG_DOCUMENT


def test_a_report_is_followed_by_a_newer_one_on_its_own_school_only() -> None:
    assert newer_report(LEEDS, "Attendance is high.", ALL) is None
    assert newer_report(THEN, "Attendance is high.", ALL) is NOW


def test_a_claim_is_looked_for_in_the_reports_on_the_school_that_is_told_by_its_citation_or_heading() -> None:
    (cited,) = asked("At St Mary’s, attendance is far above average this year (leeds.pdf, p. 3).")
    assert (own(cited), cited.schools, cited.unclear) == (["leeds.pdf"], ("St Mary’s School (Leeds)",), False)
    heading, under = asked("St Mary’S School (York)", "At St Mary’s, attendance is far above average this year.")
    assert heading.claim.unchecked is not None
    assert (own(under), under.counts_reports) == (["york.pdf"], False)
    (renamed,) = asked("At Oak Primary School, attendance is far above average this year.")
    assert (own(renamed), renamed.schools) == (["oak-now.pdf", "oak-then.pdf"], ("Hillside Academy",))


def test_a_name_that_two_schools_have_is_one_school_whose_identity_is_unclear() -> None:
    (item,) = asked("At St Mary’s, attendance is far above average this year.")
    assert own(item) == ["leeds.pdf", "york.pdf"]
    assert (item.unclear, item.counts_reports) == (True, False)


def test_where_evidence_stands_is_said_with_what_tells_the_school_apart() -> None:
    (item,) = asked("At St Mary’s, attendance is far above average this year (leeds.pdf, p. 3).")
    assert on(item.cited[0], 3).where == "St Mary’s School (Leeds), 14 May 2019, page 3"


def graded(record: DocumentRecord, grade: str) -> Inspection:
    place = Locator(record.id, 2, Span(0, 5), None)
    assert record.start
    judgement = Judgement("Quality of education", grade, Scale.OEIF, record.start, place)
    dates = InspectionDates(record.dates_printed or "", record.start, record.start, place)
    return Inspection(record.id, ReportFormat.GRADED, 1.0, "made", dates=dates, judgements=(judgement,))


def verdict_of_the_records(*lines: str) -> Verdict | None:
    held = {LEEDS.id: "Inadequate", YORK.id: "Good", THEN.id: "Inadequate", NOW.id: "Good"}
    library: Any = SimpleNamespace(inspection=lambda id: graded(next(r for r in ALL if r.id == id), held[id]))
    gather: Any = SimpleNamespace(on_page=lambda record, page, _: on(record, page))
    (item,) = asked(*lines)
    found = RecordVerdicts(library, gather).judge(item, register_of(ALL).shown(ALL))
    return found.checked.verdict if found else None


def test_a_grade_is_compared_with_the_record_of_the_school_that_is_meant_and_with_none_where_that_is_unclear() -> None:
    assert verdict_of_the_records("At St Mary’s (York), the quality of education was judged Good.") is Verdict.SUPPORTED
    assert (
        verdict_of_the_records("At St Mary’s, Leeds, the quality of education was judged Good.") is Verdict.CONTRADICTED
    )
    assert verdict_of_the_records("At St Mary’s, the quality of education was judged Good.") is None


def test_the_newest_record_of_a_school_that_changed_its_name_counts_under_either_name() -> None:
    said = "At Oak Primary School, the quality of education was judged Good."
    assert verdict_of_the_records(said) is Verdict.SUPPORTED


class Against:
    """A checker that calls everything contradicted."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        return [Checked(Verdict.CONTRADICTED, (), 0.0) for _ in pairs]


@pytest.mark.parametrize(
    ("name", "verdict"),
    [("St Mary’s", Verdict.NOT_CHECKED), ("St Mary’s (Eastshire)", Verdict.CONTRADICTED)],
)
def test_what_speaks_against_a_claim_proves_nothing_where_another_school_of_that_name_may_be_meant(
    tmp_path: Path, name: str, verdict: Verdict
) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        for seed, authority in ((1, "Eastshire"), (2, "Northshire")):
            sample = make(tmp_path / "files", seed)
            sample.put(library)
            library.corrections.correct(sample.id, "provider", "St Mary’s School")
            library.corrections.correct(sample.id, "local_authority", authority)
        passage = library.passages_of(make(tmp_path / "files", 1).id)[0]
        embedder = SimpleNamespace(embed=lambda words: [None] * len(words))
        searcher: Any = SimpleNamespace(embedder=embedder, search=lambda *_: [SimpleNamespace(passage=passage)])
        checker: Any = Against()
        found = DraftChecker(library, searcher, checker).check(draft(f"At {name}, no leader would value attendance."))
    assert [claim.checked.verdict for claim in found.claims] == [verdict]
    assert found.claims[0].evidence.record.school == "St Mary’s School (Eastshire)"
