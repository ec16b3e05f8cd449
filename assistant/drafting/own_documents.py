"""The group's own documents in a draft: what each is called, whose word it is, which of its sentences can be quoted.

Says nothing of whether a sentence is true; which latest reports speak against one is told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.wording import short_names
from assistant.patterns.values import Statement
from assistant.schools.names import mentions
from assistant.themes.values import Direction
from assistant.themes.wording import direction_of
from ingest.library import DocumentRecord

FEWEST_WORDS = 6
"""Words of a sentence that is quoted: shorter ones are entries of a form."""
SELF_EVALUATION = "self-evaluation"
_KINDS = (
    (re.compile(r"\bself[- ]?(?:evaluation|assessment)|\bSEF\b|\bSED\b", re.IGNORECASE), SELF_EVALUATION),
    (re.compile(r"\b(?:improvement|development|action|strategic) plan\b", re.IGNORECASE), "improvement plan"),
    (re.compile(r"\bminutes\b", re.IGNORECASE), "minutes"),
    (re.compile(r"\bboard (?:paper|report)\b", re.IGNORECASE), "board paper"),
    (re.compile(r"\bannual re(?:view|port)\b", re.IGNORECASE), "annual review"),
    (re.compile(r"\bstrategy\b", re.IGNORECASE), "strategy"),
)
_LABELLED = re.compile(r"^[A-Z][^.:;]{0,45}:\s")
"""An entry of a form: "Cost: £64,000", "Owner: the director of inclusion"."""
_ON_ITSELF = re.compile(
    r"^(?:Agreed|Approved|Adopted|Completed|Written|Updated|Reviewed) (?:by|on)\b|^A form\b|"
    r"\bthis (?:plan|document|form|paper|self-evaluation)\b|^Each has an owner\b",
    re.IGNORECASE,
)
"""What a document says of itself."""
_CHANGED = re.compile(
    r"\b(?:fallen|fell|risen|rose|improved|improving|halved|doubled|manageable|strengths?|no longer|reduced|"
    r"transformed)\b",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    r"^(?:(?:all|most|our|the|local)\s+)?(?:leaders|teachers|staff|pupils|children|students|governors|parents|"
    r"governing committees|headteachers)\b(?!\s+(?:told|said|asked|who|have|had|were|will|has)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that says what people in schools do, not what was set up, done or planned."""
_ENTRY = re.compile(
    r"^(?:One|An?|Each|Every|Half)\b(?!.*\b(?:is|was|has|had|will|can|may|must|\w{3,}ed|[a-z]{2,}[^\Ws]s)\b)"
)
"""An entry of a form without a verb: of one thing, and no word that tells what it does ("One day a week of help")."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a document of the group's is: its kind in words, and whose it is, the group's name or a school's."""

    kind: str
    owner: str


def own_of(record: DocumentRecord, group: str, schools: Sequence[str]) -> Own:
    """Return what a document is, by its title or, where it has none, its file's name."""
    file = record.filename.replace("-", " ").replace("_", " ")
    kind = next((word for text in (record.title or "", file) for pattern, word in _KINDS if pattern.search(text)), "")
    named = [name for found in mentions(record.title or file, list(schools)) for name in found.names]
    return Own(kind or "document", named[0] if len(set(named)) == 1 else group)


def can_be_quoted(text: str) -> bool:
    """Say whether a sentence of a plan or self-evaluation says something by itself: no entry of a form, no row."""
    whole = text[0].isupper() and text.rstrip().endswith((".", "!")) and len(text.split()) >= FEWEST_WORDS
    return whole and not any(pattern.search(text) for pattern in (_ENTRY, _LABELLED, _ON_ITSELF))


def claims_success(statement: Statement) -> bool:
    """Say whether a statement tells of a strength, or of something grown better, that reports may speak against."""
    direction = direction_of(statement.text)[0]
    changed = direction is not Direction.NEED and _CHANGED.search(statement.text) is not None
    return direction is Direction.STRENGTH or changed


def claims_practice(statement: Statement) -> bool:
    """Say whether a statement tells what people in schools do, without telling of a need: reports may say otherwise."""
    return direction_of(statement.text)[0] is not Direction.NEED and _PRACTICE.match(statement.text) is not None


def whose(own: Own, group: str, ours: bool, schools: Sequence[str]) -> str:
    """Return whose document it is, as a sentence begins: "Our self-evaluation", "The group’s improvement plan"."""
    if own.owner != group:
        return f"{short_names(list(schools)).get(own.owner, own.owner)}’s own {own.kind}"
    return f"{'Our' if ours else 'The group’s'} {own.kind}"


__all__ = [
    "FEWEST_WORDS",
    "SELF_EVALUATION",
    "Own",
    "can_be_quoted",
    "claims_practice",
    "claims_success",
    "own_of",
    "whose",
]
