"""Words, lines and paragraphs of PDFs made here: hyphens, ligatures, odd characters, bullets, columns, tables."""

import pytest

from ingest.readers.characters import normalise


def texts(page, kind=None):
    return [block.span.of(page.text) for block in page.blocks if kind is None or block.kind.value == kind]


def test_lines_of_a_paragraph_are_joined_with_a_space_and_paragraphs_stand_on_lines_of_their_own(sketch, read, prose):
    pdf = sketch()
    y = pdf.wrapped(60, 100, prose)
    pdf.wrapped(60, y + 8, prose)
    page = read(pdf).pages[0]
    assert page.text == f"{prose}\n{prose}"


def test_a_paragraph_ends_at_a_short_last_line_even_without_a_gap(sketch, read, prose):
    pdf = sketch()
    y = pdf.wrapped(60, 100, prose)
    pdf.wrapped(60, y, prose)
    assert read(pdf).pages[0].text == f"{prose}\n{prose}"


def test_a_first_line_indent_begins_a_paragraph(sketch, read, prose):
    pdf = sketch()
    pdf.text(80, 100, "Pupils enjoy coming to school and say that their teachers make lessons interesting for them in")
    y = pdf.wrapped(
        60, 113.2, "most subjects and most year groups of the school that inspectors were able to visit then,"
    )
    pdf.text(80, y, "Leaders have thought carefully about the order in which pupils meet new knowledge and they")
    pdf.text(60, y + 13.2, "check it.")
    assert len(read(pdf).pages[0].blocks) == 2


def test_lines_ended_on_purpose_stay_apart(sketch, read, prose):
    pdf = sketch()
    pdf.wrapped(60, 100, prose)
    for row, line in enumerate(("Piccadilly Gate", "Store Street", "Manchester", "M1 2WD")):
        pdf.text(60, 300 + 13.2 * row, line)
    assert texts(read(pdf).pages[0])[1:] == ["Piccadilly Gate", "Store Street", "Manchester", "M1 2WD"]


def broken(pdf, first, second, y=100):
    """Set two full lines so that the first ends in the middle of a word."""
    start = "Leaders and all the staff who work with them in the school have seen that the"
    pdf.text(60, y, f"{start} {first}")
    pdf.text(60, y + 13.2, f"{second} of pupils has grown since the previous inspection took place.")


def test_a_hyphen_goes_where_the_document_writes_the_word_in_one(sketch, read):
    pdf = sketch()
    broken(pdf, "improve-", "ment")
    pdf.text(60, 300, "Such improvement is rare.")
    page = read(pdf).pages[0]
    assert "that the improvement of pupils" in page.text
    word = next(word for word in page.words if word.span.of(page.text) == "improvement")
    assert len(word.boxes) == 2
    assert word.boxes[0].top < word.boxes[1].top
    assert word.boxes[1].left < word.boxes[0].left


def test_a_hyphen_stays_where_the_document_writes_the_word_with_it(sketch, read):
    pdf = sketch()
    broken(pdf, "well-", "being")
    pdf.text(60, 300, "Their well-being matters.")
    assert "that the well-being of pupils" in read(pdf).pages[0].text


def test_a_hyphen_stays_where_both_halves_are_words_of_the_document(sketch, read):
    pdf = sketch()
    broken(pdf, "multi-agency-", "working")
    pdf.text(60, 300, "Each agency is working hard.")
    assert "multi-agency-working" in read(pdf).pages[0].text


def test_a_hyphen_goes_where_neither_half_is_a_word_of_the_document(sketch, read):
    pdf = sketch()
    broken(pdf, "compre-", "hension")
    assert "that the comprehension of pupils" in read(pdf).pages[0].text


def test_a_hyphen_before_a_capital_or_a_number_stays(sketch, read):
    pdf = sketch()
    broken(pdf, "post-", "16", 100)
    broken(pdf, "multi-", "Agency", 200)
    text = read(pdf).pages[0].text
    assert "the post-16 of pupils" in text
    assert "the multi-Agency of pupils" in text


def test_a_web_address_broken_over_two_lines_is_one_word(sketch, read):
    pdf = sketch()
    pdf.text(60, 100, "School category")
    pdf.text(300, 100, "Maintained")
    pdf.text(60, 130, "Website")
    pdf.text(300, 130, "http://roundsgreen.sandwell.sch.uk/our_s")
    pdf.text(300, 143.2, "chool/index.1.html")
    page = read(pdf).pages[0]
    assert texts(page)[-1] == "Website\thttp://roundsgreen.sandwell.sch.uk/our_school/index.1.html"
    assert len(page.words[-1].boxes) == 2


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("e\ufb03cient", "efficient"),
        ("\ufb01nd", "find"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth", "zerowidth"),
        ("non\u2011statutory", "non-statutory"),
        ("bell\u0007", "bell"),
        ("\uf0fctick", "tick"),
        ("café", "café"),
        ("‘quoted’", "‘quoted’"),
        ("9–10", "9–10"),
    ],
)
def test_a_word_is_normalised_as_a_reader_would_type_it(printed, read_as):
    assert normalise(printed) == read_as


def test_no_break_spaces_part_words(sketch, read):
    pdf = sketch()
    pdf.text(60, 100, "Year\u00a06 pupils\u00a0read")
    page = read(pdf).pages[0]
    assert page.text == "Year 6 pupils read"
    assert len(page.words) == 4


def test_bullets_are_recognised_nested_and_kept_out_of_the_text(sketch, read, outline):
    pdf = sketch()
    pdf.bold(60, 80, "What does the school need to do?", 14)
    y = 110
    for indent, glyph, line in (
        (60, "•", "Improve teaching by:"),
        (78, "–", "checking what pupils know"),
        (78, "–", "planning lessons with care."),
        (60, "•", "Improve attendance."),
    ):
        pdf.text(indent, y, glyph)
        pdf.text(indent + 14, y, line)
        y += 15
    assert outline(read(pdf).pages[0])[1:] == [
        ("bullet", 0, "Improve teaching by:"),
        ("bullet", 1, "checking what pupils know"),
        ("bullet", 1, "planning lessons with care."),
        ("bullet", 0, "Improve attendance."),
    ]


def test_a_bullet_may_wrap_over_lines_and_the_paragraph_after_it_is_its_own(sketch, read, prose):
    pdf = sketch()
    pdf.text(60, 100, "•")
    y = pdf.wrapped(74, 100, prose)
    pdf.wrapped(60, y, "Newly qualified teachers should not be appointed.")
    page = read(pdf).pages[0]
    assert texts(page, "bullet") == [prose]
    assert texts(page, "paragraph") == ["Newly qualified teachers should not be appointed."]


def test_a_dash_in_running_text_is_no_bullet(sketch, read):
    pdf = sketch()
    pdf.text(60, 100, "Leaders know their school very well and have made a number of changes to what pupils learn")
    pdf.text(60, 113.2, "– and to how they learn it.")
    page = read(pdf).pages[0]
    assert page.text.endswith("learn – and to how they learn it.")


def test_headings_are_told_by_size_and_weight_and_ranked(sketch, read, outline, prose):
    pdf = sketch()
    pdf.bold(60, 80, "Inspection judgements", 18)
    pdf.bold(60, 110, "Outcomes for pupils", 13)
    pdf.wrapped(60, 130, prose)
    pdf.bold(60, 300, "Safeguarding is effective")
    pdf.wrapped(60, 314, prose)
    assert [(kind, level) for kind, level, _ in outline(read(pdf).pages[0])] == [
        ("heading", 0),
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_a_heading_with_its_grade_at_the_right_is_a_heading_with_a_tab(sketch, read, outline, prose):
    pdf = sketch()
    pdf.bold(60, 100, "Achievement", 14)
    pdf.bold(420, 100, "Expected standard", 14)
    pdf.wrapped(60, 130, prose)
    assert outline(read(pdf).pages[0])[0] == ("heading", 0, "Achievement\tExpected standard")


def test_label_and_value_rows_are_rows_of_a_table(sketch, read, outline):
    pdf = sketch()
    for row, (label, value) in enumerate(
        [("Local authority", "Worcestershire"), ("Type of school", "Primary"), ("Headteacher", "Claire Shelley")]
    ):
        pdf.text(60, 100 + 14 * row, label)
        pdf.text(300, 100 + 14 * row, value)
    assert outline(read(pdf).pages[0]) == [
        ("table_row", 0, "Local authority\tWorcestershire"),
        ("table_row", 0, "Type of school\tPrimary"),
        ("table_row", 0, "Headteacher\tClaire Shelley"),
    ]


def test_cells_that_wrap_stay_one_cell(sketch, read):
    pdf = sketch()
    columns = (60, 190, 300, 420)
    rows = [
        (100, ["Year", "This school", "National average", "Compared with"]),
        (113, [None, None, None, "national average"]),
        (140, ["Latest 3 year", "65%", "61%", "Close to average"]),
        (153, ["average", None, None, None]),
        (180, ["2024/25 (2 terms)", "60%", "62%", "Close to average"]),
    ]
    for y, cells in rows:
        for x, cell in zip(columns, cells, strict=True):
            if cell:
                pdf.text(x, y, cell)
    assert texts(read(pdf).pages[0], "table_row") == [
        "Year\tThis school\tNational average\tCompared with national average",
        "Latest 3 year average\t65%\t61%\tClose to average",
        "2024/25 (2 terms)\t60%\t62%\tClose to average",
    ]


def test_a_table_of_long_cells_is_read_row_by_row(sketch, read):
    pdf = sketch()
    left = "The council, the health board and the trust that runs the service"
    right = "Leaders should make sure that waiting times are shortened and that families hear from them while they wait"
    for top in (100, 200):
        pdf.wrapped(60, top, left, right=180)
        pdf.wrapped(220, top, right, right=480)
    assert texts(read(pdf).pages[0]) == [f"{left}\t{right}"] * 2


def two_columns(pdf, top, left, right):
    ends = []
    for x, edge, items in ((60, 290, left), (310, 540, right)):
        y = top
        for item in items:
            pdf.text(x, y, "•")
            y = pdf.wrapped(x + 14, y, item, right=edge) + 4
        ends.append(y)
    return max(ends)


def test_columns_are_read_one_after_the_other_with_full_width_parts_in_place(sketch, read, prose):
    pdf = sketch()
    left = [
        "Leaders have not done enough to improve teaching.",
        "Pupils do not make the progress they should in many subjects.",
    ]
    right = ["Attendance and punctuality are poor.", "Governors have not challenged leaders."]
    pdf.bold(60, 80, "Summary of key findings for parents and pupils", 15)
    pdf.bold(60, 105, "This is an inadequate school")
    end = two_columns(pdf, 130, left, right)
    pdf.bold(60, end + 12, "The school has the following strengths")
    end = two_columns(pdf, end + 35, ["Pupils are polite."], ["Staff are proud of the school."])
    pdf.wrapped(60, end + 20, prose)
    assert texts(read(pdf).pages[0]) == [
        "Summary of key findings for parents and pupils",
        "This is an inadequate school",
        *left,
        *right,
        "The school has the following strengths",
        "Pupils are polite.",
        "Staff are proud of the school.",
        prose,
    ]


def test_columns_without_bullets_are_read_one_after_the_other(sketch, read, prose):
    pdf = sketch()
    left, right = f"{prose} {prose}", prose.replace("Pupils", "Children")
    y = pdf.wrapped(60, 100, left, right=285)
    pdf.wrapped(60, y + 8, "Leaders know what they have to do next.", right=285)
    y = pdf.wrapped(310, 100, right, right=535)
    pdf.wrapped(310, y + 8, prose, right=535)
    assert texts(read(pdf).pages[0]) == [left, "Leaders know what they have to do next.", right, prose]


def test_a_block_that_runs_on_from_the_page_before_says_so(sketch, read):
    pdf = sketch()
    pdf.text(
        60, 780, "The school is calm and orderly, and pupils say that they feel safe and happy there because their"
    )
    pdf.next_page()
    pdf.text(60, 100, "teachers listen to them. Bullying is rare.")
    pdf.text(60, 140, "Leaders know this.")
    pdf.next_page()
    pdf.text(60, 100, "Pupils read well.")
    document = read(pdf)
    assert [[block.continued for block in page.blocks] for page in document.pages] == [[False], [True, False], [False]]


def test_a_bullet_that_ended_a_sentence_is_carried_on_by_what_stands_under_its_text(sketch, read):
    pdf = sketch()
    pdf.text(60, 780, "•")
    pdf.text(74, 780, "Pupils read well.")
    pdf.next_page()
    pdf.text(74, 100, "They enjoy books of many kinds.")
    pdf.text(60, 140, "Leaders know this.")
    assert [block.continued for block in read(pdf).pages[1].blocks] == [True, False]


@pytest.mark.parametrize("title", ["(anonymous)", "Microsoft Word - 10343819 Fen", "Document1"])
def test_a_title_that_a_program_gave_is_no_title(sketch, read, title):
    pdf = sketch(title=title)
    pdf.text(60, 80, "Pupils read well.")
    assert read(pdf).title is None


def test_a_table_of_short_values_above_two_columns_of_bullets_stays_a_table(sketch, read):
    pdf = sketch()
    rows = (("Overall effectiveness", "Inadequate", 330), ("Outcomes for pupils", "Inadequate", 322))
    for number, (area, grade, left) in enumerate((*rows, ("Grade at previous inspection", "Good", 340))):
        pdf.text(60, 100 + 22 * number, area)
        pdf.text(left, 100 + 22 * number, grade)
    pdf.text(60, 190, "Summary of key findings")
    for number, (left, right) in enumerate((("Teaching is weak and", "Pupils are polite and"), ("slow.", "kind."))):
        for x, words in ((60, left), (320, right)):
            y = 215 + 13 * number
            if number == 0:
                pdf.text(x, y, "•")
            pdf.text(x + 12, y, words)
    page = read(pdf).pages[0]
    assert texts(page, "table_row") == [
        "Overall effectiveness\tInadequate",
        "Outcomes for pupils\tInadequate",
        "Grade at previous inspection\tGood",
    ]
    assert texts(page, "bullet") == ["Teaching is weak and slow.", "Pupils are polite and kind."]
