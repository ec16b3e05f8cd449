"""Drafts from a library: outline, sections, checks, and a claim changed by hand.

Puts the parts together. Stores nothing and writes no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from assistant.checking.checker import Checker
from assistant.drafting.checks import ClaimChecker
from assistant.drafting.compose import SectionComposer
from assistant.drafting.frameworks import Framework, FrameworkInvalid, FrameworkQuestion, Voice
from assistant.drafting.gaps import Repeats, gaps_of, warnings_of
from assistant.drafting.material import Material
from assistant.drafting.matrices import Matrix, tables_of
from assistant.drafting.narrowing import Narrowing, narrowed_to
from assistant.drafting.prose import SectionWriter, method_of
from assistant.drafting.values import Cite, Claim, ClaimKind, Draft, Section
from assistant.drafting.wording import Namer
from assistant.patterns.patterns import group_patterns
from assistant.patterns.values import GroupPatterns
from assistant.themes.values import Direction, Mention
from assistant.writing.times import day_of
from ingest.library import Library

EVIDENCE_MODE = "It was put together by software in evidence mode: no language model wrote any of it."


@dataclass(frozen=True, slots=True)
class CitedMention:
    """One mention that a question can be answered from, with its citation; `theme` is the theme's name."""

    theme: str
    mention: Mention
    cite: Cite

    @property
    def counts(self) -> bool:
        """Whether it is used unless somebody leaves it out: needs and strengths are, what only mentions a theme not."""
        return self.mention.next_step or self.mention.direction is Direction.STRENGTH


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """What a question has to be answered from: theme → names of the schools whose latest reports speak of it."""

    question: FrameworkQuestion
    schools: dict[str, tuple[str, ...]]
    silent: tuple[str, ...]
    """Names of the themes of which no latest report speaks."""
    judgements: int
    own_documents: int
    evidence: tuple[CitedMention, ...] = ()
    """Every mention of the question's themes in the latest reports, theme by theme."""


class Drafter:
    """Drafts for the groups of a library."""

    def __init__(self, library: Library, checker: Checker, author: str) -> None:
        self._library = library
        self._author = author
        self.checks = ClaimChecker(library, checker)

    def patterns(
        self, group: str | None, today: date | None = None, narrowing: Narrowing | None = None
    ) -> GroupPatterns:
        """Return the patterns that drafts are made of; making them takes the most time.

        :raises UnknownGroup: if it cannot be told which group is meant.
        :raises NothingLeft: if nothing is left of them for the schools and the period chosen.
        """
        found = group_patterns(self._library, group, today=today)
        return narrowed_to(found, narrowing or Narrowing(), found.today or date.today())

    def outline(self, patterns: GroupPatterns, framework: Framework) -> tuple[OutlineRow, ...]:
        """Return for each question the evidence that it has, and has not."""
        material = Material(self._library, patterns)
        rows: list[OutlineRow] = []
        for question in framework.questions:
            spoken = {
                material.theme(theme).name: tuple(
                    s.name for s in material.schools if not patterns.matrix.cell(s.key, theme).is_silent
                )
                for theme in question.themes
            }
            evidence = tuple(
                CitedMention(material.theme(theme).name, mention, material.cite(mention))
                for theme in question.themes
                for school in material.schools
                for mention in patterns.matrix.cell(school.key, theme).mentions
            )
            silent = tuple(name for name, schools in spoken.items() if not schools)
            judged, own = len(material.judgements(question)), len(patterns.other_documents)
            rows.append(OutlineRow(question, spoken, silent, judged, own, evidence))
        return tuple(rows)

    def draft(
        self,
        patterns: GroupPatterns,
        framework: Framework,
        voice: Voice,
        *,
        narrowing: Narrowing | None = None,
        others: Iterable[tuple[str, str]] = (),
        progress: Callable[[int, int], None] | None = None,
        writer: SectionWriter | None = None,
    ) -> Draft:
        """Make a draft in evidence mode or, with a `writer`, in prose. `others`: names and texts of other drafts.

        `narrowing` says what evidence is left out or quoted; the patterns are narrowed to its schools already.

        :raises FrameworkInvalid: if the framework is not written in that voice.
        """
        if voice not in framework.voices:
            raise FrameworkInvalid(
                f"{framework.name} is not written in the voice ‘{voice.value}’. Voices: {', '.join(framework.voices)}."
            )
        self.checks.forget()
        material = Material(self._library, patterns, narrowing)
        empty = self._empty(material, framework, voice)
        repeats = Repeats(self._library, others)
        questions = [question for question in framework.questions if voice in question.voices]
        sections: list[Section] = []
        for done, question in enumerate(questions, start=1):
            section = self._section(question, framework, material, empty, repeats)
            sections.append(writer.write(section, empty, self.checks) if writer else section)
            if progress:
                progress(done, len(questions))
        if writer is None:
            return replace(empty, sections=tuple(sections))
        method = tuple(method_of(sections) if line == EVIDENCE_MODE else line for line in empty.method)
        return replace(empty, sections=tuple(sections), mode="prose", method=method)

    def changed(
        self,
        draft: Draft,
        section: Section,
        claim: Claim,
        text: str,
        author: str,
        citations: tuple[Cite, ...] | None = None,
    ) -> Claim:
        """Return a claim with a person's words, or other citations, checked at once. Its review starts again."""
        self.checks.forget()
        words = " ".join(text.split())
        new = replace(
            claim, text=words, kind=ClaimKind.OWN, composed=False, counted=None, author=author,
            verdict=type(claim.verdict).NOT_CHECKED, violations=(), review=type(claim.review).OPEN, review_by="",
            review_reason="", citations=claim.citations if citations is None else citations,
        )  # fmt: skip
        return self.checks.checked([new], draft, section)[0]

    def _section(
        self, question: FrameworkQuestion, framework: Framework, material: Material, draft: Draft, repeats: Repeats
    ) -> Section:
        namer = Namer([school.name for school in material.patterns.schools])
        today = material.patterns.today or draft.made.date()
        gaps = gaps_of(question, material, draft.voice, today)
        forbidden = (*framework.must_not_say, *question.must_not_say)
        bare = Section(question.key, question.title, question.question, (), gaps, (), forbidden)
        claims = self.checks.checked(SectionComposer(material, question, draft.voice, namer).claims(), draft, bare)
        repeated = tuple(warning for claim in claims for warning in repeats.of(claim))
        warnings = (*warnings_of(claims, today), *dict.fromkeys(repeated))
        return replace(bare, claims=claims, warnings=warnings)

    def _empty(self, material: Material, framework: Framework, voice: Voice) -> Draft:
        made = datetime.now().astimezone()
        note = (
            f"{framework.name} ({framework.publisher}; {framework.source}; {framework.date}). "
            f"Status: {framework.status}. Not known: {' '.join(framework.not_known)}"
        )
        return Draft(
            material.patterns.group, framework.key, framework.name, note, voice, made, self._author,
            tuple(school.name for school in material.schools), (), _method(material, made), people=material.people,
            audience=material.narrowing.audience,
            matrices=tables_of(material, [Matrix(key) for key in material.narrowing.matrices]),
        )  # fmt: skip


def _method(material: Material, made: datetime) -> tuple[str, ...]:
    reports = sum(len(school.reports) for school in material.schools)
    letters = len(material.patterns.evaluations)
    also = f" and {'a letter' if letters == 1 else f'{letters} letters'} of Ofsted on the group" if letters else ""
    return (
        f"This draft draws on {reports} reports on {len(material.schools)} schools{also}, as the library held them on "
        f"{day_of(made)}.",
        *(["A letter on the group speaks of it as it was then, and gives it no grade."] if letters else []),
        EVIDENCE_MODE,
        "Counts are of the latest report on each school.",
        "Themes and strengths are found by words. A school counts for a need where a next step of its latest report "
        "asks for improvement in the theme. It counts for a strength where more sentences of that report speak of one "
        "than of a need, or where sentences describe one in so many words, and no next step asks for improvement.",
        "A sentence is said to concern a theme where its words show the theme; footnotes lead to every place counted.",
        *material.narrowing.words(),
        "No grade is given to the group, none is averaged, and grades of different scales are not compared.",
        *material.patterns.notes[1:],
    )


__all__ = ["Drafter", "CitedMention", "OutlineRow"]
