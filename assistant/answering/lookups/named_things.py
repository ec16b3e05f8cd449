"""Which documents hold the proper names that a question says: no other document can speak of what they name.

"How many places has the Tidewell Base?" is not answered by the places of another school's nursery. A run of words that
also stands without capitals is no name and narrows nothing; a single strange name that stands nowhere leaves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.evidence import SelectedEvidence
from assistant.questions.proper_names import names_said
from assistant.schools.names import words_of
from assistant.scope import QuestionScope
from ingest.documents import Hit, Passage, Scope
from ingest.phrases import listed

LOOKED_UP = 200
"""Most passages looked through for a name. Chosen, not measured."""
NOWHERE = "No document searched has the name {names}."


@dataclass(frozen=True, slots=True)
class NamedThings:
    """Looks the names of a question up in the passages of a library."""

    look_up: Callable[[str, int, Scope], Sequence[Hit]]
    passages: Callable[[Sequence[str]], Sequence[Passage]]
    known: Callable[[Sequence[str]], Sequence[int]]
    is_word: Callable[[str], bool]

    def holding(self, scope: QuestionScope) -> frozenset[str]:
        """Return the documents in scope that hold any of the names that the question says; all where it says none."""
        documents = frozenset(record.id for record in scope.documents)
        found = [held for held in self._found(scope, documents).values() if held is not None]
        return frozenset().union(*found) if found else documents

    def told(self, selected: SelectedEvidence) -> SelectedEvidence:
        """Add which names stand in no document, where nothing answers."""
        if selected.lead or any(school.evidence for school in selected.schools):
            return selected
        documents = frozenset(record.id for record in selected.scope.documents)
        nowhere = [name for name, held in self._found(selected.scope, documents).items() if held == frozenset()]
        note = NOWHERE.format(names=listed([f"‘{name}’" for name in nowhere]))
        return replace(selected, notes=(*selected.notes, note)) if nowhere else selected

    def _found(self, scope: QuestionScope, documents: frozenset[str]) -> dict[str, frozenset[str] | None]:
        names = names_said(scope.core, self.known, self.is_word) if documents else ()
        bodies = _bodies(scope) if names else frozenset()
        return {name: self._documents(name, documents) for name in names if not bodies.issuperset(words_of(name))}

    def _documents(self, name: str, documents: frozenset[str]) -> frozenset[str] | None:
        """Return the documents in which a name stands; None for a run of words that is no name."""
        words = re.compile(r"\s+".join(rf"\b{re.escape(word)}\b" for word in name.split()), re.IGNORECASE)
        held, several = set(), " " in name
        for passage in self.passages([hit.passage for hit in self.look_up(name, LOOKED_UP, Scope(documents))]):
            written = [match.group() for match in words.finditer(f"{passage.heading or ''}\n{passage.text}")]
            if several and any(not word[:1].isupper() for said in written for word in said.split()):
                return None
            held |= {passage.document} if written else set()
        return None if several and not held else frozenset(held)


def _bodies(scope: QuestionScope) -> frozenset[str]:
    """Return the words in the names of schools, groups and authorities: the scope has taken care of these."""
    names = {name for r in scope.documents for name in (r.school, r.group, r.local_authority) if name}
    return frozenset(word for name in names for word in words_of(name))


__all__ = ["NOWHERE", "NamedThings"]
