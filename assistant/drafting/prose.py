"""A section in evidence mode → the same section in prose: what it quotes, put into sentences by a chat model.

The model sees opaque ids, quotations and whose they are, and only rewords them: counts, printed judgements and changes
over time stay as code composed them. Whose word a sentence is, code says where the sentence does not. It is stated only
if the checker calls it *supported* and no rule stops it; it then takes the place of the quotations that it cites.
Whatever goes wrong, the quotations stay, and the section says what happened.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from assistant.checking.verdict import Verdict
from assistant.drafting.attribution import attributed, unattributed
from assistant.drafting.checks import ClaimChecker
from assistant.drafting.frameworks import Voice
from assistant.drafting.values import Cite, Claim, ClaimKind, Draft, ProseCounts, Section, title_of
from assistant.prose import claims as replies
from assistant.prose.chat import ChatModelFailed, configured
from assistant.prose.writer import REASONS, asked_for, template
from ingest.errors import IngestError
from ingest.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

AT_ONCE = 6
"""Quotations put to the model at once: as many as the window of a small model holds beside the prompt."""
MOST_FAILURES = 3
"""Failures on end after which the model is not asked again in this draft: each may take the time that it is allowed."""

NO_MODEL = (
    "No chat model is configured, so no prose can be written. Name one in the setting INSPECTION_MODEL, or make the "
    "draft in evidence mode."
)


FEWEST_WORDS = 4
"""Words below which a sentence says nothing: a very small model wrote "One sentence.", and it was borne out."""


class NoModel(IngestError):
    """Prose is asked for and no chat model is configured."""


@dataclass(slots=True)
class _Tally:
    """What became of the sentences for one section so far."""

    written: int = 0
    kept: int = 0
    why: str = ""


@dataclass(slots=True)
class SectionWriter:
    """Writes sections of one draft with one chat model. `model` is called when first needed: setting it up may fail."""

    name: str
    model: Callable[[], BaseChatModel]
    seconds: float
    unsupported: Literal["leave out", "show"] = "leave out"
    _failures: int = field(default=0, init=False)

    def write(self, section: Section, draft: Draft, checks: ClaimChecker) -> Section:
        """Return the section with the model's sentences where they stand, and with what became of the others."""
        if not any(claim.kind is ClaimKind.QUOTE and claim.is_fact for claim in section.claims):
            return section  # there is nothing to put into other words
        tally = _Tally()
        claims: list[Claim] = []
        for _, some in groupby(section.claims, key=lambda claim: claim.part):
            claims += self._part(list(some), section, draft, checks, tally)
        return replace(
            section, claims=tuple(claims), prose=ProseCounts(self.name, tally.written, tally.kept, tally.why)
        )

    def _part(
        self, claims: list[Claim], section: Section, draft: Draft, checks: ClaimChecker, tally: _Tally
    ) -> list[Claim]:
        quoted = [claim for claim in claims if claim.kind is ClaimKind.QUOTE and claim.is_fact]
        made: list[Claim] = []
        for start in range(0, len(quoted), AT_ONCE):
            made += self._checked(quoted[start : start + AT_ONCE], section, draft, checks, tally)
        stated = [claim for claim in made if claim.is_fact]
        covered = {cite.locators for claim in stated for cite in claim.citations}
        tally.kept += len(stated)
        shown = made if self.unsupported == "show" else stated
        kept: list[Claim] = []
        for claim in claims:
            if claim in quoted and claim.citations[0].locators in covered:
                kept += shown  # where the first quotation that they replace stood
                shown = []
            else:
                kept.append(claim)
        return [*kept, *shown]

    def _checked(
        self, quoted: Sequence[Claim], section: Section, draft: Draft, checks: ClaimChecker, tally: _Tally
    ) -> list[Claim]:
        """Return the sentences that the model makes of some quotations, each with its verdict."""
        if self._failures >= MOST_FAILURES:
            tally.why = tally.why or f"{self.name} was not asked: it had failed {MOST_FAILURES} times on end."
            return []
        evidence = {f"E{n}": claim.citations[0] for n, claim in enumerate(quoted, start=1)}
        known = {name: f"{title_of(cite)}: {cite.quote}" for name, cite in evidence.items()}
        messages = [("system", template("section.md").template), ("human", task(quoted[0].part, draft, known))]
        try:
            written, _ = asked_for(self.model(), self.name, messages, known, self.seconds)
        except ChatModelFailed as error:
            self._failures += 1
            tally.why = str(error)
            return []
        self._failures = 0
        single = [each for n, each in enumerate(written) if each.text not in {other.text for other in written[:n]}]
        own = [replace(each, text=attributed(each.text, _cited(each, evidence), draft)) for each in single]
        made = [
            Claim(
                f"{section.key}-prose-{tally.written + n}", quoted[0].part, ClaimKind.PROSE, each.text,
                _cited(each, evidence), composed=False, author=self.name,
            )
            for n, each in enumerate(own, start=1)
        ]  # fmt: skip
        tally.written += len(own)
        faults = [
            _says_nothing(bare) or _fault(each, known, claim, draft)
            for bare, each, claim in zip(single, own, made, strict=True)
        ]
        sound = iter(checks.checked([c for c, why in zip(made, faults, strict=True) if why is None], draft, section))
        return [_said(next(sound)) if why is None else _refused(c, why) for c, why in zip(made, faults, strict=True)]


def _cited(written: replies.WrittenSentence, evidence: Mapping[str, Cite]) -> tuple[Cite, ...]:
    return tuple(evidence[id] for id in written.ids)


def task(part: str, draft: Draft, known: Mapping[str, str]) -> str:
    """Return the message that holds heading, voice and evidence, as JSON: none of it can pose as the prompt."""
    who = "the group itself" if draft.voice is Voice.TRUST else "an inspector"
    pieces = [{"id": name, "text": text} for name, text in known.items()]
    return json.dumps({"heading": part, "written by": who, "evidence": pieces}, ensure_ascii=False, indent=1)


def _says_nothing(written: replies.WrittenSentence) -> str | None:
    """Return that a sentence is too short to be checked, as the model wrote it."""
    return "it is too short to say anything that could be checked" if len(written.text.split()) < FEWEST_WORDS else None


def _fault(written: replies.WrittenSentence, known: Mapping[str, str], claim: Claim, draft: Draft) -> str | None:
    """Return why a sentence cannot be stated whatever its meaning: form, figures, and whose word it is."""
    return replies.fault(written, known) or unattributed(claim.text, claim.citations, draft)


def _said(claim: Claim) -> Claim:
    """Return a checked sentence with the reason in plain words, where the checker does not bear it out."""
    reasons = (*claim.reasons, *(() if claim.verdict is Verdict.SUPPORTED else (f"{REASONS[claim.verdict.value]}.",)))
    return replace(claim, reasons=reasons)


def _refused(claim: Claim, why: str) -> Claim:
    return replace(claim, verdict=Verdict.NOT_FOUND, reasons=(f"{why[0].upper()}{why[1:]}.",))


def method_of(sections: Sequence[Section]) -> str:
    """Say for the method of a draft how its sections were written by a chat model."""
    told = [section.prose for section in sections if section.prose]
    written, kept = sum(one.written for one in told), sum(one.kept for one in told)
    without = [section.title for section in sections if section.prose and not section.prose.kept]
    model = told[0].model if told else "no model"
    said = (
        f"It was put together by software in prose mode: the chat model {model} reworded what documents say, and "
        f"{kept} of the {written} sentences that it wrote stand, because the checker found them borne out by what they "
        "cite. Counts, printed judgements and changes over time are composed by code and never by the model."
    )
    return f"{said} In evidence mode, for want of such sentences: {'; '.join(without)}." if without else said


def writer_of(settings: Settings) -> SectionWriter:
    """Return what writes one draft with the chat model that the settings name; nothing is called yet.

    :raises NoModel: if they name none.
    """
    if settings.model is None:
        raise NoModel(NO_MODEL)
    return SectionWriter(
        settings.model, lru_cache(maxsize=1)(lambda: configured(settings)), settings.model_seconds, settings.unsupported
    )


__all__ = ["AT_ONCE", "MOST_FAILURES", "NO_MODEL", "NoModel", "SectionWriter", "method_of", "task", "writer_of"]
