"""The Draft tab as HTML: a draft's sections, one of them with its claims, one claim with its citations, a conflict.

Makes HTML from values and asks nothing. Every text of a draft, a document or a person is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.answer import Citation, Source
from assistant.checking.verdict import Verdict
from assistant.drafting.agreement import VOUCH
from assistant.drafting.forms import FORMS
from assistant.drafting.narrative import note_text
from assistant.drafting.places import CitableSentence
from assistant.drafting.room import KeptDraft
from assistant.drafting.values import Cite, Claim, ClaimKind, ReviewDecision, Section
from assistant.reviewing.review import VERDICT_WORDS
from assistant.ui.evidence import OpenCitation, page_of, quotation, text
from assistant.writing.times import moment
from ingest.library.narratives import EventRecord, NarrativeConflict

NOTHING = '<div class="card empty"><p>Select a sentence to see what it cites, to edit it or to decide on it.</p></div>'
NO_DRAFT = (
    '<div class="card empty"><h2>No draft open</h2><p>A draft answers the questions of a framework in sentences that '
    "cite the group’s documents. Each is checked; you edit, accept or reject it before anybody agrees to the whole.</p>"
    "</div>"
)
SAME_WORDS = "Its words are the same; it was moved, or what it cites or what was decided on it has changed."
FORM_WORDS = {".docx": "Word", ".md": "Markdown", ".html": "HTML"}


def summary(kept: KeptDraft) -> str:
    """Return state, authors' counts and exports of a draft."""
    claims = kept.draft.claims
    facts = sum(claim.is_fact for claim in claims)
    queried = sum(claim.review is ReviewDecision.QUERIED for claim in claims)
    asked = f", {queried} queried" if queried else ""
    agreed = f", agreed by {text(kept.record.agreed_by)}" if kept.record.agreed_by else ""
    links = " · ".join(
        f'<a href="/narratives/{kept.record.id}/{form[1:]}" download>{FORM_WORDS[form]}</a>' for form in FORMS
    )
    return (
        f'<div class="draft-head"><h2>{text(kept.record.title)}</h2>'
        f'<p class="counts">State: <b>{text(kept.record.state)}</b>{agreed}. Made by {text(kept.record.made_by)}. '
        f"{facts} sentences stated, {len(claims) - facts} left out{asked}. Take away: {links}</p></div>"
    )


def sections(kept: KeptDraft, key: str) -> str:
    """Return the sections as buttons, each with how many sentences it has and what is open in it."""
    buttons = "".join(
        f'<li><button type="button" data-draft="section:{text(section.key)}"{_current(section.key == key)}>'
        f"<span>{text(section.title)}</span> <small>{text(_tally(section))}</small></button></li>"
        for section in kept.draft.sections
    )
    return f'<nav class="draft-sections" aria-label="Sections"><ol>{buttons}</ol></nav>'


def _tally(section: Section) -> str:
    left = sum(not claim.is_fact for claim in section.claims)
    queried = sum(claim.review is ReviewDecision.QUERIED for claim in section.claims)
    words = [f"{len(section.claims)}", *([f"{left} left out"] if left else []), *([f"{queried} ?"] if queried else [])]
    return " · ".join(words)


def before(section: Section, selected: str | None) -> str:
    """Return a section's head and its claims up to the selected one; all of it where none is selected."""
    claims = section.claims[: _end(section, selected)]
    none = "" if section.claims else "<p>No document in the library bears on this question.</p>"
    rest = "" if selected else _gaps(section)
    return (
        f'<section class="draft-section"><h3>{text(section.title)}</h3><p class="asked">{text(section.question)}</p>'
        f"{_prose(section)}"
        f"{_parts(section)}{none}{_listed(claims, 1, selected, '')}{rest}</section>"
    )


def _prose(section: Section) -> str:
    return f'<p class="draft-prose">{text(section.prose.words)}</p>' if section.prose else ""


def _parts(section: Section) -> str:
    """Return the section's subheadings as a way down to each."""
    parts = list(dict.fromkeys(claim.part for claim in section.claims if claim.part))
    if len(parts) < 2:
        return ""
    ways = "".join(
        f'<button type="button" class="link" data-jump="{_anchor(part)}">{text(part)}</button>' for part in parts
    )
    return f'<div class="draft-parts">{ways}</div>'


def _anchor(part: str) -> str:
    return f"draft-part-{re.sub(r'[^a-z0-9]+', '-', part.casefold())}"


def after(kept: KeptDraft, section: Section, selected: str | None) -> str:
    """Return what follows the selected claim, and the way to the next section."""
    end = _end(section, selected)
    part = section.claims[end - 1].part if end else ""
    rest = f"{_listed(section.claims[end:], end + 1, selected, part)}{_gaps(section)}" if selected else ""
    keys = [s.key for s in kept.draft.sections]
    place = keys.index(section.key) + 1
    following = ""
    if place < len(keys):
        then = kept.draft.sections[place]
        following = (
            f'<p><button type="button" class="link" data-draft="section:{text(then.key)}">'
            f"Next section: {text(then.title)}</button></p>"
        )
    return f'<section class="draft-section">{rest}{following}</section>' if rest or following else ""


def _end(section: Section, selected: str | None) -> int:
    """Return how many claims stand up to the selected one."""
    places = [place for place, claim in enumerate(section.claims, start=1) if claim.id == selected]
    return places[0] if places else len(section.claims)


def _listed(claims: Sequence[Claim], start: int, selected: str | None, under: str) -> str:
    """Return claims as numbered lists under their subheadings; `under` is the one that stands above already."""
    made: list[str] = []
    for part, some in groupby(claims, key=lambda claim: claim.part):
        items = [_item(claim, claim.id == selected) for claim in some]
        heading = f'<h4 id="{_anchor(part)}">{text(part)}</h4>' if part and part != under else ""
        made.append(f'{heading}<ol start="{start}">{"".join(items)}</ol>')
        start, under = start + len(items), part
    return "".join(made)


def _gaps(section: Section) -> str:
    gaps = "".join(f"<li>{text(gap.text)} {text(gap.fill)}</li>" for gap in section.gaps)
    cautions = "".join(f"<li>Note of caution: {text(words)}</li>" for words in section.warnings)
    return f"<h4>What the evidence does not show</h4><ul>{gaps}{cautions}</ul>"


def _item(claim: Claim, selected: bool) -> str:
    kind = "stated" if claim.is_fact else "left-out"
    kind += " struck" if claim.kind is ClaimKind.PROSE and not claim.is_fact else ""
    notes = list(_flags(claim))
    flags = "".join(f"<small>{text(words)}</small>" for words in notes)
    return (
        f'<li><button type="button" class="draft-claim {kind}" data-draft="claim:{text(claim.id)}"'
        f"{_current(selected)}>{text(claim.text)}</button>{flags}</li>"
    )


def _flags(claim: Claim) -> Iterator[str]:
    if not claim.is_fact:
        yield f"Left out: {why(claim)}"
    if not claim.composed:
        yield f"Written by {claim.author}{' (a chat model)' if claim.kind is ClaimKind.PROSE else ''}"
    if claim.review not in (ReviewDecision.OPEN, ReviewDecision.REJECTED):
        yield _decided(claim)


def _current(selected: bool) -> str:
    return ' aria-current="true"' if selected else ""


def why(claim: Claim) -> str:
    """Say why a claim is not stated as fact."""
    if claim.review is ReviewDecision.REJECTED:
        return _decided(claim)
    if claim.lost:
        return " ".join(claim.lost)
    if claim.violations:
        return "; ".join(f"“{v.words}”: {v.reason}" if v.words else v.reason for v in claim.violations)
    vouch = VOUCH if claim.verdict is Verdict.NOT_CHECKED and claim.citations else ""
    return " ".join((f"{VERDICT_WORDS[claim.verdict]}.", *claim.reasons, vouch)).strip()


def _decided(claim: Claim) -> str:
    reason = f": {claim.review_reason}" if claim.review_reason else ""
    return f"{claim.review.value.capitalize()} by {claim.review_by}{reason}"


def verdict(claim: Claim) -> str:
    """Return whether a claim is stated, and why not."""
    if claim.is_fact:
        if claim.is_vouched_for:
            said = f"Stated: it could not be checked; {claim.review_by} vouches for it: {claim.review_reason}"
            return f'<p class="draft-verdict">{text(said)}</p>'
        return '<p class="draft-verdict">Stated: what it cites bears it out.</p>'
    return f'<p class="draft-verdict is-left-out">Left out: {text(why(claim))}</p>'


def card(claim: Claim, shown: int) -> str:
    """Return a claim's citations as buttons: one press shows the page, another takes the citation away."""
    cites = "".join(
        f'<li><button type="button" class="source" data-draft="cite:{i}"{_current(i == shown)}>'
        f'{text(note_text(cite))}</button><button type="button" class="uncite" data-draft="uncite:{i}" '
        f'aria-label="Take away: {text(note_text(cite))}" title="Take this citation away">×</button></li>'
        for i, cite in enumerate(claim.citations)
    )
    none = "" if claim.citations else "<p>It cites nothing yet.</p>"
    return f'<div class="draft-cites"><h4>Cites</h4>{none}<ol>{cites}</ol></div>'


def places(found: Sequence[CitableSentence]) -> str:
    """Return sentences that can be cited, each as a button that cites it."""
    if not found:
        return "<p>No sentence of these documents has such words. Try others.</p>"
    items = "".join(
        f'<li><button type="button" class="source" data-draft="place:{text(place.id)}"><span class="source-text">'
        f'<span class="source-words">{text(place.cite.quote)}</span>'
        f'<span class="source-facts">{text(note_text(place.cite))}</span></span></button></li>'
        for place in found
    )
    return f'<div class="draft-cites"><p>Press a sentence to cite it.</p><ol>{items}</ol></div>'


def history(events: Sequence[EventRecord]) -> str:
    """Return who did what to a claim, the latest first."""
    if not events:
        return ""
    done = "".join(f"<li>{_event(event)}</li>" for event in events)
    return f'<details class="draft-history"><summary>History ({len(events)})</summary><ul>{done}</ul></details>'


def _event(event: EventRecord) -> str:
    reason = f" ({text(event.reason)})" if event.reason else ""
    change = f": “{text(event.before or '')}” → “{text(event.after or '')}”" if event.before != event.after else ""
    return f"{text(moment(event.at))}, {text(event.author)}: {text(event.kind)}{reason}{change}"


def conflict(error: NarrativeConflict, did: str, mine: str, then: str) -> str:
    """Return both versions of a sentence that two people changed; `mine` is what the second did (`did`: wrote, saw)."""
    both = (
        f"<dl><dt>{text(error.theirs.changed_by)}: as it stands now</dt><dd>{text(error.theirs.text)}</dd>"
        f"<dt>{text(did)}</dt><dd>{text(mine)}</dd></dl>"
    )
    told = both if mine != error.theirs.text else f"<p>{SAME_WORDS}</p>"
    return f'<div class="notice notice-bad" role="alert"><p>{text(str(error))}</p>{told}<p>{text(then)}</p></div>'


def citation_of(cite: Cite, format: str) -> Citation:
    """Return a citation as the evidence panel shows it; `format` is the document's."""
    source = Source(cite.document, cite.file, cite.file, cite.school, cite.date, None, format)
    return Citation(1, source, cite.quote, cite.locators)


def evidence(shown: OpenCitation) -> str:
    """Return the page of a citation with the sentence lit."""
    words = quotation(shown.citation, shown.page)
    return f'<article class="evidence-card">{words}{page_of(shown)}</article>'


__all__ = [
    "NOTHING",
    "NO_DRAFT",
    "after",
    "before",
    "card",
    "citation_of",
    "conflict",
    "evidence",
    "history",
    "places",
    "sections",
    "summary",
    "verdict",
    "why",
]
