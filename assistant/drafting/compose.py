"""Sections in evidence mode: plain sentences that code makes of findings, next steps, quotations and judgements.

Every sentence says who says it and when, counts only what it cites, and leaves out what no document says. Nothing here
asks whether a sentence is true; `checks` does, of every one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.frameworks import Aspect, Question, Voice
from assistant.drafting.material import SCALES, Material, leans, stands_alone
from assistant.drafting.values import Cite, Claim, ClaimKind
from assistant.drafting.wording import Namer, listed, month, of_schools, quoted, subject
from assistant.patterns.values import Direction, Finding, FindingKind, Mention, School
from ingest.inspections import Scale
from ingest.sentences import sentence_spans

MOST_QUOTES = 2
"""Quotations of each direction under one theme. Chosen: the count names every school, two show what is meant."""
MOST_OVER_TIME = 3


@dataclass(slots=True)
class Composer:
    """Composes the claims of one section. Holds which schools were named and which forms were used last."""

    material: Material
    question: Question
    voice: Voice
    namer: Namer
    turn: int = 0

    def claims(self) -> list[Claim]:
        """Return the section's claims in order, without verdicts."""
        if self.voice is Voice.TRUST:
            found = list(self._trust())
        elif self.question.aspect is Aspect.RESPONSE:
            found = [*self._over_time("Needs and what later reports say"), *self._statements()]
        else:
            found = [claim for theme in self._themes() for claim in self._of_theme(theme)]
            if self.question.aspect is Aspect.CAPACITY:
                found += [*self._over_time("Over time"), *self._statements()]
            found += self._judgements("Judgements as printed")
        return [_numbered(claim, place, self.question.key) for place, claim in enumerate(_single(found), start=1)]

    def _trust(self) -> Iterator[Claim]:
        """Claim, evidence, impact, next action."""
        themes = self._themes()
        response = self.question.aspect is Aspect.RESPONSE
        if not response:
            for theme in themes:
                yield from self._count_strength(theme, "What we can claim")
            yield from self._judgements("What we can claim")
            for theme in themes:
                yield from self._quote_strengths(theme, "Evidence")
                yield from self._chosen(theme, "Evidence")
        yield from self._over_time("Impact")
        yield from self._statements("What is said of our work")
        for theme in themes:
            yield from self._count_need(theme, "Next action")
            yield from self._quote_needs(theme, "Next action")

    def _themes(self) -> list[str]:
        """Return the question's themes that reports speak to, those of most schools first."""
        spoken = {theme: len(self._needing(theme)) + len(self._strong(theme)) for theme in self.question.themes}
        return sorted((t for t, schools in spoken.items() if schools), key=lambda t: -spoken[t])

    def _needing(self, theme: str) -> list[School]:
        return [school for school in self.material.schools if self.material.steps(theme, school)]

    def _strong(self, theme: str) -> list[School]:
        kinds = (FindingKind.RECURRING_STRENGTH, FindingKind.CONTRAST, FindingKind.OUTLIER)
        keys = {
            school.school
            for finding in self.material.patterns.findings
            if finding.theme == theme and finding.kind in kinds
            for school in finding.schools
            if school.role == Direction.STRENGTH.value or finding.kind is FindingKind.RECURRING_STRENGTH
        }
        return [s for s in self.material.schools if s.key in keys and self.material.strengths(theme, s)]

    def _of_theme(self, theme: str) -> Iterator[Claim]:
        part = self.material.theme(theme).name
        first, second = (self._strengths, self._needs)
        if len(self._needing(theme)) > len(self._strong(theme)):
            first, second = second, first
        yield from first(theme, part)
        yield from second(theme, part)
        yield from self._chosen(theme, part)
        if self.question.aspect is Aspect.PATTERN:
            yield from self._over_time(part, (theme,))

    def _chosen(self, theme: str, part: str) -> Iterator[Claim]:
        """Quote what a person chose to have quoted."""
        for mention in self.material.chosen(theme):
            cite = self.material.cite(mention)
            made = self._asked if mention.next_step else self._said
            yield self._made(part, ClaimKind.QUOTE, made(cite, mention.text), [cite])

    def _needs(self, theme: str, part: str) -> Iterator[Claim]:
        yield from self._count_need(theme, part)
        yield from self._quote_needs(theme, part)

    def _strengths(self, theme: str, part: str) -> Iterator[Claim]:
        yield from self._count_strength(theme, part)
        yield from self._quote_strengths(theme, part)

    def _count_need(self, theme: str, part: str) -> Iterator[Claim]:
        schools = self._needing(theme)
        if not schools:
            return
        cites = [self.material.cite(self.material.steps(theme, school)[0]) for school in schools]
        name, share, places = self._counted(theme, schools)
        if len(schools) == 1:
            text = f"{places} had a next step that concerned {name} in the latest report."
            yield self._made(part, ClaimKind.COUNT, text, cites, (1, len(self.material.schools)))
            return
        forms = (
            f"Next steps in the latest reports on {share} concerned {name}: {places}.",
            f"On {share}, the latest report set a next step that concerned {name}: {places}.",
            f"Among the next steps in the latest reports, {name} stood in those on {share}: {places}.",
        )
        yield self._made(part, ClaimKind.COUNT, self._form(forms), cites, (len(schools), len(self.material.schools)))

    def _count_strength(self, theme: str, part: str) -> Iterator[Claim]:
        schools = self._strong(theme)
        if not schools:
            return
        cites = [self.material.cite(self.material.strengths(theme, school)[0]) for school in schools]
        name, share, places = self._counted(theme, schools)
        if len(schools) < len(self.material.schools):
            share = f"at least {share}"  # a strength counts only where a sentence says it that can be read alone
        if len(schools) == 1:
            text = f"On {places}, the latest report described a strength that concerned {name}."
            yield self._made(part, ClaimKind.COUNT, text, cites, (1, len(self.material.schools)))
            return
        forms = (
            f"The latest reports on {share} described strengths that concerned {name}: {places}.",
            f"Inspectors wrote of strengths that concerned {name} in the latest reports on {share}: {places}.",
            f"On {share}, the latest report described a strength that concerned {name}: {places}.",
        )
        yield self._made(part, ClaimKind.COUNT, self._form(forms), cites, (len(schools), len(self.material.schools)))

    def _counted(self, theme: str, schools: Sequence[School]) -> tuple[str, str, str]:
        share = of_schools(len(schools), len(self.material.schools), ours=self.voice is Voice.TRUST)
        places = listed([f"{self.namer.name(s.name)} ({month(s.reports[-1].date)})" for s in schools])
        return subject(self.material.theme(theme).name), share, places

    def _quote_needs(self, theme: str, part: str) -> Iterator[Claim]:
        newest = sorted(self._needing(theme), key=lambda s: str(s.reports[-1].date), reverse=True)
        for school in newest[:MOST_QUOTES]:
            step = self.material.steps(theme, school)[0]
            cite = self.material.cite(step)
            yield self._made(part, ClaimKind.QUOTE, self._asked(cite, step.text), [cite])

    def _asked(self, cite: Cite, text: str) -> str:
        """Say what a next step asks for, in its own words."""
        name, when = self.namer.name(cite.school or ""), month(cite.date)
        who, ask = _ask_of(text)
        if who:
            rest = quoted(ask)
            return self._form(
                (
                    f"The {cite.kind} of {when} asked {who} at {name} to {rest}.",
                    f"At {name}, {who} were asked in {when} to {rest}."
                    if who.endswith("s") and who != "the school"
                    else f"At {name}, {who} was asked in {when} to {rest}.",
                    f"At {name}, inspectors asked {who} in {when} to {rest}.",
                )
            )
        return self._form(
            (
                f"The {cite.kind} of {when} on {name} set out what to improve: {quoted(ask)}.",
                f"For {name}, the {cite.kind} of {when} put the need in these words: {quoted(ask)}.",
            )
        )

    def _quote_strengths(self, theme: str, part: str) -> Iterator[Claim]:
        newest = sorted(self._strong(theme), key=lambda s: str(s.reports[-1].date), reverse=True)
        for school in newest[:MOST_QUOTES]:
            mention = self.material.strengths(theme, school)[0]
            cite = self.material.cite(mention)
            yield self._made(part, ClaimKind.QUOTE, self._said(cite, mention.text), [cite])

    def _said(self, cite: Cite, text: str) -> str:
        name, when, words = self.namer.name(cite.school or ""), month(cite.date), quoted(text)
        return self._form(
            (
                f"At {name}, inspectors wrote in {when}: {words}.",
                f"The {cite.kind} of {when} on {name} said: {words}.",
                f"Of {name}, the {cite.kind} of {when} recorded: {words}.",
            )
        )

    def _over_time(self, part: str, themes: Sequence[str] = ()) -> Iterator[Claim]:
        kinds = (FindingKind.PERSISTENT, FindingKind.RESOLVED)
        uses = self.material.narrowing.uses
        findings = [f for f in self.material.patterns.findings if f.kind in kinds and uses(f.evidence)]
        for theme in themes or self.question.themes:
            mine = [f for f in findings if f.theme == theme]
            mine.sort(key=lambda f: max(m.date.toordinal() if m.date else 0 for m in f.evidence), reverse=True)
            for finding in mine[:MOST_OVER_TIME]:
                yield from self._changed(finding, part)

    def _changed(self, finding: Finding, part: str) -> Iterator[Claim]:
        """Say of one school what two reports after each other said on a theme."""
        steps = [m for m in finding.evidence if m.next_step]
        first = min(steps, key=lambda m: str(m.date))
        name = subject(self.material.theme(finding.theme).name)
        school = self.namer.name(finding.schools[0].name)
        if finding.kind is FindingKind.PERSISTENT:
            again = max(steps, key=lambda m: str(m.date))
            cites = [self.material.cite(first), self.material.cite(again)]
            was, now = month(first.date), month(again.date)
            forms = (
                f"A next step concerned {name} at {school} in {was}, and another did so in {now}.",
                f"At {school}, next steps concerned {name} in two successive reports, those of {was} and {now}.",
            )
            yield self._made(part, ClaimKind.OVER_TIME, self._form(forms), cites)
            return
        later = self._later_strength(finding, first)
        if later:
            cites = [self.material.cite(first), self.material.cite(later)]
            text = (
                f"In {month(first.date)} a next step concerned {name} at {school}; the {cites[1].kind} of "
                f"{month(later.date)} set none on it and said: {quoted(later.text)}."
            )
            yield self._made(part, ClaimKind.OVER_TIME, text, cites)

    def _later_strength(self, finding: Finding, first: Mention) -> Mention | None:
        return next((m for m in finding.evidence if str(m.date) > str(first.date) and stands_alone(m)), None)

    def _statements(self, part: str = "What is said of the group’s work") -> Iterator[Claim]:
        """Quote what is said of the group's work: its own documents as its own words, reports as inspectors'."""
        patterns = self.material.patterns
        stated = [s for r in patterns.responses if r.theme in self.question.themes for s in r.statements]
        if self.question.aspect is Aspect.CAPACITY and "trust" in self.question.themes:
            stated += [s for topic in patterns.capacity for s in topic.statements]  # of what the group does in schools
        whole = [s for s in stated if not leans(s.text)]
        for statement in {(s.document, s.text): s for s in whole}.values():
            cite = self.material.cite_statement(statement)
            if cite.school:  # a report's words on the group are inspectors' words
                yield self._made(part, ClaimKind.QUOTE, self._said(cite, statement.text), [cite])
                continue
            owner = "Our" if self.voice is Voice.TRUST else "The group’s"
            when = f" of {month(statement.date)}" if statement.date else ""
            text = f"{owner} own document{when} said: {quoted(statement.text)}."
            yield self._made(part, ClaimKind.QUOTE, text, [cite])

    def _judgements(self, part: str) -> Iterator[Claim]:
        """Say printed grades: one sentence for each area, scale and grade, every school with its date."""
        rows: dict[tuple[str, str, str], list[Cite]] = defaultdict(list)
        for cite in self.material.judgements(self.question):
            if cite.graded:
                rows[cite.graded.area, cite.graded.scale, cite.graded.grade].append(cite)
        for (area, scale, grade), cites in rows.items():
            places = listed([f"{self.namer.name(c.school or '')} ({month(c.date)})" for c in cites])
            text = f"On {SCALES[Scale(scale)]}, the judgement of “{area}” was “{grade}” at {places}."
            yield self._made(part, ClaimKind.JUDGEMENT, text, cites)

    def _form(self, forms: Sequence[str]) -> str:
        self.turn += 1
        return forms[self.turn % len(forms)]

    def _made(
        self, part: str, kind: ClaimKind, text: str, cites: Sequence[Cite], counted: tuple[int, int] | None = None
    ) -> Claim:
        return Claim("", part, kind, text[0].upper() + text[1:], tuple(cites), counted=counted)


_ASK = re.compile(
    r"^(?P<who>Leaders(?: and governors)?|Governors|Trustees|The (?:school|trust|governing body)) should (?P<ask>.+)$"
)


def _ask_of(text: str) -> tuple[str, str]:
    """Return who is asked and what, from the step's sentence that says so; else nobody and its first sentence."""
    sentences = [span.of(text) for span in sentence_spans(text)]
    for sentence in sentences:
        match = _ASK.match(sentence)
        if match:
            return match["who"][0].lower() + match["who"][1:], match["ask"]
    return "", sentences[0]


def _single(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out a quotation that stands in the section already: one next step can bear on several themes."""
    seen: set[tuple[object, ...]] = set()
    kept: list[Claim] = []
    for claim in claims:
        key = (claim.kind, claim.citations[0].locators) if claim.kind is ClaimKind.QUOTE else (claim.kind, claim.text)
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


def _numbered(claim: Claim, place: int, section: str) -> Claim:
    return replace(claim, id=f"{section}-{place}")


__all__ = ["Composer"]
