"""Evidence to claims: markers, the leading sentence, coverage and notes.

Writes the few words that are the program's own; every other word shown is a document's. Counts are
computed here from lists that the answer carries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import AnswerClaim, Chip, Citation, Coverage, Searched, Source, Status
from assistant.answering.denied import saying_no, schools_denying
from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.answering.papers.whole_group import of_schools, set_apart
from assistant.questions.aim import Aim
from assistant.questions.direction import StrengthOrNeed, asks_who_does_not
from assistant.schools.followed import followed_by
from assistant.schools.register import register_of
from assistant.scope import QuestionScope
from ingest.inspections import FORMAT_NAMES, ReportFormat
from ingest.library import DocumentRecord
from ingest.number_words import in_words
from ingest.phrases import listed

OLD_YEARS = 4
"""Years after which a report counts as old: inspections of a school lie about four years apart."""
STANDING = "{school}: {later} came after these grades; it gives none, so these stand."
"""Of grades that a letter or an ungraded inspection has followed: a table of grades has no place for it."""
_STRANDS = {StrengthOrNeed.NEED: "To improve", StrengthOrNeed.STRENGTH: "Strength"}
_WORDS = {StrengthOrNeed.NEED: "anything that needs to improve", StrengthOrNeed.STRENGTH: "a strength"}


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer before its quotations are checked against the pages."""

    scope: QuestionScope
    status: Status
    lead: str
    claims: tuple[AnswerClaim, ...]
    searched: Searched
    coverage: Coverage | None
    nearest: tuple[Citation, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]


class AnswerComposer:
    """Turns selected evidence into claims with numbered citations."""

    def __init__(self, records: Mapping[str, DocumentRecord], first_marker: int, today: date | None = None) -> None:
        self._today = today or date.today()
        self._records = records
        self._next = first_marker
        self._markers: dict[tuple[str, str, int], Citation] = {}

    def compose(self, selected: SelectedEvidence) -> Composed:
        """Put the evidence together; what is silent is listed as silent."""
        scope = selected.scope
        if scope.choices:
            return _asked_back(scope)
        speaking = _firmest_first(selected.schools) if not scope.named else _speaking(selected.schools)
        no = schools_denying(scope, speaking)
        speaking.sort(key=lambda school: school.name in no)  # who does it comes before who says that it does not
        if of_schools(scope):  # what papers on all of them say stands after the reports
            speaking.sort(key=lambda school: not school.is_school)
        if scope.tested:  # the paper whose word is put to the test comes first
            speaking.sort(key=lambda school: school.is_school)
        claims = tuple(self._claim(school, item) for school in speaking for item in school.evidence)
        coverage = None if selected.whole else _coverage(scope, selected.schools)
        missing = _missing(scope, selected) if speaking else ()
        status = Status.NOT_FOUND if not speaking else Status.PARTIAL if missing else Status.ANSWERED
        return Composed(
            scope=scope,
            status=status,
            lead=selected.lead
            or (_graded(speaking, claims) if _one_grade(selected) else _lead(selected, coverage, no)),
            claims=claims,
            searched=_searched(selected),
            coverage=coverage,
            nearest=tuple(self._citation(item) for item in selected.nearest),
            missing=missing,
            notes=(
                *selected.notes,
                *(() if selected.lead else _side_by_side(scope, speaking)),
                *set_apart(scope, speaking, claims),
                *_otherwise(scope, selected.schools),
                *_notes(scope, speaking, claims),
                *_age(scope, claims, self._today),
            ),
        )

    def _claim(self, school: SchoolEvidence, evidence: Evidence) -> AnswerClaim:
        citation = self._citation(evidence)
        text = evidence.statement or evidence.quote
        strand = _STRANDS[evidence.strand] if evidence.strand else ""
        return AnswerClaim(text, "supported", (citation,), school.name, strand, evidence.matter)

    def _citation(self, evidence: Evidence) -> Citation:
        place = evidence.locators[0]
        key = (evidence.document, evidence.quote, place.page)
        if key not in self._markers:
            self._markers[key] = Citation(
                marker=self._next,
                source=source_of(self._records[evidence.document], self._records.values(), graded=evidence.graded),
                quote=evidence.quote,
                locators=evidence.locators,
                heading=evidence.heading,
                before=evidence.before,
            )
            self._next += 1
        return self._markers[key]


def _asked_back(scope: QuestionScope) -> Composed:
    """Ask which is meant, where the question leaves it open: nothing is searched and nothing guessed."""
    return Composed(scope, Status.DECLINED, scope.unclear, (), Searched(0, (), 0), None, (), (), ())


def _speaking(schools: Sequence[SchoolEvidence]) -> list[SchoolEvidence]:
    return [school for school in schools if school.evidence]


def _firmest_first(schools: Sequence[SchoolEvidence]) -> list[SchoolEvidence]:
    """Return the schools that speak, those whose best sentence is likeliest to answer first; no order of merit."""
    return sorted(
        _speaking(schools), key=lambda school: (-max(item.probability for item in school.evidence), school.name)
    )


def source_of(record: DocumentRecord, records: Iterable[DocumentRecord] = (), *, graded: bool = False) -> Source:
    """Describe a document as people know it.

    `records` tell whether a newer inspection has superseded it (where `graded`, a grade of it), or a letter has
    followed it, and under which name its school is shown.
    """
    held = list(records)
    later = followed_by(record, held, graded=graded)
    return Source(
        document=record.id,
        file=record.filename,
        title=record.title or record.filename,
        school=register_of(held).label(record),
        date=record.start,
        date_printed=record.dates_printed,
        format=FORMAT_NAMES[record.format],
        superseded_by=later.words if later and later.superseded else None,
        followed_by=later.words if later and not later.superseded else None,
    )


def _coverage(scope: QuestionScope, schools: Sequence[SchoolEvidence]) -> Coverage | None:
    """Count who speaks, for a question about schools in general or one to which several speak."""
    asked = [school for school in schools if school.is_school]
    speaking = tuple(school.name for school in asked if school.evidence)
    if scope.named or len(asked) < 2 or not speaking or not (scope.across or len(speaking) > 1):
        return None
    silent = tuple(school.name for school in asked if not school.evidence)
    return Coverage(tuple(school.name for school in asked), speaking, silent, len(_areas(scope)))


def _missing(scope: QuestionScope, selected: SelectedEvidence) -> tuple[str, ...]:
    """Say what stays unanswered: a school that was named, a part of the question."""
    silent_ones = [school for school in selected.schools if not school.evidence and school.is_school]
    schools = silent_ones if scope.named else []
    silent = tuple(f"Nothing found for {school.name}." for school in schools)
    return silent + tuple(f"Nothing found on this part of the question: “{part}”." for part in selected.missing)


def _lead(selected: SelectedEvidence, coverage: Coverage | None, denying: Sequence[str]) -> str:
    scope, speaking = selected.scope, _speaking(selected.schools)
    if not speaking:
        return _not_found(scope, selected)
    if coverage is not None:
        return _counted(selected, coverage, denying)
    names = listed([school.name for school in speaking])
    if scope.said and not any(school.is_school for school in speaking):
        return f"What these papers say of {listed(scope.said)}:"
    if not any(school.is_school for school in speaking):
        return f"From {names}:"
    if all(school.from_older for school in speaking):
        return _older(scope, speaking, names)
    return f"From the report on {names}:" if len(speaking) == 1 else f"From the reports on {names}:"


def _older(scope: QuestionScope, speaking: Sequence[SchoolEvidence], names: str) -> str:
    """Say that the newest reports gave no answer, and not that they are silent: a search can miss what stands there."""
    if len(speaking) == 1:
        when = _latest(scope, speaking[0].name)
        return f"In the latest report{when} nothing was found that answers this; an older report on {names} says:"
    return f"In the latest reports nothing was found that answers this; older reports on {names} say:"


def _latest(scope: QuestionScope, name: str) -> str:
    """Return the dates of a school's newest report in brackets, as printed; nothing where it prints none."""
    dates = next((school.latest.dates_printed for school in scope.schools if school.name == name), None)
    return f" ({dates})" if dates else ""


_SILENCE = "Which do not, silence does not tell: reports seldom say what a school does not do or have."


def _counted(selected: SelectedEvidence, coverage: Coverage, denying: Sequence[str]) -> str:
    """Say how many schools speak, and to what, where the subject and the direction are known."""
    count, scope = coverage.count, selected.scope
    if asks_who_does_not(scope.question) and not scope.aim.one_way:
        return f"{_SILENCE} {count} {'says' if len(coverage.speaking) == 1 else 'say'} something of it, as quoted."
    verb = "speaks" if len(coverage.speaking) == 1 else "speak"
    if selected.of:
        return f"{count} {verb} of {selected.of} in the reports searched."
    if scope.aim.topics and scope.aim.one_way:
        what = _way(scope.aim, {StrengthOrNeed.NEED: "something to improve", StrengthOrNeed.STRENGTH: "a strength"})
        name = "it names" if len(coverage.speaking) == 1 else "they name"
        return f"{count} {verb} to this in the reports searched: {name} {what} {_on(scope.aim)}."
    return f"{count} {verb} to this in the reports searched{saying_no(denying)}."


def _one_grade(selected: SelectedEvidence) -> bool:
    found = [item for school in selected.schools for item in school.evidence]
    return len(found) == 1 and found[0].graded


def _graded(speaking: Sequence[SchoolEvidence], claims: Sequence[AnswerClaim]) -> str:
    """State a single grade as printed, with school and date."""
    claim, source = claims[0], claims[0].citations[0].source
    area, _, grade = claim.text.rpartition(": ")
    when = f", inspected {source.date_printed}" if source.date_printed else ""
    return f"{speaking[0].name}{when}: the grade for ‘{area}’ is printed as ‘{grade}’."


def _not_found(scope: QuestionScope, selected: SelectedEvidence) -> str:
    if scope.unknown and not scope.named:
        names = listed([f"‘{name}’" for name in scope.unknown])
        return f"The library holds no report on {names}, so this cannot be answered."
    count = len(_looked_through(selected))
    if not scope.documents:
        return "No document in the library fits the schools, formats and years that were asked for."
    where = f"in {count} documents" if count != 1 else "in the one document"
    if selected.of:
        wider = f" Of {selected.broader} they say what stands below." if selected.broader else ""
        return f"Not found: nothing {where} searched speaks of {selected.of}.{wider}"
    schools = f" on {listed([school.name for school in scope.schools])}" if scope.named and scope.schools else ""
    return f"Not found: nothing {where} searched{schools} answers this."


def _age(scope: QuestionScope, claims: Sequence[AnswerClaim], today: date) -> list[str]:
    """Say how many of the reports quoted are old, where nobody asked for old ones."""
    if scope.past:
        return []
    dates = {c.source.document: c.source.date for claim in claims for c in claim.citations if c.source.date}
    old = [day for day in dates.values() if day.replace(year=day.year + OLD_YEARS, day=min(day.day, 28)) < today]
    if not old:
        return []
    if len(dates) == 1:
        return [f"This report is more than {in_words(OLD_YEARS)} years old."]
    if len(old) == len(dates) == 2:
        return [f"Both of these reports are more than {in_words(OLD_YEARS)} years old."]
    count = in_words(len(old), "none")
    verb = "is" if len(old) == 1 else "are"
    return [f"{count.capitalize()} of these {len(dates)} reports {verb} more than {in_words(OLD_YEARS)} years old."]


def _otherwise(scope: QuestionScope, schools: Sequence[SchoolEvidence]) -> list[str]:
    """Say which silent schools speak of the subject, but not in the direction that is asked for."""
    names = [school.name for school in schools if school.otherwise]
    if not names or not scope.aim.one_way:
        return []
    verb = "speaks" if len(names) == 1 else "speak"
    return [f"{listed(names)} {verb} of {scope.aim.subject}, but not of {_way(scope.aim, _WORDS)}."]


_NOT_IN = frozenset(
    {"bullying", "suspensions", "parents", "workload", "disadvantaged pupils", "waiting times", "children in care"}
)
"""Subjects in which there is no strength: people, and what there should be less of."""


def _on(aim: Aim) -> str:
    return f"on the subject of {aim.subject}" if _NOT_IN & {t.name for t in aim.topics} else f"in {aim.subject}"


def _way(aim: Aim, words: Mapping[StrengthOrNeed, str]) -> str:
    return aim.change.value if aim.change is not None else words[aim.direction] if aim.direction else ""


_COMPARES = re.compile(
    r"\b(?:better|worse|best|worst|stronger|weaker)\b"
    r"|^\W*(?:and |so )?which (?:one |school |area )?(?:is|are|was|has) \w+er\b",
    re.IGNORECASE,
)
_MOST = re.compile(r"\b(?:most|highest|lowest|fewest|least|largest|smallest|worst|best)\b", re.IGNORECASE)


def _side_by_side(scope: QuestionScope, speaking: Sequence[SchoolEvidence]) -> list[str]:
    """Say that schools are quoted and not compared, where the question asks which is better or has most."""
    if len(scope.said) > 1 and _COMPARES.search(scope.question):
        return ["Which is better is not said here: each report is quoted by itself, with its date."]
    if not scope.named and len(speaking) > 1 and _MOST.search(scope.question):
        return ["Schools are not ranked: their reports differ in date, and each is quoted by itself."]
    return []


def _notes(scope: QuestionScope, speaking: Sequence[SchoolEvidence], claims: Sequence[AnswerClaim]) -> list[str]:
    older = {claim.school for claim in claims for citation in claim.citations if citation.source.superseded_by}
    notes: list[str] = []
    for school in speaking:
        if school.from_older:
            when = _latest(scope, school.name)
            notes.append(
                f"{school.name}: in the latest report{when} nothing was found that answers this, "
                "so an older one is quoted."
            )
        elif school.name in older:
            notes.append(f"{school.name}: a report quoted here has been followed by a newer inspection.")
    return notes + [STANDING.format(school=name, later=later) for name, later in _followed(speaking, claims)]


def _followed(speaking: Sequence[SchoolEvidence], claims: Sequence[AnswerClaim]) -> dict[tuple[str, str], None]:
    """Return each school whose grades are shown, with what came after them without grading anew."""
    graded = {item.document for school in speaking for item in school.evidence if item.graded}
    sources = [(claim.school or "", citation.source) for claim in claims for citation in claim.citations]
    return dict.fromkeys((name, s.followed_by) for name, s in sources if s.followed_by and s.document in graded)


def _searched(selected: SelectedEvidence) -> Searched:
    """Tell what was looked through: older reports only where they were."""
    scope = selected.scope
    looked_through = _looked_through(selected)
    tables = _tables_only(selected)
    chips = tuple(_chip(chip, selected) for chip in scope.chips if not (tables and chip.key == "latest"))
    return Searched(
        documents=len(tables or looked_through),
        schools=tuple(school.name for school in scope.schools),
        passages=0 if tables else sum(record.passages for record in looked_through),
        narrowed=tuple(chip.words for chip in chips),
        chips=chips,
        areas=len(_areas(scope)),
    )


def _tables_only(selected: SelectedEvidence) -> frozenset[str]:
    """Return the tables that an answer rests on, where it rests on tables alone: then no report was asked."""
    quoted = frozenset(item.document for school in selected.schools for item in school.evidence)
    return quoted if quoted.isdisjoint(r.id for r in selected.scope.documents if r.passages) else frozenset()


def _looked_through(selected: SelectedEvidence) -> list[DocumentRecord]:
    scope = selected.scope
    quoted = {item.document for school in selected.schools for item in school.evidence}
    first = scope.first_documents | {record.id for record in scope.tested} | quoted
    return [record for record in scope.documents if selected.looked_back or record.id in first]


def _chip(chip: Chip, selected: SelectedEvidence) -> Chip:
    """Say of older reports that they were searched too, where they were."""
    if chip.key != "latest" or not selected.looked_back:
        return chip
    words = re.sub(r" \((\d+) older left out\)", r" first (\1 older searched too)", chip.words)
    return Chip(words, "" if selected.of else chip.key)


def _areas(scope: QuestionScope) -> list[str]:
    """Return what is no school: local areas, whose reports in scope are all Area SEND reports."""
    return [
        school.name
        for school in scope.schools
        if all(report.format is ReportFormat.AREA_SEND for report in school.reports)
    ]
