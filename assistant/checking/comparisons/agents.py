"""By whom something is done: "clinics are run by social workers" beside "clinics are run by school nurses".

Compares what follows "by" where claim and sentence say the same of the same thing. Speaks only where neither agent may
stand for the other: leaders, staff and the school are everybody.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.keys import keys, shared
from assistant.checking.words.leads import without_school
from assistant.checking.words.tokens import FUNCTION_WORDS, negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

AGENT = "done by another"
SAME = 0.85
"""Share of the claim's other content words that the sentence must have. Chosen."""
_BY = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s)?(?P<done>\w+(?:ed|en|un|ght|lt|pt|ld|wn|de|t))\sby\s"
    r"(?:the\s|a\s|an\s|its\s|their\s|this\s)?(?P<agent>[\w’'-]+(?:\s[\w’'-]+){0,3})",
    re.IGNORECASE,
)
_ANYBODY = frozenset(
    key.value
    for key in keys(
        "staff school leader leaders leadership adult adults people professionals practitioners team teams member "
        "members everyone others trust partnership"
    )
)


def other_agent(claim: str, evidence: str) -> list[Comparison]:
    """Return who does something by the claim and who by a sentence of the evidence; none where both may be meant."""
    said = _BY.search(claim)
    if said is None or len(_BY.findall(claim)) > 1:
        return []
    ours = _agent(said)
    rest = without_school(f"{claim[: ours.start]} {claim[ours.end :]}")
    for span in sentence_spans(evidence) or [Span(0, len(evidence))]:
        text = span.of(evidence)
        if len(negations(text)) != len(negations(claim)) or shared(rest, text) < SAME:
            continue
        stated = [match for match in _BY.finditer(text) if _same_verb(match, said)]
        if len(stated) == 1 and _differ(ours.of(claim), _agent(stated[0]).of(text)):
            theirs = _agent(stated[0])
            place = Span(theirs.start + span.start, theirs.end + span.start)
            return [Comparison(AGENT, Relation.CONFLICTS, ours, place, 1.0)]
    return []


def _agent(match: re.Match[str]) -> Span:
    """Return the words that name who does it, up to the first that begins something else."""
    words = re.finditer(r"[\w’'-]+", match["agent"])
    end = 0
    for word in words:
        if word.group().lower() in FUNCTION_WORDS:
            break
        end = word.end()
    start = match.start("agent")
    return Span(start, start + end)


def _same_verb(one: re.Match[str], other: re.Match[str]) -> bool:
    return tokens(one["done"])[0].stem == tokens(other["done"])[0].stem


def _differ(one: str, other: str) -> bool:
    ours, theirs = ([key.value for key in keys(text)] for text in (one, other))
    return bool(ours and theirs) and not set(ours) & set(theirs) and not {ours[-1], theirs[-1]} & _ANYBODY


__all__ = ["AGENT", "other_agent"]
