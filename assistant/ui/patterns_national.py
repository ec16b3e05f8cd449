"""What tables of the library say of schools beyond the group, as HTML, beside the grades as printed.

Makes HTML from values and counts nothing. One table a scale, so that no two scales share a column or a row.
"""

from __future__ import annotations

from assistant.patterns.grades import BLOCK_TITLES
from assistant.patterns.national import FEWEST, GradeShare, National
from assistant.ui.evidence import text
from ingest.inspections import Scale
from ingest.phrases import how_many


def national_view(national: National | None, group: str | None) -> str:
    """Return the tables' grades, area by area and phase by phase; nothing where no table speaks of other schools."""
    if national is None or not national.shares:
        return ""
    scales = dict.fromkeys(share.scale for share in national.shares)
    tables = "".join(_table(national, scale) for scale in scales)
    files = ", ".join(national.files)
    own = ", those of the group among them" if group else ""
    return (
        '<details class="national"><summary>Beside: grades of '
        f"{how_many(national.schools, 'school')} in the tables of this library</summary>"
        f'<p class="said">Counted from {text(files)}{own}; in the phases and years shown above. They are counts of '
        "schools in each area by itself, and say nothing of how a group is doing. Shares of fewer than "
        f"{FEWEST} schools are not worked out.</p>{tables}</details>"
    )


def _table(national: National, scale: Scale) -> str:
    rows = "".join(_row(share) for share in national.shares if share.scale is scale)
    title = text(BLOCK_TITLES.get(scale.value, scale.value))
    return (
        f'<div class="matrix-region" role="region" tabindex="0" aria-label="{title}, schools of the tables">'
        f'<table class="matrix beside"><caption>{title}</caption><thead><tr><th scope="col">Area</th>'
        '<th scope="col">Phase</th><th scope="col">Schools judged</th><th scope="col">Grades as the tables print them'
        f"</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(share: GradeShare) -> str:
    shown = share.schools >= FEWEST
    grades = "; ".join(
        f"{grade}: {number:,}{f' ({100 * number / share.schools:.0f} of 100)' if shown else ''}"
        for grade, number in share.grades
    )
    return (
        f'<tr><th scope="row">{text(share.area)}</th><td>{text(share.phase)}</td><td>{share.schools:,}</td>'
        f"<td>{text(grades)}</td></tr>"
    )


__all__ = ["national_view"]
