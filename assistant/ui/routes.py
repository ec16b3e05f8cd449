"""Routes beside the screens: page images, the documents themselves, health.

Every id is 64 hexadecimal digits and known to the library before anything is opened; no part of a path
comes from a request. Draws nothing itself: the reader does, one page at a time, and each image is kept in the cache
folder.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant.ui.backend import Backend, LibraryRow
from assistant.ui.evidence import IMAGE_WIDTHS
from ingest.errors import IngestError

DOCUMENT_ID = re.compile(r"[0-9a-f]{64}")
PDF = "application/pdf"
# A document has no origin of its own here (sandbox) and may load nothing. What a PDF is allowed beyond that, the
# viewers of browsers need: those written in JavaScript to run, and all of them to save and print (tried in Chromium).
LOADS_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
PDF_POLICY = f"{LOADS_NOTHING}; style-src 'unsafe-inline'; sandbox allow-scripts allow-downloads allow-modals"
OTHER_POLICY = f"{LOADS_NOTHING}; sandbox"


def router(backend: Backend) -> APIRouter:
    """Return the routes over this backend."""
    routes = APIRouter()

    @routes.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"status": "ok", "ready": backend.ready(), "documents": len(backend.rows())})

    @routes.get("/page/{document}/{number}.png")
    def page(request: Request, document: str, number: int, width: int = Query(default=800)) -> Response:
        row = _known(backend, document)
        if not 1 <= number <= row.pages:
            raise HTTPException(404, f"This document has pages 1 to {row.pages}.")
        if width not in IMAGE_WIDTHS:
            raise HTTPException(422, f"Width is one of {', '.join(map(str, IMAGE_WIDTHS))}.")
        headers = {"ETag": f'"{document[:32]}-{number}-{width}"', "Cache-Control": "private, no-cache"}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=304, headers=headers)
        image = page_image(backend, row.document, number, width)
        return Response(image, media_type="image/png", headers={**headers, "Content-Security-Policy": OTHER_POLICY})

    @routes.get("/documents/{document}")
    def source(document: str) -> Response:
        row = _known(backend, document)
        file = backend.source(row.document)
        if not file.path.is_file():
            raise HTTPException(404, "The file of this document is missing; `doctor` says more.")
        if file.withheld is not None:
            raise HTTPException(403, file.withheld)
        is_pdf = file.media_type == PDF
        headers = {
            "Content-Disposition": disposition(file.filename, inline=is_pdf),
            "Content-Security-Policy": PDF_POLICY if is_pdf else OTHER_POLICY,
            "Cache-Control": "private, no-cache",
        }
        return FileResponse(file.path, media_type=PDF if is_pdf else "application/octet-stream", headers=headers)

    return routes


def _known(backend: Backend, document: str) -> LibraryRow:
    row = backend.row(document) if DOCUMENT_ID.fullmatch(document) else None
    if row is None:
        raise HTTPException(404, "The library holds no such document.")
    return row


def page_image(backend: Backend, document: str, number: int, width: int) -> bytes:
    """Return a page as PNG, from the cache folder or drawn and put there."""
    kept = backend.cache / f"{document}-{number}-{width}.png"
    if kept.is_file():
        return kept.read_bytes()
    try:
        image = backend.page_image(document, number, width)
    except IngestError as error:
        raise HTTPException(503, str(error)) from error
    _keep(kept, image)
    return image


def _keep(path: Path, content: bytes) -> None:
    """Write whole or not at all: another request may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        file.write(content)
    os.replace(file.name, path)  # noqa: PTH105 # atomic, and the name is ours


def download(name: str, content: bytes, media_type: str = "application/octet-stream") -> Response:
    """Return a file that was made for this request: to be saved, kept by nobody on the way, loading nothing."""
    headers = {
        "Content-Disposition": disposition(name, inline=False),
        "Content-Security-Policy": OTHER_POLICY,
        "Cache-Control": "private, no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


def disposition(filename: str, *, inline: bool) -> str:
    """Return a Content-Disposition whose file name can neither break the header nor leave a folder."""
    name = re.sub(r"[\x00-\x1f\x7f/\\]", "_", filename).strip(". ") or "document"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


__all__ = ["disposition", "download", "page_image", "router"]
