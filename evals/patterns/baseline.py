"""The plain keyword baseline: one or two obvious words a theme, a short list of words a direction.

What somebody would write in five minutes; no phrase, no exception, no heading.
"""

from __future__ import annotations

import re

from assistant.themes.values import Direction

_THEMES = {
    "curriculum": "curriculum",
    "assessment": "assess",
    "reading": "reading|phonics",
    "writing": "writing",
    "mathematics": "math",
    "send": "SEND",
    "disadvantaged": "disadvantaged",
    "attendance": "attendance|absence",
    "behaviour": "behav",
    "suspensions": "suspension|exclusion",
    "personal-development": "personal development|well-?being",
    "careers": "career",
    "post-16": "sixth",
    "early-years": "early years|reception|nursery",
    "staff-training": "training",
    "workload": "workload",
    "leadership": "leader",
    "governance": "governor|trustee",
    "trust": r"\btrust\b",
    "safeguarding": "safeguarding|safe",
    "parents": "parent",
    "transition": "transition",
    "achievement": "achieve|progress",
}
_NEED = re.compile(r"\b(?:should|need|needs|must|not|weak\w*|poor\w*)\b", re.IGNORECASE)
_STRENGTH = re.compile(
    r"\b(?:well|good|strong\w*|effective\w*|excellent|enjoy\w*|happy|proud|positive\w*)\b", re.IGNORECASE
)


def keyword_themes(text: str) -> list[str]:
    """Return the themes one of whose keywords stands in the text."""
    return [theme for theme, words in _THEMES.items() if re.search(words, text, re.IGNORECASE)]


def keyword_direction(text: str) -> Direction:
    """Return the direction by keyword; need before strength."""
    if _NEED.search(text):
        return Direction.NEED
    return Direction.STRENGTH if _STRENGTH.search(text) else Direction.NEUTRAL
