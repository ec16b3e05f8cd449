"""What was read, as HTML: text of documents stays text, corrections are told apart, each place opens."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ui.record_html import document_view, school_view
from assistant.ui.records import LibraryRecords, step_of
from ingest import list_corrections
from ingest.documents import Block, BlockKind, Locator, Page, Span
from ingest.inspections import Conflict, Located, NextStep, Scale
from ingest.library import Library
from tests.ingest.library.conftest import load_worker

NASTY = '<script>alert(1)</script> "x" onload=y'


@pytest.fixture
def records(tmp_path: Path):
    sample = load_worker().make(tmp_path / "files", 1, group="Trust")
    place = sample.inspection.provider.locator
    inspection = replace(
        sample.inspection,
        outcome=Located(NASTY, place),
        conflicts=(Conflict("urn", (Located("100001", place), Located("100002", place))),),
        not_found=("lead_inspector", "published"),
    )
    with Library.open(tmp_path / "library", write=True) as library:
        replace(sample, inspection=inspection).put(library)
        yield sample.id, LibraryRecords(lambda: library, lambda: library)


def test_text_of_documents_and_people_is_escaped(records) -> None:
    document, held = records
    held.correct(document, "provider", NASTY)
    for html, _ in (document_view(held.reading(document)), school_view(held.school(document))):
        assert "<script" not in html
        assert '" onload' not in html
        assert "&lt;script&gt;alert(1)" in html


def test_every_place_has_a_citation_that_stands_in_this_document(records) -> None:
    document, held = records
    html, citations = document_view(held.reading(document))
    assert [citation.marker for citation in citations] == list(range(1, len(citations) + 1))
    assert html.count('data-send="cite:') == len(citations)
    assert {place.document for citation in citations for place in citation.locators} == {document}


def test_conflicts_show_both_places_and_missing_fields_are_listed(records) -> None:
    document, held = records
    html, _ = document_view(held.reading(document))
    conflict = html.split("Printed differently in two places")[1].split("</section>")[0]
    assert ">100001<" in conflict
    assert ">100002<" in conflict
    missing = html.split("Not found in the document")[1].split("</section>")[0]
    assert "<li>Lead inspector</li><li>Published</li>" in missing


def test_a_correction_shows_who_and_what_the_document_prints_until_it_is_taken_back(records) -> None:
    document, held = records
    held.correct(document, "urn", "123456")
    html, _ = document_view(held.reading(document))
    row = html.split("<dt>URN</dt>")[1].split("</div>")[0]
    assert "<strong>123456</strong> <span>corrected by the local user on" in row
    assert "the document prints <button" in row
    assert ">100001<" in row
    held.correct(document, "published", "1 May 2024")
    assert "nothing was found in the document" in document_view(held.reading(document))[0]
    held.take_back(document, "urn")
    html, _ = document_view(held.reading(document))
    assert "URN: 123456, by the local user on" in html.split("Corrections no longer in force")[1]


def test_nested_bullets_are_told_from_a_point_that_goes_on_over_a_page() -> None:
    one = Page(1, None, 1, 1, "Improve by:\nreading more\nwriting", (), (
        Block(BlockKind.BULLET, Span(0, 11), 1), Block(BlockKind.BULLET, Span(12, 24), 2),
        Block(BlockKind.BULLET, Span(25, 32), 2),
    ))  # fmt: skip
    two = Page(2, None, 1, 1, "with care", (), (Block(BlockKind.BULLET, Span(0, 9), 2, True),))
    places = tuple(Locator("d", 1, Span(*span)) for span in ((0, 11), (12, 24), (25, 32)))
    step = step_of(NextStep("next step", "", (*places, Locator("d", 2, Span(0, 9)))), {1: one, 2: two})
    assert step.own.text == "Improve by:"
    assert [piece.text for piece in step.nested] == ["reading more", "writing with care"]


def test_a_plain_document_has_no_page_of_a_school_and_an_unknown_one_no_reading(records) -> None:
    document, held = records
    assert held.school("f" * 64) is None
    assert held.reading("f" * 64) is None
    assert LibraryRecords(lambda: None, lambda: held).schools() == ()
    assert held.school(document).memberships[0].group == "Trust"


def test_a_corrected_judgement_and_step_stand_beside_what_was_read_on_both_pages(records) -> None:
    document, held = records
    reading = held.reading(document)
    (judgement,), (step,) = reading.inspection.judgements, reading.inspection.next_steps
    field = list_corrections.judgement_field(judgement.area)
    held.correct(document, field, list_corrections.judgement_value(judgement.area, Scale.OEIF, "Inadequate"))
    held.correct(document, list_corrections.step_field(step.text), list_corrections.step_value(None))
    held.correct(document, list_corrections.NEW_STEP, list_corrections.step_value(NASTY))
    held.correct(
        document, list_corrections.NEW_JUDGEMENT, list_corrections.judgement_value(NASTY, Scale.MET_NOT_MET, "Met")
    )
    own, _ = document_view(held.reading(document))
    school, _ = school_view(held.school(document))
    for html in (own, school):
        assert "<script" not in html
        judged = html.split("Judgements</h")[1].split("</table>")[0]
        assert "<strong>Inadequate</strong> <span>corrected by the local user on" in judged
        assert "the document prints <button" in judged
        assert "nothing was found in the document" in judged
        assert 'Next steps <span class="count">1</span>' in html  # one was taken out, one added
        assert "<strong>not in the document</strong>" in html
    assert f'data-record="back:{field}"' in own
    assert 'data-record="correct:judgement:new"' in own
    assert 'data-record="back:' not in school
    held.take_back(document, field)
    html, _ = document_view(held.reading(document))
    ended = html.split("Corrections no longer in force")[1]
    assert f"<li>Judgement: {judgement.area}: Inadequate, by the local user on" in ended
    assert f"in place of {judgement.grade}; ended by the local user" in ended
