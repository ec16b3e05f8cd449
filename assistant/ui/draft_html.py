"""The Draft tab as HTML: a draft with its claims, one claim with its citations, a conflict, the history.

Makes HTML from values and asks nothing. Every text of a draft, a document or a person is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.answer import Citation, Source
from assistant.drafting.narrative import note_text
from assistant.drafting.room import FORMS, Kept
from assistant.drafting.values import Cite, Claim, Review, Section
from assistant.reviewing.review import VERDICT_WORDS, moment
from assistant.ui.evidence import Shown, page_of, text
from ingest.library.narratives import EventRecord, NarrativeConflict

NOTHING = '<div class="card empty"><p>Select a sentence to see what it cites, to edit it or to decide on it.</p></div>'
FORM_WORDS = {".docx": "Word", ".md": "Markdown", ".html": "HTML"}


def status(words: str) -> str:
    """Return what was done."""
    return f'<p class="status" role="status">{text(words)}</p>'


def summary(kept: Kept) -> str:
    """Return state, authors' counts and exports of a draft."""
    facts = sum(claim.is_fact for claim in kept.draft.claims)
    left = len(kept.draft.claims) - facts
    agreed = f", agreed by {text(kept.record.agreed_by)}" if kept.record.agreed_by else ""
    links = " · ".join(
        f'<a href="/narratives/{kept.record.id}/{form[1:]}" download>{FORM_WORDS[form]}</a>' for form in FORMS
    )
    return (
        f'<p class="counts">State: <b>{text(kept.record.state)}</b>{agreed}. Made by {text(kept.record.made_by)}. '
        f"{facts} sentences stated, {left} left out. Take away: {links}</p>"
    )


def whole(kept: Kept, selected: str | None) -> str:
    """Return the draft: sections, claims as buttons, gaps and warnings."""
    return "".join(_section(section, selected) for section in kept.draft.sections)


def _section(section: Section, selected: str | None) -> str:
    claims = "".join(_item(claim, claim.id == selected) for claim in section.claims)
    listed = f"<ol>{claims}</ol>" if claims else "<p>No document in the library bears on this question.</p>"
    gaps = "".join(f"<li>{text(gap.text)} {text(gap.fill)}</li>" for gap in section.gaps)
    cautions = "".join(f"<li>Note of caution: {text(words)}</li>" for words in section.warnings)
    return (
        f'<section class="card draft-section"><h3>{text(section.title)}</h3><p>{text(section.question)}</p>{listed}'
        f"<h4>What the evidence does not show</h4><ul>{gaps}{cautions}</ul></section>"
    )


def _item(claim: Claim, selected: bool) -> str:
    current = ' aria-current="true"' if selected else ""
    kind = "stated" if claim.is_fact else "left-out"
    flag = "" if claim.is_fact else f"<small>Left out: {text(why(claim))}</small>"
    decided = "" if claim.review is Review.OPEN else f"<small>{text(_decided(claim))}</small>"
    return (
        f'<li><button type="button" class="draft-claim {kind}" data-draft="claim:{text(claim.id)}"{current}>'
        f"{text(claim.text)}</button>{flag}{decided}</li>"
    )


def why(claim: Claim) -> str:
    """Say why a claim is not stated as fact."""
    if claim.review is Review.REJECTED:
        return f"rejected by {claim.review_by}: {claim.review_reason}"
    if claim.violations:
        return "; ".join(f"“{v.words}”: {v.reason}" if v.words else v.reason for v in claim.violations)
    return f"{VERDICT_WORDS[claim.verdict]}. {' '.join(claim.reasons)}"


def _decided(claim: Claim) -> str:
    reason = f": {claim.review_reason}" if claim.review_reason else ""
    return f"{claim.review.value.capitalize()} by {claim.review_by}{reason}"


def card(claim: Claim, events: Sequence[EventRecord]) -> str:
    """Return one claim: its verdict, its citations as buttons, its history."""
    cites = "".join(
        f'<li><button type="button" class="source" data-draft="cite:{i}">{text(note_text(cite))}</button></li>'
        for i, cite in enumerate(claim.citations)
    )
    verdict = "Stated as fact." if claim.is_fact else f"Left out: {why(claim)}"
    done = "".join(f"<li>{_event(event)}</li>" for event in events)
    past = f"<details><summary>History ({len(events)})</summary><ul>{done}</ul></details>" if events else ""
    return f'<article class="card"><p>{text(claim.text)}</p><p>{text(verdict)}</p><ol>{cites}</ol>{past}</article>'


def _event(event: EventRecord) -> str:
    reason = f" ({text(event.reason)})" if event.reason else ""
    change = f": “{text(event.before or '')}” → “{text(event.after or '')}”" if event.before != event.after else ""
    return f"{text(moment(event.at))}, {text(event.author)}: {text(event.kind)}{reason}{change}"


def conflict(error: NarrativeConflict) -> str:
    """Return both versions of a sentence that two people changed."""
    return (
        f'<div class="notice notice-bad" role="alert"><p>{text(str(error))}</p><dl>'
        f"<dt>{text(error.theirs.changed_by)} wrote</dt><dd>{text(error.theirs.text)}</dd>"
        f"<dt>You wrote</dt><dd>{text(error.mine)}</dd></dl>"
        "<p>Yours still stands in the editor. Save it again to put it in place of theirs, or open the sentence again "
        "to keep theirs.</p></div>"
    )


def citation_of(cite: Cite) -> Citation:
    """Return a citation as the evidence panel shows it."""
    source = Source(cite.document, cite.file, cite.file, cite.school, cite.date, None, "document")
    return Citation(1, source, cite.quote, cite.locators)


def evidence(shown: Shown) -> str:
    """Return the page of a citation with the sentence lit."""
    quote = f'<blockquote class="quotation">“{text(shown.citation.quote)}”</blockquote>'
    return f'<article class="card evidence-card">{quote}{page_of(shown)}</article>'


__all__ = ["NOTHING", "card", "citation_of", "conflict", "evidence", "status", "summary", "whole", "why"]
