from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reports import noise


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exceptional Strong standard Expected standard", noise.LEGEND),
        (
            "Urgent improvement The school needs to make urgent improvements to provide the expected standard.",
            noise.LEGEND,
        ),
        ("Year This school National average Compared with national average 2024/25 44% 61% Below", noise.TABLE),
        ("Pupils with an education, health and care (EHC) plan 0.00% What does this mean?", noise.TABLE),
        ("The proportion of pupils with an education, health and care plan.", noise.DEFINITION),
        ("In this report, ‘disadvantaged pupils’ refers to those pupils with the funding.", noise.DEFINITION),
        ("You can use Ofsted Parent View to give Ofsted your opinion on your child’s school.", noise.NOTE),
        ("(Information for the school and appropriate authority)", noise.NOTE),
        ("Lead inspector: Ada Lock, His Majesty’s Inspector Team inspectors: Ben Fen", noise.TEAM),
        ("Ada Lock Headteacher Fen Primary School Mill Lane Fenham Wrenshire WQ1 2AB", noise.CONTACT),
        ("The email address of the school is office@fen.example.", noise.CONTACT),
        ("20 and 21 September 2023 3", noise.RUNNING),
        ("What does the school do well and what does it need to do better?", noise.HEADING),
        ("This data is from 6 May 2026 School and pupil context rates among the pupils who are absent.", noise.TABLE),
    ],
)
def test_what_no_one_would_cite_is_noise_of_its_kind(text: str, kind: str) -> None:
    assert noise.kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Leaders should ensure that all pupils reach the expected standard in reading.",
        "The proportion of pupils who read well is above average.",
        "Behaviour is good. Attendance needs attention.",
        "Persistent absence for disadvantaged pupils remains high.",
        "At 96.1% in 2024/25, attendance is above average.",
        "Leaders and governors do not have sufficient expertise around some areas of",
        "The email address is a@b.example. Inspectors found that all pupils have a plan and like it.",
        "One pupil said: ‘Everyone is welcome.’",
        "",
    ],
)
def test_what_a_report_says_about_its_school_is_content(text: str) -> None:
    assert noise.kind_of(text) is None


@given(st.text(max_size=300))
def test_no_text_breaks_the_classifier_and_white_space_changes_nothing(text: str) -> None:
    assert noise.kind_of(text) == noise.kind_of(f"  {text}\n")
