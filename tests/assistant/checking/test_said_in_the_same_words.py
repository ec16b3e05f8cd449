"""What is near to the word of a sentence is supported or contradicted by how it was made, without any model."""

import pytest

from assistant.checking.checker import plainly
from assistant.checking.verdict import Verdict
from assistant.checking.words.align import align, best_sentence
from assistant.checking.words.keys import keys, shared
from assistant.checking.words.leads import split_lead, without_school

EVIDENCE = (
    "Pupils know the school rules. They can name several adults to whom they would turn. Staff do not use the results "
    "of assessment well enough in some subjects, such as history. In 2023, 61 per cent of pupils in Year 6 met the "
    "standard in mathematics, which is below the national average. Leaders, who took up post in May, have reduced "
    "absence because they visit homes. Parents say that communication is prompt. In the Reception class of 29 "
    "children, adults talk constantly."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Pupils knew the school rules.",
        "Children at the school know the school’s rules.",
        "Pupils can name several adults to whom they would turn.",
        "Staff don’t use the results of assessment well enough in some subjects.",
        "In 2023, 61% of pupils in Year 6 met the standard in maths.",
        "Inspectors found that leaders have reduced absence.",
        "The report says that parents say that communication is prompt.",
        "Staff do not use the results of assessment well enough in some subjects, for example history.",
    ],
)
def test_a_sentence_in_the_same_words_or_with_a_clause_left_out_is_supported_and_shows_the_sentence(claim):
    checked = plainly(EVIDENCE, claim)
    assert checked is not None
    assert checked.verdict is Verdict.SUPPORTED
    assert checked.reasons[0].kind == "sentence"
    assert checked.reasons[0].evidence in EVIDENCE


@pytest.mark.parametrize(
    ("claim", "kind", "words"),
    [
        ("In 2023, 61% of pupils in Year 6 met the standard in mathematics, which is above the national average.",
         "level", ("above", "below")),
        ("In 2023, 81% of pupils in Year 6 met the standard in mathematics.", "percent", ("81%", "61 per cent")),
        ("In 2023, 61% of pupils in Year 4 met the standard in mathematics.", "stage", ("Year 4", "Year 6")),
        ("Staff do not use the results of assessment well enough in all subjects, such as history.",
         "quantity", ("all", "some")),
        ("Governors know the school rules.", None, None),
        ("Governors do not use the results of assessment well enough in some subjects.", "who", ("Governors", "Staff")),
        ("Staff use the results of assessment well enough in some subjects, such as history.", "polarity", None),
        ("Inspectors found that communication is prompt.", "speaker", ("Inspectors found that", "Parents")),
        ("Pupils say that communication is prompt.", "who", ("Pupils", "Parents")),
        ("The Reception class has 39 children.", "count", ("39", "29")),
    ],
)  # fmt: skip
def test_one_other_word_of_its_kind_contradicts_and_both_words_are_shown(claim, kind, words):
    checked = plainly(EVIDENCE, claim)
    if kind is None:  # four words are too few to be sure that they are laid over anything
        assert checked is None
        return
    assert checked is not None
    assert checked.verdict is Verdict.CONTRADICTED
    assert kind in {reason.kind for reason in checked.reasons}
    assert words is None or words in {(reason.claim, reason.evidence) for reason in checked.reasons}


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        (
            "Clinics are run by social workers in each school.",
            "Clinics are run by school nurses in each school.",
            ("social workers", "school nurses"),
        ),
        (
            "The choir is led by the deputy head.",
            "The choir is led by a music teacher.",
            ("deputy head", "music teacher"),
        ),
        ("Clinics are run by nurses in each school.", "Clinics are run by school nurses in each school.", None),
        ("Lessons are taught by staff.", "Lessons are taught by teachers.", None),
        ("Assessment is led by the deputy head.", "Assessment is not led by the bursar.", None),
    ],
)
def test_what_another_does_contradicts_unless_one_may_stand_for_the_other(claim, evidence, words):
    checked = plainly(evidence, claim)
    told = {(reason.claim, reason.evidence) for reason in checked.reasons} if checked else set()
    assert (words in told) is (words is not None)
    assert words is None or checked.verdict is Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Pupils are well prepared.", "Leaders plan that pupils are well prepared."),
        ("Pupils read well.", "Pupils in Year 6 read well."),
        ("Pupils write well.", "In history, pupils write well."),
        ("Half of pupils read well.", "Almost half of pupils read well."),
        ("Leaders have improved attendance.", "Leaders have begun to improve attendance."),
        ("Few pupils are absent.", "A few pupils are absent."),
        ("The adults lay the tables.", "Adults and pupils eat together, and pupils take turns to lay the table."),
        ("Inspectors found that achievement is good.", "The trust’s own review judged achievement to be good."),
        ("Teaching is effective.", "Teaching is supported by effective training."),
        ("Teaching is inconsistent.", "Teaching is disrupted by inconsistent attendance."),
        ("Teaching is weak.", "Teaching is better than in weak schools."),
        ("Governors receive effective training.", "Governors receive feedback on effective training."),
        ("Teachers lack confidence.", "Teachers who are new to the school lack confidence."),
        ("Two of ten schools took part.", "Half of them, five schools, took part, twice as many as before."),
    ],
)
def test_what_a_word_left_out_would_turn_round_is_left_to_be_read(claim, evidence):
    checked = plainly(evidence, claim)
    assert checked is None or checked.verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Teaching is effective.", "Teaching is effective because of good training."),
        ("Leaders use effective strategies.", "Leaders use a range of effective strategies."),
        ("Pupils do well.", "Pupils, who love school, do well."),
        ("Pupils learn about history.", "Pupils learn in lively lessons about history."),
    ],
)
def test_what_is_left_out_beside_a_whole_statement_takes_nothing_from_it(claim, evidence):
    checked = plainly(evidence, claim)
    assert checked is not None
    assert checked.verdict is Verdict.SUPPORTED


def test_words_that_say_the_same_share_a_key_and_articles_have_none():
    assert [key.value for key in keys("the maths")] == [key.value for key in keys("Mathematics")]
    assert [key.value for key in keys("61%")] == [key.value for key in keys("61 per cent")]
    assert keys("few pupils")[0].value != keys("a few pupils")[0].value
    assert shared("Pupils enjoy maths.", "Children enjoyed mathematics greatly.") == 1
    assert shared("Pupils enjoy maths.", "Leaders retire.") == 0


def test_whose_report_it_is_is_taken_off_and_what_others_say_stays():
    assert split_lead("Inspectors found that pupils read.") == ("Inspectors found that", "Pupils read.")
    assert split_lead("Inspectors judged the rules to be fair.") == ("", "Inspectors judged the rules to be fair.")
    assert split_lead("Parents say that pupils read.") == ("", "Parents say that pupils read.")
    assert without_school("At the school, pupils of the school read.") == "pupils read."


def test_of_many_sentences_the_one_with_the_rare_words_speaks_most_to_a_claim(embedder):
    sentences = ["Pupils at the school behave well.", "Pupils at the school sing in the Kestrel choir.", "Staff care."]
    assert best_sentence("Many pupils at the school belong to the Kestrel choir.", sentences, embedder.embed_words) == 1


def test_the_checker_holds_a_claim_against_the_sentence_that_speaks_most_to_it_among_many(embedder):
    sentences = ["Pupils at the school behave well.", "Pupils at the school sing in the Kestrel choir.", "Staff care."]
    claim = "Many pupils at the school belong to the Kestrel choir."
    (found,) = align([(" ".join(sentences), claim)], embedder.embed_words)
    assert found.sentence.of(" ".join(sentences)) == sentences[1]
    assert found.weakest <= found.weaker <= found.near


def test_of_a_long_claim_the_sentence_that_bears_out_a_part_outdoes_one_with_a_little_of_each(embedder):
    claim = (
        "Leaders introduced a new phonics scheme last spring, trained every teaching assistant in it, "
        "and now check each half term which pupils at the early stages fall behind in reading."
    )
    part = "A new phonics scheme came last spring."
    little = "Leaders know which pupils read at home, and teachers check what they remember of last term."
    sentences = [little, part, "Meals are hot."]
    assert best_sentence(claim, sentences, embedder.embed_words) == 1
