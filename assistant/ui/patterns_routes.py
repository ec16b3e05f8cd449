"""What the Patterns tab lets people take away, as files: CSV, XLSX and SVG of a view.

The group comes as a name and must be one of the library; nothing of a request becomes a path.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from assistant.patterns import grades, pictures, takeaway
from assistant.patterns.boards import Board
from assistant.patterns.grades import Period, Which
from assistant.patterns.sheets import Book, csv_bytes, xlsx_bytes
from assistant.ui.patterns import PatternsBackend
from assistant.ui.routes import OTHER_POLICY, disposition
from ingest.errors import IngestError

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
}
BOOKS: dict[str, Callable[[Board, Which], Book]] = {
    "grades": lambda board, which: takeaway.grades_book(board.grades[which]),
    "timeline": lambda board, _: takeaway.timeline_book(
        board.schools, board.group or "", grades.caveats(board.grades[Which.ALL])
    ),
}
PICTURES: dict[str, Callable[[Board, Which], str]] = {
    "grades": lambda board, which: pictures.grades_svg(board.grades[which]),
    "timeline": lambda board, _: pictures.timeline_svg(board.schools, board.group or "", board.as_of),
}


def router(backend: PatternsBackend) -> APIRouter:
    """Return the routes over this backend."""
    routes = APIRouter()

    @routes.get("/patterns/{view}.{kind}")
    def file(  # one argument a parameter of the address
        view: str,
        kind: str,
        group: str = Query(default="", max_length=400),
        since: str = Query(default="", pattern=r"^(\d{4})?$"),
        until: str = Query(default="", pattern=r"^(\d{4})?$"),
        which: Which = Query(default=Which.LATEST),  # noqa: B008 # FastAPI's way
    ) -> Response:
        if view not in BOOKS or kind not in MEDIA or (kind == "svg" and view not in PICTURES):
            raise HTTPException(404, "There is no such file.")
        period = Period(int(since) if since else None, int(until) if until else None)
        try:
            board = backend.boards.board(group or None, period)
        except IngestError as error:
            raise HTTPException(404, str(error)) from error
        name = f"{view} {group or 'all schools'}{takeaway.period_words(period).replace(',', '')}.{kind}"
        headers = {
            "Content-Disposition": disposition(name, inline=False),
            "Content-Security-Policy": OTHER_POLICY,
            "Cache-Control": "private, no-store",
        }
        return Response(_content(board, view, kind, which), media_type=MEDIA[kind], headers=headers)

    return routes


def _content(board: Board, view: str, kind: str, which: Which) -> bytes:
    if kind == "svg":
        return PICTURES[view](board, which).encode()
    book = BOOKS[view](board, which)
    return csv_bytes(book) if kind == "csv" else xlsx_bytes(book)


__all__ = ["router"]
