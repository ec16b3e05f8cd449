"""Routes of the Check tab: a review's exports, each made when it is asked for.

An id is 64 hexadecimal digits and a form one of a fixed list; no part of a path comes from a request.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from assistant.reviewing.exports import FORMS, CannotExportReview
from assistant.ui.drafts import Drafts
from assistant.ui.routes import DOCUMENT_ID, download
from ingest.errors import LibraryError


def router(drafts: Drafts) -> APIRouter:
    """Return the routes over these drafts."""
    routes = APIRouter()

    @routes.get("/checks/{draft}/{form}")
    def exported(draft: str, form: str) -> Response:
        if not DOCUMENT_ID.fullmatch(draft) or f".{form}" not in FORMS:
            raise HTTPException(404, "There is no such export.")
        try:
            name, content = drafts.export(draft, f".{form}")
        except LibraryError as error:
            raise HTTPException(404, str(error)) from error
        except CannotExportReview as error:
            raise HTTPException(422, str(error)) from error
        return download(name, content)

    return routes


__all__ = ["router"]
