"""What stands in the way of agreeing a draft, in words.

Looks at claims only: who may agree, and from which state, the library decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.checking.verdict import Verdict
from assistant.drafting.values import Claim, Draft, ReviewDecision
from ingest.errors import LibraryError

NAMED = 3
"""Sentences of each kind that a refusal names; of the rest it gives the number."""
VOUCH = "What could not be checked stands if somebody who did not write it accepts it with a reason."
_SHOWN = 90


class CannotAgree(LibraryError):
    """A draft has open queries, or sentences that are left out and that nobody has rejected."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A claim that has to be settled first. `place` counts the section's claims from 1."""

    claim: Claim
    section: str
    place: int

    @property
    def is_query(self) -> bool:
        """Whether a reviewer queried it; otherwise it is not borne out."""
        return self.claim.review is ReviewDecision.QUERIED


def open_points(draft: Draft) -> tuple[OpenPoint, ...]:
    """Return the claims that a reviewer queried, and those that are not borne out, vouched for or rejected."""
    return tuple(
        OpenPoint(claim, section.title, place)
        for section in draft.sections
        for place, claim in enumerate(section.claims, start=1)
        if claim.review is ReviewDecision.QUERIED or (not claim.is_fact and claim.review is not ReviewDecision.REJECTED)
    )


def refusal(points: Sequence[OpenPoint]) -> str:
    """Say what is open and what to do about it."""
    queried = [point for point in points if point.is_query]
    unsupported = [point for point in points if not point.is_query]
    words = ["This draft cannot be agreed yet."]
    if queried:
        many = "1 query is open" if len(queried) == 1 else f"{len(queried)} queries are open"
        words.append(f"{many}: {_named(queried)}. Answer it by editing the sentence, accept it or reject it.")
    if unsupported:
        one = len(unsupported) == 1
        many = "1 sentence is" if one else f"{len(unsupported)} sentences are"
        it = "it" if one else "each"
        words.append(f"{many} left out as not borne out: {_named(unsupported)}. Correct {it} or reject {it}.")
        if any(point.claim.verdict is Verdict.NOT_CHECKED for point in unsupported):
            words.append(VOUCH)
    return " ".join(words)


def _named(points: Sequence[OpenPoint]) -> str:
    named = "; ".join(f"{p.section}, sentence {p.place}, “{_short(p.claim.text)}”" for p in points[:NAMED])
    return f"{named}; and {len(points) - NAMED} more" if len(points) > NAMED else named


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


__all__ = ["CannotAgree", "OpenPoint", "open_points", "refusal"]
