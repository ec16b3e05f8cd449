"""A reviewer's draft against a library: each claim with its verdict, its evidence and what would be right.

Finds evidence for each claim inside the school that it names, has the checker judge it, and compares the place with the
one that the draft cites. Shows nothing and changes nothing in the draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checking.checker import Checker, plainly
from assistant.checking.claims.claims import HEADING, TABLE_HEADING
from assistant.checking.claims.dating import speaks_of_later
from assistant.checking.drafts.across_reports import Counted
from assistant.checking.drafts.opposition import Opposition, Otherwise
from assistant.checking.drafts.places import (
    PlaceFinding,
    VerdictPassage,
    compare_places,
    on_page,
)
from assistant.checking.drafts.placing import Judged, placed_findings, quotation_findings
from assistant.checking.drafts.record_verdicts import CheckedClaim, RecordVerdicts
from assistant.checking.drafts.retrieval import Gatherer
from assistant.checking.drafts.scope import AskedClaim, asked_of
from assistant.checking.drafts.telling import told
from assistant.checking.guard import CLOSE, guarded, nearest
from assistant.checking.plain import NAMED, SEVERAL, against_lines, reason_lines
from assistant.checking.quotations.lookup import Placed, QuotationLookup, only_quotes
from assistant.checking.verdict import OUTRIGHT, Checked, Reason, Verdict
from assistant.schools.register import Register, register_of
from assistant.search import Searcher
from ingest.documents import Document
from ingest.library import DocumentRecord, Library

AT_ONCE = 32
"""Claims checked together."""

NO_EVIDENCE = Reason("no evidence", "", "")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All statements of a draft, checked."""

    claims: tuple[CheckedClaim, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many claims have each verdict, how many were not checkable, and how many have each finding."""
        checkable = [item for item in self.claims if item.claim.unchecked is None]
        verdicts = Counter(item.checked.verdict.value for item in checkable)
        findings = Counter(finding for item in checkable for finding in item.findings)
        counted = {verdict.value: verdicts[verdict.value] for verdict in Verdict}
        return (
            {"claims": len(checkable), "set_apart": len(self.claims) - len(checkable)}
            | counted
            | {finding.value.replace(" ", "_"): findings[finding.value] for finding in PlaceFinding}
        )


class DraftChecker:
    """Checks drafts against a library."""

    def __init__(self, library: Library, searcher: Searcher, checker: Checker) -> None:
        self._library = library
        self._gather = Gatherer(library, searcher)
        self._checker = checker
        self._quoted = QuotationLookup(library)
        self._placed: dict[AskedClaim, list[Placed]] = {}
        self._records = RecordVerdicts(library, self._gather)
        self._counted = Counted(library, self._gather)
        self._opposition = Opposition(self._gather)

    def check(self, draft: Document, progress: Progress | None = None) -> CheckedDraft:
        """Check every statement of a draft; `progress` is told how many of how many are done."""
        documents = self._library.documents()
        asked, register = asked_of(draft, documents), register_of(documents)
        records = register.shown(documents)
        done: list[CheckedClaim] = []
        for start in range(0, len(asked), AT_ONCE):
            done += self._check(asked[start : start + AT_ONCE], records, register)
            if progress:
                progress(len(done), len(asked))
        return CheckedDraft(tuple(done))

    def _check(
        self, asked: Sequence[AskedClaim], records: Sequence[DocumentRecord], register: Register
    ) -> list[CheckedClaim]:
        early = [self._early(item, records, register) for item in asked]
        left = [item for item, known in zip(asked, early, strict=True) if known is None]
        judged = self._judge_nearest_first(left, self._gather.evidence(left, records))
        open_ones = [
            place
            for place, (item, listed) in enumerate(zip(left, judged, strict=True))
            if item.claim.citations and listed and not any(c.verdict is Verdict.SUPPORTED for _, c in listed)
        ]
        # What its own school does not bear out may stand word for word in another's report.
        elsewhere = self._judge([(left[place], self._gather.elsewhere(left[place], records)) for place in open_ones])
        outside = dict(zip(open_ones, elsewhere, strict=True))
        decided = iter(
            self._decided(item, listed, outside.get(place, []), records)
            for place, (item, listed) in enumerate(zip(left, judged, strict=True))
        )
        found = [known or next(decided) for known in early]
        return [told(item, checked) for item, checked in zip(asked, found, strict=True)]

    def _early(self, item: AskedClaim, records: Sequence[DocumentRecord], register: Register) -> CheckedClaim | None:
        """Return the verdict on what needs no reading: set apart, a row of a record, a quotation and nothing else."""
        claim = item.claim
        if claim.unchecked is not None:
            reason = Reason(claim.unchecked, claim.text, "")
            return CheckedClaim(claim, Checked(Verdict.NOT_CHECKED, (reason,), 0.0), None)
        recorded = self._records.judge(item, records) or self._counted.judge(item, records, register)
        if recorded is not None:
            return recorded
        placed = self._placed_quotations(item, records)
        first = placed[0] if placed else None
        if first is None or first.record is None or first.page is None:
            return None
        cited, names = item.cited or item.own, sorted({*register.names, *register.labels})
        if not all(one.quotation.stands for one in placed) or not only_quotes(claim.text, cited, names):
            return None
        said = tuple(Reason("stands word for word", one.quotation.text, one.quotation.text) for one in placed)
        notes = tuple(Reason(note, one.quotation.text, "") for one in placed for note in one.quotation.notes)
        evidence = self._gather.on_page(first.record, first.page, first.quotation.text)
        if evidence is None:
            return None
        checked = Checked(Verdict.SUPPORTED, (*said, *notes), 1.0)
        found = quotation_findings(item, placed) or placed_findings(item, checked, [(evidence, checked)], (), records)
        if not item.holds(first.record) or (item.own and first.record not in item.own):
            # Words of another school, or of another year, bear nothing out.
            other = (Reason(NAMED, name, first.record.school or "") for name in item.schools[:1])
            checked = Checked(Verdict.NOT_FOUND, (*(() if first.record in item.own else other), *notes), 0.1)
        return CheckedClaim(claim, checked, evidence, found[0], found[1])

    def _placed_quotations(self, item: AskedClaim, records: Sequence[DocumentRecord]) -> list[Placed]:
        if item not in self._placed:  # the nearest wording to an altered quotation takes a while to find
            found = self._quoted.look_up(item.claim.text, item.cited or item.own, records, item.cites_page)
            self._placed[item] = found
        return self._placed[item]

    def _judge_nearest_first(
        self, asked: Sequence[AskedClaim], found: Sequence[Sequence[VerdictPassage]]
    ) -> list[list[Judged]]:
        """Judge the nearest passage of each claim, and the others where it does not settle the matter.

        It does where it bears the claim out on a page that the draft cites: nothing in another passage takes that away.
        """
        first = self._judge([(item, listed[:1]) for item, listed in zip(asked, found, strict=True)])
        others = iter(
            self._judge(
                [
                    (item, () if _settled(item, read) else listed[1:])
                    for item, listed, read in zip(asked, found, first, strict=True)
                ]
            )
        )
        return [[*read, *next(others)] for read in first]

    def _judge(self, found: Sequence[tuple[AskedClaim, Sequence[VerdictPassage]]]) -> list[list[Judged]]:
        """Have passages judged; for a claim about several reports only what says it outright counts."""
        read = [(item, evidence) for item, listed in found for evidence in listed if not item.counts_reports]
        checked = iter(self._checker.check([(evidence.passage.text, item.words) for item, evidence in read]))
        return [
            [
                (
                    evidence,
                    _of_several(item, evidence) if item.counts_reports else _guarded(item, evidence, next(checked)),
                )
                for evidence in listed
            ]
            for item, listed in found
        ]

    def _decided(
        self, item: AskedClaim, judged: Sequence[Judged], outside: Sequence[Judged], records: Sequence[DocumentRecord]
    ) -> CheckedClaim:
        claim = item.claim
        if not judged:
            return CheckedClaim(claim, Checked(Verdict.NOT_FOUND, (NO_EVIDENCE,), 0.0), None)
        evidence, checked = self._verdict(item, judged)
        against = self._otherwise(item, evidence, checked, judged, records)
        if against and checked.score < OUTRIGHT and against.evidence.record == evidence.record:
            # What a model only takes for likely does not stand against words of the same report that conflict.
            evidence, checked, against = against.evidence, against.verdict, None
        if item.unclear and checked.verdict is Verdict.CONTRADICTED:  # it may be true of the other school of that name
            checked = Checked(Verdict.NOT_CHECKED, checked.reasons, 0.5)
        placed = self._placed_quotations(item, records)
        checked = _with_quotations(checked, placed)
        found = quotation_findings(item, placed) or placed_findings(
            item, checked, judged, outside, records, self._gather.cited(item)
        )
        if PlaceFinding.WRONG_SCHOOL in found[0] and outside and checked.verdict is not Verdict.CONTRADICTED:
            evidence = outside[0][0]
        if item.cites_others and checked.verdict is Verdict.SUPPORTED:
            checked = Checked(Verdict.NOT_FOUND, (Reason(NAMED, item.schools[0], evidence.record.school or ""),), 0.1)
            found = (PlaceFinding.WRONG_SCHOOL.value,), f"Stands in: {evidence.where}"
        against = against if checked.verdict is Verdict.SUPPORTED else None
        findings = (*found[0], *((PlaceFinding.OTHERWISE.value,) if against else ()))
        return CheckedClaim(claim, checked, evidence, findings, found[1], against)

    def _verdict(self, item: AskedClaim, judged: Sequence[Judged]) -> Judged:
        """Return the passage that decides: of the reports cited, where the draft says which.

        What another report bears out is told as the place where it stands; the report cited may deny it.
        """
        inside = [pair for pair in judged if item.holds(pair[0].record)]
        if len(inside) == len(judged):
            return _best(item, judged)
        best = _best(item, inside) if inside else (judged[0][0], Checked(Verdict.NOT_FOUND, (NO_EVIDENCE,), 0.0))
        if best[1].verdict is Verdict.SUPPORTED or not any(c.verdict is Verdict.SUPPORTED for _, c in judged):
            return best
        denied = self._opposition.in_these(item, item.cited)
        return (denied.evidence, denied.verdict) if denied else best

    def _otherwise(
        self,
        item: AskedClaim,
        evidence: VerdictPassage,
        checked: Checked,
        judged: Sequence[Judged],
        records: Sequence[DocumentRecord],
    ) -> Otherwise | None:
        if checked.verdict is not Verdict.SUPPORTED:
            return None
        return self._opposition.to(item, evidence.record, judged, records)


def _settled(item: AskedClaim, judged: Sequence[Judged]) -> bool:
    """Return whether passages bear a claim out where the draft says that it stands, in one document."""
    if len(item.cited) != 1:
        return False
    supporting = [evidence for evidence, checked in judged if checked.verdict is Verdict.SUPPORTED]
    return bool(supporting) and compare_places(item.claim.citations, item.cited, supporting) is None


def _of_several(item: AskedClaim, evidence: VerdictPassage) -> Checked:
    """Return the verdict of one passage on a claim about several reports."""
    known = plainly(evidence.passage.text, item.words)
    if known is not None and known.verdict is Verdict.SUPPORTED:
        return known
    return Checked(Verdict.NOT_CHECKED, (Reason(SEVERAL, "", ""),), 0.5)


def _guarded(item: AskedClaim, evidence: VerdictPassage, checked: Checked) -> Checked:
    """Return a verdict on one passage as it counts for the draft: open where the passage speaks of something else."""
    sentences = [sentence.text for sentence in evidence.sentences]
    found = guarded(item.words, item.lead, evidence.passage.text, sentences, checked)
    if found.verdict is Verdict.SUPPORTED and found.score < OUTRIGHT and _is_beside(item, evidence):
        return Checked(Verdict.NOT_CHECKED, found.reasons, found.score)
    if found.verdict is Verdict.CONTRADICTED and evidence.record not in item.cited:
        # What was so before says nothing against what came after: "since March 2016" of one head, "2021" of the next.
        return (
            Checked(Verdict.NOT_CHECKED, found.reasons, 0.5) if speaks_of_later(item.words, evidence.record) else found
        )
    return found


def _near(item: AskedClaim, evidence: VerdictPassage) -> float:
    return nearest(item.words, [sentence.text for sentence in evidence.sentences])


def _is_on_page(item: AskedClaim, evidence: VerdictPassage) -> bool:
    return evidence.record in item.cited and any(on_page(citation, evidence) for citation in item.claim.citations)


def _is_beside(item: AskedClaim, evidence: VerdictPassage) -> bool:
    """Say whether a passage stands on another page than those cited, and no sentence of it has most of a claim's words.

    A model's word for it is not enough there: it takes any praise of the same matter for what is claimed.
    """
    paged = any(citation.page is not None for citation in item.claim.citations)
    if not paged or evidence.record not in item.cited or _is_on_page(item, evidence):
        return False
    return _near(item, evidence) < CLOSE


def _best(item: AskedClaim, judged: Sequence[Judged]) -> Judged:
    """Return the passage that decides: what bears the claim out best, else the nearest that speaks against it.

    A sentence of the page cited that comes as near goes before one that conflicts elsewhere and is about other things.
    """
    best = max(judged, key=lambda pair: pair[1].score)
    if best[1].verdict is Verdict.SUPPORTED:
        return best
    against = [pair for pair in judged[:2] if pair[1].verdict is Verdict.CONTRADICTED]
    on_it = [pair for pair in judged if _is_on_page(item, pair[0])]
    if against and not any(_near(item, pair[0]) >= _near(item, against[0][0]) for pair in on_it if pair not in against):
        return against[0]
    open_ones = [pair for pair in judged if pair[1].verdict is Verdict.NOT_CHECKED]
    return max(open_ones, key=lambda pair: pair[1].score) if open_ones else best


def _with_quotations(checked: Checked, placed: Sequence[Placed]) -> Checked:
    """Return the verdict as the claim's quotations change it: altered words are shown beside the true ones."""
    wrong = [one.quotation for one in placed if not one.quotation.stands]
    if wrong:
        reasons = tuple(Reason(PlaceFinding.QUOTATION.value, q.text, q.nearest or "") for q in wrong)
        verdict = Verdict.CONTRADICTED if all(q.nearest for q in wrong) else Verdict.NOT_FOUND
        return Checked(verdict, (*reasons, *checked.reasons), 0.0)
    notes = tuple(Reason(note, one.quotation.text, "") for one in placed for note in one.quotation.notes)
    return Checked(checked.verdict, (*checked.reasons, *notes), checked.score)


def otherwise_lines(item: CheckedClaim) -> list[str]:
    """Return what says otherwise than the passage that bears a claim out, for people; often nothing."""
    against = item.otherwise
    if against is None:
        return []
    return against_lines(against.evidence.where, against.sentence, against.reasons, item.claim.text)


def report_lines(draft: CheckedDraft) -> list[str]:
    """Return a checked draft as lines for people: what needs attention first, then the counts."""
    lines: list[str] = []
    order = (Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.NOT_CHECKED, Verdict.SUPPORTED)
    checkable = [item for item in draft.claims if item.claim.unchecked is None]
    for item in sorted(checkable, key=lambda item: order.index(item.checked.verdict)):
        if item.checked.verdict is Verdict.SUPPORTED and not item.findings:
            continue
        lines.append(f"{item.checked.verdict.value.replace('_', ' ').upper()}: {item.claim.text}")
        passage = item.evidence.passage.text if item.evidence else ""
        why = reason_lines(item.checked.verdict, item.checked.reasons, item.claim.text, passage)
        lines += [f"    {line}" for line in why]
        lines += [f"    {line}" for line in otherwise_lines(item)]
        lines += [f"    {finding}" for finding in item.findings]
        lines += [f"    {item.suggestion}"] if item.suggestion else []
    apart = [item.claim for item in draft.claims if item.claim.unchecked not in (None, HEADING, TABLE_HEADING)]
    lines += [f"set apart ({claim.unchecked}): {claim.text}" for claim in apart]
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in draft.summary.items())
    return [*lines, counts]


__all__ = ["CheckedClaim", "CheckedDraft", "DraftChecker", "VerdictPassage", "report_lines"]
