"""Matrices in a draft: one table a scale, each row with its places, in Word, Markdown and HTML."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from lxml import etree

from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.matrices import Matrix
from assistant.drafting.narrative import narrative
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.room import Room
from assistant.writing.docx import word_file
from assistant.writing.texts import markdown, page
from ingest.readers import ReaderProcess
from ingest.settings import Settings

GROUP = "Quillhaven Learning Trust"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def draft(sample_library, embedder):
    drafter = Drafter(sample_library, Checker(embedder), "Ann")
    chosen = Narrowing(matrices=tuple(Matrix))
    return drafter.draft(drafter.patterns(GROUP), framework("report-card-areas"), Voice.INSPECTOR, narrowing=chosen)


def test_each_scale_has_a_table_of_its_own_with_grades_as_printed(draft):
    graded = [table for table in draft.matrices if table.columns[0] == "School"]
    scales = [{cite.graded.scale for row in table.rows for cite in row.citations} for table in graded]
    assert all(len(each) == 1 for each in scales), "no table holds two scales"
    assert len({next(iter(each)) for each in scales}) == len(graded) >= 2
    card = graded[0]
    row = next(row for row in card.rows if row.head == "Corvane Academy (May 2026)")
    assert row.cells[card.columns.index("Attendance and behaviour") - 1].text.startswith("Needs attention, p. ")
    assert not any(GROUP in row.head for table in draft.matrices for row in table.rows), "the group has no row"
    assert not any(word in " ".join(card.columns).lower() for word in ("overall", "average"))


def test_a_school_stands_once_among_the_grades_by_its_latest_report_that_prints_one(draft):
    heads = [row.head.split(" (")[0] for table in draft.matrices[:2] for row in table.rows]
    assert sorted(heads) == sorted(set(heads))
    assert set(heads) == set(draft.schools)


def test_themes_stand_by_school_and_silence_is_a_dash(draft):
    (themes,) = [table for table in draft.matrices if table.columns[0] == "Theme"]
    assert len(themes.columns) == 1 + len(draft.schools)
    suspensions = next(row for row in themes.rows if row.head == "Suspensions and exclusions")
    said = [cell.text for cell in suspensions.cells]
    assert "–" in said and "next step" in " ".join(said)
    assert all(cell.citations or cell.text == "–" for row in themes.rows for cell in row.cells)
    assert "does not mean that there is nothing to say" in themes.note


def test_the_word_file_has_them_as_real_tables_with_notes_that_come_back(draft, tmp_path):
    text = narrative(draft)
    data = word_file(text)
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    tables = root.findall(f".//{W}tbl")
    assert len(tables) == len(draft.matrices) + 1, "and the sources"
    assert all(table.find(f".//{W}tblHeader") is not None for table in tables)
    for table, made in zip(tables, draft.matrices, strict=False):
        assert len(table.findall(f"{W}tr")) == len(made.rows) + 1
        widths = [int(column.get(f"{W}w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        assert len(widths) == len(made.columns) and sum(widths) <= 14290, "it fits the page on its side"
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    with ReaderProcess(Settings(draw_texts=False)) as reader:
        read = reader.read(path)
    said = "\n".join(page.text for page in read.pages)  # a note of a table stands in its row
    assert all(f"Note {note.number}: {note.text}" in said for note in text.notes)


def test_markdown_and_html_hold_the_same_tables(draft):
    text = narrative(draft)
    plain, html = markdown(text), page(text)
    assert "### Grades as printed: report cards" in plain
    assert "| Corvane Academy (May 2026)[^" in plain
    assert "<h3>Grades as printed: report cards</h3>" in html
    assert html.count('id="ref-') == len(text.notes)


def test_a_draft_without_them_has_none(draft):
    bare = narrative(replace(draft, matrices=()))
    assert "## Tables" not in markdown(bare)
    assert "<h2>Tables</h2>" not in page(bare)


def test_a_cell_whose_source_has_gone_is_left_out_and_said(sample_library, embedder):
    checker = Checker(embedder)
    room = Room(lambda: sample_library, lambda: checker)
    chosen = Narrowing(matrices=("grades",))
    kept = room.make(GROUP, framework("oeif-areas"), Voice.INSPECTOR, "Ann", narrowing=chosen)
    assert room.open(kept.record.id).draft.matrices == kept.draft.matrices
    from assistant.drafting.checks import CitedPlaces
    from assistant.drafting.matrices import looked_up

    table = kept.draft.matrices[0]
    first = table.rows[0]
    cited = next(cell for cell in first.cells if cell.citations)
    other = replace(cited, citations=(replace(cited.citations[0], quote="Other words"),))
    gone = replace(first, cells=tuple(other if cell is cited else cell for cell in first.cells))
    told = looked_up(replace(table, rows=(gone, *table.rows[1:])), CitedPlaces(sample_library))
    assert told.rows[1:] == table.rows[1:]
    assert "left out" in [cell.text for cell in told.rows[0].cells]
    assert told.note.endswith("One cell is left out: a document cited has left the library or was read anew since.")
