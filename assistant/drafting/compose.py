"""Sections in evidence mode: plain sentences that code makes of findings, next steps, quotations and judgements.

Every sentence says who says it and when, counts only what it cites, and leaves out what no document says. Nothing here
asks whether a sentence is true; `checks` does, of every one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.drafting.frameworks import Aspect, FrameworkQuestion, Voice
from assistant.drafting.letters import claims_of_letters
from assistant.drafting.material import SCALES, Material, leans, stands_alone
from assistant.drafting.own_documents import can_be_quoted, whose
from assistant.drafting.steps import ask_of, chains
from assistant.drafting.values import Cite, Claim, ClaimKind
from assistant.drafting.wording import Namer, latest, month, of_schools, quoted
from assistant.patterns.values import FindingKind, GroupSchool, Statement
from assistant.themes.values import Direction, Mention
from ingest.documents import Locator
from ingest.inspections import Scale
from ingest.number_words import in_words
from ingest.phrases import listed

MOST_QUOTES = 2
"""Quotations of each direction under one theme. Chosen: the count names every school, two show what is meant."""
MOST_OVER_TIME = 8
"""Schools told of under one theme for each of: a need that lasts, a need that has gone."""
MOST_STATED = 4
"""Sentences of the group's own documents quoted under one theme. Chosen: the plan itself is a footnote away."""


@dataclass(slots=True)
class SectionComposer:
    """Composes the claims of one section. Holds which schools were named and which forms were used last."""

    material: Material
    question: FrameworkQuestion
    voice: Voice
    namer: Namer
    turn: int = 0
    stated: dict[tuple[Locator, ...], str] = field(default_factory=dict)
    """Sentences of the group's own documents that are quoted already, with the theme."""
    quoted: set[tuple[Locator, ...]] = field(default_factory=set)
    """Sentences of reports that are quoted already: none is quoted twice to no purpose."""

    def claims(self) -> list[Claim]:
        """Return the section's claims in order, without verdicts."""
        if self.voice is Voice.TRUST:
            found = list(self._trust())
        elif self.question.aspect is Aspect.RESPONSE:
            found = [claim for theme in self.question.themes for claim in self._answered(theme)]
        else:
            found = [claim for theme in self._themes() for claim in self._of_theme(theme)]
            if self.question.aspect is Aspect.CAPACITY:
                found += [*self._over_time("Over time"), *self._capacity("What is said of the group’s work")]
            found += self._judgements("Judgements as printed")
        found += claims_of_letters(self.question, self.material)
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
        stated: dict[tuple[Locator, ...], str] = {}
        for theme in self.question.themes:
            yield from self._stated(theme, "What is said of our work", stated)
        if self.question.aspect is Aspect.CAPACITY:
            yield from self._capacity("What is said of our work", stated)
        for theme in themes:
            yield from self._count_need(theme, "Next action")
            yield from self._quote_needs(theme, "Next action")

    def _themes(self) -> list[str]:
        """Return the question's themes that reports speak to, those of most schools first."""
        spoken = {theme: len(self._needing(theme)) + len(self._strong(theme)) for theme in self.question.themes}
        return sorted((t for t, schools in spoken.items() if schools), key=lambda t: -spoken[t])

    def _needing(self, theme: str) -> list[GroupSchool]:
        return [school for school in self.material.schools if self.material.steps(theme, school)]

    def _strong(self, theme: str) -> list[GroupSchool]:
        """Return the schools whose latest report describes a strength, as findings have it or by its sentences' words.

        One that has a next step on the theme counts for a strength only where a finding says so.
        """
        kinds = (FindingKind.RECURRING_STRENGTH, FindingKind.CONTRAST, FindingKind.OUTLIER)
        keys = {
            school.school
            for finding in self.material.patterns.findings
            if finding.theme == theme and finding.kind in kinds
            for school in finding.schools
            if school.role == Direction.STRENGTH.value or finding.kind is FindingKind.RECURRING_STRENGTH
        }
        plain = {s.key for s in self.material.schools if self.material.outspoken(theme, s)}
        return [s for s in self.material.schools if s.key in keys | plain and self.material.counted(theme, s)]

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
            text = f"The latest report on {places} set a next step that concerned {name}."
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
        cites = [self.material.cite(self.material.counted(theme, school)[0]) for school in schools]
        name, share, places = self._counted(theme, schools)
        if len(schools) < len(self.material.schools):
            share = f"at least {share}"  # that a report tells of no strength does not mean that there is none
        if len(schools) == 1:
            text = f"The latest report on {places} described a strength that concerned {name}."
            yield self._made(part, ClaimKind.COUNT, text, cites, (1, len(self.material.schools)))
            return
        forms = (
            f"The latest reports on {share} described strengths that concerned {name}: {places}.",
            f"Inspectors wrote of strengths that concerned {name} in the latest reports on {share}: {places}.",
            f"On {share}, the latest report described a strength that concerned {name}: {places}.",
        )
        yield self._made(part, ClaimKind.COUNT, self._form(forms), cites, (len(schools), len(self.material.schools)))

    def _counted(self, theme: str, schools: Sequence[GroupSchool]) -> tuple[str, str, str]:
        share = of_schools(len(schools), len(self.material.schools), ours=self.voice is Voice.TRUST)
        places = listed([f"{self.namer.name(s.name)} ({month(latest(s).date)})" for s in schools])
        return self.material.theme(theme).said(), share, places

    def _quote_needs(self, theme: str, part: str) -> Iterator[Claim]:
        newest = sorted(self._needing(theme), key=lambda s: str(latest(s).date), reverse=True)
        for school in newest[:MOST_QUOTES]:
            step = self.material.steps(theme, school)[0]
            cite = self.material.cite(step)
            yield self._made(part, ClaimKind.QUOTE, self._asked(cite, step.text), [cite])

    def _asked(self, cite: Cite, text: str) -> str:
        """Say what a next step asks for, in its own words."""
        name, when = self.namer.name(cite.school or ""), month(cite.date)
        who, ask = ask_of(text)
        if who:
            rest = quoted(ask)
            if who == "the trust":  # it is not at the school
                return f"For {name}, the {cite.kind} of {when} asked {who} to {rest}."
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
                f"The {cite.kind} of {when} asked this of {name}: {quoted(ask)}.",
                f"At {name}, the {cite.kind} of {when} asked for this: {quoted(ask)}.",
            )
        )

    def _quote_strengths(self, theme: str, part: str) -> Iterator[Claim]:
        quotable = [school for school in self._strong(theme) if self.material.strengths(theme, school)]
        newest = sorted(quotable, key=lambda s: str(latest(s).date), reverse=True)
        for school in newest[:MOST_QUOTES]:
            mention = self.material.strengths(theme, school)[0]
            cite = self.material.cite(mention)
            self.quoted.add(mention.locators)
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

    def _answered(self, theme: str) -> Iterator[Claim]:
        """Say what the latest reports ask for on a theme, what came of earlier needs, what the group says it does."""
        part = self.material.theme(theme).name
        yield from self._count_need(theme, part)
        yield from self._over_time(part, (theme,))
        yield from self._stated(theme, part, self.stated)

    def _over_time(self, part: str, themes: Sequence[str] = ()) -> Iterator[Claim]:
        uses = self.material.narrowing.uses
        findings = [f for f in self.material.patterns.findings if uses(f.evidence)]
        for theme in themes or self.question.themes:
            lasting = chains([f for f in findings if f.theme == theme and f.kind is FindingKind.PERSISTENT])
            for steps in lasting[:MOST_OVER_TIME]:
                yield self._lasting(steps, part)
            for step, later in self.material.gone(theme)[:MOST_OVER_TIME]:
                yield self._gone(step, later, part)

    def _lasting(self, steps: Sequence[Mention], part: str) -> Claim:
        """Say of one school that several reports set a next step on a theme; `steps`: one of each, oldest first."""
        name = self.material.theme(steps[0].theme).said()
        cites = [self.material.cite(step) for step in steps]
        school = self.namer.name(cites[0].school or "")
        when = listed([month(step.date) for step in steps])
        if len(steps) == 2:
            was, now = month(steps[0].date), month(steps[1].date)
            forms = (
                f"A next step concerned {name} at {school} in {was}, and another did so in {now}.",
                f"At {school}, next steps concerned {name} in two reports, those of {when}.",
            )
            return self._made(part, ClaimKind.OVER_TIME, self._form(forms), cites)
        text = f"At {school}, next steps concerned {name} in {in_words(len(steps))} reports, those of {when}."
        return self._made(part, ClaimKind.OVER_TIME, text, cites)

    def _gone(self, first: Mention, later: Sequence[Mention], part: str) -> Claim:
        """Say of one school that a report set a next step on a theme, and the next one none, and what that one said."""
        name = self.material.theme(first.theme).said()
        strong = [m for m in later if m.direction is Direction.STRENGTH and self.material.is_plain(m)]
        strengths = [m for m in strong if self.material.names(m)]
        fresh = [m for m in strengths if m.locators not in self.quoted]
        quotable = self.material.best([m for m in fresh if stands_alone(m)])
        best = (quotable or self.material.best(strengths) or self.material.plainest(later))[0]
        self.quoted |= {best.locators} if quotable else set()
        said = f" and said: {quoted(best.text)}" if quotable else " and told of a strength" if strengths else ""
        needs = [m for m in later if m.direction is Direction.NEED and not leans(m.text) and self.material.names(m)]
        if needs and not said and len(needs) > len(strong):
            said, best = " and told of a need for improvement", needs[0]
        cites = [self.material.cite(first), self.material.cite(best)]
        school = self.namer.name(cites[0].school or "")
        forms = (
            f"In {month(first.date)} a next step concerned {name} at {school}; the {cites[1].kind} of "
            f"{month(best.date)} set none on it{said}.",
            f"At {school}, a next step of {month(first.date)} concerned {name}; the {cites[1].kind} of "
            f"{month(best.date)} set none on it{said}.",
        )
        return self._made(part, ClaimKind.OVER_TIME, self._form(forms), cites)

    def _stated(self, theme: str, part: str, seen: dict[tuple[Locator, ...], str]) -> Iterator[Claim]:
        """Quote what the group's own documents say on a theme; beside a claim of success, what reports say.

        In the group's own voice a claim that the latest reports speak against is left out here: it is told as a gap.
        """
        said = [s for s in self.material.statements(theme) if s.locators not in seen]
        whole = [s for s in said if can_be_quoted(s.text) and not leans(s.text)]
        newest = sorted(whole, key=lambda s: (not s.schools, -(s.date.toordinal() if s.date else 0)))
        kept = 0
        for statement in newest:
            against = self.material.against(statement, theme)
            if kept == MOST_STATED or (against and self.voice is Voice.TRUST):
                continue
            seen[statement.locators] = theme
            kept += 1
            yield self._statement(statement, theme, against, part)

    def _statement(
        self, statement: Statement, theme: str, against: Sequence[tuple[GroupSchool, Mention]], part: str
    ) -> Claim:
        cite = self.material.cite_statement(statement)
        names = [school.name for school in self.material.patterns.schools]
        owner = whose(self.material.own(statement.document), self.material.patterns.group, self._ours, names)
        when = f" of {month(statement.date)}" if statement.date else ""
        words = quoted(statement.text)
        beside, of = against, "need for improvement"
        if not against:
            beside, of = self.material.overtaken(statement, theme), "strength"
        if not beside:
            forms = tuple(f"{owner}{when} {verb}: {words}." for verb in ("said", "stated", "noted"))
            return self._made(part, ClaimKind.QUOTE, self._form(forms), [cite])
        cites = [cite, *(self.material.cite(mention) for _, mention in beside)]
        places = listed([f"{self.namer.name(school.name)} ({month(mention.date)})" for school, mention in beside])
        reports = "the latest report" if len(beside) == 1 else "the latest reports"
        name = self.material.theme(theme).said()
        text = f"{owner}{when} said: {words}; {reports} on {places} told of a {of} in {name}."
        return self._made(part, ClaimKind.QUOTE, text, cites)

    @property
    def _ours(self) -> bool:
        return self.voice is Voice.TRUST

    def _capacity(self, part: str, seen: dict[tuple[Locator, ...], str] | None = None) -> Iterator[Claim]:
        """Quote what is said of the group's work in its schools, by its own documents and by reports."""
        if "trust" not in self.question.themes:
            return
        taken = self.stated if seen is None else seen
        for topic in self.material.patterns.capacity:
            kept = 0
            for statement in topic.statements:
                plain = can_be_quoted(statement.text) and not leans(statement.text)
                plain = plain and self.material.holds(statement) and not self.material.is_overtaken(statement)
                if kept == MOST_STATED or not plain or statement.locators in taken:
                    continue
                cite = self.material.cite_statement(statement)
                against = [] if cite.school else self._against_any(statement)
                if against and self._ours:
                    continue
                taken[statement.locators] = topic.key
                kept += 1
                if cite.school:  # a report's words on the group are inspectors' words
                    yield self._made(part, ClaimKind.QUOTE, self._said(cite, statement.text), [cite])
                else:
                    theme = against[0][1].theme if against else "trust"
                    yield self._statement(statement, theme, against, part)

    def _against_any(self, statement: Statement) -> list[tuple[GroupSchool, Mention]]:
        """Return what the latest reports say against a claim of success, on a theme that its own words show."""
        themes = dict.fromkeys(
            r.theme for r in self.material.patterns.responses for s in r.papers if s.locators == statement.locators
        )
        return next((found for theme in themes if (found := self.material.against(statement, theme))), [])

    def _judgements(self, part: str) -> Iterator[Claim]:
        """Say printed grades: one sentence for each area, scale and grade, every school with its date."""
        rows: dict[tuple[str, str, str], list[Cite]] = defaultdict(list)
        for cite in self.material.judgements(self.question):
            if cite.graded:
                rows[cite.graded.scale, cite.graded.area, cite.graded.grade].append(cite)
        first = {key[:2]: place for place, key in reversed(list(enumerate(rows)))}  # an area's grades stand together
        for scale, area, grade in sorted(rows, key=lambda key: first[key[:2]]):
            cites = rows[scale, area, grade]
            places = listed([f"{self.namer.name(c.school or '')} ({month(c.date)})" for c in cites])
            on = SCALES[Scale(scale)]
            forms = (
                f"On {on}, the judgement of “{area}” was “{grade}” at {places}.",
                f"“{area}” was judged “{grade}” on {on} at {places}.",
            )
            yield self._made(part, ClaimKind.JUDGEMENT, self._form(forms), cites)

    def _form(self, forms: Sequence[str]) -> str:
        self.turn += 1
        return forms[self.turn % len(forms)]

    def _made(
        self, part: str, kind: ClaimKind, text: str, cites: Sequence[Cite], counted: tuple[int, int] | None = None
    ) -> Claim:
        return Claim("", part, kind, text[0].upper() + text[1:], tuple(cites), counted=counted)


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


__all__ = ["SectionComposer"]
