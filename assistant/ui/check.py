"""The Check tab: a draft in, its claims with verdicts and evidence, decisions, exports.

Lays out the tab and passes files to the backend. The only file that it ever hands on is a copy of an upload that no
other window has, or the pasted text; the backend deletes it. Holds no review: each event reads it from the queue, so
that what another reviewer decided is seen.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.checking.verdict import Verdict
from assistant.reviewing.review import ATTENTION, VERDICT_WORDS, Review, ReviewItem
from assistant.ui import claims
from assistant.ui.backend import Backend
from assistant.ui.drafts import Drafts
from assistant.ui.evidence import OpenCitation
from assistant.ui.notices import problem, status
from assistant.ui.uploads import Uploads
from ingest.errors import IngestError, UnreadableDocument

BRIDGE = re.compile(r"(?:claim:(?P<claim>\d{1,6})|cite:\d{1,6}|page:\d{1,6}:(?P<page>\d{1,6}))")
LONGEST_PASTE = 400_000
"""Characters of a pasted draft, about 150 pages."""
PASTED = "Pasted text"
NOTHING_CHOSEN = "Choose a draft or paste its text first."
SAME_VERDICT = "This is the checker’s own verdict: choose another one to override it, or press “Accept verdict”."
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)
PDF = "application/pdf"
VERDICTS = [(VERDICT_WORDS[verdict], verdict.value) for verdict in reversed(ATTENTION)]
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

Update = dict[Any, Any]


def ending_of(pasted: str) -> str:
    """Return the ending of a pasted draft's file: with headings marked by "#" it is Markdown, else they are claims."""
    return ".md" if _HEADING.search(pasted) else ".txt"


@dataclass(frozen=True, slots=True)
class SelectedClaim:
    """Which draft is open in this browser session, and which of its claims."""

    draft: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class CheckParts:
    """The components of the tab that events read and write."""

    open: gr.State
    box: gr.Accordion
    file: gr.File
    pasted: gr.Textbox
    start: gr.Button
    earlier: gr.Dropdown
    summary: gr.HTML
    columns: gr.Row
    listed: gr.HTML
    card: gr.HTML
    deciding: gr.Column
    verdict: gr.Dropdown
    reason: gr.Textbox
    accept: gr.Button
    override: gr.Button
    withdraw: gr.Button
    said: gr.HTML
    page: gr.HTML
    bridge: gr.Textbox
    press: gr.Button


def build(backend: Backend, drafts: Drafts, uploads: Uploads) -> CheckParts:
    """Lay out the tab, wire its events and return its parts."""
    parts = _layout()
    _wire(_Screen(backend, drafts, parts, uploads), parts)
    return parts


def refreshed(drafts: Drafts, parts: CheckParts) -> Update:
    """Return the updates when the page is opened or the library has changed."""
    try:
        return {parts.earlier: gr.Dropdown(choices=claims.choices(drafts.listed()))}
    except IngestError:  # the other tabs say what is wrong with the library
        return {parts.earlier: gr.Dropdown(choices=[])}


def _html(value: str, elem_id: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, padding=False, apply_default_css=False)


def _layout() -> CheckParts:
    opened = gr.State(SelectedClaim())
    box, file, pasted, start, earlier = _input()
    summary = _html(claims.NOTHING_CHECKED, "check-summary")
    with gr.Row(elem_id="check-columns", visible=False) as columns:
        with gr.Column(elem_id="claims-column", min_width=280):
            _html('<h2 class="panel-title">Claims</h2>', "claims-head")
            listed = _html("", "claims")
        with gr.Column(elem_id="check-evidence-column", min_width=280):
            _html('<h2 class="panel-title">Claim and evidence</h2>', "check-evidence-head")
            card = _html(claims.NOTHING_SELECTED, "check-card")
            page = _html("", "check-evidence")
            deciding, verdict, reason, accept, override, withdraw, said = _decision()
    bridge = gr.Textbox(visible="hidden", elem_id="check-bridge-text", label="Selected claim")
    press = gr.Button("Show claim", visible="hidden", elem_id="check-bridge-press")
    controls = (deciding, verdict, reason, accept, override, withdraw)
    return CheckParts(
        opened, box, file, pasted, start, earlier, summary, columns, listed, card, *controls, said, page, bridge, press
    )


def _input() -> tuple[gr.Accordion, gr.File, gr.Textbox, gr.Button, gr.Dropdown]:
    with gr.Accordion("Check a draft", open=True, elem_id="check-input") as box:
        with gr.Row(equal_height=True):
            file = gr.File(
                file_count="single", label="Draft (.docx, .odt, .md, .txt or PDF)", elem_id="check-file", height=140
            )
            pasted = gr.Textbox(
                label="… or paste its text",
                lines=4,
                max_lines=8,
                max_length=LONGEST_PASTE,
                elem_id="check-pasted",
                placeholder="Attendance has risen since 2024 (Ashlark High School, 2025, p. 4). …",
            )
        with gr.Row(equal_height=True):
            start = gr.Button("Check", variant="primary", elem_id="check-start", scale=0, min_width=140)
            earlier = gr.Dropdown([], label="Earlier checks", elem_id="check-earlier", value=None, min_width=240)
    return box, file, pasted, start, earlier


def _decision() -> tuple[gr.Column, gr.Dropdown, gr.Textbox, gr.Button, gr.Button, gr.Button, gr.HTML]:
    with gr.Column(visible=False, elem_id="check-decision") as deciding:
        said = _html("", "check-said")  # above what was pressed, in the part that stays in sight
        with gr.Row(equal_height=True):
            accept = gr.Button("Accept verdict", elem_id="check-accept", size="sm", min_width=120)
            withdraw = gr.Button(
                "Take back my decision", elem_id="check-withdraw", size="sm", min_width=120, visible=False
            )
        with gr.Row(equal_height=True):
            verdict = gr.Dropdown(
                VERDICTS, label="My verdict", elem_id="check-verdict", min_width=150, filterable=False
            )
            reason = gr.Textbox(label="Reason", max_length=2000, elem_id="check-reason", scale=3, min_width=160)
            override = gr.Button("Override", elem_id="check-override", size="sm", scale=0, min_width=100)
    return deciding, verdict, reason, accept, override, withdraw, said


def _wire(screen: _Screen, parts: CheckParts) -> None:
    shown = [
        parts.open,
        parts.box,
        parts.file,
        parts.pasted,
        parts.start,
        parts.earlier,
        parts.summary,
        parts.columns,
        parts.listed,
        parts.card,
        parts.deciding,
        parts.verdict,
        parts.reason,
        parts.withdraw,
        parts.said,
        parts.page,
    ]
    parts.file.change(screen.hold, parts.file, None, **QUIET)
    checking = parts.start.click(screen.check, [parts.file, parts.pasted], shown, concurrency_limit=1, **QUIET)
    checking.failure(screen.failed, None, shown, **QUIET)
    parts.earlier.select(screen.reopen, parts.earlier, shown, **QUIET)
    parts.press.click(screen.select, [parts.bridge, parts.open], shown, concurrency_limit=4, **QUIET)
    parts.accept.click(screen.accept, [parts.open, parts.reason], shown, **QUIET)
    deciding = [parts.open, parts.verdict, parts.reason]
    parts.override.click(screen.override, deciding, shown, **QUIET)
    parts.reason.submit(screen.override, deciding, shown, **QUIET)
    parts.withdraw.click(screen.withdraw, parts.open, shown, **QUIET)


def _written(pasted: str) -> Path:
    """Write what was pasted to a file of its own, which whoever checks it deletes."""
    with tempfile.NamedTemporaryFile("w", suffix=ending_of(pasted), encoding="utf-8", delete=False) as file:
        file.write(pasted[:LONGEST_PASTE])
    return Path(file.name)


class _Screen:
    """The events of the tab."""

    def __init__(self, backend: Backend, drafts: Drafts, parts: CheckParts, uploads: Uploads) -> None:
        self._backend, self._drafts, self._parts, self._uploads = backend, drafts, parts, uploads

    def hold(self, file: str | None, window: gr.Request) -> None:
        """Note which upload this window has chosen."""
        self._uploads.hold(f"check {window.session_hash}", [file] if file else ())

    def check(self, file: str | None, pasted: str) -> Iterator[Update]:
        """Check what was chosen or pasted, telling how far it has come."""
        parts = self._parts
        if not file and not (pasted or "").strip():
            yield {parts.summary: problem(NOTHING_CHOSEN)}
            return
        yield {parts.summary: claims.progress(0, 0), parts.start: gr.Button("Checking …", interactive=False)}
        try:
            # Copied only now: a window that is closed before leaves no copy of what was chosen or pasted.
            path, name = self._copied(file) if file else (_written(pasted), PASTED)
            for step in self._drafts.check(path, name):
                if isinstance(step, Review):
                    yield self._opened(step) | {parts.file: None, parts.pasted: ""}
                else:
                    yield {parts.summary: claims.progress(*step)}
        except IngestError as error:
            yield {parts.summary: problem(str(error)), **self._startable()}

    def failed(self) -> Update:
        """Put the screen back in order after an error that nobody foresaw; the log has the details."""
        words = "Something went wrong while checking. The server's log says more."
        return {self._parts.summary: problem(words), **self._startable()}

    def _copied(self, file: str) -> tuple[Path, str]:
        taken = self._uploads.take([file])
        if not taken:
            raise UnreadableDocument(NOTHING_CHOSEN)
        return taken[0], taken[0].name

    def reopen(self, draft: str | None) -> Update:
        """Show a draft that was checked earlier."""
        if not draft:
            return {self._parts.said: ""}
        try:
            return self._opened(self._drafts.review(draft))
        except IngestError as error:
            return {self._parts.summary: problem(str(error))}

    def select(self, wanted: str, opened: SelectedClaim) -> Update:
        """Show the claim, or the page of its document, that a press on the screen named."""
        match = BRIDGE.fullmatch(wanted or "")
        if match is None or opened.draft is None:
            return {self._parts.said: ""}
        number = int(match["claim"]) if match["claim"] else opened.number
        try:
            review = self._drafts.review(opened.draft)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        item = review.item(number or 0)
        if item is None or item.set_apart is not None:
            return {self._parts.said: ""}
        if match["claim"] is None:
            return {self._parts.page: self._evidence(item, int(match["page"]) if match["page"] else None)}
        return self._selected(review, item)

    def accept(self, opened: SelectedClaim, reason: str) -> Update:
        """Agree with the checker."""
        return self._decided(opened, None, reason)

    def override(self, opened: SelectedClaim, verdict: str | None, reason: str) -> Update:
        """Put another verdict in the place of the checker's."""
        chosen = next((known for known in Verdict if known.value == verdict), None)
        return self._decided(opened, chosen, reason) if chosen else {self._parts.said: ""}

    def withdraw(self, opened: SelectedClaim) -> Update:
        """Take back one's own decision."""
        if opened.draft is None or opened.number is None:
            return {self._parts.said: ""}
        try:
            review = self._drafts.withdraw(opened.draft, opened.number)
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return self._after(review, opened.number, "Taken back.")

    def _decided(self, opened: SelectedClaim, chosen: Verdict | None, reason: str) -> Update:
        """Keep a verdict on a claim; None is the checker's own."""
        if opened.draft is None or opened.number is None:
            return {self._parts.said: ""}
        try:
            item = self._drafts.review(opened.draft).item(opened.number)
            if item is None:
                return {self._parts.said: ""}
            if chosen is item.verdict and not (reason or "").strip():
                return {self._parts.said: problem(SAME_VERDICT)}  # Enter in an empty field decides nothing
            review = self._drafts.decide(opened.draft, opened.number, chosen or item.verdict, reason or "")
        except IngestError as error:
            return {self._parts.said: problem(str(error))}
        return self._after(review, opened.number, "Decision kept.")

    def _after(self, review: Review, number: int, words: str) -> Update:
        item = review.item(number)
        parts = self._parts
        changed: Update = {
            parts.summary: claims.summary(review),
            parts.listed: claims.claim_list(review, number),
            parts.reason: "",
            parts.said: status(words),
        }
        return changed | ({parts.card: claims.claim_card(item), **self._withdrawable(item)} if item else {})

    def _withdrawable(self, item: ReviewItem) -> Update:
        return {self._parts.withdraw: gr.Button(visible=bool(item.decisions))}

    def _opened(self, review: Review) -> Update:
        """Show a review with its most urgent claim."""
        parts = self._parts
        first = next(iter(review.by_attention), None)
        update: Update = {
            parts.open: SelectedClaim(review.id, None),
            parts.box: gr.Accordion(open=False),
            parts.earlier: gr.Dropdown(choices=claims.choices(self._drafts.listed()), value=review.id),
            parts.summary: claims.summary(review),
            parts.columns: gr.Row(visible=True),
            parts.listed: claims.claim_list(review, first.number if first else None),
            parts.card: claims.NOTHING_SELECTED,
            parts.deciding: gr.Column(visible=False),
            parts.page: "",
            parts.said: "",
            **self._startable(),
        }
        return update | (self._selected(review, first) if first else {})

    def _selected(self, review: Review, item: ReviewItem) -> Update:
        parts = self._parts
        return {
            parts.open: SelectedClaim(review.id, item.number),
            parts.card: claims.claim_card(item),
            parts.deciding: gr.Column(visible=True),
            parts.verdict: item.verdict.value,
            parts.reason: "",
            parts.said: "",
            parts.page: self._evidence(item, None),
            **self._withdrawable(item),
        }

    def _evidence(self, item: ReviewItem, number: int | None) -> str:
        citation = claims.citation_of(item)
        row = self._backend.row(citation.source.document) if citation else None
        if citation is None or row is None or item.stale:
            return claims.evidence_card(item, None)
        number = min(max(number or citation.page, 1), row.pages)
        on_page = any(place.page == number for place in citation.locators)
        boxes = self._backend.highlight(citation, number) if on_page else ()
        page = self._backend.page(row.document, number)
        return claims.evidence_card(item, OpenCitation(citation, page, row.pages, boxes, row.media_type == PDF))

    def _startable(self) -> Update:
        return {self._parts.start: gr.Button("Check", interactive=True)}


__all__ = ["CheckParts", "build", "refreshed"]
