"""A checked draft as a value that can be kept, shown and exported: its claims, verdicts, evidence and decisions.

Turns what the checker returns into plain values and says which claims need attention. Judges nothing itself, and
keeps nothing: `assistant.reviewing.queue` does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from assistant.checking.drafts.draft import CheckedClaim, CheckedDraft, VerdictPassage
from assistant.checking.drafts.opposition import Otherwise
from assistant.checking.plain import UNSTATED, WHOLE, against_lines, reason_lines
from assistant.checking.verdict import Reason, Verdict
from ingest.documents import BlockKind, Document, Page, Sentence
from ingest.phrases import how_many
from ingest.words import stems

VERDICT_WORDS: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "Supported",
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.NOT_FOUND: "Not found",
    Verdict.NOT_CHECKED: "Could not be checked",
}
ATTENTION = (Verdict.CONTRADICTED, Verdict.NOT_FOUND, Verdict.NOT_CHECKED, Verdict.SUPPORTED)
"""Verdicts in the order in which a reviewer wants to see them."""
FINDING_WORDS: Mapping[str, tuple[str, str]] = {
    "uncited": ("uncited", "uncited"),
    "superseded": ("cites a superseded report", "cite a superseded report"),
    "wrong date": ("cites a wrong date", "cite a wrong date"),
    "wrong page": ("cites another place than where it stands", "cite another place than where they stand"),
    "wrong document": ("cites the wrong document", "cite the wrong document"),
    "wrong school": ("cites the wrong school", "cite the wrong school"),
    "quotation": ("has an altered quotation", "have an altered quotation"),
    "said otherwise": ("said otherwise elsewhere", "said otherwise elsewhere"),
}
"""Findings for people: of one claim, and of several. One that is not listed is shown by its own name."""
COMMENT = "Comment by "
"""How the reader begins the row of a comment; comments are about the draft and no part of what it claims."""


@dataclass(frozen=True, slots=True)
class VerdictSource:
    """The passage that a verdict rests on. `decisive` is the place of its deciding sentence among `sentences`."""

    document: str
    fingerprint: str
    file: str
    title: str
    school: str | None
    start: date | None
    date_printed: str | None
    format: str
    heading: str | None
    sentences: tuple[Sentence, ...]
    decisive: int

    @property
    def sentence(self) -> Sentence:
        """The deciding sentence."""
        return self.sentences[self.decisive]

    @property
    def text(self) -> str:
        """The whole passage."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def where(self) -> str:
        """School, date and page, for people."""
        place = self.sentence.locators[0]
        parts = (self.school or self.title, self.date_printed, f"{place.unit.value} {place.page}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Against:
    """A place that says otherwise than the source of a supported claim, and the words that conflict."""

    source: VerdictSource
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided about a claim. `stale`: source or verdict have changed since."""

    verdict: Verdict
    was: Verdict
    reason: str
    author: str
    at: datetime
    stale: bool = False

    @property
    def accepts(self) -> bool:
        """Whether the reviewer agrees with the checker."""
        return self.verdict is self.was

    @property
    def words(self) -> str:
        """The decision as one line."""
        said = f"accepted “{_low(self.was)}”" if self.accepts else f"overrode with “{_low(self.verdict)}”"
        return f"{said}{f' – {self.reason}' if self.reason else ''}"


def _low(verdict: Verdict) -> str:
    return VERDICT_WORDS[verdict].lower()


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One sentence of a draft with its verdict. `set_apart` says why it is not checkable, or is None."""

    number: int
    text: str
    written: str
    page: int
    paragraph: int | None
    set_apart: str | None
    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]
    findings: tuple[str, ...]
    suggestion: str | None
    citations: tuple[str, ...]
    source: VerdictSource | None
    decisions: tuple[Decision, ...] = ()
    stale: bool = False
    against: Against | None = None

    @property
    def needs_attention(self) -> bool:
        """Whether a person has to look: it is checkable, and not plainly supported where it is cited."""
        return self.set_apart is None and (self.verdict is not Verdict.SUPPORTED or bool(self.findings) or self.stale)

    @property
    def decided(self) -> bool:
        """Whether some reviewer has decided, and about what is shown now."""
        return any(not decision.stale for decision in self.decisions)

    @property
    def kind_word(self) -> str:
        """The verdict for people; why not, where the sentence is not checkable."""
        return VERDICT_WORDS[self.verdict] if self.set_apart is None else f"Set apart: {self.set_apart}"


@dataclass(frozen=True, slots=True)
class Review:
    """A checked draft with what reviewers decided. `id` is the SHA-256 of the draft's bytes."""

    id: str
    filename: str
    media_type: str
    items: tuple[ReviewItem, ...]
    checked_at: datetime
    checked_by: str
    seconds: float | None = field(default=None, compare=False)

    @property
    def checkable(self) -> tuple[ReviewItem, ...]:
        """The claims, without what is set apart."""
        return tuple(item for item in self.items if item.set_apart is None)

    def item(self, number: int) -> ReviewItem | None:
        """Return the sentence with this number."""
        return self.items[number - 1] if 1 <= number <= len(self.items) else None

    @property
    def by_attention(self) -> tuple[ReviewItem, ...]:
        """The claims, those that need attention first: contradicted, not found, not checked, then the rest."""
        return tuple(sorted(self.checkable, key=_urgency))


def _urgency(item: ReviewItem) -> tuple[bool, int, int]:
    return not item.needs_attention, ATTENTION.index(item.verdict), item.number


def summary_words(review: Review) -> str:
    """Return the counts of a review as a sentence: "84 claims: 71 supported, 4 contradicted …; 6 uncited"."""
    claims = review.checkable
    verdicts = Counter(item.verdict for item in claims)
    said = ", ".join(f"{verdicts[v]} {VERDICT_WORDS[v].lower()}" for v in (ATTENTION[3], *ATTENTION[:3]) if verdicts[v])
    findings = Counter(finding for item in claims for finding in item.findings)
    parts = [f"{how_many(len(claims), 'claim')}{f': {said}' if said else ''}"]
    parts += [f"{count} {finding_words(name, count)}" for name, count in findings.items()]
    stale = sum(item.stale for item in claims)
    decided = sum(item.decided for item in claims)
    parts += [f"{stale} stale"] if stale else []
    parts += [f"{decided} decided by a reviewer"] if decided else []
    return "; ".join(parts) + "."


def finding_words(name: str, count: int = 1) -> str:
    """Return a finding for people."""
    one, many = FINDING_WORDS.get(name, (name, name))
    return one if count == 1 else many


def reason_words(item: ReviewItem) -> list[str]:
    """Return why a claim has its verdict, for people, a sentence a line."""
    lines = reason_lines(item.verdict, item.reasons, item.text, item.source.text if item.source else "")
    if item.against is None:
        return lines
    found = item.against.source
    return [*lines, *against_lines(found.where, found.sentence.text, item.against.reasons, item.text)]


def without_comments(draft: Document) -> Document:
    """Return a draft without the rows of its comments: they are about the draft, so they are not checked."""
    return replace(draft, pages=tuple(_without_comments(page) for page in draft.pages))


def _without_comments(page: Page) -> Page:
    kept = tuple(
        block
        for block in page.blocks
        if not (block.kind is BlockKind.TABLE_ROW and block.span.of(page.text).startswith(COMMENT))
    )
    return replace(page, blocks=kept)


def items_of(checked: CheckedDraft) -> tuple[ReviewItem, ...]:
    """Return a checked draft's sentences as values to keep and show."""
    return tuple(_item(number, claim) for number, claim in enumerate(checked.claims, start=1))


def _item(number: int, checked: CheckedClaim) -> ReviewItem:
    claim, place = checked.claim, checked.claim.locator
    return ReviewItem(
        number=number,
        text=claim.text,
        written=claim.written,
        page=place.page,
        paragraph=place.paragraph,
        set_apart=claim.unchecked,
        verdict=checked.checked.verdict,
        score=checked.checked.score,
        reasons=checked.checked.reasons,
        findings=checked.findings,
        suggestion=checked.suggestion,
        citations=tuple(citation.shown for citation in claim.citations),
        source=_source(checked.evidence, claim.text, checked.checked.reasons) if checked.evidence else None,
        against=_against(checked.otherwise) if checked.otherwise else None,
    )


def _against(found: Otherwise) -> Against:
    quoted = Reason("sentence", "", found.sentence)
    return Against(_source(found.evidence, found.sentence, (quoted,)), found.reasons)


def _source(evidence: VerdictPassage, claim: str, reasons: Sequence[Reason]) -> VerdictSource:
    record, passage = evidence.record, evidence.passage
    return VerdictSource(
        document=record.id,
        fingerprint=record.fingerprint,
        file=record.filename,
        title=record.title or record.filename,
        school=record.school,
        start=record.start,
        date_printed=record.dates_printed,
        format=record.format.value,
        heading=passage.heading,
        sentences=passage.sentences,
        decisive=_decisive(claim, reasons, passage.sentences),
    )


def _decisive(claim: str, reasons: Sequence[Reason], sentences: Sequence[Sentence]) -> int:
    """Return which sentence decides: the one that the reasons quote, else the one that shares most words."""
    for reason in sorted(reasons, key=lambda reason: -len(reason.evidence)):
        for place, sentence in enumerate(sentences):
            if reason.evidence and reason.kind in ("sentence", "meaning") and reason.evidence in sentence.text:
                return place
    words = set(stems(claim))
    shared = [len(words & set(stems(sentence.text))) for sentence in sentences]
    return shared.index(max(shared))


__all__ = [
    "ATTENTION",
    "Against",
    "Decision",
    "ReviewItem",
    "Review",
    "VerdictSource",
    "UNSTATED",
    "VERDICT_WORDS",
    "WHOLE",
    "finding_words",
    "items_of",
    "reason_words",
    "summary_words",
    "without_comments",
]
