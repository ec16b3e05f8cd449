"""Questions that set a paper's own word beside the reports ("does the trust's claim match what inspectors found?").

Says whether a question is one, and what of it is left to be looked up on both sides. Which papers are meant is for
`kinds`, and neither side is judged by the other anywhere.
"""

from __future__ import annotations

import re

from assistant.questions.question import subject_words

_BODY = r"(?:trust|group|MAT|federation|diocese|schools?|academy|trustees)"
_OWNER = rf"(?:(?:the|our|its|their|this)\s+)?(?:{_BODY}(?:['’]s?)?\s+)?(?:own\s+)?"
_WORD = (
    r"(?:claims?|claimed|papers?|documents?|self[- ]evaluations?(?: documents?)?|SEFs?"
    r"|(?:improvement |development )plans?|views?|account|judgements?|word)"
)
_SAYS = r"(?:say|says|said|claim|claims|claimed|think|thinks|believes?|writes?|states?)"
_INSPECTORS = (
    r"(?:(?:what|as|how)\s+)?(?:(?:the|its|their|any|school|inspection|latest|last|newest|recent)\s+)*"
    r"(?:reports?|inspectors?|ofsted|inspections?)\b(?:['’]s?)?"
    r"(?:\s+(?:also\s+)?(?:found|finds?|findings|says?|said|saw|see|think|thought|report(?:ed)?|show(?:ed|s)?|conclude[ds]?"
    r"|do|does|did|have|has|had)\b)*"
)
_COMPARES = (
    r"(?:match(?:es)?|agrees?|(?:borne|bears?|bore)\s+out|compare[ds]?|consistent|squares?|tally|tallies|supported"
    r"|supports?|confirm(?:ed|s)?|contradict(?:ed|s)?|differ(?:s|ent)?|back(?:s|ed)?\s+up|lines?\s+up|fits?|stacks?\s+up|conflicts?"
    r"|reflect(?:s|ed)?|accords?|holds?\s+up|true|the same|at odds)"
)
_OWN_WORD = re.compile(
    rf"\b{_BODY}['’]s?\s+(?:own\s+)?{_WORD}\b|\bSEFs?\b|\bself[- ]evaluations?\b"
    rf"|\b{_BODY}\s+(?:itself\s+)?{_SAYS}\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:reports?|inspectors?|ofsted|inspections?)\b", re.IGNORECASE)
_SETS_BESIDE = re.compile(
    rf"\b{_COMPARES}\b|\band\s+(?:is|was)\s+(?:this|that|it)\b|\band\s+what\s+(?:do|does|did)\b|\bbeside\b|\bagainst\b",
    re.IGNORECASE,
)
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf",?\s*\bas\s+(?:claimed|stated|said|set out|reported|written)\s+(?:in|by)\s+{_OWNER}(?:{_WORD})?\b,?",
        rf"\b(?:do|does|did|is|are)\s+{_OWNER}{_WORD}\b(?:\s+(?:that|about|on|of|regarding)\b)?",
        rf"\b{_OWNER}{_WORD}\s+(?:that|about|on|of|regarding)\b",
        rf"\bwhat\s+(?:(?:do|does|did)\s+)?(?:the\s+|our\s+)?{_BODY}\s+(?:itself\s+)?{_SAYS}\b(?:\s+(?:about|on|of)\b)?",
        r"\b(?:and|or|but)?\s*\b(?:is|was)\s+(?:this|that|it)\b",
        rf"\b(?:and\s+)?(?:what\s+)?(?:do|does|did)\s+{_INSPECTORS}",
        rf"\b(?:and|with|to|by|in|from|of|against|beside)?\s*\b{_INSPECTORS}",
        rf",?\s*\b{_COMPARES}\b(?:\s+(?:with|by|to|in|from|about|on)\b)*",
        rf"\b{_OWNER}(?:papers?|SEFs?|self[- ]evaluations?)\b",
    )
)
_LEFT_OVER = re.compile(
    r"^(?:how|where|what|whether)\s+(?!(?:do|does|did|is|are|has|have|was|were|well|many|much|often)\b)", re.IGNORECASE
)


def sets_beside(question: str) -> bool:
    """Say whether a question names a paper's own word, names inspectors or reports, and sets one beside the other."""
    return bool(_OWN_WORD.search(question) and _REPORTS.search(question) and _SETS_BESIDE.search(question))


def without_sides(question: str) -> str:
    """Return what is asked of both sides: "attendance is a strength in all secondary schools"."""
    left = question
    for frame in _FRAMES:
        left = frame.sub(" ", left)
    left = re.sub(r"\s+", " ", left).strip(" ,.:;?")
    left = re.sub(r"^(?:and|or|but|that)\s+|\s+(?:and|or|but)$", "", left, flags=re.IGNORECASE)
    left = _LEFT_OVER.sub("", left)
    return left if subject_words(left) else question


__all__ = ["sets_beside", "without_sides"]
