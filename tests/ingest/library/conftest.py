from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ingest.library import Library
from ingest.settings import Settings

WORKER = Path(__file__).with_name("library_worker.py")
ROOT = Path(__file__).parents[3]


def load_worker() -> ModuleType:
    if "library_worker" not in sys.modules:
        spec = importlib.util.spec_from_file_location("library_worker", WORKER)
        assert spec and spec.loader
        sys.modules["library_worker"] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules["library_worker"]


@pytest.fixture
def worker() -> ModuleType:
    """Load the module that makes documents."""
    return load_worker()


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Any]:
    """Make a document of its own for each number."""
    module = load_worker()
    return lambda seed, **more: module.make(tmp_path / "files", seed, **more)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Open an empty library for writing."""
    with Library.open(tmp_path / "library", write=True) as library:
        yield library


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process on this test's folder."""
    started: list[subprocess.Popen[str]] = []

    def start(command: str, *arguments: object) -> subprocess.Popen[str]:
        line = [sys.executable, str(WORKER), command, str(tmp_path), *map(str, arguments)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(line, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe and not pipe.closed:
                pipe.close()


@pytest.fixture(scope="module")
def made_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, Any]]:
    """Make a library that holds one document, and that document."""
    folder = tmp_path_factory.mktemp("made")
    sample = load_worker().make(folder / "files", 1)
    everything = Settings(library=folder / "library", keep_names="all")
    with Library.open(folder / "library", settings=everything, write=True) as library:
        sample.put(library)
        yield library, sample


def _port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def unused_port() -> int:
    """Find a port that nothing listens on, for a server of this module."""
    return _port()


@pytest.fixture
def unused_port_now() -> int:
    """Find a port that nothing listens on."""
    return _port()


@pytest.fixture(scope="module")
def make_in() -> Callable[..., Any]:
    """Make a document of its own for each folder and number."""
    return load_worker().make  # type: ignore[no-any-return]
