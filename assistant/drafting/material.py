"""The evidence that a draft may use: a group's patterns, and the printed judgements of its latest reports.

Turns mentions and judgements into citations and picks sentences that can stand alone. Writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import pairwise

from assistant.drafting.frameworks import FrameworkQuestion
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.own_documents import SELF_EVALUATION, Own, claims_practice, claims_success, own_of
from assistant.drafting.values import Cite, Graded
from assistant.drafting.wording import latest
from assistant.patterns.responses import OF_PUPILS
from assistant.patterns.values import GroupPatterns, GroupSchool, Statement
from assistant.themes.values import Direction, Mention, SchoolReport, Theme, plain_area
from assistant.themes.wording import direction_of
from ingest.documents import Locator
from ingest.inspections import Inspection, ReportFormat, Scale
from ingest.library import Library

KINDS = {
    ReportFormat.REPORT_CARD: "report card",
    ReportFormat.SHORT_INSPECTION: "letter",
    ReportFormat.MONITORING: "letter",
    ReportFormat.TRUST_EVALUATION: "letter",
    ReportFormat.FOCUSED_REVIEW: "letter",
    ReportFormat.DOCUMENT: "document",
}
SCALES = {
    Scale.OEIF: "the four-point scale of earlier reports",
    Scale.REPORT_CARD: "the report card’s five-point scale",
    Scale.MET_NOT_MET: "the scale of met and not met",
}
_LEANS = re.compile(
    r"^(?:this|these|those|that|they|them|their|it|its|he|she|such|here|there|some|others|other|also|however|but|and|"
    r"yet|for example|for instance|as a result|because of this|similarly|likewise|in addition|equally|consequently|"
    r"therefore|nevertheless|the same)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:but|however|although|though|yet|except|not|nor|no|few|less|too (?:few|many)|weak\w*|lack\w*|declin\w*|"
    r"poor\w*|until|brisker|mixed|on paper|broadly|a little under|below|typical|in line with|similar to|close to|"
    r"need\w*|was|were|had|previously|at the time)\b",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"(?:however|but|yet|nevertheless|nonetheless|in practice|despite this|even so|still|that said|by contrast)\b",
    re.IGNORECASE,
)
"""How a sentence begins that takes back the one before."""
_POINTS = re.compile(r"\b(?:this|these|for instance|for example|such as|in turn)\b", re.IGNORECASE)
_BARE_POINTER = re.compile(
    r"\b(?:this|these|those)\b(?=\s*[.,;]|\s+(?:until|before|and|but|by|is|was|has|had|\w+ly)\b)", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_BEFORE_PRONOUN = re.compile(
    r"\b(?:pupils|children|students|leaders|staff|teachers|governors|trustees|parents|adults)\b", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W_]{4,}")
_COMMON = frozenset("from between schools checking design group years form progress staff personal".split())
_OTHER_SENSES = {
    "mathematics": re.compile(r"\b(?:English|reading|writing) (?:and|or) mathematics\b"),
    "curriculum": re.compile(
        r"\btimetable of\b(?=.*\bclubs?\b)|\b(?:governors?|governing|trustees|committee|minutes)\b", re.IGNORECASE
    ),
    "personal-development": re.compile(r"\bstatutory responsibilities\b", re.IGNORECASE),
    "achievement": re.compile(r"\bin progress\b|\bprogress (?:along|to a|into)\b|\bas well as progress\b"),
}
"""Where a cue of a theme means something else or is named in passing: teaching that is in progress, what governors ask
of the curriculum, help to keep up with English and mathematics. A next step is never in passing."""
_OTHER_SUBJECTS = {"parents": re.compile(r"\bstaff survey\b", re.IGNORECASE)}
"""Where it does in the group's own documents."""
_STEM = 6
"""Letters by which a word of a theme's name is looked for: "attend", "curric"."""
_WHOLE = frozenset({"leadership"})
"""Words of names that are looked for whole: nearly every sentence of a report has leaders in it."""
FEWEST_OWN = 2
"""Sentences of strength beside which one of need does not keep a school from being counted. Chosen."""
SHORTEST, LONGEST = 7, 34
"""Words of a sentence that is quoted as a strength. Chosen: shorter ones say little, longer ones say several things."""
READS_BEST = 18
"""Words of the sentence that is quoted first among equals. Chosen: about the middle of the two."""


class Material:
    """What there is to write from, for one group."""

    def __init__(self, library: Library, patterns: GroupPatterns, narrowing: Narrowing | None = None) -> None:
        self.patterns = patterns
        self.narrowing = narrowing or Narrowing()
        self.library = library
        self._reports = {r.document: (school, r) for school in patterns.schools for r in school.reports}
        self._inspections = {i.document: i for i in library.inspections(list(self._reports))}
        self._own: dict[str, Own] = {}
        self._following: dict[str, dict[Locator, str]] = {}
        self._judgements: dict[str, list[Cite]] = {}

    @property
    def schools(self) -> tuple[GroupSchool, ...]:
        """The schools that have a report: every count is of these."""
        return tuple(school for school in self.patterns.schools if school.reports)

    @property
    def people(self) -> tuple[str, ...]:
        """The names of people in the reports' headings, which no sentence may carry."""
        return tuple(sorted({_plain_name(p.name.text) for i in self._inspections.values() for p in i.people} - {""}))

    @property
    def survey_results(self) -> int:
        """How many survey results the library holds on these schools. Drafts quote none: a table has no sentences."""
        names = {school.name for school in self.schools}
        return sum(row.says.school in names for row in self.library.tables.surveys())

    def theme(self, key: str) -> Theme:
        """Return a theme by its key."""
        return self.patterns.theme(key)

    def mentions(self, theme: str, school: GroupSchool, direction: Direction) -> list[Mention]:
        """Return what the latest report on a school says of a theme in one direction."""
        found = self.patterns.matrix.cell(school.key, theme).of(direction)
        return [m for m in found if m.id not in self.narrowing.left_out and not _of_another_sense(m)]

    def chosen(self, theme: str) -> list[Mention]:
        """Return what a person wants to be quoted on a theme."""
        cells = [self.patterns.matrix.cell(school.key, theme) for school in self.schools]
        return [mention for cell in cells for mention in cell.mentions if mention.id in self.narrowing.quoted]

    def steps(self, theme: str, school: GroupSchool) -> list[Mention]:
        """Return the next steps of the latest report that speak of a theme, those of fewest themes first."""
        found = [m for m in self.mentions(theme, school, Direction.NEED) if m.next_step]
        return sorted(found, key=lambda m: (len(self._themes_of(m)), m.locators[0].page))

    def strengths(self, theme: str, school: GroupSchool) -> list[Mention]:
        """Return sentences of the latest report that say a strength and can be understood alone, best first."""
        return self.best([m for m in self.mentions(theme, school, Direction.STRENGTH) if stands_alone(m)])

    def counted(self, theme: str, school: GroupSchool) -> list[Mention]:
        """Return the strengths for which a school is counted: what can be quoted first, then what is read in place."""
        alone = self.strengths(theme, school)
        rest = [m for m in self.mentions(theme, school, Direction.STRENGTH) if m not in alone and self.is_plain(m)]
        named = [*alone, *sorted(rest, key=lambda m: (leans(m.text), len(self._themes_of(m))))]
        return sorted(named, key=lambda m: (not self.names(m), not _shows_theme(m)))

    def is_plain(self, mention: Mention) -> bool:
        """Say whether a sentence of strength is one without a turn in it or behind it."""
        turned = _TURNS.search(mention.text) or _TURNING.match(self._next(mention))
        return not mention.next_step and not turned

    def outspoken(self, theme: str, school: GroupSchool) -> bool:
        """Say whether a latest report describes a strength in sentences' own words, and asks for nothing in the theme.

        One of them names the theme. Two are enough; one only where no other sentence tells of a need.
        """
        strengths = [m for m in self.mentions(theme, school, Direction.STRENGTH) if _own_words(m)]
        needs = [m for m in self.mentions(theme, school, Direction.NEED) if _own_words(m)]
        plain = any(self.names(m) and not leans(m.text) for m in strengths) and not self.steps(theme, school)
        return plain and (len(strengths) >= FEWEST_OWN or not needs)

    def gone(self, theme: str) -> list[tuple[Mention, list[Mention]]]:
        """Return next steps on a theme after which the school's next report sets none but speaks of it, newest first.

        Each with what that report says of the theme. One that a report after that, or a letter, asks for again is not
        gone; and that a letter sets none says nothing, for it looks at a few matters.
        """
        found: list[tuple[Mention, list[Mention]]] = []
        for school in self.schools:
            said: dict[str, list[Mention]] = {report.document: [] for report in school.reports}
            for mention in self.patterns.history.cell(school.key, theme).mentions:
                left_out = mention.id in self.narrowing.left_out or _of_another_sense(mention)
                if mention.document in said and not left_out:
                    said[mention.document].append(mention)
            full = [report for report in school.reports if not report.is_letter]
            for before, after in pairwise(full):
                steps = [m for m in said[before.document] if m.next_step]
                later = said[after.document]
                since = school.reports[school.reports.index(before) + 1 :]
                if steps and later and not any(m.next_step for report in since for m in said[report.document]):
                    found.append((steps[0], later))
        return sorted(found, key=lambda pair: str(pair[1][0].date), reverse=True)

    def best(self, strengths: Sequence[Mention]) -> list[Mention]:
        """Return strengths in order: what names its theme first. One that the next sentence turns round is left out.

        So is one that the next sentence, of the same theme, follows with a need.
        """
        found = [m for m in strengths if not _TURNING.match(self._next(m)) and not self._is_taken_back(m)]
        return sorted(found, key=lambda m: (not self.names(m), len(self._themes_of(m)), _from_best_length(m.text)))

    def plainest(self, mentions: Sequence[Mention]) -> list[Mention]:
        """Return mentions in order: those that name their theme, then those that show it themselves, first."""
        return sorted(mentions, key=lambda m: (not self.names(m), not _shows_theme(m), leans(m.text)))

    def names(self, mention: Mention) -> bool:
        """Say whether a sentence names its theme, by a word of the theme's name: else it shows the theme by a cue."""
        words = _WORDS.findall(self.theme(mention.theme).name.casefold())
        looked_for = [word if word in _WHOLE else word[:_STEM] for word in words if word not in _COMMON]
        return any(word in mention.text.casefold() for word in looked_for)

    def _next(self, mention: Mention) -> str:
        """Return the sentence after a mention in its passage; nothing at the passage's end."""
        if mention.document not in self._following:
            self._following[mention.document] = {
                one.locators[-1]: two.text
                for passage in self.library.passages_of(mention.document)
                for one, two in zip(passage.sentences, passage.sentences[1:], strict=False)
            }
        return self._following[mention.document].get(mention.locators[-1], "")

    def _is_taken_back(self, mention: Mention) -> bool:
        """Say whether the sentence after a strength tells of a need in the same theme, whatever it begins with."""
        following = self._next(mention)
        said = self.patterns.history.cell(mention.school, mention.theme).of(Direction.NEED) if following else ()
        return any(m.document == mention.document and m.text == following for m in said)

    def cite(self, mention: Mention) -> Cite:
        """Return the citation of a mention."""
        school, report = self._reports[mention.document]
        return Cite(
            mention.document, report.file, school.name, report.date, mention.text, mention.locators,
            kind=kind_of(report),
        )  # fmt: skip

    def cite_statement(self, statement: Statement) -> Cite:
        """Return the citation of a statement: of a report where it stands in one, else of the group's own document."""
        school, report = self._reports.get(statement.document, (None, None))
        own = None if report else self.own(statement.document)
        return Cite(
            statement.document,
            statement.file,
            school.name if school else None,
            report.date if report else statement.date,
            statement.text,
            statement.locators,
            kind=kind_of(report) if report else own.kind if own else "document",
            owner=own.owner if own else "",
        )

    def holds(self, statement: Statement) -> bool:
        """Say whether a statement stands in a report on a chosen school or in a document of the group’s own."""
        return statement.document in self._reports or statement.document in self.patterns.other_documents

    def is_overtaken(self, statement: Statement) -> bool:
        """Say whether an earlier report's words are on a theme in which the latest one on the school asks for more."""
        school, report = self._reports.get(statement.document, (None, None))
        if school is None or report == latest(school):
            return False
        row = self.patterns.history.row(school.key)
        themes = [cell.theme for cell in row for m in cell.mentions if m.locators == statement.locators]
        return any(self.steps(theme, school) for theme in themes)

    def own(self, document: str) -> Own:
        """Return what one of the group's own documents is, and whose."""
        if document not in self._own:
            names = [school.name for school in self.patterns.schools]
            self._own[document] = own_of(self.library.document(document), self.patterns.group, names)
        return self._own[document]

    def statements(self, theme: str) -> list[Statement]:
        """Return what the group's own documents say on a theme, each sentence once.

        What is said on attendance and answers a step on that of disadvantaged pupils is said on attendance.
        """
        responses = self.patterns.responses
        elsewhere = {s.locators for r in responses if theme in OF_PUPILS and r.theme != theme for s in r.papers}
        said = [s for r in responses if r.theme == theme for s in r.papers if s.locators not in elsewhere]
        other = _OTHER_SUBJECTS.get(theme)
        return list({s.locators: s for s in said if other is None or not other.search(s.text)}.values())

    def against(self, statement: Statement, theme: str) -> list[tuple[GroupSchool, Mention]]:
        """Return the needs in the latest reports on the schools that a statement of success speaks of, one for each."""
        if not claims_success(statement) and not (claims_practice(statement) and self._assesses(statement)):
            return []
        meant = [s for s in self.schools if not statement.schools or s.key in statement.schools]
        if claims_success(statement):
            found = [(school, self.steps(theme, school) or self._only_needs(theme, school)) for school in meant]
        else:
            found = [(school, self.steps(theme, school)) for school in meant]
        return [(school, needs[0]) for school, needs in found if needs]

    def overtaken(self, statement: Statement, theme: str) -> list[tuple[GroupSchool, Mention]]:
        """Return the strengths in the latest reports on the schools of which a statement tells a need, one for each."""
        if direction_of(statement.text)[0] is not Direction.NEED or not self._assesses(statement):
            return []
        named = [s for s in self.schools if s.key in statement.schools and self.outspoken(theme, s)]
        found = [(school, [m for m in self.strengths(theme, school) if self.names(m)]) for school in named]
        return [(school, strengths[0]) for school, strengths in found if strengths]

    def _assesses(self, statement: Statement) -> bool:
        """Say whether a statement stands in a document that says how things are, not in a plan."""
        return self.holds(statement) and self.own(statement.document).kind == SELF_EVALUATION

    def _only_needs(self, theme: str, school: GroupSchool) -> list[Mention]:
        """Return the needs of a report that tells of no strength in a theme."""
        if self.mentions(theme, school, Direction.STRENGTH):
            return []
        return [m for m in self.mentions(theme, school, Direction.NEED) if not leans(m.text)]

    def judgements(self, question: FrameworkQuestion) -> list[Cite]:
        """Return the printed judgements of the latest reports in the question's areas."""
        wanted = {plain_area(area) for area in question.areas}
        cites = [cite for school in self.schools for cite in self._judged(school, latest(school))]
        return [cite for cite in cites if cite.graded and plain_area(cite.graded.area) in wanted]

    def printed(self, school: GroupSchool) -> list[Cite]:
        """Return every judgement of the latest report on a school that prints any."""
        return next((cites for report in reversed(school.reports) if (cites := self._judged(school, report))), [])

    def _judged(self, school: GroupSchool, report: SchoolReport) -> list[Cite]:
        """Return the judgements of a report, read from their pages once a draft: every question asks for them."""
        if report.document not in self._judgements:
            self._judgements[report.document] = self._judgements_of(school, report)
        return self._judgements[report.document]

    def _judgements_of(self, school: GroupSchool, report: SchoolReport) -> list[Cite]:
        inspection: Inspection | None = self._inspections.get(report.document)
        return [
            Cite(
                report.document, report.file, school.name, judgement.date or report.date,
                self._text([judgement.locator]), (judgement.locator,),
                Graded(judgement.area, judgement.grade, judgement.scale.value), kind_of(report),
            )
            for judgement in (inspection.judgements if inspection else ())
        ]  # fmt: skip

    def _text(self, locators: Sequence[Locator]) -> str:
        return " ".join(place.span.of(self.library.page(place.document, place.page).text) for place in locators)

    def _themes_of(self, mention: Mention) -> Set[str]:
        return self._themes_at.get((mention.school, mention.locators), frozenset())

    @cached_property
    def _themes_at(self) -> dict[tuple[str, tuple[Locator, ...]], set[str]]:
        """The themes of each sentence of the latest reports, by its school and place."""
        themes: dict[tuple[str, tuple[Locator, ...]], set[str]] = {}
        for school in self.patterns.schools:
            for cell in self.patterns.matrix.row(school.key):
                for mention in cell.mentions:
                    themes.setdefault((school.key, mention.locators), set()).add(cell.theme)
        return themes


def _from_best_length(text: str) -> int:
    return abs(len(text.split()) - READS_BEST)


def _of_another_sense(mention: Mention) -> bool:
    """Say whether the word that shows a mention's theme has another meaning in its sentence."""
    other = None if mention.next_step else _OTHER_SENSES.get(mention.theme)
    return other is not None and other.search(mention.text) is not None


def _own_words(mention: Mention) -> bool:
    """Say whether a sentence's own words give its direction, and not its neighbour's or its heading's."""
    return "goes on from" not in mention.why.rpartition(";")[2] and "stands in" not in mention.why


def _shows_theme(mention: Mention) -> bool:
    """Say whether a sentence shows its theme itself, and not only the sentence before it."""
    return not mention.why.startswith("goes on from")


def stands_alone(mention: Mention) -> bool:
    """Say whether a sentence can be quoted by itself as a strength: whole, not too long, without a turn in it."""
    text = mention.text
    count = len(text.split())
    if mention.next_step or not SHORTEST <= count <= LONGEST or "“" in text or "goes on from" in mention.why:
        return False
    if not text[0].isupper() or not text.endswith(".") or _LEANS.match(text) or _TURNS.search(text):
        return False
    pronoun = _PRONOUN.search(text)
    refers = pronoun is not None and not _BEFORE_PRONOUN.search(text, 0, pronoun.start())
    return not refers and not _POINTS.search(text)


def leans(text: str) -> bool:
    """Say whether a sentence points at the one before it: by its first word, or by a "this" that stands alone."""
    return bool(_LEANS.match(text) or _BARE_POINTER.search(text))


def kind_of(report: SchoolReport) -> str:
    """Return what a report is called in a sentence."""
    return KINDS.get(report.format, "report")


def _plain_name(text: str) -> str:
    """Return a name without its title and what stands in brackets after it."""
    plain = re.sub(r"\s*\(.*?\)", "", text)
    return re.sub(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Reverend|Rev|Professor)\.?\s+)+", "", plain).strip()


__all__ = ["SCALES", "Material", "kind_of", "leans", "stands_alone"]
