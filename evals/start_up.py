"""The suite "start-up": seconds to ``--help`` of each command, and from ``python app.py`` to the first page served.

Each start is a process of its own on an empty library; the first of each is not counted, so that files are in memory as
they are on a machine in use. Processor seconds are told beside, for they do not depend on what else the machine does.
Measures no answer: the models load later, with the first question.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from evals.figures import Measured, SuiteReport, quantile
from evals.gold import ROOT

COMMANDS = {
    "ingest": ("-m", "ingest", "--help"),
    "assistant": ("-m", "assistant", "--help"),
    "evals": ("-m", "evals", "--help"),
    "app.py": ("app.py", "--help"),
}
ROUNDS = 5
APP_ROUNDS = 3
HELP_SECONDS, APP_SECONDS = 0.7, 8.0
"""What is promised."""
PATIENCE = 120.0


class NoStart(Exception):
    """The application did not serve a page in time."""


def run(rounds: int = ROUNDS) -> SuiteReport:
    """Start every command several times, `rounds` of which count.

    :raises NoStart: if the application serves no page within two minutes.
    """
    figures = [figure for name, command in COMMANDS.items() for figure in _help(name, command, rounds)]
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        starts = [_app(Path(folder) / "library") for _ in range(APP_ROUNDS + 1)][1:]
    figures.append(quantile("first page served", starts, 50, target=APP_SECONDS))
    return SuiteReport("start-up", tuple(figures), (f"Load of the machine before: {os.getloadavg()[0]:.1f}.",))


def _help(name: str, command: tuple[str, ...], rounds: int) -> list[Measured]:
    rows = [_timed(command) for _ in range(rounds + 1)][1:]
    return [
        quantile(f"{name} --help", [wall for wall, _ in rows], 50, target=HELP_SECONDS),
        quantile(f"{name} --help, processor", [used for _, used in rows], 50),
    ]


def _timed(command: tuple[str, ...]) -> tuple[float, float]:
    """Return the seconds on the clock and on the processor."""
    before, started = _used(), time.perf_counter()
    subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, check=True)
    return time.perf_counter() - started, _used() - before


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _app(library: Path) -> float:
    """Return the seconds until the first page is served whole; the application is stopped again."""
    command = [sys.executable, "-u", "app.py", "--port", "0", "--library", str(library)]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            address = _address(process)
            while time.perf_counter() - started < PATIENCE:
                if _serves(address):
                    return time.perf_counter() - started
                time.sleep(0.05)
        finally:
            process.terminate()
    raise NoStart(f"{address} served no page within {PATIENCE:.0f} s.")


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if "http://" in line:
            return "http://" + line.split("http://", 1)[1].strip()
    raise NoStart("The application ended before it told its address: run python app.py to see why.")


def _serves(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as page:  # noqa: S310 (our own address)
            return bool(page.read())
    except urllib.error.URLError:
        return False
