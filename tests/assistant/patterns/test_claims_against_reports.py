"""Claims of a self-evaluation stand as the reports let them: scripted search and checker, real reading of claims."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.checking.checker import Checked, Verdict
from assistant.patterns.boards import Boards
from assistant.patterns.claims import claims_against_reports
from assistant.patterns.engine import Engine
from assistant.patterns.grades import Period
from assistant.patterns.group import other_documents
from assistant.patterns.takeaway_more import claims_book
from assistant.patterns.values import Bearing, ClaimAgainstReports, School, Statement
from assistant.search import Found
from assistant.themes.values import Report
from assistant.ui.patterns_cells import Cell, claim_places
from assistant.ui.patterns_claims import claims_view
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.errors import LibraryError
from ingest.inspections import ReportFormat
from tests.assistant.patterns.conftest import TRUST
from tests.assistant.records import made_record

OLD = Report("old", "old.pdf", date(2022, 1, 5), ReportFormat.GRADED)
NEW = Report("new", "new.pdf", date(2026, 1, 5), ReportFormat.REPORT_CARD)
CORVANE = School("1", "Corvane Academy", "1", reports=(OLD, NEW))
OTHER = School("2", "Marlpit Vale Primary School", "2", reports=(Report("m", "m.pdf", None, ReportFormat.GRADED),))
CLAIM = "Attendance at Corvane Academy has improved since the inspection."


class Scripted:
    def __init__(self, documents, verdict, dense=0.8):
        self.documents, self.verdict, self.dense, self.scopes = documents, verdict, dense, []

    def search(self, words, k=10, scope=None):
        self.scopes.append(scope.documents)
        text = "Attendance has improved."
        return [
            Found(Passage(d, 0, 1, None, (Sentence(text, (Locator(d, 1, Span(0, len(text))),)),)), 1.0, 1.0, self.dense)
            for d in self.documents
        ]

    def check(self, pairs):
        return [Checked(self.verdict, (), 0.5) for _ in pairs]


def compare(parts):
    page = Page(1, None, 0, 0, CLAIM, (), (Block(BlockKind.PARAGRAPH, Span(0, len(CLAIM))),))
    document = Document("sef", "sef.docx", "", None, (page,))
    (found,) = claims_against_reports(document, (CORVANE, OTHER), parts, parts)
    return found


@pytest.mark.parametrize(
    ("documents", "verdict", "bearing", "reason"),
    [
        (["new"], Verdict.SUPPORTED, Bearing.BORNE_OUT, "A passage of a school's latest report says so."),
        (["old"], Verdict.SUPPORTED, Bearing.NEWER, "An earlier report says so, and the school has a later one."),
        (["new"], Verdict.CONTRADICTED, Bearing.CONTRADICTED, "A passage of the reports says otherwise."),
        (["new"], Verdict.NOT_FOUND, Bearing.NOT_BORNE_OUT, "The nearest passages do not say so."),
        (["new"], Verdict.NOT_CHECKED, Bearing.OPEN, "The nearest passages neither clearly bear it out nor"),
        ([], Verdict.SUPPORTED, Bearing.SILENT, "No passage of the reports is near to the claim."),
    ],
)
def test_a_claim_stands_as_the_reports_let_it(documents, verdict, bearing, reason):
    found = compare(Scripted(documents, verdict))
    assert found.bearing is bearing
    assert found.reason.startswith(reason)
    assert [statement.document for statement in found.evidence] == documents


def test_a_claim_on_one_school_is_compared_with_its_reports_alone():
    parts = Scripted(["new"], Verdict.SUPPORTED)
    assert compare(parts).claim.schools == ("1",)
    assert parts.scopes == [frozenset({"old", "new"})]


def test_a_passage_that_is_not_near_is_silence():
    assert compare(Scripted(["new"], Verdict.SUPPORTED, dense=0.1)).bearing is Bearing.SILENT


def claim(bearing, evidence):
    place = Locator("d" * 64, 1, Span(0, 5))
    own = Statement("d" * 64, "sef.docx", "", CLAIM, (place,), None, (), "")
    return ClaimAgainstReports(own, bearing, "Why <b>so</b>.", (own,) * evidence)


def test_each_claim_on_the_screen_opens_itself_and_as_many_passages_as_it_says(board, real_boards):
    patterns = replace(real_boards.patterns(board), other_documents=(next(iter(board.records)),))
    claims = (claim(Bearing.BORNE_OUT, 2), claim(Bearing.SILENT, 0))
    html = claims_view(board, patterns, {patterns.other_documents[0]: claims})
    assert "2 claims. borne out: 1; no report speaks to it: 1." in html
    assert "Why &lt;b&gt;so&lt;/b&gt;." in html
    buttons = re.findall(r'data-count="(\d+)" data-open="[0-9a-f]{12}:claims:([a-z]+-\d+):(\d+):0"', html)
    assert len(buttons) == 3
    for number, kind, row in buttons:
        _, places = claim_places([claims], Cell("claims", kind, int(row), 0))
        assert len(places) == int(number)
    with pytest.raises(IndexError):
        claim_places([claims], Cell("claims", "other-0", 0, 0))


def test_a_paper_is_compared_when_somebody_asks_for_it_and_once(group_library, monkeypatch):
    asked = []

    def judges():
        asked.append(1)
        return Scripted([], Verdict.SUPPORTED), Scripted([], Verdict.SUPPORTED)

    boards = Boards(lambda: group_library, Engine(), lambda: date(2026, 11, 26), judges)
    board = boards.board(TRUST, Period())
    paper = next(iter(board.records))
    with pytest.raises(LibraryError, match="not one of the group's own papers"):
        boards.compare(board, paper)
    own = replace(boards.patterns(board), other_documents=(paper,))
    monkeypatch.setattr(boards, "patterns", lambda _: own)
    assert "Compare its claims with the reports" in claims_view(board, own, boards.compared(board))
    first = boards.compare(board, paper)
    assert {found.bearing for found in first} == {Bearing.SILENT}
    assert boards.compare(board, paper) is first
    assert len(asked) == 1
    assert claims_book(own, boards.compared(board)).sheets[0].rows[0][2] == "no report speaks to it"


def test_a_group_without_papers_says_what_to_add(board, real_boards):
    html = claims_view(board, replace(real_boards.patterns(board), other_documents=()), {})
    assert "The library holds no self-evaluation, plan or board paper of this group." in html


def test_a_table_of_the_group_is_no_paper_whose_claims_could_be_compared():
    facts = {"format": ReportFormat.DOCUMENT, "group": TRUST}
    plan, table = made_record("plan", None, None, **facts), made_record("survey", None, None, passages=0, **facts)
    assert other_documents(SimpleNamespace(documents=lambda: [plan, table]), TRUST) == (plan,)
