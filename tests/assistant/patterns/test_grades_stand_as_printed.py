"""The comparison matrix keeps each grade on its own scale, with its date, and marks what predates the group."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.patterns import grades
from assistant.patterns.grades import GradeMatrix, VisitMark, Which, YearRange
from assistant.patterns.joining import day_said
from ingest.inspections import ReportFormat, Scale
from ingest.library.records import SchoolRecord
from tests.assistant.patterns.made import GROUP, INSPECTIONS, MEMBERSHIPS, RECORDS, SCHOOLS, TODAY, inspection, record


def matrix(which: Which = Which.LATEST, period: YearRange | None = None, group: str | None = GROUP) -> GradeMatrix:
    period = period or YearRange()
    rows = grades.schools_of(
        group, period, schools=SCHOOLS, memberships=MEMBERSHIPS, records=RECORDS, inspections=INSPECTIONS
    )
    return grades.grade_matrix(rows, group=group or "", period=period, which=which, as_of=TODAY)


def printed(made: GradeMatrix) -> list[list[str]]:
    return [
        [" / ".join(grade.grade for grade in made.cell(row, column)) for column in range(len(made.columns))]
        for row in range(len(made.rows))
    ]


@pytest.mark.parametrize("which", Which)
def test_no_column_holds_grades_of_two_scales(which: Which) -> None:
    made = matrix(which)
    for number, column in enumerate(made.columns):
        scales = {grade.scale for row in range(len(made.rows)) for grade in made.cell(row, number)}
        assert len(scales) == 1
        assert scales <= {column.block, grades.WORDS}
    assert [title for title, _ in made.blocks()][:2] == list(grades.BLOCK_TITLES.values())[:2]


def test_the_latest_inspection_of_each_school_is_one_row_and_what_was_not_judged_is_empty() -> None:
    made = matrix()
    assert [row.school.name for row in made.rows] == [school.name for school in SCHOOLS]
    assert [column.label for column in made.columns] == [
        "Inclusion",
        "Early years",
        "Quality of education",
        "Safeguarding standards",
    ]
    assert printed(made) == [
        ["Strong standard", "Expected standard", "", "met"],
        ["", "", "Requires improvement", ""],
        ["", "", "", ""],
    ]
    assert made.rows[2].visit is None


def test_a_monitoring_visit_does_not_empty_the_row_of_the_inspection_before_it() -> None:
    visited = date(2026, 9, 15)
    letter = record("birch-letter", "Birch Lane Academy", "2", visited, ReportFormat.MONITORING)
    said = inspection("birch-letter", visited, ReportFormat.MONITORING, {}, Scale.OEIF)
    rows = grades.schools_of(
        GROUP,
        YearRange(),
        schools=SCHOOLS,
        memberships=MEMBERSHIPS,
        records=[*RECORDS, letter],
        inspections=[*INSPECTIONS, said],
    )
    made = grades.grade_matrix(rows, group=GROUP, period=YearRange(), which=Which.LATEST, as_of=TODAY)
    birch = made.rows[1]
    assert printed(made)[1] == ["", "", "Requires improvement", ""]
    assert birch.visit is not None
    assert birch.visit.start == date(2022, 9, 27)
    assert birch.visit.marks == (VisitMark.FOLLOWED,), "a letter gives no grades: those of before it stand"
    alone = grades.schools_of(
        GROUP, YearRange(), schools=SCHOOLS, memberships=MEMBERSHIPS, records=[letter], inspections=[said]
    )
    made = grades.grade_matrix(alone, group=GROUP, period=YearRange(), which=Which.LATEST, as_of=TODAY)
    assert made.rows[1].visit is not None


def test_on_each_scale_the_latest_inspection_that_judged_on_it_can_be_shown() -> None:
    made = matrix(Which.SCALES)
    labels = [column.label for column in made.columns]
    first = dict(zip(labels, printed(made)[0], strict=True))
    assert first["Inclusion"] == "Strong standard"
    assert first["The quality of education"] == "Good"
    assert first["Safeguarding, in the report’s words"] == "The arrangements for safeguarding are effective."
    assert [g.date for g in made.cell(0, labels.index("The quality of education"))] == [date(2021, 10, 5)]
    assert made.cell(0, labels.index("The quality of education"))[0].marks == (VisitMark.SUPERSEDED,)
    assert "Overall effectiveness" not in labels  # printed by an older report than the latest on its scale


def test_an_inspection_from_before_joining_is_marked_and_so_is_one_of_the_predecessor() -> None:
    rows = {(row.school.name, row.visit.start): row for row in matrix(Which.ALL).rows if row.visit}
    old = rows["Birch Lane Academy", date(2019, 3, 5)]
    assert old.school.joined is not None
    assert old.school.joined.start == date(2019, 9, 1)
    assert old.school.joined.said is not None
    assert old.visit is not None
    assert old.visit.marks == (VisitMark.BEFORE_JOINING, VisitMark.PREDECESSOR, VisitMark.SUPERSEDED)
    new = rows["Birch Lane Academy", date(2022, 9, 27)]
    assert new.visit is not None
    assert new.visit.marks == ()


def test_the_membership_of_the_library_goes_before_what_reports_say() -> None:
    first = matrix().rows[0].school
    assert first.joined is not None
    assert (first.joined.start, first.joined.said) == (date(2015, 9, 1), None)


def test_a_period_narrows_and_schools_without_an_inspection_in_it_stay_in_the_table() -> None:
    made = matrix(Which.ALL, YearRange(2022, 2025))
    assert [(row.school.name, row.visit is None) for row in made.rows] == [
        ("Ash Hill Primary School", True),
        ("Birch Lane Academy", False),
        ("Cedar Row School", True),
    ]
    assert "2 schools have no inspection in the library for this period." in grades.caveats(made)


def test_without_a_group_all_schools_with_reports_are_shown() -> None:
    assert {row.school.name for row in matrix(group=None).rows} == {"Ash Hill Primary School", "Birch Lane Academy"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 1), "under a month"),
        (date(2026, 10, 26), "1 month"),
        (date(2026, 10, 27), "under a month"),
        (date(2023, 9, 20), "3 years 2 months"),
        (date(2025, 11, 26), "1 year"),
        (date(2027, 1, 1), "dated in the future"),
        (None, "age not known"),
    ],
)
def test_ages_are_in_whole_years_and_months(day: date | None, words: str) -> None:
    assert grades.age_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The school joined Example Trust on 1 April 2018.", date(2018, 4, 1)),
        ("It has been part of the Example Trust since 1 January 2016.", date(2016, 1, 1)),
        ("It became an academy on 1 September 2019, when it joined Example Trust.", date(2019, 9, 1)),
        ("It became an academy in September 2012 and joined Example Trust on 1 January 2016.", date(2016, 1, 1)),
        ("The school joined Another Trust on 1 April 2018.", None),
        ("The school joined Example Trust on 31 June 2018.", None),
        ("This school is part of Example Trust.", None),
    ],
)
def test_a_joining_day_is_read_only_where_a_sentence_gives_it_for_this_group(sentence: str, day: date | None) -> None:
    assert day_said(sentence, "Example Trust") == day


def test_two_schools_of_one_name_are_told_apart_as_everywhere_else() -> None:
    twins = [SchoolRecord("Dell Primary School", urn, None, None, (GROUP,)) for urn in ("7", "8")]
    day, kind = date(2024, 5, 14), ReportFormat.GRADED
    reports = [record(f"dell-{urn}", "Dell Primary School", urn, day, kind) for urn in ("7", "8")]
    read = [inspection(f"dell-{urn}", day, kind, {}, Scale.OEIF) for urn in ("7", "8")]
    rows = grades.schools_of(GROUP, YearRange(), schools=twins, memberships=(), records=reports, inspections=read)
    assert [row.name for row in rows] == ["Dell Primary School (URN 7)", "Dell Primary School (URN 8)"]
    assert [row.visits[0].school for row in rows] == [row.name for row in rows]
    made = grades.grade_matrix(rows, group=GROUP, period=YearRange(), which=Which.LATEST, as_of=TODAY)
    assert any(said.startswith("It is not known when 2 schools joined the group") for said in grades.caveats(made))
