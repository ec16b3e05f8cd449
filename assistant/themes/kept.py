"""The mentions of reports as the library keeps them: read out of a report once, and from then on looked up.

What is kept is bound to the document as it stands in the library and to all that the reading rests on: the list of
themes, and the lists, weights and program of this package. Where one of them is another, the report is read anew.
Where nothing can be kept, every report is read anew. Corrections by people are none of its business: they are laid
over what was read.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import groupby
from sys import intern
from typing import Any

from assistant.themes.mentions import MentionReader
from assistant.themes.themes import ThemeRules
from assistant.themes.theming import Themer
from assistant.themes.values import Direction, Mention, SchoolReport
from ingest.library import DocumentRecord, Library
from ingest.library.codec import locator_data, locator_from

FORM = 1
"""Number of the form in which mentions are kept, and of all that the reading rests on outside this package."""
_DIRECTIONS = {direction.value: direction for direction in Direction}


class KeptMentions:
    """Gives the mentions of the reports in a library as it was when this was made; a `Reads`."""

    def __init__(self, library: Library, themer: Themer) -> None:
        self._library = library
        self._reader = MentionReader(library, themer)
        self._version = version(themer.rules)
        self._states = {record.id: record.state for record in library.documents()}

    def mentions(self, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        """Return every mention in one report, as `MentionReader` reads them."""
        state = self._states.get(report.document)
        kept = self._library.readings.of(report.document, state, self._version) if state else None
        if kept is not None:
            return unpacked(kept, school, report)
        read = self._reader.mentions(school, report)
        if state:
            self._library.readings.keep(report.document, state, self._version, packed(read))
        return read

    def read(self, record: DocumentRecord) -> None:
        """Read a report and keep what it says, unless that is kept."""
        if self._library.readings.of(record.id, record.state, self._version) is None:
            self.mentions("", SchoolReport(record.id, record.filename, None, record.format))

    def unread(self, records: Sequence[DocumentRecord]) -> list[DocumentRecord]:
        """Return those of some documents that would have to be read; none where nothing can be kept of them."""
        known = self._library.readings.states(self._version)
        return [one for one in records if known.get(one.id) != one.state] if self._library.readings.usable else []


@lru_cache(maxsize=4)
def version(rules: tuple[ThemeRules, ...]) -> str:
    """Return a digest of all that the reading of mentions rests on, the program of this package included.

    A number to be raised by hand would be forgotten one day, and old mentions shown as new ones.
    """
    digest = hashlib.sha256(f"{FORM}".encode())
    for rule in rules:
        cues = [cue.words for cue in rule.theme.cues]
        digest.update(json.dumps([rule.theme.key, cues, sorted(rule.headings), rule.exceptions]).encode())
    files = [file for file in resources.files("assistant.themes").iterdir() if file.name.endswith((".py", ".json"))]
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def packed(mentions: Sequence[Mention]) -> bytes:
    """Return the mentions of one report as bytes, less what the record of the report says: school, date, format."""
    sentences: list[Any] = []
    for (passage, text, locators, step), some in groupby(
        mentions, key=lambda one: (one.passage, one.text, one.locators, one.next_step)
    ):
        places = [[None, *locator_data(locator)[1:]] for locator in locators]
        said = [[one.theme, one.direction.value, one.why, one.occurrence] for one in some]
        sentences.append([passage.rpartition(":")[2], text, places, step, said])
    return zlib.compress(json.dumps(sentences, ensure_ascii=False).encode(), 1)


def unpacked(content: bytes, school: str, report: SchoolReport) -> tuple[Mention, ...]:
    """Return the mentions that `packed` packed, as those of a school's report."""
    return tuple(_unpacked(json.loads(zlib.decompress(content)), school, report))


def _unpacked(sentences: Sequence[Any], school: str, report: SchoolReport) -> Iterator[Mention]:
    own = report.document
    for ordinal, text, places, step, said in sentences:
        passage = f"{own}:{ordinal}" if ordinal else ""
        locators = tuple(locator_from([own, *rest]) for _, *rest in places)
        for theme, direction, why, occurrence in said:
            yield Mention(
                intern(theme), _DIRECTIONS[direction], school, own, passage, text, locators, report.date,
                report.format, intern(why), step, occurrence,
            )  # fmt: skip


__all__ = ["KeptMentions", "packed", "unpacked", "version"]
