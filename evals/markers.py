"""The suite "markers": whether every marker still leads to its place after a reload, and after an export.

Conversations of five gold questions each are asked, kept, and read again by a library that was closed and opened anew.
A marker *resolves after reload* if the answer that is read again has it with the same document, page and words, and
these words stand there in the page's stored text; *after export* if the Word file (read with zipfile and lxml) or the
Markdown file has a reference of that number and a note of that number with the same page and words. Asks the half
"report" and tells ids only. Judges no answer.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from assistant.answer import Answer, Citation, Turn
from assistant.answering.render import answer_markdown
from assistant.answering.verbatim import stands
from assistant.conversations.export import export
from assistant.conversations.keeping import answer_of, keep
from assistant.service import Assistant
from assistant.writing.naming import place_words
from evals.figures import Measured, SuiteReport, share
from evals.gold import REPORTS, GoldQuestion, load
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Ingestor, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings

CONVERSATIONS, EACH = 6, 5
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKER = re.compile(r"\[\[?(\d+)\]?\]\(#cite-")
Notes = dict[int, str]
Row = tuple[str, bool]


def run() -> SuiteReport:
    """Ask, keep, open again, export, and follow every marker."""
    with tempfile.TemporaryDirectory(prefix="evals-") as temporary:
        settings = Settings(library=Path(temporary) / "library")
        embedder = Embedder(settings)
        with Library.open(settings.library, settings=settings, write=True) as library:
            with ReaderProcess(settings) as reader:
                list(Ingestor(library, reader, embedder).add_paths(find_files([REPORTS])))
            asked = [_conversation(library, Assistant(library, embedder), these) for these in _groups()]
        with Library.open(settings.library, settings=settings) as again:
            rows = [row for id, answers in asked for row in _followed(again, id, answers)]
    return SuiteReport("markers", tuple(_figures(rows)), (f"{CONVERSATIONS} conversations of {EACH} questions each.",))


def _groups() -> Iterator[list[GoldQuestion]]:
    questions = [q for q in load() if q.half == "report" and q.answerable]
    step = len(questions) // CONVERSATIONS
    for place in range(CONVERSATIONS):
        yield questions[place * step : place * step + EACH]


def _conversation(
    library: Library, assistant: Assistant, questions: Sequence[GoldQuestion]
) -> tuple[str, list[tuple[str, Answer]]]:
    """Ask in one conversation, markers going on from answer to answer; return its id and what was answered."""
    id, marker, turns = None, 1, list[Turn]()
    answers: list[tuple[str, Answer]] = []
    for question in questions:
        answer = assistant.ask(question.question, history=turns, first_marker=marker)
        id = keep(library.conversations, id, question.question, answer).id
        marker = max([marker - 1, *(citation.marker for citation in answer.citations)]) + 1
        turns += [Turn("user", question.question), Turn("assistant", answer_markdown(answer, links=False))]
        answers.append((question.id, answer))
    return id or "", answers


def _followed(library: Library, id: str, answers: Sequence[tuple[str, Answer]]) -> Iterator[tuple[str, Row]]:
    """Yield for every marker that was shown, by way, its case and whether it still leads to its place."""
    again = [answer_of(turn.payload) for turn in library.conversations.turns(id)]
    files = {
        "Word": word_notes(export(library.conversations, id, ".docx")[1]),
        "Markdown": markdown_notes(export(library.conversations, id, ".md")[1].decode()),
    }
    for (name, answer), reread in zip(answers, again, strict=True):
        found = {citation.marker: citation for citation in reread.citations}
        links = set(map(int, _MARKER.findall(answer_markdown(reread))))
        for citation in answer.citations:
            case, other = f"{name} marker {citation.marker}", found.get(citation.marker)
            kept = citation.marker in links and other == citation and stands(citation, library.page)
            yield "after reload", (case, kept)
            for form, notes in files.items():
                yield f"after export to {form}", (case, leads_to(notes.get(citation.marker, ""), citation))


def leads_to(note: str, citation: Citation) -> bool:
    """Say whether a note names the citation's file and page and has its words."""
    parts = (citation.source.file, place_words(citation.locators), citation.quote)
    return all(_plain(part) in _plain(note) for part in parts)


def word_notes(content: bytes) -> Notes:
    """Return the footnotes of a Word file that its text refers to, by the number that stands beside the reference."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body, notes = (etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
    texts = {note.get(f"{_W}id"): _text(note) for note in notes.iter(f"{_W}footnote")}
    found: Notes = {}
    for reference in body.iter(f"{_W}footnoteReference"):
        shown = _text(reference.getparent())
        if shown.isdigit():
            found[int(shown)] = texts.get(reference.get(f"{_W}id"), "")
    return found


def _text(element: Any) -> str:  # noqa: ANN401 (lxml elements)
    return "".join(element.itertext())


def markdown_notes(text: str) -> Notes:
    """Return the footnotes of a Markdown text that it refers to, by number."""
    notes = {int(number): words for number, words in re.findall(r"^\[\^(\d+)\]: (.*)$", text, re.MULTILINE)}
    used = set(map(int, re.findall(r"\[\^(\d+)\](?!:)", text)))
    return {number: words for number, words in notes.items() if number in used}


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _figures(rows: Sequence[tuple[str, Row]]) -> list[Measured]:
    ways = dict.fromkeys(way for way, _ in rows)
    return [share(f"markers that resolve {way}", [row for of, row in rows if of == way], target=1.0) for way in ways]


__all__ = ["leads_to", "markdown_notes", "run", "word_notes"]
