"""A draft is split into sentences that can be checked, with their citations; the rest is set apart with a reason."""

import pytest

from assistant.checking.claims.citing import read_citations
from assistant.checking.claims.claims import LABEL, claims_of
from assistant.checking.claims.clauses import clauses
from ingest.documents import Block, BlockKind, Document, Page, Span


def draft(*blocks):
    """A one-page draft of (kind, text) blocks."""
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, Span(len(text), len(text) + len(words))))
        text += words + "\n"
    page = Page(1, None, 595, 842, text, (), tuple(made))
    return Document("d" * 64, "draft.md", "text/markdown", None, (page,))


def one(text, kind=BlockKind.PARAGRAPH):
    (claim,) = claims_of(draft((kind, text)))
    return claim


@pytest.mark.parametrize(
    ("written", "text", "page", "year"),
    [
        (
            "Attendance has improved (Oakfield Primary, May 2025, p. 3).",
            "Attendance has improved.",
            3,
            2025,
        ),
        ("Attendance has improved (Ofsted, 2025).", "Attendance has improved.", None, 2025),
        ("Attendance has improved [report of 2019, page 12].", "Attendance has improved.", 12, 2019),
    ],
)
def test_a_citation_in_brackets_is_read_and_taken_out_of_the_claim(written, text, page, year):
    claim = one(written)
    assert claim.text == text
    assert [(citation.page, citation.year) for citation in claim.citations] == [(page, year)]


@pytest.mark.parametrize(
    ("written", "text", "cited"),
    [
        ("Attendance has improved [1].", "Attendance has improved.", [("[1]", None, None, None)]),
        (
            "Attendance has improved [1, 2].",
            "Attendance has improved.",
            [("[1]",) + (None,) * 3, ("[2]",) + (None,) * 3],
        ),
        (
            "Attendance has improved (Oakfield Primary).",
            "Attendance has improved.",
            [("Oakfield Primary",) + (None,) * 3],
        ),
        (
            "Attendance has improved (Oakfield, May 2025, p. 3; Hill Top, 2024, pp. 2–4).",
            "Attendance has improved.",
            [("Oakfield, May 2025, p. 3", 3, None, 2025), ("Hill Top, 2024, pp. 2–4", 2, 4, 2024)],
        ),
        (
            "Attendance has improved ([report](https://example.org/r.pdf)).",
            "Attendance has improved (report).",
            [("https://example.org/r.pdf", None, None, None)],
        ),
        (
            "Attendance has improved https://example.org/2025/r.",
            "Attendance has improved",
            [("https://example.org/2025/r.", None, None, 2025)],
        ),
    ],
)
def test_markers_names_ranges_pairs_and_links_are_citations(written, text, cited):
    (claim,) = claims_of(draft((BlockKind.PARAGRAPH, written)), ["Oakfield Primary School", "Hill Top Academy"])
    assert claim.text == text
    assert [(c.text, c.page, c.last_page, c.year) for c in claim.citations] == cited


@pytest.mark.parametrize(
    ("bracket", "pages"),
    [
        ("[Oakfield 2024: 6]", [(6, 2024)]),
        ("[Luton 2024: 6–7]", [(6, 2024)]),
        ("(Ofsted, Oakfield report, 2024: 6)", [(6, 2024)]),
        ("(Oakfield, Nov 24, pg 6)", [(6, 2024)]),
        ("(Oakfield, Nov 24)", [(None, 2024)]),
        ("(Ofsted, Inspection of Oakfield, 18-22.11.2024, S. 6; cf. p. 9)", [(6, 2024), (9, 2024)]),
        ("(Oakfield, May 2023, p. 2, accessed 3 March 2026)", [(2, 2023)]),
    ],
)
def test_other_ways_to_cite_are_understood_and_taken_out(bracket, pages):
    (claim,) = claims_of(draft((BlockKind.PARAGRAPH, f"Attendance has improved {bracket}.")), ["Oakfield Primary"])
    assert claim.text == "Attendance has improved."
    assert [(citation.page, citation.year) for citation in claim.citations] == pages


@pytest.mark.parametrize("bracket", ["(2023: 5; 2024: 6)", "(exclusions in 2024: 6)", "(as above average as ever)"])
def test_figures_by_year_are_no_pages(bracket):
    assert bracket in one(f"Exclusions have risen {bracket}.").text


def test_ibid_means_the_note_or_the_citation_before_it_on_its_own_page():
    made = draft(
        (BlockKind.PARAGRAPH, "Pupils read well.[1] They write well.[2] They count well (ibid., p. 4). Staff sing."),
        (BlockKind.PARAGRAPH, "[1] Hill Top, report of May 2024, page 7."),
        (BlockKind.PARAGRAPH, "[2] Ibid."),
    )
    cited = [citation for claim in claims_of(made) for citation in claim.citations]
    assert [(c.text, c.page, c.year) for c in cited] == [
        ("Hill Top, report of May 2024, page 7.", 7, 2024),
        ("Ibid.", 7, 2024),
        ("ibid., p. 4", 4, 2024),
    ]
    assert [c.means for c in cited[1:]] == ["Hill Top, report of May 2024, page 7."] * 2
    assert cited[2].shown == "ibid., p. 4 (that is: Hill Top, report of May 2024, page 7.)"


def test_a_marker_means_the_numbered_source_that_the_draft_lists():
    made = draft(
        (BlockKind.PARAGRAPH, "Attendance has improved [2]."),
        (BlockKind.PARAGRAPH, "[2] Oakfield Primary School, May 2025, p. 3"),
    )
    claim, source = claims_of(made)
    assert [(c.marker, c.page, c.year) for c in claim.citations] == [(2, 3, 2025)]
    assert source.unchecked == "a source"


def test_two_statements_in_one_sentence_are_two_claims_with_their_places():
    made = draft((BlockKind.PARAGRAPH, "Reading is strong, but pupils write too little (Oakfield, 2025, p. 2)."))
    first, second = claims_of(made)
    assert (first.text, second.text) == ("Reading is strong.", "Pupils write too little.")
    assert [claim.locator.span.of(made.pages[0].text) for claim in (first, second)] == [first.written, second.written]
    assert [c.page for c in first.citations + second.citations] == [2, 2]


def test_a_sentence_that_cannot_plainly_be_split_stays_whole():
    assert one("Pupils read and write well.").text == "Pupils read and write well."


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Exclusions of pupils with SEND are low and their attendance is high.", 1),
        ("Children have access to support while they are waiting.", 1),
        ("Plans for music are ambitious, but they are not followed.", 1),
        ("Attendance is high, but its causes are not known.", 1),
    ],
)
def test_a_sentence_is_not_split_before_a_pronoun_of_which_it_is_not_plain_whom_it_means(text, halves):
    assert len(claims_of(draft((BlockKind.PARAGRAPH, text)))) == halves


def test_a_half_that_begins_with_they_or_it_is_told_of_the_first_half_s_subject():
    made = draft(
        (BlockKind.PARAGRAPH, "The plan is good, but it is not followed. Pupils read well and they write well.")
    )
    assert [claim.text for claim in claims_of(made)] == [
        "The plan is good.",
        "The plan is not followed.",
        "Pupils read well.",
        "Pupils write well.",
    ]


TABLE = [
    (BlockKind.TABLE_ROW, "School\tOutcome\tPupils\tSource"),
    (BlockKind.TABLE_ROW, "Hill Top\twidespread failings\t428\tHill Top, May 2025, p. 2"),
    (BlockKind.TABLE_ROW, "Oakfield Primary\t–\t99\t"),
]


def test_a_cell_is_a_claim_with_the_words_of_its_row_and_its_column_and_headings_are_set_apart():
    made = draft(*TABLE)
    claims = claims_of(made, ["Hill Top Academy", "Oakfield Primary School"])
    told = [(claim.text, claim.unchecked) for claim in claims]
    heads = "a heading of the table"
    assert told == [
        ("School", heads),
        ("Outcome", heads),
        ("Pupils", heads),
        ("Source", heads),
        ("Hill Top", heads),
        ("Hill Top – Outcome: widespread failings", None),
        ("Hill Top – Pupils: 428", None),
        ("Hill Top, May 2025, p. 2", "a source"),
        ("Oakfield Primary", heads),
        ("Oakfield Primary – Outcome: –", "too short to say anything"),
        ("Oakfield Primary – Pupils: 99", None),
    ]
    assert [claim.locator.span.of(made.pages[0].text) for claim in claims] == [claim.written for claim in claims]
    assert [citation.page for citation in claims[6].citations] == [2]
    assert claims[10].citations == ()


def test_schools_may_stand_over_the_columns_and_pages_in_a_column_of_their_own():
    made = draft(
        (BlockKind.TABLE_ROW, "Hill Top\tOakfield Primary\tPage"),
        (BlockKind.TABLE_ROW, "Leadership\tgood enough now\tvery good\t3"),
    )
    claims = claims_of(made, ["Hill Top Academy", "Oakfield Primary School"])
    assert [claim.text for claim in claims if claim.unchecked is None] == [
        "Leadership – Hill Top: good enough now",
        "Leadership – Oakfield Primary: very good",
    ]
    assert [citation.page for citation in claims[4].citations] == [3]


@pytest.mark.parametrize(
    "rows",
    [
        ["Reading\tgood", "Writing\tweak"],
        ["Pupils\t428", "Headteacher\tA. Smith"],
        ["Reading\tgood\tp. 3", "Writing\tgood\tp. 4"],
    ],
)
def test_a_first_row_that_is_one_like_the_others_is_no_heading(rows):
    claims = claims_of(draft(*((BlockKind.TABLE_ROW, row) for row in rows)))
    assert "a heading of the table" not in [claim.unchecked for claim in claims]


def test_cells_of_a_table_are_claims_of_their_own():
    claims = claims_of(draft((BlockKind.TABLE_ROW, "Reading\tPupils read fluently by Year 2.")))
    assert [(claim.text, claim.unchecked) for claim in claims] == [
        ("Reading", "too short to say anything"),
        ("Pupils read fluently by Year 2.", None),
    ]


def test_brackets_with_figures_of_the_claim_stay_in_it():
    written = "Attainment is rising (from 52% in 2023 to 61% in 2024)."
    assert one(written).text == written


def test_brackets_that_cite_nothing_stay_in_the_claim():
    claim = one("Pupils with special educational needs (SEND) do well.")
    assert claim.text == "Pupils with special educational needs (SEND) do well."
    assert claim.citations == ()


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (BlockKind.HEADING, "Attendance across the trust", "a heading"),
        (BlockKind.PARAGRAPH, "What should the trust do next?", "a question"),
        (BlockKind.PARAGRAPH, "This report draws on eight inspections.", "about the draft itself"),
        (BlockKind.PARAGRAPH, "We believe that reading matters most.", "an opinion of its author"),
        (BlockKind.PARAGRAPH, "We recommend that each school appoints a lead.", "an opinion of its author"),
        (BlockKind.PARAGRAPH, "In our view, the trust is doing well.", "an opinion of its author"),
        (BlockKind.PARAGRAPH, "We reviewed seventeen reports.", "about the draft itself"),
        (BlockKind.BULLET, "Reading.", "too short to say anything"),
        (BlockKind.PARAGRAPH, "In Oakfield, inspectors reported that:", "leads into what follows"),
        (BlockKind.PARAGRAPH, "The strengths that stand out are the following:", "leads into what follows"),
        (BlockKind.PARAGRAPH, "Trustees should be proud of Oakfield.", "advice of its author"),
        (BlockKind.PARAGRAPH, "Families deserve better than this.", "advice of its author"),
        (BlockKind.PARAGRAPH, "This is nothing short of a national scandal.", "an opinion of its author"),
        (BlockKind.PARAGRAPH, "This article looks at what inspectors found.", "about the draft itself"),
    ],
)
def test_what_cannot_be_checked_is_set_apart_and_says_why(kind, text, why):
    assert one(text, kind).unchecked == why


@pytest.mark.parametrize(
    "text",
    [
        "Two schools were judged inadequate:",
        "Leaders should ensure that all pupils study music.",
        "Trustees should check safeguarding records (Oakfield, May 2025, p. 3).",
        "Inspectors say that the school can be proud of its choir.",
        "Families need to travel a long way.",
    ],
)
def test_what_a_report_may_say_is_not_taken_for_the_author_s_advice_or_a_lead_in(text):
    assert one(text).unchecked is None


def test_each_sentence_of_a_paragraph_is_a_claim_with_its_place():
    made = draft((BlockKind.PARAGRAPH, "Reading is strong. Writing is weak."))
    claims = claims_of(made)
    assert [claim.text for claim in claims] == ["Reading is strong.", "Writing is weak."]
    assert [claim.locator.span.of(made.pages[0].text) for claim in claims] == [claim.written for claim in claims]


@pytest.mark.parametrize(
    "notes",
    [
        "[^1]: Oakfield, report of May 2025, page 3. [^2]: Hill Top, report of May 2024, page 7.",
        "[1] Oakfield, report of May 2025, page 3.\n[2] Hill Top, report of May 2024, page 7.",
        "Note 1: Oakfield, report of May 2025, page 3. Note 2: Hill Top, report of May 2024, page 7.",
    ],
)
def test_notes_on_adjacent_lines_are_read_one_by_one(notes):
    written = draft(
        (BlockKind.PARAGRAPH, "Pupils read well.[1] They write less well.[2]"), (BlockKind.PARAGRAPH, notes)
    )
    first, second, *sources = claims_of(written)
    assert [citation.page for citation in first.citations] == [3]
    assert [citation.page for citation in second.citations] == [7]
    assert [source.unchecked for source in sources] == ["a source", "a source"]
    assert [source.locator.span.of(written.pages[0].text) for source in sources] == [s.written for s in sources]
    assert "Hill Top" not in sources[0].text
    assert "Oakfield" not in sources[1].text


def test_a_note_that_refers_to_the_next_one_stays_whole():
    found = claims_of(draft((BlockKind.PARAGRAPH, "[1] As told in full [2] by the board.")))
    assert [claim.text for claim in found] == ["[1] As told in full [2] by the board."]


@pytest.mark.parametrize(
    ("bracket", "cited"),
    [
        ("St Alda’s, monitoring letter of 12 December 2024", True),
        ("the letter of December 2024", True),
        ("which followed a letter of 12 May 2023", False),
        ("a letter of 12 May 2023", False),
    ],
)
def test_a_letter_and_its_day_are_a_citation_without_a_page_and_an_aside_is_none(bracket, cited):
    assert bool(read_citations(f"All staff were trained ({bracket}).").citations) is cited


@pytest.mark.parametrize("marks", ["‘{}’", "'{}'", "“{}”"])
def test_a_quotation_is_not_split_at_the_and_inside_it(marks):
    said = marks.format("They show you what to do and then they let you do it")
    assert len(clauses(f"Pupils in the base say of staff: {said}.")) == 1


def test_apostrophes_keep_no_sentence_whole():
    assert len(clauses("Pupils' books are neat and teachers' marking is prompt.")) == len(
        clauses("Pupils’ books are neat and teachers’ marking is prompt.")
    )


def test_a_quotation_is_a_claim_though_nothing_else_is_said():
    def why(text):
        (claim,) = claims_of(draft((BlockKind.PARAGRAPH, text)), ("Corvane Academy",))
        return claim.unchecked

    assert why("Corvane is ‘a school on the up’.") is None
    assert why("Corvane Academy, 12 May 2026.") == LABEL
