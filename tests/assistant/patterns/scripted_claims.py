"""A paper's claims compared with two schools' reports by scripted search and checker: what those tests share."""

from datetime import date

from assistant.checking.verdict import Checked
from assistant.patterns.claims import Ground, Paper, claims_against_reports, claims_of_paper
from assistant.patterns.values import GroupSchool
from assistant.search import Found
from assistant.themes.values import SchoolReport
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from tests.assistant.patterns.conftest import TRUST

OLD = SchoolReport("old", "old.pdf", date(2022, 1, 5), ReportFormat.GRADED)
NEW = SchoolReport("new", "new.pdf", date(2026, 1, 5), ReportFormat.REPORT_CARD)
CORVANE = GroupSchool("1", "Corvane Academy", "1", reports=(OLD, NEW))
OTHER = GroupSchool(
    "2", "Marlpit Vale Primary School", "2", reports=(SchoolReport("m", "m.pdf", None, ReportFormat.GRADED),)
)
CLAIM = "Attendance at Corvane Academy has improved since the inspection."


SAID = "Attendance has improved."


def passage(document, text, kind=BlockKind.PARAGRAPH, heading=None):
    return Passage(document, 0, 1, heading, (Sentence(text, (Locator(document, 1, Span(0, len(text))),)),), kind)


class Scripted:
    """Finds the same texts in every document, and calls them as it is told; `held` are all passages of a document."""

    def __init__(self, documents, verdict, dense=0.8, texts=(SAID,), score=0.5, held=()):
        self.documents, self.verdict, self.dense, self.texts = documents, verdict, dense, texts
        self.score, self.held = score, dict(held)
        self.scopes, self.asked, self.read = [], [], []

    def search(self, words, k=10, scope=None):
        self.scopes.append(scope.documents)
        self.asked.append(words)
        held = [document for document in self.documents if document in scope.documents]
        return [Found(passage(d, text), 1.0, 1.0, self.dense) for d in held for text in self.texts]

    def passages(self, document):
        return [passage(document, text) for text in self.held.get(document, ())]

    def check(self, pairs):
        self.read += pairs
        verdict = self.verdict if callable(self.verdict) else lambda _: self.verdict
        return [Checked(verdict(text), (), self.score) for text, _ in pairs]


def paper(*lines, heading="", own=(), day=None):
    text = "\n".join([heading, *lines])
    blocks, at = [], 0
    for number, line in enumerate([heading, *lines]):
        kind = BlockKind.HEADING if number == 0 else BlockKind.PARAGRAPH
        blocks += [Block(kind, Span(at, at + len(line)))] if line else []
        at += len(line) + 1
    page = Page(1, None, 0, 0, text, (), tuple(blocks))
    return Paper(Document("sef", "sef.docx", "", None, (page,)), TRUST, day, own)


def compare(parts, *lines, schools=(CORVANE, OTHER), letters=(), **about):
    made, ground = paper(*(lines or (CLAIM,)), **about), Ground(schools, letters, parts.passages)
    return list(claims_against_reports(claims_of_paper(made, schools), made, ground, parts, parts))


def compare_one(parts, *lines, **about):
    (found,) = compare(parts, *lines, **about)
    return found
