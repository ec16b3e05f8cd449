"""A sentence with two statements → its halves, each a claim that can be true alone.

Splits only where it is plain that a whole clause begins: after a semicolon, or after "and", "but" or "while" where a
subject and a verb follow, or a verb that shares the first half's subject. A half that begins with "they" or "it" gets
the first half's subject, unless its "it" stands for nothing; where that is not plain, or it begins with another
pronoun, nothing is split, because "Their attendance is high" says of nobody knows whom. Judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.words.quoted import quoted
from ingest.documents import Span

_SUBJECT = (
    r"(?:the|this|these|those|its|their|our|some|most|many|all|few|a few|several|no|every|each)"
    r"\s+[a-z’'-]+(?:\s[a-z’'-]+)?|"
    r"pupils?|children|students|staff|teachers?|leaders|senior leaders|subject leaders|parents(?: and carers)?|"
    r"families|"
    r"governors|trustees|inspectors|boys|girls|attendance|behaviour|attainment|progress|provision|safeguarding|reading|"
    r"writing|phonics|mathematics|outcomes|results|they|it|there"
)
_VERB = (
    r"(?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|should|must|need|needs|say|feel|know|show|make|take|get|"
    r"read|learn|enjoy|behave|attend|support|provide|use|teach|remain|remains|lag|lags|improve[ds]?|rose|fell|declined|"
    r"receive|understand|check|checks|remember|achieve|work|write|speak|"
    r"play|follow|know|plan|meet|miss|lack|want|find|see|help|give|hold|set|use|look|start|come|go|keep|build|value|"
    r"contribute|develop|grow|increase[ds]?|reduce[ds]?|visit|attend|report|expect|become|tend|struggle|settle)"
)
_JOIN = re.compile(
    rf";\s+(?P<whole>)|,?\s+(?:and|but|while|whereas|although)\s+(?=(?:{_SUBJECT})\s(?:\w+ly\s)?{_VERB}\b)(?P<own>)|"
    rf",?\s+(?:and|but)\s+(?=(?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|should|must)\b)(?P<shared>)",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\s(?:is|are|was|were|has|have|had|do|does|did|can|cannot|will|should|must)\b", re.IGNORECASE)
_FIRST_VERB = re.compile(rf"\s{_VERB}\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:they|it|he|she|their|its|his|her|these|those|this)\b", re.IGNORECASE)
_SUBJECT_PRONOUN = re.compile(r"(?P<one>it|they)\s(?=(?:\w+ly\s)?" + _VERB + r"\b)", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"it\s(?:is|was|seems|remains|appears|has been|will be|may be)\s"
    r"(?:(?:not|now|still|also|yet|far|much|only|already|\w+ly)\s)*"
    r"(?:too (?:early|soon|late) (?:to|for)|time (?:to|for|that)|worth (?:noting|saying|remembering|asking)|"
    r"(?:too )?(?:clear|unclear|evident|obvious|apparent|hard|difficult|easy|likely|unlikely|possible|impossible|"
    r"important|vital|essential|necessary|true|good|right|hoped|expected|understood|known|thought|said|planned)"
    r"\s(?:(?:to (?:\w+ ){1,2})?that|whether|how|why|to (?:say|tell|know whether|judge whether|be sure))|"
    r"in \w+ that|the (?:\w+ ){1,3}who)\b",
    re.IGNORECASE,
)
"""An "it" that stands for nothing before it: "it is too early to say". In "it is easy to follow" it stands for what is
followed."""
_OBJECT = re.compile(
    r"\s(?!(?:is|are|was|were|remains?|becomes?|became)\s(?!\w+(?:ed|ing|en)\b))[\w’'-]+\s(?:[\w’'-]+(?:ed|en|un|ght|\w+ly|also|now)\s)*"
    r"(?:an?|the|its|their|one|another|new|two|three|four|five|several|some|many)\s",
    re.IGNORECASE,
)
"""A verb with an object, which "it" or "they" may mean as well: "has drafted a plan, but it is not yet used"."""
_NOT_NAMED = re.compile(
    r"(?:it|they|there|this|these|that|those|what)\b|.*\b(?:and|or|of|in|at|for|with|who|that)\b", re.IGNORECASE
)
"""A subject that names nothing by itself, or of whose words it is not plain which is meant."""
_NONE_OF_THEM = re.compile(r"\bnone\b(?! of\b)", re.IGNORECASE)
"""None of what was named before: "the report of 2026 set none" says nothing alone."""
_PLURAL = re.compile(r"(?:[a-z]*[^su]s|pupils|children|people|parents|staff|families)$", re.IGNORECASE)
FEWEST_WORDS = 3
MOST_IN_SUBJECT = FEWEST_WORDS + 2


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement: its text as it can stand alone, and where its own words stand in the sentence."""

    text: str
    span: Span


def clauses(sentence: str) -> tuple[Clause, ...]:
    """Return the statements of a sentence, two or one; one where it cannot plainly be split."""
    whole = (Clause(sentence, Span(0, len(sentence))),)
    joins = [match for match in _JOIN.finditer(sentence) if not _is_inside(sentence, match.start())]
    if len(joins) != 1:
        return whole
    join = joins[0]
    first, second = sentence[: join.start()].strip(), sentence[join.end() :].strip()
    if min(len(first.split()), len(second.split())) < FEWEST_WORDS or not _FIRST_VERB.search(f" {first}"):
        return whole
    if _NONE_OF_THEM.search(second):
        return whole
    if join["shared"] is not None:
        subject = first[: _first_verb(first)].strip()
        if not subject or len(subject.split()) > MOST_IN_SUBJECT:
            return whole
        second = f"{subject} {second}"
    elif _PRONOUN.match(second):
        resolved = _with_antecedent(first, second, join.group())
        if resolved is None:
            return whole
        second = resolved
    return (
        Clause(f"{first.rstrip('.')}.", Span(0, join.start())),
        Clause(second[0].upper() + second[1:], Span(join.end(), len(sentence))),
    )


def _with_antecedent(first: str, second: str, join: str) -> str | None:
    """Return a second half with the first one's subject for its "they" or "it"; None where that may not be meant.

    An "it" that stands for nothing needs no subject.
    """
    pronoun = _SUBJECT_PRONOUN.match(second)
    subject = first[: _first_verb(first)].strip()
    if pronoun is None or re.search(r"\b(?:while|whereas|although)\b", join, re.IGNORECASE):
        return None
    if not subject or len(subject.split()) > MOST_IN_SUBJECT or _NOT_NAMED.match(subject):
        return None
    if _IMPERSONAL.match(second):
        return second
    if _OBJECT.match(first, _first_verb(first)):
        return None
    several = _PLURAL.search(subject) is not None
    return f"{subject} {second[pronoun.end() :]}" if several is (pronoun["one"].lower() == "they") else None


def _first_verb(text: str) -> int:
    match = _AUXILIARY.search(text) or _FIRST_VERB.search(text)
    return match.start() if match else 0


def _is_inside(text: str, place: int) -> bool:
    """Say whether a place lies inside brackets or quotation marks."""
    before = text[:place]
    if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
        return True
    if before.count("“") > before.count("”") or before.count('"') % 2 == 1:
        return True
    return any(span.start <= place < span.end for span in quoted(text))


def rest_of(sentence: str, true: Sequence[Clause]) -> str:
    """Return the words of a sentence outside the clauses that are borne out."""
    left = [clause for clause in clauses(sentence) if clause not in true]
    return " ".join(clause.span.of(sentence).strip(" ,.;") for clause in left)


__all__ = ["Clause", "clauses", "rest_of"]
