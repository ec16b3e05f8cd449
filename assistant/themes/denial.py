"""What a sentence denies: trouble that is denied is praise, and praise that is denied is a need.

"Lessons are seldom disturbed" holds a word of need, "there is no consistent follow-up" a word of strength; what stands
before them turns them round. Looks only at the words right before: what a far "not" denies is left to the lists.
"""

from __future__ import annotations

import re

_SELDOM = r"(?:seldom|rarely|hardly ever|almost never|never|no longer|not)"
_TROUBLE = (
    r"(?:disturb|disrupt|interrupt|distract|bull(?:y|ie)|wast|overlook|forg[eo]t|anxious|worried|afraid|bored|idle|late\b|"
    r"absent|hurt\b|misbehav|quarrel|guess|stay(?:s|ed)? away|fall(?:s|en)? behind|left (?:behind|out)|miss(?:es|ed)? "
    r"(?:out|school|lessons?|learning)|lost to (?:[\w-]+ ){0,2}(?:behaviour|disruption)|lost\b|lose\b|struggl|"
    r"fail(?:s|ed)? to)\w*"
)
_UNNEEDED = r"(?:seldom|rarely|hardly ever|almost never|never)\s+(?:needs?|needed|has|have|had) (?:to|help|remind)\w*"
_PEOPLE = r"(?:pupils?|child(?:ren)?|students?|lessons?|time|lesson time)"
_NO_TROUBLE = re.compile(
    rf"\b(?:{_SELDOM}\s+(?:(?:be|been|being|feel|feels|get|gets|become|left)\s+)?{_TROUBLE}|{_UNNEEDED}|"
    rf"(?:no|few)\s+{_PEOPLE}\s+(?:(?:is|are|was|were|ever|has|have|been|behave|behaves)\s+){{0,2}}(?:{_TROUBLE}|badly)|"
    r"no (?:bullying|disruption|misbehaviour|truancy|lack of|shortage of))",
    re.IGNORECASE,
)
_BEFORE_PRAISE = re.compile(
    r"(?:\b(?:no|(?<!\ba )little|without(?: an?| any)?|not(?: an?| as| so| very| yet| always)?|neither|lacks?(?: an?)?|"
    r"lacked|lacking|lack of)|(?<!\bno )\bless)\s$",
    re.IGNORECASE,
)


_ALL = re.compile(r".*", re.DOTALL)


def no_trouble(text: str) -> re.Match[str] | None:
    """Return the first place at which a text denies trouble, None where it denies none."""
    return _NO_TROUBLE.search(text)


def denied(text: str, praise: re.Match[str]) -> re.Match[str] | None:
    """Return a word of praise of a text with the words right before it that deny it; None where none do."""
    before = _BEFORE_PRAISE.search(text[: praise.start()])
    return _ALL.match(text, before.start(), praise.end()) if before else None


__all__ = ["denied", "no_trouble"]
