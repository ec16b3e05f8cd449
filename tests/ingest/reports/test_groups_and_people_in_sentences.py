"""What sentences of letters and covers say of trusts, heads and earlier inspections, and where a name in them ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.documents import Document
from ingest.inspections import Inspection
from ingest.names import is_public
from ingest.reports import read_report

Make = Callable[..., Document]
LETTER = [
    "5 March 2018", "Mrs Jo Fen", "Headteacher", "Fen School", "Dear Mrs Fen",
    "# Requires improvement monitoring inspection of Fen School",
    "Following my visit to your school on 6 February 2018, I write to report what the monitoring inspection found.",
]  # fmt: skip
CLOSE = ["Leaders are taking effective action.", "Yours sincerely", "Ada Lock", "Her Majesty’s Inspector"]
GRADED = [
    ["# Inspection of Fen School", "Fen Road, Fenby KS1 1AA", "Inspection dates:\t18 and 19 March 2023"],
    ["# What is it like to attend this school?", "Pupils are safe.", "# What does the school do well and what does it "
     "need to do better?", "Reading is taught well.", "~ Inspection report: Fen School", "~ 18 and 19 March 2023\t2"],
    ["# School details", "Unique reference number\t990301", "Headteacher\tOttoline Reeve"],
]  # fmt: skip
TABLE = ["The quality of education\tGood", "Leadership and management\tGood"]


def _letter(make: Make, *lines: str) -> Inspection:
    return read_report(make([[*LETTER, *lines, *CLOSE]])).inspection


@pytest.mark.parametrize(
    "copied",
    [
        "the chair of the board of trustees and the CEO of the Stanedge Learning Trust, the regional director",
        "the chair of the board of trustees, the chief executive officer of the Stanedge Learning Trust, the",
    ],
)
def test_the_trust_whose_chief_executive_gets_a_copy_is_the_group(make_document: Make, copied: str) -> None:
    inspection = _letter(make_document, f"I am copying this letter to {copied} and others.")
    assert inspection.group is not None
    assert inspection.group.text == "Stanedge Learning Trust"


def test_two_trusts_that_get_a_copy_give_no_group(make_document: Make) -> None:
    copied = "I am copying this letter to the CEO of the Fen Trust and the CEO of the Moor Trust."
    assert _letter(make_document, copied).group is None


@pytest.mark.parametrize(
    ("sentence", "grade", "when"),
    [
        ("It was the second since the school was judged to be inadequate and having serious weaknesses in May 2017.",
         "inadequate", "May 2017"),
        ("It was the first since the school was judged to require improvement following the section 5 inspection in "
         "February 2016.", "require improvement", "February 2016"),
        ("It was the first since the school became subject to special measures following the inspection that took "
         "place in January 2017.", None, "January 2017"),
        ("It took place because the school has received two successive judgements of requires improvement.",
         "requires improvement", None),
    ],
)  # fmt: skip
def test_a_letter_says_what_the_inspection_before_gave_or_when_it_was(
    make_document: Make, sentence: str, grade: str | None, when: str | None
) -> None:
    inspection = _letter(make_document, sentence)
    found = (inspection.previous_grade, inspection.previous_date)
    assert tuple(one.text if one else None for one in found) == (grade, when)


def test_grades_under_outcome_make_a_graded_report_and_no_ungraded_one(make_document: Make) -> None:
    inspection = read_report(make_document([[*GRADED[0], "# Outcome", *TABLE], *GRADED[1:]])).inspection
    assert inspection.format.value == "graded"
    assert [one.grade for one in inspection.judgements] == ["Good", "Good"]


def test_a_name_ends_with_its_sentence_and_is_not_told_twice(make_document: Make) -> None:
    said = (
        "The headteacher of this school is Dr Ottoline Reeve. This school is part of Fen Trust, which means other "
        "people have responsibility. There is also an executive headteacher, Piers J. Garland, who runs two schools."
    )
    inspection = read_report(make_document([[*GRADED[0], *TABLE, said], *GRADED[1:]])).inspection
    assert [(one.role, one.name.text) for one in inspection.people] == [
        ("Headteacher", "Ottoline Reeve"),
        ("executive headteacher", "Piers J. Garland"),
    ]


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ("Inspectors met six members of the local academy council, including its chair, Ada Fenwick.",
         "chair of the local academy council"),
        ("They spoke with governors, including the chair, Ada Fenwick, and with parents.", "chair of the governors"),
        ("They met four members of the governing body including its chair.", None),
    ],
)  # fmt: skip
def test_a_chair_named_among_the_members_of_a_body_is_its_chair(
    make_document: Make, said: str, role: str | None
) -> None:
    inspection = read_report(make_document([[*GRADED[0], *TABLE, said], *GRADED[1:]])).inspection
    found = [(one.role, one.name.text) for one in inspection.people if one.role != "Headteacher"]
    assert found == ([(role, "Ada Fenwick")] if role else [])


def test_what_a_trust_is_called_leaves_out_what_it_is(make_document: Make) -> None:
    said = "This school is part of The Fen Federation, a multi-academy trust, which means that others also run it."
    inspection = read_report(make_document([[*GRADED[0], *TABLE, said], *GRADED[1:]])).inspection
    assert inspection.group is not None
    assert inspection.group.text == "The Fen Federation"


def test_a_date_in_the_second_line_of_the_foot_is_compared_with_the_covers(make_document: Make) -> None:
    changed = [line.replace("~ 18 and 19", "~ 18 and 20") for line in GRADED[1]]
    inspection = read_report(make_document([[*GRADED[0], *TABLE], changed, GRADED[2]])).inspection
    (conflict,) = inspection.conflicts
    assert (conflict.field, [place.text for place in conflict.places]) == (
        "dates", ["18 and 19 March 2023", "18 and 20 March 2023"],
    )  # fmt: skip


def test_directors_of_childrens_services_hold_a_public_office() -> None:
    assert is_public("Director of Children’s Services")
    assert not is_public("Deputy headteacher")


def test_a_title_set_as_one_with_the_first_paragraph_names_the_school_only(make_document: Make) -> None:
    title, opening = LETTER[5].removeprefix("# "), LETTER[6]
    inspection = read_report(make_document([[*LETTER[:5], f"{title} {opening}", *CLOSE]])).inspection
    assert inspection.provider is not None
    assert inspection.provider.text == "Fen School"


def test_bullets_nested_by_a_dash_alone_stay_with_their_point(make_document: Make) -> None:
    lines = ["The school should take further action to:", "* improve teaching by:", "– raising expectations of what",
             "pupils can do", "– checking work", "* improve attendance."]  # fmt: skip
    first, second = _letter(make_document, *lines).next_steps
    assert first.text == "improve teaching by: – raising expectations of what pupils can do – checking work"
    assert second.text == "improve attendance."
