"""The suite "reading-share": what recognising and reading reports adds to the time of ingestion.

The foundation is the same ingestion without it: read, split, embed, store; every file a plain document, nothing looked
at for signs of personal data. Both sides take the sample group, each in a process of its own with its model warmed
before the clock starts; they take turns, and the median of three rounds counts. The processor's time of reading alone
(recognition, record, noise, signs) stands beside it, as the other work partly goes on at the same time.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.gold import REPORTS
from ingest import sensitive
from ingest.documents import Document
from ingest.embedding import Embedder
from ingest.inspections import Inspection, ReportFormat
from ingest.library import Library
from ingest.passages import split
from ingest.pipeline import FileResult, Ingestor, Prepared, find_files
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

ROUNDS = 3
ALLOWED = 0.25
"""What reading may add, as a share of the foundation's time."""


class Foundation(Ingestor):
    """Adds every file as a plain document."""

    def _prepare_text(self, path: Path, document: Document, started: float) -> Prepared | FileResult:
        record = Inspection(document.id, ReportFormat.DOCUMENT, 0.0, "not looked at")
        passages = tuple(split(document, {}, self._passage_words))
        return Prepared(path, document, record, passages, time.perf_counter() - started)


def run() -> dict[str, Any]:
    """Return seconds of both sides, what reading adds as a share, and the seconds of reading alone."""
    turns = [{side: _measure(side) for side in ("foundation", "reading")} for _ in range(ROUNDS)]
    seconds = {side: statistics.median(turn[side] for turn in turns) for side in ("foundation", "reading")}
    added = seconds["reading"] / seconds["foundation"] - 1
    alone = _alone()
    return {
        "foundation_seconds": round(seconds["foundation"], 2),
        "with_reading_seconds": round(seconds["reading"], 2),
        "added_share": round(added, 3),
        "added_share_each_round": [round(turn["reading"] / turn["foundation"] - 1, 3) for turn in turns],
        "reading_alone_seconds": round(alone, 2),
        "reading_alone_share": round(alone / seconds["foundation"], 3),
        "allowed": ALLOWED,
        "holds": max(added, alone / seconds["foundation"]) <= ALLOWED,
    }


def _files() -> list[Path]:
    return [path for path in find_files([REPORTS]) if path.suffix.lower() == ".pdf"]


def _alone() -> float:
    """Return the processor's seconds that recognition, record, noise and signs take of documents already read."""
    with ReaderProcess(Settings()) as reader:
        documents = [reader.read(path) for path in _files()]
    started = time.process_time()
    for document in documents:
        sensitive.signs(document)
        read_report(document)
    return time.process_time() - started


def _measure(side: str) -> float:
    command = [sys.executable, "-m", "evals.reading.share", side]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.strip().splitlines()[-1]))


def ingest(side: str, folder: Path) -> float:
    """Ingest the sample group once, and return the seconds."""
    settings = Settings(library=folder / "library")
    embedder = Embedder(settings)
    embedder.embed(["warm up"])
    kind = Foundation if side == "foundation" else Ingestor
    files: Sequence[Path] = _files()
    started = time.perf_counter()
    with Library.open(settings.library, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        for _ in kind(library, reader, embedder).add_paths(files):
            pass
    return time.perf_counter() - started


def main() -> None:
    """Measure one side once and print its seconds (used by `run`)."""
    with tempfile.TemporaryDirectory(prefix="share-") as folder:
        seconds = ingest(sys.argv[1], Path(folder))
    sys.stdout.write(json.dumps(seconds) + "\n")


if __name__ == "__main__":
    main()
