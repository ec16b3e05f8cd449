"""What was changed: a claim laid word for word over a sentence of the evidence.

Says how much of the claim is that sentence's own words in the same order, and which words of the one stand in the
place of which of the other. Knows no meaning: it makes a comparison sure that "81 %" stands exactly where "61 %" stood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checking.words.tokens import Token, tokens
from ingest.documents import Span
from ingest.sentences import sentence_spans


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Words of the claim that stand in the place of words of the evidence; either may be none."""

    claim: tuple[Token, ...]
    evidence: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """A claim over one sentence. `kept` is the share of the claim's words that are the sentence's, in order."""

    kept: float
    changes: tuple[WordEdit, ...]
    claim_words: int
    kept_words: int
    extent: Span
    """From the first to the last word of the sentence that the claim keeps."""

    def in_place(self, claim: Span | None, evidence: Span | None) -> float:
        """Return the share of the claim's other words that are kept, if two places stand for one another; else 0.

        A place that is None stands for words that were put in or taken out.
        """
        for change in self.changes:
            if _touches(change.claim, claim) and _touches(change.evidence, evidence):
                marked = sum(claim is not None and word.span.overlaps(claim) for word in change.claim)
                return self.kept_words / max(self.claim_words - marked, 1)
        return 0.0


def edits(claim: str, evidence: str) -> list[Edits]:
    """Lay a claim over each sentence of the evidence."""
    said = tokens(claim)
    return [_laid(said, sentence) for sentence in _sentences(evidence)]


@lru_cache(maxsize=4096)
def _sentences(evidence: str) -> tuple[tuple[Token, ...], ...]:
    stated = tokens(evidence)
    spans = sentence_spans(evidence) or [Span(0, len(evidence))]
    return tuple(tuple(token for token in stated if span.start <= token.span.start < span.end) for span in spans)


def _laid(said: Sequence[Token], sentence: Sequence[Token]) -> Edits:
    matcher = SequenceMatcher(None, [t.stem for t in said], [t.stem for t in sentence], autojunk=False)
    changes: list[WordEdit] = []
    same: list[Token] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            same += sentence[first:last]
        else:
            changes.append(WordEdit(tuple(said[start:end]), tuple(sentence[first:last])))
    extent = Span(same[0].span.start, same[-1].span.end) if same else Span(0, 0)
    return Edits(len(same) / max(len(said), 1), tuple(changes), len(said), len(same), extent)


def in_place(laid: Sequence[Edits], claim: Span | None, evidence: Span | None) -> float:
    """Return `Edits.in_place` for the sentence where it is highest."""
    return max((edit.in_place(claim, evidence) for edit in laid), default=0.0)


def _touches(words: Sequence[Token], place: Span | None) -> bool:
    return not words if place is None else any(word.span.overlaps(place) for word in words)


__all__ = ["WordEdit", "Edits", "edits", "in_place"]
