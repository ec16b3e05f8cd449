"""What kind of thing a question seeks (a count, a name, a time of day …), of what, and where a text states one.

Finer and stricter than `Wanted`, which ranking looks at: a number that is a year, or a name that the question itself
says, is nothing found. Reads words only; whether the thing is said *of* what is asked about is for `stated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ingest.number_words import MONTH, MONTHS, ONE_TO_NINETEEN, TWENTY_TO_NINETY
from ingest.words import stem, stems


class SoughtKind(StrEnum):
    """The kinds that a text can be seen to state."""

    SUM = "a sum of money"
    REASON = "a reason"
    CLOCK = "a time of day"
    SPAN = "a length of time"
    FREQUENCY = "how often"
    COUNT = "a number"
    DATE = "a date"
    PERSON = "a person's name"
    DOER = "who does something"
    NAME = "what something is called"
    PLACE = "a place"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is sought: its kind (None where the words do not say), what it is of, and what the question says itself."""

    kind: SoughtKind | None
    heads: tuple[str, ...] = ()
    """Up to two words that the thing belongs to: "how many *part-time places*", "who *teaches* …"."""
    office: str = ""
    """A pattern of the office whose holder is asked for by name ("who is the caretaker?"); empty for anything else."""
    said: frozenset[str] = frozenset()
    """The stems of the question: a name or number among them is no answer to it."""

    def named_in(self, text: str) -> bool:
        """Say whether a text names a person and the office, where only that answers; any text does where not."""
        return not self.office or bool(re.search(self.office, text, re.IGNORECASE) and _people(text, self.said))


Spans = list[tuple[int, int]]

_WHO = r"(?:^\W*|[,;](?: and)? )who"
_OFFICES = r"(?:head|chair|ceo|lead|leader|counsellors?|magistrate|governor|director|teacher)"
_OFFICE = (
    r"(?:head ?teacher|head|principal|chair|ceo|chief executive|send?co|co-?ordinator|lead(?:er)?|deputy|governor"
    r"|trustee|director|manager|inspector|adviser|advisor|psychologist|therapist|nurse|counsellor|officer|caretaker"
    r"|librarian|bursar|secretary|vicar|mayor|dsl)"
)
_BY_NAME = re.compile(
    r"\bwho(?:’s|'s| is| was) (?:now |currently )?(?:the|its|their|your|our) (?:[\w’-]+ ){0,3}?"
    rf"(?P<office>{_OFFICE})\b",
    re.IGNORECASE,
)
"""Asks who holds one office."""
_SAME_OFFICE = (
    (r"send?co|co-?ordinator", r"\bsend?co\b|co-?ordinator|\blead(?:er|s)?\b"),
    (r"head ?teacher|head|principal", r"\bhead(?: ?teacher)?\b|\bprincipal\b"),
    (r"ceo|chief executive", r"\bCEO\b|\bchief executive\b"),
    (r"lead(?:er)?|dsl", r"\blead(?:er|s|ing)?\b|\bled\b"),
    (r"chair", r"\bchair"),
)
"""What else a text may call an office."""
_CALLED = (
    r"(?:charity|charities|company|companies|firm|organisation|organisations|scheme|schemes|programme|programmes|"
    r"university|universities|college|colleges|authors?|novelists?|writers?|award|awards|prize|prizes|kitemark|museum|"
    r"centre|supplier|provider|band|street|town|village|school)"
)
_KINDS: tuple[tuple[SoughtKind, str], ...] = (
    (
        SoughtKind.SUM,
        r"\bhow much (?:\w+ ){0,4}(?:money|funding|cash)\b|\bhow much does\b"
        r"|\bhow much (?:did|do|is|was|are)\b.*\b(?:cost|earn|paid|pay|spend|spent|charge)\b"
        r"|\bwhat (?:did|does|do|is) .*\b(?:cost|earn|charge|salary|budget|price)\b",
    ),
    (SoughtKind.REASON, r"^\W*(?:and |but |so )?why\b|\breasons? (?:for|why)\b|\bwhat (?:was|is|were) the reasons?\b"),
    (SoughtKind.CLOCK, r"\b(?:what|which) time\b|\bhow (?:early|late)\b"),
    (SoughtKind.SPAN, r"\bhow (?:long|soon|quickly|fast)\b"),
    (SoughtKind.FREQUENCY, r"\bhow often\b"),
    (
        SoughtKind.COUNT,
        r"\bhow (?:many|large|big|old)\b|\bnumber of\b|\bwhat per ?cent|\b(?:percentage|proportion|share|rate|score)\b"
        r"|^\W*how much\b",
    ),
    (SoughtKind.DATE, r"^\W*(?:and |so )?when\b|\b(?:what|which) (?:year|date|month|day)\b|\bsince when\b"),
    (SoughtKind.PERSON, rf"{_WHO}(?:’s|'s| is| was| are| were)\b|\bnames? of the (?:\w+ ){{0,2}}{_OFFICES}\b"),
    (SoughtKind.DOER, rf"{_WHO}\b"),
    (
        SoughtKind.NAME,
        rf"^(?!\W*which (?:schools?|of (?:the|our))\b).*(?:\b(?:which|what) (?:\w+ ){{0,3}}?{_CALLED}\b"
        r"|\bnames? of\b|\bcalled\b|\bwhats? the name\b)",
    ),
    (SoughtKind.PLACE, r"^\W*where\b"),
)
_OF_WHAT = re.compile(
    r"\b(?:how many|how much|number of|percentage(?: of)?|proportion of|share of|which|what|names? of(?: the)?"
    r"|who (?:is|was|are)(?: the)?)\b(.*)",
    re.IGNORECASE,
)
_DOES = re.compile(r"\bwho(?:’s|'s)?\s+(.*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_ENDS_HEAD = frozenset(
    """does do did are is were was have has had can could at in of on for from to with per will would there that who
    which each during about between""".split()
)
_PASSED_OVER = frozenset("the a other different new".split())
HEADS = 2
"""Most words that a head has."""


def sought_in(question: str, core: str) -> Sought:
    """Return what a question seeks; the heads are words of `core`, the question as it is searched for."""
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, question, re.IGNORECASE)), None)
    said = frozenset(stems(f"{question} {core}"))
    held = _BY_NAME.search(question) if kind is SoughtKind.PERSON else None
    word = held["office"].lower() if held else ""
    office = next((said for asked, said in _SAME_OFFICE if re.fullmatch(asked, word)), re.escape(word))
    return Sought(kind, _heads(kind, core) if kind else (), office, said)


def _heads(kind: SoughtKind, core: str) -> tuple[str, ...]:
    match = (_DOES if kind is SoughtKind.DOER else _OF_WHAT).search(core)
    heads: list[str] = []
    for word in _WORD.finditer(match.group(1)) if match else ():
        lowered = word.group().lower().replace("’", "'")
        if lowered in _ENDS_HEAD and heads:
            break
        if lowered not in _ENDS_HEAD and lowered not in _PASSED_OVER:
            heads.append(lowered)
        if len(heads) == (1 if kind is SoughtKind.DOER else HEADS):
            break
    return tuple(heads)


def places_stated(sought: Sought, text: str) -> Spans:
    """Return where a text states something of the kind that is sought, other than what the question says itself."""
    return _STATES[sought.kind](text, sought.said) if sought.kind else []


_SMALL = rf"{ONE_TO_NINETEEN}|(?:{TWENTY_TO_NINETY})(?:-\w+)?|hundred"
_NUMBER = re.compile(
    rf"(?<![\w.])£?\d[\d,]*(?:\.\d+)?%?|\b(?:{_SMALL}|half|quarters?|thirds?|none|once|twice)\b", re.IGNORECASE
)
_NO_COUNT_AFTER = re.compile(
    r"\b(?:years?|stages?|progress|attainment|level|section|grade|aged|ages?|to)(?: \d+ and)?\W*$", re.IGNORECASE
)
_NO_COUNT_BEFORE = re.compile(rf"\s(?:{MONTH})\b|\s?(?:am|pm)\b|\.\d\d")
_NOT_ONE_OF_MANY = re.compile(r"-| (?:of|another|way|lesson|pupil’s|parent|pupil)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _counts(text: str, said: frozenset[str]) -> Spans:
    """Find numbers that count something: no year, age, year group, date, time or section, no "one of"."""
    found: Spans = []
    for match in _NUMBER.finditer(text):
        word = match.group().lower()
        before, after = text[max(0, match.start() - 18) : match.start()], text[match.end() : match.end() + 12]
        if _YEAR.fullmatch(word) or word in said or (_NO_COUNT_AFTER.search(before) and not word.endswith("%")):
            continue
        if _NO_COUNT_BEFORE.match(after) or (word == "one" and _NOT_ONE_OF_MANY.match(after)):
            continue
        found.append(match.span())
    return found


_NAME = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.? )?\b[A-Z][\w’-]+(?: (?:of |the )?[A-Z][\w’-]+)*|‘[A-Z][^’]+’")
_NOBODYS = frozenset(
    stem(word)
    for word in f"ofsted parent view year years key stage send ceo gcse education act the {' '.join(MONTHS)}"
    .lower().split()
)  # fmt: skip
_ORGANISATION = frozenset(
    """school trust academy council view club centre group road high primary reserve college learning town society hall
    house garden""".split()
)
_ROLE = re.compile(
    r"\b(?:head ?teacher|principal|leaders?|lead|co-?ordinator|specialists?|teachers?|teaching assistants?|officers?|"
    r"director|chair|governors?|trustees?|tutors?|volunteers?|coach(?:es)?|trust|charity|company|authority|police|nurse|"
    r"therapists?|counsellors?|mentors?|council|artists?|astronomer|adviser|consultants?|worker)\b",
    re.IGNORECASE,
)


def _names(text: str, said: frozenset[str]) -> Spans:
    """Find names that the question does not say; a single capital that only opens the text is none."""
    found: Spans = []
    for match in _NAME.finditer(text):
        own = set(stems(match.group())) - said - _NOBODYS
        opens = match.start() == 0 and not match.group().startswith("‘") and (len(own) == 1 or " " not in match.group())
        if own and not opens:
            found.append(match.span())
    return found


def _people(text: str, said: frozenset[str]) -> Spans:
    named = [(start, end, text[start:end].lower().split()) for start, end in _names(text, said)]
    people = [(start, end, words[1:] if words[:1] == ["the"] else words) for start, end, words in named]
    return [(start, end) for start, end, words in people if len(words) > 1 and not _ORGANISATION & set(words)]


def _doers(text: str, said: frozenset[str]) -> Spans:
    roles = [match.span() for match in _ROLE.finditer(text) if stem(match.group().lower()) not in said]
    return roles + _names(text, said)


_MONEY = re.compile(r"£|\bpounds?\b|\bpence\b|\bfree of charge\b")
_REASON = re.compile(
    r"\b(?:because|as a (?:result|consequence)|owing to|due to|this is why|reasons?|caused?|so that|given that|led to|"
    r"means? that|having)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b|\bnoon\b|\bmidnight\b|o’clock")
_SPAN = re.compile(
    rf"\b(?:\d+|{_SMALL}|an?|half|few|several|many|working|school)[ -](?:minutes?|hours?|days?|nights?|weeks?|months?|"
    r"terms?|years?)\b|\bfortnight\b|\bend of\b|\bsince\b",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    r"\b(?:every|each|once|twice|times|daily|weekly|fortnight(?:ly)?|monthly|(?:half-)?termly|annual\w*|yearly)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{MONTH})\b|\bago\b"
    r"|\b(?:spring|summer|autumn|last|this|previous|next) (?:term|year|month)\b"
)


def _matches(pattern: re.Pattern[str]) -> Callable[[str, frozenset[str]], Spans]:
    return lambda text, said: [match.span() for match in pattern.finditer(text) if match.group().lower() not in said]


_STATES: dict[SoughtKind, Callable[[str, frozenset[str]], Spans]] = {
    SoughtKind.SUM: _matches(_MONEY),
    SoughtKind.REASON: _matches(_REASON),
    SoughtKind.CLOCK: _matches(_CLOCK),
    SoughtKind.SPAN: _matches(_SPAN),
    SoughtKind.FREQUENCY: _matches(_FREQUENCY),
    SoughtKind.COUNT: _counts,
    SoughtKind.DATE: _matches(_DATE),
    SoughtKind.PERSON: _people,
    SoughtKind.DOER: _doers,
    SoughtKind.NAME: _names,
    SoughtKind.PLACE: _names,
}
