"""What the answer says of reports that gave nothing."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.compose import AnswerComposer
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.papers.whole_group import naming_schools
from assistant.answering.render import searched_words
from assistant.scope import understand
from ingest.documents import Locator, Span
from ingest.inspections import ReportFormat
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


def paper(name):
    return made_record(name, None, None, format=ReportFormat.DOCUMENT, title=name)


def found_in(record, words, likely):
    return Evidence(record.id, words, (Locator(record.id, 1, Span(0, len(words))),), None, None, likely)


def set_beside(question, said_by_plan):
    plan = paper("Wrenford Trust: plan")
    said = (
        SchoolEvidence("Elm Park Primary School", True, (found_in(NEW, "Staff feel valued.", 0.5),)),
        SchoolEvidence(plan.title, False, (found_in(plan, said_by_plan, 0.9),)),
    )
    selected = naming_schools(SelectedEvidence(understand(question, [NEW, plan]), said))
    return AnswerComposer({NEW.id: NEW, plan.id: plan}, 1).compose(selected)


def test_where_schools_are_asked_for_their_reports_stand_before_the_group_s_paper_which_is_told_as_that():
    composed = set_beside("Which schools look after their staff?", "Elm Park looks after its staff.")
    assert [claim.school for claim in composed.claims] == ["Elm Park Primary School", "Wrenford Trust: plan"]
    assert (
        "Wrenford Trust: plan: what the group says itself, and not what inspectors say; it stands after the schools’ "
        "reports."
    ) in composed.notes


def test_a_paper_that_names_no_school_does_not_say_which_schools():
    composed = set_beside("Which schools look after their staff?", "Every school looks after its staff.")
    assert [claim.school for claim in composed.claims] == ["Elm Park Primary School"]


def test_of_what_is_said_in_general_a_paper_is_left_where_it_answers_best():
    composed = set_beside("What is said about looking after staff?", "Every school looks after its staff.")
    assert composed.claims[0].school == "Wrenford Trust: plan"


def test_an_answer_from_tables_alone_speaks_of_no_report():
    survey = paper("staff-survey.csv")
    survey = replace(survey, passages=0)
    row = found_in(survey, "Workload 42", 1.0)
    scope = understand("What do staff at Elm Park say about workload?", [OLD, NEW, survey])
    selected = SelectedEvidence(scope, (SchoolEvidence("Elm Park Primary School", True, (row,)),), lead="As filed:")
    told = AnswerComposer({r.id: r for r in (OLD, NEW, survey)}, 1).compose(selected).searched
    assert told.narrowed == ("Elm Park Primary School",)
    assert (told.documents, told.passages) == (1, 0)
    assert searched_words(told) == "Looked through 1 document of 1 school."
