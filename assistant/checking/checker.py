"""The checker: claim and evidence in, verdict with reasons out.

The one place where a verdict is decided. A firm verdict needs proof: *supported* a sentence that says so outright, or a
high probability and no conflict in place; *contradicted* two words that conflict, one of them the claim's and one the
evidence's; *not found* that the evidence does not speak to the claim. What is left is *not checked*: read the passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from threading import Lock

import numpy as np

from assistant.checking.changes import typed_changes
from assistant.checking.claims.clauses import Clause, clauses, rest_of
from assistant.checking.combine import Combiner, shipped
from assistant.checking.comparisons.agents import other_agent
from assistant.checking.comparisons.comparison import Comparison, Relation
from assistant.checking.comparisons.exceptions import denied_of_all
from assistant.checking.comparisons.facets import OPPOSITE
from assistant.checking.comparisons.figures import other_figures
from assistant.checking.comparisons.how_often import other_frequency
from assistant.checking.comparisons.meaning import comparisons
from assistant.checking.comparisons.mixed import MIXED
from assistant.checking.comparisons.next_steps import NO_NEXT_STEP
from assistant.checking.comparisons.own_clause import other_clause
from assistant.checking.comparisons.parts import NO_SUCH_SHARE, in_figures, leaves_some_out, other_part
from assistant.checking.comparisons.ranked import is_converse
from assistant.checking.comparisons.shared_out import other_share_out
from assistant.checking.comparisons.speakers import misattributed, other_speaker
from assistant.checking.comparisons.stance import stance_kinds
from assistant.checking.comparisons.swapped import swapped
from assistant.checking.comparisons.telling import telling
from assistant.checking.comparisons.turned import TURNED
from assistant.checking.entailment import ReadsPairs, reader_of
from assistant.checking.features import Examined, examine
from assistant.checking.outright import said_by
from assistant.checking.proof import IN_PLACE, contradicts, is_the_rest, of_the_claim
from assistant.checking.verdict import AGAINST_PROOF, OUTRIGHT, Checked, Reason, Verdict
from assistant.checking.words.edits import edits
from assistant.checking.words.leads import school_left_out, split_lead
from assistant.checking.words.numerals import NumberKind
from assistant.word_cache import WordCache
from ingest.documents import Span
from ingest.embedding import Embedder, Vectors
from ingest.sentences import sentence_spans

KEPT = 4096
"""Verdicts kept, so that a draft that was changed in one place is checked again at once. A few megabytes."""
SHOWN = 0.4
"""Strength from which a conflict is shown as the reason of a likely contradiction. Chosen."""
WORDING = "wording"
"""Kind of a word that agrees and has an opposite, which only a conflict is of."""
SPEAKING = 0.5
"""Share of a claim's words that the evidence must speak to for the rest to be told as what is not borne out. Chosen."""

_OTHER_SCHOOLS = re.compile(
    r"(?<!\bthan )(?<!\bas )\b(?:in|at|across|for|of) (?:[\w’'-]+ ){0,3}(?:other|neighbouring|nearby|partner) "
    r"(?:[\w’'-]+ )?(?:schools?|academ(?:y|ies))\b",
    re.IGNORECASE,
)


class Checker:
    """Checks claims against evidence. Loads its models when first used; safe to share between threads.

    The entailment model is the one that the setting `entailment` of the embedder's settings names, unless another is
    given.
    """

    def __init__(
        self, embedder: Embedder, entailment: ReadsPairs | None = None, combiner: Combiner | None = None
    ) -> None:
        self._settings = embedder.settings
        self._words = WordCache(embedder)
        self._given = entailment
        self._combiner = combiner
        self._known: dict[tuple[str, str], Checked] = {}
        self._lock = Lock()

    @cached_property
    def _entailment(self) -> ReadsPairs | None:
        return self._given or reader_of(self._settings.entailment)

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        """Check each (evidence, claim). A pair that was checked lately is not read again.

        :raises ModelUnavailable: if the combiner or the adapter is missing or of another version.
        """
        with self._lock:
            known = {pair: self._known[pair] for pair in pairs if pair in self._known}
        new = list(dict.fromkeys(pair for pair in pairs if pair not in known))
        found = dict(zip(new, self._whole(new), strict=True))
        with self._lock:
            self._known |= found
            for pair in list(self._known)[: max(len(self._known) - KEPT, 0)]:
                del self._known[pair]
        return [found[pair] if pair in found else known[pair] for pair in pairs]

    def _whole(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        """Check pairs, and the halves of claims of two statements where the whole is open."""
        result = self._check(pairs)
        halves = [
            (place, clause)
            for place, ((_, claim), checked) in enumerate(zip(pairs, result, strict=True))
            if checked.verdict in (Verdict.NOT_CHECKED, Verdict.NOT_FOUND)
            for clause in _halves(claim)
        ]
        if halves:
            again = self._check([(pairs[place][0], clause.text) for place, clause in halves])
            for place in dict.fromkeys(place for place, _ in halves):
                parts = [(half, one) for (at, half), one in zip(halves, again, strict=True) if at == place]
                result[place] = _joined(pairs[place][1], result[place], parts)
        return result

    def _check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        result = [Checked(Verdict.NOT_FOUND, (Reason("no evidence", "", ""),), 0.0) for _ in pairs]
        kept = []
        for place, (evidence, claim) in enumerate(pairs):
            if evidence.strip() and claim.strip():
                plain = plainly(evidence, claim)
                if plain is None:
                    kept.append(place)
                else:
                    result[place] = plain
        if not kept:
            return result
        combiner = self._combiner or shipped(self._entailment is not None)
        examined = self.examine([pairs[place] for place in kept])
        chances = combiner.chances(np.stack([item.row for item in examined]))
        for place, item, row in zip(kept, examined, chances, strict=True):
            result[place] = decide(item, row, combiner)
        return result

    def examine(self, pairs: Sequence[tuple[str, str]]) -> list[Examined]:
        """Return what is found out about each (evidence, claim), before anything is decided."""
        return examine(pairs, self._words.embed, self._entailment)


def plainly(evidence: str, claim: str) -> Checked | None:
    """Return the verdict on a claim that needs no model: a sentence says it outright, or has another word in its place.

    None where neither is so. What is decided here costs no time, and no probability can outweigh it.
    """
    said = said_by(claim, evidence)
    if said is None and (restated := in_figures(claim, evidence)) is not None:
        said = said_by(restated, evidence)
    if said is not None:
        agreeing = [one for one in comparisons(claim, evidence, said) if one.relation is Relation.AGREES]
        shown = (_reason(claim, evidence, one) for one in agreeing)
        reasons = dict.fromkeys((Reason("sentence", claim, said.of(evidence)), *shown))
        return Checked(Verdict.SUPPORTED, tuple(reasons), OUTRIGHT)
    proofs = conflicts_of(claim, evidence)
    if not proofs:
        return None
    return Checked(
        Verdict.CONTRADICTED, tuple(dict.fromkeys(_reason(claim, evidence, one) for one in proofs)), AGAINST_PROOF
    )


def conflicts_of(claim: str, evidence: str) -> list[Comparison]:
    """Return the words of claim and evidence that prove that the evidence says otherwise; none where nothing does.

    A claim may name the school that the report is about ("All pupils at the school …"), which no sentence of it need
    do: it is compared without that too. A sentence that says the claim outright is looked for before (`plainly`).
    """
    found = _conflicts_of(claim, evidence)
    shorter = school_left_out(claim)
    if found or shorter.text == claim:
        return found
    return [
        replace(one, claim=shorter.in_whole(one.claim) if one.claim else None)
        for one in _conflicts_of(shorter.text, evidence)
        if not _of_other_schools(one, evidence)
    ]


def _of_other_schools(compared: Comparison, evidence: str) -> bool:
    """Say whether the evidence's words stand in a sentence on other schools, not one that compares with them."""
    place = compared.evidence
    spans = (span for span in sentence_spans(evidence) if place is not None and span.overlaps(place))
    return any(_OTHER_SCHOOLS.search(span.of(evidence)) for span in spans)


def _conflicts_of(claim: str, evidence: str) -> list[Comparison]:
    if is_converse(claim, evidence):
        return []  # "stronger in English than in mathematics" beside "weaker in mathematics than in English"
    if is_the_rest(claim, evidence):
        return []  # "4 % were late" beside "96 % were in time": words and figures differ, and the fact is one
    if leaves_some_out(claim, evidence):
        return []
    laid = edits(claim, evidence)
    lead, rest = split_lead(claim)
    found = (
        other_part(claim, evidence)
        or typed_changes(claim, evidence, laid)
        or denied_of_all(claim, evidence)
        or other_clause(claim, evidence)
        or other_figures(claim, evidence)
        or other_share_out(claim, evidence)
        or other_frequency(claim, evidence)
        or misattributed(lead, rest, evidence)
        or other_speaker(claim, evidence)
        or other_agent(claim, evidence)
        or swapped(claim, evidence)
    )
    proofs = [one for one in found if of_the_claim(one, claim, evidence)]
    if proofs or not any(edit.kept >= IN_PLACE for edit in laid):
        return proofs
    spans = sentence_spans(evidence) or [Span(0, len(evidence))]
    nearest = spans[max(range(len(laid)), key=lambda place: laid[place].kept)]
    return [one for one in comparisons(claim, evidence, nearest) if contradicts(one, claim, evidence, laid)]


def decide(item: Examined, chances: Vectors, combiner: Combiner) -> Checked:
    """Decide from what was found out and the three probabilities, where nothing was plain (`plainly`).

    What is proof overrules the probabilities; a likely contradiction is only said where two words can be shown.
    """
    supported, contradicted, not_found = (float(value) for value in chances)
    if item.proofs:
        return Checked(Verdict.CONTRADICTED, _shown(item, item.proofs), min(supported, AGAINST_PROOF))
    shown = shown_conflicts(item)
    less = [one for one in item.comparisons if one.facet in barring()]
    if supported >= combiner.supported and not item.elsewhere and not less:
        return Checked(Verdict.SUPPORTED, _for(item), supported)
    score = supported / 2 if item.elsewhere or less else supported
    if contradicted >= combiner.contradicted and shown:
        return Checked(Verdict.CONTRADICTED, _shown(item, shown), score)
    if not_found >= combiner.not_found:
        return Checked(Verdict.NOT_FOUND, (*_shown(item, item.elsewhere), *_missing(item)), score)
    return Checked(
        Verdict.NOT_CHECKED,
        (*_shown(item, item.elsewhere or telling(shown, item.claim, item.evidence)), *_dropped(item), *_missing(item)),
        score,
    )


def barring() -> frozenset[str]:
    """Return the kinds of comparison that keep a sentence from bearing out a claim in its words, whatever a model says.

    A wish, a view or a possibility is no fact; what is turned round, excepted or conditional is another fact.
    """
    return stance_kinds() | TURNED | MIXED | {NO_SUCH_SHARE, NO_NEXT_STEP}


def shown_conflicts(item: Examined) -> list[Comparison]:
    """Return the conflicts that can be shown as the reason of a likely contradiction."""
    conflicts = (one for one in item.comparisons if one.relation is Relation.CONFLICTS and one.strength >= SHOWN)
    return [one for one in conflicts if of_the_claim(one, item.claim, item.evidence)]


def _halves(claim: str) -> tuple[Clause, ...]:
    found = clauses(claim)
    return found if len(found) > 1 else ()


def _joined(claim: str, whole: Checked, parts: Sequence[tuple[Clause, Checked]]) -> Checked:
    """Return the verdict on a claim of two statements from those on each."""
    true = [clause for clause, checked in parts if checked.verdict is Verdict.SUPPORTED]
    if len(true) == len(parts):
        reasons = tuple(reason for _, checked in parts for reason in checked.reasons)
        return Checked(Verdict.SUPPORTED, reasons, min(checked.score for _, checked in parts))
    against = [checked for _, checked in parts if checked.verdict is Verdict.CONTRADICTED]
    reasons = tuple(reason for checked in against for reason in checked.reasons)
    if true:
        sentence = next(checked.reasons[0].evidence for clause, checked in parts if clause in true)
        held = Reason("sentence", claim, sentence)
        reasons = (Reason("supported except", rest_of(claim, true), ""), held, *reasons)
    if against:
        return Checked(Verdict.CONTRADICTED, reasons, min(checked.score for checked in against))
    return Checked(whole.verdict, (*reasons, *whole.reasons), whole.score) if true else whole


def _for(item: Examined) -> tuple[Reason, ...]:
    sentence = item.alignment.sentence.of(item.evidence)
    agreeing = [comparison for comparison in item.comparisons if comparison.relation is Relation.AGREES]
    return (Reason("sentence", item.claim, sentence), *_shown(item, agreeing))


def _shown(item: Examined, comparisons: Sequence[Comparison]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(_reason(item.claim, item.evidence, comparison) for comparison in comparisons))


def _dropped(item: Examined) -> tuple[Reason, ...]:
    left_out = [one for one in item.comparisons if one.relation is Relation.DROPPED]
    return tuple(
        reason if reason.kind in barring() else Reason(f"{reason.kind} left out", "", reason.evidence)
        for reason in _shown(item, left_out)
    )


def _missing(item: Examined) -> tuple[Reason, ...]:
    """Return the words that nothing speaks to: what is not borne out, where the evidence speaks to the rest."""
    figures = [c for c in item.comparisons if c.relation is Relation.UNSTATED and c.facet in frozenset(NumberKind)]
    unstated = tuple(Reason(str(c.facet), c.claim.of(item.claim), "") for c in figures if c.claim)
    sentence = item.alignment.sentence.of(item.evidence)
    alone = [word for word in item.alignment.alone if len(word) > 1 or word.isdigit()]  # no letter of a possessive
    if alone and item.alignment.covered >= SPEAKING and not item.elsewhere:
        rest = (Reason("supported except", words, "") for words in _runs(alone, item.claim))
        return (*unstated, *rest, Reason("sentence", item.claim, sentence))
    return (*unstated, *(Reason("nothing speaks to", word, "") for word in alone)) or (
        Reason("sentence", item.claim, sentence),
    )


def _runs(words: Sequence[str], claim: str) -> list[str]:
    """Return words of a claim, those that stand side by side joined as they are written."""
    runs: list[str] = []
    for word in words:
        joined = re.search(rf"{re.escape(runs[-1])}\W+{re.escape(word)}\b", claim) if runs else None
        if joined:
            runs[-1] = joined.group()
        else:
            runs.append(word)
    return runs


def _reason(claim: str, evidence: str, comparison: Comparison) -> Reason:
    ours = comparison.claim.of(claim) if comparison.claim else ""
    theirs = comparison.evidence.of(evidence) if comparison.evidence else ""
    agree = comparison.facet == OPPOSITE and comparison.relation is Relation.AGREES
    return Reason(WORDING if agree else str(comparison.facet), ours, theirs)


__all__ = ["Checker", "barring", "conflicts_of", "decide", "plainly", "shown_conflicts"]
