"""The Library tab: what the library holds, adding files, removing documents.

Lays out the tab and passes files to the backend. The only files it ever hands on are copies of uploads that no other
window has; the backend deletes them once they have been read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ui import groups, record, shelf
from assistant.ui.backend import Backend, FileOutcome, LibraryRow
from assistant.ui.notices import problem, status
from assistant.ui.uploads import Uploads
from assistant.ui.waiting import Waiting
from ingest.errors import IngestError
from ingest.phrases import how_many
from ingest.readers.formats import READABLE
from ingest.tables.mapping import is_mapping

IDS = re.compile(r"[0-9a-f]{64}(?:,[0-9a-f]{64})*")
MAX_GROUP = 200
SURVEYS = "If a survey has column names of its own, choose its mapping file with it: staff.csv and staff.mapping.yaml."

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class LibraryParts:
    """The components of the tab that events read and write. `changed` counts changes of the library."""

    files: gr.File
    folder: gr.UploadButton
    group: gr.Textbox
    add: gr.Button
    results: gr.HTML
    table: gr.HTML
    picked: gr.Textbox
    remove: gr.Button
    confirm_box: gr.Column
    confirm: gr.HTML
    confirmed: gr.Button
    cancel: gr.Button
    said: gr.HTML
    changed: gr.State
    listing: gr.Row
    sensitive_box: gr.Column
    sensitive: gr.HTML
    sensitive_add: gr.Button
    sensitive_leave: gr.Button
    waiting: gr.State
    groups: groups.GroupsParts


def build(backend: Backend, uploads: Uploads) -> LibraryParts:
    """Lay out the tab, wire its events and return its parts."""
    parts = _layout(backend)
    record.build(backend, parts.listing, parts.changed)
    _wire(_Screen(backend, parts, uploads), parts)
    return parts


def refreshed(backend: Backend, parts: LibraryParts) -> Update:
    """Return the updates after the library has changed."""
    rows = backend.rows()
    return {
        parts.table: shelf.table(rows),
        parts.remove: gr.Button(visible=bool(rows)),
        parts.confirm_box: gr.Column(visible=False),
        **groups.refreshed(backend, parts.groups),
    }


def _layout(backend: Backend) -> LibraryParts:
    with gr.Row(elem_id="library-columns") as listing:
        with gr.Column(scale=7, min_width=280, elem_id="shelf-column"):
            remove, said, confirm_box, confirm, confirmed, cancel, table = _shelf()
        with gr.Column(scale=3, min_width=280, elem_id="add-column"):
            heading = '<h2 class="panel-title" id="add-title" tabindex="-1">Add documents</h2>'
            gr.HTML(heading, elem_id="add-head", padding=False, apply_default_css=False)
            adding = _upload()
            sensitive_parts = _sensitive_box()
            grouping = groups.layout()
    picked = gr.Textbox(visible="hidden", elem_id="picked-text", label="Selected documents")
    # What waits in a window that was closed goes with the window.
    waiting = gr.State(Waiting(), delete_callback=lambda left: backend.discard(left.leave_out()))
    common = (*adding, table, picked, remove, confirm_box, confirm, confirmed, cancel, said)
    return LibraryParts(*common, gr.State(0), listing, *sensitive_parts, waiting, grouping)


def _shelf() -> tuple[gr.Button, gr.HTML, gr.Column, gr.HTML, gr.Button, gr.Button, gr.HTML]:
    with gr.Row(elem_id="shelf-head"):
        heading = '<h2 class="panel-title">In the library</h2><a class="to-add" href="#add-title">Add documents</a>'
        gr.HTML(heading, elem_id="shelf-title", padding=False, apply_default_css=False)
        remove = gr.Button("Remove selected …", elem_id="remove", size="sm", visible=False)
    said = gr.HTML("", elem_id="library-status", padding=False, apply_default_css=False)
    with gr.Column(visible=False, elem_id="confirm-box") as confirm_box:
        confirm = gr.HTML("", padding=False, apply_default_css=False)
        with gr.Row():
            confirmed = gr.Button("Remove", variant="stop", elem_id="remove-confirmed", min_width=120)
            cancel = gr.Button("Keep", elem_id="remove-cancel", min_width=120)
    table = gr.HTML("", elem_id="shelf", padding=False, apply_default_css=False)
    return remove, said, confirm_box, confirm, confirmed, cancel, table


def _upload() -> tuple[gr.File, gr.UploadButton, gr.Textbox, gr.Button, gr.HTML]:
    files = gr.File(file_count="multiple", label="Reports and other documents", elem_id="upload-files", height=150)
    gr.HTML(f'<p class="kinds">What can be read: {READABLE}. {SURVEYS}</p>', padding=False, apply_default_css=False)
    folder = gr.UploadButton("Choose a folder …", file_count="directory", size="sm", elem_id="upload-folder")
    group = gr.Textbox(
        label="Group (optional)",
        info="Trust or other body responsible for these schools",
        max_length=MAX_GROUP,
        elem_id="upload-group",
    )
    add = gr.Button("Add to library", variant="primary", elem_id="add")
    results = gr.HTML("", elem_id="results", padding=False, apply_default_css=False)
    return files, folder, group, add, results


def _sensitive_box() -> tuple[gr.Column, gr.HTML, gr.Button, gr.Button]:
    with gr.Column(visible=False, elem_id="sensitive-box") as box:
        words = gr.HTML("", padding=False, apply_default_css=False)
        with gr.Row():
            add = gr.Button("Add all the same", variant="stop", elem_id="sensitive-add", min_width=120)
            leave = gr.Button("Leave out", elem_id="sensitive-leave", min_width=120)
    return box, words, add, leave


def _wire(screen: _Screen, parts: LibraryParts) -> None:
    groups.wire(screen.backend, parts.groups, parts.changed)
    _wire_adding(screen, parts)
    asking = [parts.confirm_box, parts.confirm, parts.confirmed, parts.said]
    parts.remove.click(screen.ask_first, parts.picked, asking, **QUIET)
    parts.cancel.click(lambda: gr.Column(visible=False), None, parts.confirm_box, **QUIET)
    parts.confirmed.click(
        screen.remove,
        [parts.picked, parts.changed],
        [parts.said, parts.confirm_box, parts.picked, parts.changed],
        show_progress="minimal",
        concurrency_limit=1,
        api_visibility="private",
    )


def _wire_adding(screen: _Screen, parts: LibraryParts) -> None:
    adding = [parts.results, parts.files, parts.add, parts.changed, parts.sensitive_box, parts.sensitive]
    wrong = [parts.results, parts.add]
    parts.files.change(screen.hold, parts.files, None, **QUIET)
    parts.folder.upload(
        screen.choose, [parts.files, parts.folder], parts.files, show_progress="minimal", api_visibility="private"
    )
    parts.add.click(
        screen.add,
        [parts.files, parts.group, parts.changed, parts.waiting],
        adding,
        concurrency_limit=1,
        concurrency_id="adding",
        **QUIET,
    ).failure(screen.failed, None, wrong, **QUIET)
    # What is confirmed is what stands on the screen now, though an upload that is still running is finished first.
    parts.sensitive_add.click(screen.confirm, parts.waiting, parts.sensitive_box, **QUIET).then(
        screen.add_confirmed, [parts.waiting, parts.changed], adding, concurrency_id="adding", **QUIET
    ).failure(screen.failed, None, wrong, **QUIET)
    parts.sensitive_leave.click(screen.leave_out, parts.waiting, parts.sensitive_box, **QUIET)


class _Screen:
    """The events of the tab."""

    def __init__(self, backend: Backend, parts: LibraryParts, uploads: Uploads) -> None:
        self._backend = self.backend = backend
        self._parts = parts
        self._uploads = uploads

    def hold(self, files: list[str] | None, window: gr.Request) -> None:
        """Note which uploads this window has chosen."""
        self._uploads.hold(f"library {window.session_hash}", files or ())

    def choose(self, already: list[str] | None, folder: list[str] | None) -> list[str]:
        """Put the files of a folder beside those already chosen."""
        return list(dict.fromkeys([*(already or []), *(folder or [])]))

    def add(self, files: list[str] | None, group: str, changed: int, waiting: Waiting) -> Iterator[Update]:
        """Add the chosen files one by one, showing each result as it comes."""
        parts = self._parts
        paths = self._uploads.take(files or ())
        if not paths:
            yield {parts.results: status("Choose files or a folder first.")}
            return
        yield {parts.files: None}  # at once: what is chosen while these are read must stay chosen
        chosen = (group or "").strip()[:MAX_GROUP] or None
        yield from self._add([(paths, chosen)], changed, waiting, confirmed=False)

    def confirm(self, waiting: Waiting) -> gr.Column:
        """Note which files somebody has just confirmed."""
        waiting.confirm()
        return gr.Column(visible=False)

    def add_confirmed(self, waiting: Waiting, changed: int) -> Iterator[Update]:
        """Add the files that somebody has confirmed."""
        batches = waiting.confirmed()
        if batches:
            yield from self._add([(batch.paths, batch.group) for batch in batches], changed, waiting, confirmed=True)

    def leave_out(self, waiting: Waiting) -> gr.Column:
        """Delete the copies of files that nobody wants to confirm."""
        self._backend.discard(waiting.leave_out())
        return gr.Column(visible=False)

    def _add(
        self,
        batches: Sequence[tuple[Sequence[Path], str | None]],
        changed: int,
        waiting: Waiting,
        *,
        confirmed: bool,
    ) -> Iterator[Update]:
        parts, done = self._parts, list[FileOutcome]()
        total = sum(not is_mapping(path) for paths, _ in batches for path in paths)
        yield {parts.results: shelf.progress(done, total), parts.add: gr.Button("Adding …", interactive=False)}
        wrong = ""
        for paths, group in batches:
            first = len(done)
            try:
                for outcome in self._backend.add(paths, group, confirmed=confirmed):
                    done.append(outcome)
                    yield {parts.results: shelf.progress(done, max(total, len(done)))}
            except IngestError as error:
                wrong = problem(str(error))
            finally:  # also where the window was closed meanwhile, or something failed that nobody foresaw
                _wait(waiting, paths, done[first:], group)
        asked = waiting.asked()
        yield {
            parts.results: wrong or shelf.progress(done, len(done)),
            parts.add: gr.Button("Add to library", interactive=True),
            parts.changed: changed + 1,
            parts.sensitive_box: gr.Column(visible=bool(asked)),
            parts.sensitive: shelf.sensitive(asked),
        }

    def failed(self) -> Update:
        """Put the screen back in order after an error that nobody foresaw; the log has the details."""
        return {
            self._parts.results: problem(
                "Something went wrong; the log of the server says more. Documents listed in the library are complete."
            ),
            self._parts.add: gr.Button("Add to library", interactive=True),
        }

    def ask_first(self, picked: str) -> Update:
        """Name what would be removed, and ask."""
        parts, rows = self._parts, self._chosen(picked)
        if not rows:
            return {
                parts.confirm_box: gr.Column(visible=False),
                parts.said: status("Select at least one document in the list first."),
            }
        label = "Remove 1 document" if len(rows) == 1 else f"Remove {len(rows)} documents"
        return {
            parts.confirm_box: gr.Column(visible=True),
            parts.confirm: shelf.confirmation(rows),
            parts.confirmed: gr.Button(label),
            parts.said: "",
        }

    def remove(self, picked: str, changed: int) -> Update:
        """Remove what was selected."""
        parts, rows = self._parts, self._chosen(picked)
        said = status(f"Removed {how_many(len(rows), 'document')}.")
        try:
            self._backend.remove([row.document for row in rows])
        except IngestError as error:  # some may be gone: the list is shown as it is now
            said = problem(str(error))
        return {
            parts.said: said,
            parts.confirm_box: gr.Column(visible=False),
            parts.picked: "",
            parts.changed: changed + 1,
        }

    def _chosen(self, picked: str) -> list[LibraryRow]:
        if not IDS.fullmatch(picked or ""):
            return []
        rows = (self._backend.row(document) for document in dict.fromkeys(picked.split(",")))
        return [row for row in rows if row is not None]


def _wait(waiting: Waiting, paths: Sequence[Path], done: Sequence[FileOutcome], group: str | None) -> None:
    """Let those of some files wait that look sensitive; a mapping has no outcome of its own."""
    documents = [path for path in paths if not is_mapping(path)]
    held = [(path, outcome) for path, outcome in zip(documents, done, strict=False) if outcome.sensitive]
    waiting.ask([path for path, _ in held], [outcome for _, outcome in held], group)


__all__ = ["LibraryParts", "build", "refreshed"]
