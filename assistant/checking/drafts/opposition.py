"""What says otherwise than a passage that bears a claim out: another page of its report, or a later report.

One passage that says a claim does not make it true where the report denies it two pages on. Looks through every
sentence of the report that bears a claim out, and of the later ones on the same school, for one that is the claim's but
for words that conflict; no model reads, so that it costs next to nothing. Finds and shows; what becomes of the verdict
is decided by `draft`. Earlier reports are history and say nothing against a later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.checking.checker import conflicts_of
from assistant.checking.claims.clauses import clauses
from assistant.checking.comparisons.comparison import Relation
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.drafts.places import VerdictPassage, speaks_of_the_past
from assistant.checking.drafts.retrieval import Gatherer
from assistant.checking.drafts.scope import AskedClaim
from assistant.checking.guard import LEAST_SHARED
from assistant.checking.proof import CONTRADICTING, ELSEWHERE
from assistant.checking.verdict import AGAINST_PROOF, Checked, Reason, Verdict
from assistant.checking.words.keys import shared
from assistant.checking.words.leads import without_school
from assistant.checking.words.numerals import NumberKind
from assistant.schools.register import key_of
from ingest.documents import Passage, Span
from ingest.library import DocumentRecord

SAME = 0.8
"""Share of a claim's content words, but for those that conflict, that a sentence must have to speak of the same thing:
farther off, lessons are good and playtimes are not. Chosen."""
FEWEST_WORDS = 5
"""Words before an "and" that say something by themselves. Chosen."""
_AND = re.compile(r",?\s(?:and|but|so)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A sentence that says otherwise than a claim that is borne out: where it stands, and the words that conflict."""

    evidence: VerdictPassage
    sentence: str
    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Checked:
        """What it says of the claim by itself."""
        return Checked(Verdict.CONTRADICTED, self.reasons, AGAINST_PROOF)


class Opposition:
    """Finds what says otherwise in the reports that count for a claim."""

    def __init__(self, gather: Gatherer) -> None:
        self._gather = gather

    def to(
        self,
        item: AskedClaim,
        record: DocumentRecord,
        judged: Sequence[tuple[VerdictPassage, Checked]],
        records: Sequence[DocumentRecord],
    ) -> Otherwise | None:
        """Return what says otherwise than the report that bears a claim out; the newest report goes first.

        `judged` are the passages that were read for it: one of them that a model calls a contradiction counts too.
        """
        if item.counts_reports or item.unclear:
            return None
        for other in _counting(item, record, records):
            found = otherwise_in(self._gather.passages(other.id), item.words)
            if found:
                return Otherwise(VerdictPassage(other, found[0]), *found[1:])
            read = (one for one in judged if one[0].record.id == other.id and one[1].verdict is Verdict.CONTRADICTED)
            for evidence, checked in read:
                return Otherwise(evidence, _nearest(evidence.passage, item.words), checked.reasons)
        return None

    def in_these(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> Otherwise | None:
        """Return what some documents say otherwise than a claim, word for word."""
        if item.counts_reports or item.unclear:
            return None
        for record in records:
            found = otherwise_in(self._gather.passages(record.id), item.words)
            if found:
                return Otherwise(VerdictPassage(record, found[0]), *found[1:])
        return None


def _counting(item: AskedClaim, record: DocumentRecord, records: Sequence[DocumentRecord]) -> Iterator[DocumentRecord]:
    """Yield the later reports on the school, the newest first, and the report itself."""
    if record.start is not None and record.school and not speaks_of_the_past(item.claim.text):
        own = [one for one in records if one.school and key_of(one) == key_of(record)]
        later = [one for one in own if one.start is not None and one.start > record.start]
        yield from sorted(later, key=lambda one: str(one.start), reverse=True)
    yield record


def otherwise_in(passages: Iterable[Passage], claim: str) -> tuple[Passage, str, tuple[Reason, ...]] | None:
    """Return the first passage that contradicts a claim word for word, its sentence and the words that conflict."""
    for passage in passages:
        found = _in(passage, claim) if passage.boilerplate is None else None
        if found:
            return passage, *found
    return None


def _in(passage: Passage, claim: str) -> tuple[str, tuple[Reason, ...]] | None:
    """Return the sentence of a passage that contradicts a claim, or one of its halves, and the words of both."""
    for said in _parts(claim):
        if shared(without_school(said), passage.text) < LEAST_SHARED:
            continue
        for sentence in passage.sentences:
            against = _against(said, sentence.text)
            if against:
                return sentence.text, against
    return None


def _parts(claim: str) -> tuple[str, ...]:
    """Return a claim and what it says in part: its halves, and what goes before an "and", which must be true too."""
    before = (claim[: match.start()] for match in _AND.finditer(claim))
    long = (part for part in before if len(part.split()) >= FEWEST_WORDS)
    return tuple(dict.fromkeys((claim, *(clause.text for clause in clauses(claim)), *long)))


def _against(claim: str, sentence: str) -> tuple[Reason, ...]:
    """Return the conflicting words of a claim and a sentence that speaks of the same thing."""
    found = [
        (str(one.facet), one.claim, one.evidence)
        for one in conflicts_of(claim, sentence)
        if one.facet in CONTRADICTING and one.claim and one.evidence
    ]
    far = any(shared(_without(claim, ours), sentence) < SAME for _, ours, _ in found)
    if not found or far or _apart(claim, sentence):
        return ()
    return tuple(dict.fromkeys(Reason(facet, ours.of(claim), theirs.of(sentence)) for facet, ours, theirs in found))


def _without(claim: str, span: Span) -> str:
    return without_school(f"{claim[: span.start]} {claim[span.end :]}")


def _apart(claim: str, sentence: str) -> bool:
    """Say whether a sentence is about another subject, phase, age or body: both may then be true."""
    compared = comparisons(claim, sentence, Span(0, len(sentence)))
    scopes = ELSEWHERE | {NumberKind.AGE}
    return any(one.facet in scopes and one.relation is Relation.CONFLICTS for one in compared)


def _nearest(passage: Passage, claim: str) -> str:
    return max((sentence.text for sentence in passage.sentences), key=lambda text: shared(claim, text))


__all__ = ["Opposition", "Otherwise", "otherwise_in"]
