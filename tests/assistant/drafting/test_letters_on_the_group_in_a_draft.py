"""What Ofsted's letter on the group says stands in a draft, named with its date and as giving no grade."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from assistant.drafting.attribution import attributed, unattributed
from assistant.drafting.frameworks import Aspect, FrameworkQuestion, Voice
from assistant.drafting.letters import MOST, claims_of_letters
from assistant.drafting.rules import RuleContext, violations
from assistant.drafting.values import LETTER_ON_GROUP, ClaimKind, Draft, title_of
from assistant.patterns.values import Evaluation, Statement
from ingest.documents import Locator, Span

GROUP = "Moor Trust"
FOUND = "Pupils’ attendance has been given too little attention by the central team."
OTHER = "Trustees ask searching questions of the chief executive officer."
ASKED = "Compare attendance at the academies with one another each half term."
NAMED = "Ofsted’s letter on the group (trust summary evaluation, March 2023; it gives no grade)"


def statement(text, start=0):
    place = Locator("letter", 1, Span(start, start + len(text)))
    return Statement("letter", "letter.pdf", "", text, (place,), date(2023, 3, 13), (), "")


def material(*said, asked=()):
    letter = Evaluation("letter", "letter.pdf", "Trust summary evaluation", date(2023, 3, 13), "13–17 March 2023",
                        tuple(map(statement, said)), tuple(map(statement, asked)))  # fmt: skip
    return SimpleNamespace(patterns=SimpleNamespace(evaluations=(letter,)))


def question(aspect, *themes):
    return FrameworkQuestion(
        key="key", title="Title", question="What?", aspect=aspect, documents=("inspection",), themes=themes
    )


def texts(question, material):
    return [claim.text for claim in claims_of_letters(question, material)]


def test_a_section_on_the_group_itself_quotes_all_that_its_letter_found_and_recommends():
    found = texts(question(Aspect.CAPACITY, "trust"), material(FOUND, OTHER, asked=[ASKED]))
    assert found == [
        f"{NAMED} said: “{FOUND.rstrip('.')}”.",
        f"{NAMED} said: “{OTHER.rstrip('.')}”.",
        f"{NAMED} recommended: “{ASKED.rstrip('.')}”.",
    ]


def test_a_section_on_a_theme_quotes_what_speaks_of_it():
    found = texts(question(Aspect.PATTERN, "attendance"), material(FOUND, OTHER, asked=[ASKED]))
    assert [FOUND.rstrip(".") in found[0], ASKED.rstrip(".") in found[1]] == [True, True]
    assert len(found) == 2


def test_fragments_and_sentences_that_lean_on_another_are_not_quoted_and_a_section_has_so_many():
    said = ["Safeguarding", "They visit each academy every half term and note what they find."]
    assert texts(question(Aspect.CAPACITY, "trust"), material(*said)) == []
    many = [f"Trustees have met the leaders of academy number {n} this year." for n in range(MOST + 3)]
    assert len(texts(question(Aspect.CAPACITY, "trust"), material(*many))) == MOST


def test_its_sentence_breaks_no_rule_and_its_note_names_the_letter():
    (claim,) = claims_of_letters(question(Aspect.CAPACITY, "trust"), material(FOUND))
    assert claim.kind is ClaimKind.QUOTE
    assert violations(claim.text, RuleContext(GROUP, ("Fell School",), claim.citations)) == ()
    assert title_of(claim.citations[0]) == "letter.pdf, Ofsted’s letter on the group of 13 March 2023"


@pytest.mark.parametrize("voice", Voice)
def test_a_models_sentence_from_it_is_given_as_the_letters_word_and_not_as_the_groups(voice):
    (claim,) = claims_of_letters(question(Aspect.CAPACITY, "trust"), material(FOUND))
    draft = Draft(GROUP, "key", "Name", "", voice, datetime(2026, 11, 26), "Ann", ("Fell School",), (), ())
    said = attributed("Attendance had too little attention.", claim.citations, draft)
    assert said.startswith(f"{LETTER_ON_GROUP} of March 2023, which gives no grade, said that ")
    assert unattributed("Attendance had too little attention.", claim.citations, draft) == (
        "it does not name Ofsted’s letter"
    )
