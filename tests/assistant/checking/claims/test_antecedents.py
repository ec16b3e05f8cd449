"""What "it" and "its" mean is put in only where it is plain."""

import pytest

from assistant.checking.claims.claims import THANKS, claims_of
from assistant.checking.claims.clauses import clauses
from ingest.documents import Block, BlockKind, Document, Page, Span

NAMES = ("Fennick Road Primary School", "Corvane Academy")


def texts(written):
    block = Block(BlockKind.PARAGRAPH, Span(0, len(written)))
    page = Page(1, None, 595, 842, written, (), (block,))
    return [
        (one.text, one.unchecked)
        for one in claims_of(Document("d" * 64, "d.md", "text/markdown", None, (page,)), NAMES)
    ]


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        (
            "Corvane has an extra manager, but it is too early to say whether this has helped.",
            "It is too early to say whether this has helped.",
        ),
        (
            "Corvane has three new mentors, but it is too soon for them to have made a difference.",
            "It is too soon for them to have made a difference.",
        ),
        (
            "Corvane has redrawn its plans, and it is clear how one year leads to the next.",
            "It is clear how one year leads to the next.",
        ),
        (
            "Attendance is low, but it is clear to inspectors that leaders act.",
            "It is clear to inspectors that leaders act.",
        ),
        ("Attendance is low, and it is hard to tell why.", "It is hard to tell why."),
        (
            "Corvane is new, and it was the governors who chose its site.",
            "It was the governors who chose its site.",
        ),
    ],
)
def test_an_it_that_stands_for_nothing_gets_no_subject(sentence, second):
    assert [clause.text for clause in clauses(sentence)][1:] == [second]


@pytest.mark.parametrize(
    "sentence",
    [
        "Corvane has drafted a new sequence of content, but it is not yet taught.",
        "Leaders have new plans but they are not yet used.",
    ],
)
def test_an_it_that_may_mean_the_object_gets_no_subject(sentence):
    assert len(clauses(sentence)) == 1


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Attendance is low but it is rising.", "Attendance is rising."),
        ("The plan is good, but it is not followed.", "The plan is not followed."),
        ("Attendance is the worst in the area but it is rising.", "Attendance is rising."),
        ("Pupils read well and they write well.", "Pupils write well."),
        ("The phonics scheme is new and it is easy to follow.", "The phonics scheme is easy to follow."),
        ("The plan is new and it is clear to staff.", "The plan is clear to staff."),
        ("The nursery is small but it is important to its community.", "The nursery is important to its community."),
        ("Corvane is small and it is a school that works well.", "Corvane is a school that works well."),
        ("Attendance is low but it is likely to rise.", "Attendance is likely to rise."),
    ],
)
def test_a_plain_it_or_they_still_gets_its_subject(sentence, second):
    assert [clause.text for clause in clauses(sentence)][1:] == [second]


def test_its_after_a_sentence_on_a_school_is_that_schools():
    said = texts("Fennick Road is a happy school. Its governors visit often. Its pupils are keen.")
    assert [text for text, _ in said[1:]] == [
        "Fennick Road’s governors visit often.",
        "Fennick Road’s pupils are keen.",
    ]


@pytest.mark.parametrize(
    "first",
    [
        "Fennick Road is a small but happy school.",
        "Fennick Road is an academy.",
        "At last Corvane has a trust. Fennick Road is new.",
    ],
)
def test_what_the_school_itself_is_is_no_other_body(first):
    assert texts(f"{first} Its governors visit often.")[-1][0] == "Fennick Road’s governors visit often."


def test_its_after_the_schools_own_trust_is_left():
    said = texts("Fennick Road is happy. Its trust is large. Its chief executive is new.")
    assert [text for text, _ in said[1:]] == ["Fennick Road’s trust is large.", "Its chief executive is new."]


@pytest.mark.parametrize(
    "first",
    [
        "Fennick Road and Corvane share a headteacher.",
        "Attendance at Corvane is low.",
        "Fennick Road’s governors are new.",
        "Pupils are happy.",
        "Fennick Road belongs to a large federation.",
        "Fennick Road is a school in a large trust.",
        "Fennick Road works with a partner school.",
    ],
)
def test_its_is_left_where_more_than_one_thing_may_be_meant(first):
    assert texts(f"{first} Its staff are keen.")[-1][0] == "Its staff are keen."


@pytest.mark.parametrize(
    "thanks",
    [
        "We thank all staff for their hard work this year.",
        "Thank you to the governors for their time.",
        "We are grateful to everyone who took part.",
        "Thanks to all staff for their hard work.",
        "Thanks to everyone who took part.",
        "Many thanks to the governors.",
        "We would like to wish Ms Oake a happy retirement.",
    ],
)
def test_thanks_and_wishes_are_no_claims(thanks):
    assert texts(thanks) == [(thanks, THANKS)]


@pytest.mark.parametrize(
    "statement",
    [
        "Thanks to good teaching, pupils are keen readers.",
        "Parents thank staff for the care they give.",
        "Thanks to the trust attendance at Corvane rose to 95%.",
        "Thanks to phonics pupils read well.",
        "We are grateful that attendance rose to 95% in 2024.",
    ],
)
def test_what_is_said_with_the_word_thanks_is_still_checked(statement):
    assert texts(statement) == [(statement, None)]
