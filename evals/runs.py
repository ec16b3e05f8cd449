"""Runs: what was measured when, on which commit and machine, kept so that it can be drawn and compared.

``results/runs/ID.json`` holds a run whole; ``results/history.jsonl`` has one line a run with the values only. Measures
nothing, and says nothing of what a difference means (`evals.compare`).
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.figures import SuiteReport, from_json, to_json

RESULTS = Path(__file__).resolve().parent / "results"
PACKAGES = ("torch", "sentence-transformers", "chromadb", "tantivy", "langchain-core", "pypdfium2")


class UnknownRun(Exception):
    """No run is kept under that name; the message says which are."""


@dataclass(frozen=True, slots=True)
class Run:
    """One call of the runner."""

    id: str
    """Time and commit, such as ``20261126T140000-1a2b3c4``."""
    where: dict[str, Any]
    """Commit, machine, versions and settings."""
    reports: tuple[SuiteReport, ...]

    def report(self, suite: str) -> SuiteReport | None:
        """Return the report of a suite, None if it was not run."""
        return next((report for report in self.reports if report.suite == suite), None)


def new(reports: Sequence[SuiteReport]) -> Run:
    """Return a run of now."""
    where = surroundings()
    at = datetime.now(UTC)
    return Run(
        f"{at:%Y%m%dT%H%M%S}-{where['commit'][:7]}", {"at": at.isoformat(timespec="seconds"), **where}, tuple(reports)
    )


def surroundings() -> dict[str, Any]:
    """Return what figures may depend on: commit, machine, versions, and the settings given by the environment."""
    return {
        "commit": _commit(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}",
        "bf16": "bf16" in _processor(),
        "versions": {"python": platform.python_version(), **{name: _version(name) for name in PACKAGES}},
        "settings": {name: value for name, value in sorted(os.environ.items()) if name == "OMP_NUM_THREADS"},
    }


def _processor() -> str:
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    """Return the commit, with a mark where files were changed since; ``unknown`` outside of a repository."""
    command = ["git", "describe", "--always", "--dirty=+changes", "--abbrev=12", "--exclude=*"]
    try:
        done = subprocess.run(command, cwd=RESULTS.parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return done.stdout.strip()


def to_data(run: Run) -> dict[str, Any]:
    """Return the run as JSON's own types."""
    return {"id": run.id, "where": run.where, "reports": [to_json(report) for report in run.reports]}


def keep(run: Run, folder: Path = RESULTS) -> Path:
    """Write the run, its suites' own files and its line in the history; return the run's file."""
    path = folder / "runs" / f"{run.id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(to_data(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for report in run.reports:
        text = json.dumps(to_json(report), ensure_ascii=False, indent=1)
        (folder / f"{report.suite}.json").write_text(text + "\n", encoding="utf-8")
    with (folder / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(_line(run), ensure_ascii=False) + "\n")
    return path


def _line(run: Run) -> dict[str, Any]:
    figures = {
        report.suite: {figure.key: [figure.value, figure.low, figure.high, figure.n] for figure in report.figures}
        for report in run.reports
    }
    return {"id": run.id, **run.where, "figures": figures}


def history(folder: Path = RESULTS) -> list[dict[str, Any]]:
    """Return the lines of the history, oldest first; none where there is no history yet."""
    path = folder / "history.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def find(name: str, folder: Path = RESULTS) -> Run:
    """Return a kept run by its file, its id, the beginning of its commit, or ``last`` / ``last-1``.

    :raises UnknownRun: if there is none.
    """
    if Path(name).is_file():
        return _read(Path(name))
    files = sorted((folder / "runs").glob("*.json"))
    back = name.removeprefix("last").removeprefix("-")
    if name.startswith("last") and (not back or back.isdigit()) and int(back or 0) < len(files):
        return _read(files[-1 - int(back or 0)])
    found = [path for path in files if path.stem == name or path.stem.split("-", 1)[1].startswith(name)]
    if not found:
        known = ", ".join(path.stem for path in files[-5:]) or "none yet: run a suite first"
        raise UnknownRun(f"No run is kept under {name!r}. Kept are: {known}.")
    return _read(found[-1])


def _read(path: Path) -> Run:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Run(data["id"], data["where"], tuple(from_json(row) for row in data["reports"]))
