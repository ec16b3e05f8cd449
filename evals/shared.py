"""Where the reference material beside the project lies, if it is there, and how a suite says that it is not.

Finds folders and files; reads none. Nothing of that material is part of the project.
"""

from __future__ import annotations

import os
from pathlib import Path


def shared(*parts: str) -> Path:
    """Return a path in the folder that ``$SHARED_DIR`` names, or in ``shared`` beside the project."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("SHARED_DIR", beside)).joinpath(*parts)


def absent(path: Path) -> str:
    """Return the line with which a suite says that it measured nothing because a path is not there."""
    return f"{path} is not there; set SHARED_DIR to the folder that holds it."
