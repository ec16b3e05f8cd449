"""Grades of schools beyond the group, from tables: counted by scale, area and phase, never mixed."""

from __future__ import annotations

from datetime import date

from assistant.patterns.grades import YearRange
from assistant.patterns.national import beside
from assistant.ui.patterns_national import national_view
from ingest.inspections import Scale
from ingest.library.tables import StoredSchoolRow
from ingest.tables.schools import TableJudgement, TableKind, TableSchool


def row(urn: str, grade: str, year: int, phase: str = "Primary", scale: Scale = Scale.OEIF) -> StoredSchoolRow:
    judgement = TableJudgement("Quality of education", grade, grade, scale, date(year, 3, 1), "column")
    says = TableSchool(2, urn, f"School {urn}", phase=phase, judgements=(judgement,))
    return StoredSchoolRow("d" * 64, "mi <b>.csv", TableKind.MANAGEMENT_INFORMATION, says)


def test_schools_of_the_same_phase_and_years_are_counted_beside_the_group() -> None:
    rows = [row(str(n), "Good" if n % 3 else "Requires improvement", 2023) for n in range(40)]
    rows += [row("900", "Good", 2015), row("901", "Outstanding", 2023, "Secondary")]
    found = beside(rows, frozenset({"0"}), ["primary"], YearRange(2020, None))
    assert found is not None
    (share,) = found.shares
    assert (share.schools, dict(share.grades)) == (40, {"Good": 26, "Requires improvement": 14})
    html = national_view(found, "Example Trust")
    assert "Good: 26 (65 of 100); Requires improvement: 14 (35 of 100)" in html
    assert "those of the group among them" in html
    assert "mi &lt;b&gt;.csv" in html


def test_no_share_is_worked_out_of_few_schools() -> None:
    found = beside([row(str(n), "Good", 2023) for n in range(5)], frozenset(), ["primary"], YearRange())
    assert "Good: 5</td>" in national_view(found, None)


def test_two_scales_stand_in_two_tables() -> None:
    rows = [row("1", "Good", 2023), row("2", "Strong standard", 2026, scale=Scale.REPORT_CARD)]
    html = national_view(beside(rows, frozenset(), ["primary"], YearRange()), None)
    assert html.count("<table") == 2
    assert all(not ("Good" in table and "Strong standard" in table) for table in html.split("<table"))


def test_a_table_of_the_group_alone_is_no_figure_beside_it() -> None:
    assert beside([row("1", "Good", 2023)], frozenset({"1"}), ["primary"], YearRange()) is None
    assert national_view(None, "Example Trust") == ""
