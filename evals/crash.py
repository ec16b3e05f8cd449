"""The suite "crash": ingestion of the sample group killed (SIGKILL) at twenty random moments, with the real parts.

After each kill the library must open, hold every document that had been reported as added, show no half document, and
take the rest. Prints what it saw; a violation is counted and named.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from evals.gold import REPORTS, facts
from ingest.documents import Scope
from ingest.library import Library
from ingest.settings import Settings

KILLS = 20
SEED = 20


def run() -> dict[str, Any]:
    """Kill twenty times; return counts and every violation."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    violations: list[str] = []
    moments: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="crash-") as temporary:
        for number in range(KILLS):
            library = Path(temporary) / str(number)
            reported = _killed(library, after=chance.randrange(0, 17), delay=chance.uniform(0, 0.6))
            kept = _check(library, reported, violations)
            moments.append({"reported": len(reported), "kept": len(kept)})
            _finish(library, violations)
    return {"kills": KILLS, "violations": violations, "moments": moments}


def _killed(library: Path, after: int, delay: float) -> set[str]:
    """Start ingestion, kill it `delay` seconds after it has told of `after` files, and return what it told of."""
    command = [sys.executable, "-u", "-m", "ingest", str(REPORTS), "--library", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        reported: set[str] = set()
        assert process.stdout is not None  # noqa: S101 (for the type checker)
        while len(reported) < after and (line := process.stdout.readline()):
            if line.startswith("added"):
                reported.add(Path(line.split()[1]).name)
        time.sleep(delay)
        process.kill()
        rest = process.stdout.read()
    return reported | {Path(line.split()[1]).name for line in rest.splitlines() if line.startswith("added")}


def _check(path: Path, reported: set[str], violations: list[str]) -> set[str]:
    """Look at what a kill has left."""
    settings = Settings(library=path, lock_seconds=10)
    if not path.exists():
        return set()
    with Library.open(path, settings=settings, write=True) as library:
        records = {record.filename: record for record in library.documents()}
        for name in sorted(reported - set(records)):
            violations.append(f"{path.name}: {name} was reported as added and is gone")
        pages = {report["file"]: report["pages"] for report in facts()["reports"]}
        for name, record in records.items():
            passages = library.passages_of(record.id)
            if len(library.pages(record.id)) != pages[name] or len(passages) != record.passages or not record.indexed:
                violations.append(f"{path.name}: {name} is not whole")
            found = library.lexical_search(passages[0].text, 5, Scope(frozenset({record.id}), boilerplate=True))
            if not found:
                violations.append(f"{path.name}: {name} cannot be searched")
        violations += [f"{path.name}: {check.message}" for check in library.check() if check.severity == "error"]
    return set(records)


def _finish(path: Path, violations: list[str]) -> None:
    """Add the rest."""
    command = [sys.executable, "-m", "ingest", str(REPORTS), "--library", str(path), "--json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    summary = json.loads(done.stdout or "{}")
    if summary.get("added", 0) + summary.get("unchanged", 0) != len(facts()["reports"]):
        violations.append(f"{path.name}: the rest could not be added: {done.stderr[-300:]}")
