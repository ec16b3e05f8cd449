"""Who says so: speakers and sources of a statement, in claim and evidence.

"Staff say that their workload is fair" does not say that it is fair. Finds who is named as saying, judging or
believing something, and compares; whether the thing said is the same is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark, nearness
from assistant.checking.comparisons.facets import PEOPLE, marks_of
from assistant.checking.words.tokens import tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

SPEAKER, SAID_BY_NONE = "speaker", "not said by them"
_WHO = {
    "leaders": "leaders?|senior leaders|headteachers?|principals?|heads?|executive headteacher|chief executive|you",
    "staff": "staff|teachers?|teaching assistants|employees|colleagues|tutors",
    "pupils": "pupils?|children|students?|learners|young people|boys|girls",
    "parents": "parents?|carers|parents and carers|families|mothers|fathers",
    "governors": "governors?|governing (?:body|board)|trustees?|board|directors|local (?:governing )?board",
    "inspectors": "inspectors?|ofsted|inspection|the report|i|we found|her majesty[’']s inspector",
    "trust": "trust|central team|self-evaluations?|self-evaluation (?:form|document)|"
    "school[’']s own (?:records|view|evaluation)",
    "authority": "local authority|adviser|improvement partner|external reviewer|consultant",
}
_SAYS = (
    r"(?:say|says|said|told|tell|tells|report|reports|reported|believe|believes|believed|feel that|feels that|"
    r"felt that|"
    r"think|thinks|thought|claim|claims|claimed|state|states|stated|consider|considers|considered|judge|judges|judged|"
    r"conclude|concludes|concluded|found|find that|finds that|note|notes|noted|observe|observed|saw|describe|describes|"
    r"described|agree that|agrees that|agreed that|maintain|maintains|assert|asserts|acknowledge|acknowledges|"
    r"acknowledged|admit|admits|admitted|complain|complained|argue|argues|regard|see themselves|expect|hope|doubt|"
    r"record|records that)"
)
_PATTERNS = {
    who: re.compile(
        rf"\b(?P<who>{words})\b(?:[’']s?)?(?:\s(?!and\b|but\b)[\w’'-]+){{0,4}}?\s{_SAYS}\b|"
        rf"\b(?:according to|in the (?:view|opinion|words|judgement) of|"
        rf"(?:said|reported|described|noted) by)\s+"
        rf"(?:the |their |its |most |many |some |all |several )?(?P<who2>{words})\b|"
        rf"\bin (?:the )?(?P<who3>{words})[’']s? (?:own )?(?:view|opinion|judgement|words|eyes)\b",
        re.IGNORECASE,
    )
    for who, words in _WHO.items()
}


_INSPECTORS = re.compile(r"\b(?:inspectors?|ofsted)\b", re.IGNORECASE)
_VERB = re.compile(rf"\b{_SAYS}\b(?:\s(?:me|us|inspectors|the \w+))?(?:\sthat\b)?", re.IGNORECASE)
_STOP = re.compile(r"[.;:]|,\s(?:and|but|yet|though|although|which|while|whereas|as)\b")
REACH = 60
"""Characters between a speaker and the verb. Chosen."""
_BEGINS_SAYING = re.compile(
    r"\W*(?:(?:some|most|many|all|a few|few|several|nearly all|almost all|the majority of|a minority of)\s)?"
    r"(?P<who>\w+)\s(?:also\s)?(?:say|said|feel|felt|believe|believed|think|thought|report|reported|told|tell|complain)\b",
    re.IGNORECASE,
)
FEWEST_SAID = 2
VERY = 0.9
"""Share of what one speaker is said to say that another must be said to say, for the two to conflict."""
GIVEN = 0.75
"""Share of the claim's content words that must stand in what is said for the speaker to count as dropped."""


@lru_cache(maxsize=4096)
def speakers(text: str) -> tuple[ValueMark, ...]:
    """Return who is named as saying something, each with the words that name them."""
    found: list[ValueMark] = []
    for who, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            group = next(name for name in ("who", "who2", "who3") if match[name])
            found.append(ValueMark(who, Span(*match.span(group))))
    return tuple(sorted(found, key=lambda mark: mark.span))


def compare_speakers(claim: str, evidence: str) -> list[Comparison]:
    """Compare who says so in the claim with who does in the evidence.

    Another speaker conflicts; a claim that gives what somebody said without naming anybody has dropped the speaker.
    Inspectors are left out of that: a report's own sentences are the inspectors' whether they say so or not.
    """
    said, stated = speakers(claim), speakers(evidence)
    if not said:
        other = next((mark for mark in stated if mark.value != "inspectors" and _gives(claim, evidence, mark)), None)
        return [Comparison(SPEAKER, Relation.DROPPED, None, other.span)] if other else []
    return [_compared(mark, stated, claim, evidence) for mark in said]


def misattributed(lead: str, said: str, evidence: str) -> list[Comparison]:
    """Return where the evidence has somebody else say what a claim says that inspectors found.

    :param lead: the words by which the claim names inspectors, as it begins; others are no matter of this.
    """
    if not _INSPECTORS.search(lead):
        return []
    return [
        Comparison(
            SPEAKER, Relation.CONFLICTS, Span(0, len(lead)), _moved(one.evidence, span.start), 1.0
        )
        for span in sentence_spans(evidence)
        for one in compare_speakers(said, span.of(evidence))
        if one.relation is Relation.DROPPED and one.evidence
    ]  # fmt: skip


def other_speaker(claim: str, evidence: str) -> list[Comparison]:
    """Return where the evidence has somebody else say the very thing that a claim has somebody say.

    Of seven such claims in the parts "train" and "calibrate" of the entailment pairs five are labelled contradicted,
    two not stated and none supported.
    """
    ours = speakers(claim)
    wanted = _said_by(claim, ours[0]) if len(ours) == 1 else []
    if len(wanted) < FEWEST_SAID:
        return []
    theirs = [(span, mark) for span in sentence_spans(evidence) for mark in speakers(span.of(evidence))]
    if any(mark.value == ours[0].value for _, mark in theirs):
        return []
    return [
        Comparison(SPEAKER, Relation.CONFLICTS, ours[0].span, _moved(mark.span, span.start), 1.0)
        for span, mark in theirs
        if _share(wanted, _said_by(span.of(evidence), mark)) >= VERY
    ]


def _said_by(text: str, mark: ValueMark) -> list[str]:
    """Return the stems of the content words that a speaker is said to say."""
    verb = _VERB.search(text, mark.span.end)
    if verb is None or verb.start() - mark.span.end > REACH:
        return []
    stop = _STOP.search(text, verb.end())
    scope = Span(verb.end(), stop.start() if stop else len(text))
    return [token.stem for token in tokens(text) if token.content and token.span.overlaps(scope)]


def _share(wanted: Sequence[str], inside: Sequence[str]) -> float:
    return sum(word in inside for word in wanted) / len(wanted)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _gives(claim: str, evidence: str, mark: ValueMark) -> bool:
    """Say whether the claim's words stand in what a speaker of the evidence says, and none of them elsewhere alone."""
    inside = _said_by(evidence, mark)
    wanted = [token.stem for token in tokens(claim) if token.content]
    return bool(wanted) and _share(wanted, inside) >= GIVEN


def _compared(mark: ValueMark, stated: Sequence[ValueMark], claim: str, evidence: str) -> Comparison:
    if not stated:
        relation = Relation.AGREES if mark.value == "inspectors" else Relation.UNSTATED
        return Comparison(SPEAKER, relation, mark.span)
    near = max(stated, key=lambda other: (other.value == mark.value, nearness(claim, mark.span, evidence, other.span)))
    relation = Relation.AGREES if near.value == mark.value else Relation.CONFLICTS
    return Comparison(SPEAKER, relation, mark.span, near.span, nearness(claim, mark.span, evidence, near.span))


def said_by_none(claim: str, evidence: str) -> Comparison | None:
    """Return those who say something in a claim, where the evidence knows people and never these: often None."""
    says = _BEGINS_SAYING.match(claim)
    known = {mark.value for mark in marks_of(evidence, PEOPLE)}
    if says is None or not known:
        return None
    who = Span(*says.span("who"))
    named = [mark for mark in marks_of(claim, PEOPLE) if mark.span.overlaps(who)]
    if not named or named[0].value in known:
        return None
    return Comparison(SAID_BY_NONE, Relation.DROPPED, who, None)


__all__ = ["SAID_BY_NONE", "SPEAKER", "compare_speakers", "misattributed", "other_speaker", "said_by_none", "speakers"]
