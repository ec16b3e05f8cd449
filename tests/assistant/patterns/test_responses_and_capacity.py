"""Need, response, later evidence: states about evidence; and what documents say of a group's capacity."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.patterns.acting import says_action
from assistant.patterns.capacity import capacity
from assistant.patterns.patterns import matrix_of
from assistant.patterns.responses import responses
from assistant.patterns.statements import statements
from assistant.patterns.values import GroupSchool, ResponseState
from assistant.themes.themes import shipped_themes
from assistant.themes.theming import Themer
from assistant.themes.values import Direction, Mention, SchoolReport
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from tests.assistant.records import made_record

THEMER = Themer(shipped_themes())
THEMES = tuple(rule.theme for rule in shipped_themes())
OLD = SchoolReport("old", "old.pdf", date(2022, 1, 5), ReportFormat.GRADED)
NEW = SchoolReport("new", "new.pdf", date(2026, 1, 5), ReportFormat.REPORT_CARD)
CORVANE = GroupSchool("1", "Corvane Academy", "1", reports=(OLD, NEW))
MARLPIT = GroupSchool("2", "Marlpit Vale Primary School", "2")
SCHOOLS = (CORVANE, MARLPIT)


def record(day=date(2023, 1, 1)):
    more = {"id": "plan", "filename": "plan.docx", "format": ReportFormat.DOCUMENT, "group": "Group"}
    return made_record("plan", None, day, **more)


def passage(*texts, heading=None):
    sentences = tuple(Sentence(t, (Locator("plan", 1, Span(i * 100, i * 100 + len(t))),)) for i, t in enumerate(texts))
    return Passage("plan", 0, 1, heading, sentences)


def mention(direction, report, *, step=False):
    return Mention(
        "attendance", direction, "1", report.document, "", "words", (Locator(report.document, 1, Span(0, 5)),),
        report.date, report.format, "", step,
    )  # fmt: skip


def response(mentions, *passages, day=date(2023, 1, 1)):
    said = list(statements(record(day), passages, SCHOOLS, THEMER))
    by_document = {r.document: [m for m in mentions if m.document == r.document] for r in CORVANE.reports}
    return responses(matrix_of(SCHOOLS, THEMES, by_document), said)


NEED = mention(Direction.NEED, OLD, step=True)
PLAN = passage("Corvane Academy has appointed three attendance mentors.", "The choir sang.")


def test_without_a_document_of_the_group_no_response_is_found():
    (found,) = response([NEED])
    assert found.state is ResponseState.NONE
    assert found.why == "No document of the group in this library tells of an action on it at the school."


def test_a_sentence_on_the_theme_and_the_school_is_a_response_stated():
    (found,) = response([NEED], PLAN)
    assert found.state is ResponseState.STATED
    assert [s.text for s in found.statements] == ["Corvane Academy has appointed three attendance mentors."]
    assert found.statements[0].schools == ("1",)


def test_the_later_report_shows_improvement_or_the_same_need():
    (better,) = response([NEED, mention(Direction.STRENGTH, NEW)], PLAN)
    assert better.state is ResponseState.IMPROVED
    assert better.why == "The later report of 5 January 2026 speaks of a strength."
    same, newest = sorted(
        response([NEED, mention(Direction.NEED, NEW, step=True)], PLAN), key=lambda found: found.need.date
    )
    assert same.state is ResponseState.SAME_NEED
    assert newest.state is ResponseState.NONE  # the plan is older than the newest need


def test_a_sentence_on_another_school_is_no_response_and_one_on_all_is():
    assert response([NEED], passage("Marlpit Vale has an attendance plan."))[0].state is ResponseState.NONE
    assert response([NEED], passage("The group will improve attendance."))[0].state is ResponseState.STATED


def test_a_heading_names_school_and_theme_for_the_sentences_under_it():
    found = response([NEED], passage("Three mentors started.", heading="Corvane Academy: attendance"))
    assert [s.text for s in found[0].statements] == ["Three mentors started."]


def test_a_statement_without_a_date_says_so():
    (found,) = response([NEED], PLAN, day=None)
    assert "The date of a statement is not known" in found.why


def test_capacity_gathers_sentences_by_topic_and_leaves_silence_empty():
    said = list(statements(record(), [passage("The trust’s central team runs training for leaders.")], SCHOOLS, THEMER))
    topics = {topic.key: topic for topic in capacity([], said, SCHOOLS)}
    assert [s.text for s in topics["central-team"].statements] == [
        "The trust’s central team runs training for leaders."
    ]
    assert topics["delegation"].statements == ()


def test_a_sentence_that_says_of_no_school_is_no_response_for_any():
    assert response([NEED], passage("Attendance was discussed."))[0].state is ResponseState.NONE


def test_a_sentence_on_a_phase_is_on_its_schools():
    secondary = GroupSchool("1", "Corvane Academy", "1", "Secondary", reports=(OLD, NEW))
    schools = (secondary, MARLPIT)
    for text, state in (
        ("Attendance officers visit families in all secondary phases.", ResponseState.STATED),
        ("Attendance officers visit families in all primary phases.", ResponseState.NONE),
    ):
        said = list(statements(record(), [passage(text)], schools, THEMER))
        (found,) = responses(matrix_of(schools, THEMES, {"old": [NEED], "new": []}), said)
        assert found.state is state, text


def test_a_section_names_the_schools_that_its_sentences_leave_out():
    plan = passage("Why: Corvane Academy asked for it.", "Attendance officers start in May.", heading="Priority 2")
    (found,) = response([NEED], plan)
    assert [s.text for s in found.statements] == ["Attendance officers start in May."]
    assert found.statements[0].schools == ("1",)


def test_a_document_is_dated_by_the_day_on_which_it_was_agreed():
    plan = passage("Agreed by trustees on 2 October 2026.", "Corvane Academy has appointed attendance mentors.")
    (found,) = response([NEED], plan, day=None)
    assert found.statements[0].date == date(2026, 10, 2)


def test_later_evidence_is_told_although_no_response_is_found():
    (found,) = response([NEED, mention(Direction.STRENGTH, NEW)])
    assert found.state is ResponseState.IMPROVED
    assert found.why.endswith("No document of the group in this library tells of an action on it at the school.")


def test_a_schools_own_paper_speaks_of_that_school_alone():
    paper = replace(record(), title="Marlpit Vale Primary School: self-evaluation")
    said = list(statements(paper, [passage("Teachers check attendance in every lesson.")], SCHOOLS, THEMER))
    assert {themed.statement.schools for themed in said} == {("2",)}


def test_why_a_plan_acts_and_what_it_hopes_for_are_no_response():
    for text in (
        "Why: attendance at Corvane Academy is low.",
        "What it should lead to: attendance at Corvane Academy rises.",
        "Cost: £64,000 for attendance mentors at Corvane Academy.",
    ):
        (found,) = response([NEED], passage(text))
        assert found.state is ResponseState.NONE
    (found,) = response([NEED], passage("Corvane Academy visits families to raise attendance."))
    assert found.state is ResponseState.STATED


def asked(text, theme="leadership"):
    return replace(NEED, theme=theme, text=text)


def test_under_a_broad_theme_a_statement_must_speak_of_the_same_matter():
    need = asked("Leaders should check how the plans of foundation subjects are taught.")
    (other,) = response([need], passage("Senior leaders at Corvane Academy have taken on recruitment."))
    assert other.state is ResponseState.NONE
    (same,) = response([need], passage("Senior leaders at Corvane Academy check foundation subjects each half term."))
    assert same.state is ResponseState.STATED


def test_what_is_done_about_attendance_answers_a_step_on_the_attendance_of_disadvantaged_pupils():
    step = "Leaders should raise the attendance of disadvantaged pupils."
    needs = [asked(step, "attendance"), asked(step, "disadvantaged")]
    found = response(needs, PLAN)
    assert {one.theme: one.state for one in found} == dict.fromkeys(
        ("attendance", "disadvantaged"), ResponseState.STATED
    )
    alone = response([asked("Leaders should review the pupil premium.", "disadvantaged")], PLAN)
    assert alone[0].state is ResponseState.NONE


def test_a_single_sentence_of_strength_on_another_matter_is_no_improvement():
    need = asked("The use of the pupil premium should be reviewed.", "disadvantaged")
    clubs = replace(
        mention(Direction.STRENGTH, NEW), theme="disadvantaged", text="Disadvantaged pupils take part in clubs."
    )
    assert response([need, clubs])[0].state is ResponseState.NONE
    premium = replace(clubs, text="The pupil premium is spent with care.")
    assert response([need, premium])[0].state is ResponseState.IMPROVED
    assert response([need, clubs, replace(clubs, text="They do well.")])[0].state is ResponseState.IMPROVED


def test_a_school_named_before_in_the_passage_is_meant_and_one_named_elsewhere_in_the_section_is_not():
    before = passage("Corvane Academy starts early.", "Attendance mentors call at eight.", heading="How we work")
    assert response([NEED], before)[0].state is ResponseState.STATED
    after = passage("Attendance mentors call at eight.", "Corvane Academy starts early.", heading="How we work")
    assert response([NEED], after)[0].state is ResponseState.NONE


def test_year_groups_leave_out_the_schools_that_have_none_of_them():
    secondary = GroupSchool("1", "Corvane Academy", "1", "Secondary", reports=(OLD, NEW))
    for years, state in (("Years 3 and 4", ResponseState.NONE), ("Years 7 to 9", ResponseState.STATED)):
        text = f"Attendance mentors meet pupils of {years}."
        said = list(statements(record(), [passage("Corvane Academy starts early.", text)], (secondary,), THEMER))
        (found,) = responses(matrix_of((secondary,), THEMES, {"old": [NEED], "new": []}), said)
        assert found.state is state, years


def test_a_sentence_of_no_theme_may_speak_of_capacity_and_is_no_response():
    text = "Eighteen colleagues moved from one of our schools to another."
    said = list(statements(record(), [passage(text)], SCHOOLS, THEMER))
    assert [(themed.theme, themed.applies) for themed in said] == [("", False)]
    topics = {topic.key: topic for topic in capacity([], said, SCHOOLS)}
    assert [s.text for s in topics["people-moving"].statements] == [text]


def test_a_monitoring_letter_leaves_the_report_before_it_the_latest():
    letter = SchoolReport("letter", "letter.pdf", date(2026, 5, 5), ReportFormat.MONITORING)
    assert replace(CORVANE, reports=(OLD, NEW, letter)).latest is NEW
    assert replace(CORVANE, reports=(letter,)).latest is letter
    assert replace(CORVANE, reports=()).latest is None


MIDDLE = SchoolReport("middle", "middle.pdf", date(2024, 1, 5), ReportFormat.GRADED)


def responses_after(reports, mentions):
    one = replace(CORVANE, reports=reports)
    by_document = {r.document: [m for m in mentions if m.document == r.document] for r in reports}
    return responses(matrix_of((one,), THEMES, by_document), [])


def test_a_need_that_a_report_after_the_next_asks_for_again_is_the_same_need():
    mentions = [NEED, mention(Direction.STRENGTH, MIDDLE), mention(Direction.NEED, NEW, step=True)]
    found = responses_after((OLD, MIDDLE, NEW), mentions)[-1]
    assert found.need.date == OLD.date
    assert found.state is ResponseState.SAME_NEED
    assert found.why.startswith("A next step of the later report of 5 January 2026 asks for the same theme.")
    assert [m.document for m in found.later] == ["middle", "new"]


def test_praise_in_a_report_that_grades_the_area_low_is_no_improvement():
    poor = replace(NEW, below=(("Leadership and governance", "Needs attention"),))
    need, praise = (replace(m, theme="leadership") for m in (NEED, mention(Direction.STRENGTH, NEW)))
    (found,) = responses_after((OLD, poor), [need, praise])
    assert found.state is ResponseState.SAME_NEED
    assert found.why.startswith(
        "The later report of 5 January 2026 calls ‘Leadership and governance’ ‘Needs attention’."
    )
    assert responses_after((OLD, NEW), [need, praise])[0].state is ResponseState.IMPROVED


def test_a_report_that_says_nothing_of_the_theme_does_not_hide_the_one_after_it():
    found = responses_after((OLD, MIDDLE, NEW), [NEED, mention(Direction.STRENGTH, NEW)])
    assert found[0].state is ResponseState.IMPROVED


def test_what_a_letter_shows_is_told_as_a_letters():
    letter = replace(NEW, format=ReportFormat.MONITORING)
    (found,) = responses_after((OLD, letter), [NEED, mention(Direction.STRENGTH, letter)])
    assert found.why.startswith(
        "The later letter of a monitoring visit on 5 January 2026 speaks of a strength. It grades nothing and leaves "
        "the next step standing."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Three attendance officers, appointed in April, work at Corvane Academy on four days each week.",
        "From January, a pupil’s family is called on the first day of absence.",
        "The navigation sheets are brought to Corvane Academy by February.",
        "Every pupil who reads poorly has three sessions each week.",
        "All staff at St Orrin’s complete the training by December.",
        "Directors of English, mathematics and science visit lessons in pairs.",
    ],
)
def test_what_somebody_does_is_an_action(text):
    assert says_action(text)


@pytest.mark.parametrize(
    "text",
    [
        "Suspensions have also fallen at Ashlark High School.",
        "Attendance is now a strength in every one of our secondary phases.",
        "Disadvantaged pupils did better than the year before: their average score rose to 36.0.",
        "Too many pupils with SEND still do the same worksheet with an adult alongside.",
        "The committee does not yet test what it is told about the curriculum.",
        "At St Orrin’s, not all staff had been trained to teach phonics.",
        "Ashlark Primary School’s pupils averaged 22.7 marks out of 25.",
        "At Corvane Academy, help for weak readers reaches 38 of the 91 pupils who need it.",
        "Fewer than two thirds of pupils at Fennick Road Primary School have met the standard.",
        "Governance: how governors test what they are told:",
    ],
)
def test_a_claim_a_need_and_a_heading_are_no_action(text):
    assert not says_action(text)


def test_a_claim_on_the_theme_is_no_response():
    (found,) = response([NEED], passage("Absence has fallen at Corvane Academy."))
    assert found.state is ResponseState.NONE
    assert found.statements == ()
    assert [s.text for s in found.beside] == [
        "Absence has fallen at Corvane Academy."
    ]  # drafts hold it against reports


def test_a_word_of_a_name_or_of_a_heading_on_several_matters_does_not_say_what_a_statement_is_about():
    need = asked("Leaders should widen the range of clubs open to younger pupils.", "personal-development")
    name = passage("Corvane Academy shares how Sunrise Club was set up.")
    assert response([need], name)[0].state is ResponseState.NONE
    club = passage("Corvane Academy has opened a club for younger pupils.")
    assert response([replace(need, theme="attendance")], club)[0].state is ResponseState.NONE
    several = passage("Corvane Academy trains two leaders.", heading="Staff: attendance and behaviour")
    assert response([NEED], several)[0].state is ResponseState.NONE
    one = passage("Corvane Academy trains two leaders.", heading="Attendance")
    assert response([NEED], one)[0].state is ResponseState.STATED


def test_under_a_broad_theme_one_word_in_common_is_not_enough():
    need = asked("Leaders should check how the plans of foundation subjects are taught.")
    (one,) = response([need], passage("Senior leaders at Corvane Academy check the registers each week."))
    assert one.state is ResponseState.NONE


def of_trust(text, report):
    return replace(mention(Direction.STRENGTH, report), theme="trust", text=text)


def test_capacity_leaves_out_to_whom_a_letter_goes_and_reports_from_before_joining():
    earlier = replace(OLD, predates=True)
    schools = (replace(CORVANE, reports=(earlier, NEW)),)
    said = [
        of_trust("I am copying this letter to the director of education.", NEW),
        of_trust("The trust’s director of English works here.", NEW),
        of_trust("The federation’s director of mathematics visits.", earlier),
    ]
    topics = {topic.key: topic for topic in capacity(said, [], schools)}
    assert [s.text for s in topics["central-team"].statements] == ["The trust’s director of English works here."]
    form = list(statements(record(), [passage("A form to be filled in by directors of the trust.")], SCHOOLS, THEMER))
    assert not any(topic.statements for topic in capacity([], form, SCHOOLS))


def test_a_letter_does_not_lift_the_low_grade_of_the_report_before_it():
    poor = replace(MIDDLE, below=(("Leadership and management", "Requires improvement"),))
    letter = replace(NEW, format=ReportFormat.MONITORING)
    need, praise, more = (
        replace(m, theme="leadership")
        for m in (NEED, mention(Direction.STRENGTH, MIDDLE), mention(Direction.STRENGTH, letter))
    )
    (found,) = responses_after((OLD, poor, letter), [need, praise, more])
    assert found.state is ResponseState.SAME_NEED
    assert "calls ‘Leadership and management’ ‘Requires improvement’" in found.why
