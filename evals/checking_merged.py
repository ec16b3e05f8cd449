"""Claims of two statements, made of two true ones of one document: the evidence holds both, or only one of them.

The pairs' evidences are short and written for their claims, so that how many of a claim's words the evidence speaks to
tells nothing there. Among the sentences of a page it does: half of a claim may stand nowhere. Only the combiner without
an entailment model is fitted on these; the model's has learned from pairs alone.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from evals.entailment.data import Label, Pair

SEED = 7
MOST_OTHERS = 4
"""Other evidences of the document beside those of the claim."""
_TWIN = re.compile(r"t?-\d+$")


def merged(pairs: Sequence[Pair], count: int) -> list[Pair]:
    """Return about twice `count` pairs: each claim of two statements once with both borne out, once with one."""
    chance = random.Random(SEED)  # noqa: S311
    documents: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in pairs:
        documents[pair.writer, pair.document].append(pair)
    true = [pair for pair in pairs if pair.label == "supported"]
    made: list[Pair] = []
    for first in chance.sample(true, min(count, len(true))):
        near = documents[first.writer, first.document]
        seconds = [pair for pair in near if pair.label == "supported" and _about(pair) != _about(first)]
        if seconds:
            made += _made(first, chance.choice(seconds), near, chance)
    return made


def _made(first: Pair, second: Pair, near: Sequence[Pair], chance: random.Random) -> list[Pair]:
    said = {_about(pair): pair.evidence for pair in near if _about(pair) not in {_about(first), _about(second)}}
    others = chance.sample(sorted(said.values()), min(chance.randint(0, MOST_OTHERS), len(said)))
    claim = f"{first.claim.rstrip('. ')}, and {second.claim[0].lower()}{second.claim[1:]}"
    one = chance.choice((first, second)).evidence
    parts: list[tuple[Label, list[str]]] = [
        ("supported", [first.evidence, second.evidence, *others]),
        ("not_found", [one, *others]),
    ]
    made = []
    for label, evidences in parts:
        chance.shuffle(evidences)
        name = f"{first.id}+{second.id}-{label}"
        made.append(
            first.model_copy(update={"id": name, "evidence": " ".join(evidences), "claim": claim, "label": label})
        )
    return made


def _about(pair: Pair) -> str:
    """Return what a pair's evidence and its twin, which states most of the same, have in common: their number."""
    return _TWIN.sub("", pair.id)


__all__ = ["merged"]
