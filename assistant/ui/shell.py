"""The web application put together: page frame, tabs, routes, guard.

Holds no logic of its own. Importing this module imports Gradio and nothing more; what is slow begins
when the server starts.
"""

from __future__ import annotations

import contextlib
import html
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.utils import get_upload_folder

from assistant.ui import (
    ask,
    check,
    check_routes,
    conversation_routes,
    draft,
    draft_routes,
    library,
    patterns,
    patterns_routes,
    routes,
)
from assistant.ui.backend import Backend
from assistant.ui.security import Guard
from assistant.ui.theme import theme
from assistant.ui.uploads import Uploads
from ingest.settings import Settings

HERE = Path(__file__).parent
TITLE = "Inspection assistant"
BANNER = f"""<header class="banner" role="banner">
<a class="skip" href="#question">Skip to the question</a>
<h1>{TITLE}</h1>
<p>Answers in the reports’ own words, each sentence on its page</p>
</header>"""
ICON = (  # a page with one line lit
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect x='5' y='2' width='22' height='28' rx='3' fill='%231b5061'/%3E"
    "%3Cpath d='M10 10h12M10 22h12' stroke='%23fff' stroke-width='2.5'/%3E"
    "%3Cpath d='M10 16h12' stroke='%23ffc62e' stroke-width='4'/%3E%3C/svg%3E"
)
STYLES = (
    "style.css",
    "ask.css",
    "feedback.css",
    "evidence.css",
    "library.css",
    "record.css",
    "findings.css",
    "surveys.css",
    "matrix.css",
    "patterns.css",
    "check.css",
    "draft.css",
    "narrow.css",
)
SCRIPTS = ("highlight.js", "script.js", "record.js", "patterns.js", "check.js", "draft.js")
DAY = 24 * 60 * 60


def build(backend: Backend, settings: Settings) -> FastAPI:
    """Return the whole application as one ASGI app."""
    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan(backend))
    app.include_router(routes.router(backend))
    app.include_router(conversation_routes.router(backend))
    app.include_router(patterns_routes.router(backend))
    app.include_router(check_routes.router(backend.drafts))
    app.include_router(draft_routes.router(backend.room))
    gr.mount_gradio_app(
        app,
        blocks(backend, settings.model),
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size=f"{settings.max_file_mb}mb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        css_paths=[HERE / name for name in STYLES],
        head=_head(),
    )
    app.add_middleware(Guard, host=settings.host)
    return app


def blocks(backend: Backend, model: str | None = None) -> gr.Blocks:
    """Return the screens; `model` is the chat model that sees what is found, if any."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    uploads = Uploads(Path(get_upload_folder()))
    with gr.Blocks(title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(DAY, DAY)) as screens:
        gr.HTML(BANNER + _seen_by(model), elem_id="banner", padding=False, apply_default_css=False)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab("Ask", id="ask"):
                asking = ask.build(backend, screens)
            with gr.Tab("Patterns", id="patterns"):
                patterning = patterns.build(backend)
            with gr.Tab("Check", id="check"):
                checking = check.build(backend, backend.drafts, uploads)
            with gr.Tab("Draft", id="draft"):
                drafting = draft.build(backend)
            with gr.Tab("Library", id="library"):
                shelving = library.build(backend, uploads)
        _wire(screens, backend, asking, shelving, patterning)
        _wire_check(screens, backend, checking, shelving)
        _wire_draft(screens, backend, drafting, shelving)
    return screens  # type: ignore[no-any-return]  # Gradio's context manager is untyped


def _seen_by(model: str | None) -> str:
    """Say which chat model is sent questions and evidence; nothing where none is."""
    if model is None:
        return ""
    name = html.escape(model)
    return f'<p class="seen-by">Your questions and the sentences found are sent to the chat model <b>{name}</b>.</p>'


def _head() -> str:
    script = "".join((HERE / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f'<link rel="icon" href="{ICON}"><script>{script}</script>'


def _wire(
    screens: gr.Blocks,
    backend: Backend,
    asking: ask.AskParts,
    shelving: library.LibraryParts,
    patterning: patterns.PatternsParts,
) -> None:
    def refresh() -> dict[Any, Any]:
        refreshed = {**ask.refreshed(backend, asking), **library.refreshed(backend, shelving)}
        return {**refreshed, **patterns.refreshed(backend, patterning)}

    changing = [
        *asking.filters,
        asking.chat,
        asking.question,
        asking.send,
        shelving.table,
        shelving.remove,
        shelving.confirm_box,
        *patterns.changing(patterning),
        *shelving.groups.changing,
    ]
    for trigger in (screens.load, shelving.changed.change):
        trigger(refresh, None, changing, show_progress="hidden", api_visibility="private")


def _wire_check(
    screens: gr.Blocks, backend: Backend, checking: check.CheckParts, shelving: library.LibraryParts
) -> None:
    def refresh() -> dict[Any, Any]:
        return check.refreshed(backend.drafts, checking)

    for trigger in (screens.load, shelving.changed.change):
        trigger(refresh, None, [checking.earlier], show_progress="hidden", api_visibility="private")


def _wire_draft(
    screens: gr.Blocks, backend: Backend, drafting: draft.DraftParts, shelving: library.LibraryParts
) -> None:
    def refresh() -> dict[Any, Any]:
        return draft.refreshed(backend, drafting)

    for trigger in (screens.load, shelving.changed.change):
        trigger(refresh, None, draft.changing(drafting), show_progress="hidden", api_visibility="private")


def _lifespan(backend: Backend) -> Any:  # noqa: ANN401 # FastAPI's own type for this is a private alias
    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        backend.start()
        yield
        backend.close()

    return lifespan


__all__ = ["blocks", "build"]
