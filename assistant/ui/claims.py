"""The Check tab as HTML: progress, summary and exports, the list of claims, one claim, its evidence.

Makes HTML from values and asks nothing. Filtering and the keyboard are the browser's (`check.js`), from the `data-`
attributes written here. Every text of a draft, a document or a person is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation, Source
from assistant.checking.claims.claims import HEADING, TABLE_HEADING
from assistant.checking.verdict import Verdict
from assistant.reviewing.exports import FORMS
from assistant.reviewing.review import (
    ATTENTION,
    VERDICT_WORDS,
    Decision,
    Review,
    ReviewItem,
    finding_words,
    reason_words,
    summary_words,
)
from assistant.ui.evidence import OpenCitation, page_of, text
from assistant.ui.marks import claim_marks, evidence_marks, marked
from assistant.ui.notices import status
from assistant.ui.patterns_html import progress_bar
from assistant.writing.times import moment
from ingest.library.reviews import DraftRecord
from ingest.phrases import person
from ingest.readers.word import MEDIA_TYPE as WORD

ICONS = {Verdict.SUPPORTED: "✓", Verdict.CONTRADICTED: "✕", Verdict.NOT_FOUND: "○", Verdict.NOT_CHECKED: "?"}
FORM_WORDS = {".docx": "Word with comments", ".xlsx": "Excel", ".csv": "CSV", ".md": "Markdown report"}
HINT = (
    '<p class="keys"><kbd>j</kbd> <kbd>k</kbd> or arrows: next, previous · <kbd>Enter</kbd>: show the evidence · '
    "<kbd>a</kbd>: accept · <kbd>o</kbd>: override</p>"
)
NOTHING_CHECKED = (
    '<div class="card empty"><h2>No draft checked yet</h2><p>Choose a draft or paste its text. Each sentence is held '
    "against the library: borne out, contradicted, or not found in any document.</p></div>"
)
NOTHING_SELECTED = '<div class="card empty"><p>Select a claim to see its evidence on the page.</p></div>'


def progress(done: int, total: int) -> str:
    """Return how far checking has come; a total of 0 means that the draft is still being read."""
    if not total:
        return status("Reading the draft …")
    said = f"Checking sentence {min(done + 1, total)} of {total} …"
    return progress_bar(said, (done, total), ("Checking", "Sentences checked"))


def choices(drafts: Sequence[DraftRecord]) -> list[tuple[str, str]]:
    """Return the drafts that were checked as choices: what to call each, and its id."""
    return [(f"{d.filename} · {moment(d.checked_at)} · {person(d.checked_by)}", d.id) for d in drafts]


def summary(review: Review) -> str:
    """Return the counts of a review, who checked when, and the links to its exports."""
    seconds = f" in {review.seconds:.1f} seconds" if review.seconds is not None else ""
    links = "".join(
        f'<a class="export" href="/checks/{text(review.id)}/{form[1:]}" download>{words}</a>'
        for form, words in FORM_WORDS.items()
        if form in FORMS and (form != ".docx" or review.media_type == WORD)
    )
    stale = sum(item.stale for item in review.checkable)
    warning = (
        f'<p class="notice notice-warn"><strong>{stale} stale.</strong> Their sources have been read again or removed '
        "since the check. Check the draft again.</p>"
        if stale
        else ""
    )
    return (
        f'<section class="check-summary" aria-label="Summary"><h2>{text(review.filename)}</h2>'
        f'<p class="counts" role="status">{text(summary_words(review))}</p>'
        f'<p class="status">Checked{seconds} on {moment(review.checked_at)} '
        f"by {text(person(review.checked_by))}</p>"
        f'<div class="exports"><span>Take away:</span>{links}</div>{warning}</section>'
    )


def claim_list(review: Review, selected: int | None) -> str:
    """Return the filters and the draft's sentences in order, each claim a button."""
    urgency = {item.number: place for place, item in enumerate(review.by_attention)}
    items = "".join(_listed(item, urgency.get(item.number, len(urgency)), selected) for item in review.items)
    return f'{_filters(review)}{HINT}<ol class="claims" data-filter="attention">{items}</ol>'


def _filters(review: Review) -> str:
    counts = {
        "attention": ("Needs attention", sum(item.needs_attention for item in review.checkable)),
        **{
            verdict.value: (VERDICT_WORDS[verdict], sum(item.verdict is verdict for item in review.checkable))
            for verdict in ATTENTION
        },
        "all": ("All, in order", len(review.items)),
    }
    buttons = "".join(
        f'<button type="button" data-filter="{name}" aria-pressed="{str(name == "attention").lower()}">'
        f'{words} <span class="count">{count}</span></button>'
        for name, (words, count) in counts.items()
    )
    return f'<div class="claim-filters" role="group" aria-label="Which claims">{buttons}</div>'


def _listed(item: ReviewItem, urgency: int, selected: int | None) -> str:
    data = f'data-number="{item.number}" data-urgency="{urgency}"'
    if item.set_apart is not None:
        return f"<li {data} {_apart(item)}</li>"
    current = ' aria-current="true"' if item.number == selected else ""
    flags = " ".join(
        name for name, on in (("attention", item.needs_attention), (item.verdict.value, True), ("all", True)) if on
    )
    words = marked(item.text, claim_marks(item.text, item.verdict, item.reasons))
    return (
        f'<li {data} data-in="{flags}"><button type="button" class="claim claim-{item.verdict.value}" '
        f'data-check="claim:{item.number}"{current}><span class="claim-head">{verdict_badge(item.verdict)}'
        f"{_chips(item)}</span><span class='claim-text'>{words}</span></button></li>"
    )


def _apart(item: ReviewItem) -> str:
    """Return a sentence that is not checkable; why not is seen beside it, unless it is a heading and looks like one."""
    why = text(item.set_apart or "")
    title = f'class="apart" title="Not checked: {why}">'
    if item.set_apart in (HEADING, TABLE_HEADING):
        return f'{title}<span class="visually-hidden">Not checked, {why}: </span>{text(item.written)}'
    return f'{title}{text(item.written)} <span class="apart-why">Not checked: {why}</span>'


def verdict_badge(verdict: Verdict) -> str:
    """Return a verdict as icon, colour and word."""
    return (
        f'<span class="verdict verdict-{verdict.value}"><span class="icon" aria-hidden="true">{ICONS[verdict]}</span>'
        f"{VERDICT_WORDS[verdict]}</span>"
    )


def _chips(item: ReviewItem) -> str:
    chips = [f'<span class="chip">{text(finding_words(finding))}</span>' for finding in item.findings]
    chips += ['<span class="chip chip-stale">stale</span>'] if item.stale else []
    for decision in item.decisions:
        by = f"by {text(person(decision.author))}"
        said = f"accepted {by}" if decision.accepts else f"overridden {by}: {VERDICT_WORDS[decision.verdict].lower()}"
        chips.append(f'<span class="chip chip-decided">{said}</span>')
    return "".join(chips)


def claim_card(item: ReviewItem) -> str:
    """Return one claim with its verdict, the reasons, what would be right, and what reviewers decided."""
    words = marked(item.text, claim_marks(item.text, item.verdict, item.reasons))
    cites = f"The draft cites: {'; '.join(item.citations)}" if item.citations else "The draft cites nothing here."
    reasons = "".join(f"<li>{text(line)}</li>" for line in reason_words(item))
    suggestion = f'<p class="suggestion">{text(item.suggestion)}</p>' if item.suggestion else ""
    stale = (
        '<p class="notice notice-warn">The source has been read again or removed since this verdict.</p>'
        if item.stale
        else ""
    )
    return (
        f'<article class="card check-card check-{item.verdict.value}" data-number="{item.number}">'
        f'<header><h3 id="check-title" tabindex="-1">Claim {item.number}</h3>{verdict_badge(item.verdict)}'
        f"{_finding_chips(item)}"
        '<button type="button" class="link back-to-claims">Back to the claims</button></header>'
        f'<blockquote class="claim-words">{words}</blockquote><p class="cites">{text(cites)}</p>'
        f"{f'<ul class=reasons>{reasons}</ul>' if reasons else ''}{suggestion}{stale}{_decisions(item.decisions)}"
        "</article>"
    )


def _finding_chips(item: ReviewItem) -> str:
    return "".join(f'<span class="chip">{text(finding_words(finding))}</span>' for finding in item.findings)


def _decisions(decisions: Sequence[Decision]) -> str:
    if not decisions:
        return ""
    items = "".join(
        f"<li><strong>{text(person(d.author))}</strong> {text(d.words)}"
        f"{' <em>(stale: the verdict or its source has changed)</em>' if d.stale else ''}"
        f' <span class="when">{moment(d.at)}</span></li>'
        for d in decisions
    )
    return f'<section class="decisions" aria-label="Decisions"><h4>Decisions</h4><ul>{items}</ul></section>'


def citation_of(item: ReviewItem) -> Citation | None:
    """Return the deciding sentence as a citation whose marker is the claim's number; None without evidence."""
    found = item.source
    if found is None:
        return None
    source = Source(
        found.document, found.file, found.title, found.school, found.start, found.date_printed, found.format
    )
    return Citation(item.number, source, found.sentence.text, found.sentence.locators, found.heading)


def evidence_card(item: ReviewItem, shown: OpenCitation | None) -> str:
    """Return the evidence of a claim: its passage with the words that agree or conflict marked, and its page."""
    source = item.source
    if source is None:
        return '<div class="card empty"><p>Nothing in the library speaks to this claim.</p></div>'
    gone = (
        '<p class="notice notice-warn">This document is no longer in the library, so its page cannot be shown.</p>'
        if shown is None
        else page_of(shown)
    )
    return (
        f'<article class="card evidence-card check-evidence" data-marker="{item.number}" '
        f'data-page="{shown.page.number if shown else ""}"><h3>{text(source.school or source.title)}</h3>'
        f'<p class="doc-title">{text(source.file)}</p><blockquote class="quotation">{_passage(item)}</blockquote>'
        f"{gone}{_against(item)}</article>"
    )


def _against(item: ReviewItem) -> str:
    """Return the place that says otherwise than the passage above it, with the words that conflict marked."""
    if item.against is None:
        return ""
    found = item.against.source
    marks = evidence_marks(found.sentence.text, Verdict.CONTRADICTED, item.against.reasons)
    return (
        f'<section class="against" aria-label="Says otherwise"><h3>But otherwise: {text(found.where)}</h3>'
        f'<p class="doc-title">{text(found.file)}</p>'
        f'<blockquote class="quotation">{marked(found.sentence.text, marks)}</blockquote></section>'
    )


def _passage(item: ReviewItem) -> str:
    parts = []
    for place, sentence in enumerate(item.source.sentences if item.source else ()):
        decisive = item.source is not None and place == item.source.decisive
        marks = evidence_marks(sentence.text, item.verdict, item.reasons) if decisive else ()
        words = marked(sentence.text, marks)
        parts.append(f'<span class="{"decisive" if decisive else "around"}">{words}</span>')
    return " ".join(parts)


__all__ = [
    "NOTHING_CHECKED",
    "NOTHING_SELECTED",
    "choices",
    "citation_of",
    "claim_card",
    "claim_list",
    "evidence_card",
    "progress",
    "summary",
    "verdict_badge",
]
