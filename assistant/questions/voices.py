"""Whose view a question asks for ("What do parents think of …?"), and whether a sentence gives that of these people.

Tells a view from a mere mention: families who fill a hall at an assembly have said nothing of the school. Whether what
they say is so, and what about, is read elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PEOPLE = {
    "parents": r"(?:parents?(?: and carers?)?|carers?|families|mothers|fathers)",
    "pupils": r"(?:pupils?|children|students?|learners|young people|boys|girls)",
    "staff": r"(?:staff|teachers|teaching assistants|employees|colleagues)",
    "leaders": r"(?:leaders|headteachers?|principals?)",
    "governors": r"(?:governors|trustees)",
}
_BETWEEN = r"(?:\s(?!(?:and|but|what|that|which|how|when|where|as|so)\b)[\w’'-]+){0,5}?\s"
_VERBS = (
    r"say|says|said|saying|tell|told|think|thinks|thought|feel|feels|felt|believe\w*|(?:find|finds|found)(?! out)"
    r"|value\w*|appreciat\w+|prais\w+|likes?|liked|enjoy\w*|love|trust|trusted|respond\w*|report(?:ed)?|describ\w+"
    r"|speak|spoke|agree\w*|complain\w*|worr(?:y|ies|ied)|wish|want\w*|would (?:like|recommend)|singled out|know|see"
    r"|regard|rate|recogni[sz]e\w*|welcome\w*|acknowledge\w*|admit\w*|understand|expect|commented|expressed|raised"
    r"|recommend"
)
_STATES = (
    r"(?:un)?(?:happy|positive|proud|confident|satisfied|pleased|grateful|supportive|concerned|critical|glad|keen)"
)
_VIEW = rf"(?:{_VERBS}|are (?:very |fully |rightly |overwhelmingly |mostly |generally )*{_STATES})"
_HELD = r"(?:views?|opinions?|confidence|trust|concerns?|feedback|comments?|replies|responses|complaints?|words|praise)"


@dataclass(frozen=True, slots=True)
class Voice:
    """The people whose view is asked for."""

    people: str
    pattern: re.Pattern[str]

    def gives_view(self, text: str) -> bool:
        """Say whether a sentence gives a view of these people."""
        return bool(self.pattern.search(text))


def _gives(people: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b{people}\b{_BETWEEN}?\b{_VIEW}\b|\b{people}[’']s?\s(?:\w+\s)?{_HELD}\b|\b{_HELD}\s(?:of|from|by)\s(?:\w+\s)"
        rf"{{0,2}}{people}\b|\baccording to\s(?:\w+\s){{0,2}}{people}\b",
        re.IGNORECASE,
    )


_VOICES = {name: Voice(name, _gives(people)) for name, people in _PEOPLE.items()}
_ASKS = re.compile(
    r"\b(?:what|how|do|does|did)\b(?: (?:do|does|did|have|has))?(?: (?:the|most|many|some|its|their|our))*"
    rf" (?:{'|'.join(f'(?P<{name}>{people})' for name, people in _PEOPLE.items())})"
    r"(?: (?:there|themselves|really|actually))? (?:think|feel|say|said|told|believe|like"
    r"|view|see(?! (?:that|to)\b)|rate|regard|value|appreciate|trust|recommend|complain)\b"
    r"|\b(?:views?|opinions?|feedback|complaints?) (?:of|from|by) (?:the |its |their )?"
    rf"(?:{'|'.join(f'(?P<{name}_of>{people})' for name, people in _PEOPLE.items())})\b"
    rf"|\b(?:{'|'.join(f'(?P<{name}_own>{people})' for name, people in _PEOPLE.items())})[’']"
    r" (?:views?|opinions?|feedback)\b",
    re.IGNORECASE,
)


def voice_of(question: str) -> Voice | None:
    """Return the people whose view a question asks for; None where it asks for nobody's."""
    match = _ASKS.search(question)
    if match is None:
        return None
    return next(_VOICES[name.partition("_")[0]] for name, found in match.groupdict().items() if found)


__all__ = ["Voice", "voice_of"]
