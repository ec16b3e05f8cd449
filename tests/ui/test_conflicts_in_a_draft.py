"""Who comes second to a sentence sees both versions, and reads why where the words are the same."""

from assistant.ui.draft_html import SAME_WORDS, conflict
from ingest.library.narratives import ClaimRecord, NarrativeConflict


def told(theirs, did, mine):
    return conflict(NarrativeConflict(ClaimRecord("one", 0, theirs, {}, 2, "Ann"), mine), did, mine, "Decide on that.")


def test_both_versions_are_shown_and_the_second_is_called_what_it_is():
    made = told("Ann’s <b>words</b>.", "You saw", "The first words.")
    assert "<dt>Ann: as it stands now</dt><dd>Ann’s &lt;b&gt;words&lt;/b&gt;.</dd>" in made
    assert "<dt>You saw</dt><dd>The first words.</dd>" in made
    assert SAME_WORDS not in made


def test_the_same_words_are_not_shown_twice():
    made = told("The same words.", "You saw", "The same words.")
    assert SAME_WORDS in made
    assert "<dl>" not in made
