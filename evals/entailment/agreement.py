"""The second, blind labels against the first: ``python -m evals.entailment.agreement FILE…``.

Reads lines ``id<TAB>S/C/N`` with the ids of `blind`, prints how often both agree and Cohen's kappa, and with ``--drop``
writes the data set without the pairs on which they differ. Decides between no two people: a disputed pair goes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.entailment.blind import opaque
from evals.entailment.convert import LABELS
from evals.entailment.data import PAIRS, EntailmentDataError, Label, Pair, load
from evals.metrics import rounded


def read(path: Path) -> dict[str, Label]:
    """Return the second labels of one file by opaque id.

    :raises EntailmentDataError: if a line is not an id and a letter, or an id comes twice.
    """
    found: dict[str, Label] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, letter = line.strip().partition("\t")
        if letter.strip() not in LABELS:
            raise EntailmentDataError(f"{path.name}, line {number}: expected an id, a tab, and S, C or N.")
        if name in found:
            raise EntailmentDataError(f"{path.name}, line {number}: the id {name!r} was labelled before.")
        found[name] = LABELS[letter.strip()]
    return found


def both(pairs: Sequence[Pair], second: Mapping[str, Label]) -> list[tuple[Pair, Label]]:
    """Return the pairs that were labelled twice, each with its second label.

    :raises EntailmentDataError: if a second label is of no pair.
    """
    twice = [(pair, second[opaque(pair.id)]) for pair in pairs if opaque(pair.id) in second]
    if len(twice) != len(second):
        unknown = second.keys() - {opaque(pair.id) for pair in pairs}
        raise EntailmentDataError(f"{len(unknown)} second labels are of no pair, for example {min(unknown)!r}.")
    return twice


def kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa: agreement beyond what the two people's shares of labels give by chance.

    None where nothing was labelled twice, or both gave one and the same label throughout.
    """
    total = len(labels)
    if not total:
        return None
    first, second = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(first[label] * second[label] for label in first) / total**2
    if chance == 1:
        return None
    return (sum(a == b for a, b in labels) / total - chance) / (1 - chance)


def figures(pairs: Sequence[Pair], second: Mapping[str, Label]) -> dict[str, Any]:
    """Return agreement, kappa and what was taken for what, for all pairs and for twins' labels alone."""
    result: dict[str, Any] = {}
    for name, some in (("all", pairs), ("twins", [pair for pair in pairs if pair.kind == "twin"])):
        names = {pair.id for pair in some}
        twice = [(p.label, label) for p, label in both(pairs, second) if p.id in names]
        confused = Counter(f"{a} / {b}" for a, b in twice if a != b)
        result[name] = {
            "labelled_twice": len(twice),
            "of": len(some),
            "agree": rounded(sum(a == b for a, b in twice) / len(twice) if twice else None),
            "kappa": rounded(kappa(twice)),
            "first_second": dict(confused.most_common()),
        }
    return result


def agreed(pairs: Sequence[Pair], second: Mapping[str, Label]) -> list[Pair]:
    """Return the pairs without those whose second label differs; a pair labelled once stays."""
    return [pair for pair in pairs if second.get(opaque(pair.id), pair.label) == pair.label]


def write(pairs: Sequence[Pair], folder: Path = PAIRS) -> None:
    """Write pairs over the files of their writers."""
    for writer in sorted({pair.writer for pair in pairs}):
        lines = [p.model_dump_json(exclude={"writer"}) + "\n" for p in pairs if p.writer == writer]
        (folder / f"{writer}.jsonl").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="second labels")
    parser.add_argument("--drop", action="store_true", help="take the disputed pairs out of the data set")
    options = parser.parse_args()
    pairs = load()
    second: dict[str, Label] = {}
    for path in options.files:
        second |= read(path)
    result = figures(pairs, second)
    if options.drop:
        kept = agreed(pairs, second)
        write(kept)
        result["dropped"] = len(pairs) - len(kept)
    sys.stdout.write(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
