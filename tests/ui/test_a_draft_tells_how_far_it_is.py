"""While a draft is composed the screen tells how far it has come, as the other screens do."""

import pytest

from assistant.ui.draft_making import progress, told
from ingest.errors import LibraryError


def test_each_step_is_told_before_the_result():
    def work(tell):
        tell(1, 2)
        tell(2, 2)
        return "the draft"

    assert list(told(work)) == [(1, 2), (2, 2), "the draft"]


def test_what_goes_wrong_while_composing_reaches_the_screen():
    def work(tell):
        tell(1, 2)
        raise LibraryError("No report is left.")

    steps = told(work)
    assert next(steps) == (1, 2)
    with pytest.raises(LibraryError, match="No report is left"):
        next(steps)


def test_progress_names_the_section_and_shows_a_bar_for_readers_of_the_screen_too():
    assert progress(None) == '<p class="status" role="status">Reading what the reports hold …</p>'
    shown = progress((1, 5))
    assert "Writing section 2 of 5 …" in shown
    assert '<progress max="5" value="1" aria-label="Sections written">' in shown
