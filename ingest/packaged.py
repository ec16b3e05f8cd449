"""Data that comes with the program: lists and weights as JSON beside the module that reads them.

Looks beside modules only; what people change (themes, frameworks) is read where it is understood.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any


def packaged_json(package: str, name: str) -> dict[str, Any]:
    """Return the data in the file `name` of a package; a module gives its own, `__package__`."""
    data: dict[str, Any] = json.loads(resources.files(package).joinpath(name).read_text(encoding="utf-8"))
    return data


__all__ = ["packaged_json"]
