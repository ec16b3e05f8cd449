"""The school that a sentence means by "its", where the sentence before it in the paragraph names one.

"Oakfield is a happy school. Its governors visit often." Looks back to the sentence before, which must begin with the
name of one school and name no other, nor another body: a trust has governors too. Without that, the second sentence
could be borne out by any school's report. Puts the name in; judges nothing. "It" is left alone: in "Oakfield has a
café. It has 20 places" it is not the school.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.schools.names import mentions

_ITS = re.compile(r"Its\s(?=\w)")
_BODY = (
    r"(?:school|academy|college|nursery|federation|trust|group|alliance|partnership|consortium|council|authority|"
    r"diocese|charity|company|hub|network|cluster|organisation)"
)
_ITSELF = re.compile(
    r"\s(?:is|was|remains|became)\s(?:(?:now|still|also)\s)?(?:an?|the)\s"
    rf"(?:(?!of|in|for|with)[\w’'-]+,?\s){{0,4}}{_BODY}\b",
    re.IGNORECASE,
)
"""What says what the school itself is."""
_OTHER_BODY = re.compile(
    rf"\b(?!(?:school|academy|college|nursery)\b){_BODY}s?\b|"
    r"\b(?:an?|another|the|its|partner|sister|neighbouring|other)\s(?:[\w’'-]+\s){0,2}"
    r"(?:school|academy|college|nursery)\b(?!\s(?:day|year|site|building|grounds|meals|council))",
    re.IGNORECASE,
)


def subject_school(sentence: str, names: Sequence[str], before: str = "") -> str:
    """Return the school that a sentence begins with, as written; that of the one before where it only says "its".

    Empty where a sentence names several, one that it does not begin with, or another body beside it.
    """
    found = mentions(sentence, names)
    if not found:
        return before if _ITS.match(sentence) and not _OTHER_BODY.search(sentence) else ""
    first = found[0]
    written = sentence[first.start : first.end]
    begins = not sentence[: first.start].strip(" ‘“") or sentence[: first.start].strip().lower() == "the"
    owned = re.match(r"[’']s?\b", sentence[first.end :]) is not None
    if _OTHER_BODY.search(_ITSELF.sub(" ", sentence[first.end :], count=1)):
        return ""  # "Oakfield belongs to a trust. Its chief executive …"
    if len(found) > 1 or len(first.names) > 1 or not begins or owned or re.search(r"[’']s?$", written):
        return ""
    return written


def of_school(text: str, school: str) -> str:
    """Return a statement with the school of the sentence before it in place of "Its" at its start."""
    return _ITS.sub(f"{school}’s ", text, count=1) if school and _ITS.match(text) else text


__all__ = ["of_school", "subject_school"]
