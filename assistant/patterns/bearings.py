"""How a claim stands, given what was read of the reports and of Ofsted's letters on the group.

Weighs verdicts that others gave on passages. What bears a claim out and what denies it are shown together, and an
earlier report weighs nothing against a later one. A letter on the group is told as one, with its date and that it gives
no grade. Looks for nothing itself but what says otherwise, word for word, than a passage that bears the claim out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assistant.checking.drafts.opposition import otherwise_in
from assistant.checking.verdict import OUTRIGHT, Checked, Verdict
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.patterns.statements import without_reach
from assistant.patterns.values import Bearing, Evaluation, GroupSchool
from assistant.themes.values import SchoolReport
from ingest.documents import Passage

Passages = Callable[[str], Sequence[Passage]]
"""Gives every passage of a document."""
Judged = tuple[Passage, Checked]
_FIRM = frozenset({Bearing.BORNE_OUT, Bearing.CONTRADICTED, Bearing.BOTH})
_OF_A_YEAR = re.compile(
    r"\b(?:in|of|at|by|during)\s(?:[a-z]+\s)?(?P<year>(?:19|20)\d\d)\b|\b(?P<then>(?:19|20)\d\d)\s(?:report|inspect)",
    re.IGNORECASE,
)
"""A year in which a claim says that something was so. "Since 2019" tells of the years after it."""


@dataclass(frozen=True)
class Sources:
    """What a claim is held against: reports on schools and Ofsted's letters on the group, each by its document.

    `words` are the claim's own, without names. `several` is true where it speaks of more than one school, so that no
    one report can bear it out; `whole` where it is on no school in particular; `of_group` where on the group's work.
    """

    words: str
    several: bool
    whole: bool
    of_group: bool
    reports: dict[str, tuple[GroupSchool, SchoolReport]]
    letters: dict[str, Evaluation]

    @property
    def schools(self) -> int:
        """How many schools with reports are meant."""
        return len({school.key for school, _ in self.reports.values()})

    @cached_property
    def matter(self) -> str:
        """The claim without words that say of which or of how many schools it holds: a report is on one."""
        return without_school(without_reach(self.words)) or self.words

    @cached_property
    def years(self) -> frozenset[int]:
        """The years in which the claim says that something was so; mostly none."""
        return frozenset(int(match["year"] or match["then"]) for match in _OF_A_YEAR.finditer(self.words))

    @cached_property
    def then(self) -> frozenset[str]:
        """The reports of these years."""
        return frozenset(key for key, (_, one) in self.reports.items() if one.date and one.date.year in self.years)

    def is_current(self, document: str) -> bool:
        """Say whether a report is a school's latest or a letter of a visit since."""
        school, report = self.reports[document]
        return report == school.latest or report in school.letters

    def bears_out(self, document: str) -> bool:
        """Say whether a report can bear the claim out: a current one, or one of the year that it names."""
        return document in self.then or self.is_current(document)

    def denies(self, document: str) -> bool:
        """Say whether a report can deny the claim: one of the year that it names, else a current one."""
        return document in self.then if self.then else self.is_current(document)

    def where(self, judged: Sequence[Judged]) -> str:
        """Name what passages stand in that bear the claim out, as the beginning of a sentence."""
        if not self.whole:
            past = self.then and not any(self.is_current(passage.document) for passage, _ in judged)
            return f"A passage of {'the report of that time' if past else 'a school’s latest report'}"
        names = sorted({self.reports[passage.document][0].name for passage, _ in judged})
        each = names[0] if len(names) == 1 else f"each of {len(names)} schools"
        return f"A passage of the latest report on {each}"

    def against(self, document: str) -> list[str]:
        """Return the documents that may deny what one says: of a school's those that count, the newest first."""
        if document in self.letters or document in self.then:
            return [document]
        school, _ = self.reports[document]
        return [one.document for one in reversed(school.reports) if self.is_current(one.document)]


@dataclass(frozen=True, slots=True)
class Stands:
    """How a claim stands, why, and the passages that show it, those that bear it out first."""

    bearing: Bearing
    reason: str
    passages: tuple[Passage, ...] = ()


def stands(judged: Sequence[Judged], sources: Sources, passages: Passages) -> Stands:
    """Say how a claim stands by the passages that were judged, those of letters on the group among them."""
    found = _by_reports([one for one in judged if one[0].document in sources.reports], sources, passages)
    letter = _by_letters([one for one in judged if one[0].document in sources.letters], sources, passages)
    if letter and found:
        return _together(letter, found)
    if letter:
        return letter
    if found:
        near = (passage for passage in _places(judged) if passage.document in sources.letters)
        found = replace(found, passages=tuple(dict.fromkeys((*found.passages, *near))))
    return with_letters(found or _open(judged), sources)


def with_letters(found: Stands, sources: Sources) -> Stands:
    """Return how a claim stands with the letters on the group named that are beside it."""
    letters = {
        place.document: sources.letters[place.document] for place in found.passages if place.document in sources.letters
    }
    named = "".join(f" {letter_words(letter)} is beside it." for letter in letters.values())
    return replace(found, reason=f"{found.reason}{named}")


def _open(judged: Sequence[Judged]) -> Stands:
    """Say how a claim stands that no passage settles."""
    beside = _places(judged)
    if not judged:
        return Stands(Bearing.SILENT, "No passage of the reports speaks to the claim.")
    if any(checked.verdict is Verdict.NOT_CHECKED for _, checked in judged):
        return Stands(Bearing.OPEN, "The nearest passages neither clearly bear it out nor contradict it.", beside)
    return Stands(Bearing.NOT_BORNE_OUT, "The nearest passages do not say so.", beside)


def letter_words(letter: Evaluation) -> str:
    """Name a letter on the group with its date, and say that it gives no grade."""
    day = f"{letter.date:%B %Y}" if letter.date else letter.printed or "day not found"
    return f"Ofsted’s letter on the group ({letter.name.casefold()}, {day}; it gives no grade)"


def _by_reports(judged: Sequence[Judged], sources: Sources, passages: Passages) -> Stands | None:
    """Return how a claim stands by the reports on schools; None where no passage of theirs settles anything."""
    supporting, against = _of(judged, Verdict.SUPPORTED), _of(judged, Verdict.CONTRADICTED)
    if not supporting and not against:
        return None
    return (_of_several if sources.several else _of_one)(supporting, against, sources, passages)


def _of_one(supporting: Sequence[Judged], against: Sequence[Judged], sources: Sources, passages: Passages) -> Stands:
    """Say how a claim stands that one report can bear out."""
    latest = [one for one in supporting if sources.bears_out(one[0].document)]
    denied = [one for one in against if sources.denies(one[0].document)]
    if supporting:
        held = latest or supporting
        denial = _denial(held, denied, sources, passages)
        if latest and denial is None and sources.whole and not sources.of_group:
            return _of_some(latest, sources)
        if latest:
            return _said(latest, denial, sources.where(latest))
        if denial is None:
            return Stands(Bearing.NEWER, "An earlier report says so, and the school has a later one.", _places(held))
        reason = f"An earlier report says so, and a later one says otherwise: {denial.quoted}"
        return Stands(Bearing.CONTRADICTED, reason, (denial.passage, *_places(held)))
    if denied:
        return Stands(Bearing.CONTRADICTED, "A passage of the reports says otherwise.", _places(denied))
    return Stands(Bearing.NEWER, "An earlier report says otherwise, and the school has a later one.", _places(against))


def _of_some(latest: Sequence[Judged], sources: Sources) -> Stands:
    """Say how a claim on no school in particular stands that the latest reports on some schools bear out."""
    schools = len({sources.reports[passage.document][0].key for passage, _ in latest})
    if schools == sources.schools:
        return Stands(Bearing.BORNE_OUT, "Passages of the latest reports on all the schools say so.", _places(latest))
    reason = f"The claim names no school; the latest reports on {schools} of {sources.schools} bear it out."
    return Stands(Bearing.OPEN, reason, _places(latest))


def _of_several(
    supporting: Sequence[Judged], against: Sequence[Judged], sources: Sources, passages: Passages
) -> Stands:
    """Say how a claim on several schools stands: one report that says otherwise is enough, one that says so is not."""
    denied = [one for one in against if sources.denies(one[0].document)]
    if denied:
        reason = "The claim is on several schools, and a report on one says otherwise."
        return Stands(Bearing.CONTRADICTED, reason, _places(denied))
    latest = [one for one in supporting if sources.bears_out(one[0].document)]
    schools = {sources.reports[passage.document][0].key for passage, _ in latest}
    if latest and len(schools) == sources.schools:
        said = "Passages of the latest reports on all the schools say so"
        denial = _denial(latest, (), sources, passages)
        if denial is None:
            return Stands(Bearing.BORNE_OUT, f"{said}.", _places(latest))
        reason = f"{said}, and a passage on one says otherwise: {denial.quoted}"
        return Stands(Bearing.BOTH, reason, (*_places(latest), denial.passage))
    reason = f"The claim is on several schools; the latest reports on {len(schools)} of {sources.schools} bear it out."
    return Stands(Bearing.OPEN, reason, _places(latest or [*supporting, *against]))


def _by_letters(judged: Sequence[Judged], sources: Sources, passages: Passages) -> Stands | None:
    """Return how a claim stands by the latest letter on the group that settles it; None where none does."""
    latest_first = sorted(sources.letters.values(), key=lambda one: one.date or date.min, reverse=True)
    for letter in latest_first:
        own = [one for one in judged if one[0].document == letter.document]
        supporting, against = _of(own, Verdict.SUPPORTED), _of(own, Verdict.CONTRADICTED)
        if supporting:
            found = _said(supporting, _denial(supporting, against, sources, passages), letter_words(letter))
            if found.bearing is Bearing.BORNE_OUT and letter != latest_first[0]:
                return Stands(Bearing.NEWER, f"{found.reason} The group has a later one.", found.passages)
            return found
        if against:
            return Stands(Bearing.CONTRADICTED, f"{letter_words(letter)} says otherwise.", _places(against))
    return None


def _said(supporting: Sequence[Judged], denial: _Denial | None, where: str) -> Stands:
    """Say how a claim stands that passages of one place bear out, and perhaps another passage denies.

    What only a model takes for likely does not stand against a denial in the same document (`checking.otherwise`).
    """
    shown = _places(supporting)
    if denial is None:
        return Stands(Bearing.BORNE_OUT, f"{where} says so.", shown)
    same = [checked for passage, checked in supporting if passage.document == denial.passage.document]
    if len(same) == len(supporting) and all(checked.score < OUTRIGHT for checked in same):
        reason = f"{where} only comes near to saying so, and another says otherwise: {denial.quoted}"
        return Stands(Bearing.CONTRADICTED, reason, (denial.passage, *shown))
    return Stands(
        Bearing.BOTH, f"{where} says so, and another says otherwise: {denial.quoted}", (*shown, denial.passage)
    )


def _together(letter: Stands, reports: Stands) -> Stands:
    """Return how a claim stands by a letter on the group and by reports on its schools."""
    reason = f"{letter.reason} {reports.reason}"
    places = tuple(dict.fromkeys((*letter.passages, *reports.passages)))
    if reports.bearing not in _FIRM or letter.bearing is reports.bearing:
        return Stands(letter.bearing, reason, places)
    if letter.bearing not in _FIRM:
        return Stands(reports.bearing, reason, places)
    return Stands(Bearing.BOTH, reason, places)


@dataclass(frozen=True, slots=True)
class _Denial:
    """A passage that says otherwise than one that bears the claim out, and its sentence."""

    passage: Passage
    sentence: str

    @property
    def quoted(self) -> str:
        return f"“{self.sentence}”"


def _denial(
    supporting: Sequence[Judged], denied: Sequence[Judged], sources: Sources, passages: Passages
) -> _Denial | None:
    """Return what says otherwise: a passage that was judged so, else a sentence that conflicts word for word.

    None where a passage that bears the claim out has none against it in the documents that may deny it.
    """
    for passage, _ in denied:
        return _Denial(
            passage, max((one.text for one in passage.sentences), key=lambda text: shared(sources.words, text))
        )
    found: _Denial | None = None
    for document in dict.fromkeys(passage.document for passage, _ in supporting):
        read = (otherwise_in(passages(other), sources.matter) for other in sources.against(document))
        other = next((one for one in read if one), None)
        if other is None:
            return None
        found = found or _Denial(other[0], other[1])
    return found


def _of(judged: Sequence[Judged], verdict: Verdict) -> list[Judged]:
    return [one for one in judged if one[1].verdict is verdict]


def _places(judged: Sequence[Judged]) -> tuple[Passage, ...]:
    return tuple(passage for passage, _ in judged)


__all__ = ["Judged", "Passages", "Sources", "Stands", "letter_words", "stands"]
