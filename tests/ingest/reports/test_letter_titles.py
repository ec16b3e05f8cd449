from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.inspections import ReportFormat
from ingest.reports import read_report

Make = Callable[..., Document]
HEAD = ["5 March 2018", "Mrs Jo Fen", "Headteacher", "Fen School", "Dear Mrs Fen"]
OPENING = (
    "Following my visit to your school on {}, I write on behalf of Her Majesty’s Chief Inspector to report the "
    "monitoring inspection findings under section 8 of the Education Act 2005."
)
CLOSE = ["Leaders and managers are taking effective action.", "Yours sincerely", "Ada Lock", "Her Majesty’s Inspector"]


@pytest.mark.parametrize(
    "title",
    [
        "Special measures monitoring inspection of Fen School",
        "Special measures: monitoring inspection of Fen School",
        "Requires improvement: monitoring inspection visit to Fen School",
        "Requires improvement monitoring inspection visit to Fen School",
        "Requires improvement monitoring inspection of Fen School",
        "Serious weaknesses first monitoring inspection of Fen School",
        "Serious weaknesses monitoring inspection of Fen School",
        "No formal designation monitoring inspection of Fen School",
        "No formal designation inspection of Fen School",
        "Monitoring inspection visit to Fen School",
        "Ofsted monitoring visit to Fen School",
        "Additional, remote monitoring inspection of Fen School",
        "Urgent inspection of Fen School",
    ],
)
def test_titles_of_monitoring_letters_name_the_school(make_document: Make, title: str) -> None:
    document = make_document([[*HEAD, f"# {title}", OPENING.format("6 and 7 February 2018"), *CLOSE]])
    inspection = read_report(document).inspection
    assert inspection.format is ReportFormat.MONITORING
    assert inspection.provider is not None
    assert inspection.provider.text == "Fen School"
    assert inspection.dates is not None
    assert inspection.dates.printed == "6 and 7 February 2018"


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Summary evaluation of the Fen Trust", ReportFormat.TRUST_EVALUATION),
        ("Multi-academy trust: summary evaluation of Fen Trust", ReportFormat.TRUST_EVALUATION),
        ("MAT summary evaluation of Fen Trust", ReportFormat.TRUST_EVALUATION),
        ("Focused review of Fen Trust", ReportFormat.FOCUSED_REVIEW),
        ("Focused inspection of academies that are part of the Fen Trust", ReportFormat.FOCUSED_REVIEW),
        ("Outcome of the focused inspection of schools in Fen Trust", ReportFormat.FOCUSED_REVIEW),
    ],
)
def test_titles_of_letters_on_trusts_name_the_trust(make_document: Make, title: str, form: ReportFormat) -> None:
    kind = "summary evaluation" if form is ReportFormat.TRUST_EVALUATION else "focused review"
    opening = (
        f"Following the {kind} of Fen Trust in January 2019, I am writing on behalf of Her Majesty’s Chief Inspector. "
        "Inspections of its schools were carried out between 4 October 2018 and 15 January 2019."
    )
    document = make_document([[*HEAD, f"# {title}", opening, "# Recommendations", "* Share what works.", *CLOSE]])
    inspection = read_report(document).inspection
    assert inspection.format is form
    assert inspection.provider is not None
    assert inspection.provider.text == "Fen Trust"
    assert inspection.dates is None  # only the month is printed; the inspections' dates are the schools'
    assert "dates" in inspection.not_found


def test_a_report_that_mentions_a_conversion_is_no_conversion_letter(make_document: Make) -> None:
    lines = [*HEAD, "Your school converted to become an academy in 2014. Its predecessor school was good."]
    assert read_report(make_document([lines])).inspection.format is ReportFormat.CONVERSION_LETTER
    lines.append("Following my visit to the school on 5 March 2018, I write to report the inspection findings.")
    assert read_report(make_document([lines])).inspection.format is ReportFormat.DOCUMENT
