"""Routes of the Ask tab: a conversation, or one answer of it, as a file, made when it is asked for.

An id is 32 hexadecimal digits, an answer a whole number and a form one of a fixed list; no part of a path comes from a
request.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import PlainTextResponse, Response

from assistant.conversations.export import FORMS, copied, export
from assistant.ui.backend import Backend
from assistant.ui.routes import OTHER_POLICY, download
from ingest.errors import LibraryError

_ID = re.compile(r"[0-9a-f]{32}")


def router(backend: Backend) -> APIRouter:
    """Return the routes over the conversations of who works here."""
    routes = APIRouter()

    @routes.get("/conversations/{conversation}/{form}")
    def exported(conversation: str, form: str, answer: int | None = Query(default=None, ge=0)) -> Response:
        store = backend.conversations
        if not _ID.fullmatch(conversation) or f".{form}" not in FORMS or store is None:
            raise HTTPException(404, "There is no such export.")
        try:
            name, content = export(store, conversation, f".{form}", answer)
        except LibraryError as error:
            raise HTTPException(404, str(error)) from error
        return download(name, content)

    @routes.get("/conversations/{conversation}/answers/{number}")
    def text(conversation: str, number: int) -> Response:
        store = backend.conversations
        if not _ID.fullmatch(conversation) or store is None:
            raise HTTPException(404, "There is no such conversation.")
        try:
            words = copied(store, conversation, number)
        except LibraryError as error:
            raise HTTPException(404, str(error)) from error
        headers = {"Content-Security-Policy": OTHER_POLICY, "Cache-Control": "private, no-store"}
        return PlainTextResponse(words, headers=headers)

    return routes


__all__ = ["router"]
