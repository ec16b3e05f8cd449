"""Each wrong place is its own finding with the right one, and a true place is never called wrong."""

from datetime import date

import pytest

from assistant.checking.claims.citing import DraftCitation, read_citations
from assistant.checking.claims.dating import Dated, dates_in, speaks_of_later
from assistant.checking.drafts.places import (
    PlaceFinding,
    VerdictPassage,
    cited_records,
    compare_places,
    in_library,
    misdated_records,
    newer_report,
)
from assistant.checking.drafts.scope import undated, words_of
from ingest.documents import Locator, Passage, Sentence, Span
from ingest.inspections import ReportFormat
from tests.assistant.records import made_record


def record(school, year, number=0):
    start = date(year, 5, 14)
    name = f"{school.split()[0].lower()}-{year}"
    more = {"id": f"{school}{year}{number}", "title": None, "dates_printed": f"14 May {year}"}
    return made_record(name, school, start, **more)


def on(document, page, label=None):
    place = Locator(document.id, page, Span(0, 5), label)
    return VerdictPassage(document, Passage(document.id, page, page, None, (Sentence("words", (place,)),)))


OLD, NEW, OTHER = record("Oakfield Primary", 2019), record("Oakfield Primary", 2025), record("Hill Top Academy", 2024)
ALL = [OLD, NEW, OTHER]


@pytest.mark.parametrize(
    ("citation", "sentence", "meant"),
    [
        (DraftCitation("Oakfield, May 2025, p. 3", 3, 2025), "Attendance is high.", [NEW]),
        (DraftCitation("Oakfield Primary"), "Attendance is high.", [OLD, NEW]),
        (DraftCitation("oakfield-2019.pdf"), "Attendance is high.", [OLD]),
        (DraftCitation("Ofsted, 2024", None, 2024), "At Hill Top Academy, attendance is high.", [OTHER]),
        (DraftCitation("p. 3", 3), "Attendance is high.", []),
        (DraftCitation("Oakfield, 2021", None, 2021), "Attendance is high.", []),
        (DraftCitation("Oakfield, March 2025", None, 2025), "Attendance is high.", []),
        (DraftCitation("ibid.", means="Oakfield, May 2025, p. 3"), "Attendance is high.", [NEW]),
    ],
)
def test_a_citation_means_the_documents_of_its_file_school_and_year(citation, sentence, meant):
    assert cited_records([citation], sentence, ALL) == meant


@pytest.mark.parametrize(
    ("citation", "sentence", "wrong"),
    [
        ("Oakfield, March 2025, p. 3", "Attendance is high.", [OLD, NEW]),
        ("Hill Top, May 2023", "Attendance is high.", [OTHER]),
        ("Ofsted, June 2021", "At Hill Top Academy, attendance is high.", [OTHER]),
        ("National Audit Office, June 2021", "At Hill Top Academy, attendance is high.", []),
        ("Oakfield, May 2019", "Attendance is high.", []),
        ("Hill Top, July 2024", "Attendance is high.", []),  # may be when it came out, which the report does not print
        ("Hill Top, December 2024", "Attendance is high.", [OTHER]),
        ("Hill Top, p. 3", "Attendance is high.", []),
    ],
)
def test_a_date_that_no_document_of_the_school_has_is_told_with_those_that_the_library_has(citation, sentence, wrong):
    assert misdated_records([DraftCitation(citation)], sentence, ALL) == wrong
    assert in_library([OLD, NEW]) == "In the library: Oakfield Primary, 14 May 2025 and 14 May 2019"


@pytest.mark.parametrize(
    ("written", "dates"),
    [
        ("Oakfield, 18 to 22 November 2024, p. 1", [Dated(2024, 11)]),
        ("Oakfield, Nov 24, pg 6", [Dated(2024, 11)]),
        ("Oakfield, Nov 24, 2023", [Dated(2023, 11)]),
        ("Oakfield, 18-22.11.2024, S. 6", [Dated(2024, 11)]),
        ("Oakfield, 2024-11-18", [Dated(2024, 11)]),
        ("Oakfield, 2024/25", [Dated(2024), Dated(2025)]),
        ("Oakfield, 2024, accessed 3 March 2026", [Dated(2024)]),
    ],
)
def test_months_and_years_are_read_as_citations_write_them(written, dates):
    assert list(dates_in(written)) == dates


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("She has led the school since May 2026.", True),
        ("She has led the school since 2026.", True),
        ("She has led the school since May 2025.", False),
        ("Absence was 9% in 2025/26.", False),  # the year may have begun
        ("She leads the school.", False),
    ],
)
def test_a_document_cannot_speak_of_a_date_after_its_own(text, later):
    assert speaks_of_later(text, NEW) is later


@pytest.mark.parametrize(
    ("supporting", "finding", "where"),
    [
        ([on(NEW, 3)], None, None),
        ([on(NEW, 5), on(NEW, 3)], None, None),  # true on several pages, one of them cited
        ([on(NEW, 4, "3")], None, None),  # the number printed on the page
        ([on(NEW, 5)], PlaceFinding.WRONG_PAGE, "Stands on page 5, not page 3: Oakfield Primary, 14 May 2025, page 5"),
        ([on(OLD, 3)], PlaceFinding.WRONG_DOCUMENT, "Stands in: Oakfield Primary, 14 May 2019, page 3"),
        ([on(OTHER, 3)], PlaceFinding.WRONG_SCHOOL, "Stands in: Hill Top Academy, 14 May 2024, page 3"),
    ],
)
def test_page_document_and_school_are_told_apart(supporting, finding, where):
    found = compare_places([DraftCitation("Oakfield, May 2025, p. 3", 3, 2025)], [NEW], supporting)
    assert found == (None if finding is None else (finding, where))


def test_a_range_of_pages_covers_each_of_them():
    citation = DraftCitation("Oakfield, 2025, pp. 3–5", 3, 2025, 5)
    assert compare_places([citation], [NEW], [on(NEW, 4)]) is None
    assert compare_places([citation], [NEW], [on(NEW, 6)]) is not None


@pytest.mark.parametrize(
    ("sentence", "newer"),
    [
        ("Pupils behave well.", NEW),
        ("In 2019, pupils behaved well.", None),
        ("At the previous inspection, pupils behaved well.", None),
    ],
)
def test_a_newer_report_is_named_unless_the_sentence_means_the_past(sentence, newer):
    assert newer_report(OLD, sentence, ALL) == newer
    assert newer_report(NEW, sentence, ALL) is None


def test_a_claim_is_held_against_evidence_without_the_school_s_name_and_without_inspectors_found_that():
    names = ["Oakfield Primary"]
    assert words_of("At Oakfield Primary, pupils behave well.", names) == "Pupils behave well."
    assert words_of("Inspectors found that pupils behave well.", names) == "Pupils behave well."
    assert words_of("Staff say that pupils behave well.", names) == "Staff say that pupils behave well."


def test_a_cell_is_held_against_evidence_without_the_school_that_begins_its_row():
    assert words_of("Oakfield Primary – Outcome: good", ["Oakfield Primary"]) == "Outcome: good"


PLAN = made_record("trust-improvement-plan-2026", None, None, format=ReportFormat.DOCUMENT)
VIEW = made_record("trust-self-evaluation-2026", None, None, format=ReportFormat.DOCUMENT)
OWN_VIEW = made_record("oakfield-self-evaluation-2025", None, None, format=ReportFormat.DOCUMENT)


@pytest.mark.parametrize(
    ("citation", "meant"),
    [
        ("improvement plan, October 2026", [PLAN]),
        ("trust self-evaluation, September 2026", [VIEW]),
        ("self-evaluation, September 2026, p. 2", [VIEW]),
        ("self-evaluation", [VIEW, OWN_VIEW]),
        ("improvement plan, October 2023", []),  # the library has none of that year
        ("Oakfield, May 2025, p. 3", [NEW]),
        ("report, May 2025", [NEW]),
    ],
)
def test_a_citation_of_a_group_s_paper_means_that_paper_whatever_school_the_sentence_names(citation, meant):
    (cited,) = read_citations(f"Attendance is high ({citation}).", ["Oakfield Primary"]).citations or [
        DraftCitation(citation)
    ]
    assert cited_records([cited], "At Oakfield, attendance is high.", [*ALL, PLAN, VIEW, OWN_VIEW]) == meant


def test_the_cited_report_need_not_say_its_own_year():
    assert undated("In May 2025 pupils behave well.", [NEW]) == "pupils behave well."
    assert undated("In 2025 and 2024 pupils behaved well.", [NEW]) == "In 2025 and 2024 pupils behaved well."
    assert undated("In 2025 alone, pupils behaved well.", [NEW]) == "In 2025 alone, pupils behaved well."
    assert undated("In 2025, pupils behave well.", [NEW]) == "pupils behave well."
    assert undated("In 2019, pupils behave well.", [NEW]) == "In 2019, pupils behave well."
