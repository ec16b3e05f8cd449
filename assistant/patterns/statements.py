"""What the group's own documents say: sentences of self-evaluations, plans and board papers, by theme and school.

A sentence of a school's own paper speaks of that school; another speaks of the schools that it names; failing that, of
those that its heading names, of those of the phases that it names, of all where it says so or speaks of the group, of
those for which its section gives a reason ("Why: …"), or of those named before it in its passage. Year groups that it
names leave out schools that have none of them. One of which none of this holds is kept, and matched to no school. Says
nothing of whether a sentence is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.patterns.acting import stands_in_name
from assistant.patterns.values import GroupSchool, Statement
from assistant.schools.names import mentions as names_in
from assistant.themes.theming import ShownTheme, Themer
from ingest.documents import Passage
from ingest.library import DocumentRecord
from ingest.reports import parse_dates

_REACH = (
    r"\b(?:all|every|each)\b(?:\W+[\w’-]+){0,3}?\W+(?:schools?|academ(?:y|ies)|primaries|secondaries|phases?|classrooms?|lessons?)\b|"
    r"\b(?:across|throughout|in|of) (?:the|our) (?:trust|group|federation)\b|\btrust-wide\b"
)
_OF_EVERY = re.compile(_REACH, re.IGNORECASE)
_OF_ALL = re.compile(
    rf"{_REACH}|\b(?:the|our) (?:trust|group|federation) (?:will|has|have|is|plans|runs|trains|gives)\b|"
    r"\bwe (?:will|shall)\b",
    re.IGNORECASE,
)
_OF_GROUP = re.compile(
    r"\b(?:the|our|this) (?:trust|group|federation|diocese)\b|\btrust(?:ees|[- ]wide| leaders| directors)\b|"
    r"\b(?:central|executive) team\b|\bchief executive\b|\bscheme of delegation\b",
    re.IGNORECASE,
)
_PHASES = {
    "primary": re.compile(r"\bprimary (?:phases?|schools|academies)\b|\bprimaries\b", re.IGNORECASE),
    "secondary": re.compile(r"\bsecondary (?:phases?|schools|academies)\b|\bsecondaries\b", re.IGNORECASE),
    "special": re.compile(r"\bspecial schools\b", re.IGNORECASE),
    "mainstream": re.compile(r"\bmainstream (?:phases?|schools?|academies)\b", re.IGNORECASE),
}
_REASON = re.compile(r"\s*(?:why|reason)s?\s*:", re.IGNORECASE)
_YEARS = re.compile(r"\bYears?\s+(\d{1,2})(?:\s*(?:,|and|or|to|–|-)\s*(\d{1,2}))*", re.IGNORECASE)
FIRST_SECONDARY_YEAR = 7
_NO_ACTION = re.compile(
    r"\s*(?:why|reason|aim|what it should lead to|success criteria|target|risk|cost|who|when|by when|owner|lead|"
    r"milestone)s?\s*:",
    re.IGNORECASE,
)
"""How plans begin what is no action: why one is needed, what it costs, whose it is and what it should lead to."""
_AGREED = re.compile(
    r"\b(?:agreed|approved|adopted|completed|written|updated|dated)\b[^\n]{0,60}?(\d{1,2}\s+[A-Z][a-z]+\s+\d{4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Themed:
    """A statement with the theme that it speaks of. One sentence may give several.

    `applies` is false where nothing says which schools the sentence speaks of, and where a plan gives a reason or an
    aim and not what is done: it is then no response for any school. `heading` is that of its section. `is_plain` is
    true where the sentence's own words show the theme, and not only as part of a name, or its heading shows this theme
    alone. A sentence of no theme has an empty one: it is no response either, and may yet speak of the group's capacity.
    """

    theme: str
    statement: Statement
    applies: bool = True
    heading: str = ""
    is_plain: bool = True


def statements(
    record: DocumentRecord, passages: Sequence[Passage], schools: Sequence[GroupSchool], themer: Themer
) -> Iterator[Themed]:
    """Yield each sentence of a document for each theme that it speaks of, by its own words or its heading's.

    One that speaks of none is yielded once.
    """
    keys = {school.name: school.key for school in schools}
    day = record.start or record.published or agreed_on(passages)
    reasons = _reasons(passages, keys)
    own = of_one_school(record, keys)
    for passage in passages:
        if passage.boilerplate is not None:
            continue
        heading = passage.heading or ""
        under = themer.by_cues(heading)
        before: tuple[str, ...] = ()
        for sentence in passage.sentences:
            cued = themer.themes(sentence.text)
            shown = cued or under
            meant = own or schools_meant(sentence.text, heading, reasons.get(heading, before), schools)
            before = _named(sentence.text, keys) or before
            applies = meant is not None and not _NO_ACTION.match(sentence.text)
            for theme in shown or [ShownTheme("", "speaks of no theme")]:
                statement = Statement(
                    record.id, record.filename, passage.id, sentence.text, sentence.locators, day, meant or (),
                    theme.why,
                )  # fmt: skip
                is_plain = not stands_in_name(sentence.text, theme.cue) if cued else len(under) == 1
                yield Themed(theme.theme, statement, applies and bool(theme.theme), heading, is_plain)


def agreed_on(passages: Sequence[Passage]) -> date | None:
    """Return the day on which a document says that it was agreed, completed or the like; None where it says none."""
    for passage in passages:
        for sentence in passage.sentences:
            match = _AGREED.search(sentence.text)
            read = parse_dates(match[1]) if match else None
            if read:
                return read.start
    return None


def of_one_school(record: DocumentRecord, keys: dict[str, str]) -> tuple[str, ...]:
    """Return the school whose own paper a document is, by its record or its title; empty for a paper of the group."""
    if record.urn and record.urn in keys.values():  # two schools may have one name
        return (record.urn,)
    named = [keys[record.school]] if record.school in keys else list(_named(record.title or "", keys))
    return tuple(named) if len(named) == 1 else ()


def schools_meant(
    text: str, heading: str, near: tuple[str, ...], schools: Sequence[GroupSchool]
) -> tuple[str, ...] | None:
    """Return the keys of the schools that a sentence speaks of; empty for all, None where nothing says.

    `near` are the schools that its section or what stands before it names.
    """
    keys = {school.name: school.key for school in schools}
    named = _named(text, keys) or _named(heading, keys)
    if named:
        return named
    phases = {phase for phase, pattern in _PHASES.items() if pattern.search(text)}
    if phases:
        return tuple(school.key for school in schools if _is_of(school, phases))
    every = bool(_OF_ALL.search(text))
    years = _phases_of_years(text)
    if years and (every or near):
        of_years = [school.key for school in schools if _is_of(school, years)]
        return tuple(key for key in of_years if every or key in near) or None
    return () if every else near or None


def is_of_every(text: str) -> bool:
    """Say whether a sentence says that something holds of every school: "throughout the trust"."""
    return bool(_OF_EVERY.search(text))


def speaks_of_group(text: str, group: str) -> bool:
    """Say whether a sentence speaks of the group itself or of those who lead it."""
    return bool(_OF_GROUP.search(text) or (group and group.casefold() in text.casefold()))


def without_reach(text: str) -> str:
    """Return a sentence without the words that say of how many schools it holds."""
    return " ".join(_OF_EVERY.sub(" ", text).split())


def _phases_of_years(text: str) -> set[str]:
    """Return the phases of the year groups that a text names."""
    years = [int(year) for match in _YEARS.finditer(text) for year in re.findall(r"\d+", match.group())]
    return {"secondary" if year >= FIRST_SECONDARY_YEAR else "primary" for year in years}


def _is_of(school: GroupSchool, phases: set[str]) -> bool:
    """Say whether a school belongs to the phases; one of no known phase may be of any."""
    if not school.phases:
        return True
    if "special" in (school.phase or "").casefold():
        return "special" in phases
    return bool(school.phases & phases) or "mainstream" in phases


def _reasons(passages: Sequence[Passage], keys: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each heading under which reasons are given the schools that they name."""
    found: dict[str, dict[str, None]] = {}
    for passage in passages:
        for sentence in passage.sentences:
            if passage.heading and _REASON.match(sentence.text):
                found.setdefault(passage.heading, {}).update(dict.fromkeys(_named(sentence.text, keys)))
    return {heading: tuple(named) for heading, named in found.items() if named}


def _named(text: str, keys: dict[str, str]) -> tuple[str, ...]:
    """Return the keys of the schools that the text names; a name that may mean several stands for each of them."""
    found = [keys[name] for mention in names_in(text, list(keys)) for name in mention.names]
    return tuple(dict.fromkeys(found))
