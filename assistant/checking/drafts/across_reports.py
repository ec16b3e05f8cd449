"""Claims about what several reports say of a theme: how many, which and when, each looked up in the report cited.

"On two of the eight schools, next steps in the latest reports concerned attendance: Ash (May 2026), Birch (June 2026)"
is borne out where each of these reports, on a page cited, has a next step of that theme, and the counts are the number
of schools. Speaks only where a claim says nothing else; reads no prose and judges nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.checking.drafts.places import cited_records
from assistant.checking.drafts.record_verdicts import CheckedClaim
from assistant.checking.drafts.retrieval import Gatherer
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.quotations.quotations import stands_in
from assistant.checking.verdict import AGAINST_PROOF, OUTRIGHT, Checked, Reason, Verdict
from assistant.checking.words.keys import keys
from assistant.schools.register import Register
from assistant.themes.kept import KeptMentions
from assistant.themes.themes import shipped_themes
from assistant.themes.theming import shipped_themer
from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord, Library
from ingest.number_words import MONTH_AND_YEAR, in_words

COUNTED = "counted"
_QUOTED = re.compile(r"“([^“”]+)”")
_MONTH = re.compile(rf"\b{MONTH_AND_YEAR}\b")
_NUMBERS = {in_words(value): value for value in range(13)}
_SHARE = re.compile(
    r"\b(?P<least>at least )?(?:(?P<some>[a-z]+|\d+) of (?:the|our) (?P<whole>[a-z]+|\d+)|"
    r"all (?:of )?(?:the |our )?(?P<all>[a-z]+|\d+)) schools\b",
    re.IGNORECASE,
)
_STEP = re.compile(r"\bnext steps?\b", re.IGNORECASE)
_STRENGTH = re.compile(r"\bstrengths?\b", re.IGNORECASE)
_NEED = re.compile(r"\bneeds? for improvement\b", re.IGNORECASE)
_NONE = re.compile(r"\bset none on it\b", re.IGNORECASE)
_PLAIN = (
    "next step set stood among latest report card letter inspection inspector wrote said described told strength for "
    "speak spoke speaks spoken tell tells asked improvement improve "
    "concerned concern had one two three four five six seven eight nine ten eleven twelve all both another successive "
    "none school schools at least in on of the our those that did so by and need needs for improvement it was group "
    "trust own self-evaluation self evaluation improvement plan document minutes board paper stated noted say says"
)
"""Words of such a claim beside schools, months, theme and quotations."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A claim taken apart: its words outside quotations, the theme, what is said of it, and the reports cited."""

    words: str
    theme: Theme
    reports: tuple[DocumentRecord, ...]
    schools: tuple[str, ...]


class Counted:
    """Looks such claims up; reads each report for themes once."""

    def __init__(self, library: Library, gather: Gatherer) -> None:
        self._library, self._gather = library, gather
        self._said: dict[str, tuple[Mention, ...]] = {}

    def judge(self, item: AskedClaim, records: Sequence[DocumentRecord], register: Register) -> CheckedClaim | None:
        """Return the verdict on a claim that says which reports speak of a theme; None where it says more, or less.

        A count that is not the number of schools named contradicts it.
        """
        read = self._taken_apart(item, register)
        if read is None:
            return None
        wrong = _miscounted(read)
        if wrong:
            return self._checked(item, read, Verdict.CONTRADICTED, (Reason("count", wrong[0], wrong[1]),))
        if self._whole_is_wrong(read, records):
            return None
        shown = [self._shown(read, record, _pages(item, record, records, register)) for record in read.reports]
        found = [mention for mention in shown if mention is not None]
        if len(found) < len(shown) or not self._quotations_stand(item, records):
            return None
        reasons = tuple(Reason(COUNTED, one.school, one.text) for one in found)
        return self._checked(item, read, Verdict.SUPPORTED, reasons)

    def _taken_apart(self, item: AskedClaim, register: Register) -> _Read | None:
        words = _QUOTED.sub(" ", item.claim.text)
        reports = tuple(record for record in item.cited if record.format is not ReportFormat.DOCUMENT)
        theme = theme_named(words)
        if not (_STEP.search(words) or _STRENGTH.search(words) or _NEED.search(words)) or theme is None or not reports:
            return None
        if {record.school for record in reports} != set(item.schools):
            return None
        months = {f"{day:%B %Y}" for record in item.cited for day in _days(record)}
        undated = any(not _days(record) for record in item.cited)
        if not undated and not all(match.group() in months for match in _MONTH.finditer(words)):
            return None
        return None if _more(words, theme, item.schools, register) else _Read(words, theme, reports, item.schools)

    def _shown(self, read: _Read, record: DocumentRecord, pages: frozenset[int]) -> Mention | None:
        """Return the mention of a report, on a page cited, that bears out what the claim says of it."""
        said = [one for one in self._mentions(record) if one.theme == read.theme.key]
        last = max(read.reports, key=_day)
        if _NONE.search(read.words) and record == last:  # a need is told of the one before, and none of this one
            if any(one.next_step for one in said):
                return None
            return next(iter(said), None)
        if _STEP.search(read.words):
            said = [one for one in said if one.next_step]
        else:
            wanted = Direction.STRENGTH if _STRENGTH.search(read.words) else Direction.NEED
            said = [one for one in said if one.direction is wanted]
        return next((m for m in said if any(place.page in pages for place in m.locators)), None)

    def _mentions(self, record: DocumentRecord) -> tuple[Mention, ...]:
        if record.id not in self._said:
            report = SchoolReport(record.id, record.filename, record.start or record.published, record.format)
            reader = KeptMentions(self._library, shipped_themer())
            self._said[record.id] = reader.mentions(record.school or "", report)
        return self._said[record.id]

    def _whole_is_wrong(self, read: _Read, records: Sequence[DocumentRecord]) -> bool:
        """Say whether the claim counts of another number than a group of the library has schools with reports."""
        groups = {record.group for record in read.reports}
        held = {r.school for r in records if r.school and r.format is not ReportFormat.DOCUMENT and r.group in groups}
        return any(_number(m["whole"] or m["all"]) not in (None, len(held)) for m in _SHARE.finditer(read.words))

    def _quotations_stand(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> bool:
        texts = [page.text for record in item.cited for page in self._library.pages(record.id)]
        return all(any(stands_in(quoted, text) for text in texts) for quoted in _QUOTED.findall(item.claim.text))

    def _checked(self, item: AskedClaim, read: _Read, verdict: Verdict, reasons: tuple[Reason, ...]) -> CheckedClaim:
        record = read.reports[0]
        pages = [page for citation in item.claim.citations for page in citation.pages]
        words = reasons[0].evidence if verdict is Verdict.SUPPORTED else item.words
        evidence = next((one for page in pages if (one := self._gather.on_page(record, page, words))), None)
        score = OUTRIGHT if verdict is Verdict.SUPPORTED else AGAINST_PROOF
        return CheckedClaim(item.claim, Checked(verdict, reasons, score), evidence)


def _pages(
    item: AskedClaim, record: DocumentRecord, records: Sequence[DocumentRecord], register: Register
) -> frozenset[int]:
    """Return the pages that a claim cites of one document: a citation of another has other pages."""
    own = [one for one in item.claim.citations if record in cited_records([one], "", records, register)]
    return frozenset(page for citation in own for page in citation.pages)


def _miscounted(read: _Read) -> tuple[str, str] | None:
    """Return a count of the claim that is not the number of schools that it names, and that number."""
    for match in _SHARE.finditer(read.words):
        said = _number(match["some"] or match["all"])
        if said is not None and said != len(read.schools):
            return match.group(), f"{len(read.schools)} named"
    return None


def _number(word: str | None) -> int | None:
    if word is None:
        return None
    plain = word.casefold()
    return int(plain) if plain.isdecimal() else _NUMBERS.get(plain)


def _more(words: str, theme: Theme, schools: Sequence[str], register: Register) -> frozenset[str]:
    """Return what a claim says beside schools, months, theme and the words of counting."""
    rest = _MONTH.sub(" ", words)
    for name in _called(theme):
        rest = re.sub(re.escape(name), " ", rest, flags=re.IGNORECASE)
    for mention in reversed([one for one in register.mentions(rest) if set(one.names) & set(schools)]):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    names = frozenset(key.value for name in schools for key in keys(name))
    return frozenset(key.value for key in keys(rest)) - _plain() - names


def theme_named(words: str) -> Theme | None:
    """Return the theme that a claim names, by its name or by what a sentence calls it; the longest wording decides."""
    plain = words.casefold()
    themes = [rules.theme for rules in shipped_themes()]
    named = [(len(name), theme) for theme in themes for name in _called(theme) if name.casefold() in plain]
    return max(named, key=lambda pair: pair[0], default=(0, None))[1]


def _called(theme: Theme) -> list[str]:
    """Return what a theme is called, the longest first: "Support for disadvantaged pupils", "Disadvantaged pupils"."""
    return sorted({theme.name, *([theme.phrase] if theme.phrase else [])}, key=lambda name: -len(name))


def _plain() -> frozenset[str]:
    return frozenset(key.value for key in keys(_PLAIN))


def _days(record: DocumentRecord) -> list[date]:
    return [day for day in (record.start, record.end, record.published) if day]


def _day(record: DocumentRecord) -> date:
    return record.start or record.published or date.min


__all__ = ["COUNTED", "Counted"]
