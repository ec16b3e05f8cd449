"""A reviewer's draft against a library: each claim with its verdict, its evidence and what would be right.

Finds evidence for each claim inside the school that it names, has the checker judge it, and compares the place with the
one that the draft cites. Shows nothing and changes nothing in the draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checking.checker import Checked, Checker, Reason, Verdict
from assistant.checking.claims import DraftCitation, DraftClaim, claims_of
from assistant.checking.quotations import Quotation, check_quotations
from assistant.scope import understand
from assistant.search import Found, Searcher
from ingest.documents import Document, Passage, Scope, Sentence
from ingest.library import DocumentRecord, Library

PASSAGES = 4
"""Passages read for each claim. Chosen, not measured: the best of them decides."""
AT_ONCE = 16
"""Claims checked together."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The passage that a verdict rests on, and the document it stands in."""

    record: DocumentRecord
    passage: Passage

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The passage's sentences."""
        return self.passage.sentences


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One sentence of the draft and what became of it; `evidence` is the passage that the verdict rests on."""

    claim: DraftClaim
    checked: Checked
    evidence: Evidence | None
    findings: tuple[str, ...] = ()
    """What is wrong with its place: "wrong page", "superseded", "uncited", "quotation"."""
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All sentences of a draft, checked."""

    claims: tuple[CheckedClaim, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict, how many were not checkable, and how many have each finding."""
        checkable = [item for item in self.claims if item.claim.unchecked is None]
        verdicts = Counter(item.checked.verdict.value for item in checkable)
        findings = Counter(finding for item in checkable for finding in item.findings)
        counted = {verdict.value: verdicts[verdict.value] for verdict in Verdict}
        names = ("uncited", "wrong page", "superseded", "quotation")
        return (
            {"claims": len(checkable), "set_apart": len(self.claims) - len(checkable)}
            | counted
            | {name.replace(" ", "_"): findings[name] for name in names}
        )


class DraftChecker:
    """Checks drafts against a library."""

    def __init__(self, library: Library, searcher: Searcher, checker: Checker) -> None:
        self._library = library
        self._searcher = searcher
        self._checker = checker

    def check(self, draft: Document, progress: Progress | None = None) -> CheckedDraft:
        """Check every sentence of a draft; `progress` is told how many of how many are done."""
        claims = claims_of(draft)
        records = {record.id: record for record in self._library.documents()}
        done: list[CheckedClaim] = []
        for start in range(0, len(claims), AT_ONCE):
            done += self._check(claims[start : start + AT_ONCE], records)
            if progress:
                progress(len(done), len(claims))
        return CheckedDraft(tuple(done))

    def _check(self, claims: Sequence[DraftClaim], records: dict[str, DocumentRecord]) -> list[CheckedClaim]:
        found = [self._evidence(claim, records) for claim in claims]
        pairs = [(hit.passage.text, claim.text) for claim, hits in zip(claims, found, strict=True) for hit in hits]
        checked = iter(self._checker.check(pairs))
        return [
            _decided(claim, [(hit, next(checked)) for hit in hits], records)
            for claim, hits in zip(claims, found, strict=True)
        ]

    def _evidence(self, claim: DraftClaim, records: dict[str, DocumentRecord]) -> list[Found]:
        """Return the passages nearest to a claim, in the documents of the school that it or its citation names."""
        if claim.unchecked is not None:
            return []
        words = " ".join([claim.text, *(citation.text for citation in claim.citations)])
        scope = understand(words, list(records.values()))
        documents = frozenset(record.id for record in scope.documents) if scope.named else None
        return self._searcher.search(claim.text, PASSAGES, Scope(documents))


def _decided(
    claim: DraftClaim, checked: Sequence[tuple[Found, Checked]], records: dict[str, DocumentRecord]
) -> CheckedClaim:
    if claim.unchecked is not None:
        return CheckedClaim(claim, Checked(Verdict.NOT_CHECKED, (Reason(claim.unchecked, claim.text, ""),), 0.0), None)
    if not checked:
        return CheckedClaim(claim, Checked(Verdict.NOT_FOUND, (Reason("no evidence", "", ""),), 0.0), None)
    hit, verdict = _best(checked)
    evidence = Evidence(records[hit.passage.document], hit.passage)
    quoted = check_quotations(claim.text, [hit.passage.text for hit, _ in checked])
    wrong = [quotation for quotation in quoted if not quotation.stands]
    if wrong:
        reasons = tuple(Reason("quotation", q.text, q.nearest or "") for q in wrong)
        verdict = Checked(Verdict.CONTRADICTED, (*reasons, *verdict.reasons), 0.0)
    findings, suggestion = _place(claim, verdict, evidence, wrong, records)
    return CheckedClaim(claim, verdict, evidence, findings, suggestion)


def _best(checked: Sequence[tuple[Found, Checked]]) -> tuple[Found, Checked]:
    """Return the passage that decides: what bears the claim out best, else the nearest that speaks against it."""
    best = max(checked, key=lambda pair: pair[1].score)
    if best[1].verdict is Verdict.SUPPORTED:
        return best
    nearest = [pair for pair in checked[:2] if pair[1].verdict is Verdict.CONTRADICTED]
    if nearest:
        return nearest[0]
    open_ones = [pair for pair in checked if pair[1].verdict is Verdict.NOT_CHECKED]
    return max(open_ones, key=lambda pair: pair[1].score) if open_ones else best


def _place(
    claim: DraftClaim,
    checked: Checked,
    evidence: Evidence,
    wrong: Sequence[Quotation],
    records: dict[str, DocumentRecord],
) -> tuple[tuple[str, ...], str | None]:
    """Compare the draft's citation with where the evidence stands."""
    where = f"{evidence.record.school or evidence.record.filename}, {evidence.record.dates_printed or 'no date'}, page "
    where += str(evidence.passage.page)
    findings = ["quotation"] if wrong else []
    suggestion = f"The nearest wording: “{wrong[0].nearest}”" if wrong and wrong[0].nearest else None
    if checked.verdict is not Verdict.SUPPORTED:
        return (*findings, *(() if claim.citations else ("uncited",))), suggestion
    if not claim.citations:
        return ("uncited",), f"Could cite: {where}"
    if not any(_fits(citation, evidence) for citation in claim.citations):
        return ("wrong page",), f"Stands in: {where}"
    newer = _newer(evidence.record, records)
    if newer is not None:
        return ("superseded",), f"A newer report is in the library: {newer.school}, {newer.dates_printed}"
    return (), None


def _fits(citation: DraftCitation, evidence: Evidence) -> bool:
    pages = {place.page for sentence in evidence.sentences for place in sentence.locators}
    labels = {place.label for sentence in evidence.sentences for place in sentence.locators if place.label}
    page = citation.page is None or citation.page in pages or str(citation.page) in labels
    start = evidence.record.start
    return page and (citation.year is None or start is None or start.year == citation.year)


def _newer(record: DocumentRecord, records: dict[str, DocumentRecord]) -> DocumentRecord | None:
    same = [r for r in records.values() if r.school and r.school == record.school and r.start and record.start]
    later = [r for r in same if r.start and record.start and r.start > record.start]
    return max(later, key=lambda r: str(r.start), default=None)


def report_lines(draft: CheckedDraft) -> list[str]:
    """Return a checked draft as lines for people: what needs attention first, then the counts."""
    lines: list[str] = []
    order = (Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.NOT_CHECKED, Verdict.SUPPORTED)
    checkable = [item for item in draft.claims if item.claim.unchecked is None]
    for item in sorted(checkable, key=lambda item: order.index(item.checked.verdict)):
        if item.checked.verdict is Verdict.SUPPORTED and not item.findings:
            continue
        lines.append(f"{item.checked.verdict.value.replace('_', ' ').upper()}: {item.claim.text}")
        lines += [f"    {reason.kind}: {reason.claim!r} / {reason.evidence!r}" for reason in item.checked.reasons[:3]]
        lines += [f"    {finding}" for finding in item.findings]
        lines += [f"    {item.suggestion}"] if item.suggestion else []
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in draft.summary.items())
    return [*lines, counts]


__all__ = ["CheckedClaim", "CheckedDraft", "DraftChecker", "Evidence", "report_lines"]
