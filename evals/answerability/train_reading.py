"""Trains the model that reads a passage for an answer: ``python -m evals.answerability.train_reading``.

Takes about a quarter of an hour on two cores, or three where the processor multiplies bfloat16 slowly. Goes on from the
entailment model's adapter, which has read inspection prose already, with the questions of the first four writers of
``pairs/``: the whole passage is the evidence, and a question that no sentence of it answers is "not_found". Then
``--go-on`` takes one pass over the later writers' pairs and a third of the earlier ones'. Writes the adapter where the
product loads it from and prints how it does on the near misses of ``unseen/``, which neither model was trained on.
``--measure`` trains nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.torch import load_file

from assistant.answering.reading import PassageReading, passage_text, shipped
from assistant.checking.entailment.network import QUESTION
from evals.adapters import auroc
from evals.answerability.data import PAIRS, UNSEEN, PassageItem, load
from evals.entailment.data import Pair
from evals.entailment.train import TARGET as ENTAILMENT
from evals.entailment.train import Trainer

PASSES = 2
LATER = ("writer5", "writer6")
"""Writers whose pairs came when the adapter was trained on the others': ``--go-on`` learns theirs once more."""
KEPT = 3
"""With ``--go-on``, every third of the earlier writers' pairs is learnt again, lest they be forgotten."""


def pairs_of(items: Sequence[tuple[str, PassageItem]]) -> list[Pair]:
    """Return one pair for each question: its whole passage, and whether any sentence of it answers."""
    return [
        Pair(
            id=f"{writer}-{number}",
            document=item.heading,
            evidence=passage_text(item.heading.split("\t")[0], item.context),
            claim=asked.q,
            label="supported" if asked.answers else "not_found",
            kind="question",
            writer=writer,
        )
        for number, (writer, item) in enumerate(items)
        for asked in item.questions
    ]


def going_on(pairs: Sequence[Pair]) -> list[Pair]:
    """Return what an adapter that knows the earlier writers' pairs goes on with."""
    earlier = [pair for pair in pairs if pair.writer not in LATER]
    return [pair for pair in pairs if pair.writer in LATER] + earlier[::KEPT]


def measure(reading: PassageReading, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Return how well the passages that answer are told from those that do not (AUROC)."""
    odds = reading.score_pairs([(pair.claim, pair.evidence) for pair in pairs])
    answers = np.array([pair.label == "supported" for pair in pairs])
    return {"questions": len(pairs), "answerable": int(answers.sum()), "passage_auroc": auroc(odds, answers)}


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--target", type=Path, default=shipped(), help="where to write the adapter")
    parser.add_argument("--measure", action="store_true", help="measure the adapter that is there")
    parser.add_argument(
        "--go-on", action="store_true", help="go on from the adapter that ships, with later writers' pairs"
    )
    options = parser.parse_args()
    if not options.measure:
        pairs = pairs_of(load(PAIRS))
        trainer = Trainer(going_on(pairs) if options.go_on else [p for p in pairs if p.writer not in LATER], QUESTION)
        trainer.go_on_from(load_file(shipped() if options.go_on else ENTAILMENT))
        trainer.train(1 if options.go_on else options.passes, options.target)
    result = measure(PassageReading(options.target), pairs_of(load(UNSEEN)))
    sys.stdout.write(json.dumps({"bytes": options.target.stat().st_size} | result) + "\n")


if __name__ == "__main__":
    main()
