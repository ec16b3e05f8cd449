"""Shared: four reports of the sample group, read for real but with made-up vectors; the whole group's patterns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.patterns.boards import Board, Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import YearRange
from assistant.patterns.patterns import group_patterns
from assistant.patterns.values import GroupPatterns
from ingest.embedding import Embedder, Vectors
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.patterns.simple import simple_engine

REPORTS = Path("corpus/sample/reports")
CHOSEN = ("corvane-2019.pdf", "corvane-2022.pdf", "ashlark-primary-2024.pdf", "wickenmoss-2026.pdf")
TRUST = "Quillhaven Learning Trust"


class MadeUp(Embedder):
    """Gives every text the same vector, without a model."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 384), 384**-0.5, dtype=np.float32)


@pytest.fixture(scope="session")
def group_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    settings = Settings(library=tmp_path_factory.mktemp("patterns") / "library")
    embedder = MadeUp(settings)
    with (
        ReaderProcess(settings) as reader,
        Library.open(settings.library, settings=settings, write=True, model=embedder.fingerprint) as library,
    ):
        results = list(Ingestor(library, reader, embedder).add_paths([REPORTS / name for name in CHOSEN], TRUST))
        assert {result.outcome.value for result in results} == {"added"}
        yield library


@pytest.fixture(scope="session")
def boards(group_library: Library) -> Boards:
    return Boards(lambda: group_library, simple_engine, lambda: date(2026, 11, 26))


@pytest.fixture(scope="session")
def real_boards(group_library: Library) -> Boards:
    return Boards(lambda: group_library, Engine(), lambda: date(2026, 11, 26))


@pytest.fixture(scope="session")
def board(boards: Boards) -> Board:
    return boards.board(TRUST, YearRange())


@pytest.fixture(scope="session")
def sample_patterns(sample_library: Library) -> GroupPatterns:
    """The whole sample group's patterns, found once a run."""
    return group_patterns(sample_library, today=date(2026, 11, 1))
