"""Words before a statement that only say whose report it is: "Inspectors found that …", "The report says that …".

A report's own sentences do not repeat them. What leaders, staff, pupils or parents say is another matter and stays.
"""

from __future__ import annotations

import re

_LEAD = re.compile(
    r"^(?:(?:the )?(?:inspectors?|ofsted|(?:latest |most recent )?(?:inspection )?(?:report|letter)(?: card)?)\s"
    r"(?:also\s)?"
    r"(?:found|noted?|notes|says?|said|judged|reports?|reported|states?|stated|observed|concluded|saw|wrote|"
    r"described how|describes how|recorded|records)\s(?:that\s)?|"
    r"according to (?:the (?:latest |inspection )?report|inspectors|ofsted),?\s|"
    r"(?:at|in) the school,?\s|the school[’']s report (?:says|notes|states) that\s)",
    re.IGNORECASE,
)


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


__all__ = ["split_lead", "without_lead"]
