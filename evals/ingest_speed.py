"""The suite "ingest-speed": pages a second of this product's ingestion against LangChain's textbook pipeline.

Same files, same model, same run. The peer: PyPDFLoader → RecursiveCharacterTextSplitter 1000/200 →
HuggingFaceEmbeddings → Chroma. Each side runs in a process of its own, its model loaded and warmed before the clock
starts; the two take turns, and the median of three rounds counts. Under "embedding": word pieces a second of the model
alone, by batch and by whether batches run side by side, and the share of work lost to padding. Needs ``make bench``
(the peer's packages).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from evals.gold import REPORTS
from ingest.embedding import Embedder, packaged_model
from ingest.library import Library
from ingest.passages import split
from ingest.pipeline import Ingestor, find_files, passage_input
from ingest.readers import Reader
from ingest.reports import read_report
from ingest.settings import Settings

ROUNDS = 3


def run() -> dict[str, Any]:
    """Return pages a second of both sides and their ratio, on the sample group and, if here, real reports."""
    shared = Path(os.environ.get("SHARED_DIR", Path(__file__).resolve().parents[2] / "shared")) / "reports"
    folders = {"sample group": REPORTS} | ({"real reports": shared} if shared.is_dir() else {})
    result: dict[str, Any] = {}
    for name, folder in folders.items():
        files = [str(path) for path in find_files([folder]) if path.suffix.lower() == ".pdf"]
        turns = [{side: _measure(side, files) for side in ("ours", "textbook")} for _ in range(ROUNDS)]
        rounds = {side: [turn[side] for turn in turns] for side in ("ours", "textbook")}
        rates = {side: [row["pages"] / row["seconds"] for row in rows] for side, rows in rounds.items()}
        medians = {side: statistics.median(values) for side, values in rates.items()}
        result[name] = {
            "files": len(files),
            "pages": rounds["ours"][0]["pages"],
            "ours_pages_per_second": round(medians["ours"], 1),
            "textbook_pages_per_second": round(medians["textbook"], 1),
            "ratio": round(medians["ours"] / medians["textbook"], 2),
            "ratio_each_round": [round(a / b, 2) for a, b in zip(rates["ours"], rates["textbook"], strict=True)],
        }
    if "real reports" not in result:
        result["skipped"] = f"real reports: no folder {shared}"
    return result | {"embedding": _embedding()}


def _embedding() -> dict[str, Any]:
    """Return word pieces a second over the sample group's passages, and the padding of short and long waves."""
    texts = _sample_texts()
    settings = Settings()
    plain = Embedder(settings)._model
    lengths = [[len(ids) for ids in plain.tokenizer(texts_of_file)["input_ids"]] for texts_of_file in texts]
    pieces = sum(map(sum, lengths))
    flat = [text for texts_of_file in texts for text in texts_of_file]

    def rate(work: Callable[[], object]) -> int:
        started = time.perf_counter()
        work()
        return round(pieces / (time.perf_counter() - started))

    rates = {"one batch of 32 after the other": rate(lambda: plain.encode(flat, batch_size=32))}
    for size in (8, 16, 32):
        embedder = Embedder(settings.model_copy(update={"embedding_batch": size}))
        embedder.load()
        rates[f"batches of {size} side by side"] = rate(lambda embedder=embedder: embedder.embed(flat))  # type: ignore[misc]
    size = settings.embedding_batch
    return {
        "pieces_per_second": rates,
        "padding_file_by_file": round(statistics.mean(_padding(file, size) for file in lengths), 3),
        "padding_over_many_files": round(_padding([n for file in lengths for n in file], size), 3),
    }


def _padding(lengths: Sequence[int], size: int) -> float:
    """Return the share of a batched computation that goes into padding, batches sorted by length."""
    ordered = sorted(lengths, reverse=True)
    padded = sum(batch[0] * len(batch) for batch in (ordered[i : i + size] for i in range(0, len(ordered), size)))
    return 1 - sum(ordered) / padded


def _sample_texts() -> list[list[str]]:
    result: list[list[str]] = []
    with Reader(Settings()) as reader:
        for path in find_files([REPORTS]):
            document = reader.read(path)
            passages = split(document, read_report(document).boilerplate)
            result.append([passage_input(passage) for passage in passages if passage.has_vector])
    return result


def _measure(side: str, files: Sequence[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.ingest_speed", side, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return row


def ours(files: Sequence[str], folder: Path) -> dict[str, float]:
    """Read the files into a library. The store is imported before the clock starts, as the peer's is."""
    import chromadb  # noqa: F401
    import tantivy  # noqa: F401

    settings = Settings(library=folder / "library")
    embedder = Embedder(settings)
    embedder.embed(["warm up"])
    started = time.perf_counter()
    with Library.open(settings.library, settings=settings, write=True) as library, Reader(settings) as reader:
        results = list(Ingestor(library, reader, embedder).add_paths([Path(file) for file in files]))
    return {"pages": sum(result.pages for result in results), "seconds": time.perf_counter() - started}


def textbook(files: Sequence[str], folder: Path) -> dict[str, float]:
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
    return {"pages": pages, "seconds": time.perf_counter() - started}


def main() -> None:
    """Measure one side once and print the result as JSON (used by `run`)."""
    side, files = sys.argv[1], sys.argv[2:]
    with tempfile.TemporaryDirectory(prefix="speed-") as folder:
        row = (ours if side == "ours" else textbook)(files, Path(folder))
    sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
