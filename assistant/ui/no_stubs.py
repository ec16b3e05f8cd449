"""Imports Gradio without its writing type stubs.

Gradio parses the source of each of its components whenever it is imported, and writes a file of stubs beside it for
editors: much of the processor time of its import, and nothing that runs reads the stubs. Changes nothing else of
Gradio, and nothing at all where it is imported already.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

MODULE, WRITES = "gradio.component_meta", "create_or_modify_pyi"


class NoStubs(MetaPathFinder):
    """Finds the one module that writes the stubs, and has it loaded without the function that does."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the module is and how it is loaded; None for every other module."""
        spec = PathFinder.find_spec(fullname, path, target) if fullname == MODULE else None
        if spec is not None and spec.loader is not None:
            spec.loader = _Without(spec.loader)
        return spec


class _Without(Loader):
    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        if hasattr(module, WRITES):  # another release may have none
            setattr(module, WRITES, _nothing)


def _nothing(*_: object) -> None:
    """Write no stubs."""


def install() -> None:
    """Have Gradio imported without its stubs from now on."""
    if not any(isinstance(finder, NoStubs) for finder in sys.meta_path):
        sys.meta_path.insert(0, NoStubs())
