"""What the Patterns tab lets people take away, as files: CSV, XLSX and SVG of a view, and the group's profile.

The group comes as a name and must be one of the library; nothing of a request becomes a path.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from assistant.patterns import grades, pictures, takeaway, takeaway_more, takeaway_themes
from assistant.patterns.boards import Board, Boards
from assistant.patterns.grades import Which, YearRange
from assistant.patterns.profile import profile
from assistant.patterns.sheets import Book, csv_bytes, xlsx_bytes
from assistant.patterns.values import GroupPatterns
from assistant.ui import patterns_profile
from assistant.ui.patterns import PatternsBackend
from assistant.ui.routes import OTHER_POLICY, disposition, download
from assistant.writing.docx import word_file
from ingest.errors import IngestError

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
Said: TypeAlias = Callable[[], GroupPatterns]
"""Gives themes, findings and responses; asked only where they are needed."""

BOOKS: dict[str, Callable[[Board, Said, Which], Book]] = {
    "capacity": lambda board, said, which: takeaway_more.capacity_book(said()),
    "grades": lambda board, said, which: takeaway.grades_book(board.grades[which]),
    "timeline": lambda board, said, which: takeaway.timeline_book(
        board.schools, board.group or "", grades.caveats(board.grades[Which.ALL])
    ),
    "themes": lambda board, said, which: takeaway_themes.themes_book(said(), which is Which.ALL),
    "findings": lambda board, said, which: takeaway_themes.findings_book(said()),
    "responses": lambda board, said, which: takeaway_themes.responses_book(said()),
}
PICTURES: dict[str, Callable[[Board, Said, Which], str]] = {
    "grades": lambda board, said, which: pictures.grades_svg(board.grades[which]),
    "timeline": lambda board, said, which: pictures.timeline_svg(board.schools, board.group or "", board.as_of),
    "themes": lambda board, said, which: pictures.themes_svg(said(), which is Which.ALL),
}


def router(backend: PatternsBackend) -> APIRouter:
    """Return the routes over this backend."""
    routes = APIRouter()

    _add_profile(routes, backend)

    @routes.get("/patterns/{view}.{kind}")
    def file(  # one argument a parameter of the address
        view: str,
        kind: str,
        group: str = Query(default="", max_length=400),
        since: str = Query(default="", pattern=r"^(\d{4})?$"),
        until: str = Query(default="", pattern=r"^(\d{4})?$"),
        which: Which = Query(default=Which.LATEST),  # noqa: B008 # FastAPI's way
    ) -> Response:
        if (
            view not in {*BOOKS, "claims", "surveys"}
            or kind not in {"csv", "xlsx", "svg"}
            or (kind == "svg" and view not in PICTURES)
        ):
            raise HTTPException(404, "There is no such file.")
        period = YearRange(int(since) if since else None, int(until) if until else None)
        try:
            board = backend.boards.board(group or None, period)
            content = _content(backend.boards, board, (view, kind), which)
        except IngestError as error:
            raise HTTPException(404, str(error)) from error
        name = f"{view} {group or 'all schools'}{takeaway.period_words(period).replace(',', '')}.{kind}"
        return download(name, content, MEDIA[kind])

    return routes


def _add_profile(routes: APIRouter, backend: PatternsBackend) -> None:
    """Add the group's profile, as a page to print and as a Word file."""

    @routes.get("/patterns/profile.{kind}")
    def group_profile(
        kind: Literal["html", "docx"],
        group: str = Query(max_length=400),
        since: str = Query(default="", pattern=r"^(\d{4})?$"),
        until: str = Query(default="", pattern=r"^(\d{4})?$"),
    ) -> Response:
        boards = backend.boards
        try:
            board = boards.board(group, YearRange(int(since) if since else None, int(until) if until else None))
            made = profile(board, boards.patterns(board), boards.surveys(board))
        except IngestError as error:
            raise HTTPException(404, str(error)) from error
        headers = {
            "Content-Disposition": disposition(f"profile {group}.{kind}", inline=kind == "html"),
            "Content-Security-Policy": patterns_profile.POLICY if kind == "html" else OTHER_POLICY,
            "Cache-Control": "private, no-store",
        }
        content = patterns_profile.page(made).encode() if kind == "html" else word_file(made)
        return Response(content, media_type=MEDIA[kind], headers=headers)


def _content(boards: Boards, board: Board, file: tuple[str, str], which: Which) -> bytes:
    def said() -> GroupPatterns:
        return boards.patterns(board)

    view, kind = file
    if kind == "svg":
        return PICTURES[view](board, said, which).encode()
    if view == "surveys":
        book = takeaway_more.surveys_book(board.group or "", boards.surveys(board), boards.bands().bands)
    elif view == "claims":
        book = takeaway_more.claims_book(said(), boards.compared(board))
    else:
        book = BOOKS[view](board, said, which)
    return csv_bytes(book) if kind == "csv" else xlsx_bytes(book)


__all__ = ["router"]
