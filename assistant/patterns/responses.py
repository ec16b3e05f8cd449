"""Needs, what the group says it does about them, and what later reports say came of it.

States are about evidence, never about quality: that no response was found does not mean that there is none. Statements
are matched by school, theme and words, and must say that somebody does something: a claim, or a need told again,
answers nothing. Under a theme as broad as leadership a statement must also share words of substance with the need.
Whether it answers this very need, only its text can show. Later evidence is what the report says that settles the
matter, failing that the next one to speak of the theme, and every later next step on it: a need that any later report
asks for again, or whose area one grades below good, is no improvement, whatever the report between says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.patterns.acting import says_action
from assistant.patterns.over_time import low_grade, settled
from assistant.patterns.standing import is_strong
from assistant.patterns.statements import Themed
from assistant.patterns.values import GroupSchool, Response, ResponseState, Statement, ThemeCell, ThemeMatrix
from assistant.themes.mentions import asked_for
from assistant.themes.substance import substance
from assistant.themes.values import Direction, Mention, SchoolReport, Theme
from ingest.inspections import ReportFormat
from ingest.phrases import day_words

BROAD = frozenset({"leadership", "curriculum", "achievement", "staff-training", "personal-development"})
"""Themes of so many matters that a statement under them is seldom about the same one."""
OF_PUPILS = frozenset({"disadvantaged"})
"""Themes that say for whom and not what: where a next step asks for better attendance of disadvantaged pupils, what is
done about attendance answers it under both themes."""
SAME_MATTER = 2
"""Words of substance that a statement must share with a need where its theme does not tell: one may be chance."""
SURE = 2
"""Sentences of strength from which on a later report is taken at its word; a single one must share a word of substance
with the need. Both set on the half "tune" (``python -m evals --suite patterns``)."""


def responses(history: ThemeMatrix, said: Sequence[Themed]) -> tuple[Response, ...]:
    """Return one response for each next step of each report and each theme that it asks for, latest reports first."""
    by_theme: dict[str, list[Themed]] = {}
    for themed in said:
        if themed.applies:
            by_theme.setdefault(themed.theme, []).append(themed)
    found: list[Response] = []
    for school in history.schools:
        row = history.row(school.key)
        asked = _asked_together(row)
        for theme, cell in zip(history.themes, row, strict=True):
            for need in cell.mentions:
                if need.next_step:
                    themes = asked[need.document, need.text] if cell.theme in OF_PUPILS else [cell.theme]
                    about = _about(school, need, themes, by_theme)
                    found.append(_response(school, theme, need, about, cell.mentions))
    return tuple(sorted(found, key=lambda response: (_age(response.need), response.school, response.theme)))


def _asked_together(row: Sequence[ThemeCell]) -> Mapping[tuple[str, str], list[str]]:
    """Return the themes of each next step of a school, by report and text."""
    themes: dict[tuple[str, str], list[str]] = {}
    for cell in row:
        for mention in cell.mentions:
            if mention.next_step:
                themes.setdefault((mention.document, mention.text), []).append(cell.theme)
    return themes


def _about(
    school: GroupSchool, need: Mention, themes: Iterable[str], by_theme: Mapping[str, Sequence[Themed]]
) -> list[tuple[Statement, bool]]:
    """Return the statements on a need's theme and school, each once, with whether it may answer the need."""
    asked = substance(asked_for(need.text))
    found: dict[tuple[object, ...], tuple[Statement, bool]] = {}
    for theme in themes:
        for themed in by_theme.get(theme, ()):
            says = themed.statement
            if says.schools and school.key not in says.schools:
                continue
            alone = theme == need.theme and theme not in BROAD
            if alone or asked & substance(f"{themed.heading} {says.text}"):
                found[says.locators] = says, _is_about(themed, need, asked) and says_action(says.text)
    return list(found.values())


def _is_about(themed: Themed, need: Mention, asked: frozenset[str]) -> bool:
    """Say whether a statement is about a need's very matter: by the theme, or by words of substance that both have."""
    shared = len(asked & substance(f"{themed.heading} {themed.statement.text}"))
    if themed.theme in BROAD:
        return shared >= SAME_MATTER
    if themed.theme != need.theme:
        return themed.is_plain and shared > 0
    return themed.is_plain or shared >= SAME_MATTER


def _response(
    school: GroupSchool,
    theme: Theme,
    need: Mention,
    about: Sequence[tuple[Statement, bool]],
    mentions: Sequence[Mention],
) -> Response:
    since = [(s, acts) for s, acts in about if s.date is None or need.date is None or s.date >= need.date]
    statements = tuple(statement for statement, acts in since if acts)
    order = [report.document for report in school.reports]
    following = school.reports[order.index(need.document) + 1 :]
    later, poor = _later(theme, following, mentions)
    state, why = _state(need, statements, later, poor)
    beside = tuple(statement for statement, acts in since if not acts)
    return Response(need.theme, school.key, need, statements, later, state, why, beside)


def _later(
    theme: Theme, following: Sequence[SchoolReport], mentions: Sequence[Mention]
) -> tuple[tuple[Mention, ...], tuple[SchoolReport, str, str] | None]:
    """Return what later reports say of a theme, and the low grade that keeps it from being an improvement, if any.

    That is what the report says that settles the matter, failing that the next one that speaks of it, and every next
    step on it.
    """
    said = {report.document: [m for m in mentions if m.document == report.document] for report in following}
    speaking = [report for report in following if said[report.document]]
    better = settled(theme, following, said)
    told = better or (speaking[0] if speaking else None)
    later = [m for r in speaking for m in said[r.document] if r is told or m.next_step]
    return tuple(later), None if better else low_grade(theme, speaking)


def _improved(need: Mention, later: Sequence[Mention]) -> bool:
    """Say whether a later report speaks of a strength where the need was."""
    if not is_strong(later):
        return False
    strong = [mention for mention in later if mention.direction is Direction.STRENGTH]
    asked = substance(need.text)
    return len(strong) >= SURE or any(asked & substance(mention.text) for mention in strong)


def _state(
    need: Mention, statements: Sequence[Statement], later: Sequence[Mention], poor: tuple[SchoolReport, str, str] | None
) -> tuple[ResponseState, str]:
    undated = any(statement.date is None for statement in statements)
    note = " The date of a statement is not known: it may be older than the need." if undated else ""
    note = note if statements else " No document of the group in this library tells of an action on it at the school."
    came = _came(need, later, poor)
    if came:
        return came[0], f"{came[1]}{note}"
    if not statements:
        return ResponseState.NONE, note.strip()
    if later:
        return ResponseState.STATED, f"What the later {_called(later[0])} says of the theme points neither way.{note}"
    return ResponseState.STATED, f"No later report speaks of the theme.{note}"


def _came(
    need: Mention, later: Sequence[Mention], poor: tuple[SchoolReport, str, str] | None
) -> tuple[ResponseState, str] | None:
    """Return what later reports show to have come of a need, None where they do not show it."""
    again = next((mention for mention in later if mention.next_step), None)
    if again:
        return ResponseState.SAME_NEED, f"A next step of the later {_called(again)} asks for the same theme."
    if not later or not _improved(need, later):
        return None
    if poor:
        report, area, grade = poor
        when = f" of {day_words(report.date)}" if report.date else ""
        return ResponseState.SAME_NEED, f"The later report{when} calls ‘{area}’ ‘{grade}’."
    letter = later[0].format is ReportFormat.MONITORING
    stands = " It grades nothing and leaves the next step standing." if letter else ""
    return ResponseState.IMPROVED, f"The later {_called(later[0])} speaks of a strength.{stands}"


def _called(mention: Mention) -> str:
    """Return what a later document is called: "report of 5 January 2026"."""
    what = "letter of a monitoring visit" if mention.format is ReportFormat.MONITORING else "report"
    joint = "on" if mention.format is ReportFormat.MONITORING else "of"
    return f"{what} {joint} {day_words(mention.date)}" if mention.date else what


def _age(need: Mention) -> int:
    return -need.date.toordinal() if need.date else 0
