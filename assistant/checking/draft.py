"""A reviewer's draft against a library: each claim with its verdict, its evidence and what would be right.

Finds evidence for each claim inside the school that it names, has the checker judge it, and compares the place with the
one that the draft cites. Shows nothing and changes nothing in the draft.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.checking.checker import Checked, Checker, Reason, Verdict
from assistant.checking.claims import DraftClaim, claims_of
from assistant.checking.outright import is_said_outright
from assistant.checking.places import Evidence, Finding, cited_records, compare_places, newer_report, place_words
from assistant.checking.quoted import Placed, Quoted, only_quotes
from assistant.names import anonymous, mentions
from assistant.search import Searcher
from ingest.documents import Document, Scope
from ingest.library import DocumentRecord, Library

PASSAGES = 4
"""Passages read for each claim. Chosen, not measured: the best of them decides."""
ELSEWHERE = 2
"""Passages of other schools read for a claim that its own school's documents do not bear out. Chosen."""
AT_ONCE = 16
"""Claims checked together."""
_LEAD = re.compile(
    r"^(?:(?:the )?(?:inspectors?|ofsted|(?:latest |most recent )?(?:inspection )?report)\s(?:also\s)?"
    r"(?:found|noted?|notes|says?|said|judged|reports?|reported|states?|stated|observed|concluded|saw|wrote)\s(?:that\s)?|"
    r"according to (?:the (?:latest |inspection )?report|inspectors|ofsted),?\s|"
    r"(?:at|in) the school,?\s|the school[’']s report (?:says|notes|states) that\s)",
    re.IGNORECASE,
)
"""Words before a statement that only say whose report it is: a report's own sentences do not repeat them."""
_DATED = re.compile(r"(?:in|as of|by) (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d),\s", re.IGNORECASE)

Progress = Callable[[int, int], None]
Judged = tuple[Evidence, Checked]


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One statement of the draft and what became of it; `evidence` is the passage that the verdict rests on."""

    claim: DraftClaim
    checked: Checked
    evidence: Evidence | None
    findings: tuple[str, ...] = ()
    """What is wrong with its place: the values of `Finding`."""
    suggestion: str | None = None


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
            | {finding.value.replace(" ", "_"): findings[finding.value] for finding in Finding}
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A claim with what it is about: its words as they are checked, the documents cited, those it may stand in."""

    claim: DraftClaim
    words: str
    cited: tuple[DocumentRecord, ...]
    own: tuple[DocumentRecord, ...]
    """The documents of the schools that it, its citation or the heading above names; empty if none is named."""


class DraftChecker:
    """Checks drafts against a library."""

    def __init__(self, library: Library, searcher: Searcher, checker: Checker) -> None:
        self._library = library
        self._searcher = searcher
        self._checker = checker
        self._quoted = Quoted(library)

    def check(self, draft: Document, progress: Progress | None = None) -> CheckedDraft:
        """Check every statement of a draft; `progress` is told how many of how many are done."""
        records = self._library.documents()
        asked = _asked(draft, records)
        done: list[CheckedClaim] = []
        for start in range(0, len(asked), AT_ONCE):
            done += self._check(asked[start : start + AT_ONCE], records)
            if progress:
                progress(len(done), len(asked))
        return CheckedDraft(tuple(done))

    def _check(self, asked: Sequence[_Asked], records: Sequence[DocumentRecord]) -> list[CheckedClaim]:
        found = [self._evidence(item, records) for item in asked]
        judged = self._judge(list(zip(asked, found, strict=True)))
        open_ones = [
            place
            for place, (item, listed) in enumerate(zip(asked, judged, strict=True))
            if item.claim.citations and listed and not any(c.verdict is Verdict.SUPPORTED for _, c in listed)
        ]
        # What its own school does not bear out may stand word for word in another's report.
        elsewhere = self._judge([(asked[place], self._elsewhere(asked[place], records)) for place in open_ones])
        outside = dict(zip(open_ones, elsewhere, strict=True))
        return [
            self._decided(item, listed, outside.get(place, []), records)
            for place, (item, listed) in enumerate(zip(asked, judged, strict=True))
        ]

    def _judge(self, found: Sequence[tuple[_Asked, Sequence[Evidence]]]) -> list[list[Judged]]:
        pairs = [(evidence.passage.text, item.words) for item, listed in found for evidence in listed]
        checked = iter(self._checker.check(pairs))
        return [[(evidence, next(checked)) for evidence in listed] for _, listed in found]

    def _evidence(self, item: _Asked, records: Sequence[DocumentRecord]) -> list[Evidence]:
        """Return the passages nearest to a claim in the documents that it may stand in; those of the page cited first.

        Where a passage says the claim outright, those that do are enough.
        """
        if item.claim.unchecked is not None:
            return []
        by_id = {record.id: record for record in records}
        documents = frozenset(record.id for record in item.own) or None
        hits = self._searcher.search(item.words, PASSAGES, Scope(documents))
        passages = {hit.passage.id: hit.passage for hit in hits}
        for record in item.cited:
            for passage in self._library.passages_of(record.id):
                if any(citation.covers(passage.page) for citation in item.claim.citations) and is_said_outright(
                    item.words, passage.text
                ):
                    passages[passage.id] = passage
        listed = [Evidence(by_id[passage.document], passage) for passage in passages.values()]
        return [e for e in listed if is_said_outright(item.words, e.passage.text)] or listed

    def _elsewhere(self, item: _Asked, records: Sequence[DocumentRecord]) -> list[Evidence]:
        by_id = {record.id: record for record in records}
        others = frozenset(by_id) - {record.id for record in item.own}
        if not item.own or not others:
            return []
        hits = self._searcher.search(item.words, ELSEWHERE, Scope(others))
        return [
            Evidence(by_id[hit.passage.document], hit.passage)
            for hit in hits
            if is_said_outright(item.words, hit.passage.text)
        ]

    def _decided(
        self, item: _Asked, judged: Sequence[Judged], outside: Sequence[Judged], records: Sequence[DocumentRecord]
    ) -> CheckedClaim:
        claim = item.claim
        if claim.unchecked is not None:
            reason = Reason(claim.unchecked, claim.text, "")
            return CheckedClaim(claim, Checked(Verdict.NOT_CHECKED, (reason,), 0.0), None)
        if not judged:
            return CheckedClaim(claim, Checked(Verdict.NOT_FOUND, (Reason("no evidence", "", ""),), 0.0), None)
        evidence, checked = _best(judged)
        placed = self._quoted.look_up(claim.text, item.cited or item.own, records)
        checked = _with_quotations(checked, claim, placed)
        found = _quotation_findings(item, placed) or _placed(item, checked, judged, outside, records)
        if Finding.WRONG_SCHOOL in found[0] and outside and checked.verdict is not Verdict.CONTRADICTED:
            evidence = outside[0][0]
        return CheckedClaim(claim, checked, evidence, found[0], found[1])


def _asked(draft: Document, records: Sequence[DocumentRecord]) -> list[_Asked]:
    """Return every claim with the documents that it is about; a heading's school holds for what stands under it."""
    names = sorted({record.school for record in records if record.school})
    result: list[_Asked] = []
    heading: tuple[str, ...] = ()
    for claim in claims_of(draft, names):
        here = tuple(name for mention in mentions(claim.text, names) for name in mention.names)
        if claim.unchecked == _HEADING:
            heading = here
        cited = cited_records(claim.citations, " ".join((claim.text, *heading)), records)
        named = set(here) | {record.school for record in cited if record.school} or set(heading)
        own = tuple(record for record in records if record.school in named) if named else ()
        words = words_of(_undated(claim.text, cited), names)
        result.append(_Asked(claim, words, tuple(cited), tuple(dict.fromkeys([*own, *cited]))))
    return result


def _undated(text: str, cited: Sequence[DocumentRecord]) -> str:
    """Return a claim without "In 2016, " where that is the year of the report cited: it need not say its own."""
    match = _DATED.match(text)
    years = {str(record.start.year) for record in cited if record.start}
    return text[match.end() :] if match and match["year"] in years else text


_HEADING = "a heading"


def words_of(text: str, names: Sequence[str]) -> str:
    """Return a claim as it is held against evidence: without the school's name and without "inspectors found that"."""
    plain = anonymous(text, mentions(text, names))
    for _ in range(2):
        plain = _LEAD.sub("", plain).lstrip(" ,")
    return plain[:1].upper() + plain[1:] if plain else text


def _best(judged: Sequence[Judged]) -> Judged:
    """Return the passage that decides: what bears the claim out best, else the nearest that speaks against it."""
    best = max(judged, key=lambda pair: pair[1].score)
    if best[1].verdict is Verdict.SUPPORTED:
        return best
    nearest = [pair for pair in judged[:2] if pair[1].verdict is Verdict.CONTRADICTED]
    if nearest:
        return nearest[0]
    open_ones = [pair for pair in judged if pair[1].verdict is Verdict.NOT_CHECKED]
    return max(open_ones, key=lambda pair: pair[1].score) if open_ones else best


def _with_quotations(checked: Checked, claim: DraftClaim, placed: Sequence[Placed]) -> Checked:
    """Return the verdict as the claim's quotations change it: altered words are shown beside the true ones."""
    wrong = [one.quotation for one in placed if not one.quotation.stands]
    if wrong:
        reasons = tuple(Reason(Finding.QUOTATION.value, q.text, q.nearest or "") for q in wrong)
        verdict = Verdict.CONTRADICTED if all(q.nearest for q in wrong) else Verdict.NOT_FOUND
        return Checked(verdict, (*reasons, *checked.reasons), 0.0)
    notes = tuple(Reason(note, one.quotation.text, "") for one in placed for note in one.quotation.notes)
    if placed and only_quotes(claim.text) and checked.verdict is not Verdict.SUPPORTED:
        said = tuple(Reason("stands word for word", one.quotation.text, one.quotation.text) for one in placed)
        return Checked(Verdict.SUPPORTED, (*said, *notes), 1.0)
    return Checked(checked.verdict, (*checked.reasons, *notes), checked.score)


def _quotation_findings(item: _Asked, placed: Sequence[Placed]) -> tuple[tuple[str, ...], str | None] | None:
    """Return what is wrong with quotations: the words, or the place that they are said to stand in."""
    wrong = [one.quotation for one in placed if not one.quotation.stands]
    if wrong:
        nearest = next((q.nearest for q in wrong if q.nearest), None)
        findings = (Finding.QUOTATION.value, *(() if item.claim.citations else (Finding.UNCITED.value,)))
        return findings, f"The nearest wording: “{nearest}”" if nearest else None
    for one in placed:
        if one.record is None or one.page is None:
            continue
        where = f"Stands in: {place_words(one.record, one.page)}"
        if item.cited and one.record not in item.cited:
            same = one.record.school in {record.school for record in item.cited}
            return ((Finding.WRONG_DOCUMENT if same else Finding.WRONG_SCHOOL).value,), where
        paged = [citation for citation in item.claim.citations if citation.page is not None]
        if item.cited and paged and not any(citation.covers(one.page) for citation in paged):
            return (Finding.WRONG_PAGE.value,), where
    return None


def _placed(
    item: _Asked,
    checked: Checked,
    judged: Sequence[Judged],
    outside: Sequence[Judged],
    records: Sequence[DocumentRecord],
) -> tuple[tuple[str, ...], str | None]:
    """Compare the draft's citation with where the evidence stands."""
    supporting = [evidence for evidence, one in judged if one.verdict is Verdict.SUPPORTED]
    citations = item.claim.citations
    if not citations:
        best = max(judged, key=lambda pair: pair[1].score) if supporting else None
        return (Finding.UNCITED.value,), f"Could cite: {best[0].where}" if best else None
    if checked.verdict is not Verdict.SUPPORTED or not supporting:
        found = [evidence for evidence, one in outside if one.verdict is Verdict.SUPPORTED]
        return ((Finding.WRONG_SCHOOL.value,), f"Stands in: {found[0].where}") if found else ((), None)
    wrong = compare_places(citations, item.cited, supporting)
    if wrong is not None:
        return (wrong[0].value,), wrong[1]
    used = [evidence.record for evidence in supporting if not item.cited or evidence.record in item.cited]
    newer = [newer_report(record, item.claim.text, records) for record in used]
    # One report that nothing follows is enough: the claim still holds there.
    if newer and all(record is not None for record in newer):
        last = newer[0]
        return (Finding.SUPERSEDED.value,), f"A newer report is in the library: {last.school}, {last.dates_printed}"  # type: ignore[union-attr]
    return (), None


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
    apart = [item.claim for item in draft.claims if item.claim.unchecked]
    lines += [f"set apart ({claim.unchecked}): {claim.text}" for claim in apart if claim.unchecked != _HEADING]
    counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in draft.summary.items())
    return [*lines, counts]


__all__ = ["CheckedClaim", "CheckedDraft", "DraftChecker", "Evidence", "report_lines"]
