"""Files that people have chosen: which window holds which of Gradio's copies, and copies of our own to be read.

Gradio keeps an upload under the digest of its bytes and its name, so two windows that chose the same file share one
copy. That one is deleted when no window has it chosen any more; what is read, waits and is deleted afterwards is a
copy that only one window has. Reads no file.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import threading
import uuid
import weakref
from collections.abc import Sequence
from pathlib import Path


class Uploads:
    """The uploads of one application. `folder` is Gradio's own; nothing outside it is ever taken or deleted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._own: Path | None = None
        self._lock = threading.Lock()
        self._chosen: dict[str, frozenset[Path]] = {}

    def hold(self, holder: str, files: Sequence[str]) -> None:
        """Note what is chosen now in one field of one window; what nobody has chosen any more is deleted."""
        now = frozenset(self._uploaded(files))
        with self._lock:
            before = self._chosen.pop(holder, frozenset())
            if now:
                self._chosen[holder] = now
            for path in before.difference(*self._chosen.values()):
                path.unlink(missing_ok=True)
            self._sweep()

    def take(self, files: Sequence[str]) -> list[Path]:
        """Return copies of uploads, of the same names, for whoever reads them to delete; what is no upload is left out.

        What nobody deleted goes when the program ends.
        """
        taken = []
        with self._lock:
            self._sweep()
            for path in self._uploaded(files):
                own = self._place() / uuid.uuid4().hex / path.name
                own.parent.mkdir()
                with contextlib.suppress(FileNotFoundError):  # let go of in this moment
                    try:
                        own.hardlink_to(path)
                    except OSError:  # a file system without links
                        shutil.copyfile(path, own)
                    taken.append(own)
        return taken

    def _sweep(self) -> None:
        """Remove the folders whose copies are deleted; whoever reads a copy knows nothing of its folder."""
        for folder in list(self._own.iterdir()) if self._own else ():
            with contextlib.suppress(OSError):  # a copy is still in it
                folder.rmdir()

    def _uploaded(self, files: Sequence[str]) -> list[Path]:
        paths = (Path(file).resolve() for file in files)
        return [path for path in paths if path.is_relative_to(self._folder) and path.is_file()]

    def _place(self) -> Path:
        """Return the folder of our own copies: beside Gradio's, where a copy can be a link and costs nothing."""
        if self._own is None:
            self._own = Path(tempfile.mkdtemp(prefix="taken-", dir=self._folder))
            weakref.finalize(self, shutil.rmtree, self._own, ignore_errors=True)
        return self._own


__all__ = ["Uploads"]
