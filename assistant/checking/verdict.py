"""Verdicts: what is said of a claim, why, and how likely it is that the evidence bears it out.

Only values: which verdict a claim gets is decided by the checker.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OUTRIGHT = 0.99
"""Score of a claim that a sentence of the evidence says word for word. Chosen: such a claim needs no model."""
AGAINST_PROOF = 0.05
"""Highest score of a claim whose conflict with the evidence is proof. Chosen: no probability outweighs it."""


class Verdict(StrEnum):
    """What is said of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict was reached: its kind, and the words of claim and evidence that it rests on (perhaps empty)."""

    kind: str
    claim: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The verdict on one claim. `score` is the probability that the evidence bears it out, 0–1."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    score: float


__all__ = ["AGAINST_PROOF", "OUTRIGHT", "Checked", "Reason", "Verdict"]
