"""Questions of several parts: where they part, and when a part is answered."""

import pytest

from assistant.answering.parts.binding import Binding
from assistant.answering.parts.parts import Part, parts_of
from assistant.answering.ranking.relevance import Candidate
from assistant.search import Found
from ingest.documents import BlockKind, Locator, Passage, Sentence, Span


def texts(question):
    return tuple(part.text for part in parts_of(question))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who chairs the board and since when?", ("Who chairs the board", "since when")),
        ("What replaced German and why?", ("What replaced German", "why")),
        ("How many places are there and who runs it?", ("How many places are there", "who runs it")),
        ("Is reading taught well? How many pupils get help?", ("Is reading taught well", "How many pupils get help")),
        ("How many mentors are there, as well as their pay?", ("How many mentors are there", "their pay")),
        ("Both the number of pupils and the share of girls, please", ("the number of pupils", "the share of girls")),
        ("Who is the head, how many pupils are there and when did it open?",
         ("Who is the head", "how many pupils are there", "when did it open")),
        ("What do inspectors say about phonics, writing and homework at the school?",
         ("about phonics", "about writing", "about homework")),
        ("How do parents feel about meals, and about uniform?", ("about meals", "about uniform")),
        ("How are reading and writing taught?", ("How are reading and writing taught?",)),
        ("In autumn 2022, how many posts were vacant?", ("In autumn 2022, how many posts were vacant?",)),
        ("When pupils are away, who rings home?", ("When pupils are away, who rings home?",)),
        ("Sending pupils home, which schools do it and why", ("Sending pupils home, which schools do it and why",)),
    ],
)  # fmt: skip
def test_a_question_parts_before_words_of_asking_and_between_what_it_is_about(question, expected):
    assert tuple(part.rstrip("?") for part in texts(question)) == tuple(part.rstrip("?") for part in expected)


def test_a_later_part_that_leans_takes_over_what_the_first_asks_about():
    first, later = parts_of("How many places has the nursery and who runs it?")
    assert (first.words, first.leans) == ("How many places has the nursery", False)
    assert (later.words, later.leans, later.own) == ("who runs it nursery", True, ("runs",))


def test_a_later_part_that_says_all_itself_takes_over_nothing():
    _, later = parts_of("How often do they meet and who commissioned the audit of attendance?")
    assert later.words == "who commissioned the audit of attendance"


def test_parts_of_a_list_are_asked_alike():
    first, later = parts_of("What do inspectors say about phonics and writing?")
    assert first.words == "What do inspectors say about phonics"
    assert later.words == "What do inspectors say about writing"


def candidate(text, before=None):
    def sentence(words):
        return Sentence(words, (Locator("d" * 64, 1, Span(0, len(words))),))

    sentences = tuple(sentence(words) for words in (before, text) if words)
    passage = Passage("d" * 64, 0, 1, None, sentences, BlockKind.PARAGRAPH)
    return Candidate(sentences[-1], Found(passage, 1.0, 1.0, 1.0), sentences[0] if before else None)


def holds(embedder, question, text, before=None):
    *_, part = parts_of(question)
    return holds_part(embedder, part, text, before, parts_of(question)[0].own)


def holds_part(embedder, part: Part, text, before=None, subject=()):
    from assistant.word_cache import WordCache
    from ingest.words import stem

    binding, one = Binding(part, WordCache(embedder).embed), candidate(text, before)
    binding.prepare([one.found.passage], [stem(word) for word in subject])
    return binding.holds(one)


@pytest.mark.parametrize(
    ("question", "text", "answers"),
    [
        ("What is Breakwater and who staffs it?", "Breakwater is a base staffed by a teacher.", True),
        ("What did the crew win and who coaches it?", "The rowing crew won the regional regatta in 2025.", False),
        ("How many carers are there and how old are they?", "Young carers, of whom there are 26, meet monthly.", False),
        ("How many carers are there and how old are they?", "The carers are aged between 8 and 15.", True),
        ("What is taught there and what is the rent?", "Skills are taught in a house rented in the town.", False),
        ("What is taught there and what is the rent?", "The rent of the house is £900.", True),
        ("Who sits on the council and how often does it meet?", "The council meets every half term.", True),
        ("Who sits on the council and how often does it meet?", "The council of 24 members meets in the hall.", False),
        ("What replaced German and why?", "Spanish replaced German in September 2022.", False),
        ("What replaced German and when?", "Spanish replaced German in September 2022.", True),
        ("Who runs the base and how many pupils attend it?", "The base is visited by pupils in Years 7 and 8.", False),
        ("Who runs the base and how many pupils attend it?", "Eight pupils attend the base.", True),
    ],
)  # fmt: skip
def test_a_part_is_answered_by_a_sentence_that_says_its_own_words_and_states_what_it_wants(
    embedder, question, text, answers
):
    assert holds(embedder, question, text) is answers


def test_a_sentence_of_another_subject_answers_no_part_that_leans(embedder):
    part = parts_of("How many members has the pupil parliament and how often does it meet?")[1]
    other, about = candidate("The committee meets every six weeks."), candidate("The parliament meets every month.")
    binding = Binding(part, embedder.embed_words)
    binding.prepare([other.found.passage, about.found.passage], ["parliament"])
    assert binding.holds(about)
    assert not binding.holds(other)


def test_the_sentence_before_is_read_with_one_that_leans_on_it(embedder):
    question = "When did the base open and how many suspensions were there?"
    part = parts_of(question)[1]
    assert holds_part(embedder, part, "It rose from 96 to 148.", "The number of suspensions is too high.")
    assert not holds_part(embedder, part, "Pupils rose to their feet.", "The number of suspensions is too high.")
