"""``python -m evals.drafting_draw --seed 64``: claims of the drafts drawn at random, to be read by hand.

Draws from all frameworks' drafts, in every voice, on the whole sample group; prints each with the places that it cites
and the passages around them. Judges nothing: what was read is kept in `evals/drafting_hand`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator

from assistant.checking.checker import Checker
from assistant.drafting.checks import ClaimChecker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import all_frameworks
from assistant.drafting.values import Claim
from evals.drafting import WHOLE
from evals.gold import facts
from evals.workspace import workspace_of
from ingest.embedding import Embedder
from ingest.library import Library

MANY = 60


def drawn(library: Library, embedder: Embedder, seed: int, many: int) -> list[tuple[str, Claim]]:
    """Return claims drawn from every draft, each under framework, voice and its id."""
    drafter = Drafter(library, Checker(embedder), "evals")
    patterns = drafter.patterns(None)
    claims = [
        (f"{framework.key}/{voice.value}/{claim.id}", claim)
        for framework in all_frameworks()
        for voice in framework.voices
        for claim in drafter.draft(patterns, framework, voice).claims
        if claim.is_fact
    ]
    return random.Random(seed).sample(claims, min(many, len(claims)))  # noqa: S311 (a draw, no secret)


def _lines(rows: list[tuple[str, Claim]], checks: ClaimChecker) -> Iterator[str]:
    for number, (name, claim) in enumerate(rows, start=1):
        yield f"{number}. {name} ({claim.kind.value})\n   {claim.text}"
        for cite in claim.citations:
            yield f"   - {cite.file}, page {cite.page}: {cite.quote}"
        yield f"   around: {checks.evidence(claim)}\n"


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(description="Draw claims of drafts on the sample group, to be read by hand.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--number", type=int, default=MANY)
    options = parser.parse_args()
    with workspace_of(WHOLE, facts()["group"]["name"]) as workspace:
        rows = drawn(workspace.library, workspace.embedder, options.seed, options.number)
        checks = ClaimChecker(workspace.library, Checker(workspace.embedder))
        sys.stdout.write("\n".join(_lines(rows, checks)))


if __name__ == "__main__":
    main()
