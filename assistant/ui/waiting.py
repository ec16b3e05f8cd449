"""Sensitive files of one window that wait until somebody confirms them or leaves them out.

A later upload adds to them and takes none away, and a confirmation holds only for the files that were named on the
screen when it was given. Holds paths and what was said of them; deletes and adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.ui.backend import FileOutcome


@dataclass(frozen=True, slots=True)
class Batch:
    """Uploaded copies that wait, one outcome each, with the group that they would be added for."""

    paths: tuple[Path, ...]
    outcomes: tuple[FileOutcome, ...]
    group: str | None


class Waiting:
    """What waits in one window. Kept by the window's session and changed in place.

    A value that each event gave back would be that of the time at which the event began: what another event did while
    a long upload ran would be undone at its end.
    """

    def __init__(self) -> None:
        self._asked: list[Batch] = []
        self._confirmed: list[Batch] = []

    def ask(self, paths: Sequence[Path], outcomes: Sequence[FileOutcome], group: str | None) -> None:
        """Let files wait beside those that wait already."""
        if paths:
            self._asked.append(Batch(tuple(paths), tuple(outcomes), group))

    def asked(self) -> tuple[FileOutcome, ...]:
        """Return what is said of each file that waits, the longest waiting first."""
        return tuple(outcome for batch in self._asked for outcome in batch.outcomes)

    def confirm(self) -> None:
        """Take the files that wait now as confirmed; those that come later are asked about anew."""
        self._confirmed, self._asked = [*self._confirmed, *self._asked], []

    def confirmed(self) -> tuple[Batch, ...]:
        """Return what was confirmed and hold it no longer."""
        batches, self._confirmed = tuple(self._confirmed), []
        return batches

    def leave_out(self) -> tuple[Path, ...]:
        """Return the copies of the files that wait, and hold them no longer."""
        batches, self._asked = self._asked, []
        return tuple(path for batch in batches for path in batch.paths)


__all__ = ["Batch", "Waiting"]
