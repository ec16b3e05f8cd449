"""The evidence of a new draft as HTML, with boxes to leave a piece out or to have it quoted, and the boxes read back.

Makes HTML from values and asks nothing. Every text of a document is escaped; ids that come back are only compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby

from assistant.drafting.drafter import CitedMention, OutlineRow
from assistant.drafting.narrative import note_text
from assistant.drafting.narrowing import Narrowing
from assistant.themes.values import Direction
from assistant.ui.evidence import text
from ingest.phrases import how_many

LONGEST_CHOICE = 400_000
"""Characters of what a browser may send back as its choice."""


def outline(rows: Sequence[OutlineRow], narrowing: Narrowing) -> str:
    """Return for each question what there is, theme by theme, and of what no report speaks."""
    questions = "".join(_question(row, narrowing) for row in rows)
    return (
        "<p>Needs and strengths are counted, and the newest of each theme quoted. Leave out what is beside the point; "
        f"have quoted what should be read. Then make the draft.</p>{questions}"
    )


def _question(row: OutlineRow, narrowing: Narrowing) -> str:
    themes = "".join(_theme(name, list(some), narrowing) for name, some in groupby(row.evidence, lambda e: e.theme))
    silent = f"<p>No latest report speaks of: {text(', '.join(row.silent))}.</p>" if row.silent else ""
    facts = (
        f"{how_many(len(row.evidence), 'sentence')} in the latest reports, "
        f"{how_many(row.judgements, 'printed judgement')}, {how_many(row.own_documents, 'document')} of the group’s own"
    )
    return (
        f"<details><summary><b>{text(row.question.title)}</b> <small>{facts}</small></summary>"
        f"{themes}{silent}</details>"
    )


def _theme(name: str, evidence: Sequence[CitedMention], narrowing: Narrowing) -> str:
    needs = sum(e.mention.next_step for e in evidence)
    strengths = sum(e.mention.direction is Direction.STRENGTH for e in evidence)
    schools = len({e.cite.school for e in evidence})
    items = "".join(_item(each, narrowing) for each in sorted(evidence, key=_rank))
    facts = f"{how_many(schools, 'school')}, {how_many(needs, 'next step')}, {how_many(strengths, 'strength')}"
    return f"<details><summary>{text(name)} <small>{facts}</small></summary><ul>{items}</ul></details>"


def _rank(each: CitedMention) -> int:
    """Return where a piece stands in its list: next steps, then strengths, then what only mentions the theme."""
    return 0 if each.mention.next_step else 1 if each.counts else 2


def _item(each: CitedMention, narrowing: Narrowing) -> str:
    id = text(each.mention.id)
    out = " checked" if each.mention.id in narrowing.left_out else ""
    quote = " checked" if each.mention.id in narrowing.quoted else ""
    kind = "next step" if each.mention.next_step else each.mention.direction.value
    drop = (
        f'<label><input type="checkbox" data-choice="out" value="{id}"{out}> Leave out</label>' if each.counts else ""
    )
    return (
        f"<li>{text(each.mention.text)} <small>{text(note_text(each.cite))} ({text(kind)})</small>"
        f'<span class="boxes">{drop}'
        f'<label><input type="checkbox" data-choice="quote" value="{id}"{quote}> Quote</label></span></li>'
    )


def chosen(choice: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids left out and those to be quoted, from what the browser sent; none where it sent something else."""
    try:
        sent = json.loads(choice or "{}") if len(choice or "") <= LONGEST_CHOICE else {}
    except ValueError:
        sent = {}
    lists = [sent.get(key) if isinstance(sent, dict) else None for key in ("out", "quote")]
    out, quote = (frozenset(map(str, some)) if isinstance(some, list) else frozenset() for some in lists)
    return out, quote


__all__ = ["chosen", "outline"]
