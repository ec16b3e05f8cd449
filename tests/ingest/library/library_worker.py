"""Made-up documents for the tests of the library, and a process of its own that adds them.

As a script: ``python library_worker.py COMMAND FOLDER ARGUMENTS``; see the functions named after the commands.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.documents import Block, BlockKind, Box, Document, Locator, Page, Passage, Sentence, Span, Word
from ingest.inspections import (
    Inspection,
    InspectionDates,
    Judgement,
    Located,
    NextStep,
    ReportFormat,
    Scale,
)
from ingest.library import Library

DIMENSION = 16
MODEL = "made-up-model"
SUBJECTS = ("attendance", "reading", "behaviour", "phonics", "governance", "safeguarding")


@dataclass(frozen=True)
class Sample:
    document: Document
    inspection: Inspection
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    source: Path

    @property
    def id(self) -> str:
        return self.document.id

    def put(self, library: Library, **changes: object) -> str:
        """Add this document to `library`, with the vectors of those passages that need one."""
        fit = len(self.vectors) == len(self.passages)
        vectors = self.vectors[[passage.has_vector for passage in self.passages]] if fit else self.vectors
        more = {"group": None, "model": MODEL, "source": self.source, **changes}
        added = library.add(self.document, self.inspection, self.passages, vectors, **more)  # type: ignore[arg-type]
        return added.result


def make(
    folder: Path,
    seed: int,
    *,
    name: str | None = None,
    urn: str | None = None,
    passages: int = 6,
    group: str | None = None,
) -> Sample:
    """Make a document of its own for each seed: a file, its pages, its passages and their vectors."""
    folder.mkdir(exist_ok=True, parents=True)
    source = folder / (name or f"report-{seed}.pdf")
    source.write_bytes(f"%PDF made-up {seed}".encode())
    id = hashlib.sha256(source.read_bytes()).hexdigest()
    rng = np.random.default_rng(seed)
    lines = [f"In school{seed} leaders value {SUBJECTS[i % len(SUBJECTS)]} and item{i}." for i in range(passages)]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(passages)]
    spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)]
    edges = rng.random(4).tolist()
    page = Page(
        1,
        "i",
        595.3,
        841.9,
        text,
        (Word(Span(0, 2), (Box(*edges),)),),
        tuple(Block(BlockKind.PARAGRAPH, s) for s in spans),
    )
    made = tuple(
        Passage(
            id, i, 1, SUBJECTS[i % len(SUBJECTS)], (Sentence(line, (Locator(id, 1, span, "i"),)),),
            boilerplate="legend" if i % 5 == 4 else None,
        )
        for i, (line, span) in enumerate(zip(lines, spans, strict=True))
    )  # fmt: skip
    document = Document(id, source.name, "application/pdf", f"Report {seed}", (page,), ("A page has no text.",))
    inspection = make_inspection(id, urn or str(100000 + seed), f"School {seed}", group)
    return Sample(document, inspection, made, rng.normal(size=(passages, DIMENSION)).astype(np.float32), source)


def make_inspection(
    id: str, urn: str, school: str, group: str | None = None, start: date = date(2024, 3, 5)
) -> Inspection:
    at = Locator(id, 1, Span(0, 2), "i")
    return Inspection(
        id, ReportFormat.GRADED, 0.9, "It says so.",
        provider=Located(school, at), urn=Located(urn, at), group=Located(group, at) if group else None,
        local_authority=Located("Westshire", at),
        dates=InspectionDates("5 and 6 March 2024", start, date(2024, 3, 6), at),
        judgements=(Judgement("Behaviour and attitudes", "Good", Scale.OEIF, start, at),),
        next_steps=(NextStep("area for improvement", "Pupils should read more.", (at, at)),),
        not_found=("lead_inspector",),
    )  # fmt: skip


def say(**facts: object) -> None:
    os.write(1, (json.dumps(facts) + "\n").encode())


def add(folder: str, *seeds: str) -> None:
    """Add documents; then, if asked to (a seed "hold"), stay open until the standard input ends."""
    with Library.open(Path(folder) / "library", write=True) as library:
        for seed in seeds:
            if seed == "hold":
                say(holding=os.getpid())
                sys.stdin.read()
            else:
                say(result=make(Path(folder) / "files", int(seed)).put(library), seed=seed)


def serve(folder: str) -> None:
    """Answer searches, one seed a line, with one and the same opening."""
    with Library.open(Path(folder) / "library") as library:
        say(ready=True)
        for line in sys.stdin:
            sample = make(Path(folder) / "files", int(line))
            near = library.vector_search(sample.vectors[0], 1)
            words = library.lexical_search(f"school{int(line)}", 1)
            say(near=[hit.passage for hit in near], words=[hit.passage for hit in words])


def kill(folder: str, rounds: str, seed: str) -> None:
    """Kill a child in the middle of its changes, look at what it left, and mend it, so many times."""
    import chromadb  # noqa: F401 # loaded once, before the children are made

    import ingest.library.vectors

    ingest.library.vectors._CONFIGURATION["hnsw"]["sync_threshold"] = 20  # let Chroma save its graph often
    chance = random.Random(int(seed))
    for number in range(int(rounds)):
        child = os.fork()
        if not child:
            _change(Path(folder), number)
        if number % 4:  # three in four are killed in the course of their changes, the others perhaps while they open
            _await(Path(folder) / "progress", lines=chance.randrange(1, 10), seconds=10)
        time.sleep(chance.uniform(0.0, 0.1))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        looker = os.fork()
        if not looker:
            _look(Path(folder), number)
        if os.waitpid(looker, 0)[1]:
            sys.exit(1)


def _await(path: Path, lines: int, seconds: float) -> None:
    """Wait until a file has so many more lines."""
    wanted, end = _lines(path) + lines, time.monotonic() + seconds
    while time.monotonic() < end and _lines(path) < wanted:
        time.sleep(0.003)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def _change(folder: Path, number: int) -> None:
    """Add documents, each third one replacing the one before it, each seventh one removed again, until killed."""
    progress = os.open(folder / "progress", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with Library.open(folder / "library", write=True) as library:
        for step in range(1000):
            seed = number * 1000 + step
            name = f"report-{seed - 1 if step % 3 == 2 else seed}.pdf"
            sample = make(folder / "files", seed, name=name, urn="100001")
            os.write(progress, f"adding {sample.id} {name}\n".encode())
            sample.put(library)
            os.write(progress, f"added {sample.id} {name}\n".encode())
            if step % 7 == 6:
                os.write(progress, f"removing {sample.id} {name}\n".encode())
                library.remove(sample.id)
                os.write(progress, f"removed {sample.id} {name}\n".encode())


def _expected(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return by file name the documents that must be there, and those that may or may not."""
    certain: dict[str, str] = {}
    open_: dict[str, str] = {}
    progress = folder / "progress"
    for line in progress.read_text().splitlines() if progress.exists() else ():
        what, id, name = line.split()
        if what in ("adding", "removing"):
            open_[name] = id
        else:
            open_.pop(name, None)
            certain.pop(name, None)
            if what == "added":
                certain[name] = id
    return certain, open_


def _look(folder: Path, number: int) -> None:
    try:
        for write in (False, True):
            if _expected(folder)[0] or write:  # before anything was finished there need be nothing to read
                with Library.open(folder / "library", write=write) as library:
                    _judge(folder, library, finished=write)
    except BaseException as error:  # noqa: BLE001 # told to the test, whatever it is
        say(round=number, error=f"{type(error).__name__}: {error}")
        os._exit(1)
    say(round=number, documents=len(_expected(folder)[0]))
    os._exit(0)


def _judge(folder: Path, library: Library, *, finished: bool) -> None:
    certain, open_ = _expected(folder)
    records = {record.id: record for record in library.documents()}
    lost = {id for name, id in certain.items() if name not in open_} - set(records)
    assert not lost, f"lost {lost}"
    extra = set(records) - set(certain.values()) - set(open_.values())
    assert not extra, f"extra {extra}"
    for record in records.values():
        passages = library.passages_of(record.id)
        assert len(passages) == 6 == record.passages, f"{record.filename} is half there"
        assert hashlib.sha256(library.source_path(record.id).read_bytes()).hexdigest() == record.id
        if record.indexed:
            sample = passages[0].text.split()[1]
            assert library.lexical_search(sample, 1)[0].passage.startswith(record.id), f"{sample} is not found"
            seed = int(sample.removeprefix("school"))
            vector = np.random.default_rng(seed)
            vector.random(4)
            near = library.vector_search(vector.normal(size=(6, DIMENSION)).astype(np.float32)[0], 1)
            assert near[0].passage == f"{record.id}:0", f"{sample} is not near"
    shown = {hit.passage.rpartition(":")[0] for hit in library.lexical_search("leaders", 5000)}
    assert shown == {id for id, record in records.items() if record.indexed}
    if finished:
        assert all(record.indexed for record in records.values())
        wrong = [check for check in library.check() if check.severity != "ok"]
        assert not wrong, wrong


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
