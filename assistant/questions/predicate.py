"""What a question picks schools by, where a verb and its object say it: "which schools share staff?".

Reads words only. Whether a sentence says the same is told in `assistant.answering.lookups.picked`. Long descriptions,
lists and clauses are no predicate here: reports put them in other words, and they are left to retrieval.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.questions.aim import ANYBODY, Aim
from assistant.questions.narrow_words import PLACE
from assistant.questions.rewording import reword
from ingest.words import stem, stems

MOST_WORDS = 4
"""Most words that a sentence must say: a longer thing is a description, and is answered in other words. Chosen, not
measured."""
_SCHOOLS = r"(?:schools?|areas?|academ(?:y|ies)|primaries|secondaries)"
_OF = r"(?:of )?(?:(?:the|our|these|those) )?(?:other )?"
_PICKS = re.compile(
    rf"^\W*(?:and |so )?(?:(?:at|in) )?(?:which|what|how many) {_OF}(?:\w+ )?{_SCHOOLS}\b(?P<of_schools>.+)"
    rf"|^\W*(?:do|does|did|have|has|are|is|can) (?:any|all|most|many|some) {_OF}(?:\w+ )?{_SCHOOLS}\b(?P<of_any>.+)"
    rf"|^\W*(?:do|did|have|can) (?:the |our |these |those )?{_SCHOOLS}\b(?P<of_all>.+)"
    r"|^\W*where (?:do|does|did|are|is|have|has|can) (?P<where>.+)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"[;:,–—()]|\s-\s|\b(?:how|whether|what|why|when|who|whom|whose|which|that|if|where|and|or|but|nor|than|not|no|never"
    r"|without|should|must|ought|needs?|since|until|most|least|more|less|fewer|best|worst|last|first"
    r"|mentions?|mentioned|said|says?|inspected|judged|graded|rated|grades?)\b|\bthe \w+est\b",
    re.IGNORECASE,
)
"""More is asked than one thing done: a clause, a list, a need, a measure, a mention, what an inspection came to."""
_IS = re.compile(
    r"^\W*(?:is|are|was|were)\b|^\W*where (?:is|are)\b|.*?\b(?:schools?|areas?|academies) (?:is|are|was|were)\b", re.I
)
"""Asks how something is, unless a deed follows ("are led by …")."""
_EMPTY = (ANYBODY - {"work", "better", "main"}) | frozenset(
    """a an the this these those any some each every all both one own their its it they them themselves there here
    to of in on at by for from with within into about as up out over during through across between
    is are was were be been being am do does did done doing has have had having can could will would may might
    ever good already also just still even really actually please report reports inspector inspectors inspection
    inspections trust group library school""".split()
)
_LIGHT = frozenset(
    """keep keeps kept hold holds held own owns use uses used using run runs running offer offers offered offering
    employ employs employed
    provide provides provided give gives given get gets take takes taken make makes made put puts set sets see sees
    go goes got find finds organise organises host hosts enjoy enjoys""".split()
)
"""Verbs that say little beside their object."""
_OF_KINDS = {
    "staff": (
        "teacher worker psychologist therapist counsellor director specialist mentor adviser officer practitioner tutor"
        " technician headteacher senco nurse colleague employee assistant"
    ),
    "parents": "parent carer family mother father",
    "families": "parent carer family",
}
"""Words that say a wider one: whoever shares a psychologist shares staff."""
_FORMS = {
    form: verb
    for verb, forms in (
        each.split(":")
        for each in """bring:brought build:built buy:bought choose:chose,chosen draw:drew,drawn feed:fed find:found
        grow:grew,grown hold:held keep:kept lead:led lend:lent lose:lost meet:met pay:paid ride:rode,ridden sell:sold
        send:sent sing:sang,sung speak:spoke,spoken spend:spent swim:swam,swum take:took,taken teach:taught
        wear:wore,worn win:won write:wrote,written""".split()
    )
    for form in forms.split(",")
}
"""Forms that do not share their verb's stem."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """A word that a sentence must say, and the runs of stems that say it."""

    form: str
    runs: tuple[tuple[str, ...], ...]
    verb: bool = False
    """Whether it is what is done: "a fair share" does not say it."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """What is asked of each school."""

    text: str
    """As it is asked."""
    words: tuple[Said, ...]

    @property
    def looked_up(self) -> str:
        """The words to look up, with those of their kind."""
        return " ".join(dict.fromkeys(" ".join(run) for word in self.words for run in word.runs))


def predicate_of(core: str, aim: Aim) -> Predicate | None:
    """Return what a question picks schools by; None where it asks for more, or for subject and direction alone.

    `core` is the question in the words of reports.
    """
    match = _PICKS.match(core)
    if match is None or aim.one_way:
        return None
    text = PLACE.sub("", match[match.lastgroup or ""].strip(" ?.!"))
    if _MORE.search(text) or (_IS.match(core) and not _acted_on(text)):
        return None
    words = _words(text, leads=match.lastgroup != "where")
    if not 0 < len(words) <= MOST_WORDS or (aim.plain and len(words) == 1):
        return None
    return Predicate(text, tuple(words))


def _acted_on(text: str) -> bool:
    """Say whether a text has a participle: "are led by", "are federated"."""
    words = (match.group().lower() for match in _WORD.finditer(text))
    return any(word.endswith(("ed", "ing")) or word in _FORMS for word in words)


def _words(text: str, leads: bool) -> list[Said]:
    """Return the words that must be said. The first is what is done, where it `leads` or only "pupils" stand before."""
    tokens = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
    kept: list[Said] = []
    for place, token in enumerate(tokens):
        plain = re.sub(r"'s?$", "", token)
        before = tokens[place - 1] if place else ""
        acts = not kept and (place == 0 if leads else before in ANYBODY)
        if plain in _EMPTY or (acts and plain in _LIGHT and place < len(tokens) - 1):
            continue
        kept.append(Said(plain, _runs(plain), verb=acts))
    return kept


def _runs(word: str) -> tuple[tuple[str, ...], ...]:
    verb = _FORMS.get(word) or next((verb for verb in _FORMS.values() if stem(verb) == stem(word)), None)
    forms = [verb, *(form for form, of in _FORMS.items() if of == verb)] if verb else []
    others = tuple((stem(each),) for each in (*_OF_KINDS.get(word, "").split(), *forms))
    return tuple(run for run in dict.fromkeys((tuple(stems(word)), tuple(stems(reword(word))), *others)) if run)


__all__ = ["Predicate", "Said", "predicate_of"]
