"""The errors of reading and keeping documents: each states the facts and the remedy.

Nothing here decides what to do about them; the pipeline reports them file by file.
"""

from __future__ import annotations

from pathlib import Path


class IngestError(Exception):
    """Base of all errors that this package raises on purpose."""


class UnreadableDocument(IngestError):
    """A file that cannot be read; the message says why and what to do, without the file's path."""


def cannot_open(error: OSError) -> str:
    """Say why a file cannot be opened, and what to do."""
    return f"This file cannot be opened ({_why(error)}). Check that it exists and that you may read it."


def cannot_keep(error: OSError, folder: Path) -> str:
    """Say why a file that was read cannot be put into the library in `folder`, and what to do."""
    return (
        f"This file was read, but the library’s folder {folder} cannot be written ({_why(error)}). See that there is "
        "room on its disk and that you may write in it, and add the file again."
    )


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


class UnmappedSurvey(UnreadableDocument):
    """A table that is plainly a survey and that no mapping explains; `mapping` is one to begin with, as YAML."""

    def __init__(self, message: str, mapping: str) -> None:
        """Say what is wrong, and offer the mapping."""
        super().__init__(message)
        self.mapping = mapping


class LibraryError(IngestError):
    """The library cannot do what was asked."""


class DocumentRefused(LibraryError):
    """One document cannot be kept; the library is sound, and others can be."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryDamaged(LibraryError):
    """The library's parts do not agree, and opening it did not mend them."""


class LibraryOutdated(LibraryError):
    """The library was written by an older version of this program; opening it for writing brings it up to date."""


class ModelMismatch(LibraryError):
    """The library's vectors were made by another embedding model."""


class ModelUnavailable(IngestError):
    """The embedding model is not installed, or its file is not the published one."""


class InvalidSettings(IngestError):
    """Settings, from the environment or the command line, that are out of bounds or unknown."""


class InvalidCorrection(IngestError):
    """A correction by hand that cannot be right, such as a URN of five digits."""
