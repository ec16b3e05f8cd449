"""``python -m assistant draft``: make a draft and write it to a file.

Calls and says what became of it; the options are read in `assistant.__main__`, the draft is made elsewhere.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.forms import FORMS
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrative import narrative, note_text
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.prose import writer_of
from assistant.drafting.values import Cite, Claim, Draft, MatrixCell, MatrixTable, Section
from assistant.patterns.grades import YearRange
from assistant.service import Assistant
from ingest.errors import IngestError
from ingest.settings import Settings


class CannotWrite(IngestError):
    """The file that a draft should be written to has a name or a place that cannot be used."""


def run(assistant: Assistant, settings: Settings, options: argparse.Namespace) -> str:
    """Make the draft, write it and return what became of its claims, for people or as JSON.

    :raises CannotWrite: if the file cannot be written.
    """
    out: Path = options.out
    if out.suffix.lower() not in FORMS:
        raise CannotWrite(f"A draft is written as {', '.join(FORMS)}; {out.name} is none of these.")
    start = time.perf_counter()
    chosen = framework(options.framework, settings.frameworks)
    voice = Voice(options.voice) if options.voice else chosen.voices[0]
    narrowing = Narrowing(
        options.audience, tuple(options.school), YearRange(options.since, options.until), matrices=tuple(options.matrix)
    )
    writer = writer_of(settings) if options.prose else None
    drafter = Drafter(assistant.library, Checker(assistant.searcher.embedder), settings.author)
    patterns = drafter.patterns(options.group, narrowing=narrowing)
    draft = drafter.draft(patterns, chosen, voice, narrowing=narrowing, writer=writer)
    write(draft, out)
    seconds = time.perf_counter() - start
    if options.json:
        return json.dumps(draft_json(draft) | {"out": str(out), "seconds": round(seconds, 2)}, ensure_ascii=False)
    facts = sum(claim.is_fact for claim in draft.claims)
    lines = [f"{draft.group}, {draft.framework_name}, voice: {voice.value}"]
    for section in draft.sections:
        stated = sum(claim.is_fact for claim in section.claims)
        lines.append(f"  {section.title}: {stated} sentences, {len(section.gaps)} gaps")
        lines += [f"    {section.prose.words}"] if section.prose else []
    left = len(draft.claims) - facts
    return "\n".join([*lines, f"{facts} sentences stated, {left} left out; written to {out} in {seconds:.1f} s"])


def write(draft: Draft, out: Path) -> None:
    """Write a draft in the format that the file's name asks for.

    :raises CannotWrite: if the file cannot be written.
    """
    content = FORMS[out.suffix.lower()](narrative(draft))
    try:
        out.write_bytes(content)
    except OSError as error:
        raise CannotWrite(
            f"The draft could not be written to {out} ({error.strerror}). Choose another place."
        ) from error


def draft_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as the contract prints it."""
    return {
        "group": draft.group,
        "framework": draft.framework,
        "voice": draft.voice.value,
        "mode": draft.mode,
        "made": draft.made.isoformat(),
        "author": draft.author,
        "state": draft.state.value,
        "sections": [_section_json(section) for section in draft.sections],
        "method": list(draft.method),
        "matrices": [_table_json(table) for table in draft.matrices],
    }


def _table_json(table: MatrixTable) -> dict[str, Any]:
    rows = [{"head": row.head, "cells": [_cell_json(cell) for cell in row.cells]} for row in table.rows]
    return {"title": table.title, "columns": list(table.columns), "rows": rows, "note": table.note}


def _cell_json(cell: MatrixCell) -> dict[str, Any]:
    return {"text": cell.text, "citations": [_cite_json(cite) for cite in cell.citations]}


def _section_json(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "question": section.question,
        "claims": [_claim_json(claim) for claim in section.claims],
        "gaps": [{"text": gap.text, "fill": gap.fill} for gap in section.gaps],
        "warnings": list(section.warnings),
        "prose": asdict(section.prose) if section.prose else None,
    }


def _claim_json(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "part": claim.part,
        "kind": claim.kind.value,
        "text": claim.text,
        "stated": claim.is_fact,
        "verdict": claim.verdict.value,
        "reasons": list(claim.reasons),
        "violations": [{"rule": v.rule, "words": v.words, "reason": v.reason} for v in claim.violations],
        "citations": [_cite_json(cite) for cite in claim.citations],
    }


def _cite_json(cite: Cite) -> dict[str, Any]:
    return {
        "file": cite.file,
        "document": cite.document,
        "school": cite.school,
        "date": cite.date.isoformat() if cite.date else None,
        "page": cite.page,
        "quote": cite.quote,
        "note": note_text(cite),
    }


__all__ = ["draft_json", "run", "write"]
