"""A conversation as Word and Markdown: every marker a footnote with the document, the date, the page and the words.

Says what stands where and leaves the writing of files to `drafting`. A footnote keeps the number that the marker has on
screen, also where only one answer is exported. Asks nothing, and drops no answer: one that cannot be read says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.answer import Answer, AnswerClaim, Citation
from assistant.answering.render import NEAREST_HEADING, SUPPORTED, heading_above, plain_text, searched_words
from assistant.conversations.keeping import answer_of
from assistant.writing.docx import word_file
from assistant.writing.escaping import one_line
from assistant.writing.naming import date_words, format_words, place_words
from assistant.writing.narrative import Narrative, NarrativeBlock, NarrativeKind, Note, Run, SourceRow
from assistant.writing.texts import markdown
from assistant.writing.times import day_of
from ingest.errors import LibraryError
from ingest.library.conversations import Conversations, TurnRecord

FORMS: dict[str, Callable[[Narrative], bytes]] = {
    ".docx": word_file,
    ".md": lambda text: markdown(text).encode(),
}
LONGEST_NAME = 60


def export(conversations: Conversations, id: str, form: str, number: int | None = None) -> tuple[str, bytes]:
    """Return a file's name and bytes: a conversation, or its answer `number`; `form` is one of `FORMS`.

    :raises LibraryError: if this person has no such conversation, or it has no such answer.
    """
    title = next((one.title for one in conversations.list() if one.id == id), "Conversation")
    turns = [turn for turn in conversations.turns(id) if number in (None, turn.number)]
    if not turns:
        raise LibraryError("The conversation has no such answer. Open it again and look.")
    if number is not None:  # by the conversation's title, an answer to a later question would bear the first one's name
        title = one_line(turns[0].question)
    name = "".join(c if c.isalnum() or c in " -" else " " for c in title)
    return f"{' '.join(name.split())[:LONGEST_NAME].strip() or 'Conversation'}{form}", FORMS[form](told(title, turns))


def copied(conversations: Conversations, id: str, number: int) -> str:
    """Return a question and its answer as plain text, with the list of its sources.

    :raises LibraryError: if this person has no such conversation, it has no such answer, or it cannot be read.
    """
    turn = next((turn for turn in conversations.turns(id) if turn.number == number), None)
    if turn is None:
        raise LibraryError("The conversation has no such answer. Open it again and look.")
    return f"{turn.question}\n\n{plain_text(answer_of(turn.payload))}\n"


def told(title: str, turns: Sequence[TurnRecord]) -> Narrative:
    """Return answers as blocks with notes."""
    blocks = [
        _plain(NarrativeKind.TITLE, title),
        _plain(NarrativeKind.SMALL, "Questions, and answers in the reports’ words."),
    ]
    sources: dict[str, SourceRow] = {}
    for turn in turns:
        blocks.append(_plain(NarrativeKind.HEADING, one_line(turn.question)))
        blocks.append(_plain(NarrativeKind.SMALL, f"Answered on {day_of(turn.at)}."))
        try:
            answer = answer_of(turn.payload)
        except LibraryError as error:
            blocks.append(_plain(NarrativeKind.PARAGRAPH, str(error)))
            continue
        blocks += _answer(answer)
        for citation in answer.citations:
            sources.setdefault(citation.source.document, _row(citation))
    return Narrative(title, tuple(blocks), tuple(sources.values()), ())


def note_of(citation: Citation) -> Note:
    """Return the footnote of a citation: where it stands, and its words."""
    source = citation.source
    facts = [source.school or source.title, date_words(source.date, source.date_printed)]
    facts += [place_words(citation.locators), source.file]
    where = one_line(", ".join(fact for fact in facts if fact))
    return Note(citation.marker, f"{where}: “{one_line(citation.quote)}”", fixed=True)


def _answer(answer: Answer) -> list[NarrativeBlock]:
    blocks = [_plain(NarrativeKind.PARAGRAPH, one_line(answer.lead))] if answer.lead else []
    noted: set[int] = set()
    school = None
    above: AnswerClaim | None = None
    for claim in [*(answer.prose.claims if answer.prose else ()), *answer.claims]:
        if claim.school != school:
            school, above = claim.school, None
            blocks += [_plain(NarrativeKind.SUBHEADING, one_line(school))] if school else []
        if claim.matter and (above is None or above.matter != claim.matter):
            blocks.append(_plain(NarrativeKind.PARAGRAPH, claim.matter))
        blocks.append(_claim(claim, noted, above))
        above = claim
    if answer.coverage and answer.coverage.silent:
        blocks.append(_plain(NarrativeKind.PARAGRAPH, f"Nothing found on this: {', '.join(answer.coverage.silent)}."))
    if answer.missing:
        blocks.append(_plain(NarrativeKind.PARAGRAPH, f"Missing: {' '.join(answer.missing)}"))
    if answer.nearest:
        blocks.append(_plain(NarrativeKind.SUBHEADING, NEAREST_HEADING))
        blocks += [_bullet(f"“{one_line(c.quote)}”", [c], noted) for c in answer.nearest]
    blocks += [_plain(NarrativeKind.PARAGRAPH, f"Note: {one_line(note)}") for note in answer.notes]
    if answer.searched.documents:
        blocks.append(_plain(NarrativeKind.SMALL, searched_words(answer.searched)))
    return blocks


def _claim(claim: AnswerClaim, noted: set[int], above: AnswerClaim | None) -> NarrativeBlock:
    words = one_line(claim.text)
    if any(claim.text == citation.quote for citation in claim.citations):
        words = f"“{words}”"
    strand = f"{claim.strand}: " if claim.strand else ""
    doubt = "" if claim.verdict == SUPPORTED else f" (not borne out: {claim.verdict.replace('_', ' ')})"
    label = heading_above(claim, above)
    headed = f"{label}: " if label else ""
    return _bullet(f"{headed}{strand}{words}{doubt}", claim.citations, noted)


def _bullet(words: str, citations: Sequence[Citation], noted: set[int]) -> NarrativeBlock:
    """Return a bullet with its notes; a source that has its note already is named by its number."""
    runs: list[Run] = [words]
    for citation in citations:
        runs.append(f" (note {citation.marker})" if citation.marker in noted else note_of(citation))
        noted.add(citation.marker)
    return NarrativeBlock(NarrativeKind.BULLET, tuple(runs))


def _row(citation: Citation) -> SourceRow:
    source = citation.source
    when = date_words(source.date, source.date_printed) or "not stated"
    return SourceRow(source.school or source.title, format_words(source.format), when, source.file)


def _plain(kind: NarrativeKind, text: str) -> NarrativeBlock:
    return NarrativeBlock(kind, (text,))


__all__ = ["FORMS", "copied", "export", "note_of", "told"]
