"""What a process that reads untrusted files gives up: memory, files, the network. Told by `doctor` where it cannot be.

Each limit binds the process that calls it, for good. A system may refuse one: macOS limits no process's memory and
knows no networks of single processes.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import ingest

_NEW_NETWORK = 0x40000000 | 0x10000000  # CLONE_NEWNET in a user namespace of its own, CLONE_NEWUSER


@dataclass(frozen=True, slots=True)
class Limits:
    """Which limits hold on this system."""

    memory: bool
    network: bool


def limit(kind: int, soft: int, hard: int | None = None) -> bool:
    """Set a limit, or leave it where it is lower already; say whether the system accepts it."""
    now, most = resource.getrlimit(kind)
    hard = soft if hard is None else hard
    hard = hard if most == resource.RLIM_INFINITY else min(hard, most)
    soft = soft if now == resource.RLIM_INFINITY else min(soft, now)
    try:
        resource.setrlimit(kind, (min(soft, hard), hard))
    except (ValueError, OSError):
        return False
    return True


def limit_memory(size: int) -> bool:
    """Let this process have no more than `size` bytes of memory; say whether the system accepts that."""
    return limit(resource.RLIMIT_AS, size)


def leave_network() -> bool:
    """Leave the network; say whether the system lets a process do so."""
    if sys.platform != "linux":
        return False
    return bool(ctypes.CDLL(None).unshare(_NEW_NETWORK) == 0)


def probe(memory_mb: int) -> Limits:
    """Find out in a process of its own which limits hold: a system may accept one and not keep it."""
    command = [sys.executable, "-B", "-s", "-P", "-m", "ingest.readers.limits", str(memory_mb)]
    done = subprocess.run(command, env=environment(), cwd="/", capture_output=True, text=True, check=False)
    held = done.stdout.split()
    return Limits("memory" in held, "network" in held)


def _try(size: int) -> None:
    """Print which limits hold for this process. What it takes of memory is never touched, so that it costs nothing."""
    if leave_network():
        sys.stdout.write("network\n")
    limit_memory(size)
    try:
        bytearray(size)
    except MemoryError:
        sys.stdout.write("memory\n")


def environment() -> dict[str, str]:
    """Return the environment in which a reading process finds this program, and nothing else."""
    home = Path(ingest.__file__).resolve().parent.parent
    return {"PYTHONPATH": str(home), "PYTHONUTF8": "1", "PATH": os.defpath}


if __name__ == "__main__":
    _try(int(sys.argv[1]) * 1024 * 1024)


__all__ = ["Limits", "environment", "leave_network", "limit", "limit_memory", "probe"]
