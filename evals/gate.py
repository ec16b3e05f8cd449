"""The gate: floors and ceilings for the answers suite, on the half of the questions that no threshold was set on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).resolve().parent / "floors.json"


def misses(result: dict[str, Any], path: Path = FLOORS) -> list[str]:
    """Return one line for each bound that the figures miss; a figure that is absent counts as missed."""
    bounds = json.loads(path.read_text(encoding="utf-8"))
    figures = result["halves"]["report"]
    lines: list[str] = []
    for name, floor in bounds["at_least"].items():
        value = figures.get(name)
        if value is None or value < floor:
            lines.append(f"{name}: {value}, at least {floor} is promised")
    for name, ceiling in bounds["at_most"].items():
        value = figures.get(name)
        if value is None or value > ceiling:
            lines.append(f"{name}: {value}, at most {ceiling} is promised")
    return lines
