"""Passages and the places of their sentences."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import Block, BlockKind, Document, Page, Span
from ingest.passages import split

H, P, B, T, F = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.TABLE_ROW, BlockKind.FURNITURE


def page(number, *blocks):
    """Make a page of (kind, text[, level[, continued]]) blocks, one a line."""
    made, start = [], 0
    for kind, text, *rest in blocks:
        level, continued = [*rest, 0, False][:2] if len(rest) != 1 else (rest[0], False)
        made.append(Block(kind, Span(start, start + len(text)), level or 0, bool(continued)))
        start += len(text) + 1
    text = "\n".join(block[1] for block in blocks)
    return Page(number, str(number), 595, 842, text, (), tuple(made))


def document(*pages):
    return Document("d" * 64, "report.pdf", "application/pdf", None, pages)


def assert_verbatim(doc, passages):
    pages = {page.number: page for page in doc.pages}
    for passage in passages:
        for sentence in passage.sentences:
            parts = [place.span.of(pages[place.page].text) for place in sentence.locators]
            assert " ".join(parts) == sentence.text


def test_a_paragraph_becomes_a_passage_of_whole_sentences_under_its_heading():
    doc = document(page(1, (H, "Attendance"), (P, "Pupils attend well. " * 6 + "Few are late.")))
    passages = split(doc)
    assert [passage.heading for passage in passages] == ["Attendance"]
    assert len(passages[0].sentences) == 7
    assert_verbatim(doc, passages)


def test_a_sentence_that_crosses_a_page_carries_both_places():
    first = page(1, (P, "All is well here. Pupils who need"), (F, "Inspection report: A School 1"))
    second = page(2, (P, "support get it swiftly. They thrive.", 0, True))
    doc = document(first, second)
    passages = split(doc)
    crossing = passages[0].sentences[-1]
    assert crossing.text == "Pupils who need support get it swiftly."
    assert [place.page for place in crossing.locators] == [1, 2]
    assert_verbatim(doc, passages)
    assert passages[1].page == 2
    assert passages[1].text == "They thrive."


def test_no_passage_goes_on_with_a_new_sentence_on_another_page():
    doc = document(page(1, (P, "One. Two")), page(2, (P, "and a half. Three.", 0, True)))
    for passage in split(doc):
        assert {sentence.page for sentence in passage.sentences} == {passage.page}


def test_running_lines_are_in_no_passage():
    doc = document(page(1, (F, "Page 1 of 2"), (P, "Pupils read.")))
    assert [passage.text for passage in split(doc)] == ["Pupils read."]


def test_the_grade_beside_a_heading_is_not_part_of_it():
    doc = document(page(1, (H, "Inclusion\tStrong standard"), (P, "Leaders act early.")))
    assert split(doc)[0].heading == "Inclusion"


def test_boilerplate_is_marked_with_its_reason_and_kept_apart():
    doc = document(
        page(1, (P, "Exceptional"), (P, "Pupils do well in their work at this school every day of the year."))
    )
    passages = split(doc, {(1, 0): "legend of grades"})
    assert [passage.boilerplate for passage in passages] == ["legend of grades", None]


def test_nested_bullets_stay_with_their_parent():
    doc = document(
        page(1, (B, "Improve teaching by:"), (B, "checking understanding", 1), (B, "asking more", 1), (B, "Next."))
    )
    assert [passage.text for passage in split(doc)] == [
        "Improve teaching by: checking understanding asking more",
        "Next.",
    ]


def test_rows_of_a_table_gather_under_their_heading_each_a_sentence():
    doc = document(page(1, (H, "Overall absence"), (T, "2023/24\t6.1%"), (T, "2022/23\t6.2%")))
    (passage,) = split(doc)
    assert [sentence.text for sentence in passage.sentences] == ["2023/24\t6.1%", "2022/23\t6.2%"]


def test_figures_that_are_paragraphs_of_one_word_join_what_follows():
    doc = document(page(1, (H, "Total pupils"), (P, "428"), (P, "Above average")))
    assert [passage.text for passage in split(doc)] == ["428 Above average"]


BLOCK = st.tuples(
    st.sampled_from([H, P, B, T, F]),
    st.text(alphabet="Ab c.?\t’", min_size=1, max_size=60).map(str.strip).filter(bool),
    st.integers(0, 1),
    st.booleans(),
)


@given(st.lists(st.lists(BLOCK, min_size=1, max_size=6), min_size=1, max_size=4))
def test_every_sentence_of_every_document_stands_where_it_says(pages):
    doc = document(*(page(number, *blocks) for number, blocks in enumerate(pages, start=1)))
    passages = split(doc)
    assert_verbatim(doc, passages)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
