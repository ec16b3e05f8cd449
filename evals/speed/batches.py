"""Word pieces a second of the embedding model alone: by batch, side by side or not, and what padding costs.

Measured on the sample group's passages, in this process. Chooses nothing: `Settings.embedding_batch` names the choice.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from evals.figures import Measured, number
from evals.gold import REPORTS
from ingest.embedding import Embedder
from ingest.passages import split
from ingest.pipeline import find_files, passage_input
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings


def figures() -> list[Measured]:
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
    size, part = settings.embedding_batch, "embedding"
    by_file = statistics.mean(_padding(file, size) for file in lengths)
    by_many = _padding([n for file in lengths for n in file], size)
    return [
        *(number(name, rate, "pieces/s", part=part, better="higher") for name, rate in rates.items()),
        number("padding, file by file", by_file, "share", part=part, better="lower"),
        number("padding, over many files", by_many, "share", part=part, better="lower"),
    ]


def _padding(lengths: Sequence[int], size: int) -> float:
    """Return the share of a batched computation that goes into padding, batches sorted by length."""
    ordered = sorted(lengths, reverse=True)
    padded = sum(batch[0] * len(batch) for batch in (ordered[i : i + size] for i in range(0, len(ordered), size)))
    return 1 - sum(ordered) / padded


def _sample_texts() -> list[list[str]]:
    result: list[list[str]] = []
    with ReaderProcess(Settings()) as reader:
        for path in find_files([REPORTS]):
            document = reader.read(path)
            passages = split(document, read_report(document).boilerplate)
            result.append([passage_input(passage) for passage in passages if passage.has_vector])
    return result
