"""Routes of the Draft tab: a draft's exports, each made when it is asked for.

An id is 32 hexadecimal digits and a form one of a fixed list; no part of a path comes from a request.
"""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from assistant.drafting.forms import FORMS
from assistant.drafting.room import Room
from assistant.ui.routes import download
from ingest.errors import LibraryError

_ID = re.compile(r"[0-9a-f]{32}")


def router(room: Room) -> APIRouter:
    """Return the routes over these drafts."""
    routes = APIRouter()

    @routes.get("/narratives/{draft}/{form}")
    def exported(draft: str, form: str) -> Response:
        if not _ID.fullmatch(draft) or f".{form}" not in FORMS:
            raise HTTPException(404, "There is no such export.")
        try:
            name, content = room.export(draft, f".{form}")
        except LibraryError as error:
            raise HTTPException(404, str(error)) from error
        return download(name, content)

    return routes


__all__ = ["router"]
