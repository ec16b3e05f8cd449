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
from assistant.themes.kept import KeptMentions
from assistant.themes.mentions import Reads
from assistant.themes.themes import ThemeRules
from assistant.themes.theming import Themer, shipped_themer
from assistant.themes.values import Mention, Theme
from ingest.library import DocumentRecord, Library


def group_patterns(
    library: Library,
    name: str | None = None,
    *,
    today: date | None = None,
    rules: Sequence[ThemeRules] | None = None,
    reader: Reads | None = None,
    findings: bool = True,
) -> GroupPatterns:
    """Return the patterns of a group; its name may be left out where the library holds only one.

    What people corrected in the reading of themes is laid over what was read. `reader` may be given where one keeps
    what it has read before; `findings` may be left out where they are made of a part of what is returned.

    :raises UnknownGroup: if it cannot be told which group is meant.
    """
    group = the_group(library, name)
    day = today or date.today()
    schools = schools_of(library, group)
    themer = Themer(rules) if rules else shipped_themer()
    plain = tuple(rule.theme for rule in themer.rules)
    corrections = CorrectedMentions(library.theme_corrections.listed(), plain)
    mentions = _mentions(schools, reader or KeptMentions(library, themer), corrections)
    latest, history = matrices_of(schools, plain, mentions)
    others, letters = other_documents(library, group), evaluations_of(library, group)
    said = [s for record in others for s in statements(record, library.passages_of(record.id), schools, themer)]
    return GroupPatterns(
        group,
        schools,
        latest,
        history,
        findings_of(latest, history, day) if findings else (),
        responses(history, said),
        capacity([mention for some in mentions.values() for mention in some], said, schools, letters),
        other_documents=tuple(record.id for record in others),
        notes=_notes(schools, others),
        today=day,
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


def matrices_of(
    schools: tuple[GroupSchool, ...], themes: tuple[Theme, ...], mentions: Mapping[str, Sequence[Mention]]
) -> tuple[ThemeMatrix, ThemeMatrix]:
    """Return the matrix of each school's latest report and that of all reports; mentions are given by document."""
    latest = {school.latest.document: mentions[school.latest.document] for school in schools if school.latest}
    return matrix_of(schools, themes, latest), matrix_of(schools, themes, mentions)


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


def findings_of(latest: ThemeMatrix, history: ThemeMatrix, day: date) -> tuple[Finding, ...]:
    """Return all findings in the latest reports and in all reports, ages counted on `day`."""
    return ordered(across_schools(latest, history, day) + over_time(history, day))


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
