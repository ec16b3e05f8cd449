"""All patterns of a group, from the library: matrices, findings, responses.

Puts the parts together; each part's rule stands in its own module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.patterns.capacity import capacity
from assistant.patterns.correcting import CorrectedMentions
from assistant.patterns.evaluations import evaluations_of
from assistant.patterns.findings import across_schools
from assistant.patterns.group import other_documents, schools_of, the_group
from assistant.patterns.over_time import over_time
from assistant.patterns.responses import responses
from assistant.patterns.standing import RULE
from assistant.patterns.statements import statements
from assistant.patterns.values import Finding, FindingKind, GroupPatterns, GroupSchool, ThemeCell, ThemeMatrix
from assistant.themes.mentions import MentionReader, Reads
from assistant.themes.themes import ThemeRules, shipped_themes
from assistant.themes.theming import Themer
from assistant.themes.values import Mention, Theme
from ingest.library import DocumentRecord, Library


def group_patterns(
    library: Library,
    name: str | None = None,
    *,
    today: date | None = None,
    rules: Sequence[ThemeRules] | None = None,
    reader: Reads | None = None,
) -> GroupPatterns:
    """Return the patterns of a group; its name may be left out where the library holds only one.

    What people corrected in the reading of themes is laid over what was read. `reader` may be given where one keeps
    what it has read before.

    :raises UnknownGroup: if it cannot be told which group is meant.
    """
    group = the_group(library, name)
    counted_on = today or date.today()
    themes = tuple(rules or shipped_themes())
    schools = schools_of(library, group)
    themer = Themer(themes)
    plain = tuple(rule.theme for rule in themes)
    corrections = CorrectedMentions(library.theme_corrections.listed(), plain)
    mentions = _mentions(schools, reader or MentionReader(library, themer), corrections)
    latest = matrix_of(schools, plain, {s.latest.document: mentions[s.latest.document] for s in schools if s.latest})
    history = matrix_of(schools, plain, mentions)
    findings = ordered(across_schools(latest, history, counted_on) + over_time(history, counted_on))
    others = other_documents(library, group)
    letters = evaluations_of(library, group)
    said = [s for record in others for s in statements(record, library.passages_of(record.id), schools, themer)]
    return GroupPatterns(
        group,
        schools,
        latest,
        history,
        findings,
        responses(history, said),
        capacity([mention for some in mentions.values() for mention in some], said, schools, letters),
        other_documents=tuple(record.id for record in others),
        notes=_notes(schools, others),
        today=counted_on,
        evaluations=letters,
    )


def _mentions(
    schools: Sequence[GroupSchool], reader: Reads, corrections: CorrectedMentions
) -> dict[str, tuple[Mention, ...]]:
    """Return what each report of each school says of the themes, by document, with people's corrections laid over."""
    return {
        report.document: corrections.laid_over(report.document, reader.mentions(school.key, report))
        for school in schools
        for report in school.reports
    }


def matrix_of(
    schools: tuple[GroupSchool, ...], themes: tuple[Theme, ...], mentions: Mapping[str, Sequence[Mention]]
) -> ThemeMatrix:
    """Return the matrix of some reports' mentions, given by document."""
    gathered: dict[tuple[str, str], list[Mention]] = {}
    for some in mentions.values():
        for mention in some:
            gathered.setdefault((mention.school, mention.theme), []).append(mention)
    cells = tuple(
        ThemeCell(school.key, theme.key, tuple(gathered.get((school.key, theme.key), ())))
        for school in schools
        for theme in themes
    )
    return ThemeMatrix(schools, themes, cells)


def ordered(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings kind by kind, within a kind those of more schools and more evidence first."""
    kinds = list(FindingKind)
    return tuple(sorted(findings, key=lambda f: (kinds.index(f.kind), -len(f.schools), -len(f.evidence), f.sentence)))


def _notes(schools: Sequence[GroupSchool], others: Sequence[DocumentRecord]) -> tuple[str, ...]:
    notes = [RULE]
    without = [school.name for school in schools if not school.reports]
    if without:
        notes.append(f"No report in the library on: {', '.join(without)}.")
    if len([school for school in schools if school.reports]) == 2:
        notes.append("Only two schools have a report: no statistics are made of two.")
    if all(school.joined is None for school in schools):
        notes.append("No date of joining is known for any school, so nothing is said of before and after joining.")
    if not others:
        notes.append(
            "The library holds no self-evaluation, plan or board paper of the group, so no response can be found."
        )
    return tuple(notes)
