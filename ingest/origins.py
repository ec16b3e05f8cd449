"""Where files come from: which files a path names, and what tells a new version of a file from its namesake.

Looks at names and folders only. Whether a document takes another's place is decided by the library, which also knows
what both say (`ingest.library.replacing`).
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.tables import mapping as mappings

SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})

_NAMELESS = (
    "The name of this file, or of a folder that it lies in, holds bytes that are no UTF-8 text; an older system may "
    "have written it. Rename it, and add it again."
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: its path within the folder that was added, or its bare name."""

    path: str
    key: str | None = None
    """Digest of the file's full path: the same for every version of one file, another for each other file. None where
    the path tells nothing, as of an uploaded copy. A digest, because whose folders they were is nobody's business."""
    telling: bool = True
    """Whether the bare name may stand for the file. Not where several files of this name came together."""


@dataclass(frozen=True, slots=True)
class Filing:
    """How files are filed: the group that they are added for, and where each comes from."""

    group: str | None = None
    origins: Mapping[Path, Origin] = field(default_factory=dict)

    def origin(self, path: Path) -> Origin:
        """Return where a file comes from; its bare name, if nothing else is known."""
        return self.origins.get(path) or Origin(path.name)


def find_origins(paths: Sequence[Path]) -> dict[Path, Origin]:
    """Return the files that `paths` name, folders searched through, in a stable order, each once, with their origins.

    Hidden files and the operating system's own droppings are left out; symbolic links in folders are not
    followed, so that a folder cannot lead out of itself. A path that does not exist is kept: it fails by name.
    """
    found: dict[Path, Origin] = {}
    for path in paths:
        if path.is_dir():
            for inner in sorted(path.rglob("*")):
                relative = inner.relative_to(path)
                if inner.is_file() and not inner.is_symlink() and _is_wanted(relative):
                    found.setdefault(inner, Origin(relative.as_posix(), _key(inner)))
        else:
            found.setdefault(path, Origin(path.name, _key(path)))
    return found


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that `paths` name, as `find_origins` finds them."""
    return list(find_origins(paths))


def by_name(paths: Iterable[Path]) -> dict[Path, Origin]:
    """Return origins of files of which nothing but the names is known, as of uploads.

    Two of one name that come together are two files, so that the name tells of neither which file it is.
    """
    listed = list(paths)
    times = Counter(path.name for path in listed)
    return {path: Origin(path.name, telling=times[path.name] == 1) for path in listed}


def check_name(path: Path) -> None:
    """See that a file's name can be written down.

    :raises UnreadableDocument: if it cannot; nothing of it could be kept or shown, whatever the file holds.
    """
    try:
        str(path.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableDocument(_NAMELESS) from error


def shown(path: Path) -> str:
    """Return a path that can be printed, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "replace")


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()


def _is_wanted(relative: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in relative.parts)
    name = relative.name.lower()
    return not hidden and name not in SKIPPED_NAMES and not mappings.is_mapping(relative)


__all__ = ["Filing", "Origin", "by_name", "check_name", "find_files", "find_origins", "shown"]
