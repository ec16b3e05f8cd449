"""Which passages of a search speak to a claim's matter, those that share most with it first.

A search brings up what holds the school's name, a letter's head and foot, what inspectors did, rows of figures of other
matters. They are left out here, by words: nothing is judged.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.ranking.noise import is_about_inspection, is_fragment
from assistant.checking.guard import nearest
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.patterns.asserting import of_the_paper
from assistant.search import Found
from assistant.themes.substance import substance
from assistant.themes.theming import shipped_themer
from ingest.documents import Passage

NEAR = 0.5
"""Least cosine with which a passage speaks to a claim with which it shares one word of substance. Chosen."""
VERY_NEAR = 0.7
"""The same where they share none: the same thing in other words. Chosen: of short sentences many come near .65."""
SHARED = 0.4
"""Share of a claim's words of substance, two at least, with which a passage speaks to it at any cosine. Chosen."""
MOST = 0.6
"""Share of all a claim's content words, in one sentence, with which a passage speaks to it where none is of substance:
"leaders know their academies well". Chosen."""
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)*%?")
"""A figure that is no year: a table's day of issue has the year of many claims."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that speaks to a claim's matter, and how near it is: the words shared and the cosine, added."""

    passage: Passage
    nearness: float


def near(words: str, hits: Sequence[Found]) -> list[Near]:
    """Return the passages that speak to the matter of a claim, given by its words without names; the nearest first."""
    plain = without_school(words)
    found = [
        Near(hit.passage, hit.dense + shared(plain, hit.passage.text))
        for hit in hits
        if _says_something(plain, hit.passage) and _is_on(plain, hit)
    ]
    return sorted(found, key=lambda one: -one.nearness)


def _is_on(words: str, hit: Found) -> bool:
    """Say whether a passage has the claim's matter: its figure, theme or words of substance; or is very near."""
    if _figures(words) & _figures(hit.passage.text):
        return True
    wanted = substance(words)
    both = wanted & substance(hit.passage.text)
    if not both:
        return hit.dense >= VERY_NEAR or nearest(words, (one.text for one in hit.passage.sentences)) >= MOST
    if hit.dense >= NEAR or len(both) >= max(min(2, len(wanted)), SHARED * len(wanted)):
        return True
    return bool(_themes(words) & _themes(hit.passage.text))


@lru_cache(maxsize=8192)
def _themes(text: str) -> frozenset[str]:
    return frozenset(shown.theme for shown in shipped_themer().by_cues(text))


def _says_something(words: str, passage: Passage) -> bool:
    """Say whether a passage states something of a school, or figures of which one is the claim's."""
    if passage.boilerplate is not None or is_about_inspection(passage):
        return False
    if all(is_fragment(sentence.text) or of_the_paper(sentence.text) for sentence in passage.sentences):
        return bool(_figures(words) & _figures(passage.text))
    return not any(of_the_paper(sentence.text) for sentence in passage.sentences)


def _figures(text: str) -> set[str]:
    return {figure for figure in _FIGURE.findall(text) if len(figure) > 1}


__all__ = ["NEAR", "Near", "near"]
