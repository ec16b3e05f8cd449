"""Sentence boundaries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans


def sentences(text):
    return [span.of(text) for span in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mrs J. Smith leads the school.",
        "Dr P. Askelund is the chief executive officer.",
        "Pupils read daily, e.g. in Year 3.",
        "Absence was 5.2% in 2023/24.",
        "St Orrin’s is calm.",
        "See www.example.org for more.",
        "Staff (see p. 3) agree.",
        "The school, i.e. its leaders, knows this.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pupils are safe. Staff care.", ["Pupils are safe.", "Staff care."]),
        ("They say ‘It is fun!’ Staff agree.", ["They say ‘It is fun!’", "Staff agree."]),
        ("Pupils move to set A. Leaders know it.", ["Pupils move to set A.", "Leaders know it."]),
        ("Absence fell to 4.1%. It had been 6.", ["Absence fell to 4.1%.", "It had been 6."]),
        ("What next? Nothing.", ["What next?", "Nothing."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected


@given(st.text(alphabet="aB. !?’‘)\n\t1é", max_size=200))
def test_every_character_but_space_lies_in_exactly_one_sentence(text):
    spans = sentence_spans(text)
    covered = [place for span in spans for place in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert all(text[place].isspace() for place in set(range(len(text))) - set(covered))
    assert [span.start for span in spans] == sorted(span.start for span in spans)


@given(st.text(max_size=200))
def test_no_sentence_begins_or_ends_with_space(text):
    assert all(sentence and sentence == sentence.strip() for sentence in sentences(text))


@pytest.mark.parametrize("note", ["[1]", "[^12]", " [3]", "[1, 2]", "[^1][^2]", "¹", "³⁹ ⁴⁰", "³⁹,⁴⁰"])
def test_the_number_of_a_note_belongs_to_the_sentence_before_it(note):
    text = f"Pupils read well.{note} They write less well.{note}"
    assert [span.of(text) for span in sentence_spans(text)] == [
        f"Pupils read well.{note}",
        f"They write less well.{note}",
    ]
