"""Gold questions put to one library of the sample group by several processes, one for each core.

Layers as small as those of our models leave cores waiting for each other, and between them one core works alone; so two
processes of one thread each are sooner done than one of two threads. The library is read once and copied, as a library
has one writer. The outcomes are those of one process, in the order of the questions; the seconds of each question are
those on one core beside others at work. Measures nothing itself.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from assistant.service import Assistant
from evals import answers
from evals.answers import QuestionOutcome
from evals.gold import GoldQuestion
from evals.workspace import Workspace, read_sample, sample_workspace
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings

FEWEST = 8
"""Questions for each process, below which a further one is not worth the models that it loads."""


def ask(questions: Sequence[GoldQuestion], processes: int | None = None) -> list[QuestionOutcome]:
    """Put questions to the sample group, in as many processes as there are cores; return the outcomes in order.

    :raises GoldError: if a report of the sample group could not be read.
    """
    several = min(processes or cores(), len(questions) // FEWEST)
    if several < 2:
        with sample_workspace() as workspace:
            return answers.run(workspace, questions)
    with tempfile.TemporaryDirectory(prefix="evals-") as temporary:
        copies = [Path(temporary) / f"library-{number}" for number in range(several)]
        read_sample(copies[0])
        for copy in copies[1:]:
            shutil.copytree(copies[0], copy)
        shares = [list(questions[number::several]) for number in range(several)]
        with ProcessPoolExecutor(several, mp_context=get_context("spawn"), initializer=_one_thread) as pool:
            found = list(pool.map(_share, copies, shares))
    return in_order(found)


def in_order(shares: Sequence[Sequence[QuestionOutcome]]) -> list[QuestionOutcome]:
    """Return what was dealt out in turn as it was before."""
    longest = max(map(len, shares), default=0)
    return [share[place] for place in range(longest) for share in shares if place < len(share)]


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _one_thread() -> None:
    import torch

    torch.set_num_threads(1)


def _share(folder: Path, questions: Sequence[GoldQuestion]) -> list[QuestionOutcome]:
    with _opened(folder) as workspace:
        return answers.run(workspace, questions)


@contextmanager
def _opened(folder: Path) -> Iterator[Workspace]:
    settings = Settings(library=folder)
    embedder = Embedder(settings)
    with Library.open(folder, settings=settings) as library:
        yield Workspace(library, embedder, Assistant(library, embedder))


__all__ = ["ask", "cores", "in_order"]
