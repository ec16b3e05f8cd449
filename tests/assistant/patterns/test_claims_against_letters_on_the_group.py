"""Claims on a group are held against Ofsted's letters on it, always by name, and claims on one school are not."""

from datetime import date

from assistant.checking.verdict import Checked, Verdict
from assistant.patterns.values import Bearing, Evaluation, Statement
from ingest.documents import Locator, Span
from tests.assistant.patterns.scripted_claims import CLAIM, SAID, Scripted, compare_one


def letter(document="letter", day=date(2023, 3, 13), said=SAID, asked=""):
    def of(text):
        place = Locator(document, 1, Span(0, len(text)))
        return (Statement(document, "letter.pdf", "", text, (place,), day, (), ""),) if text else ()

    return Evaluation(document, "letter.pdf", "Trust summary evaluation", day, "", of(said), of(asked))


LETTER = "Ofsted’s letter on the group (trust summary evaluation, March 2023; it gives no grade)"
ON_THE_TRUST = "Attendance has improved across the trust."


def test_a_claim_on_the_trust_is_held_against_ofsteds_letter_by_name_and_date():
    found = compare_one(Scripted(["letter"], Verdict.SUPPORTED), ON_THE_TRUST, letters=(letter(),))
    assert (found.bearing, found.reason) == (Bearing.BORNE_OUT, f"{LETTER} says so.")
    assert [(s.file, s.schools, s.why) for s in found.evidence] == [("letter.pdf", (), LETTER)]
    found = compare_one(Scripted(["letter"], Verdict.CONTRADICTED, score=0.01), ON_THE_TRUST, letters=(letter(),))
    assert (found.bearing, found.reason) == (Bearing.CONTRADICTED, f"{LETTER} says otherwise.")
    found = compare_one(Scripted(["letter"], Verdict.NOT_CHECKED), ON_THE_TRUST, letters=(letter(),))
    assert found.bearing is Bearing.OPEN
    assert found.reason.endswith(f"{LETTER} is beside it.")


def test_a_letter_on_the_group_is_no_evidence_for_a_claim_on_one_school():
    parts = Scripted(["letter"], Verdict.SUPPORTED)
    assert compare_one(parts, CLAIM, letters=(letter(),)).bearing is Bearing.SILENT
    own = compare_one(parts, "Attendance has improved this year.", own=("2",), letters=(letter(),))
    assert own.bearing is Bearing.SILENT


def test_what_a_letter_on_the_group_recommends_bears_nothing_out():
    parts = Scripted(["letter"], Verdict.SUPPORTED)
    assert compare_one(parts, ON_THE_TRUST, letters=(letter(said="", asked=SAID),)).bearing is Bearing.OPEN
    of_its_making = compare_one(parts, ON_THE_TRUST, letters=(letter(said=""),))
    assert of_its_making.bearing is Bearing.SILENT


def test_a_letter_and_reports_that_do_not_agree_are_told_as_both():
    parts = Scripted(["letter", "new"], Verdict.SUPPORTED)
    parts.check = lambda pairs: [
        Checked(Verdict.CONTRADICTED if number == 0 else Verdict.SUPPORTED, (), 0.01) for number in range(len(pairs))
    ]
    found = compare_one(parts, "In 2026 attendance at the trust improved.", letters=(letter(),))
    assert found.bearing is Bearing.BOTH
    assert found.reason.startswith(f"{LETTER} says so.")
    assert [statement.document for statement in found.evidence] == ["letter", "new"]


def test_of_two_letters_on_the_group_the_earlier_one_is_told_as_one_that_another_follows():
    both_letters = (letter(), letter("later", date(2025, 2, 1)))
    found = compare_one(Scripted(["letter"], Verdict.SUPPORTED), ON_THE_TRUST, letters=both_letters)
    assert (found.bearing, found.reason) == (Bearing.NEWER, f"{LETTER} says so. The group has a later one.")


def test_a_letters_academies_are_the_schools_of_a_claim():
    parts = Scripted(["letter"], Verdict.SUPPORTED, texts=["The team visits each academy every half term."])
    line = "The team visits each school of the trust every half term."
    compare_one(parts, line, letters=(letter(said=parts.texts[0]),))
    assert parts.read == [("The team visits each school every half term.", line)]
