"""The original files: copied into the library under their digest, whole or not at all; and what was drawn of them.

Knows nothing of what the files say or of the catalogue.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator
from pathlib import Path

from ingest.errors import DocumentRefused, UnreadableDocument, cannot_open

_PART = ".part"
_BLOCK = 1 << 20
_SUFFIX = 12


class Files:
    """The folder of original files. Each is named by the SHA-256 of its bytes and keeps its suffix.

    `drawn` is the folder of page images, which others fill: their names begin with the file's, and they go with it.
    """

    def __init__(self, folder: Path, drawn: Path) -> None:
        self._folder, self._drawn = folder, drawn

    def path(self, id: str, filename: str) -> Path:
        """Return where the file with this id lies."""
        suffix = Path(filename).suffix.lower()
        return self._folder / (id + (suffix if suffix[1:].isalnum() and len(suffix) <= _SUFFIX else ""))

    def keep(self, source: Path, id: str, filename: str) -> int:
        """Copy a file in, unless it is there already, and return its size. Its bytes must have the digest `id`.

        :raises UnreadableDocument: if the file can no longer be read.
        :raises OSError: if the copy cannot be written.
        """
        self._folder.mkdir(exist_ok=True)
        target = self.path(id, filename)
        if not target.exists():
            part = target.with_name(target.name + _PART)
            try:
                if _copy(source, part) != id:
                    raise DocumentRefused("The file changed while it was being read. Add it again.")
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)  # of a disk that is full, half a copy would take the last room
        return target.stat().st_size

    def discard(self, *ids: str) -> None:
        """Remove the files with these ids, under whichever suffix, and the images of their pages."""
        for id in ids:
            for path in (*self._folder.glob(f"{id}*"), *self._drawn.glob(f"{id}-*")):
                path.unlink(missing_ok=True)

    def tidy(self, ids: Collection[str]) -> int:
        """Remove every file and page image whose id is not among `ids`, and every half copy; return how many."""
        strays = [path for path in self._folder.glob("*") if path.suffix == _PART or path.name[:64] not in ids]
        strays += [path for path in self._drawn.glob("*-*-*.png") if path.name[:64] not in ids]
        for path in strays:
            path.unlink(missing_ok=True)
        return len(strays)

    def digest(self, id: str, filename: str) -> str | None:
        """Return the SHA-256 of the kept file as it is now; None if it is missing."""
        path = self.path(id, filename)
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("wb") as write:
        for block in _blocks(source):
            digest.update(block)
            write.write(block)
        write.flush()
        os.fsync(write.fileno())
    return digest.hexdigest()


def _blocks(source: Path) -> Iterator[bytes]:
    try:
        with source.open("rb") as read:
            while block := read.read(_BLOCK):
                yield block
    except OSError as error:
        raise UnreadableDocument(cannot_open(error)) from error
