"""A group's profile as a page to print. Makes HTML from blocks and asks nothing; the page fetches nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from assistant.ui.evidence import text
from assistant.writing.narrative import Narrative, NarrativeBlock, NarrativeKind, Note

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_TAGS = {
    NarrativeKind.TITLE: "h1",
    NarrativeKind.HEADING: "h2",
    NarrativeKind.SUBHEADING: "h3",
    NarrativeKind.BULLET: "li",
}
_STYLE = """
body { max-width: 46rem; margin: 1.5rem auto; padding: 0 1rem; color: #1c2733; background: #fff;
  font: 0.95rem/1.45 system-ui, "Segoe UI", "Liberation Sans", Arial, sans-serif; }
h1 { margin: 0 0 0.2rem; font-size: 1.5rem; }
h2 { margin: 1.1rem 0 0.35rem; font-size: 1.1rem; break-after: avoid; }
p { margin: 0.25rem 0; } ul { margin: 0; padding-left: 1.15rem; } li { margin: 0.2rem 0; break-inside: avoid; }
.small, .notes, .hint { color: #4a5866; font-size: 0.85rem; }
sup { line-height: 0; } sup a { color: #1b5061; text-decoration: none; padding: 0 0.08rem; }
.notes li { overflow-wrap: anywhere; } .hint { padding: 0.5rem 0.8rem; background: #eef5f6; border-radius: 6px; }
.notes { padding-left: 1.6rem; columns: 2 20rem; column-gap: 1.6rem; font-size: 0.78rem; }
@page { size: A4; margin: 16mm; }
@media print { body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; } .hint { display: none; } }
"""


def page(profile: Narrative) -> str:
    """Return a whole page: the profile, its notes and what to bear in mind."""
    notes = "".join(f'<li id="note-{note.number}">{text(note.text)}</li>' for note in profile.notes)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{text(profile.title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body>'
        '<p class="hint">Print this page with your browser (Ctrl+P). The same as a Word file stands beside the link '
        f"to this page.</p><main>{_blocks(profile.blocks)}{_blocks(profile.ending)}"
        f'<h2>Where it stands</h2><ol class="notes">{notes}</ol></main></body></html>'
    )


def _blocks(blocks: Iterable[NarrativeBlock]) -> str:
    parts: list[str] = []
    for is_list, some in groupby(blocks, key=lambda block: block.kind is NarrativeKind.BULLET):
        inside = "".join(map(_block, some))
        parts.append(f"<ul>{inside}</ul>" if is_list else inside)
    return "".join(parts)


def _block(block: NarrativeBlock) -> str:
    tag = _TAGS.get(block.kind, "p")
    small = ' class="small"' if block.kind is NarrativeKind.SMALL else ""
    runs = "".join(_reference(run) if isinstance(run, Note) else text(run) for run in block.runs)
    return f"<{tag}{small}>{runs}</{tag}>"


def _reference(note: Note) -> str:
    return f'<sup><a href="#note-{note.number}">{note.number}</a> </sup>'


__all__ = ["POLICY", "page"]
