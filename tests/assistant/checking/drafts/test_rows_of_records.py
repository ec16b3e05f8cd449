"""Grades and figures are held against the record of the report that is cited, as it prints them."""

import json
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.__main__ import main
from assistant.checking.claims.dating import Dated
from assistant.checking.drafts.record_rows import judged_when, look_up, unprinted_grade
from assistant.checking.drafts.record_verdicts import RecordVerdicts
from assistant.checking.drafts.scope import asked_of
from assistant.checking.verdict import Verdict
from ingest.documents import Block, BlockKind, Document, Locator, Page, Span
from ingest.inspections import Figure, Inspection, Judgement, Located, ReportFormat, Scale
from tests.assistant.records import made_record

PLACE = Locator("d" * 64, 5, Span(0, 2), None)


@pytest.fixture(scope="module")
def records(sample_library):
    return {sample_library.document(one.document).filename: one for one in sample_library.inspections()}


@pytest.mark.parametrize(
    ("file", "claim", "agrees", "printed"),
    [
        ("ashlark-primary-2024.pdf", "The quality of education was judged good.", False,
         "The quality of education: Requires improvement"),
        ("ashlark-primary-2024.pdf", "Leadership was graded good.", True, "Leadership and management: Good"),
        ("ashlark-primary-2024.pdf", "The quality of education: Good", False,
         "The quality of education: Requires improvement"),
        ("ashlark-primary-2024.pdf", "Leadership: Good", True, "Leadership and management: Good"),
        ("fennick-road-2022.pdf", "Overall, the school was graded good in 2022.", True, "Overall effectiveness: Good"),
        ("fennick-road-2022.pdf", "The school was judged outstanding in May 2022.", False,
         "Overall effectiveness: Good"),
        ("wickenmoss-2026.pdf", "Overall absence was 8.8% in 2024/25.", False, "Overall absence, 2024/25, 7.9%"),
        ("wickenmoss-2026.pdf", "Overall absence was 7.9% in 2024/25, against 12.8% nationally.", True,
         "Overall absence, 2024/25, 7.9%"),
        ("wickenmoss-2026.pdf", "Overall absence was one in twelve in 2024/25.", True,
         "Overall absence, 2024/25, 7.9%"),
        ("wickenmoss-2026.pdf", "In 2024/25 overall absence was a third.", False, "Overall absence, 2024/25, 7.9%"),
        ("hollin-reach-2026.pdf", "The school does not meet the safeguarding standards.", False,
         "Safeguarding standards: met"),
        ("hollin-reach-2026.pdf", "The safeguarding standards are met.", True, "Safeguarding standards: met"),
        ("hollin-reach-2026.pdf",
         "On the scale of met and not met, the judgement of “Safeguarding standards” was “met”.", True,
         "Safeguarding standards: met"),
        ("hollin-reach-2026.pdf",
         "“Safeguarding standards” was judged “not met” on the scale of met and not met.", False,
         "Safeguarding standards: met"),
    ],
)  # fmt: skip
def test_a_claim_that_names_a_row_is_told_what_the_report_prints(records, file, claim, agrees, printed):
    (found,) = look_up(claim, [records[file]])
    assert (found.agrees, found.printed) == (agrees, printed)


@pytest.mark.parametrize(
    ("file", "claim", "agrees", "whole", "printed"),
    [
        ("corvane-2022.pdf", "The arrangements for safeguarding are not effective.", False, True,
         "The arrangements for safeguarding are effective."),
        ("corvane-2022.pdf", "Safeguarding is effective.", True, True,
         "The arrangements for safeguarding are effective."),
        ("corvane-2019.pdf", "In March 2019 safeguarding was ineffective.", True, True,
         "The arrangements for safeguarding are not effective."),
        ("corvane-2026.pdf", "Safeguarding at the school was not effective.", False, False,
         "Safeguarding standards: met"),
        ("corvane-2026.pdf", "Safeguarding is effective.", True, False, "Safeguarding standards: met"),
    ],
)  # fmt: skip
def test_that_safeguarding_is_effective_or_not_is_held_against_the_record(records, file, claim, agrees, whole, printed):
    (found,) = look_up(claim, [records[file]])
    assert (found.agrees, found.whole, found.printed) == (agrees, whole, printed)


@pytest.mark.parametrize(
    "claim",
    [
        "Safeguarding is not effective in the early years.",
        "Safeguarding training is not effective.",
        "Safeguarding is not effective enough yet to catch everything.",
        "Governors check that safeguarding is effective.",
    ],
)
def test_more_than_that_on_safeguarding_has_to_be_read(records, claim):
    assert look_up(claim, [records["corvane-2022.pdf"]]) == []


@pytest.mark.parametrize(
    ("file", "claim", "agrees", "printed"),
    [
        ("corvane-2022.pdf", "The school requires improvement.", True, "Overall effectiveness: Requires improvement"),
        ("corvane-2022.pdf", "The school is inadequate.", False, "Overall effectiveness: Requires improvement"),
        ("marlpit-vale-2026.pdf", "Leadership at the school needs urgent improvement.", False,
         "Leadership and governance: Expected standard"),
        ("corvane-2026.pdf", "Attendance and behaviour needs attention.", True,
         "Attendance and behaviour: Needs attention"),
    ],
)  # fmt: skip
def test_a_grade_is_one_without_judged_where_nothing_else_is_said(records, file, claim, agrees, printed):
    (found,) = look_up(claim, [records[file]])
    assert (found.agrees, found.whole, found.printed) == (agrees, True, printed)


@pytest.mark.parametrize(
    "claim",
    [
        "Handwriting needs attention.",
        "The care given to pupils is exceptional.",
        "The way in which leadership deals with bullying requires improvement.",
        "Leadership requires improvement.",  # no grade of the report card's scale
    ],
)
def test_what_only_sounds_like_a_grade_is_not_held_against_the_record(records, claim):
    assert look_up(claim, [records["marlpit-vale-2026.pdf"]]) == []


@pytest.mark.parametrize(
    ("file", "claim", "grade"),
    [
        ("corvane-2026.pdf", "The school needs urgent improvement.", "urgent improvement"),
        ("ashlark-high-2025.pdf", "The school is of the strong standard.", "strong standard"),
        ("marlpit-vale-2026.pdf", "The school requires improvement.", "requires improvement"),
        ("fennick-road-2026.pdf", "The school was judged good.", "good"),
        ("corvane-2022.pdf", "The school requires improvement.", None),  # printed
        ("marlpit-vale-2026.pdf", "Handwriting needs attention.", None),
    ],
)
def test_a_grade_that_no_report_card_prints_of_a_school_is_told_as_unprinted(records, file, claim, grade):
    assert unprinted_grade(claim, records[file]) == grade


def test_a_report_whose_outcome_is_in_words_has_to_be_read():
    ungraded = Inspection(PLACE.document, ReportFormat.UNGRADED, 1.0, "made up")
    assert unprinted_grade("The school was judged good.", ungraded) is None


@pytest.mark.parametrize(
    ("claim", "when"),
    [
        ("Early years were judged outstanding in January 2024.", [Dated(2024, 1)]),
        ("In March 2019 the school was judged inadequate.", [Dated(2019, 3)]),
        ("The 2024 inspection graded leadership good.", [Dated(2024)]),
        ("Safeguarding was not effective in 2022.", [Dated(2022)]),
        ("Since joining the trust in September 2019 the school has been judged good.", []),
        ("Under the head appointed in April 2021, leadership was judged good.", []),
        ("Overall absence was 8.8% in 2024.", []),
    ],
)
def test_the_date_of_an_inspection_is_read_where_a_sentence_gives_a_grade(claim, when):
    assert list(judged_when(claim)) == when


def test_a_grade_of_something_unnamed_is_the_overall_one_only_where_nothing_else_is_said(records):
    assert look_up("The phonics lessons were judged outstanding.", [records["fennick-road-2022.pdf"]]) == []
    assert look_up("The school was judged good.", [records["wickenmoss-2026.pdf"]]) == [], "it prints no overall grade"


def test_a_letter_without_grades_leaves_those_before_it_to_be_compared_with():
    graded = made_record("elm-2023", "Elmwick Primary School", date(2023, 3, 9))
    letter = made_record("elm-2025", "Elmwick Primary School", date(2025, 3, 9), format=ReportFormat.MONITORING)
    place = replace(PLACE, document=graded.id)
    judged = Judgement("Leadership and management", "Good", Scale.OEIF, date(2023, 3, 9), place)
    held = {
        graded.id: Inspection(graded.id, graded.format, 1.0, "made up", judgements=(judged,)),
        letter.id: Inspection(letter.id, letter.format, 1.0, "made up"),
    }
    text = "At Elmwick Primary School, leadership and management was judged good."
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    draft = Document("draft", "draft.txt", "", None, (Page(1, None, 0, 0, text, (), blocks),))
    (item,) = asked_of(draft, [graded, letter])
    gather = SimpleNamespace(on_page=lambda *_: None)
    found = RecordVerdicts(SimpleNamespace(inspection=held.get), gather).judge(item, [graded, letter])
    assert found is not None
    assert found.checked.verdict is Verdict.SUPPORTED


OLD = made_record("elm-2019", "Elmwick Primary School", date(2019, 3, 5))
NEW = made_record("elm-2026", "Elmwick Primary School", date(2026, 5, 12))


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Leadership and management at Elmwick Primary School was judged good in March 2019.", Verdict.SUPPORTED),
        ("Leadership and management at Elmwick Primary School was judged inadequate in March 2019.",
         Verdict.CONTRADICTED),
        ("Leadership and management at Elmwick Primary School was judged good.", Verdict.CONTRADICTED),
        ("Leadership and management at Elmwick Primary School was judged inadequate.", Verdict.SUPPORTED),
        ("Leadership and management at Elmwick Primary School was previously judged good.", None),
        ("Leadership and management at Elmwick Primary School was judged good in June 2021.", None),
        ("Leadership and management at Elmwick was judged good in March 2019 (Elmwick, May 2026, p. 5).", None),
        ("Leadership and management at Elmwick was judged good (Elmwick, March 2019, p. 5).", Verdict.SUPPORTED),
        ("Elmwick Primary School is inadequate.", Verdict.NOT_CHECKED),
    ],
)  # fmt: skip
def test_a_dated_grade_is_held_against_the_inspection_of_that_date_and_no_other(text, verdict):
    held = {}
    for record, grade in ((OLD, "Good"), (NEW, "Inadequate")):
        place = replace(PLACE, document=record.id)
        judged = Judgement("Leadership and management", grade, Scale.OEIF, record.start, place)
        held[record.id] = Inspection(record.id, record.format, 1.0, "made up", judgements=(judged,))
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    (item,) = asked_of(Document("draft", "draft.txt", "", None, (Page(1, None, 0, 0, text, (), blocks),)), [OLD, NEW])
    gather = SimpleNamespace(on_page=lambda *_: None, evidence=lambda *_: [[]])
    found = RecordVerdicts(SimpleNamespace(inspection=held.get), gather).judge(item, [OLD, NEW])
    assert (found and found.checked.verdict) == verdict


def test_a_grade_that_no_record_prints_is_left_to_the_sentence_that_says_it_word_for_word():
    text = "Elmwick Primary School is inadequate."
    judged = Judgement(
        "Leadership and management", "Inadequate", Scale.OEIF, NEW.start, replace(PLACE, document=NEW.id)
    )
    held = {NEW.id: Inspection(NEW.id, NEW.format, 1.0, "made up", judgements=(judged,))}
    blocks = (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)
    (item,) = asked_of(Document("draft", "draft.txt", "", None, (Page(1, None, 0, 0, text, (), blocks),)), [NEW])
    read = SimpleNamespace(record=NEW, passage=SimpleNamespace(text="The school is inadequate. It must improve."))
    gather = SimpleNamespace(on_page=lambda *_: None, evidence=lambda *_: [[read]])
    assert RecordVerdicts(SimpleNamespace(inspection=held.get), gather).judge(item, [NEW]) is None


@pytest.mark.parametrize("grade", ["Strong standard", "Good"])
@pytest.mark.parametrize("claim", ["The curriculum is exceptional.", "Pupils’ behaviour is exceptional."])
def test_exceptional_is_a_word_of_every_day(claim, grade):
    judged = tuple(
        Judgement(area, grade, Scale.OEIF, NEW.start, PLACE) for area in ("Curriculum and teaching", "Behaviour")
    )
    inspection = Inspection(NEW.id, NEW.format, 1.0, "made up", judgements=judged)
    assert look_up(claim, [inspection]) == []
    assert unprinted_grade(claim, inspection) is None


@pytest.mark.parametrize(
    "claim",
    [
        "Overall absence has edged down for two years.",
        "Overall absence was raised with parents three times.",
        "Overall absence concerned 43 pupils.",
        "Overall absence has fallen by more than half in two years.",
        "Overall absence was cut by a third.",
        "Overall absence fell by about 20% in 2024/25.",
        "Overall absence was one in ten in 2024/25.",
    ],
)
def test_a_number_that_is_no_figure_of_the_row_is_not_held_against_it(records, claim):
    assert look_up(claim, [records["wickenmoss-2026.pdf"]]) == []


@pytest.mark.parametrize(
    ("claim", "agrees"),
    [
        ("Pupils on roll: 99", True),
        ("Pupils on roll: 116", False),
        ("The roll stands at 99 pupils.", True),
        ("The school has about 100 pupils.", True),
        ("There are 120 pupils at the school.", False),
    ],
)
def test_how_many_pupils_a_school_has_is_held_against_the_record_whatever_other_numbers_stand_beside_it(claim, agrees):
    inspection = SimpleNamespace(pupils=Located("99", PLACE), judgements=(), figures=(), dates=None)
    (found,) = look_up(claim, [inspection])
    assert (found.agrees, found.whole) == (agrees, True)
    assert found.printed == "Number of pupils on the school roll: 99"


@pytest.mark.parametrize(
    "claim",
    ["There are 18 pupils with autism on roll.", "99 pupils take part in sport.", "There are 20 pupils in each class."],
)
def test_a_number_of_some_pupils_is_not_that_of_all(claim):
    inspection = SimpleNamespace(pupils=Located("99", PLACE), judgements=(), figures=(), dates=None)
    assert look_up(claim, [inspection]) == []


def test_a_report_card_gives_the_number_of_its_pupils_among_its_figures():
    total = Figure("School and pupil context", "Total pupils", None, "428", "272", "Above average", (), PLACE)
    inspection = SimpleNamespace(pupils=None, judgements=(), figures=(total,), dates=None)
    (found,) = look_up("There are 428 pupils at the school.", [inspection])
    assert (found.agrees, found.whole, found.locator) == (True, True, PLACE)


def test_a_cell_with_the_date_of_the_inspection_is_held_against_the_record(records):
    inspection = records["ashlark-primary-2024.pdf"]
    printed = inspection.dates.printed
    (right,) = look_up(f"Inspected: {printed}", [inspection])
    (wrong,) = look_up(f"Inspection date: {printed.replace('2024', '2023')}", [inspection])
    assert (right.agrees, right.whole, right.printed) == (True, True, f"Inspection dates: {printed}")
    assert wrong.agrees is False
    assert look_up("Inspected: by a team of two", [inspection]) == []


@pytest.mark.parametrize(
    ("file", "claim"),
    [
        ("ashlark-primary-2024.pdf", "Pupils’ behaviour is good."),  # nobody says that it was judged so
        ("ashlark-primary-2024.pdf", "Leadership was not judged good."),
        ("wickenmoss-2026.pdf", "Persistent absence fell from 26.3% to 19.2%."),  # which is which has to be read
        ("wickenmoss-2026.pdf", "Persistent absence was 22.6%."),  # true of another year than the newest
        ("wickenmoss-2026.pdf", "Attendance was 93% in 2024/25."),
    ],
)
def test_where_no_row_is_named_or_more_is_said_the_record_has_no_say(records, file, claim):
    assert [found for found in look_up(claim, [records[file]]) if not found.agrees] == []


def test_a_draft_is_told_the_grade_that_is_printed_and_the_page_it_stands_on(capsys, tmp_path, sample_folder):
    draft = tmp_path / "draft.md"
    draft.write_text(
        "The quality of education at Ashlark Primary was judged good (Ashlark Primary School, 2024, p. 1).\n\n"
        "Leadership and management at Ashlark Primary was judged good (Ashlark Primary School, 2024, p. 4).\n\n"
        "The Tidewatch club at Corvane counts wading birds (Hollin Reach School, 2024, p. 2).\n",
        encoding="utf-8",
    )
    assert main(["check", str(draft), "--library", str(sample_folder), "--json"]) == 3
    grade, page, school = json.loads(capsys.readouterr().out)["claims"]
    assert grade["verdict"] == "contradicted"
    assert grade["reasons"] == [
        {"kind": "grade", "claim": "good", "evidence": "The quality of education: Requires improvement"}
    ]
    assert (page["verdict"], page["findings"]) == ("supported", ["wrong page"])
    assert page["suggestion"].startswith("Stands on page 1, not page 4: Ashlark Primary School, ")
    assert school["verdict"] != "supported"
