"""What a sentence says otherwise than a claim in its words: turned round, of others, on a condition, with no cause.

"Boys do better than girls" beside "girls do better than boys" has every word and says the opposite; "a high level of
support for those who attend" does not say that attendance is high. A model that reads takes such pairs for alike. Finds
the words by which they differ; that such a sentence bears nothing out is decided by the checker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.comparisons.comparison import Comparison, Relation, ValueMark, moved
from assistant.checking.comparisons.exceptions import EXCEPTED, left_out
from assistant.checking.comparisons.facets import PEOPLE, marks_of
from assistant.checking.comparisons.formerly import FORMERLY, formerly
from assistant.checking.comparisons.own_clause import OTHER_TIME, other_time
from assistant.checking.comparisons.predicates import said_of_another
from assistant.checking.comparisons.ranked import RANKED, ranked_otherwise, ranks_by_opposites
from assistant.checking.comparisons.shares import CONVERSE, of_others
from assistant.checking.comparisons.speakers import SAID_BY_NONE, said_by_none
from assistant.checking.words.tokens import content
from ingest.documents import Span

REVERSED, CONDITIONAL, OF_ANOTHER = "the other way round", "on a condition", "said of another"
CAUSE = "cause not stated"
TURNED = frozenset(
    {REVERSED, EXCEPTED, CONDITIONAL, OF_ANOTHER, CAUSE, FORMERLY, RANKED, CONVERSE, SAID_BY_NONE, OTHER_TIME}
)
_ORDER = re.compile(
    r"\b(?:than|(?:has |have |had )?led to|leads? to|(?:has |have |had )?resulted in|results? in|caused?|causes)\b",
    re.IGNORECASE,
)
_HELPED = re.compile(
    r"\b(?P<how>(?:well |ably |closely )?(?:supported|helped|led|guided|advised|backed|challenged|trained))\sby\s"
    r"(?:the\s|its\s|their\s|other\s)?(?P<who>[\w’'-]+)",
    re.IGNORECASE,
)
_FEW_BEFORE = re.compile(r"(?:[\w’'-]+\s){1,5}$")
_FEW_AFTER = re.compile(r"(?:\s[\w’'-]+){1,5}")
_TIMES = re.compile(r"\b(?:(?P<before>before|prior to|ahead of)|after|once|following|as soon as)\b", re.IGNORECASE)
_CAUSED = re.compile(
    r"\b(?:because|due to|as a (?:direct )?(?:result|consequence)|thanks to|owing to|led to|leads to|resulted in|"
    r"results in|caused?(?: by)?|causes)\b",
    re.IGNORECASE,
)
_CAUSAL = re.compile(
    rf"{_CAUSED.pattern}|\b(?:so|since|as|by|through|from|therefore|consequently|hence|thus|means?|meant|meaning|makes?|made|"
    r"making|helps?|helped|helping|enabl\w+|allow\w*|support\w*|contribut\w+|result\w*|impact\w*|effects?|lead\w*|after|"
    r"following|reasons?|caus\w+|hamper\w*|hinder\w*|prevent\w*|limit\w*|affect\w*|why|which|with|for|ensur\w+|benefit\w*|"
    r"this|owe\w*|blame\w*|attribut\w+|put down)\b",
    re.IGNORECASE,
)
"""What may say, however loosely, that one thing comes of another."""
_CLAUSE = re.compile(r"[.;:]|,\s(?:and|but|although|though|while|whereas|which|who|so)\b")
_END = re.compile(r"[,.;:]")
_TO = re.compile(r"\bto\s(?:the\s|all\s|its\s|their\s)?(?:[\w’'-]+(?:,|\sand)\s){0,3}$", re.IGNORECASE)
MANY = 2
_CONDITION = re.compile(r"^\W*(?:if|unless|where)\b[^,]*,", re.IGNORECASE)
_WHEN = re.compile(
    r"(?<![,;:—–(])(?<!\beven)\s(?P<word>(?:only )?(?:when(?:ever)?|where(?:ver)?|if)|unless|provided that|as long as|"
    r"so long as|only (?:after|once|in|for|with))\s",
    re.IGNORECASE,
)
_NO_CONDITION = re.compile(
    r"\b(?:know|knows|decid\w*|tells?|told|sure|unsure|sees?|understand\w*|identif\w+|shows?|check\w*|agree\w*|record\w*|"
    r"asks?|asked|unclear|clear|consider\w*|how|what|who|and|or|of|about|on|to|is|are|environment|place|schools?|"
    r"so that|since|settings?|culture|clubs?|areas?|lessons?|classrooms?|sessions?|points?|times?|days?|years?)\W*$",
    re.IGNORECASE,
)
"""What may stand before "when", "where" or "if" that begins no condition: a question, or more on a place or a time."""
_OCCASION = re.compile(
    r"\b(?:needed|needs?|necessary|required?|requires|appropriate|possible|arises?|occurs?|happens?)\b", re.IGNORECASE
)
"""What only says that there is an occasion: "staff act quickly when concerns arise" says that they act quickly."""
_PAST = re.compile(r"\b(?:was|were|had|did|came|visited|moved|arrived|joined|began|left)\b", re.IGNORECASE)
_LIMITED = re.compile(
    r"\b(?:when\w*|where\w*|if|unless|once|until|provided|as long as|while|during|only|after|before|with|without|"
    r"sometimes|can|may|some|in certain)\b",
    re.IGNORECASE,
)
"""What limits a claim itself."""
_ALWAYS = re.compile(
    r"\b(?:always|never|every|everywhere|at all times|all the time|whatever|regardless|invariably|without exception|"
    r"constantly|any)\b",
    re.IGNORECASE,
)
WHOLE = 0.8
"""The same for a condition behind it: what is repeated only in part may be something else. Chosen."""
FEWEST_KEPT = 0.6
"""Share of a claim's content words that a sentence must have behind a condition for it to be the claim's. Chosen."""


def compare_turned(claim: str, evidence: str, sentence: Span) -> list[Comparison]:
    """Return how a sentence turns what the claim repeats; spans of evidence are places in the whole evidence."""
    text = sentence.of(evidence)
    rules = (_reversed, _sooner, _given_back, _helped, _conditional)
    kinds = (rule(claim, text) for rule in rules)
    near = (
        *(Comparison(one[0], Relation.DROPPED, None, one[1]) for one in kinds if one),
        *(rule(claim, text) for rule in (left_out, formerly, ranked_otherwise, of_others, other_time)),
    )
    found = [moved(one, sentence.start) for one in near if one]
    cause = _CAUSED.search(claim)
    if cause and not _CAUSAL.search(evidence):
        found.append(Comparison(CAUSE, Relation.DROPPED, Span(*cause.span())))
    nobody = said_by_none(claim, evidence)
    if nobody:
        found.append(nobody)
    other = said_of_another(claim, evidence)
    return [*found, *([Comparison(OF_ANOTHER, Relation.DROPPED, None, other)] if other else [])]


def _reversed(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return the word that orders two sides, where the claim has them the other way round."""
    for ours in _ORDER.finditer(claim):
        for theirs in _ORDER.finditer(sentence):
            if _sort(ours.group()) != _sort(theirs.group()) or ranks_by_opposites(claim, sentence):
                continue
            (left, right), (before, after) = _sides(claim, ours), _sides(sentence, theirs)
            if (left - right) & (after - before) and (right - left) & (before - after):
                return REVERSED, _with_sides(sentence, theirs)
    return None


def _with_sides(sentence: str, order: re.Match[str]) -> Span:
    """Return a word that orders two sides with a few words of each, which say what is ordered."""
    before, after = _FEW_BEFORE.search(sentence, 0, order.start()), _FEW_AFTER.match(sentence, order.end())
    return Span(before.start() if before else order.start(), after.end() if after else order.end())


def _sooner(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return the word that says when, where the claim has "before" and the sentence "once" or "after" of one event."""
    for ours in _TIMES.finditer(claim):
        for theirs in _TIMES.finditer(sentence):
            said, stated = (content(text, _clause_from(text, at)) for text, at in ((claim, ours), (sentence, theirs)))
            event = said and stated and len(said & stated) * 2 >= max(len(said), len(stated))
            if event and (ours["before"] is None) is not (theirs["before"] is None):
                return REVERSED, Span(*theirs.span())
    return None


def _clause_from(text: str, match: re.Match[str]) -> Span:
    end = _END.search(text, match.end())
    return Span(match.end(), end.start() if end else len(text))


def _given_back(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return to whom something is given, where the claim has those people give it to others.

    "Leaders provide reports to governors" does not say that governors provide reports to leaders.
    """
    gives, getting = _people(claim), {mark.value: mark for mark in _people(sentence) if _gets(sentence, mark)}
    if len(gives) < MANY or not getting or not any(_gets(claim, mark) for mark in gives[1:]):
        return None
    giver = gives[0].value
    elsewhere = {mark.value for mark in _people(sentence) if not _gets(sentence, mark)}
    others = {mark.value for mark in gives[1:] if _gets(claim, mark)}
    if _gets(claim, gives[0]) or giver in elsewhere or giver not in getting or others & set(getting):
        return None
    return REVERSED, getting[giver].span


def _helped(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return who a sentence says does it with whose help, where the claim has the two the other way round."""
    ours, theirs = _HELPED.search(claim), _HELPED.search(sentence)
    if not ours or not theirs or ours["how"].lower() != theirs["how"].lower():
        return None
    mine, yours = content(ours["who"]), content(theirs["who"])
    turned = mine & content(sentence.replace(theirs.group(), " ")) and yours & content(claim.replace(ours.group(), " "))
    return (REVERSED, Span(*theirs.span())) if turned and not mine & yours else None


def _people(text: str) -> Sequence[ValueMark]:
    return marks_of(text, PEOPLE)


def _gets(text: str, mark: ValueMark) -> bool:
    """Say whether people stand behind "to", be it after others: "to governors and trustees"."""
    return _TO.search(text, 0, mark.span.start) is not None


def _sort(word: str) -> str:
    return "than" if word.lower() == "than" else "cause"


def _sides(text: str, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    stops = [stop.end() for stop in _CLAUSE.finditer(text, 0, match.start())]
    end = _CLAUSE.search(text, match.end())
    before = Span(stops[-1] if stops else 0, match.start())
    return content(text, before), content(text, Span(match.end(), end.start() if end else len(text)))


def _conditional(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return the condition of the sentence, before or behind what the claim repeats, where the claim has none."""
    return _before(claim, sentence) or _behind(claim, sentence)


def _before(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return the condition with which the sentence begins, where the claim repeats the rest without it."""
    match = _CONDITION.search(sentence)
    if match is None or re.search(r"\b(?:if|unless|where|when|for)\b", claim, re.IGNORECASE):
        return None
    said, condition = content(claim), content(sentence, Span(*match.span()))
    rest = content(sentence, Span(match.end(), len(sentence)))
    if not said or len((condition - rest) & said) * 2 > len(condition) or len(said & rest) / len(said) < FEWEST_KEPT:
        return None
    return CONDITIONAL, Span(match.start(), match.end() - 1)


def _behind(claim: str, sentence: str) -> tuple[str, Span] | None:
    """Return the condition that follows what the claim repeats whole, or says to be so always.

    "Pupils concentrate when the work is hard" does not say that pupils concentrate. A clause behind a comma tells more
    and limits nothing; one in the past tells of an event ("when inspectors visited").
    """
    said = content(claim)
    if not said or _LIMITED.search(claim):
        return None
    least = FEWEST_KEPT if _ALWAYS.search(claim) and not _ALWAYS.search(sentence) else WHOLE
    for match in _WHEN.finditer(sentence):
        stop = _END.search(sentence, match.end())
        condition = Span(match.start("word"), stop.start() if stop else len(sentence))
        starts = [start.end() for start in _CLAUSE.finditer(sentence, 0, match.start())]
        main = Span(starts[-1] if starts else 0, match.start())
        if _PAST.search(condition.of(sentence)) or _NO_CONDITION.search(main.of(sentence)):
            continue
        if least == WHOLE and _OCCASION.search(condition.of(sentence)):
            continue
        about, repeated = content(sentence, condition), content(sentence, main) & said
        if about and not about <= said and len(about & said) * 2 <= len(about) and len(repeated) / len(said) >= least:
            return CONDITIONAL, condition
    return None


__all__ = ["TURNED", "compare_turned"]
