"""The suite "drafting": every framework's draft on the sample group, in each of its voices.

For each draft: the share of claims borne out (by code, and by the checker asked afresh about a sample of them),
footnotes that come back from the Word file with document and page, quotations that stand, rules broken, seconds.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker, Verdict
from assistant.checking.quotations import stands_in
from assistant.drafting.docx import word_file
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import all_frameworks
from assistant.drafting.narrative import Narrative, narrative
from assistant.drafting.rules import quoted_texts
from assistant.drafting.values import Cite, Draft
from evals.workspace import sample_workspace
from ingest.readers import Reader
from ingest.settings import Settings

ASKED = 15
"""Claims of each draft that the checker is asked about: a model reads each, and two cores are slow."""
SEED = 8


def run() -> dict[str, Any]:
    """Draft with every framework and return the figures of each."""
    results: dict[str, Any] = {}
    with sample_workspace() as workspace:
        drafter = Drafter(workspace.library, Checker(workspace.embedder), "evals")
        start = time.perf_counter()
        patterns = drafter.patterns(None)
        results["seconds_patterns"] = round(time.perf_counter() - start, 2)
        for framework in all_frameworks():
            for voice in framework.voices:
                start = time.perf_counter()
                draft = drafter.draft(patterns, framework, voice)
                seconds = time.perf_counter() - start
                results[f"{framework.key}, {voice.value}"] = _figures(draft, drafter, seconds)
    return results


def _figures(draft: Draft, drafter: Drafter, seconds: float) -> dict[str, Any]:
    claims = draft.claims
    text = narrative(draft)
    start = time.perf_counter()
    data = word_file(text)
    writing = time.perf_counter() - start
    quoted = [(q, c.citations) for c in claims if c.is_fact for q in quoted_texts(c.text)]
    sample = random.Random(SEED).sample(claims, min(ASKED, len(claims)))  # noqa: S311 (a sample, no secret)
    verdicts = drafter.checks.verdicts(sample)
    return {
        "claims": len(claims),
        "stated": round(sum(claim.is_fact for claim in claims) / len(claims), 4),
        "rules_broken": sum(bool(claim.violations) for claim in claims),
        "quotations": len(quoted),
        "quotations_verbatim": round(sum(_stands(q, cites) for q, cites in quoted) / max(len(quoted), 1), 4),
        "notes": len(text.notes),
        "notes_back": round(_back(data, text), 4),
        "asked_afresh": len(sample),
        "asked_afresh_supported": sum(checked.verdict is Verdict.SUPPORTED for checked in verdicts),
        "asked_afresh_contradicted": sum(checked.verdict is Verdict.CONTRADICTED for checked in verdicts),
        "gaps": sum(len(section.gaps) for section in draft.sections),
        "seconds": round(seconds, 2),
        "seconds_word": round(writing, 3),
    }


def _stands(quotation: str, cites: tuple[Cite, ...]) -> bool:
    texts = [c.quote for c in cites] + [t for c in cites if c.graded for t in (c.graded.area, c.graded.grade)]
    return any(stands_in(quotation, text) for text in texts)


def _back(data: bytes, text: Narrative) -> float:
    """Return the share of notes that the product's own reader finds in the Word file, word for word, by number."""
    with tempfile.TemporaryDirectory() as folder, Reader(Settings(draw_texts=False)) as reader:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        read = reader.read(path)
    lines = {block.span.of(page.text) for page in read.pages for block in page.blocks}
    found = sum(f"Note {note.number}: {note.text}" in lines for note in text.notes)
    return found / max(len(text.notes), 1)
