"""One natural change of a sentence is told for what it is, and the same thing in another order is no change."""

import pytest

from assistant.checking.checker import plainly
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.movements import movements
from assistant.checking.comparisons.polarity import compare_polarity
from assistant.checking.verdict import Verdict
from assistant.checking.words.numerals import numbers

OTHERWISE = [
    # how often and how many, one of the words a denial by itself
    ("Pupils never sit quietly at lunch.", "Pupils usually sit quietly at lunch.", "never", "usually"),
    (
        "No children reached the top level in 2024.",
        "Too few children reached the top level in 2024.", "No children", "few",
    ),
    ("No parents come to the open days.", "A few parents come to the open days.", "No parents", "A few"),
    ("Some tutors were sent on the course.", "Not a single tutor was sent on the course.", "Some", "Not a single"),
    # opposites with a hyphen, and in time or late
    ("Tutors set poorly-chosen tasks in science.", "Tutors set well-chosen tasks in science.", "poorly", "well"),
    ("Pupils like the poorly planned trips.", "Pupils like the thoughtfully planned trips.", "poorly", "thoughtfully"),
    (
        "Reviews of plans are always done with delays.",
        "Reviews of plans are always done in a timely way.", "delays", "timely",
    ),
    ("The team has been in flux since May.", "The team has been stable since May.", "flux", "stable"),
    # which way figures move
    (
        "Persistent absence rose last year.",
        "Persistent absence tumbled from 31.2% to 14.5% last year.", "rose", "from 31.2% to 14.5%",
    ),
    (
        "The number of exclusions went up.",
        "The number of exclusions was cut from 42 to 17.", "went up", "from 42 to 17",
    ),
    # the figures make a hundred, and the words are not turned round as they are
    (
        "In the test, 60% of pupils reached the standard.",
        "In the test, 40% of pupils reached the standard.", "60%", "40%",
    ),
    # figures that are not apart and say something else all the same
    ("The audit was done under section 7 of the Act.", "The audit was done under section 8 of the Act.", "7", "8"),
    (
        "A visit follows within one to five years.",
        "A visit follows within one to two years.", "one to five", "one to two",
    ),
    (
        "Pupils may join the school in Year 9 or Year 12.",
        "Pupils may join the school in Year 7 or Year 12.", "Year 9", "Year 7",
    ),
    (
        "Careers lessons run from Years 10 to 13.",
        "Careers lessons run from Years 8 to 13.", "Years 10 to 13", "Years 8 to 13",
    ),
    (
        "The club takes young people up to 25 years of age.",
        "The club takes young people up to 30 years of age.", "up to 25", "up to 30",
    ),
    # two things in one another's place
    (
        "Leaders look at girls' spelling and boys' sums.",
        "Leaders look at boys' spelling and girls' sums.", "girls", "boys",
    ),
    (
        "Two tutors left in May and eight were appointed.",
        "Eight tutors left in May and two were appointed.", "Two", "Eight",
    ),
    ("Leaders hold governors firmly to account.", "Governors hold leaders firmly to account.", "Leaders", "Governors"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "ours", "theirs"), OTHERWISE)
def test_a_sentence_with_one_thing_changed_is_contradicted_by_the_words_that_differ(claim, evidence, ours, theirs):
    result = plainly(f"The hall is new. {evidence} Visitors often come.", claim)
    assert result is not None
    assert result.verdict is Verdict.CONTRADICTED
    assert (ours, theirs) in [(reason.claim, reason.evidence) for reason in result.reasons]


NO_CHANGE = [
    ("No pupils are excluded.", "Pupils are not excluded."),
    ("Few pupils miss lessons.", "Too few pupils attend lessons."),
    ("The plan is not fully known in every class.", "The plan is not yet fully known in a small number of classes."),
    ("Pupils in Years 5 and 6 swim each week.", "Pupils in Years 3 to 6 swim each week."),
    ("The rate of lateness fell last year.", "The rate of lateness tumbled from 31.2% to 14.5% last year."),
    ("Lessons have grown longer this year.", "Lessons last from 40 to 60 minutes this year."),
    ("Governors meet leaders before each half term.", "Leaders meet governors before each half term."),
    ("Reading is strong and writing is weak.", "Writing is weak and reading is strong."),
    ("The well-being of staff is poorly monitored.", "Leaders monitor the well-being of staff poorly."),
    ("Only 4% of plans were late last year.", "96% of plans were on time last year."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence"), NO_CHANGE)
def test_what_may_be_the_same_thing_is_not_contradicted(claim, evidence):
    result = plainly(evidence, claim)
    assert result is None or result.verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Spelling is weak throughout the school.", "Spelling across the school is weak."),
        ("Lessons are calm in the afternoons.", "In the afternoons, lessons are calm."),
        (
            "Children with SEND have a voice in the town.",
            "Children and young people with SEND have a voice in the town.",
        ),
        ("EHC plans are reviewed each year.", "Education, health and care (EHC) plans are reviewed each year."),
        ("Pupils behave well in corridors.", "Pupils behave well in lessons and in corridors."),
    ],
)  # fmt: skip
def test_the_same_words_in_another_order_or_by_their_short_names_are_supported(claim, evidence):
    result = plainly(evidence, claim)
    assert result is not None
    assert result.verdict is Verdict.SUPPORTED


def test_a_place_that_belongs_to_another_verb_bears_nothing_out():
    assert (
        plainly("Pupils behave well in lessons and play in the playground.", "Pupils behave well in the playground.")
        is None
    )
    assert plainly("Trustees listen to talks on the new budget.", "Trustees listen to the new budget.") is None


def test_a_list_of_two_years_holds_no_year_between_them_and_a_range_does():
    def stages(text):
        return [(number.low, number.high) for number in numbers(text)]

    assert stages("in Year 7 or Year 12") == [(7, 7), (12, 12)]
    assert stages("in Years 3 and 6") == [(3, 3), (6, 6)]
    assert stages("in Years 5 and 6") == [(5, 6)]
    assert stages("between Years 7 and 9") == [(7, 9)]
    assert stages("in Years 7 to 9") == [(7, 9)]


def test_two_figures_tell_a_direction_and_a_range_does_not():
    def values(text):
        return [mark.value for mark in movements(text)]

    assert values("It crept from 4.1% in 2023 to 6.8% in 2024.") == ["rise"]
    assert values("It fell from 30 pupils to just 12 pupils.") == ["fall"]
    assert values("It went from £40,000 to £30,000.") == ["fall"]
    for range_ in (
        "It ranged from 12% to 8%.",
        "It lasts from 40 to 60 minutes.",
        "From 10 to 12% of pupils are late.",
    ):
        assert values(range_) == []


def test_a_denial_in_other_words_agrees():
    (found,) = compare_polarity("No pupils are left out.", "Pupils are not left out.")
    assert found.relation is Relation.AGREES
