"""Questions of two parts ("who chairs the board, and since when?"): where they part, and which part stays unanswered.

Splits words only; each part is answered by the same steps as a whole question. An "and" parts a question
only before a word of asking, so that "reading and writing" stays one subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.question import Wanted, content_words, states, wanted_kind
from ingest.words import stems

_ASKS = (
    r"(?:how (?:many|much|long|often|old|far|is|are|was|were|do|does|did|has|have)|who|whom|whose|when|where|why|"
    r"what|which|(?:is|are|was|were|do|does|did|has|have|had|can|could|will) (?:it|they|he|she|there|this|that|the|any|"
    r"pupils|staff|leaders|children|parents|teachers)|(?:by|in|on|at|for|from|since|to|with) (?:whom|what|which|when))"
)
_BREAK = re.compile(rf"(?:\?\s+(?:and\s+)?|;\s*(?:and\s+)?|,?\s+(?:and|&)\s+(?:also\s+)?)(?={_ASKS}\b)", re.IGNORECASE)
SHORTEST = 2
"""Words of a part that is one; less belongs to the part before."""


def parts_of(question: str) -> tuple[str, ...]:
    """Return the parts of a question in order: one, where it asks one thing."""
    pieces = [piece.strip(" ,;?") for piece in _BREAK.split(question)]
    parts: list[str] = []
    for piece in pieces:
        if parts and len(piece.split()) < SHORTEST:
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece:
            parts.append(piece)
    if len(parts) > 1 and not re.match(rf"\W*(?:{_ASKS}|how|name|list|tell|give|is|are|was|were|do|does|did|has|have|"
                                       r"on|in|at|according|who|what|can)\b", parts[0], re.IGNORECASE):  # fmt: skip
        return (question,)  # "Sending pupils home, which schools …": the first piece asks nothing by itself
    return tuple(parts)


def whole_words(part: str, parts: Sequence[str]) -> str:
    """Return a part as a question to search with: a later part takes over what the first asks about."""
    if part == parts[0]:
        return part
    return f"{part} {' '.join(content_words(parts[0]))}"


def wants_a_kind(part: str) -> bool:
    """Say whether a part wants something that a sentence can be seen to state: a number, a date, a name, a reason."""
    return wanted_kind(part) not in {Wanted.ANY, Wanted.GRADE}


def states_part(part: str, texts: Sequence[str]) -> bool:
    """Say whether any of the sentences states what a part wants, beside a word of its own where it has one.

    False for a part that wants nothing of a kind: whether that is answered cannot be seen so.
    """
    own = set(stems(" ".join(word for word in content_words(f"zebra {part}") if word != "zebra")))
    return wants_a_kind(part) and any(
        states(wanted_kind(part), text) and (not own or own & set(stems(text))) for text in texts
    )
