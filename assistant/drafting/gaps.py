"""What the evidence does not show, for each section, and what it rests on too narrowly.

Compares the question's needs with what there is. Silence of a document is told as silence, never as good or bad news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.drafting.frameworks import Aspect, DocumentKind, FrameworkQuestion, Voice
from assistant.drafting.material import Material, leans
from assistant.drafting.own_documents import can_be_quoted, whose
from assistant.drafting.rules import quoted_texts
from assistant.drafting.values import Claim, Gap
from assistant.drafting.wording import latest, month, quoted, short_names
from assistant.patterns.standing import OLD_YEARS, years_before
from assistant.patterns.values import ResponseState
from ingest.library import Library
from ingest.number_words import in_words
from ingest.phrases import listed

SHINGLE = 8
"""Words in a row that are compared. Chosen: shorter runs recur by chance in reports."""
REPEATED = 0.6
"""Share of a quotation's runs of words that another school's text must hold to be a repeat. Chosen, not measured."""


def gaps_of(question: FrameworkQuestion, material: Material, voice: Voice, today: date) -> tuple[Gap, ...]:
    """Return what the evidence does not show on a question. There is always something: at least what was not read."""
    return (
        *_silent_schools(question, material),
        *_without_report(material),
        *_old(material, today),
        *_missing_documents(question, material, voice),
        *_unanswered(question, material, voice),
        *_spoken_against(question, material, voice),
        Gap(
            "Where a report does not speak of a matter, that does not mean that there is nothing to say. Reports tell "
            "what was seen on a few days; nothing here shows what has changed since then.",
            "Later evidence: a monitoring visit, a board paper or figures with their dates.",
        ),
    )


def _silent_schools(question: FrameworkQuestion, material: Material) -> Iterable[Gap]:
    """Say which latest reports do not speak of which themes; themes of the same reports together."""
    short = short_names([s.name for s in material.schools])
    themes: dict[tuple[str, ...], list[str]] = {}
    for theme in question.themes:
        silent = tuple(short[s.name] for s in material.schools if material.patterns.is_silent(s.key, theme))
        themes.setdefault(silent, []).append(material.theme(theme).said())
    for silent, names in themes.items():
        if len(silent) == len(material.schools) and silent:
            yield Gap(f"No latest report on any school speaks of {listed(names, 'or')}.")
        elif silent:
            reports, do = ("report", "does") if len(silent) == 1 else ("reports", "do")
            yield Gap(f"The latest {reports} on {listed(silent)} {do} not speak of {listed(names, 'or')}.")


def _without_report(material: Material) -> Iterable[Gap]:
    without = [school.name for school in material.patterns.schools if not school.reports]
    if without:
        yield Gap(f"The library holds no report on {listed(without)}.", "Their latest inspection reports.")


def _old(material: Material, today: date) -> Iterable[Gap]:
    oldest = years_before(today, OLD_YEARS)
    old = [s for s in material.schools if (day := latest(s).date) and day < oldest]
    if old:
        names = listed([f"{s.name} ({month(latest(s).date)})" for s in old])
        yield Gap(f"The latest report is more than {OLD_YEARS} years old for {names}.", "A later report.")


def _missing_documents(question: FrameworkQuestion, material: Material, voice: Voice) -> Iterable[Gap]:
    own = [kind.value for kind in question.documents if kind in _OWN]
    if own and not material.patterns.other_documents:
        ours = voice is Voice.TRUST
        whose, itself = ("our own", "we have") if ours else ("the group’s own", "the group itself has")
        yield Gap(
            f"The library holds no {listed(own, 'or')} of {whose}, so this section says nothing of what {itself} done.",
            f"Add: {listed(own)}.",
        )
    if DocumentKind.SURVEY in question.documents or question.survey_themes:
        held = material.survey_results
        about = f" on {listed(question.survey_themes)}" if question.survey_themes else ""
        if held:
            yield Gap(
                f"No survey{about} was used: the library holds {in_words(held)} survey results on these schools, which "
                "drafts do not quote. The Patterns tab shows them with their numbers."
            )
        else:
            yield Gap(f"No survey{about} was used.", "Results of a survey with its question, its date and its numbers.")
    if not question.themes:
        yield Gap(
            "Inspection reports do not speak to this question.", "Accounts, an external audit or papers of the board."
        )


_OWN = (DocumentKind.PLAN, DocumentKind.BOARD_PAPER, DocumentKind.SELF_EVALUATION)


def _unanswered(question: FrameworkQuestion, material: Material, voice: Voice) -> Iterable[Gap]:
    """Name the needs for which no document says what is done."""
    if question.aspect is not Aspect.RESPONSE and voice is not Voice.TRUST:
        return
    answered = {
        (r.theme, r.school) for r in material.patterns.responses if r.state is not ResponseState.NONE and r.statements
    }
    short = short_names([s.name for s in material.schools])
    if voice is Voice.INSPECTOR and not material.patterns.other_documents:
        yield Gap(
            "For none of the next steps does a document in the library say what the group does about it.",
            "A plan or board paper that names the action, who answers for it, by when, and what came of it.",
        )
        return
    for theme in question.themes:
        open_ones = [
            short[s.name] for s in material.schools if material.steps(theme, s) and (theme, s.key) not in answered
        ]
        if open_ones:
            name = material.theme(theme).said()
            who = "we do" if voice is Voice.TRUST else "the group does"
            yield Gap(
                f"No document in the library says what {who} about the next steps on {name} at {listed(open_ones)}.",
                "A plan or board paper that names the action, who answers for it, by when, and what came of it.",
            )


def _spoken_against(question: FrameworkQuestion, material: Material, voice: Voice) -> Iterable[Gap]:
    """Name the claims of success that a draft in the group’s own voice leaves out, and what speaks against them."""
    if voice is not Voice.TRUST:
        return
    seen = set()
    short = short_names([s.name for s in material.schools])
    for theme in question.themes:
        for statement in material.statements(theme):
            against = material.against(statement, theme)
            if statement.locators in seen or not against or not can_be_quoted(statement.text) or leans(statement.text):
                continue
            seen.add(statement.locators)
            names = listed([f"{short[school.name]} ({month(mention.date)})" for school, mention in against])
            own, name = material.own(statement.document), material.theme(theme).said()
            owner = whose(own, material.patterns.group, True, [s.name for s in material.schools])
            many = "latest report" if len(against) == 1 else "latest reports"
            yield Gap(
                f"{owner} of {month(statement.date)} says {quoted(statement.text)}. The {many} on {names} told of a "
                f"need for improvement in {name}, so the sentence is left out.",
                "Evidence since then that bears it out, or a sentence that says what is so at which school.",
            )


def warnings_of(claims: Sequence[Claim], today: date) -> tuple[str, ...]:
    """Return what a section rests on too narrowly."""
    cites = [cite for claim in claims if claim.is_fact for cite in claim.citations]
    schools = {cite.school for cite in cites if cite.school}
    documents = {cite.document for cite in cites}
    oldest = years_before(today, OLD_YEARS)
    found = []
    if cites and len(schools) == 1:
        found.append(f"This section rests on one school: {next(iter(schools))}.")
    if cites and len(documents) == 1:
        found.append("This section rests on one document.")
    old = sorted({f"{c.school or c.file} ({month(c.date)})" for c in cites if c.date and c.date < oldest})
    if old:
        found.append(f"This section cites reports more than {OLD_YEARS} years old: {listed(old)}.")
    return tuple(found)


class Repeats:
    """Finds wording that stands in several schools' texts or in another draft. Looks at runs of words only."""

    def __init__(self, library: Library | None, drafts: Iterable[tuple[str, str]] = ()) -> None:
        """Index the library's passages, if one is given, and `drafts`, pairs of a draft's name and its text."""
        self._owners: dict[str, set[str]] = {}
        for record in library.documents() if library else ():
            for passage in library.passages_of(record.id) if library else ():
                if passage.boilerplate is None:
                    self._add(record.school or record.filename, passage.text)
        for name, text in drafts:
            self._add(f"the draft ‘{name}’", text)

    def _add(self, owner: str, text: str) -> None:
        for run in _runs(text):
            self._owners.setdefault(run, set()).add(owner)

    def of(self, claim: Claim) -> tuple[str, ...]:
        """Return a warning for each other owner in whose text the claim's words stand."""
        own = {cite.school or cite.file for cite in claim.citations}
        texts = [claim.text] if not claim.composed else quoted_texts(claim.text)
        found: list[str] = []
        for text in texts:
            runs = _runs(text)
            owners = {owner for run in runs for owner in self._owners.get(run, ())} - own
            for owner in sorted(owners):
                share = sum(owner in self._owners.get(run, ()) for run in runs) / len(runs)
                if share >= REPEATED:
                    found.append(f"Nearly the same words stand in the text of {owner}: “{text[:80]}”.")
        return tuple(found)


def _runs(text: str) -> list[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return [" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


__all__ = ["Repeats", "gaps_of", "warnings_of"]
