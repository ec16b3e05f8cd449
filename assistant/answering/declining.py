"""Questions that are declined whatever the library holds, with the reason and what can be said instead.

Reads the question only. What the library cannot answer is not declined but *not found*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.questions.group_papers import as_the_group


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a question is declined, and what can be asked instead."""

    reason: str
    instead: str


_GROUP = r"(?:trust|group|mat|federation|diocese|schools|all (?:the |our )?schools)"
_BODY = r"(?:trust|group|mat|federation|diocese)"
_QUALITY = (
    r"(?:outstanding|good|requires improvement|inadequate|strong|weak|poor|bad|failing|effective|successful|excellent)"
)
_AS_A_WHOLE = r"\b(?!['’]s\b|\s+(?:at|in|with|on|for|about)\b)"
"""What it is good *at* is a question for sentences, and is answered."""
_GRADE = r"(?:grades?|rat(?:e|es|ing|ings)|judge?ments?)"
_OLD = r"(?:outstanding|good|requires improvement|inadequate)"
_NEW = (
    r"(?:exceptional|strong(?: standard)?|expected(?: standard)?|needs attention|urgent improvement|report[- ]cards?)"
)
_LIKENED = (
    r"(?:equivalent|equal(?:s|led)?|equates?|same (?:as|thing)|corresponds?|translates?|convert(?:s|ed)?"
    r"|maps?|compares?|"
    r"compared|comparison|comparable|better|worse|higher|lower|gone (?:up|down)|risen|fallen|improved"
    r"|dropped|what would)"
)
_SCHOOL = r"(?:schools?|academ(?:y|ies)|primar(?:y|ies)|secondar(?:y|ies))"
_COUNT = r"(?:(?:one|two|three|four|five|\d) )?"
_SCHOOLS = rf"{_COUNT}(?:of )?(?:the |our |these |my )?{_COUNT}(?:{_SCHOOL}|them)"
_DO = (
    r"(?:(?:is|are|was|were)(?: doing| performing)?|do|does|did|perform(?:s|ed)?|ha(?:s|ve|d)|gets?|got"
    r"|comes? out|came out)"
)
_MOST = r"(?:best|worst|weakest|strongest)"
_CHILD = r"(?:child|pupil|boy|girl|student)"
_GREETING = (
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?|cheers|ta|bye|goodbye|test(?:ing)?)"
)
_RULES: tuple[tuple[str, Declined], ...] = (
    (
        rf"^\W*{_GREETING}(?:[\s,!.]+(?:{_GREETING}|there|again|all|everyone|assistant|very much|so much))*\W*$",
        Declined(
            "No question was asked.",
            "Ask what the reports say about a school or a subject: “Which schools need to improve attendance?”",
        ),
    ),
    (
        r"\b(?:your|the) system prompt\b|\byour (?:\w+ )?(?:prompt|instructions|rules|guidelines)\b"
        r"|\b(?:ignore|disregard|forget|override)\b[^?.]*\b(?:previous|above|earlier|prior|instructions?|rules)\b"
        r"|\byou are now\b|\bpretend (?:to be|that you|you are)\b|\bdeveloper mode\b|\bact as (?:an?|the|my)\b",
        Declined(
            "This is a question about the assistant and not about the documents.",
            "Ask about what the reports in the library say.",
        ),
    ),
    (
        rf"\b{_LIKENED}\b[^?.]*\b{_OLD}\b[^?.]*\b{_NEW}\b|\b{_LIKENED}\b[^?.]*\b{_NEW}\b[^?.]*\b{_OLD}\b"
        rf"|\b{_OLD}\b[^?.]*\b{_LIKENED}\b[^?.]*\b{_NEW}\b|\b{_NEW}\b[^?.]*\b{_LIKENED}\b[^?.]*\b{_OLD}\b"
        r"|\bold (?:scale|grades?|system)\b[^?.]*\bnew (?:scale|grades?|system|report)",
        Declined(
            "Report cards and earlier inspections grade on two scales, and neither is mapped onto the other.",
            "Ask which grades a school was given at each inspection: they are shown as printed, with their dates.",
        ),
    ),
    (
        rf"\b(?:which|what) (?:individual|named|particular|one|single) {_CHILD}\b"
        rf"|\bwhich {_CHILD}\b(?! (?:group|premium|voice|body))"
        rf"|\bwho (?:is|was|are|were) the (?:\w+ ){{0,3}}{_CHILD}s?\b|\b(?:name|identify"
        rf"|identity of) (?:of )?(?:the |any |each )?"
        rf"(?:\w+ ){{0,2}}(?:children|{_CHILD}s?)\b|\b(?:{_CHILD}|son|daughter),? (?:called|named) \w"
        r"|\b(?:how (?:is|was)|is|was|has|why (?:was|is)) my (?:son|daughter|child|boy|girl)\b",
        Declined(
            "Questions about a single child are not answered: nobody is to be made out from a report.",
            "Ask what the reports say about a group of pupils, such as pupils with SEND or disadvantaged pupils.",
        ),
    ),
    (
        r"^\W*(?:(?:so|and|then),? )?(?:do you think (?:that )?)?should"
        r" (?:we|i|the (?:trust|board|trustees|governors|council))\b"
        r"(?! (?:be|worry|expect|know|read|see|look)\b)",
        Declined(
            "What to do is for people to decide: this assistant says what the documents say and advises nothing.",
            "Ask what the reports say needs to improve, or what has been done about it.",
        ),
    ),
    (
        r"\b(?:will|going to)\b[^?.]{0,60}\b(?:get|be (?:graded|judged|rated)|come out as|become|turn out)\b[^?.]{0,20}"
        rf"\b(?:{_OLD}|{_NEW})(?=\W*$| next\b| this (?:year|time)\b| in \d| again\b| soon\b)"
        rf"|\b{_GRADE}\b[^?.]{{0,30}}\b(?:will|would|might)\b[^?.]{{0,40}}\b(?:get|be given|receive)\b"
        r"|\b(?:predict|forecast)\b|\bhow likely\b|\bwhat are the (?:chances|odds)\b",
        Declined(
            "No document says what an inspection will find, and nothing is foretold here.",
            "Ask which grades were printed and when, or what the next steps are.",
        ),
    ),
    (
        r"^\W*(?:please |(?:can|could|would|will) you (?:please )?|help (?:me|us) (?:to )?|i (?:want|need) you to )?"
        r"(?:write|draft|compose|prepare|generate|rewrite)\b[^?.]{0,40}?\b(?:letters?|e-?mails?|speech|statements?"
        r"|press release|articles?|posts?|newsletters?|essay|presentation|policy|report|plan|response|script)\b",
        Declined(
            "Letters and other texts of one’s own are not written here: an answer is made of what the documents say.",
            "Ask what the reports say of a subject and take the answer away as Word; narratives are written in the tab "
            "Draft.",
        ),
    ),
    (
        rf"\b(?:average|mean|typical|combined|aggregate)\b[^?.]*\b{_GRADE}\b",
        Declined(
            "Grades are words on a scale, given to one school on one date; they cannot be averaged.",
            "Ask which schools were given which grade for an area, and when.",
        ),
    ),
    (
        rf"\b(?:what|which|give|suggest|how would you)\b[^?.]*\b{_GRADE}\b"
        rf"[^?.]*\b(?:whole|overall|entire|the)\s+{_GROUP}\b(?!['’]s? schools)"
        rf"|\b(?:grade|rate)\s+(?:the|this|our)\s+{_GROUP}\b"
        rf"|\b{_GRADE}\b[^?.]*\b(?:would|should|does|did|will) (?:the|this|our) (?:whole )?(?:trust|group"
        rf"|mat|federation|diocese)\b"
        rf"|\bhow (?:would|should|was|is) (?:the|this|our) (?:trust|group|mat|federation"
        rf"|diocese) (?:be )?(?:graded|rated|judged)\b"
        rf"|\b(?:is|was) (?:the|this|our) (?:whole )?{_BODY} (?:overall )?(?:an? )?(?:really |very )?"
        rf"{_QUALITY}{_AS_A_WHOLE}"
        rf"|\bhow {_QUALITY} (?:is|was) (?:the|this|our) (?:whole )?{_BODY}{_AS_A_WHOLE}",
        Declined(
            "No report grades a group of schools, and neither does this assistant.",
            "Ask what the reports of its schools say about a theme, or which grades each school was given.",
        ),
    ),
    (
        r"\brank(?:s|ed|ing)?\b|\bleague table\b|\bfrom best to worst\b|\bin order of (?:quality|performance|merit)\b"
        rf"|\bwhich {_SCHOOLS}(?: (?:in|of) (?:the|our|this) {_BODY})? {_DO} (?:the |at the )?{_MOST}\b"
        rf"|\bwhich {_SCHOOLS} (?:comes? out|came out) (?:at the )?(?:top|bottom)\b"
        rf"|\b(?:{_MOST}|top|bottom)\s+(?:(?:performing|\w+)\s+)?{_SCHOOL}\b"
        rf"|\bwhich (?:{_SCHOOLS} )?(?:is|was|does|did|performs) (?:the )?(?:better|worse)\b"
        r"(?=\s*(?:school\b|overall\b|[,:?]|$))",
        Declined(
            "Schools are not ranked here: their inspections differ in date, framework and scale.",
            "Ask which schools' reports name a strength or a weakness in a particular theme.",
        ),
    ),
)


def declines(question: str, groups: Sequence[str] = ()) -> Declined | None:
    """Return why a question is declined, or None. `groups` are the names of groups, which may stand for "the trust".

    So may the first word of a name, where no other name follows it ("Quillhaven", not "Quillhaven Primary").
    """
    question = as_the_group(question, groups)
    return next((answer for pattern, answer in _RULES if re.search(pattern, question, re.IGNORECASE)), None)
