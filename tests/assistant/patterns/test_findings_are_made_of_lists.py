"""Findings: from hand-made mentions, with every count a list."""

from datetime import date

from assistant.patterns.findings import across_schools
from assistant.patterns.over_time import over_time
from assistant.patterns.patterns import matrix_of, ordered
from assistant.patterns.values import FindingKind, GroupPatterns, GroupSchool
from assistant.themes.themes import shipped_themes
from assistant.themes.values import Cue, Direction, Mention, SchoolReport, Theme
from ingest.documents import Locator, Span
from ingest.inspections import ReportFormat

TODAY = date(2026, 11, 1)
READING = Theme("reading", "Reading and phonics", "Pupils learn to read.", (Cue("reading", "here"),))
WRITING = Theme("writing", "Writing", "Pupils learn to write.", (Cue("writing", "here"),))


LEADING = Theme("leadership", "Leadership", "Leaders lead.", (), "", frozenset({"leadership and management"}))


def report(name, day, format=ReportFormat.REPORT_CARD, below=()):
    return SchoolReport(name, f"{name}.pdf", day, format, below=below)


def school(key, *reports, joined=None, phase=None):
    return GroupSchool(key, f"{key} School", key, phase, joined, tuple(reports))


def mention(of, direction, theme="reading", *, step=False, report=None, at=0):
    where = report or of.reports[-1]
    place = Locator(where.document, 1, Span(at, at + 5))
    text = "words"
    return Mention(
        theme, direction, of.key, where.document, f"{where.document}:0", text, (place,), where.date, where.format,
        "says so", step,
    )  # fmt: skip


def patterns(schools, mentions, themes=(READING,)):
    def by(documents):
        return {d: [m for m in mentions if m.document == d] for d in documents}

    latest = matrix_of(schools, themes, by([s.latest.document for s in schools if s.latest]))
    history = matrix_of(schools, themes, by([r.document for s in schools for r in s.reports]))
    return ordered(across_schools(latest, history, TODAY) + over_time(history, TODAY))


def kinds(findings):
    return [finding.kind for finding in findings]


def schools_named(*names, day=date(2025, 5, 1)):
    return tuple(school(name, report(f"doc-{name}", day)) for name in names)


def test_a_need_recurs_where_a_third_of_the_schools_have_a_next_step_on_it():
    some = schools_named("A", "B", "C", "D")
    found = patterns(some, [mention(some[0], Direction.NEED, step=True), mention(some[1], Direction.NEED, step=True)])
    need = next(f for f in found if f.kind is FindingKind.RECURRING_NEED)
    assert need.sentence == "The latest reports on 2 of 4 schools have a next step on reading and phonics."
    assert [s.name for s in need.schools] == ["A School", "B School"]
    assert need.silent == ("C", "D")
    assert need.schools[0].dates == (date(2025, 5, 1),)
    assert len(need.evidence) == 2
    assert need.caveats == ("Only 4 schools have a report: too few to speak of a pattern with confidence.",)


def test_two_schools_get_no_statistics():
    some = schools_named("A", "B")
    mentions = [mention(s, Direction.NEED, step=True) for s in some]
    assert kinds(patterns(some, mentions)) == []


def test_one_school_against_the_rest_is_told_once_as_an_outlier():
    some = schools_named("A", "B", "C", "D")
    mentions = [mention(some[0], Direction.NEED, step=True)] + [mention(s, Direction.STRENGTH) for s in some[1:]]
    found = patterns(some, mentions)
    outlier = next(f for f in found if f.kind is FindingKind.OUTLIER)
    assert outlier.sentence == (
        "Only the latest report on A School has a next step on reading and phonics; those on all 3 other schools "
        "speak of a strength."
    )
    assert FindingKind.CONTRAST not in kinds(found)


def of_phases(**phases):
    return tuple(school(n, report(f"doc-{n}", date(2025, 5, 1)), phase=phase) for n, phase in phases.items())


def test_a_contrast_says_who_could_turn_to_whom_by_phase():
    some = of_phases(A="Primary", B="Primary", C="Secondary", D="Secondary", E="All-through", F="Special")
    mentions = [mention(s, Direction.NEED, step=True) for s in (some[0], some[2], some[5])]
    mentions += [mention(some[0], Direction.NEED, at=9), mention(some[2], Direction.STRENGTH, at=9)]
    mentions += [mention(s, Direction.STRENGTH) for s in (some[1], some[4])]
    contrast = next(f for f in patterns(some, mentions) if f.kind is FindingKind.CONTRAST)
    assert contrast.sentence == (
        "Reading and phonics is a next step at some schools and a strength at others: A School could turn to B School "
        "and E School (of the same phase); C School could turn to E School (of the same phase); F School could turn to "
        "B School and E School (none is of the same phase)."
    )
    assert [(s.name, s.role) for s in contrast.schools] == [
        ("A School", "needs improvement"),
        ("C School", "needs improvement"),
        ("F School", "needs improvement"),
        ("B School", "strength"),
        ("E School", "strength"),
    ]
    assert all(m.next_step or m.direction is Direction.STRENGTH for m in contrast.evidence)
    assert len(contrast.evidence) == 5  # three next steps, two strengths of schools to turn to
    assert contrast.caveats[-1].endswith("whether a school can help another no report says.")


def test_an_outlier_with_a_need_names_the_strong_schools_of_its_phase():
    some = of_phases(A="Primary", B="Primary", C="Secondary")
    mentions = [mention(some[0], Direction.NEED, step=True)] + [mention(s, Direction.STRENGTH) for s in some[1:]]
    (outlier,) = [f for f in patterns(some, mentions) if f.kind is FindingKind.OUTLIER]
    assert outlier.sentence.endswith("those on all 2 other schools speak of a strength (of its phase: B School).")


def test_a_need_of_three_reports_is_one_finding():
    days = (date(2019, 3, 5), date(2022, 9, 27), date(2026, 5, 12))
    one = school("A", *(report(f"r{day.year}", day) for day in days))
    (found,) = patterns((one,), [mention(one, Direction.NEED, step=True, report=r) for r in one.reports])
    assert found.sentence == (
        "A School: Reading and phonics is a next step in three successive reports (5 March 2019; 27 September 2022; "
        "12 May 2026)."
    )
    assert len(found.evidence) == 3


def test_a_letter_that_asks_again_is_told_beside_the_reports():
    letter = report("letter", date(2025, 1, 5), ReportFormat.MONITORING)
    one = school("A", report("a", date(2019, 3, 5)), report("b", date(2023, 9, 27)), letter)
    (found,) = patterns((one,), [mention(one, Direction.NEED, step=True, report=r) for r in one.reports])
    assert "is a next step in the reports of 5 March 2019 and 27 September 2023 and in the letter of" in found.sentence


def test_a_theme_that_no_report_mentions_is_silence_and_not_praise():
    some = schools_named("A", "B", "C")
    silent = patterns(some, [])[-1]
    assert silent.kind is FindingKind.SILENT
    assert silent.sentence == (
        "No report on the 3 schools mentions reading and phonics: there is no evidence, which does not mean that there "
        "is no problem."
    )
    assert silent.silent == ("A", "B", "C")


def test_next_steps_of_two_successive_reports_persist_or_are_resolved():
    one = school("A", report("old", date(2022, 1, 5), ReportFormat.GRADED), report("new", date(2026, 1, 5)))
    mentions = [
        mention(one, Direction.NEED, step=True, report=one.reports[0]),
        mention(one, Direction.NEED, step=True),
        mention(one, Direction.NEED, "writing", step=True, report=one.reports[0]),
        mention(one, Direction.STRENGTH, "writing"),
    ]
    persistent, resolved = (
        next(f for f in patterns((one,), mentions, (READING, WRITING)) if f.kind is kind)
        for kind in (FindingKind.PERSISTENT, FindingKind.RESOLVED)
    )
    assert persistent.sentence == (
        "A School: Reading and phonics is a next step in two successive reports (5 January 2022; 5 January 2026)."
    )
    assert resolved.sentence == (
        "A School: Writing was a next step in the report of 5 January 2022 and is a strength in that of 5 January 2026."
    )
    assert "Rests on reports older than 4 years: A School (5 January 2022)." in persistent.caveats
    assert any(
        line.startswith("Report cards and earlier reports use different frameworks") for line in resolved.caveats
    )


def test_what_only_reports_of_the_last_year_ask_for_emerges():
    some = schools_named("A", "B", "C", day=date(2026, 5, 1))
    mentions = [mention(s, Direction.NEED, step=True) for s in some[:2]]
    assert FindingKind.EMERGING in kinds(patterns(some, mentions))
    before = schools_named("A", "B", "C", day=date(2025, 5, 1))
    assert FindingKind.EMERGING not in kinds(
        patterns(before, [mention(s, Direction.NEED, step=True) for s in before[:2]])
    )


def test_what_rests_on_old_reports_alone_says_so():
    some = schools_named("A", "B", "C", day=date(2020, 5, 1))
    old = next(f for f in patterns(some, [mention(some[0], Direction.STRENGTH)]) if f.kind is FindingKind.OLD)
    assert old.sentence == (
        "All that the latest reports say of reading and phonics is more than 4 years old (1 of 3 schools)."
    )


def test_before_and_after_joining_needs_a_known_date():
    reports = (report("old", date(2018, 1, 5), ReportFormat.GRADED), report("new", date(2026, 1, 5)))
    known, unknown = school("A", *reports, joined=date(2020, 9, 1)), school("A", *reports)
    mentions = [
        mention(known, Direction.NEED, step=True, report=reports[0]),
        mention(known, Direction.STRENGTH),
    ]
    joining = next(f for f in patterns((known,), mentions) if f.kind is FindingKind.JOINING)
    assert joining.sentence.startswith(
        "A School joined the group on 1 September 2020: Reading and phonics was in need of improvement before and a "
        "strength since"
    )
    assert joining.caveats[-1] == "That one came after the other does not show that joining the group brought it about."
    assert FindingKind.JOINING not in kinds(patterns((unknown,), mentions))


def test_a_need_that_a_report_after_the_next_asks_for_again_persists_and_is_not_resolved():
    days = (date(2019, 3, 5), date(2022, 9, 27), date(2026, 5, 12))
    one = school("A", *(report(f"r{day.year}", day) for day in days))
    mentions = [
        mention(one, Direction.NEED, step=True, report=one.reports[0]),
        mention(one, Direction.STRENGTH, report=one.reports[1]),
        mention(one, Direction.NEED, step=True, report=one.reports[2]),
    ]
    (found,) = patterns((one,), mentions)
    assert found.kind is FindingKind.PERSISTENT
    assert found.sentence == (
        "A School: Reading and phonics is a next step in the reports of 5 March 2019 and 12 May 2026, though not in "
        "that of 27 September 2022."
    )
    assert [s.dates for s in found.schools] == [(days[0], days[2])]


def test_a_need_whose_area_a_later_report_grades_low_is_not_told_as_resolved():
    poor = (("Leadership and management", "Requires improvement"),)
    reports = (report("old", date(2015, 9, 29)), report("new", date(2023, 7, 4), below=poor))
    one = school("A", *reports)
    mentions = [
        mention(one, Direction.NEED, "leadership", step=True, report=reports[0]),
        mention(one, Direction.STRENGTH, "leadership"),
    ]
    (found,) = [f for f in patterns((one,), mentions, (LEADING,)) if f.kind is not FindingKind.OLD]
    assert found.kind is FindingKind.PERSISTENT
    assert found.sentence == (
        "A School: Leadership was a next step in the report of 29 September 2015, and that of 4 July 2023 calls "
        "‘Leadership and management’ ‘Requires improvement’."
    )


def test_a_low_grade_of_a_wider_area_is_told_beside_what_is_resolved():
    wider = Theme("reading", "Reading", "Pupils read.", (), "", frozenset(), frozenset({"quality of education"}))
    poor = (("The quality of education", "Requires improvement"),)
    one = school("A", report("old", date(2023, 1, 5)), report("new", date(2026, 1, 5), below=poor))
    mentions = [mention(one, Direction.NEED, step=True, report=one.reports[0]), mention(one, Direction.STRENGTH)]
    (found,) = patterns((one,), mentions, (wider,))
    assert found.kind is FindingKind.RESOLVED
    assert found.caveats[-1] == (
        "The report of 5 January 2026 calls ‘The quality of education’, of which this is a part, "
        "‘Requires improvement’."
    )


def with_letter():
    reports = (
        report("old", date(2023, 7, 4), ReportFormat.GRADED),
        report("letter", date(2024, 11, 20), ReportFormat.MONITORING),
    )
    return school("A", *reports, joined=date(2024, 9, 1)), *schools_named("B", "C", "D")


def test_a_letter_resolves_nothing_and_a_need_that_it_speaks_of_says_so():
    some = with_letter()
    mentions = [
        mention(some[0], Direction.NEED, step=True, report=some[0].reports[0]),
        mention(some[1], Direction.NEED, step=True),
        mention(some[0], Direction.STRENGTH),
    ]
    found = patterns(some, mentions)
    assert {f.kind for f in found} == {FindingKind.RECURRING_NEED}
    assert found[0].caveats[-1] == (
        "Not counted here: the letter of a monitoring visit to A School (20 November 2024) speaks of reading and "
        "phonics too. A letter grades nothing and leaves the next steps of the report before it standing."
    )


def test_a_school_of_which_a_later_letter_speaks_is_not_silent():
    some = with_letter()
    said = [mention(school, Direction.NEED, step=True) for school in some[1:3]]
    (quiet,) = [f for f in patterns(some, said) if f.kind is FindingKind.RECURRING_NEED]
    assert quiet.silent == ("A", "D")
    (heard,) = [
        f for f in patterns(some, [*said, mention(some[0], Direction.NEUTRAL)]) if f.kind is FindingKind.RECURRING_NEED
    ]
    assert heard.silent == ("D",)


def test_a_draft_calls_a_report_silent_only_where_no_letter_speaks_since():
    some = with_letter()
    latest = matrix_of(some, (READING,), {})
    for said, silent in (([], True), ([mention(some[0], Direction.NEUTRAL)], False)):
        history = matrix_of(some, (READING,), {"letter": said})
        assert GroupPatterns("Group", some, latest, history, ()).is_silent("A", "reading") is silent


def test_a_need_that_a_letter_repeats_persists():
    one = with_letter()[0]
    mentions = [mention(one, Direction.NEED, step=True, report=r) for r in one.reports]
    (found,) = patterns((one,), mentions)
    assert found.sentence == (
        "A School: Reading and phonics is a next step in the report of 4 July 2023 and in the letter of 20 November "
        "2024."
    )


def test_sentences_call_every_theme_by_words_that_read_as_english():
    said = {rule.theme.key: rule.theme.said() for rule in shipped_themes()}
    assert said["disadvantaged"] == "support for disadvantaged pupils"
    assert said["send"] == "SEND and adaptation"
    assert said["reading"] == "reading and phonics"
    assert not [words for words in said.values() if words.split()[0].endswith(("pupils", "parents"))]
