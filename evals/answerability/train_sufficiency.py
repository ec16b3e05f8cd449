"""Trains the sufficiency adapter: ``python -m evals.answerability.train_sufficiency`` (about 20 minutes on two cores).

The same small language model as the checker's, asked something else: does this passage, or this sentence, answer the
question? Trains on nine in ten of the passages of ``pairs/`` and prints how it does on the tenth, which nothing else
sees. The cross-encoder that ranks sentences is trained by `train`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering.answerability import evidence_text
from assistant.answering.answered import ADAPTER, Answered, passage_text
from assistant.checking.entailment.network import QUESTION
from evals.adapters import SEED, auroc
from evals.answerability.data import Asked, Item, load
from evals.entailment.data import Label, Pair
from evals.entailment.train import Trainer
from ingest.embedding import Embedder, Vectors
from ingest.settings import Settings

TARGET = Path(__file__).resolve().parents[2] / "assistant" / "answering" / ADAPTER
FIRST = 20
"""The first layer that is changed, of thirty."""
PASSES = 1
SENTENCES = 3
"""One in so many questions is also put to a single sentence."""
ELSEWHERE = 3
"""One in so many answerable questions is also put to the nearest passage of another writer's, as one that does not
answer."""


def held_out(item: Item) -> bool:
    """Say whether a passage is kept for the report."""
    return hashlib.sha256(" ".join(item.context).encode()).digest()[0] % 10 == 0


def pairs(items: Sequence[tuple[str, Item]], embed: Callable[[Sequence[str]], Vectors]) -> list[Pair]:
    """Return the training pairs: every question with its whole passage, and some with one sentence of it.

    The sentence is one that answers, or the nearest that does not; `embed` returns unit vectors.
    """
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    passages = embed([" ".join(item.context) for _, item in items])
    result: list[Pair] = []
    for number, (writer, item) in enumerate(items):
        asked, sentences = embed([question.q for question in item.questions]), embed(item.context)
        for question, vector in zip(item.questions, asked, strict=True):
            result.append(_pair(writer, passage_text(item.heading, item.context), question.q, bool(question.answers)))
            if chance.random() < 1 / SENTENCES:
                result.append(_sentence(writer, item, question, sentences @ vector, chance))
            if question.answers and chance.random() < 1 / ELSEWHERE:
                others = [n for n in np.argsort(-(passages @ vector))[:20] if items[n][0] != writer and n != number]
                other = items[others[0]][1] if others else None
                if other is not None:
                    result.append(_pair(writer, passage_text(other.heading, other.context), question.q, False))
    return result


def _sentence(writer: str, item: Item, question: Asked, nearness: Vectors, chance: random.Random) -> Pair:
    answers = bool(question.answers) and chance.random() < 0.6
    wrong = sorted(set(range(len(item.context))) - set(question.answers), key=lambda place: -nearness[place])
    place = chance.choice(question.answers) if answers or not wrong else wrong[0]
    before = item.context[place - 1] if place else None
    return _pair(
        writer, evidence_text(item.heading, before, item.context[place]), question.q, place in question.answers
    )


def _pair(writer: str, evidence: str, question: str, answers: bool) -> Pair:
    label: Label = "supported" if answers else "not_found"
    return Pair(id="", document="", evidence=evidence, claim=question, label=label, kind="", writer=writer)


def measure(model: Answered, items: Sequence[tuple[str, Item]]) -> dict[str, Any]:
    """Return AUROC of answerable against unanswerable questions, each put to its own whole passage."""
    rows = list(_questions(items))
    chances = model.score([(question, evidence) for question, evidence, _ in rows])
    return {"questions": len(rows), "question_auroc": auroc(chances, np.array([answers for *_, answers in rows]))}


def _questions(items: Sequence[tuple[str, Item]]) -> Iterator[tuple[str, str, bool]]:
    for _, item in items:
        for question in item.questions:
            yield question.q, passage_text(item.heading, item.context), bool(question.answers)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--target", type=Path, default=TARGET, help="where to write the adapter")
    options = parser.parse_args()
    items = load()
    training = pairs([row for row in items if not held_out(row[1])], Embedder(Settings()).embed)
    Trainer(training, QUESTION, FIRST).train(options.passes, options.target)
    result = {"trained_on": len(training), "bytes": options.target.stat().st_size}
    figures = measure(Answered(options.target), [row for row in items if held_out(row[1])])
    sys.stdout.write(json.dumps(result | figures) + "\n")


if __name__ == "__main__":
    main()
