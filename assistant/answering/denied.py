"""Schools that speak of a thing only to say that they do not have or do it, where a question picks those that do.

Counts them for the answer's first sentence; leaves every sentence where it stands and drops none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.evidence import SchoolEvidence
from assistant.questions.direction import asks_who_does_not
from assistant.questions.question import content_words
from assistant.scope import QuestionScope
from ingest.phrases import listed
from ingest.words import stems

_PICKS = re.compile(
    r"^\W*(?:and |so )?(?:which|what|how many|do any|does any|have any|are any|list the)\b[^?.,;]{0,30}"
    r"\b(?:schools?|academ(?:y|ies)|primaries|secondaries)\b(?: that| who)?"
    r" (?:use|uses|have|has|offer|offers|provide|provides|run|runs|employ|employs|teach|teaches|hold|holds|make use)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]|,\s+(?=(?:but|and|although|though|while|whereas|which|so)\b)"
    r"|\s(?=(?:but|although|whereas|who|that|because|if|unless)\b)"
)
_VERBS = r"(?:use|have|offer|provide|run|employ|teach|hold|make (?:any )?use of|educate\w*|place[sd]?|sen[dt]|attend)"
_NOT = re.compile(
    r"^\W*no (?:pupils?|child(?:ren)?|students?) (?:is|are|attends?|uses?|was|were)(?: \w+){0,2}?(?: at| in| to)?"
    r"(?P<nobody>(?: [\w’'-]+){1,3})"
    r"|(?:\b(?:does|do|did|has|have|is|are|was|were)(?: not|n[’']t)|\bno longer|\bnever)(?: currently| at present)?"
    rf" {_VERBS}\w*(?P<verb>(?: [\w’'-]+){{1,5}})"
    r"|\b(?:no|neither) (?P<no>[\w’'-]+(?: [\w’'-]+){0,2})",
    re.IGNORECASE,
)
"""Denies what follows: a verb of having or using, or "no" just before the thing."""


def schools_denying(scope: QuestionScope, speaking: Sequence[SchoolEvidence]) -> list[str]:
    """Return the names of the schools that only say that they do not; none where the question picks none that do."""
    if not _PICKS.match(scope.question) or asks_who_does_not(scope.question) or scope.aim.one_way:
        return []
    thing = frozenset(stems(" ".join(content_words(scope.core))))
    return [
        school.name
        for school in speaking
        if school.is_school and all(denies(item.quote, thing) for item in school.evidence)
    ]


def saying_no(names: Sequence[str]) -> str:
    """Return the half-sentence on the schools that say they do not; empty where none does."""
    verb = "says that it does" if len(names) == 1 else "say that they do"
    return f"; {len(names)} of them {verb} not: {listed(names)}" if names else ""


def denies(sentence: str, thing: frozenset[str]) -> bool:
    """Say whether every clause of a sentence that names the thing denies it; `thing` are the stems of its words."""
    clauses = [clause for clause in _CLAUSE.split(sentence) if thing & set(stems(clause))]
    return bool(clauses) and all(_denied(clause, thing) for clause in clauses)


def _denied(clause: str, thing: frozenset[str]) -> bool:
    said = (match[name] or "" for match in _NOT.finditer(clause) for name in ("verb", "no", "nobody"))
    return any(thing & set(stems(words)) for words in said)
