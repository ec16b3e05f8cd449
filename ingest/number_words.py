"""The words that English prose has for small numbers and for months: what readers look for and what writers write.

Lists and alternatives for patterns. Reads no text: what a number in it stands for is told by the checker.
"""

from __future__ import annotations

UNITS = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split()
)
"""The words of 0 to 19, each at its number."""
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
"""From the first on."""
ONE_TO_NINETEEN = "|".join(UNITS[1:])
"""Alternatives of a pattern; so are those below."""
TWENTY_TO_NINETY = "|".join(TENS)
MONTHS = tuple("January February March April May June July August September October November December".split())
"""In English whatever the computer's language is, which `calendar` does not promise."""
MONTH = "|".join(MONTHS)
MONTH_AND_YEAR = rf"(?:{MONTH}) (?:19|20)\d\d"
_IN_WORDS = 12
"""Chosen: newspapers spell numbers out to nine, ten or twelve; a group of twelve schools is still written so."""


def in_words(value: int, none: str = "no") -> str:
    """Return a number as prose writes it: `none` for nought, words to twelve, then figures."""
    if value == 0:
        return none
    return UNITS[value] if value <= _IN_WORDS else str(value)


__all__ = [
    "MONTH",
    "MONTHS",
    "MONTH_AND_YEAR",
    "ONE_TO_NINETEEN",
    "ORDINALS",
    "TENS",
    "TWENTY_TO_NINETY",
    "UNITS",
    "in_words",
]
