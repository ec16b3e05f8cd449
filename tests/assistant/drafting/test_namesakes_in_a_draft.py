"""Two schools of one name stay two in patterns and drafts: each is called by its label and has its own reports."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.drafting.narrowing import Narrowing, narrowed_to
from assistant.drafting.places import find_places
from assistant.patterns.group import schools_of
from assistant.patterns.statements import of_one_school
from assistant.patterns.values import GroupPatterns, ThemeMatrix
from assistant.schools.names import mentions
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.library.records import Membership, SchoolRecord
from tests.assistant.records import made_record

NAME, TRUST = "St Mary’s School", "Moor Trust"
LEEDS, YORK = f"{NAME} (Leeds)", f"{NAME} (York)"


def record(id, urn, authority):
    return made_record(id, NAME, date(2025, 5, 1), id=id, urn=urn, local_authority=authority, group=TRUST)


class Namesakes:
    records = [record("a", "1", "Leeds"), record("b", "2", "York")]

    def documents(self):
        return self.records

    def schools(self):
        return [SchoolRecord(NAME, urn, "Primary", place, (TRUST,)) for urn, place in (("1", "Leeds"), ("2", "York"))]

    def memberships(self):
        return [Membership(NAME, urn, TRUST, None) for urn in ("1", "2")]

    def inspections(self):
        return []

    def lexical_search(self, words, k, scope):
        return [SimpleNamespace(passage=f"{document}:0") for document in sorted(scope.documents)]

    def passages(self, ids):
        return [self._passage(id.partition(":")[0]) for id in ids]

    def _passage(self, document):
        text = "Pupils read widely."
        return Passage(document, 0, 1, None, (Sentence(text, (Locator(document, 1, Span(0, len(text))),)),))


@pytest.fixture
def schools():
    return schools_of(Namesakes(), TRUST)


def test_each_is_called_by_its_label_and_has_its_own_report(schools):
    assert [(s.name, s.key, [r.document for r in s.reports]) for s in schools] == [
        (LEEDS, "1", ["a"]),
        (YORK, "2", ["b"]),
    ]


def test_a_draft_keeps_to_the_one_that_was_chosen(schools):
    matrix = ThemeMatrix(schools, (), ())
    found = GroupPatterns(TRUST, schools, matrix, matrix, ())
    kept = narrowed_to(found, Narrowing(schools=(YORK,)), date(2026, 1, 1))
    assert [school.key for school in kept.schools] == ["2"]


def test_a_place_to_cite_is_of_the_drafts_school_alone():
    draft = SimpleNamespace(schools=(YORK,), group=TRUST)
    assert [(p.cite.document, p.cite.school) for p in find_places(Namesakes(), draft, "read widely")] == [("b", YORK)]


def test_a_paper_of_one_of_them_is_its_own_by_the_urn(schools):
    paper = replace(Namesakes.records[1], title="Self-evaluation")
    assert of_one_school(paper, {school.name: school.key for school in schools}) == ("2",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"At {LEEDS}, pupils read widely.", (LEEDS,)),
        (f"The report on {YORK} (May 2025) said so.", (YORK,)),
        (f"At {NAME}, pupils read widely.", ()),
    ],
)
def test_a_label_names_one_school_and_the_bare_name_neither(text, names):
    found = mentions(text, [LEEDS, YORK, "Oak Primary School"])
    assert tuple(name for mention in found for name in mention.names) == names
    assert all(text[mention.start : mention.end] == mention.names[0] for mention in found)
