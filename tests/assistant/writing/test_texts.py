"""Whatever a document or a person wrote stands in the Markdown file as it was written, and nothing of it is markup."""

import pytest
from markdown_it import MarkdownIt

from assistant.writing.escaping import one_line
from assistant.writing.narrative import Grid, Narrative, NarrativeBlock, NarrativeKind, Note, SourceRow
from assistant.writing.texts import markdown
from tests.ui.test_render import NASTY

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LEVELS = {NarrativeKind.TITLE: "h1", NarrativeKind.HEADING: "h2", NarrativeKind.SUBHEADING: "h3"}


def parsed(text):
    """Return the tags of a Markdown text's blocks, and the words of each, by another implementation than a reader's."""
    tokens = MARKDOWN.parse(text)
    inline = [token for token in tokens if token.type == "inline"]
    marks = {child.type for token in inline for child in token.children} - {"text", "text_special"}
    return {token.tag for token in tokens} - {""}, marks, [_words(token) for token in inline]


def _words(token):
    return "".join(child.content for child in token.children)


def narrative(*blocks, grids=(), sources=()):
    return Narrative("Title", blocks, sources, (), grids=grids)


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("kind", list(NarrativeKind))
def test_text_in_any_block_appears_literally(kind, words):
    tags, marks, shown = parsed(markdown(narrative(NarrativeBlock(kind, (words,)))))
    assert shown[0] == one_line(words)
    block = {"ul", "li", "p"} if kind is NarrativeKind.BULLET else {LEVELS.get(kind, "p")}
    assert tags == block | {"h2", "table", "thead", "tr", "th"}  # those of the list of sources
    assert marks <= {"em_open", "em_close"}


@pytest.mark.parametrize("words", NASTY)
def test_text_in_tables_appears_literally(words):
    grid = Grid(words, ((words,), ("B",)), (((words,), (words,)),), words)
    row = SourceRow(words, words, words, words)
    _, marks, shown = parsed(markdown(narrative(grids=(grid,), sources=(row,))))
    assert shown.count(one_line(words)) == 2 + 3 + 4
    assert marks <= {"em_open", "em_close"}


def test_text_goes_on_behind_a_note_with_its_space():
    block = NarrativeBlock(
        NarrativeKind.BULLET, ("Pupils read", Note(1, "Ash, 2024"), " and 1. write & draw ", Note(2, "B"))
    )
    assert "- Pupils read[^1] and 1. write & draw [^2]\n" in markdown(narrative(block))


def test_plain_prose_stays_readable():
    prose = "Pupils’ attendance (94.1%) is high; it’s 2.3 points above 2024/25, and leaders know why: routines."
    assert f"\n\n{prose}\n" in markdown(
        narrative(NarrativeBlock(NarrativeKind.TITLE, ("A",)), NarrativeBlock(NarrativeKind.PARAGRAPH, (prose,)))
    )
