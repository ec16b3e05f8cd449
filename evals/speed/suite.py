"""The suite "speed": ingestion, start, search, answers, drafts and patterns, beside LangChain's textbook pipeline.

The default takes some minutes and goes to 10,000 passages; `large` to 1,000,000, which takes an hour to generate first:
give a folder to keep the libraries in (``--large --keep DIR``) and later runs only measure. Joins what the modules
beside it measure; each part stands under a name of its own in the report. Seconds hold for this machine and its load.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from evals import ingest_speed, patterns_speed, start_up
from evals.figures import Measured, SuiteReport, nearest_rank, number, quantile
from evals.speed import generated, sizes
from evals.textbook import missing
from ingest.embedding import Embedder
from ingest.settings import Settings

SIZES, LARGE = (1_000, 10_000), (100_000, 1_000_000)
SEARCH_MS = {1_000: 40.0, 10_000: 40.0, 100_000: 80.0, 1_000_000: 200.0}
"""What is promised of search, 95 % within; inside a scope at most twice that."""
ENGLAND_SCHOOLS, ENGLAND_REPORTS = 24_000, 5


def run(*, large: bool = False, keep: Path | None = None) -> SuiteReport:
    """Measure everything; `keep` is the folder in which generated libraries stay, else they are deleted."""
    load = os.getloadavg()[0]
    ingest = ingest_speed.run(3 if large else 1, everything=large)
    figures = [_renamed(figure, "ingest") for figure in ingest.figures]
    figures += [_renamed(figure, "start") for figure in start_up.run(rounds=3).figures]
    notes = [f"Load of the machine before: {load:.1f}, on {os.cpu_count()} cores.", *ingest.notes]
    if ingest.skipped:
        notes.append(f"Skipped: ingest. {ingest.skipped}")
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        base = keep or Path(folder)
        for size in SIZES + (LARGE if large else ()):
            figures += _size(base, size)
        figures.append(_first_evidence(base / f"{SIZES[-1]}"))
    figures += _draft()
    figures += _matrix()
    if large:
        notes.append(_england(figures))
    return SuiteReport("speed", tuple(figures), tuple(notes))


@cache
def _pool() -> generated.Pool:
    settings = Settings()
    return generated.pool(Embedder(settings), settings)


def _renamed(figure: Measured, part: str) -> Measured:
    from dataclasses import replace

    return replace(figure, part=f"{part}, {figure.part}" if figure.part else part)


def _size(base: Path, passages: int) -> list[Measured]:
    base.mkdir(parents=True, exist_ok=True)
    sizes.build(base, passages, _pool)
    own = sizes.measure("ours", base / f"{passages}")
    other_folder = base / f"{passages}-textbook"
    other = sizes.measure("textbook", other_folder) if other_folder.is_dir() and not missing() else None
    part, target = f"{passages:,} passages", SEARCH_MS[passages]
    figures = [
        _milliseconds("search", percent, own, other, part, target if percent == 95 else None) for percent in (50, 95)
    ]
    figures.append(_milliseconds("search, processor", 95, own, other, part, None))
    figures += [
        _milliseconds("search in a group", percent, own, other, part, 2 * target if percent == 95 else None)
        for percent in (50, 95)
    ]
    ratio = _p95(own, "search in a group") / _p95(own, "search")
    figures.append(number("search in a group, times search, p95", ratio, "×", part=part, better="lower", target=2.0))
    figures.append(_milliseconds("first search in a group", 95, own, other, part, None))
    for name in ("answer", "answer across a group"):
        figures += [quantile(f"{name}, p{p}", own["times"][name], p, part=part) for p in (50, 95)]
    opened = {"textbook": other["opened"]} if other else None
    held = {"textbook": other["memory"]} if other else None
    return [
        *figures,
        number("first answer, models loading", own["times"]["first answer"][0], "s", part=part, better="lower"),
        number("library opened and searched once", own["opened"], "s", part=part, better="lower", baselines=opened),
        number("memory of the open library", own["memory"], "MB", part=part, better="lower", baselines=held),
        number("peak memory, models and answers included", own["peak"], "MB", part=part, better="lower"),
        number("on disk", _disk(base / f"{passages}"), "MB", part=part, better="lower"),
    ]


def _milliseconds(
    name: str, percent: int, own: dict[str, Any], other: dict[str, Any] | None, part: str, target: float | None
) -> Measured:
    values = [1000 * value for value in own["times"][name]]
    beside = None
    if other:
        beside = {"textbook": quantile(name, [1000 * value for value in other["times"][name]], percent).value}
    return quantile(f"{name}, p{percent}", values, percent, unit="ms", part=part, baselines=beside, target=target)


def _p95(side: dict[str, Any], name: str) -> float:
    return nearest_rank(side["times"][name], 95) or float("nan")


def _disk(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def _first_evidence(library: Path) -> Measured:
    """Return the seconds from starting a command to its printed answer, each with a process and models of its own."""
    question = f"What do inspectors say about attendance at {generated.school_name(0)}?"
    command = [sys.executable, "-m", "assistant", "ask", question, "--library", str(library), "--json"]
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        seconds.append(time.perf_counter() - started)
    return quantile("start of the command to first cited evidence", seconds[1:], 50, part="10,000 passages")


def _draft() -> list[Measured]:
    """Check a draft of 2,000 words about the sample group, as a reviewer does."""
    from assistant.checking.checker import Checker
    from assistant.reviewing.checking import DraftDesk
    from evals.checking_draft.build import TWIN, build, claims
    from evals.workspace import sample_workspace
    from ingest.readers import ReaderProcess

    planted, words = [], 0
    for claim in (*claims(), *claims(TWIN)):
        if words >= 2000:
            break
        planted.append(claim)
        words += len(claim.written.split())
    with sample_workspace() as workspace, ReaderProcess(Settings()) as reader, tempfile.TemporaryDirectory() as folder:
        checker = Checker(workspace.assistant.searcher.embedder)
        checker.check([("The school is small.", "Pupils read widely.")])  # loads the models, untimed
        desk = DraftDesk(workspace.assistant.library, workspace.assistant.searcher, checker, reader)
        path = Path(folder) / "draft.docx"
        path.write_bytes(build(planted))
        started = time.perf_counter()
        desk.check(path)
        seconds = time.perf_counter() - started
    part = f"draft of {words:,} words, {len(planted)} claims"
    return [number("checked", seconds, "s", part=part, better="lower")]


def _matrix() -> list[Measured]:
    """Return the seconds that a group of 120 schools takes, screens included."""
    row = patterns_speed.run()
    part = f"{row['schools']} schools, {row['reports']} reports"
    return [number(name, value, "s", part=part, better="lower") for name, value in row["seconds"].items()]


def _england(figures: Sequence[Measured]) -> str:
    """Say on paper what all of England's schools would take, from what a million passages take here."""
    part = f"{LARGE[-1]:,} passages"
    found = {figure.name: (figure.value or 0.0) / 1000 for figure in figures if figure.part == part}
    passages = ENGLAND_SCHOOLS * ENGLAND_REPORTS * generated.PER_REPORT
    times = passages / LARGE[-1]
    memory, disk = times * found["memory of the open library"], times * found["on disk"]
    return (
        f"All of England, {ENGLAND_SCHOOLS:,} schools with {ENGLAND_REPORTS} reports of {generated.PER_REPORT} "
        f"passages: {passages / 1e6:.1f} million, in proportion {memory:.0f} GB of "
        f"memory and {disk:.0f} GB of disk in one process. Of that memory the graph of vectors is"
        f" {passages * (384 * 4 + 140) / 1e9:.0f} GB; a Chroma server (INSPECTION_CHROMA_URL) holds "
        "it once for any number of processes, and PostgreSQL (the catalogue's SQL is portable) the rows."
    )


__all__ = ["run"]
