"""Claims of a self-evaluation stand as the reports let them: scripted search and checker, real reading of claims."""

from datetime import date

import pytest

from assistant.checking.checker import Checked, Verdict
from assistant.patterns.claims import claims_against_reports
from assistant.patterns.values import Bearing, Report, School
from assistant.search import Found
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.inspections import ReportFormat

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
        (["new"], Verdict.NOT_CHECKED, Bearing.NOT_BORNE_OUT, "The nearest passages do not say so."),
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
