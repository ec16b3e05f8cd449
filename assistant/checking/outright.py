"""What a sentence says outright: a claim that is the sentence itself, or what is left of it when a clause is taken out.

Such a claim needs no model: in the parts "train" and "calibrate" of the entailment pairs all 34 so found are labelled
supported. Nothing may be taken out that limits, denies, attributes or plans what is left: "Leaders should ensure that
all pupils study music" does not say that all pupils study music.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from assistant.checking.comparisons.comparison import ValueMark
from assistant.checking.comparisons.facets import PEOPLE, facets, marks, marks_of
from assistant.checking.comparisons.predicates import said_of_another
from assistant.checking.comparisons.speakers import speakers
from assistant.checking.comparisons.stance import compare_stance
from assistant.checking.words.keys import Key, keys
from assistant.checking.words.leads import without_lead, without_school
from assistant.checking.words.numerals import NumberKind, numbers
from assistant.checking.words.tokens import negations
from ingest.documents import Span
from ingest.sentences import sentence_spans

_TURNING = re.compile(
    r"\b(?:except|unless|but|only|if|when|whenever|where|wherever|although|though|until|without|not|never|no|none|"
    r"apart|other than|whether|should|must|need(?:s|ed)? to|ought|will|would|(?-i:may)|might|could|plan(?:s|ned)?|"
    r"intend(?:s|ed)?|"
    r"aim(?:s|ed)?|hope(?:s|d)?|due to|yet|ensure|ensures|hazy|supposed|expected|"
    r"before|prior to|earlier|in the past|"
    r"however|rather than|instead|less|fewer|least|little|hardly|scarcely|former(?:ly)?|previous(?:ly)?|used to|"
    r"said|say|says|told|tell|feel|feels|felt|believe|believes|believed|think|thinks|according|claims?|reports?|reported|"
    r"confident|convinced|hopeful|can|"
    r"judged|judges|found|concluded|reckoned|considered|rated|own|half|third|quarter|begun|begins?|began|beginning to|"
    r"start(?:s|ed|ing)? to|tr(?:y|ies|ied|ying) to|attempt(?:s|ed)?|"
    r"too|longer|increasingly|becoming|risk|wrongly|in place of|absence of)\b|"
    r"[;:|]",
    re.IGNORECASE,
)
"""What must not stand among the words taken out."""
_NEXT = re.compile(
    r"\b(?:nearly|almost|virtually|about|around|approximately|roughly|over|under|above|below|more|most|than|at least|"
    r"at most|up to|as much as|as many as|very|not)\s*$",
    re.IGNORECASE,
)
"""What must not stand last among them: it measures the word behind, which is kept."""
_NEW_CLAUSE = re.compile(r"[,;]\s+and\s+(?!(?:only|not|never|if|when|unless|except|so)\b)")
"""Where something else begins to be said, of which nothing that stands before depends."""
_QUANTITIES = frozenset("all most many some few none usually sometimes rarely never".split())
MOST_CUTS = 3
"""Stretches that may be taken out of the middle of a sentence. Chosen."""
FEWEST_WORDS = 2
MOST_NAMED = 3
"""Words, by which a sentence begins, that "they" at the beginning of the next may stand for. Chosen."""
_PLACE = r"(?:across|throughout|within|in|at|during|over|on)\s[\w’' -]+"
_PLACE_FIRST = re.compile(rf"^(?P<place>{_PLACE}),\s", re.IGNORECASE)
_PLACE_LAST = re.compile(rf"\s(?P<place>{_PLACE}?)\W*$", re.IGNORECASE)
_PRONOUNS = frozenset({"they", "he", "she", "it"})
_SCOPES = frozenset({"subject", "phase", "achievers", "sex", "interval"})
"""What limits a statement to some: "In music, pupils do well" does not say that they do well."""
_GROUPS = re.compile(
    r"\b(?:SEND|special educational needs|disadvantaged|pupil premium|looked after|boarders)\b", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\b(?:by|with|without|through|from|than|to|for|in|at|on|about|into|of|over|under|against|towards?|upon)"
    r"(?:\s(?:the|an?|their|its|this|these|his|her))?\s*$",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"\s*(?:by|with|without|through|from|to|for|in|at|on|about|into|of|over|under|around|across)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"^\s*(?:by|with|without|through|from|to|for|in|at|on|about|into|of|over|under|around|across)\b.*\s(?:and|or)\s"
    r"[\w’'-]+(?:\s\w+ly)?\s*$",
    re.IGNORECASE,
)
"""A place, and then another word that the next place belongs to: "in lessons and play", before "in the playground"."""
_LISTED_BEFORE = re.compile(
    r"(?:,|\b(?:and|or|including|as|example|instance|both|through))\s*(?:\w+ly\s)?$", re.IGNORECASE
)
"""What stands between two prepositions of a list."""
_AMOUNT = re.compile(
    r"\b(?:range|variety|number|lot|set|series|selection|array|choice|plenty|wealth|host|kind|type|sort)s?\s+of\s*$",
    re.IGNORECASE,
)
"""What only tells how much there is of what follows."""
_WHICH = re.compile(r"^\s*(?:who|whose|that|which|with|without)\b", re.IGNORECASE)
_LISTED = re.compile(r"^\W*(?:such as|including|for example|for instance|particularly|especially)\b", re.IGNORECASE)
"""Examples limit nothing, whatever they name."""


def is_said_outright(claim: str, evidence: str) -> bool:
    """Say whether a sentence of the evidence says the claim in the same words, with what is beside them taken out."""
    return said_by(claim, evidence) is not None


@lru_cache(maxsize=8192)
def said_by(claim: str, evidence: str) -> Span | None:
    """Return the sentence of the evidence that says the claim outright; None where none does."""
    plain = without_lead(claim)
    ways = [[key.value for key in keys(text)] for text in dict.fromkeys((plain, without_school(plain)))]
    spans = sentence_spans(evidence)
    for place, span in enumerate(spans):
        before = spans[place - 1].of(evidence) if place else ""
        text = span.of(evidence)
        if (
            (any(_says(words, text, before) for words in ways) or _with_a_place_moved(plain, text))
            and not compare_stance(claim, text)
            and (_is_whole(ways, text) or said_of_another(plain, text) is None)
        ):
            return span
    return None


def _with_a_place_moved(claim: str, sentence: str) -> bool:
    """Say whether a claim is the whole sentence but for where it names a place or time: "in lessons" first or last.

    Not where several people are named: it may belong to either.
    """
    whole = [key.value for key in keys(sentence)]
    people = marks_of(claim, PEOPLE)
    for match in (_PLACE_FIRST.search(claim), _PLACE_LAST.search(claim)):
        if match is None or len(people) > 1:
            continue
        rest = [key.value for key in keys(f"{claim[: match.start('place')]} {claim[match.end('place') :]}")]
        place = [key.value for key in keys(match["place"])]
        if len(rest) >= FEWEST_WORDS and any(rest[:at] + place + rest[at:] == whole for at in range(len(rest) + 1)):
            return True
    return False


def _is_whole(ways: Sequence[Sequence[str]], sentence: str) -> bool:
    """Say whether a claim is the sentence itself, with nothing taken out."""
    return [key.value for key in keys(sentence)] in ways


def _says(words: Sequence[str], sentence: str, before: str) -> bool:
    if len(words) < FEWEST_WORDS:
        return False
    return _left_of(words, sentence) or any(_left_of(meant, sentence) for meant in _meant(words, sentence, before))


def _meant(words: Sequence[str], sentence: str, before: str) -> Iterator[list[str]]:
    """Yield a claim's words with a sentence's first pronoun in place of those by which the one before begins."""
    found, earlier = keys(sentence)[:1], [key.value for key in keys(before)]
    if found and found[0].span.of(sentence).lower() in _PRONOUNS:
        for many in range(1, MOST_NAMED + 1):
            if list(words[:many]) == earlier[:many]:
                yield [found[0].value, *words[many:]]


def _left_of(words: Sequence[str], sentence: str) -> bool:
    """Say whether the sentence's words, with some taken out that turn nothing round, are the claim's."""
    places = keys(sentence)
    starts = [place for place, key in enumerate(places) if key.value == words[0]]
    return any(_from(words, places, start, sentence) for start in starts)


def _from(words: Sequence[str], places: Sequence[Key], start: int, sentence: str) -> bool:
    kept, place = [start], start
    for word in words[1:]:
        following = [n for n in range(place + 1, len(places)) if places[n].value == word]
        if not following:
            return False
        place = following[0]
        kept.append(place)
    gaps = [(before, after) for before, after in zip(kept, kept[1:], strict=False) if after > before + 1]
    if len(gaps) > MOST_CUTS:
        return False
    taken = [Span(places[before].span.end, places[after].span.start) for before, after in gaps]
    if any(
        _other_doer(sentence, stretch) or _governs(sentence, stretch) or _limits(sentence, stretch) for stretch in taken
    ):
        return False
    behind = _NEW_CLAUSE.search(sentence, places[place].span.end)
    taken += [
        Span(0, places[start].span.start),
        Span(places[place].span.end, behind.start() if behind else len(sentence)),
    ]
    return not any(_turns(sentence, stretch) for stretch in taken)


def _other_doer(sentence: str, taken: Span) -> bool:
    """Say whether what stands between two words kept names people who may be the ones that do the rest."""
    text = taken.of(sentence)
    return bool(marks_of(text, PEOPLE)) and not text.lstrip().startswith(",")


def _governs(sentence: str, taken: Span) -> bool:
    """Say whether what is taken out ends in a preposition, whose object would become that of the words before it.

    "Governors receive feedback on effective training" does not say that governors receive effective training. Of two
    places in a list either may be left out: "in lessons and in corridors", but not "in lessons and talk in corridors".
    """
    text = taken.of(sentence)
    if _ANOTHER.match(text) and _BEGINS.match(sentence, taken.end):
        return True
    found = _PREPOSITION.search(text)
    if found is None or _AMOUNT.search(text):
        return False
    return not (_PREPOSITION.search(sentence, 0, taken.start) and _LISTED_BEFORE.search(text, 0, found.start()))


def _limits(sentence: str, taken: Span) -> bool:
    """Say whether what is taken out tells which people are meant: "staff who are new lack training"."""
    if not _WHICH.match(taken.of(sentence)):
        return False
    before = (mark.span.end for mark in marks_of(sentence, PEOPLE) if mark.span.end <= taken.start)
    return any(not sentence[end : taken.start].strip() for end in before)


def _turns(sentence: str, taken: Span) -> bool:
    """Say whether a stretch holds something that changes what the rest says."""
    text = taken.of(sentence)
    if _TURNING.search(text) or (_NEXT.search(text) and taken.end < len(sentence)) or negations(text) or speakers(text):
        return True
    found = marks(text)
    if any(mark.value in _QUANTITIES for listed in found.values() for mark in listed):
        return True
    return not _LISTED.search(text) and _narrows(text, found)


def _narrows(text: str, found: Mapping[int, Sequence[ValueMark]]) -> bool:
    """Say whether words limit a statement to some subject, age or group."""
    named = any(facets()[place].name in _SCOPES for place in found)
    return (
        named or bool(_GROUPS.search(text)) or any(n.kind in (NumberKind.STAGE, NumberKind.AGE) for n in numbers(text))
    )


__all__ = ["is_said_outright", "said_by"]
