"""Pairs for a second labelling by people who must not see the first: ``python -m evals.entailment.blind FOLDER``.

Writes text files of about 450 pairs: each evidence once, its claims under it, no label, no kind, and ids that tell
nothing. An evidence and its twin are never in the same file: their common claims would tell that something differs.
Reads no labels back and resolves nothing; `agreement` does.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from evals.entailment.data import Pair, load

IN_A_FILE = 450
SEED = 7
HOW_TO = """# For each claim write one line: id, a tab, and S, C or N. Judge by the evidence above it alone.
# S supported: who accepts the evidence must accept the claim. C contradicted: both cannot be true.
# N not stated: it could be true, but the evidence does not say so.
"""


def opaque(pair_id: str) -> str:
    """Return an id that tells neither the place nor the label of a pair, the same each time."""
    return hashlib.sha256(f"blind {pair_id}".encode()).hexdigest()[:8]


def parts(pairs: Sequence[Pair], size: int = IN_A_FILE) -> list[str]:
    """Return the text of each file for one writer's pairs; blocks and claims stand in an order that chance decides."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    groups = [list(group) for _, group in groupby(pairs, key=lambda pair: pair.id.rsplit("-", 1)[0])]
    texts: list[str] = []
    for twins in (False, True):
        blocks = [block for block in groups if _is_twin(block[0]) is twins]
        chance.shuffle(blocks)
        total = sum(map(len, blocks))
        files = max(1, round(total / size)) if total else 0
        texts += [HOW_TO + "\n".join(_block(block, chance) for block in blocks[n::files]) for n in range(files)]
    return texts


def _is_twin(pair: Pair) -> bool:
    return pair.id.rsplit("-", 1)[0].endswith("t")


def _block(pairs: Sequence[Pair], chance: random.Random) -> str:
    claims = chance.sample(list(pairs), len(pairs))
    return f"\nEvidence: {pairs[0].evidence}\n" + "\n".join(f"{opaque(pair.id)}\t{pair.claim}" for pair in claims)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where to write writerN_partK.txt")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for writer, pairs in groupby(load(), key=lambda pair: pair.writer):
        for number, text in enumerate(parts(list(pairs)), start=1):
            (options.folder / f"{writer}_part{number}.txt").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
