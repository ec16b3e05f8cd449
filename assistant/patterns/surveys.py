"""Surveys of a group: schools × questions with benchmark, change between waves, outliers, and a bridge to reports.

Every figure is one row of one survey's file and opens it. A share of a suppressed row is nowhere. Two waves are
compared only where they ask the same question, in the same words or in words that a person has listed as the same.
No figure of the schools together is worked out; the spread is the lowest and the highest school's own figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from assistant.patterns.grades import YearRange
from assistant.patterns.values import GroupSchool, ThemeMatrix
from assistant.schools.names import mentions as names_in
from assistant.surveys.questions import KnownQuestion, SurveyQuestions, plain
from assistant.themes.substance import substance
from assistant.themes.values import Mention
from ingest.documents import Locator, Page, Span
from ingest.library import Library
from ingest.library.tables import StoredSurveyRow

LEAST_SCHOOLS = 5
"""Fewer schools with a figure have no middle half to stand apart from."""
FENCE = 1.5
"""Tukey's rule: how many widths of the middle half beyond it a figure must lie."""
POINTS = 10
"""Points below or above the benchmark from which the bridge to reports names a school. Chosen, not measured."""
RULE = (
    f"A school stands apart where its figure lies more than {FENCE:g} widths of the middle half of the schools’ "
    f"figures below or above that half; worked out where {LEAST_SCHOOLS} schools or more have a figure."
)


@dataclass(frozen=True, slots=True)
class SurveyFigure:
    """One row of a survey's file, and where it stands; `locator` is None where the row was not found on the sheet."""

    row: StoredSurveyRow
    locator: Locator | None

    @property
    def points(self) -> float | None:
        """How many points the figure lies above (or, negative, below) its benchmark; None where either is wanting."""
        says = self.row.says
        if says.favourable is None or says.benchmark is None:
            return None
        return round(says.favourable - says.benchmark, 1)


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """A question of a survey, called as its latest wave words it; `older` are other words in which it was asked."""

    key: str
    name: str
    theme: str | None
    older: tuple[tuple[str, date], ...] = ()
    wordings: tuple[str, ...] = ()
    """Every wording that asks the same."""


@dataclass(frozen=True, slots=True)
class SurveyCell:
    """One school's answers to one question, newest wave first. Empty where the school was not asked."""

    school: str
    question: str
    figures: tuple[SurveyFigure, ...] = ()
    apart: str = ""
    """"below" or "above" the rest, by `RULE`; empty otherwise."""

    @property
    def change(self) -> float | None:
        """Points between the two latest waves; None where there is only one, or either is suppressed."""
        if len(self.figures) < 2:
            return None
        now, then = (figure.row.says.favourable for figure in self.figures[:2])
        return None if now is None or then is None else round(now - then, 1)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Schools far from the benchmark in one question, and what their latest reports say of the matter it asks about."""

    question: SurveyQuestion
    side: str
    figures: tuple[tuple[GroupSchool, SurveyFigure], ...]
    asked: int
    """How many schools have a figure for the question."""
    mentions: tuple[Mention, ...]

    @property
    def sentence(self) -> str:
        """One plain sentence, made of the counts."""
        schools, word = len(self.figures), "school" if self.asked == 1 else "schools"
        verb = "lies" if schools == 1 else "lie"
        told = len({mention.school for mention in self.mentions})
        says = "report on one of them mentions it" if told == 1 else f"reports on {told} of them mention it"
        reports = f"the latest {says}" if told else "no latest report on them mentions it"
        return (
            f"{self.question.name}: {schools} of {self.asked} {word} {verb} {POINTS} points or more {self.side} the "
            f"benchmark; {reports}."
        )


@dataclass(frozen=True, slots=True)
class SurveyBoard:
    """One survey of a group: its waves newest first, questions, schools and a cell for each pair, school by school."""

    survey: str
    audience: str
    waves: tuple[date, ...]
    questions: tuple[SurveyQuestion, ...]
    schools: tuple[GroupSchool, ...]
    cells: tuple[SurveyCell, ...]
    bridges: tuple[Bridge, ...]
    others: tuple[str, ...]
    """Schools of the file that are not of this group."""

    def cell(self, row: int, column: int) -> SurveyCell:
        """Return one cell.

        :raises IndexError: if there is no such cell.
        """
        if not (0 <= row < len(self.schools) and 0 <= column < len(self.questions)):
            raise IndexError((row, column))
        return self.cells[row * len(self.questions) + column]


def survey_boards(
    library: Library,
    schools: Sequence[GroupSchool],
    matrix: ThemeMatrix,
    known: SurveyQuestions,
    period: YearRange = YearRange(),  # noqa: B008 # a value that never changes
) -> tuple[SurveyBoard, ...]:
    """Return one board a survey, by name, of the waves in a period; none where no survey is on these schools."""
    by_survey: dict[tuple[str, str], list[StoredSurveyRow]] = {}
    for row in library.tables.surveys():
        if not period.holds(row.says.date):
            continue
        by_survey.setdefault((row.says.survey, row.says.audience), []).append(row)
    places = _Places(library)
    boards = (_board(name, rows, schools, matrix, known, places) for name, rows in sorted(by_survey.items()))
    return tuple(board for board in boards if board.schools)


def _board(
    name: tuple[str, str],
    rows: Sequence[StoredSurveyRow],
    schools: Sequence[GroupSchool],
    matrix: ThemeMatrix,
    known: SurveyQuestions,
    places: _Places,
) -> SurveyBoard:
    owners = _owners(rows, schools)
    mine = [row for row in rows if _named(row) in owners]
    waves = tuple(sorted({row.says.date for row in mine}, reverse=True))
    questions = _questions(mine, known, places)
    asked = tuple(school for school in schools if school.key in {owners[_named(row)] for row in mine})
    figures: dict[tuple[str, str], list[SurveyFigure]] = {}
    for row in sorted(mine, key=lambda row: row.says.date, reverse=True):
        key = owners[_named(row)], known.of(row.says.measure).key
        figures.setdefault(key, []).append(SurveyFigure(row, places.of(row)))
    cells = [SurveyCell(s.key, q.key, tuple(figures.get((s.key, q.key), ()))) for s in asked for q in questions]
    cells = _standing_apart(cells, questions)
    others = sorted({row.says.school or "" for row in rows} - {row.says.school or "" for row in mine})
    bridges = _bridges(questions, asked, cells, matrix)
    return SurveyBoard(*name, waves, questions, asked, tuple(cells), bridges, tuple(others))


def _owners(rows: Iterable[StoredSurveyRow], schools: Sequence[GroupSchool]) -> Mapping[str, str]:
    """Return the school of the group that each name of a survey means: by URN, by name, or by a name that is clear."""
    by_urn = {school.urn: school.key for school in schools if school.urn}
    by_name = {plain(school.name): school.key for school in schools}
    keys = {school.name: school.key for school in schools}
    owners: dict[str, str] = {}
    for row in rows:
        name = _named(row)
        if name in owners:
            continue
        key = by_urn.get(row.says.urn or "") or (None if row.says.urn else by_name.get(plain(row.says.school or "")))
        if key is None and not row.says.urn:
            meant = {found for mention in names_in(row.says.school or "", list(keys)) for found in mention.names}
            key = keys[meant.pop()] if len(meant) == 1 else None
        if key is not None:
            owners[name] = key
    return owners


def _named(row: StoredSurveyRow) -> str:
    return row.says.urn or row.says.school or ""


def _questions(rows: Sequence[StoredSurveyRow], known: SurveyQuestions, places: _Places) -> tuple[SurveyQuestion, ...]:
    """Return the questions in the order of the latest file, each with the words in which earlier waves asked it."""
    asked: dict[str, dict[str, date]] = {}
    order: dict[str, KnownQuestion] = {}
    for row in sorted(rows, key=lambda row: (-row.says.date.toordinal(), row.file, places.start(row))):
        question = known.of(row.says.measure)
        order.setdefault(question.key, question)
        asked.setdefault(question.key, {}).setdefault(row.says.measure, row.says.date)
    return tuple(
        SurveyQuestion(
            key,
            next(iter(asked[key])),
            question.theme,
            tuple((wording, day) for wording, day in list(asked[key].items())[1:]),
            tuple(dict.fromkeys((*asked[key], *question.wordings))),
        )
        for key, question in order.items()
    )


def _standing_apart(cells: Sequence[SurveyCell], questions: Sequence[SurveyQuestion]) -> list[SurveyCell]:
    result = list(cells)
    for place in range(len(questions)):
        column = range(place, len(cells), len(questions))
        shares = {n: s for n in column if (s := _latest(cells[n])) is not None}
        if len(shares) < LEAST_SCHOOLS:
            continue
        lower, upper = fences(list(shares.values()))
        for number, share in shares.items():
            if not lower <= share <= upper:
                cell = cells[number]
                result[number] = SurveyCell(
                    cell.school, cell.question, cell.figures, "below" if share < lower else "above"
                )
    return result


def fences(shares: Sequence[float]) -> tuple[float, float]:
    """Return the bounds beyond which a figure stands apart, by `RULE`: quarters by linear interpolation."""
    ordered = sorted(shares)
    low, high = _quarter(ordered, 0.25), _quarter(ordered, 0.75)
    return low - FENCE * (high - low), high + FENCE * (high - low)


def _quarter(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def _bridges(
    questions: Sequence[SurveyQuestion],
    schools: Sequence[GroupSchool],
    cells: Sequence[SurveyCell],
    matrix: ThemeMatrix,
) -> tuple[Bridge, ...]:
    found: list[Bridge] = []
    themes = {theme.key: theme.name for theme in matrix.themes}
    for place, question in enumerate(questions):
        column = [cells[row * len(questions) + place] for row in range(len(schools))]
        latest = [(s, c.figures[0]) for s, c in zip(schools, column, strict=True) if _latest(c) is not None]
        for side, sign in (("below", -1), ("above", 1)):
            far = tuple((s, f) for s, f in latest if f.points is not None and f.points * sign >= POINTS)
            if far and question.theme in themes:
                cells_of = [matrix.cell(school.key, question.theme or "") for school, _ in far]
                said = tuple(m for cell in cells_of for m in cell.mentions if _answers(question, themes, m))
                found.append(Bridge(question, side, far, len(latest), said))
    return tuple(found)


def _answers(question: SurveyQuestion, themes: Mapping[str, str], mention: Mention) -> bool:
    """Say whether a sentence speaks of what a question asks: in all the words of substance of one of its wordings.

    Its theme is mostly wider: a sentence on training says nothing of careers. Where the theme is called as the question
    is ("Leadership"), all that is said of the theme is on what was asked.
    """
    if themes[mention.theme].casefold().startswith(tuple(wording.casefold() for wording in question.wordings)):
        return True
    held = substance(mention.text)
    return any(asked and asked <= held for asked in map(substance, question.wordings))


def _latest(cell: SurveyCell) -> float | None:
    return cell.figures[0].row.says.favourable if cell.figures else None


class _Places:
    """Finds the line of a survey's row on the sheet that the library keeps of its file."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lines: dict[str, dict[tuple[str, ...], Locator]] = {}

    def start(self, row: StoredSurveyRow) -> int:
        """Return where on its sheet a row stands, for the order of questions."""
        place = self.of(row)
        return place.span.start if place else 0

    def of(self, row: StoredSurveyRow) -> Locator | None:
        """Return where a row stands; None where the sheet has no such line."""
        if row.document not in self._lines:
            self._lines[row.document] = {
                key: place for page in self._library.pages(row.document) for key, place in _lines(row.document, page)
            }
        says = row.says
        key = tuple(" ".join(part.split()) for part in (says.school or "", says.measure, f"{says.date:%d/%m/%Y}"))
        found = self._lines[row.document].get(key)
        return replace(found, paragraph=says.row) if found else None


def _lines(document: str, page: Page) -> Iterable[tuple[tuple[str, ...], Locator]]:
    """Yield school, measure and date of each line of a sheet, with its place."""
    start = 0
    for line in page.text.split("\n"):
        cells = [" ".join(cell.split()) for cell in line.split("\t")]
        if len(cells) >= 4:
            place = Locator(document, page.number, Span(start, start + len(line)), unit=page.unit)
            yield (cells[0], cells[1], cells[3]), place
        start += len(line) + 1


__all__ = [
    "POINTS",
    "RULE",
    "Bridge",
    "SurveyQuestion",
    "SurveyBoard",
    "SurveyCell",
    "SurveyFigure",
    "fences",
    "survey_boards",
]
