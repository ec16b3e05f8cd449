"""Which school a document is about, under which name people are shown it, and which names find it.

A school is its URN; where none is known, its name. So two schools of one name stay two, each shown with its local
authority or URN beside the name. A school that changed its name stays one: it is shown under the name in its newest
report and found by every name. Reads records only; words are compared by `assistant.schools.names`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from assistant.schools.names import NameMention, mentions
from ingest.library import DocumentRecord

_Seen: TypeAlias = tuple[str, str | None, str | None, date | None]
"""Of one document: the name of its school as printed, the URN, the local authority, the first day of the inspection."""


def school_key(name: str | None, urn: str | None) -> str:
    """Return what tells a school from every other: its URN; where none is known, its name in small letters."""
    return urn or (name or "").casefold()


def key_of(record: DocumentRecord) -> str:
    """Return the key of the school that a document is about; empty where it is about none."""
    return school_key(record.school, record.urn)


def register_of(records: Iterable[DocumentRecord]) -> Register:
    """Return the register of the schools that documents are about; kept for the documents asked about last."""
    return _register(frozenset((r.school, r.urn, r.local_authority, r.start) for r in records if r.school))


class Register:
    """The schools of a library. A *label* is the one name under which a school is shown: no two have the same."""

    def __init__(self, seen: Iterable[_Seen]) -> None:
        """Take what documents say of their schools; of several the newest inspection counts."""
        printed: dict[str, dict[str, None]] = {}
        last: dict[str, tuple[str, str | None]] = {}
        authorities: dict[str, str] = {}
        for name, urn, authority, _ in sorted(seen, key=_by_day):
            key = school_key(name, urn)
            printed.setdefault(key, {})[name] = None
            last[key] = name, urn
            if authority:
                authorities[key] = authority
        self._told_by = _told_apart(last, authorities)
        self._labels = {key: _label(name, self._told_by.get(key, ())) for key, (name, _) in last.items()}
        self._borne: dict[str, tuple[str, ...]] = {}
        for key in sorted(printed, key=lambda key: self._labels[key]):
            for name in printed[key]:
                self._borne[name] = (*self._borne.get(name, ()), self._labels[key])
        self.names = tuple(sorted(self._borne))
        """Every name that a document prints for a school."""
        self.labels = tuple(sorted(self._labels.values()))
        """The name under which each school is shown."""
        self._hints = {self._labels[key]: _hint(words) for key, words in self._told_by.items()}

    def label(self, record: DocumentRecord) -> str | None:
        """Return the name under which a document's school is shown; None where it is about none."""
        return self._labels.get(key_of(record), record.school) if record.school else None

    def apart(self, name: str, urn: str | None) -> str:
        """Return a school's name as given, or its label where another school of the library has that name too."""
        key = school_key(name, urn)
        return self._labels[key] if key in self._told_by else name

    def shown(self, records: Iterable[DocumentRecord]) -> list[DocumentRecord]:
        """Return the records with their schools' labels in place of the names that they print."""
        labelled = ((record, self.label(record)) for record in records)
        return [record if record.school == label else replace(record, school=label) for record, label in labelled]

    def mentions(self, text: str) -> list[NameMention]:
        """Return the schools that a text names, by label; "St Mary’s (Leeds)" and "St Mary’s, Leeds" are one of two."""
        found: list[NameMention] = []
        for mention in mentions(text, self.names):
            if not found or mention.start >= found[-1].end:  # the authority beside a name may be an area's name too
                found.append(self._meant(text, mention))
        return found

    def _meant(self, text: str, mention: NameMention) -> NameMention:
        labels = tuple(dict.fromkeys(label for name in mention.names for label in self._borne[name]))
        if len(labels) > 1:
            hints = ((label, self._hints[label]) for label in labels if label in self._hints)
            told = [(label, match) for label, hint in hints if (match := hint.match(text, mention.end))]
            if len(told) == 1:
                return NameMention(mention.start, told[0][1].end(), (told[0][0],))
        return replace(mention, names=labels)

    def narrowed(self, labels: Sequence[str], told: Collection[str]) -> tuple[str, ...]:
        """Return of schools of one name those that are named elsewhere too, all where none is; others as they are."""
        if not all(label in self._hints for label in labels):
            return tuple(labels)
        return tuple(label for label in labels if label in told) or tuple(labels)

    def labels_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the schools that a person chose, by label or by any name printed; what is no school's name stays."""
        chosen = (one for name in names for one in ((name,) if name in self.labels else self._borne.get(name, (name,))))
        return tuple(dict.fromkeys(chosen))

    def called(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Return the labels and the names printed for these schools and no other: what names them in any text."""
        known = tuple(labels)
        own = (name for name in self.names if len(self._borne[name]) == 1 and self._borne[name][0] in known)
        return tuple(dict.fromkeys([*known, *own]))


@lru_cache(maxsize=8)
def _register(seen: frozenset[_Seen]) -> Register:
    return Register(seen)


def _by_day(one: _Seen) -> tuple[date, str, str, str]:
    name, urn, authority, day = one
    return day or date.min, name, urn or "", authority or ""


def _told_apart(last: dict[str, tuple[str, str | None]], authorities: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Return what tells each of several schools of one name from the others, the words to show first."""
    sharing: dict[str, list[str]] = {}
    for key, (name, _) in last.items():
        sharing.setdefault(name.casefold().replace("’", "'"), []).append(key)
    told: dict[str, tuple[str, ...]] = {}
    for keys in sharing.values():
        held = [authorities.get(key) for key in keys]
        for key in keys if len(keys) > 1 else ():
            urn, own = last[key][1], authorities.get(key)
            alone = (own,) if own and held.count(own) == 1 else ()
            told[key] = (*alone, *((f"URN {urn}",) if urn else ())) or ("URN not known",)
    return told


def _label(name: str, told_by: Sequence[str]) -> str:
    return f"{name} ({told_by[0]})" if told_by else name


def _hint(words: Sequence[str]) -> re.Pattern[str]:
    """Return what may stand after a name to say which of several schools is meant."""
    either = "|".join(re.sub(r"^URN\\ (?=\d)", r"(?:URN\\ )?", re.escape(word)) for word in words)
    return re.compile(rf"(?:\s+|\s*[,(]\s*)(?:(?:in|of)\s+)?(?:{either})(?!\w)\)?", re.IGNORECASE)


__all__ = ["Register", "key_of", "register_of", "school_key"]
