"""Next steps: "attendance is a next step" is said by a sentence that asks for it, not by any sentence on attendance.

Finds a claim that something is a next step, or an area for improvement, where the evidence asks for nothing. That such
evidence bears nothing out is decided by the checker.
"""

from __future__ import annotations

import re

from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.words.leads import without_school
from assistant.checking.words.tokens import content
from ingest.documents import Span

NO_NEXT_STEP = "no next step"
_AREA = r"(?:areas? for (?:improvement|development)|priorit(?:y|ies) for improvement)"
_NEXT_STEP = re.compile(
    r"\b(?:is|are|was|were|remains?|becomes?|as|among)\s(?:(?:also|still|now)\s)?"
    r"(?:(?:one\sof|among)\s)?(?:the|its|an?|another|the\sschool[’']s)\s(?:(?:key|main|first|clear|important)\s)?"
    r"(?P<step>next steps?)\b(?!\s(?:in|for|on|towards?)\s(?:their|many|most|some|pupils|students|children|education))|"
    r"^\W*(?:the|one|an?|another)\s(?:school[’']s\s)?(?P<first>next steps?)\s(?:for\sthe\sschool\s)?"
    r"(?:is|are|was|were)\b|"
    rf"\b(?P<area>{_AREA})\b",
    re.IGNORECASE,
)
"""What calls something a next step of the school. "Prepared for their next steps" speaks of where pupils go."""
_ASKS = re.compile(
    rf"\b(?:should|must|ought|need(?:s|ed)?|require[ds]?|recommend\w*|next steps?|{_AREA}|priorit\w+|asked (?:to|for)|"
    r"what does the school need|have to|has to|to improve further|by (?:making|ensuring))\b|"
    r"^\W*(?:\w+ly )?(?:improve|ensure|strengthen|develop|raise|increase|reduce|accelerate|continue|make sure|embed|"
    r"review|refine|sharpen|secure|eliminate|establish|implement|urgently|give|help|provide|build|check|use|work|"
    r"tackle|address|extend)\b",
    re.IGNORECASE | re.MULTILINE,
)
_WEAK = re.compile(
    r"\b(?:too|not|weak\w*|poor\w*|below|inconsisten\w+|uneven|variable|could|yet|inadequate|insufficient\w*|less)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What makes something an area for improvement without asking for it."""
_MANY = re.compile(
    r"\b(?:no|not|none|never|how many|(?:two|three|four|five|six|\d+) (?:next|areas))\b|n[’']t\b", re.IGNORECASE
)
"""What counts next steps, or denies that something is one."""


def no_next_step(claim: str, sentence: str) -> Comparison | None:
    """Return the words by which a claim calls something a next step, where a sentence asks for nothing of it."""
    found = _NEXT_STEP.search(claim)
    if found is None or _MANY.search(claim):
        return None
    asked = _ASKS.search(sentence) or (found["area"] and _WEAK.search(sentence))
    words = next(Span(*found.span(name)) for name in ("step", "first", "area") if found[name])
    rest = without_school(f"{claim[: words.start]} {claim[words.end :]}")
    if asked and content(rest) & content(sentence):
        return None
    return Comparison(NO_NEXT_STEP, Relation.DROPPED, words)


__all__ = ["NO_NEXT_STEP", "no_next_step"]
