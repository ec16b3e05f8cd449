"""The suite "ingest-speed": pages a second of this product's ingestion against LangChain's textbook pipeline.

Same files, same model, same run. The peer: PyPDFLoader → RecursiveCharacterTextSplitter 1000/200 →
HuggingFaceEmbeddings → Chroma. Each side runs in a process of its own, its model loaded and warmed before the clock
starts; the two take turns, and the median of three rounds counts. Needs ``make bench`` (the peer's packages).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.gold import REPORTS
from ingest.embedding import Embedder, packaged_model
from ingest.library import Library
from ingest.pipeline import Ingestor, find_files
from ingest.readers import Reader
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
    return result


def _measure(side: str, files: Sequence[str]) -> dict[str, float]:
    command = [sys.executable, "-m", "evals.ingest_speed", side, *files]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    row: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return row


def ours(files: Sequence[str], folder: Path) -> dict[str, float]:
    """Read the files into a library."""
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
