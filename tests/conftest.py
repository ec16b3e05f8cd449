"""Shared: one library of the sample group, read once a run with the real parts, however many processes test."""

import fcntl
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding import Embedder
from ingest.library import Library
from ingest.pipeline import Ingestor, find_files
from ingest.readers import ReaderProcess
from ingest.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample" / "reports"
GROUP = "Quillhaven Learning Trust"


class SampleVectors(Embedder):
    """The real model; what it made of the sample group is kept, as other libraries are made of the same reports."""

    def __init__(self, settings):
        super().__init__(settings)
        self.keeps = False
        self._vectors = {}

    def embed(self, texts):
        fresh = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        vectors = super().embed(fresh)
        found = self._vectors | dict(zip(fresh, vectors, strict=True))
        if self.keeps:
            self._vectors = found
        return np.stack([found[text] for text in texts]) if texts else vectors

    def save(self, path):
        np.savez(path, texts=np.array(list(self._vectors)), vectors=np.stack(list(self._vectors.values())))

    def recall(self, path):
        with np.load(path) as saved:
            self._vectors = dict(zip(saved["texts"].tolist(), saved["vectors"], strict=True))


@pytest.fixture(scope="session")
def embedder():
    return SampleVectors(Settings())


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory, embedder):
    """A library of the sample group, closed; treat it as read-only. Each process has a copy of its own."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _read_sample(folder, embedder)
        return folder
    made = tmp_path_factory.getbasetemp().parent / "sample-library"
    vectors = made.with_suffix(".npz")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            _read_sample(made.with_suffix(".unfinished"), embedder)
            embedder.save(vectors)
            made.with_suffix(".unfinished").rename(made)
    embedder.recall(vectors)
    shutil.copytree(made, folder)
    return folder


def _read_sample(folder, embedder):
    settings = Settings(library=folder)
    embedder.keeps = True
    with Library.open(folder, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        results = list(Ingestor(library, reader, embedder).add_paths(find_files([SAMPLE]), GROUP))
    embedder.keeps = False
    assert {result.outcome.value for result in results} == {"added"}


@pytest.fixture(scope="session")
def sample_library(sample_folder):
    with Library.open(sample_folder, settings=Settings(library=sample_folder)) as library:
        yield library


@pytest.fixture(scope="session")
def assistant(sample_library, embedder):
    from assistant.service import Assistant

    return Assistant(sample_library, embedder)


def pytest_collection_modifyitems(items):
    """Start with what waits most, so that no process is left alone with it at the end of a run of several.

    A browser test that fails is run once more, and named: Chromium and two other processes share two cores with it.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
