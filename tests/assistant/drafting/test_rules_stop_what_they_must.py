"""Each rule stops the sentences that it is for, and lets a twin pass that says something allowed."""

from datetime import date
from pathlib import Path

import pytest

from assistant.drafting.rules import RuleContext, violations
from assistant.drafting.values import Cite, Graded
from ingest.documents import Locator, Span

PAIRS = [
    line.split("\t") for line in (Path(__file__).parent / "data" / "rules.tsv").read_text("utf-8").splitlines() if line
]
PLACE = (Locator("d" * 64, 3, Span(0, 10)),)


def cite(school, day, quote, graded=None):
    return Cite("d" * 64, "report.pdf", school, day, quote, PLACE, graded, "report card")


CITES = (
    cite("Ashlark High School", date(2025, 12, 9), "Pupils attend regularly and arrive on time."),
    cite(
        "Fennick Road Primary School",
        date(2026, 3, 10),
        "Curriculum and teaching",
        Graded("Curriculum and teaching", "Strong standard", "report-card"),
    ),
    cite(
        "Ashlark Primary School",
        date(2024, 11, 19),
        "The quality of education Requires improvement",
        Graded("The quality of education", "Requires improvement", "oeif"),
    ),
    cite("Corvane Academy", date(2026, 5, 12), "Leaders should reduce persistent absence rapidly."),
)
SCHOOLS = (
    "Ashlark High School",
    "Ashlark Primary School",
    "Corvane Academy",
    "Fennick Road Primary School",
    "Marlpit Vale Primary School",
)
CONTEXT = RuleContext(
    "Quillhaven Learning Trust",
    SCHOOLS,
    CITES,
    ("Philippa Askelund", "Gordon Tremlow", "Verity Colmanthorpe"),
    ("acceptable standard", "thanks to the trust"),
)


def test_there_are_at_least_eighty_adversarial_sentences():
    assert len(PAIRS) >= 80


@pytest.mark.parametrize(("rule", "false", "twin"), PAIRS, ids=[pair[1][:50] for pair in PAIRS])
def test_the_rule_stops_the_sentence_and_lets_its_twin_pass(rule, false, twin):
    assert rule in {violation.rule for violation in violations(false, CONTEXT)}
    assert violations(twin, CONTEXT) == ()


def test_a_sentence_without_a_citation_is_stopped_unless_it_is_a_gap_or_a_heading():
    bare = RuleContext("Trust", SCHOOLS, ())
    assert [v.rule for v in violations("Attendance has risen.", bare)] == ["citation"]
    assert violations("Attendance", RuleContext("Trust", SCHOOLS, (), exempt=True)) == ()


def test_a_violation_says_what_would_be_right():
    (found,) = violations("Attendance at Corvane is good.", CONTEXT)
    assert found.words == "good"
    assert "as printed with school, area, scale and date" in found.reason
