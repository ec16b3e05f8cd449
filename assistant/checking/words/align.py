"""Alignment: which sentence of the evidence speaks to a claim, and which words of the claim nothing speaks to.

Compares words and meanings; says nothing of truth: "above" aligns well with "below".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.documents import Span
from ingest.embedding import Vectors, WordVectors
from ingest.sentences import sentence_spans
from ingest.words import stem

Embed = Callable[[Sequence[str]], list[WordVectors]]

SAME = 0.62
"""Similarity in context from which two words count as speaking of the same. Chosen on the part "calibrate" of the
entailment pairs as what best tells words of supported claims from words of claims that add something."""
SAME_WORD, WHOLE, LEAST_RARE = 0.5, 0.5, 0.1
"""Weights of what speaks to a claim: the same stem beside a near word, whole sentences’ likeness, a word that all have.
Chosen, like the next two, on half of WiCE's and SciFact's claims: the right sentence comes first for .89 and .61 of
them, and for .83 and .59 of the other half, on which nothing was chosen."""
LONG, RUN = 14, 4
"""Content words from which a claim says several things, and words of a run in it."""
PASSED_OVER = frozenset(
    """a about after all also an and any are as at be because been before being both but by can could did do does during
    each for from had has have he her his how i if in into is it its may might more most much of on one or other our out
    over own she should so some such than that the their them then there these they this those through to too under up
    us very was we were what when where which while who will with within would you your not no""".split()
)
"""Words that need nobody to speak to them. Others than `tokens.FUNCTION_WORDS`: the combiner was fitted with these."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a claim's words find themselves in evidence.

    `sentence` is the span of the evidence's sentence that speaks most to the claim. `covered` is the share of the
    claim's content words that some word of the evidence speaks to, `covered_there` the same for that sentence, `near`
    their mean similarity, `weaker` that of the half that finds least, and `weakest` the least. `whole` is the
    similarity of claim and that sentence.
    """

    sentence: Span
    covered: float
    covered_there: float
    near: float
    weaker: float
    weakest: float
    whole: float
    alone: tuple[str, ...]
    """The claim's content words that nothing speaks to, as written."""


def align(pairs: Sequence[tuple[str, str]], embed: Embed) -> list[Alignment]:
    """Align each (evidence, claim)."""
    spans = [sentence_spans(evidence) or [Span(0, len(evidence))] for evidence, _ in pairs]
    texts: dict[str, WordVectors] = {}
    wanted = list(dict.fromkeys([claim for _, claim in pairs]))
    wanted += list(dict.fromkeys(s.of(e) for (e, _), found in zip(pairs, spans, strict=True) for s in found))
    wanted = list(dict.fromkeys(wanted))
    texts.update(zip(wanted, embed(wanted), strict=True))
    return [
        _align(texts[claim], found, [texts[span.of(evidence)] for span in found])
        for (evidence, claim), found in zip(pairs, spans, strict=True)
    ]


def best_sentence(claim: str, sentences: Sequence[str], embed: Embed) -> int:
    """Return the place of the sentence that speaks most to a claim, among many."""
    first, *others = embed([claim, *sentences])
    places = _content_places(first)
    return int(np.argmax(_compare(first, places, others).speaks)) if places else 0


def _content_places(claim: WordVectors) -> list[int]:
    places = [place for place, word in enumerate(claim.words) if word not in PASSED_OVER and word[0].isalnum()]
    return places or list(range(len(claim.words)))


@dataclass(frozen=True, slots=True)
class _Likeness:
    """A claim's words beside sentences: `near` the nearest word's similarity, shape ``(sentences, words)``."""

    near: Vectors
    whole: Vectors
    speaks: Vectors
    """How much each sentence speaks to the claim."""


def _compare(claim: WordVectors, places: Sequence[int], sentences: Sequence[WordVectors]) -> _Likeness:
    same = np.stack([_same(claim, places, sentence) for sentence in sentences])
    close = np.stack([_close(claim, places, sentence) for sentence in sentences])
    near = np.maximum(same, close)
    whole = np.array([claim.whole @ sentence.whole for sentence in sentences], dtype=np.float32)
    rare = np.maximum(np.log((len(sentences) + 1) / (same.sum(axis=0) + 0.5)), LEAST_RARE)
    return _Likeness(near, whole, _said((near + SAME_WORD * same) * rare, rare) + WHOLE * whole)


def _said(values: Vectors, rare: Vectors) -> Vectors:
    """Return what each sentence has of a claim's words, each word's value weighed by how rare it is.

    A claim of many words says several things, seldom all borne out by one sentence. There the run of words that a
    sentence has best counts as much as all of them: one that bears out a part outdoes one that has a little of each.
    """
    over_all: Vectors = values.sum(axis=1) / rare.sum()
    if values.shape[1] < LONG:
        return over_all
    runs = np.lib.stride_tricks.sliding_window_view(values, RUN, axis=1).sum(axis=2).max(axis=1) / (rare.mean() * RUN)
    both: Vectors = (over_all + runs) / 2
    return both


def _align(claim: WordVectors, spans: Sequence[Span], sentences: Sequence[WordVectors]) -> Alignment:
    places = _content_places(claim)
    if not places:
        return Alignment(spans[0], 0.0, 0.0, 0.0, 0.0, 0.0, float(claim.whole @ sentences[0].whole), ())
    likeness = _compare(claim, places, sentences)
    near, best = likeness.near, int(np.argmax(likeness.speaks))
    over = near.max(axis=0)
    alone = tuple(claim.words[place] for place, value in zip(places, over, strict=True) if value < SAME)
    return Alignment(
        spans[best],
        float((over >= SAME).mean()),
        float((near[best] >= SAME).mean()),
        float(over.mean()),
        float(np.sort(over)[: max(1, len(over) // 2)].mean()),
        float(over.min()),
        float(likeness.whole[best]),
        alone,
    )


def _same(claim: WordVectors, places: Sequence[int], sentence: WordVectors) -> Vectors:
    """Return for each of the claim's words whether the sentence has a word of its stem."""
    stems = {stem(word) for word in sentence.words}
    return np.array([stem(claim.words[place]) in stems for place in places], dtype=np.float32)


def _close(claim: WordVectors, places: Sequence[int], sentence: WordVectors) -> Vectors:
    """Return for each of the claim's words the similarity of the sentence's nearest word."""
    if not sentence.words:
        return np.zeros(len(places), dtype=np.float32)
    result: Vectors = np.clip((claim.vectors[list(places)] @ sentence.vectors.T).max(axis=1), 0.0, 1.0)
    return result


__all__ = ["Alignment", "align", "best_sentence"]
