"""Questions of several parts ("who chairs the board, and since when?"): where they part, and what each asks for.

Splits words only; each part is answered by the same steps as a whole question, and whether one is answered is told in
`binding`. An "and" parts a question only before words of asking or between the things that it is "about", so that "how
are reading and writing taught?" stays one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.question import content_words, subject_words
from ingest.words import stem

_SOMEBODY = (
    r"(?:it|they|he|she|there|this|that|these|those|the|any|all|every|each|most|some|enough|"
    r"pupils|staff|leaders|children|parents|teachers|governors|trustees|inspectors)"
)
_ASKS = (
    r"(?:how (?:many|much|long|often|old|far|big|large|soon|is|are|was|were|do|does|did|has|have|well|good)|who|whom"
    r"|whose|when|where|why|what|which"
    rf"|(?:is|are|was|were|do|does|did|has|have|had|can|could|will) {_SOMEBODY}"
    r"|(?:by|in|on|at|for|from|since|to|with) (?:whom|what|which|when|how (?:long|many|much)))"
)
_AND = r"(?:and|&|as well as|plus|along with)"
_BREAK = re.compile(
    rf"(?:\?\s+(?:and\s+)?|;\s*(?:and\s+)?|,?\s+{_AND}\s+(?:also\s+)?)(?={_ASKS}\b)"
    r"|,?\s+(?:as well as|along with)\s+(?=(?:the|its|their|his|her|any)\s)"
    r"|,?\s+and\s+(?=(?:about|of)\s)",
    re.IGNORECASE,
)
_COMMA = re.compile(
    r",\s+(?=(?:who|what|which|how (?:many|much|long|often|old)|when (?:was|is|did|were|will))\b)", re.I
)
"""Parts a question only where a last part follows with "and": a list of questions."""
_ASKING = re.compile(
    rf"\W*(?:{_ASKS}|how|name|list|tell|give|is|are|was|were|do|does|did|has|have|on|in|at|according|who|what|can"
    r"|both|the (?:number|name|date|share|proportion))\b",
    re.IGNORECASE,
)
_QUESTION_FIRST = re.compile(r"\W*(?:who|what|which|how|when (?:was|is|did|were|will)|where (?:is|was|are|do))\b", re.I)
_BARE = re.compile(
    r"(?:(?:since|until|from|for|by|in|on|with|to) )?(?:when|why|where|who|whom|how|how (?:long|many))", re.I
)
_BOTH = re.compile(r"^\W*(?P<lead>.*?)\bboth (?P<first>.+?),? and (?P<second>.+)$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?P<frame>.*?\babout)\s+(?P<items>.+)$", re.IGNORECASE)
_ITEMS = re.compile(r",\s+(?:and\s+)?(?:about\s+)?|\s+(?:and|as well as|plus)\s+(?:about\s+)?", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:at|in|of) (?:the|this|that|each) (?:school|area|report)\W*$|\W+$", re.IGNORECASE)
_POLITE = re.compile(r",?\s+(?:please|thanks)\W*$", re.IGNORECASE)
MOST_WORDS = 9
"""Words up to which a thing that a question is "about" is one of a list; longer ones hold clauses of their own."""
STANDS = 3
"""Own words from which on a part without a word that points back stands by itself."""
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|there|those|these|this|that|one|ones)\b", re.IGNORECASE
)
_ASKING_WORD = re.compile(rf"{_ASKS}\b|(?:tell|name|list|give|describe|explain)\b", re.IGNORECASE)
SHORTEST = 2
"""Words of a part that is one; less belongs to the part before, unless it is a bare word of asking ("and why?")."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a question asks."""

    text: str
    """As it is asked."""
    words: str
    """To search with: a later part takes over what the first is about."""
    own: tuple[str, ...]
    """The content words that this part asks about; those of an earlier part left out."""
    leans: bool = False
    """Whether it leans on the first part ("and who runs it?")."""

    @property
    def points(self) -> bool:
        """Whether it has a word that points back."""
        return bool(_LEANS.search(self.text))


def parts_of(question: str) -> tuple[Part, ...]:
    """Return the parts of a question in order: one, where it asks one thing."""
    question = _POLITE.sub("", question)
    listed = _about(question)
    if listed:
        return listed
    pieces = _both(question) or _pieces(question)
    parts: list[Part] = []
    for piece in pieces:
        if not parts:
            parts.append(
                Part(piece, piece if _ASKING.match(piece) else f"what is {piece}", tuple(subject_words(piece)))
            )
        else:
            parts.append(_later(piece, pieces[: len(parts)]))
    return tuple(parts)


def _later(piece: str, before: list[str]) -> Part:
    """Return a part that follows others: it takes over what the first is about where it does not say that itself."""
    own = _own(piece, before)
    asked = piece if _ASKING_WORD.match(piece) else f"what is {piece}"
    leans = bool(_LEANS.search(piece)) or len(own) < STANDS
    return Part(piece, f"{asked} {' '.join(content_words(before[0]))}" if leans else asked, own, leans)


def _pieces(question: str) -> list[str]:
    pieces: list[str] = []
    for found in _BREAK.split(question):
        piece = found.strip(" ,;?")
        if pieces and len(piece.split()) < SHORTEST and not _BARE.fullmatch(piece):
            pieces[-1] = f"{pieces[-1]} {piece}"
        elif piece:
            pieces.append(piece)
    if len(pieces) > 1 and not _ASKING.match(pieces[0]):
        return [question]  # "Sending pupils home, which schools …": the first piece asks nothing by itself
    if len(pieces) > 1 and _QUESTION_FIRST.match(pieces[0]):
        pieces = [each.strip(" ,;?") for piece in pieces for each in _COMMA.split(piece)]
    return pieces or [question]


def _both(question: str) -> list[str]:
    """Return the two things of "both the number of … and the share of …", where that is all that is asked."""
    match = _BOTH.match(question.strip(" ?"))
    if match is None or subject_words(match["lead"]):
        return []
    return [match["first"].strip(" ,?"), match["second"].strip(" ,?")]


def _about(question: str) -> tuple[Part, ...]:
    """Return a part for each thing that a question is "about", where it names several and asks nothing else."""
    match = _ABOUT.match(question)
    if match is None or re.search(rf"\b{_AND}\s+(?:also\s+)?{_ASKS}\b|\?\s+\w", match["items"], re.IGNORECASE):
        return ()
    items = [_PLACE.sub("", item).strip() for item in _ITEMS.split(match["items"])]
    items = [item for item in items if item]
    if len(items) < 2 or any(len(item.split()) > MOST_WORDS or not subject_words(item) for item in items):
        return ()
    return tuple(Part(f"about {item}", f"{match['frame']} {item}", tuple(subject_words(item))) for item in items)


def _own(piece: str, before: list[str]) -> tuple[str, ...]:
    known = {stem(word) for earlier in before for word in content_words(earlier)}
    return tuple(word for word in subject_words(piece) if stem(word) not in known)


__all__ = ["Part", "parts_of"]
