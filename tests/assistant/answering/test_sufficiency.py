"""Whether what was found suffices: what each feature of a school's candidates tells."""

import numpy as np
import pytest

from assistant.answering.ranking.relevance import FEATURES, Candidate, Logistic, ScoredCandidate
from assistant.answering.sufficiency import UNIT_FEATURES, DocumentStems, Sufficiency, unit_features, with_reading
from assistant.questions.question import Wanted, view, wanted_kind
from assistant.search import Found
from ingest.documents import Locator, Passage, Sentence, Span


def looked(question, embedder):
    return view(question, wanted_kind(question), embedder, lambda stems: np.ones(len(stems), dtype=np.float32))


def scored(text, question, embedder):
    sentence = Sentence(text, (Locator("d", 1, Span(0, len(text))),))
    found = Found(Passage("d", 0, 1, "The base", (sentence,)), 1.0, 1.0, 0.5)
    words = embedder.embed_words([text])[0]
    near = np.clip((question.vectors @ words.vectors.T).max(axis=1), 0, 1)
    return ScoredCandidate(
        Candidate(sentence, found, None), np.zeros(len(FEATURES), dtype=np.float32), near, words, 0.5
    )


def feature(name, text, words, embedder, vocabulary=frozenset()):
    question = looked(words, embedder)
    row = unit_features(question, [scored(text, question, embedder)], vocabulary, named=True)
    return float(row[UNIT_FEATURES.index(name)])


def test_a_word_that_the_reports_do_not_use_weighs_unless_something_near_it_stands_there(embedder):
    text = "Pupils learn Spanish and French from Year 7."
    chess = feature("foreign", text, "Is there a chess tournament?", embedder)
    german = feature("foreign", text, "Is there Spanish tuition?", embedder, frozenset({"spanish", "tuition"}))
    assert chess > 0.3
    assert german == 0.0


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("How much did the garden cost?", "The garden has a telescope.", 1.0),
        ("How much did the garden cost?", "The garden cost £4,000.", 0.0),
        ("Who is head of the school?", "Leaders know the school well.", 1.0),
        ("Who is head of the school?", "Headteacher: Ms Yasmin Okterbridge", 0.0),
        ("What is reading like?", "Reading is taught well.", 0.0),
    ],
)
def test_what_is_sought_is_stated_or_lacking(question, text, lacks, embedder):
    assert feature("lacks_sought", text, question, embedder) == lacks
    assert feature("first_lacks_sought", text, question, embedder) == lacks


def test_a_number_of_something_else_is_not_bound(embedder):
    text = "The base has 24 places."
    places = feature("bound", text, "How many places does the base have?", embedder)
    staff = feature("bound", text, "How many assistants does the base have?", embedder)
    assert staff < 0.5 < places


def test_nothing_is_bound_where_no_kind_of_thing_is_sought(embedder):
    assert feature("bound", "The base has 24 places.", "What is the base like?", embedder) == 0.0


def test_older_reports_are_told_from_the_newest(embedder):
    text = "The base has 24 places."
    question = looked("How many places does the base have?", embedder)
    place = UNIT_FEATURES.index("older")
    items = [scored(text, question, embedder)]
    assert unit_features(question, items, frozenset(), named=True)[place] == 0.0
    assert unit_features(question, items, frozenset(), named=True, older=True)[place] == 1.0


def test_a_figure_of_the_question_must_stand_with_the_evidence(embedder):
    assert feature("lacks_numeral", "Progress 8 was 0.2.", "What was Progress 8?", embedder) == 0.0
    assert feature("lacks_numeral", "Attainment 8 was 44.", "What was Progress 8?", embedder) == 1.0
    assert feature("lacks_numeral", "Results rose.", "What was Progress 8?", embedder) == 1.0


def test_the_threshold_decides():
    model = Logistic(np.zeros(len(UNIT_FEATURES), dtype=np.float32), 0.0)
    row = np.zeros(len(UNIT_FEATURES), dtype=np.float32)
    assert Sufficiency(model, 0.5).suffices(row)
    assert not Sufficiency(model, 0.51).suffices(row)


def test_what_is_read_stands_in_the_row_and_leaves_the_rest():
    row = np.arange(len(UNIT_FEATURES), dtype=np.float32)
    read = with_reading(row, -9.2)
    assert read[UNIT_FEATURES.index("reading")] == pytest.approx(-9.2)
    assert np.array_equal(read[:-1], row[:-1])
    assert row[UNIT_FEATURES.index("reading")] == len(row) - 1, "the row that was given stays"


def test_a_vocabulary_holds_the_stems_of_its_documents_and_no_boilerplate(sample_library):
    ids = {record.filename: record.id for record in sample_library.documents()}
    vocabulary = DocumentStems(sample_library)
    assert "hear" in vocabulary.of([ids["corvane-2026.pdf"]])
    assert "suspens" in vocabulary.of([ids["corvane-2026.pdf"]])
    assert "solar" not in vocabulary.of(list(ids.values()))


def test_money_and_reasons_are_asked_for_in_many_ways():
    assert wanted_kind("What did it cost to build?") is Wanted.MONEY
    assert wanted_kind("What does the headteacher earn?") is Wanted.MONEY
    assert wanted_kind("Why did the head resign?") is Wanted.REASON
