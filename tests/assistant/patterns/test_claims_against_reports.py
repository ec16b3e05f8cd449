"""Claims of a self-evaluation stand as the reports let them: scripted search and checker, real reading of claims."""

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.checking.verdict import Verdict
from assistant.patterns.boards import Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import YearRange
from assistant.patterns.group import other_documents
from assistant.patterns.takeaway_more import claims_book
from assistant.patterns.values import Bearing, ClaimAgainstReports, Statement
from assistant.themes.values import SchoolReport
from assistant.ui.patterns_cells import CellButton, claim_places
from assistant.ui.patterns_claims import claims_view
from ingest.documents import Locator, Span
from ingest.errors import LibraryError
from ingest.inspections import ReportFormat
from tests.assistant.patterns.conftest import TRUST
from tests.assistant.patterns.scripted_claims import (
    CLAIM,
    CORVANE,
    NEW,
    OLD,
    SAID,
    Scripted,
    compare,
    compare_one,
)
from tests.assistant.records import made_record


@pytest.mark.parametrize(
    ("documents", "verdict", "bearing", "reason"),
    [
        (["new"], Verdict.SUPPORTED, Bearing.BORNE_OUT, "A passage of a school’s latest report says so."),
        (["old"], Verdict.SUPPORTED, Bearing.NEWER, "An earlier report says so, and the school has a later one."),
        (["new"], Verdict.CONTRADICTED, Bearing.CONTRADICTED, "A passage of the reports says otherwise."),
        (
            ["old"],
            Verdict.CONTRADICTED,
            Bearing.NEWER,
            "An earlier report says otherwise, and the school has a later one.",
        ),
        (["new"], Verdict.NOT_FOUND, Bearing.NOT_BORNE_OUT, "The nearest passages do not say so."),
        (["new"], Verdict.NOT_CHECKED, Bearing.OPEN, "The nearest passages neither clearly bear it out nor"),
        ([], Verdict.SUPPORTED, Bearing.SILENT, "No passage of the reports speaks to the claim."),
    ],
)
def test_a_claim_stands_as_the_reports_let_it(documents, verdict, bearing, reason):
    found = compare_one(Scripted(documents, verdict))
    assert found.bearing is bearing
    assert found.reason.startswith(reason)
    assert [statement.document for statement in found.evidence] == documents


def test_a_claim_on_one_school_is_compared_with_its_reports_alone():
    parts = Scripted(["new"], Verdict.SUPPORTED)
    assert compare_one(parts).claim.schools == ("1",)
    assert parts.scopes == [frozenset({"old", "new"})]


def test_a_passage_of_another_matter_is_silence():
    parts = Scripted(["new"], Verdict.SUPPORTED, dense=0.1, texts=["Pupils sing in the choir with joy."])
    assert compare_one(parts).bearing is Bearing.SILENT
    assert parts.read == []


@pytest.mark.parametrize(
    "text",
    [
        "Corvane Academy joined the trust in 2019 and serves the town of Corvane.",
        "Yours sincerely Ada Moor His Majesty’s Inspector, on improved attendance at Corvane Academy.",
        "Inspectors met leaders and looked at how attendance has improved.",
        "Corvane Academy report card 2026 attendance",
    ],
)
def test_names_letterheads_and_what_inspectors_did_are_not_held_against_a_claim(text):
    parts = Scripted(["new"], Verdict.SUPPORTED, dense=0.4, texts=[text, SAID])
    found = compare_one(parts)
    assert [statement.text for statement in found.evidence] == [SAID]
    assert not any("Corvane" in asked for asked in parts.asked)  # its name would bring up every passage that holds it


@pytest.mark.parametrize(
    "line",
    [
        "This is a fictional document, made to try things on.",
        "This plan turns last year’s review into three priorities.",
        "Agreed by trustees on 3 March 2026.",
        "Owner: the director of inclusion.",
        "A form to be filled in by headteachers each July.",
        "Corvane Academy and Marlpit Vale Primary School.",
    ],
)
def test_what_a_paper_says_of_itself_and_its_cover_lines_are_no_claims(line):
    parts = Scripted(["new"], Verdict.SUPPORTED)
    assert [found.claim.text for found in compare(parts, line, CLAIM)] == [CLAIM]


def test_the_label_of_a_field_is_no_claim():
    parts = Scripted(["new"], Verdict.SUPPORTED)
    heading = "Attendance at our school and how we know"
    assert [f.claim.text for f in compare(parts, f"{heading}:", CLAIM, heading=heading)] == [CLAIM]


@pytest.mark.parametrize(
    ("line", "heading", "why"),
    [
        ("Leaders will raise attendance at Corvane Academy.", "", "it says “will”"),
        ("Corvane Academy raises attendance by June 2027.", "", "it speaks of a day after that of the paper"),
        ("Aim: attendance at Corvane Academy rises.", "", "it says what is aimed at"),
    ],
)
def test_a_plan_or_wish_is_told_as_one_with_what_reports_say_beside_it(line, heading, why):
    parts = Scripted(["new"], Verdict.SUPPORTED)
    found = compare_one(parts, line, heading=heading, day=date(2026, 9, 1))
    assert found.bearing is Bearing.WISH
    assert why in found.reason
    assert [statement.text for statement in found.evidence] == [SAID]
    assert parts.read == []


def test_what_stands_under_priorities_is_a_plan_unless_a_report_says_that_it_is_so():
    line, heading = "Attendance at Corvane Academy improves.", "Our priorities"
    assert compare_one(Scripted(["new"], Verdict.NOT_FOUND), line, heading=heading).bearing is Bearing.WISH
    assert compare_one(Scripted(["new"], Verdict.SUPPORTED), line, heading=heading).bearing is Bearing.BORNE_OUT
    told = "Attendance at Corvane Academy has improved by three points."
    assert compare_one(Scripted(["new"], Verdict.NOT_FOUND), told, heading=heading).bearing is Bearing.NOT_BORNE_OUT


def test_a_later_promise_within_a_sentence_does_not_make_what_it_tells_a_plan():
    line = "Attendance at Corvane Academy has improved, so that pupils will learn more."
    assert compare_one(Scripted(["new"], Verdict.SUPPORTED), line).bearing is Bearing.BORNE_OUT


def test_a_schools_own_paper_is_held_against_its_own_reports_alone():
    parts = Scripted(["new", "m"], Verdict.SUPPORTED)
    found = compare_one(parts, "Attendance has improved this year.", own=("2",))
    assert parts.scopes == [frozenset({"m"})]
    assert found.claim.schools == ("2",)


def test_what_is_claimed_of_every_school_is_borne_out_by_all_and_contradicted_by_one():
    line = "Attendance has improved in all our schools."
    assert compare_one(Scripted(["new", "m"], Verdict.SUPPORTED), line).bearing is Bearing.BORNE_OUT
    found = compare_one(Scripted(["new"], Verdict.SUPPORTED), line)
    assert found.bearing is Bearing.OPEN
    assert found.reason == "The claim is on several schools; the latest reports on 1 of 2 bear it out."
    mixed = Scripted(["new"], lambda text: Verdict.SUPPORTED if text == SAID else Verdict.CONTRADICTED)
    mixed.texts = (SAID, "Attendance has not improved.")
    found = compare_one(mixed, line)
    assert found.bearing is Bearing.CONTRADICTED
    assert [statement.text for statement in found.evidence] == ["Attendance has not improved."]


DENIAL = "Attendance has not improved since the inspection."


def both(text):
    return Verdict.CONTRADICTED if text == DENIAL else Verdict.SUPPORTED


def texts_of(found):
    return [statement.text for statement in found.evidence]


def test_what_one_passage_says_outright_and_another_denies_is_shown_with_both():
    parts = Scripted(["new"], Verdict.SUPPORTED, score=0.99, held={"new": [SAID, DENIAL]})
    found = compare_one(parts)
    assert found.bearing is Bearing.BOTH
    assert found.reason == f"A passage of a school’s latest report says so, and another says otherwise: “{DENIAL}”"
    assert texts_of(found) == [SAID, DENIAL]


def test_what_a_model_only_takes_for_likely_does_not_stand_against_a_denial_in_the_same_report():
    found = compare_one(Scripted(["new"], Verdict.SUPPORTED, held={"new": [SAID, DENIAL]}))
    assert found.bearing is Bearing.CONTRADICTED
    assert found.reason.endswith(f"only comes near to saying so, and another says otherwise: “{DENIAL}”")
    assert texts_of(found) == [DENIAL, SAID]


def test_what_an_earlier_report_denies_takes_nothing_from_the_latest():
    parts = Scripted(["new"], Verdict.SUPPORTED, score=0.99, held={"old": [DENIAL], "new": [SAID]})
    assert compare_one(parts).bearing is Bearing.BORNE_OUT


def test_a_later_report_that_denies_what_an_earlier_one_says_contradicts_the_claim():
    found = compare_one(Scripted(["old"], Verdict.SUPPORTED, held={"new": [DENIAL]}))
    assert found.bearing is Bearing.CONTRADICTED
    assert found.reason == f"An earlier report says so, and a later one says otherwise: “{DENIAL}”"


def test_a_visits_letter_after_the_latest_report_is_no_earlier_one_and_may_deny_it():
    visit = SchoolReport("visit", "visit.pdf", date(2026, 9, 1), ReportFormat.MONITORING)
    visited = (replace(CORVANE, reports=(OLD, NEW, visit)),)
    assert compare_one(Scripted(["visit"], Verdict.SUPPORTED), schools=visited).bearing is Bearing.BORNE_OUT
    parts = Scripted(["new"], Verdict.SUPPORTED, score=0.99, held={"visit": [DENIAL]})
    found = compare_one(parts, schools=visited)
    assert found.bearing is Bearing.BOTH
    assert [statement.document for statement in found.evidence] == ["new", "visit"]


def test_a_claim_that_names_the_year_of_an_earlier_report_is_held_against_that_one():
    line = "In 2022, attendance at Corvane Academy had improved."
    found = compare_one(Scripted(["old"], Verdict.SUPPORTED, held={"new": [DENIAL]}), line)
    assert (found.bearing, found.reason) == (Bearing.BORNE_OUT, "A passage of the report of that time says so.")
    assert compare_one(Scripted(["old"], Verdict.CONTRADICTED), line).bearing is Bearing.CONTRADICTED
    since = "Since 2022, attendance at Corvane Academy has improved."
    assert compare_one(Scripted(["old"], Verdict.SUPPORTED), since).bearing is Bearing.NEWER


def test_what_names_no_school_is_borne_out_by_all_of_them_and_not_by_one():
    line = "Attendance has improved."
    assert compare_one(Scripted(["new", "m"], Verdict.SUPPORTED), line).bearing is Bearing.BORNE_OUT
    found = compare_one(Scripted(["new"], Verdict.SUPPORTED), line)
    assert found.bearing is Bearing.OPEN
    assert found.reason == "The claim names no school; the latest reports on 1 of 2 bear it out."
    mixed = Scripted(["new", "m"], both, score=0.99, texts=(SAID, DENIAL))
    found = compare_one(mixed, line)
    assert found.bearing is Bearing.BOTH
    assert found.reason.startswith("A passage of the latest report on ")


def test_what_the_latest_reports_say_of_all_schools_and_one_denies_too_is_told_as_both():
    parts = Scripted(["new", "m"], Verdict.SUPPORTED, held={"new": [DENIAL], "m": [DENIAL]})
    found = compare_one(parts, "Attendance has improved in all our schools.")
    assert found.bearing is Bearing.BOTH
    assert found.reason.endswith(f"and a passage on one says otherwise: “{DENIAL}”")


def claim(bearing, evidence):
    place = Locator("d" * 64, 1, Span(0, 5))
    own = Statement("d" * 64, "sef.docx", "", CLAIM, (place,), None, (), "")
    return ClaimAgainstReports(own, bearing, "Why <b>so</b>.", (own,) * evidence)


def test_each_claim_on_the_screen_opens_itself_and_as_many_passages_as_it_says(board, real_boards):
    patterns = replace(real_boards.patterns(board), other_documents=(next(iter(board.records)),))
    claims = (claim(Bearing.BORNE_OUT, 2), claim(Bearing.SILENT, 0))
    html = claims_view(board, patterns, {patterns.other_documents[0]: claims})
    assert "2 claims: 1 borne out, 1 that no report speaks to." in html
    assert "Why &lt;b&gt;so&lt;/b&gt;." in html
    buttons = re.findall(r'data-count="(\d+)" data-open="[0-9a-f]{12}:claims:([a-z]+-\d+):(\d+):0"', html)
    assert len(buttons) == 3
    for number, kind, row in buttons:
        _, places = claim_places([claims], CellButton("claims", kind, int(row), 0))
        assert len(places) == int(number)
    with pytest.raises(IndexError):
        claim_places([claims], CellButton("claims", "other-0", 0, 0))


def test_what_is_compared_comes_first_and_its_buttons_stay_its_own(board, real_boards):
    papers = tuple(board.records)[:3]
    patterns = replace(real_boards.patterns(board), other_documents=papers)
    html = claims_view(board, patterns, {papers[2]: (claim(Bearing.WISH, 1), claim(Bearing.WISH, 1))}, [papers[1]])
    places = [html.index(said) for said in ("2 claims: 2 plans or wishes.", "are being compared.", "compare:0")]
    assert places == sorted(places)
    assert ":claims:own-2:0:0" in html


def test_a_paper_is_compared_when_somebody_asks_for_it_and_once(group_library, monkeypatch):
    asked = []

    def judges():
        asked.append(1)
        return Scripted([], Verdict.SUPPORTED), Scripted([], Verdict.SUPPORTED)

    boards = Boards(lambda: group_library, Engine(), lambda: date(2026, 11, 26), judges)
    board = boards.board(TRUST, YearRange())
    paper = next(iter(board.records))
    with pytest.raises(LibraryError, match="not one of the group's own papers"):
        boards.compare(board, paper)
    own = replace(boards.patterns(board), other_documents=(paper,))
    monkeypatch.setattr(boards, "patterns", lambda _: own)
    assert "Compare its claims with the reports" in claims_view(board, own, boards.compared(board))
    steps = boards.comparing(board, paper)
    done, total = next(steps)
    assert (done, total) == (0, total)
    assert boards.being_compared(board) == {paper}
    assert "Its claims are being compared." in claims_view(board, own, {}, boards.being_compared(board))
    with pytest.raises(LibraryError, match="being compared already"):
        boards.compare(board, paper)
    steps.close()  # somebody has left: nothing of it is kept, and it can begin again
    assert boards.being_compared(board) == frozenset()
    assert boards.compared(board) == {}
    first = boards.compare(board, paper)
    assert len(first) == total
    borne_out = [found.claim.text for found in first if found.bearing is Bearing.BORNE_OUT]
    assert borne_out == ["The arrangements for safeguarding are effective."]  # the record holds it
    assert {found.bearing for found in first} == {
        Bearing.SILENT,
        Bearing.WISH,
        Bearing.BORNE_OUT,
    }  # next steps are wishes
    assert boards.compare(board, paper) is first
    assert len(asked) == 1
    assert claims_book(own, boards.compared(board)).sheets[0].rows[0][2] == first[0].bearing.value


def test_a_group_without_papers_says_what_to_add(board, real_boards):
    html = claims_view(board, replace(real_boards.patterns(board), other_documents=()), {})
    assert "The library holds no self-evaluation, plan or board paper of this group." in html


def test_a_table_of_the_group_is_no_paper_whose_claims_could_be_compared():
    facts = {"format": ReportFormat.DOCUMENT, "group": TRUST}
    plan, table = made_record("plan", None, None, **facts), made_record("survey", None, None, passages=0, **facts)
    assert other_documents(SimpleNamespace(documents=lambda: [plan, table]), TRUST) == (plan,)
