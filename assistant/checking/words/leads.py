"""Words before a statement that only say whose report it is: "Inspectors found that …", "The report says that …".

A report's own sentences do not repeat them. What leaders, staff, pupils or parents say is another matter and stays.
"""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^(?:(?:the )?(?:inspectors?|ofsted|(?:latest |most recent )?(?:inspection )?(?:report|letter)(?: card)?)\s"
    r"(?:also\s)?"
    r"(?:found|noted?|notes|says?|said|judged|reports?|reported|states?|stated|observed|concluded|saw|wrote|"
    r"described|describes|recorded|records)\s(?:that|how)\s|"
    r"according to (?:the (?:latest |inspection )?report|inspectors|ofsted),?\s|"
    r"(?:at|in) the school,?\s|the school[’']s report (?:says|notes|states) that\s)",
    re.IGNORECASE,
)


_OF_SCHOOL = re.compile(r"\s*\b(?:at|in|of|for) (?:the|this) school\b,?|\b(?:the|this) school[’']s\b", re.IGNORECASE)
"""Where a claim names the school that a whole report is about: the report's sentences need not."""


def without_school(text: str) -> str:
    """Return a statement without "at the school" and "the school’s"."""
    return " ".join(_OF_SCHOOL.sub(" ", text).split())


def split_lead(text: str) -> tuple[str, str]:
    """Return such words, up to two stretches of them, and the statement behind them, its first letter large."""
    plain = text
    for _ in range(2):
        plain = _LEAD.sub("", plain).lstrip(" ,")
    if not plain:
        return "", text
    return text[: len(text) - len(plain)].strip(" ,"), plain[:1].upper() + plain[1:]


def without_lead(text: str) -> str:
    """Return a statement without such words."""
    return split_lead(text)[1]


__all__ = ["split_lead", "without_lead", "without_school"]
