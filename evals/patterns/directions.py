"""Fits and measures the weights of `assistant.themes.learned`: ``python -m evals.patterns.directions``.

What it reads was written for this project, by writers none of whom wrote the sample group, and the direction of each
sentence was labelled once, by a language model that read it in its paragraph (S strength, N need, M mixed, - neutral):

- ``directions.jsonl``: the paragraphs of ``evals/answerability/pairs`` that are prose, six writers;
- ``evidence.jsonl``: the evidences of ``evals/entailment/pairs``, four writers; they have no heading;
- ``written.jsonl``: paragraphs written with their labels by seven authors in the forms of all report formats, many of
  whose sentences praise or criticise by a fact and without a word of either.

The figures are of each writer's paragraphs by weights fitted on the others. Looks at no report.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.themes.learned import ORDER, SentenceInContext, features, likeliest, likelihoods, trust_in
from assistant.themes.paragraphs import paragraph_directions
from assistant.themes.values import Direction
from assistant.themes.wording import direction_of, words
from evals.answerability.data import load
from evals.entailment.data import load as load_pairs
from ingest.sentences import sentence_spans

LABELS = Path(__file__).resolve().parent / "directions.jsonl"
EVIDENCE = LABELS.with_name("evidence.jsonl")
WRITTEN = Path(__file__).resolve().parent / "written.jsonl"
WEIGHTS = Path(__file__).resolve().parents[2] / "assistant" / "themes" / "directions.json"
LETTERS = {"S": Direction.STRENGTH, "N": Direction.NEED, "M": Direction.MIXED, "-": Direction.NEUTRAL}
PENALTY = 1.5
"""Of squared weights, chosen by the four writers out of fold; .8 and 3 give the same within .004."""
LEAST = 3
"""Times that a word must stand in the paragraphs to be weighed."""


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence in its place, its label, and who wrote it."""

    at: SentenceInContext
    label: Direction
    writer: str


def examples() -> Iterator[LabelledSentence]:
    """Yield every labelled sentence, each with what the rules say of it.

    :raises ValueError: if a paragraph has another number of sentences than labels.
    """
    for writer, heading, sentences, directions in labelled_paragraphs():
        if len(sentences) != len(directions):
            raise ValueError(f"{writer}, {sentences[0]!r}: {len(sentences)} sentences, {len(directions)} labels.")
        section = section_of(heading)
        said = [direction_of(text) for text in sentences]
        rules = paragraph_directions(said, sentences, (section, "") if section else None)
        own = [direction for direction, _ in said]
        for place, letter in enumerate(directions):
            trust = trust_in(rules[place])
            at = SentenceInContext(sentences, own, place, rules[place][0], section, heading, trust)
            yield LabelledSentence(at, LETTERS[letter], writer)


def labelled_paragraphs() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Yield writer, heading, sentences and labels of every paragraph; each writer's name says what they wrote."""
    items: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for writer, item in load():
        items.setdefault(writer, []).append((item.heading, item.context))
    for row in _rows(LABELS):
        yield (f"questions, {row['writer']}", *items[row["writer"]][row["row"]], row["directions"])
    evidences = {pair.id: pair.evidence for pair in load_pairs()}
    for row in _rows(EVIDENCE):
        text = evidences[row["id"]]
        sentences = tuple(text[span.start : span.end].strip() for span in sentence_spans(text))
        yield f"claims, {row['writer']}", "", sentences, row["directions"]
    for row in _rows(WRITTEN):
        yield row["writer"], row["heading"], tuple(row["sentences"]), row["directions"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def section_of(heading: str) -> Direction | None:
    """Return the direction of the grade that ends a heading, or of a heading of next steps."""
    plain = heading.strip().rstrip(":").casefold()
    grade = plain.replace("\t", ":").rsplit(":", 1)[-1].strip()
    if grade in words().need_grades or plain in words().need_headings:
        return Direction.NEED
    return Direction.STRENGTH if grade in words().strength_grades else None


def fit(rows: Sequence[LabelledSentence], penalty: float = PENALTY) -> dict[str, tuple[float, ...]]:
    """Return weights by logistic regression over the four directions, with a penalty on squared weights."""
    from sklearn.feature_extraction import DictVectorizer  # here, because it takes a second to import
    from sklearn.linear_model import LogisticRegression

    each = [features(row.at) for row in rows]
    counts = Counter(name for one in each for name in one)
    kept = [{name: value for name, value in one.items() if counts[name] >= LEAST} for one in each]
    columns = DictVectorizer(dtype=np.float32)
    matrix = columns.fit_transform(kept)
    model = LogisticRegression(C=1 / penalty, max_iter=400).fit(matrix, [ORDER.index(row.label) for row in rows])
    names = [*columns.get_feature_names_out(), "=always"]
    found = np.column_stack([model.coef_, model.intercept_])
    return {name: tuple(round(float(w), 3) for w in found[:, place]) for place, name in enumerate(names)}


def out_of_fold(rows: Sequence[LabelledSentence], penalty: float = PENALTY) -> list[dict[Direction, float]]:
    """Return the likelihoods of each sentence by weights fitted on the other writers' sentences."""
    found: dict[int, dict[Direction, float]] = {}
    for writer in sorted({row.writer for row in rows}):
        weights = fit([row for row in rows if row.writer != writer], penalty)
        found |= {place: likelihoods(row.at, weights) for place, row in enumerate(rows) if row.writer == writer}
    return [found[place] for place in range(len(rows))]


def accuracy(rows: Sequence[LabelledSentence], said: Sequence[Direction]) -> tuple[float, float]:
    """Return the share right of the sentences labelled strength or need, and of all."""
    right = [row.label is one for row, one in zip(rows, said, strict=True)]
    clear = [ok for row, ok in zip(rows, right, strict=True) if row.label in ORDER[:2]]
    return sum(clear) / len(clear), sum(right) / len(right)


def main() -> None:
    """Print the figures out of fold, then fit on everything and write the weights."""
    rows = list(examples())
    found = out_of_fold(rows)
    learned = [likeliest(one, row.at.paragraph, row.at.trust) for one, row in zip(found, rows, strict=True)]
    for name, said in (
        ("own words", [row.at.own[row.at.place] for row in rows]),
        ("rules of the paragraph", [row.at.paragraph for row in rows]),
        ("fitted, other writers", learned),
    ):
        clear, every = accuracy(rows, said)
        sys.stdout.write(f"{name:24} strength or need {clear:.3f}, all four {every:.3f} of {len(rows)} sentences\n")
    weights = fit(rows)
    about = "Fitted by python -m evals.patterns.directions: weights of strength, need, mixed and neutral."
    lines = ",\n".join(f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(w)}" for name, w in weights.items())
    WEIGHTS.write_text(f'{{"about": {json.dumps(about)}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
