"""What a report says of each theme: every sentence and next step, with direction and place.

Boilerplate, tables and the parts about school, team and inspection are left out. Sentences of a next step are
counted once, as the step.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.themes.learned import read_directions
from assistant.themes.paragraphs import Said, section_direction
from assistant.themes.theming import ShownTheme, Themer
from assistant.themes.values import Direction, Mention, SchoolReport
from assistant.themes.wording import direction_of, words
from ingest.documents import BlockKind, Locator, Passage, Sentence
from ingest.inspections import Inspection, NextStep, Point
from ingest.library import Library
from ingest.library.theme_corrections import plain

_SENTENCE = re.compile(r"(?<=[.;])\s+")
_EFFECT = re.compile(
    r"(?:This means|As a (?:result|consequence)|Consequently|Therefore|This (?:limits|hinders|leads))\b", re.I
)
_PURPOSE = re.compile(
    r"(?:,? so (?:that|pupils|children|they|teachers|all)\b|,? in order (?:to|that)\b|,? to (?:help|enable|allow)\b).*",
    re.I,
)

MOST_WORDS = 90
"""A sentence longer than this is a list or a table that was read as prose."""


class Reads(Protocol):
    """Gives the mentions of one report."""

    def mentions(self, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        """Return every mention in one report."""
        ...


class MentionReader:
    """Reads the mentions of reports from a library."""

    def __init__(self, library: Library, themer: Themer) -> None:
        self._library = library
        self._themer = themer

    def mentions(self, school: str, report: SchoolReport) -> tuple[Mention, ...]:
        """Return every mention in one report, next steps first, then in the order of the text."""
        inspection = self._library.inspection(report.document)
        passages = self._library.passages_of(report.document)
        steps = tuple(self._steps(school, report, inspection, passages)) if inspection else ()
        taken = [place for step in (inspection.next_steps if inspection else ()) for place in step.locators]
        return _numbered((*steps, *self._sentences(school, report, inspection, passages, taken)))

    def _steps(
        self, school: str, report: SchoolReport, inspection: Inspection, passages: Sequence[Passage]
    ) -> Iterator[Mention]:
        for step in inspection.next_steps:
            home = next((p for p in passages if any(_overlap(s.locators, step.locators) for s in p.sentences)), None)
            passage = home.id if home else ""
            for shown in self._themer.themes(" ".join(asked_for(piece) for piece in pieces_of(step))):
                why = f"{shown.why}; a point that the report asks to improve ({step.kind})"
                yield Mention(
                    shown.theme, Direction.NEED, school, report.document, passage, step.text, step.locators,
                    report.date, report.format, why, next_step=True,
                )  # fmt: skip

    def _sentences(
        self,
        school: str,
        report: SchoolReport,
        inspection: Inspection | None,
        passages: Sequence[Passage],
        taken: Sequence[Locator],
    ) -> Iterator[Mention]:
        for passage in passages:
            if not _is_prose(passage):
                continue
            before: list[ShownTheme] = []
            directions = _directions(passage, inspection)
            for sentence, (direction, why) in zip(passage.sentences, directions, strict=True):
                if _overlap(sentence.locators, taken) or len(sentence.text.split()) > MOST_WORDS:
                    continue
                shown = self._themer.themes(sentence.text, passage.heading) or [
                    ShownTheme(theme.theme, "goes on from the sentence before it") for theme in before
                ]
                before = shown
                for theme in shown:
                    yield Mention(
                        theme.theme, direction, school, report.document, passage.id, sentence.text, sentence.locators,
                        report.date, report.format, f"{theme.why}; {why}",
                    )  # fmt: skip


def _numbered(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions, sentences that stand several times numbered, so that a correction is of one of them."""
    seen: Counter[tuple[str, str]] = Counter()
    numbered: list[Mention] = []
    for mention in mentions:
        key = (mention.theme, plain(mention.text))
        numbered.append(replace(mention, occurrence=seen[key]) if seen[key] else mention)
        seen[key] += 1
    return tuple(numbered)


def pieces_of(step: NextStep) -> list[str]:
    """Return a step's lead and its bullets, each by itself: the purpose of one says nothing of the next."""
    pieces: list[str] = []
    start = 0
    for locator in step.locators:
        end = start + locator.span.end - locator.span.start
        pieces.append(step.text[start:end])
        start = end + 1
    whole = start - 1 == len(step.text)
    return pieces if whole else [step.text]


def asked_for(step: str) -> str:
    """Return a next step without what it is meant to bring about ("so that …") and what came of the want of it.

    A step on assessment "so that pupils achieve well in mathematics" asks for assessment, not for mathematics.
    """
    kept = [_PURPOSE.sub("", sentence) for sentence in _SENTENCE.split(step) if not _EFFECT.match(sentence)]
    return " ".join(kept) or step


def _directions(passage: Passage, inspection: Inspection | None) -> list[Said]:
    """Return the direction of each sentence: the document's own label, else by its words and its paragraph."""
    labels = [_labelled(sentence, passage, inspection) for sentence in passage.sentences]
    texts = [sentence.text for sentence in passage.sentences]
    own = [label or direction_of(text) for label, text in zip(labels, texts, strict=True)]
    section = section_direction(passage.heading, inspection)
    said = read_directions(texts, own, section, passage.heading or "")
    return [label or one for label, one in zip(labels, said, strict=True)]


def _labelled(sentence: Sentence, passage: Passage, inspection: Inspection | None) -> Said | None:
    """Return the direction that the document itself gives a sentence by the list or heading it stands under."""
    if inspection:
        for points, direction in ((inspection.strengths, Direction.STRENGTH), (inspection.weaknesses, Direction.NEED)):
            label = _label(sentence, points)
            if label:
                return direction, f"stands under ‘{label}’"
    heading = (passage.heading or "").strip().rstrip(":").casefold()
    if heading in words().need_headings:
        # Under "what … need to do better" reports also say what already goes well.
        said = direction_of(sentence.text)
        return said if said[0] is Direction.STRENGTH else (Direction.NEED, f"stands under ‘{passage.heading}’")
    if heading in words().strength_headings:
        return Direction.STRENGTH, f"stands under ‘{passage.heading}’"
    return None


def _label(sentence: Sentence, points: Iterable[Point]) -> str | None:
    return next((point.label for point in points if _overlap(sentence.locators, point.locators)), None)


def _is_prose(passage: Passage) -> bool:
    if passage.boilerplate is not None or passage.kind is BlockKind.TABLE_ROW:
        return False
    return (passage.heading or "").strip().casefold() not in words().set_aside


def _overlap(one: Sequence[Locator], other: Sequence[Locator]) -> bool:
    return any(a.page == b.page and a.document == b.document and a.span.overlaps(b.span) for a in one for b in other)
