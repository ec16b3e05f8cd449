"""What kind of school each one is and when it joined its group, for questions like "the two primaries".

Reads the library's inspections and memberships; guesses nothing: a school whose documents do not say has no phase.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.schools.register import key_of, register_of, school_key
from ingest.inspections import Inspection
from ingest.library import DocumentRecord, Membership, SchoolRecord
from ingest.reports import parse_dates


class Phase(StrEnum):
    """Kinds of school that questions tell apart."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    ALL_THROUGH = "all-through"
    SPECIAL = "special"
    NURSERY = "nursery"
    ALTERNATIVE = "alternative provision"
    AREA = "local area"


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    """What is known of one school beside its reports. Absent facts are None."""

    phase: Phase | None = None
    joined: date | None = None
    authority: str | None = None


class LazyFacts(Mapping[str, SchoolFacts]):
    """What is known of each school, read when something is first looked up: most questions need none of it."""

    def __init__(self, read: Callable[[], dict[str, SchoolFacts]]) -> None:
        self._read = read
        self._known: dict[str, SchoolFacts] | None = None

    def _all(self) -> dict[str, SchoolFacts]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def __getitem__(self, name: str) -> SchoolFacts:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@dataclass(frozen=True, slots=True)
class PhaseMention:
    """Kinds of school that a question names, the words for it, and how many it says there are."""

    phases: frozenset[Phase]
    words: str
    count: int | None = None

    @property
    def label(self) -> str:
        """Name the kinds for people: "secondary and all-through schools", "local areas"."""
        if self.phases == {Phase.AREA}:
            return f"{Phase.AREA.value}s"
        return f"{' and '.join(sorted((phase.value for phase in self.phases), reverse=True))} schools"


_SAID: tuple[tuple[str, frozenset[Phase]], ...] = (
    (r"primar(?:y|ies)|infants?|juniors?|first", frozenset({Phase.PRIMARY, Phase.ALL_THROUGH})),
    (r"secondar(?:y|ies)|high|upper", frozenset({Phase.SECONDARY, Phase.ALL_THROUGH})),
    (r"all[- ]through", frozenset({Phase.ALL_THROUGH})),
    (r"special", frozenset({Phase.SPECIAL})),
    (r"nurser(?:y|ies)", frozenset({Phase.NURSERY})),
    (r"alternative provision|pupil referral", frozenset({Phase.ALTERNATIVE})),
    (r"(?:local )?areas|(?:local )?area partnerships", frozenset({Phase.AREA})),
)
_COUNTS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
_COUNT = rf"(?:(?P<count>{'|'.join(_COUNTS)}|\d{{1,2}})\s+)?"
_NOUN = r"(?:schools?|academ(?:y|ies)|ones?|units?|phases)"
_KINDS = (
    r"(?P<kind>primaries|secondaries|nurseries|(?:primary|secondary|special)(?=\s*(?:[?.,;]|$)|\s+"
    r"(?:in|at|do|does|is|are|was|were|have|has|and|with|teach|ones?)\b))\b"
)
_BARE = re.compile(  # "the primaries", "both secondaries"
    r"\b(?:the|our|these|those|both|all|any|and|which|are|is|of|what about)\s+(?:of (?:the|our|these|those)\s+)?"
    rf"{_COUNT}{_KINDS}",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b(?P<count>{'|'.join(_COUNTS)})\s+{_KINDS}", re.IGNORECASE)  # "two primaries"
_WITH_NOUN = re.compile(
    rf"\b{_COUNT}(?P<kind>primary|secondary|high|infant|junior|first|upper|all[- ]through|special|nursery|"
    rf"alternative provision|pupil referral)\s+{_NOUN}\b",
    re.IGNORECASE,
)


_AREAS = re.compile(rf"\b{_COUNT}(?P<kind>local areas|(?:local )?area partnerships)\b", re.IGNORECASE)
"""Not "which areas" alone: that asks for evaluation areas as often."""
_AREAS_WITH = re.compile(
    r"\b(?:which|what|how many|any) (?P<count>)(?P<kind>areas)\b(?! of)(?=[^?]*\b(?:SEND|SEN|EHC\w*|CAMHS|ICBs?"
    r"|councils?|(?:local )?authorit(?:y|ies)|health|social care|wait(?:s|ing)?|short breaks|special schools?|therap\w+"
    r"|local offer|area partnerships?|adulthood|young people|neurodevelopmental|alternative provision)\b)",
    re.IGNORECASE,
)
"""With what only a local area answers for, where the library holds reports on local areas."""


def _areas(question: str, held: bool) -> re.Match[str] | None:
    return _AREAS.search(question) or (_AREAS_WITH.search(question) if held else None)


def areas_named(question: str, held: bool = False) -> bool:
    """Say whether a question is put to local areas and not to schools; `held` says that there are reports on some."""
    return bool(_areas(question, held))


def phases_named(question: str, held: bool = False) -> PhaseMention | None:
    """Return the kinds of school that a question names ("the special school", "local areas"), or None."""
    match = _areas(question, held) or _WITH_NOUN.search(question) or _BARE.search(question) or _COUNTED.search(question)
    if match is None:
        return None
    kind = match["kind"].lower()
    if kind == "first" and re.search(r"\bones?$", match.group(0), re.IGNORECASE):  # "the first one" of what was listed
        return None
    phases = next((phases for pattern, phases in _SAID if re.fullmatch(pattern, kind)), None)
    if phases is None:
        return None
    said = (match["count"] or "").lower()
    count = _COUNTS.get(said) or (int(said) if said.isdigit() else None)
    if count is None and match.group(0).lower().startswith("both"):
        count = 2
    return PhaseMention(phases, match.group(0), count)


_OF_AN_AREA = re.compile(r"\b(?:the|this|that|which|local) area\b|\barea partnerships?\b", re.IGNORECASE)
"""A local area's report speaks of all kinds of school; "special school" in such a question narrows nothing."""


def phase_asked(question: str, on_areas: Sequence[bool]) -> PhaseMention | None:
    """Return what a question narrows its schools to: kinds of school, local areas, or nothing.

    `on_areas` says of each report whether it is on a local area; where all are, there is nothing to narrow.
    """
    if on_areas and all(on_areas):
        return None
    to_areas = areas_named(question, held=any(on_areas))
    return phases_named(question, any(on_areas)) if to_areas or not _OF_AN_AREA.search(question) else None


def fitting(names: Sequence[str], mention: PhaseMention, facts: Mapping[str, SchoolFacts]) -> tuple[str, ...]:
    """Return the schools of the kinds named. A number said decides whether all-through schools are meant as well."""
    phases = {name: facts[name].phase for name in names if name in facts}
    wide = tuple(name for name in names if phases.get(name) in mention.phases)
    strict = tuple(name for name in wide if phases[name] is not Phase.ALL_THROUGH)
    if mention.count is not None and strict and len(wide) != mention.count:
        return strict
    return wide


def school_facts(
    records: Sequence[DocumentRecord],
    schools: Sequence[SchoolRecord],
    memberships: Sequence[Membership],
    inspections: Sequence[Inspection],
) -> dict[str, SchoolFacts]:
    """Return what is known of each school, by the name under which it is shown, from its newest report that says so."""
    read = {inspection.document: inspection for inspection in inspections}
    register = register_of(records)
    reports: dict[str, list[DocumentRecord]] = {}
    for record in records:
        if label := register.label(record):
            reports.setdefault(label, []).append(record)
    known = {school_key(school.name, school.urn): school for school in schools}
    joined = {school_key(member.school, member.urn): member.start for member in memberships if member.start}
    result: dict[str, SchoolFacts] = {}
    for name in sorted(reports):
        own = sorted(reports[name], key=lambda r: r.start or date.min, reverse=True)
        key = key_of(own[0])
        told = [read[record.id] for record in own if record.id in read]
        kinds = [_phase(item.provider_type.text) for item in told if item.provider_type]
        stored = known[key].phase if key in known else None
        phase = next((kind for kind in [_phase(stored or ""), *kinds, _phase(name)] if kind), None)
        days = [day_of_joining(item.group_sentence.text) for item in told if item.group_sentence]
        start = joined.get(key) or next((day for day in days if day), None)
        authority = next((record.local_authority for record in own if record.local_authority), None)
        result[name] = SchoolFacts(phase, start, authority)
    return result


_PHASE_WORDS: tuple[tuple[str, Phase], ...] = (
    (r"\blocal area\b", Phase.AREA),
    (r"\ball[- ]through\b", Phase.ALL_THROUGH),
    (r"\bspecial\b", Phase.SPECIAL),
    (r"\bpupil referral\b|\balternative provision\b|\bPRU\b", Phase.ALTERNATIVE),
    (r"\bprimary\b|\binfants?\b|\bjunior\b", Phase.PRIMARY),
    (r"\bsecondary\b|\bhigh school\b|\b16 plus\b", Phase.SECONDARY),
    (r"\bnursery\b", Phase.NURSERY),
)


def _phase(text: str) -> Phase | None:
    return next((phase for pattern, phase in _PHASE_WORDS if re.search(pattern, text, re.IGNORECASE)), None)


def day_of_joining(sentence: str) -> date | None:
    """Read the day of joining off the sentence that names the group ("joined … on 1 September 2014", "since …")."""
    day = r"(\d{1,2} [A-Z][a-z]+ \d{4})"
    after = re.search(rf"\b(?:joined|joining|since|part of)\b.*?{day}", sentence)
    match = after or re.search(rf"{day}[^.]*\b(?:joined|became part of)\b", sentence)
    days = parse_dates(match.group(1)) if match else None
    return days.start if days else None
