"""The suite "ingest-speed": pages a second of this product's ingestion against LangChain's textbook pipeline.

Same files, same model, same run. The peer: PyPDFLoader → RecursiveCharacterTextSplitter 1000/200 →
HuggingFaceEmbeddings → Chroma. Each side runs in a process of its own, its model loaded and warmed before the clock
starts; the sides take turns, and the median of the rounds counts. Also: ours with float32 forced, each stage by itself,
the share of the time in which the model computes (any of its streams), passages a second against `model.encode` alone
on the same texts, peak memory, and the model alone by batch. Needs ``make bench`` (the peer's packages).
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from evals.figures import Measured, SuiteReport, mean, number, statistic
from evals.gold import REPORTS
from evals.shared import absent, shared
from evals.speed import batches
from evals.textbook import missing
from ingest.embedding import Embedder, has_bfloat16_units, packaged_model
from ingest.library import Library
from ingest.passages import split
from ingest.pipeline import Ingestor, find_files, passage_input
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

ROUNDS = 3
RATIO, RATIO_FLOAT32, FORWARD = 4.0, 1.5, 0.8
"""What is promised on real reports: pages a second against the textbook's where the processor has bfloat16 units, and
with float32 forced; and the share of the time in which the model computes."""
Row = dict[str, float]


def run(rounds: int = ROUNDS, *, everything: bool = True) -> SuiteReport:
    """Measure on the real reports, if they are here, and on the sample group too, or only where they are not."""
    if lacking := missing():
        return SuiteReport("ingest-speed", skipped=lacking)
    real = shared("reports")
    folders = ({"real reports": real} if real.is_dir() else {}) | {"sample group": REPORTS}
    notes = [] if real.is_dir() else [f"Skipped: real reports. {absent(real)}"]
    figures: list[Measured] = []
    for name, folder in list(folders.items())[: None if everything else 1]:
        files = [str(path) for path in find_files([folder]) if path.suffix.lower() == ".pdf"]
        figures += _figures(name, files, rounds)
    if everything:
        figures += batches.figures()
    if not has_bfloat16_units():
        notes.append("This processor has no bfloat16 units, so that float32 is what runs.")
    return SuiteReport("ingest-speed", tuple(figures), tuple(notes))


def _figures(part: str, files: Sequence[str], rounds: int) -> list[Measured]:
    sides = ("ours", "textbook", "float32")
    turns = [{side: _measure(side, files) for side in sides} for _ in range(rounds)]
    rates = {side: [turn[side]["pages"] / turn[side]["seconds"] for turn in turns] for side in sides}
    beside = {"textbook": statistics.median(rates["textbook"])}
    best = RATIO if has_bfloat16_units() else RATIO_FLOAT32
    figures = [
        statistic("pages a second", rates["ours"], statistics.median, unit="pages/s", part=part, baselines=beside),
        _ratio("times the textbook's", rates["ours"], rates["textbook"], part, best),
        _ratio("times the textbook's, float32", rates["float32"], rates["textbook"], part, RATIO_FLOAT32),
        _share("share of the time in which the model computes", turns, "ours", part),
        _share("share of the time in which the model computes, float32", turns, "float32", part),
    ]
    peaks = {side: max(turn[side]["peak"] for turn in turns) for side in sides}
    figures.append(
        number("peak memory", peaks["ours"], "MB", part=part, better="lower", baselines={"textbook": peaks["textbook"]})
    )
    return figures + _stages(part, _measure("stages", files))


def _ratio(name: str, own: Sequence[float], other: Sequence[float], part: str, target: float) -> Measured:
    ratios = [a / b for a, b in zip(own, other, strict=True)]
    return statistic(name, ratios, statistics.median, unit="×", part=part, target=target)


def _share(name: str, turns: Sequence[dict[str, Row]], side: str, part: str) -> Measured:
    values = [(f"round {place}", turn[side]["computing"]) for place, turn in enumerate(turns, 1)]
    return mean(name, values, part=part, target=FORWARD)


def _stages(part: str, row: Row) -> list[Measured]:
    stages = ("read", "recognise", "split", "embed", "store")
    figures = [number(f"stage: {stage}", row["pages"] / row[stage], "pages/s", part=part) for stage in stages]
    alone = {"model.encode alone, same texts": row["passages"] / row["encode"]}
    rate = row["passages"] / row["embed"]
    return [*figures, number("embedding", rate, "passages/s", part=part, better="higher", baselines=alone)]


def _measure(side: str, files: Sequence[str]) -> Row:
    command = [sys.executable, "-m", "evals.ingest_speed", side, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: Row = json.loads(done.stdout.strip().splitlines()[-1])
    return row


class Computing:
    """Counts the seconds in which a model computes, in any thread; two at once count once."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 (torch's own)
        self.seconds, self._running, self._since = 0.0, 0, 0.0
        self._lock = threading.Lock()
        model.register_forward_pre_hook(lambda *_: self._step(1))
        model.register_forward_hook(lambda *_: self._step(-1))

    def _step(self, by: int) -> None:
        with self._lock:
            now = time.perf_counter()
            self.seconds += now - self._since if self._running else 0.0
            self._running, self._since = self._running + by, now


def ours(files: Sequence[str], folder: Path, precision: str = "auto") -> Row:
    """Read the files into a library. The store is imported before the clock starts, as the peer's is."""
    import chromadb  # noqa: F401
    import tantivy  # noqa: F401

    settings = Settings(library=folder / "library").model_copy(update={"embedding_precision": precision})
    embedder = Embedder(settings)
    embedder.embed(["warm up"])
    computing = Computing(embedder._model)
    started = time.perf_counter()
    with Library.open(settings.library, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        results = list(Ingestor(library, reader, embedder).add_paths([Path(file) for file in files]))
    seconds = time.perf_counter() - started
    pages = sum(result.pages for result in results)
    return {"pages": pages, "seconds": seconds, "computing": computing.seconds / seconds, "peak": _peak()}


def stages(files: Sequence[str], folder: Path) -> Row:
    """Do each stage for all files before the next one, each with the whole machine, and `model.encode` beside it."""
    settings = Settings(library=folder / "library")
    embedder = Embedder(settings)
    embedder.embed(["warm up"])
    row: Row = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:  # noqa: ANN401 (whatever the work returns)
        started = time.perf_counter()
        result = work()
        row[name] = time.perf_counter() - started
        return result

    paths = [Path(file) for file in files]
    with ReaderProcess(settings) as reader:
        reader.read(paths[0])  # starts the child process, untimed
        documents = timed("read", lambda: [reader.read(path) for path in paths])
    reports = timed("recognise", lambda: [read_report(document) for document in documents])
    passages = timed("split", lambda: [tuple(split(d, r.boilerplate)) for d, r in zip(documents, reports, strict=True)])
    texts = [[passage_input(passage) for passage in those if passage.has_vector] for those in passages]
    flat = [text for those in texts for text in those]
    vectors = timed("embed", lambda: embedder.embed(flat))
    timed("encode", lambda: embedder._model.encode(flat, show_progress_bar=False))
    ends = np.cumsum([len(those) for those in texts])[:-1]
    parts = np.split(vectors, ends)

    def store() -> None:
        with Library.open(settings.library, settings=settings, write=True) as library, library.batch():
            for path, document, report, those, rows in zip(paths, documents, reports, passages, parts, strict=True):
                library.add(
                    document, report.inspection, those, rows, source=path, group=None, model=embedder.fingerprint
                )

    timed("store", store)
    return row | {"pages": sum(len(document.pages) for document in documents), "passages": len(flat)}


def textbook(files: Sequence[str], folder: Path) -> Row:
    """Read the files as LangChain's tutorials do."""
    from langchain_chroma import Chroma
    from langchain_community.document_loaders import PyPDFLoader
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_model()), model_kwargs={"device": "cpu"})
    embeddings.embed_documents(["warm up"])
    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    started = time.perf_counter()
    store = Chroma(embedding_function=embeddings, persist_directory=str(folder / "chroma"))
    pages = 0
    for file in files:
        loaded = PyPDFLoader(file).load()
        pages += len(loaded)
        store.add_documents(splitter.split_documents(loaded))
    return {"pages": pages, "seconds": time.perf_counter() - started, "peak": _peak()}


def _peak() -> float:
    """Return the most memory of this process in MB; the child that reads files is told for itself by the kernel."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


SIDES: dict[str, Callable[[Sequence[str], Path], Row]] = {
    "ours": ours,
    "float32": lambda files, folder: ours(files, folder, "float32"),
    "stages": stages,
    "textbook": textbook,
}


def main() -> None:
    """Measure one side once and print the result as JSON (used by `run`)."""
    side, files = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        row = SIDES[side](files, Path(folder))
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
