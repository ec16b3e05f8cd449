"""The Patterns tab: a group and a period, views of them as tables, and the evidence of whatever is opened.

Lays out the tab and passes what people choose to the boards and what they give to the screen. What a table looks like
is the work of `patterns_html`; what stands in it, of `assistant.patterns`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import gradio as gr

from assistant.answer import Answer, AnswerClaim, Citation, Searched, Status
from assistant.patterns.boards import Board, Boards
from assistant.patterns.correcting import ThemeChange
from assistant.patterns.grades import Which, YearRange
from assistant.patterns.values import GroupPatterns
from assistant.themes.values import Mention
from assistant.ui import evidence, patterns_claims, patterns_correct, patterns_views
from assistant.ui.backend import LibraryRow
from assistant.ui.filters import year_of
from assistant.ui.notices import warning
from assistant.ui.patterns_cells import DIRECTIONS, SAID, CellButton, Counted, claim_places, counted
from assistant.ui.patterns_html import progress_bar
from ingest.documents import Page
from ingest.errors import IngestError

ANY_YEAR = "Any"
EVERY_SCHOOL = "All schools of the library"
PDF = "application/pdf"
VIEWS = {
    "Grades as printed": "grades",
    "Themes": "themes",
    "Findings": "findings",
    "Responses": "responses",
    "Capacity": "capacity",
    "Surveys": "surveys",
    "Self-evaluation": "claims",
    "Timeline of inspections": "timeline",
}
WHICH = {
    "Latest inspection of each school": Which.LATEST,
    "Latest on each scale": Which.SCALES,
    "All inspections": Which.ALL,
}
BRIDGE = re.compile(
    r"(?P<stamp>[0-9a-f]{12}):(?P<view>[a-z]+):(?P<kind>[a-z0-9-]{1,20}):(?P<row>\d{1,6}):(?P<column>\d{1,6})"
    r"|(?P<what>cite|page):(?P<marker>\d{1,6})(?::(?P<page>\d{1,6}))?"
    r"|correct:(?P<corrected>\d{1,6}):(?P<theme>[a-z0-9-]{1,80}):(?P<direction>[a-z]{1,10})"
    r"|undo:(?P<undo>\d{1,12})|compare:(?P<compare>\d{1,3})"
)
FRAME = evidence.Frame("patterns-evidence-title", "Back to the table", "Everything that this number counts")
TOLD_EVERY = 0.5
"""Seconds from one word on how far it is to the next."""
CHANGED = "The library has changed since this table was made. It has been made again; select the cell once more."

Update = dict[Any, Any]


class PatternsBackend(Protocol):
    """What this tab asks for."""

    @property
    def boards(self) -> Boards:
        """The boards over the library."""
        ...

    def row(self, document: str) -> LibraryRow | None:
        """Return one document of the library, or None if it holds none with this id."""
        ...

    def page(self, document: str, number: int) -> Page:
        """Return one page of a document that the library holds."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedCell:
    """What somebody has opened: what it is called, everything that it counts, and the sentences read for themes."""

    title: str
    citations: tuple[Citation, ...]
    mentions: tuple[Mention | None, ...] = ()
    themes: Mapping[str, str] = field(default_factory=dict)
    """Key → name of the themes that a sentence can be corrected to."""


@dataclass(frozen=True, slots=True)
class PatternsParts:
    """The components of the tab that events read and write."""

    group: gr.Dropdown
    since: gr.Dropdown
    until: gr.Dropdown
    which: gr.Radio
    view: gr.Radio
    table: gr.HTML
    panel: gr.HTML
    opened: gr.State
    progress: gr.HTML
    compared: gr.State
    bridge: gr.Textbox
    press: gr.Button

    @property
    def choices(self) -> list[Any]:
        """The controls that say what is shown."""
        return [self.group, self.since, self.until, self.which, self.view]


def build(backend: PatternsBackend) -> PatternsParts:
    """Lay out the tab, wire its events and return its parts."""
    parts = _layout()
    screen = _Screen(backend, parts)
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    for control in parts.choices:
        # A list tells of `input` when it is left too: `select` is told once, when something is chosen.
        chosen = control.select if isinstance(control, gr.Dropdown) else control.input
        chosen(
            screen.show,
            parts.choices,
            [*screen.shown, parts.progress],
            show_progress="minimal",
            show_progress_on=parts.table,
            trigger_mode="always_last",
            api_visibility="private",
        )
    parts.press.click(
        screen.open,
        [parts.bridge, parts.opened, *parts.choices],
        [*screen.shown, parts.progress, parts.compared],
        concurrency_limit=4,
        **quiet,
    )
    parts.compared.change(screen.made, parts.choices, parts.table, **quiet)
    return parts


def refreshed(backend: PatternsBackend, parts: PatternsParts) -> Update:
    """Return the updates after the library has changed."""
    groups, years = backend.boards.groups(), [ANY_YEAR, *map(str, backend.boards.years())]
    choices = [*groups, EVERY_SCHOOL]
    shown = _Screen(backend, parts).at_once(choices[0], ANY_YEAR, ANY_YEAR, next(iter(WHICH)), next(iter(VIEWS)))
    return {
        parts.group: gr.Dropdown(choices=choices, value=choices[0]),
        parts.since: gr.Dropdown(choices=years, value=ANY_YEAR),
        parts.until: gr.Dropdown(choices=years, value=ANY_YEAR),
        parts.view: gr.Radio(value=next(iter(VIEWS))),
        **shown,
    }


def changing(parts: PatternsParts) -> list[Any]:
    """Return the parts that `refreshed` updates."""
    return [*parts.choices, parts.table, parts.panel, parts.opened]


def _layout() -> PatternsParts:
    with gr.Row(elem_id="patterns-choices", equal_height=True):
        group = gr.Dropdown([EVERY_SCHOOL], label="Group", min_width=220, scale=3, elem_id="patterns-group")
        since = gr.Dropdown([ANY_YEAR], value=ANY_YEAR, label="From year", min_width=90, elem_id="patterns-since")
        until = gr.Dropdown([ANY_YEAR], value=ANY_YEAR, label="To year", min_width=90, elem_id="patterns-until")
    view = gr.Radio(list(VIEWS), value=next(iter(VIEWS)), label="View", elem_id="patterns-views")
    which = gr.Radio(list(WHICH), value=next(iter(WHICH)), label="Inspections", elem_id="patterns-which")
    with gr.Row(elem_id="patterns-columns"):
        with gr.Column(elem_id="patterns-main", min_width=280):
            gr.HTML('<h2 class="visually-hidden">What the documents show</h2>', padding=False, apply_default_css=False)
            progress = gr.HTML("", elem_id="patterns-progress", padding=False, apply_default_css=False)
            table = gr.HTML("", elem_id="patterns-table", padding=False, apply_default_css=False)
        with gr.Column(elem_id="patterns-side", min_width=280):
            panel = gr.HTML("", elem_id="patterns-evidence", padding=False, apply_default_css=False)
    bridge = gr.Textbox(visible="hidden", elem_id="patterns-bridge", label="Selected cell")
    press = gr.Button("Open cell", visible="hidden", elem_id="patterns-press")
    return PatternsParts(
        group, since, until, which, view, table, panel, gr.State(None), progress, gr.State(0.0), bridge, press
    )


class _Screen:
    """The events of the tab. Holds nothing of a session: what is opened comes in and goes out."""

    def __init__(self, backend: PatternsBackend, parts: PatternsParts) -> None:
        self._backend = backend
        self._parts = parts

    @property
    def shown(self) -> list[Any]:
        """The parts that an event may update."""
        return [self._parts.which, self._parts.table, self._parts.panel, self._parts.opened]

    def show(  # one argument a control
        self, group: str, since: str, until: str, which: str, view: str
    ) -> Iterator[Update]:
        """Show a view of a group and period, telling how far the reading of its reports is; what was open is closed."""
        told = False
        if VIEWS.get(view) not in patterns_views.OF_RECORDS:
            for said in self._reading(group, since, until):
                told = True
                yield {self._parts.progress: said}
        yield self.at_once(group, since, until, which, view) | ({self._parts.progress: ""} if told else {})

    def _reading(self, group: str, since: str, until: str) -> Iterator[str]:
        """Read what was never read for themes; yield now and then how far it is."""
        try:
            last = 0.0
            for done, total in self._backend.boards.reading(self._board(group, since, until)):
                if time.monotonic() - last >= TOLD_EVERY:
                    last = time.monotonic()
                    said = f"Reading report {done + 1} of {total} for themes. This is done once for each report."
                    yield progress_bar(said, (done, total), ("Reading", "Reports read"))
        except IngestError:
            return  # what is wrong is told where the view is made

    def at_once(self, group: str, since: str, until: str, which: str, view: str) -> Update:  # one argument a control
        """Return what shows a view of a group and period."""
        parts = self._parts
        try:
            table = self._table(self._board(group, since, until), which, view)
        except IngestError as error:
            table = f'<p class="notice notice-warn" role="status">{evidence.text(str(error))}</p>'
        return {
            parts.which: _which(view, which),
            parts.table: table,
            parts.panel: "",
            parts.opened: None,
        }

    def open(  # one argument a control
        self, wanted: str, opened: OpenedCell | None, group: str, since: str, until: str, which: str, view: str
    ) -> Iterator[Any]:  # updates, or Gradio's "no change"
        """Open what a press on the screen named: a cell, one of its places, or another page; or compare a paper."""
        match = BRIDGE.fullmatch(wanted or "")
        if not match:
            yield gr.skip()
            return
        if match["what"]:
            citation = _find(opened, int(match["marker"]))
            if opened is None or citation is None:
                yield gr.skip()
                return
            page = int(match["page"]) if match["page"] else citation.page
            yield {self._parts.panel: self._panel(opened, citation, page)}
            return
        try:
            board = self._board(group, since, until)
            if match["compare"]:
                yield from self._compare(int(match["compare"]), board, which, view)
            elif match["corrected"] or match["undo"]:
                yield self._act(match, opened, board) | {
                    self._parts.table: self._table(self._board(group, since, until), which, view)
                }
            else:
                yield self._cell(match, board, which, view)
        except (IngestError, IndexError) as error:
            words = str(error) if isinstance(error, IngestError) else CHANGED
            yield {self._parts.panel: warning(words)}

    def _compare(self, number: int, board: Board, which: str, view: str) -> Iterator[Update]:
        """Compare a paper of the group and tell how far it is; the view is made anew by `made`, when it is done.

        Whoever looks at another view meanwhile stays there.
        """
        boards, parts = self._backend.boards, self._parts
        running = boards.comparing(board, self._own(board)[number])
        try:
            for place, (done, total) in enumerate(running):
                table = {parts.table: self._table(board, which, view)} if place == 0 else {}
                yield {parts.progress: patterns_claims.progress(done, total), **table}
        finally:
            running.close()
        yield {parts.progress: "", parts.panel: "", parts.opened: None, parts.compared: time.time()}

    def made(self, group: str, since: str, until: str, which: str, view: str) -> Any:  # noqa: ANN401 # one update
        """Show the view that is open again, after a comparison has ended."""
        if VIEWS.get(view) != "claims":
            return gr.skip()
        return self._table(self._board(group, since, until), which, view)

    def _cell(self, match: re.Match[str], board: Board, which: str, view: str) -> Update:
        parts = self._parts
        if match["stamp"] != board.stamp:
            notice = warning(CHANGED)
            return {parts.table: self._table(board, which, view), parts.panel: notice, parts.opened: None}
        patterns = self._backend.boards.patterns(board) if match["view"] in SAID else None
        cell = CellButton(match["view"], match["kind"], int(match["row"]), int(match["column"]))
        title, places = self._counted(board, patterns, cell)
        held = [place for place in places if place.document in board.records]
        themes = {theme.key: theme.name for theme in patterns.themes} if patterns else {}
        mentions = tuple(place.mention for place in held)
        made = OpenedCell(title, self._backend.boards.cite(board, held), mentions, themes)
        if not made.citations:
            return {parts.panel: warning(CHANGED), parts.opened: None}
        first = made.citations[0]
        return {parts.panel: self._panel(made, first, first.page), parts.opened: made}

    def _counted(self, board: Board, patterns: GroupPatterns | None, cell: CellButton) -> Counted:
        boards = self._backend.boards
        if cell.view == "claims":
            compared = boards.compared(board)
            return claim_places([compared.get(document, ()) for document in self._own(board)], cell)
        return counted(board, patterns, cell, boards.surveys(board) if cell.view == "surveys" else ())

    def _own(self, board: Board) -> tuple[str, ...]:
        return self._backend.boards.patterns(board).other_documents

    def _act(self, match: re.Match[str], opened: OpenedCell | None, board: Board) -> Update:
        """Correct what was read of a sentence or take a correction back; say what is so now.

        The list that was open stays below what is said, at the sentence after the one that was corrected.
        """
        boards, parts = self._backend.boards, self._parts
        patterns, done, place = boards.patterns(board), "", -1
        if match["undo"]:
            done = patterns_correct.taken_back(boards.take_back(int(match["undo"])), patterns)
        else:
            place = int(match["corrected"]) - 1
            mention = opened.mentions[place] if opened else None
            if mention is None:
                raise IndexError(place)
            theme = None if match["theme"] == patterns_correct.NO_THEME else match["theme"]
            change = ThemeChange(theme, DIRECTIONS.get(match["direction"], mention.direction))
            done = patterns_correct.corrected(boards.correct(patterns, mention, change), patterns)
            opened = _settled(opened, place)
        if opened is None or not opened.citations:
            return {parts.panel: done, parts.opened: None}
        shown = opened.citations[(place + 1) % len(opened.citations)]
        return {parts.panel: done + self._panel(opened, shown, shown.page), parts.opened: opened}

    def _board(self, group: str, since: str, until: str) -> Board:
        chosen = None if group in (None, "", EVERY_SCHOOL) else group
        return self._backend.boards.board(chosen, YearRange(year_of(since), year_of(until)))

    def _table(self, board: Board, which: str, view: str) -> str:
        make = patterns_views.VIEWS[VIEWS.get(view, "grades")]
        return make(self._backend.boards, board, WHICH.get(which, Which.LATEST))

    def _panel(self, opened: OpenedCell, citation: Citation, number: int) -> str:
        claims = tuple(AnswerClaim(c.quote, "supported", (c,), c.source.school) for c in opened.citations)
        answer = Answer(opened.title, Status.ANSWERED, "", claims, Searched(0, (), 0))
        row = self._backend.row(citation.source.document)
        if row is None:
            return evidence.unavailable(answer, citation)
        number = min(max(number, 1), row.pages)
        page = self._backend.page(row.document, number)
        on_page = any(place.page == number for place in citation.locators)
        boxes = self._backend.boards.highlight(citation, page) if on_page else ()
        shown = evidence.OpenCitation(citation, page, row.pages, boxes, row.media_type == PDF, FRAME)
        heading = f'<p class="opened">{evidence.text(opened.title)}</p>'
        mention = opened.mentions[citation.marker - 1] if opened.mentions else None
        form = patterns_correct.form(mention, citation.marker, opened.themes) if mention else ""
        return f"{heading}{form}{evidence.panel(answer, shown)}"


def _settled(opened: OpenedCell | None, place: int) -> OpenedCell | None:
    """Return what is open with one sentence no longer to be corrected: it no longer stands as it was read here."""
    if opened is None:
        return None
    mentions = tuple(None if number == place else mention for number, mention in enumerate(opened.mentions))
    return replace(opened, mentions=mentions)


def _which(view: str, chosen: str) -> gr.Radio:
    """Return the choice of inspections as far as a view has it: themes are of the latest or of all reports."""
    choices = [words for words, which in WHICH.items() if VIEWS.get(view) == "grades" or which is not Which.SCALES]
    value = chosen if chosen in choices else choices[0]
    return gr.Radio(choices=choices, value=value, visible=VIEWS.get(view) in {"grades", "themes"})


def _find(opened: OpenedCell | None, marker: int) -> Citation | None:
    return next((c for c in opened.citations if c.marker == marker), None) if opened else None


__all__ = ["OpenedCell", "PatternsParts", "PatternsBackend", "build", "changing", "refreshed"]
