"""Facets: aspects of meaning that a small change of words turns round, and how two texts compare in them.

The words are data (``facets.json``): for each facet its values, the words that show each value, and which values
exclude one another. Compares what is written; that a claim's words stand in the right sentence is `align`'s matter, and
what a comparison counts for is fitted (`combine`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from ingest.documents import Span


class Relation(StrEnum):
    """How claim and evidence compare in one facet."""

    AGREES = "agrees"
    CONFLICTS = "conflicts"
    UNSTATED = "unstated"  # the claim says something of this kind, the evidence nothing
    SILENT = "silent"  # the claim says nothing of this kind


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a claim and a sentence of the evidence compare in one facet, and in which words of each."""

    facet: str
    relation: Relation
    claim: Span | None = None
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Facet:
    """One aspect of meaning."""

    name: str
    values: Mapping[str, re.Pattern[str]]
    exclusive: frozenset[frozenset[str]]

    def found(self, text: str) -> dict[str, Span]:
        """Return the values that a text shows, each with the first words that show it."""
        result: dict[str, Span] = {}
        for value, pattern in self.values.items():
            match = pattern.search(text)
            if match:
                result[value] = Span(*match.span())
        return result

    def compare(self, claim: str, evidence: str) -> Comparison:
        """Compare two texts. A value that both show agrees, whatever else they show."""
        said, stated = self.found(claim), self.found(evidence)
        if not said:
            return Comparison(self.name, Relation.SILENT)
        alone = [value for value in said if value not in stated]
        for value in alone:
            for other, span in stated.items():
                if frozenset((value, other)) in self.exclusive and other not in said:
                    return Comparison(self.name, Relation.CONFLICTS, said[value], span)
        if len(alone) < len(said):
            value = next(value for value in said if value in stated)
            return Comparison(self.name, Relation.AGREES, said[value], stated[value])
        return Comparison(self.name, Relation.UNSTATED, said[alone[0]])


@lru_cache(maxsize=1)
def facets() -> tuple[Facet, ...]:
    """Return the facets of ``facets.json``."""
    data = json.loads(resources.files("assistant.checking").joinpath("facets.json").read_text(encoding="utf-8"))
    return tuple(_facet(name, entry["values"], entry["conflicts"]) for name, entry in data.items())


def _facet(name: str, values: Mapping[str, str], conflicts: str | Sequence[Sequence[str]]) -> Facet:
    pairs = [(a, b) for a in values for b in values if a < b] if conflicts == "different" else conflicts
    return Facet(name, {v: _pattern(words) for v, words in values.items()}, frozenset(frozenset(p) for p in pairs))


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern of whole words; longer phrases are tried first."""
    phrases = sorted((word.strip() for word in words.split(",")), key=len, reverse=True)
    joined = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


__all__ = ["Comparison", "Facet", "Relation", "facets"]
