"""Other names of practices: "sign language" is asked for, and reports write of signing, of Makaton, of adults who sign.

The list is data (``practices.json``). Reads words only; where the names must stand is told in `narrow`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.packaged import packaged_json


@dataclass(frozen=True, slots=True)
class OtherNames:
    """What says a practice in a report, and the words to look up."""

    asked: re.Pattern[str]
    pattern: re.Pattern[str]
    words: str


@lru_cache(maxsize=1)
def _practices() -> tuple[OtherNames, ...]:
    return tuple(
        OtherNames(
            re.compile(rf"\b(?:{each['asked']})\b", re.IGNORECASE),
            re.compile(each["said"], re.IGNORECASE),
            each["words"],
        )
        for each in packaged_json(__package__, "practices.json")["practices"]
    )


def named_otherwise(text: str) -> tuple[OtherNames, ...]:
    """Return the other names of the practices that a text names."""
    return tuple(practice for practice in _practices() if practice.asked.search(text))


__all__ = ["OtherNames", "named_otherwise"]
