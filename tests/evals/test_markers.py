"""The suite "markers": notes are read from files as a reader sees them, and a note must say the place."""

from __future__ import annotations

import datetime

from assistant.answer import Citation, Source
from assistant.conversations.export import note_of
from assistant.writing.docx import word_file
from assistant.writing.narrative import Narrative, NarrativeBlock, NarrativeKind
from assistant.writing.texts import markdown
from evals import markers
from ingest.documents import Locator, Span

SOURCE = Source("d" * 64, "ash_2026.pdf", "Ash", "Ash School", datetime.date(2026, 3, 1), "1 March 2026", "graded")
CITATION = Citation(7, SOURCE, "Pupils read (widely) & well.", (Locator("d" * 64, 3, Span(0, 28)),))
NOTE = note_of(CITATION)
TOLD = Narrative("A", (NarrativeBlock(NarrativeKind.BULLET, ("Reading.", NOTE)),), (), ())


def test_notes_are_read_from_word_and_markdown_by_the_number_that_is_shown():
    for notes in (markers.word_notes(word_file(TOLD)), markers.markdown_notes(markdown(TOLD))):
        assert list(notes) == [7]
        assert markers.leads_to(notes[7], CITATION)


def test_a_note_that_nothing_refers_to_leads_nowhere():
    assert markers.markdown_notes("Text[^1].\n\n[^1]: one\n[^2]: two\n") == {1: "one"}


def test_a_note_of_another_page_or_other_words_does_not_lead_to_the_place():
    assert not markers.leads_to(NOTE.text.replace("page 3", "page 4"), CITATION)
    assert not markers.leads_to(NOTE.text.replace("widely", "rarely"), CITATION)
    assert not markers.leads_to("", CITATION)
