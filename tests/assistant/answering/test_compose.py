"""What the answer says of reports that gave nothing."""

from datetime import date

import pytest

from assistant.answering.compose import AnswerComposer
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.scope import understand
from ingest.documents import Locator, Span
from tests.assistant.records import made_record

OLD = made_record("old", "Elm Park Primary School", date(2019, 3, 5))
NEW = made_record("new", "Elm Park Primary School", date(2026, 5, 12))


def test_where_only_an_older_report_answers_the_newest_is_not_called_silent():
    found = Evidence(OLD.id, "It has a pond.", (Locator(OLD.id, 1, Span(0, 14)),), None, None, 0.9)
    scope = understand("Has Elm Park a pond?", [OLD, NEW])
    school = SchoolEvidence("Elm Park Primary School", True, (found,), from_older=True)
    composed = AnswerComposer({OLD.id: OLD, NEW.id: NEW}, 1).compose(SelectedEvidence(scope, (school,)))
    assert composed.lead == (
        "In the latest report (12 May 2026) nothing was found that answers this; "
        "an older report on Elm Park Primary School says:"
    )
    assert (
        "Elm Park Primary School: in the latest report (12 May 2026) nothing was found that answers this, "
        "so an older one is quoted."
    ) in composed.notes


def searched(question, **more):
    scope = understand(question, [OLD, NEW])
    return AnswerComposer({}, 1).compose(
        SelectedEvidence(scope, (SchoolEvidence("Elm Park Primary School", True, ()),), **more)
    )


def test_older_reports_are_told_as_left_out_only_where_they_were():
    newest = searched("Has Elm Park a pond?")
    assert newest.searched.narrowed[-1] == "latest report (1 older left out)"
    assert newest.searched.documents == 1
    both = searched("Has Elm Park a pond?", looked_back=True)
    assert both.searched.narrowed[-1] == "latest report first (1 older searched too)"
    assert both.searched.documents == 2
    assert both.lead == "Not found: nothing in 2 documents searched on Elm Park Primary School answers this."


def test_where_a_mention_was_looked_for_everywhere_there_is_nothing_to_take_out():
    (chip,) = [c for c in searched("Does any report mention ponds?", looked_back=True, of="ponds").searched.chips]
    assert (chip.words, chip.key) == ("latest report first (1 older searched too)", "")


@pytest.mark.parametrize(
    ("speaking", "said"), [(1, "1 of 2 schools says something of it"), (2, "2 of 2 schools say something of it")]
)
def test_who_does_not_have_a_thing_is_not_told_from_silence(speaking, said):
    records = [made_record(n, f"{n} Lane School", date(2026, 3, 5)) for n in ("Ash", "Elm")]
    found = [Evidence(r.id, "It has a sixth form.", (Locator(r.id, 1, Span(0, 20)),), None, None, 0.9) for r in records]
    schools = tuple(
        SchoolEvidence(record.school, True, (item,) if place < speaking else ())
        for place, (record, item) in enumerate(zip(records, found, strict=True))
    )
    scope = understand("Which schools don’t have a sixth form?", records)
    composed = AnswerComposer({record.id: record for record in records}, 1).compose(SelectedEvidence(scope, schools))
    assert composed.lead == (
        f"Which do not, silence does not tell: reports seldom say what a school does not do or have. {said}, as quoted."
    )
