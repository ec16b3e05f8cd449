"""The suite "review": a reviewer's draft with 20 planted faults and 60 sound claims, checked as a reviewer would.

A fault is *found* where its claim is called contradicted or not found, or gets a finding about its place or its
quotation; *left to the reader* where it could not be checked; *missed* where it passes as supported. A *false alarm*
is a sound claim that is called contradicted or not found, or gets such a finding. A second draft ("twin") is to work
on; thresholds are set by neither.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.checking.verdict import Verdict
from assistant.reviewing.checking import DraftDesk
from assistant.reviewing.exports import export
from assistant.reviewing.review import Review, ReviewItem
from evals.checking_draft.build import TWIN, Planted, build, claims
from evals.checking_draft.rendering import shown_comments
from evals.figures import Better, Measured, share
from evals.workspace import sample_workspace
from ingest.readers import ReaderProcess
from ingest.settings import Settings

FIRM = frozenset({Verdict.CONTRADICTED, Verdict.NOT_FOUND})


def run() -> dict[str, Any]:
    """Check both drafts against the sample group and return the figures; the twin is the one to work on."""
    with sample_workspace() as workspace, ReaderProcess(Settings()) as reader:
        checker = Checker(workspace.assistant.searcher.embedder)
        checker.check([("The school is small.", "Pupils read widely.")])  # loads the models, untimed
        desk = DraftDesk(workspace.assistant.library, workspace.assistant.searcher, checker, reader)
        return {**_checked(desk, claims()), "twin": _checked(desk, claims(TWIN))}


def _checked(desk: DraftDesk, planted: Sequence[Planted]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(build(planted))
        started = time.perf_counter()
        _, review = desk.check(path)
        seconds = time.perf_counter() - started
        content = export(review, ".docx", path.read_bytes())
    return {"seconds": round(seconds, 1), **figures(planted, review), "comments": _comments(review, content)}


def figures(planted: Sequence[Planted], review: Review) -> dict[str, Any]:
    """Return what became of the faults and of the sound claims."""
    items = _matched(planted, review)
    faults = [(claim, item) for claim, item in items if claim.fault]
    sound = [(claim, item) for claim, item in items if not claim.fault]
    found = [pair for pair in faults if _is_alarm(pair[1])]
    missed = [pair for pair in faults if pair[1].verdict is Verdict.SUPPORTED and not _is_alarm(pair[1])]
    alarms = [pair for pair in sound if _is_alarm(pair[1])]
    return {
        "claims": len(items),
        "set_apart": len(review.items) - len(review.checkable),
        "faults": len(faults),
        "faults_found": _share(faults, found),
        "faults_left_to_the_reader": len(faults) - len(found) - len(missed),
        "faults_missed": _share(faults, missed, "lower"),
        "false_alarms": _share(sound, alarms, "lower"),
        "sound_supported": _share(sound, [pair for pair in sound if pair[1].verdict is Verdict.SUPPORTED]),
        "not_checked": _share(items, [pair for pair in items if pair[1].verdict is Verdict.NOT_CHECKED], "lower"),
        "verdicts_on_sound": dict(Counter(item.verdict.value for _, item in sound)),
        "not_found_of_the_faults": [_told(pair) for pair in faults if pair not in found],
        "false_alarms_are": [_told(pair) for pair in alarms],
    }


def _share(of: Sequence[tuple[Planted, ReviewItem]], these: Sequence[Any], better: Better = "higher") -> Measured:
    """Return the share of claims that are among some; beside it what calling none of them anything would give."""
    told = {claim.id: claim.text for claim, _ in of}
    outcomes = [(claim.id, (claim, item) in these) for claim, item in of]
    return share("", outcomes, better=better, told=told, baselines={"no check": 0.0})


def _matched(planted: Sequence[Planted], review: Review) -> list[tuple[Planted, ReviewItem]]:
    """Return each claim with the item of its sentence; a sentence that was split counts by its most alarming part."""
    pairs = []
    for claim in planted:
        parts = [item for item in review.checkable if item.written in claim.written or claim.written in item.written]
        if not parts:
            raise ValueError(f"The claim {claim.id} is not among the sentences of the draft.")
        pairs.append((claim, max(parts, key=_is_alarm)))
    return pairs


def _is_alarm(item: ReviewItem) -> bool:
    return item.verdict in FIRM or bool(set(item.findings) - {"uncited"})


def _told(pair: tuple[Planted, ReviewItem]) -> dict[str, Any]:
    claim, item = pair
    told = {"id": claim.id, "fault": claim.fault, "verdict": item.verdict.value, "findings": list(item.findings)}
    return told | {"text": claim.text}


def _comments(review: Review, content: bytes) -> dict[str, Any] | str:
    """Return how many comments LibreOffice shows on exactly the words that they are about."""
    wanted = [" ".join(item.written.split()) for item in review.items if item.needs_attention]
    shown = shown_comments(content)
    if shown is None:
        return "LibreOffice is not installed, so no rendering was looked at."
    right = Counter(wanted) & Counter(comment.on for comment in shown)
    return {"written": len(wanted), "on_the_right_words": right.total()}


__all__ = ["figures", "run"]
