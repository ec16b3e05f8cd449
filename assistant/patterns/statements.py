"""What the group's own documents say: sentences of self-evaluations, plans and board papers, by theme and school.

A sentence is taken to speak of the schools that it or, failing that, its heading names; of none, it speaks of the group
as a whole. Says nothing of whether the sentence is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.names import mentions as names_in
from assistant.patterns.theming import Themer
from assistant.patterns.values import School, Statement
from ingest.documents import Passage
from ingest.library import DocumentRecord


@dataclass(frozen=True, slots=True)
class Themed:
    """A statement with the theme that it speaks of. One sentence may give several."""

    theme: str
    statement: Statement


def statements(
    record: DocumentRecord, passages: Sequence[Passage], schools: Sequence[School], themer: Themer
) -> Iterator[Themed]:
    """Yield each sentence of a document for each theme that it speaks of, by its own words or its heading's."""
    keys = {school.name: school.key for school in schools}
    for passage in passages:
        if passage.boilerplate is not None:
            continue
        heading = passage.heading or ""
        under = themer.by_cues(heading)
        for sentence in passage.sentences:
            shown = themer.themes(sentence.text) or under
            named = _named(sentence.text, keys) or _named(heading, keys)
            for theme in shown:
                statement = Statement(
                    record.id, record.filename, passage.id, sentence.text, sentence.locators,
                    record.start or record.published, named, theme.why,
                )  # fmt: skip
                yield Themed(theme.theme, statement)


def _named(text: str, keys: dict[str, str]) -> tuple[str, ...]:
    """Return the keys of the schools that the text names; a name that may mean several stands for each of them."""
    found = [keys[name] for mention in names_in(text, list(keys)) for name in mention.names]
    return tuple(dict.fromkeys(found))
