"""How often, in other forms and another order: "uses force often" beside "force is used sparingly".

Word-for-word comparison needs the two words in one another's place; here the claim's other words must all stand in the
same short stretch of the sentence, which has one such word as the claim has one, beside the same word, and says nothing
else: "staff always record serious incidents" does not say how many there are. Decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.leads import without_school
from assistant.checking.words.tokens import content, negations, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans

FREQUENCY = "frequency"
_OFTEN = (
    r"often|frequent(?:ly)?|regular(?:ly)?|routine(?:ly)?|common(?:ly|place)?|widespread|usual(?:ly)?|habitual(?:ly)?|"
    r"constant(?:ly)?|freely|liberally|repeatedly|a lot|always"
)
_SELDOM = (
    r"seldom|rare(?:ly)?|sparing(?:ly)?|infrequent(?:ly)?|uncommon|hardly ever|scarcely ever|almost never|never|"
    r"very occasionally|only occasionally"
)
_HOW_OFTEN = re.compile(
    rf"(?<!\bless )(?<!\bless and less )\b(?:(?P<often>{_OFTEN})|(?P<seldom>{_SELDOM}))\b", re.IGNORECASE
)
_STRETCH = re.compile(r"[,;:–—(]|\s(?:and|but|or|while|when|because|so|than|with|if)\s", re.IGNORECASE)
_LIGHT = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|occurs?|happens?|takes? place|schools?|is|are|was|were|very|too|now|quite|most|more)\b",
    re.IGNORECASE,
)
_BEFORE_A_NOUN = re.compile(
    r"\b(?:common|regular|frequent|routine|widespread|usual|habitual|constant|rare|infrequent|uncommon)\s"
    r"(?!(?:in|at|on|among|amongst|for|to|across|within|here|there|now|and|or|but|when|where|while|during|of|throughout|"
    r"with|since|as|because|this|these|by|after|before|today|again)\b)\w",
    re.IGNORECASE,
)
"""Such a word that says what kind of thing it is, and not how often it is: "common routines"."""
_WHO = content("staff adult leader teacher")
"""Who does it, which one of the two may leave out: "force is used sparingly by staff"."""
_DENIED = re.compile(r"never|hardly ever|scarcely ever|almost never", re.IGNORECASE)
FEWEST_WORDS = 2


def other_frequency(claim: str, evidence: str) -> list[Comparison]:
    """Return a claim's word for how often, and the contrary one that the evidence has of the same; often nothing."""
    found = list(_HOW_OFTEN.finditer(claim))
    if len(found) != 1 or _denials(claim) or _BEFORE_A_NOUN.search(claim):
        return []
    said = found[0]
    rest = _beside(claim, said)
    if len(rest) < FEWEST_WORDS:
        return []
    for at in _stretches(evidence):
        text = at.of(evidence)
        stated = list(_HOW_OFTEN.finditer(text))
        if len(stated) != 1 or _denials(text) or _BEFORE_A_NOUN.search(text):
            continue
        theirs = stated[0]
        more = _beside(text, theirs) - rest
        if not rest <= content(text) or len(more) > 1 or not more <= _WHO:
            continue
        if not _neighbours(claim, said) & _neighbours(text, theirs):
            continue
        if (said["often"] is None) is not (theirs["often"] is None):
            place = Span(at.start + theirs.start(), at.start + theirs.end())
            return [Comparison(FREQUENCY, Relation.CONFLICTS, Span(*said.span()), place, 1.0)]
    return []


def _beside(text: str, said: re.Match[str]) -> frozenset[str]:
    """Return the stems of the words beside the one for how often that say more than that it is so."""
    return content(_LIGHT.sub(" ", without_school(f"{text[: said.start()]} {text[said.end() :]}")))


def _neighbours(text: str, said: re.Match[str]) -> frozenset[str]:
    """Return the stems of the nearest content words on either side of the one for how often."""
    before, behind = text[: said.start()], text[said.end() :]
    sides = (tokens(_LIGHT.sub(" ", before))[::-1], tokens(_LIGHT.sub(" ", behind)))
    nearest = (next((token.stem for token in side if token.content), None) for side in sides)
    return frozenset(one for one in nearest if one)


def _denials(text: str) -> int:
    """Return how many negations a text has that are no part of a word for how often."""
    return len(negations(_DENIED.sub(" ", text)))


def _stretches(evidence: str) -> Iterator[Span]:
    """Yield the stretches of each sentence between commas and words that join."""
    for span in sentence_spans(evidence) or [Span(0, len(evidence))]:
        start = span.start
        for match in _STRETCH.finditer(evidence, span.start, span.end):
            yield Span(start, match.start())
            start = match.end()
        yield Span(start, span.end)


__all__ = ["other_frequency"]
