"""The suite "drafting": every framework's draft on the whole sample group, in each of its voices, and prose.

For each draft: claims stated and rules broken; the Word file read back, every footnote's text and whether it leads to
the document and page cited; the same file checked as a reviewer's draft would be (`Check`), so that no verdict rests on
what composed it; quotations; the manifest's planted patterns in the sections; seconds. Ends with twelve schools under
CST's model, and with what a very small chat model makes of a draft.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.checking.claims.citing import read_citations
from assistant.checking.drafts.draft import DraftChecker
from assistant.checking.drafts.places import cited_records
from assistant.checking.quotations.quotations import stands_in
from assistant.checking.verdict import Verdict
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Framework, Voice, all_frameworks
from assistant.drafting.matrices import Matrix
from assistant.drafting.narrative import narrative, note_text
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.rules import quoted_texts
from assistant.drafting.values import Cite, Draft, title_of
from assistant.patterns.values import GroupPatterns
from assistant.writing.docx import word_file
from assistant.writing.narrative import Narrative
from evals import drafting_planted, drafting_prose
from evals.drafting_twelve import twelve
from evals.gold import REPORTS, facts
from evals.workspace import Workspace, workspace_of
from ingest.documents import Document
from ingest.readers import ReaderProcess
from ingest.settings import Settings

SAMPLE = REPORTS.parent
WHOLE = (REPORTS, SAMPLE / "documents", SAMPLE / "tables")
TABLES = Narrowing(matrices=tuple(Matrix))


def run() -> dict[str, Any]:
    """Draft with every framework and return the figures of each."""
    results: dict[str, Any] = {}
    with workspace_of(WHOLE, facts()["group"]["name"]) as workspace:
        drafter = Drafter(workspace.library, Checker(workspace.embedder), "evals")
        start = time.perf_counter()
        patterns = drafter.patterns(None)
        results["seconds_patterns"] = round(time.perf_counter() - start, 2)
        for framework in all_frameworks():
            for voice in framework.voices:
                results[f"{framework.key}, {voice.value}"] = _measured(workspace, drafter, patterns, framework, voice)
        results["all drafts"] = _together(results)
        results["prose by a very small model"] = drafting_prose.run(drafter)
    results["twelve schools"] = twelve()
    return results


def _measured(
    workspace: Workspace, drafter: Drafter, patterns: GroupPatterns, framework: Framework, voice: Voice
) -> dict[str, Any]:
    start = time.perf_counter()
    draft = drafter.draft(patterns, framework, voice, narrowing=TABLES)
    seconds = time.perf_counter() - start
    text = narrative(draft)
    start = time.perf_counter()
    data = word_file(text)
    writing = time.perf_counter() - start
    quoted = [(q, c.citations) for c in draft.claims if c.is_fact for q in quoted_texts(c.text)]
    planted = drafting_planted.figures(draft, framework, patterns)
    read = _read(data)
    return {
        "claims": len(draft.claims),
        "stated": _share(sum(claim.is_fact for claim in draft.claims), len(draft.claims)),
        "rules_broken": sum(bool(claim.violations) for claim in draft.claims),
        "quotations": len(quoted),
        "quotations_verbatim": _share(sum(_stands(q, cites) for q, cites in quoted), len(quoted)),
        **_notes(read, text, draft, workspace),
        **_checked(read, draft, workspace),
        **planted,
        "gaps": sum(len(section.gaps) for section in draft.sections),
        "seconds": round(seconds, 2),
        "seconds_word": round(writing, 3),
    }


def _read(data: bytes) -> Document:
    """Return the Word file as the product's own reader reads it."""
    with tempfile.TemporaryDirectory() as folder, ReaderProcess(Settings(draw_texts=False)) as reader:
        path = Path(folder) / "draft.docx"
        path.write_bytes(data)
        return reader.read(path)


def _notes(read: Document, text: Narrative, draft: Draft, workspace: Workspace) -> dict[str, Any]:
    """Return whether each footnote comes back from Word, and whether what it says leads to the page that is cited."""
    said = "\n".join(page.text for page in read.pages)  # a note of a table stands in its row
    back = [note for note in text.notes if f"Note {note.number}: {note.text}" in said]
    shown = [cite for table in draft.matrices for row in table.rows for cite in row.citations]
    cites: dict[str, Cite] = {f"{title_of(cite)}.": cite for cite in shown}  # a matrix has its pages in its cells
    cites |= {note_text(cite): cite for claim in draft.claims for cite in claim.citations}
    records = workspace.library.documents()
    names = sorted({record.school for record in records if record.school})
    right = 0
    for note in back:
        (citation,) = read_citations(f"So it is. [{note.number}]", names, {note.number: note.text}).citations
        cite, found = cites[note.text], cited_records([citation], "", records)
        paged = citation.page is None or all(citation.covers(place.page) for place in cite.locators)
        right += [record.id for record in found] == [cite.document] and paged
    return {
        "notes": len(text.notes),
        "notes_back": _share(len(back), len(text.notes)),
        "notes_to_the_right_page": _share(right, len(text.notes)),
    }


def _checked(read: Document, draft: Draft, workspace: Workspace) -> dict[str, Any]:
    """Return what `Check` says of the stated claims in the Word file, and what it finds wrong with their places."""
    checker = DraftChecker(workspace.library, workspace.assistant.searcher, Checker(workspace.embedder))
    result = checker.check(read)
    stated = "\n".join(_plain(claim.text) for claim in draft.claims if claim.is_fact)
    sentences = [item for item in result.claims if item.claim.unchecked is None and item.claim.text.endswith(".")]
    ours = [item for item in sentences if _plain(item.claim.text) in stated]
    verdicts = Counter(item.checked.verdict for item in ours)
    open_ones = [item.claim.text for item in ours if item.checked.verdict is not Verdict.SUPPORTED]
    return {
        "checked": len(ours),
        "checked_supported": _share(verdicts[Verdict.SUPPORTED], len(ours)),
        "checked_contradicted": verdicts[Verdict.CONTRADICTED],
        "checked_wrong_place": sum(any(f.startswith("wrong") for f in item.findings) for item in ours),
        "not_supported": open_ones,
    }


def _plain(text: str) -> str:
    """Return a sentence, or the half of one that is checked by itself, so that it is found in the draft."""
    return " ".join(text.split()).rstrip(".").casefold()


def _stands(quotation: str, cites: tuple[Cite, ...]) -> bool:
    texts = [c.quote for c in cites] + [t for c in cites if c.graded for t in (c.graded.area, c.graded.grade)]
    return any(stands_in(quotation, text) for text in texts)


def _share(some: int, whole: int) -> float:
    return round(some / max(whole, 1), 4)


def _together(results: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of all drafts together, the lowest where a line must hold of each."""
    rows = [figures for figures in results.values() if isinstance(figures, dict)]
    least = (
        "stated",
        "quotations_verbatim",
        "notes_back",
        "notes_to_the_right_page",
        "checked_supported",
        "planted_recall",
    )
    most = (
        "rules_broken",
        "checked_contradicted",
        "checked_wrong_place",
        "against_manifest",
        "seconds",
        "seconds_word",
    )
    found = {f"lowest {name}": min(row[name] for row in rows) for name in least}
    found |= {f"highest {name}": max(row[name] for row in rows) for name in most}
    planted = sum(row["planted_in_sections"] for row in rows)
    hits = sum(row["planted_in_sections"] * row["planted_recall"] for row in rows)
    checked = sum(row["checked"] for row in rows)
    supported = sum(row["checked"] * row["checked_supported"] for row in rows)
    return found | {
        "claims": sum(row["claims"] for row in rows),
        "checked": checked,
        "checked_supported": round(supported / max(checked, 1), 4),
        "planted_in_sections": planted,
        "planted_recall": round(hits / max(planted, 1), 4),
    }
