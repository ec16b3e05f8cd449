"""A narrative as a Word file: styles, real footnotes, a table of sources, page numbers.

Written with lxml and zipfile: footnotes need XML of their own in any case. The bytes depend on the narrative alone.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker  # type: ignore[import-not-found]  # the stubs leave it out

from assistant.writing.narrative import Grid, Narrative, NarrativeBlock, NarrativeKind, Note, Run, SourceRow
from assistant.writing.xml_parts import legal, xml_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_E: Any = ElementMaker(namespace=W, nsmap={"w": W, "r": R})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_STYLES = {
    NarrativeKind.TITLE: "Title",
    NarrativeKind.SUBTITLE: "Subtitle",
    NarrativeKind.HEADING: "Heading1",
    NarrativeKind.SUBHEADING: "Heading2",
    NarrativeKind.PARAGRAPH: "BodyText",
    NarrativeKind.QUESTION: "Question",
    NarrativeKind.BULLET: "ListBullet",
    NarrativeKind.SMALL: "Statement",
}
_MADE = (1980, 1, 1, 0, 0, 0)
_WIDTHS = (3000, 2900, 1600, 1860)
"""Widths of the columns of the sources, in twentieths of a point; together the width of the text."""
_WIDE = 14290
"""Width of the text on a page that lies on its side, on which matrices stand."""
_WIDEST = 2300
"""Width of a matrix's column at most."""


def word_file(text: Narrative) -> bytes:
    """Return the bytes of a .docx."""
    parts = {
        "[Content_Types].xml": _shipped("content_types.xml"),
        "_rels/.rels": _shipped("rels.xml"),
        "word/document.xml": xml_bytes(_document(text)),
        "word/_rels/document.xml.rels": _shipped("document_rels.xml"),
        "word/styles.xml": _shipped("styles.xml"),
        "word/numbering.xml": _shipped("numbering.xml"),
        "word/settings.xml": _shipped("settings.xml"),
        "word/footnotes.xml": xml_bytes(_footnotes(text.notes)),
        "word/footer1.xml": _shipped("footer.xml"),
        "docProps/core.xml": _core(text.title),
    }
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, _MADE), content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def _document(text: Narrative) -> Any:  # noqa: ANN401 (lxml elements)
    body = _E.body()
    body.extend(_paragraph(block) for block in text.blocks)
    if text.grids:
        body.append(_turn(wide=False))
        body.append(_styled("Heading1", [_run("Tables")]))
        for grid in text.grids:
            head, note = _styled("Heading2", [_run(grid.caption)]), _styled("Statement", [_run(grid.note)])
            body.extend((head, note, _grid(grid)))  # below a full page it would have one to itself
        body.append(_turn(wide=True))
    body.append(_styled("Heading1", [_run("Sources")]))
    body.append(_table(text.sources))
    body.extend(_paragraph(block) for block in text.ending)
    body.append(_page())
    return _E.document(body)


def _paragraph(block: NarrativeBlock) -> Any:  # noqa: ANN401 (lxml elements)
    return _styled(_STYLES[block.kind], _runs(block.runs))


def _runs(runs: Sequence[Run]) -> list[Any]:
    """Return runs; two notes at one place with a raised space between them, or 39 and 40 would be read as 3940."""
    written: list[Any] = []
    for place, run in enumerate(runs):
        if isinstance(run, Note):
            written += [_raised_space()] if place and isinstance(runs[place - 1], Note) else []
            written.append(_reference(run))
        else:
            written.append(_run(run))
    return written


def _raised_space() -> Any:  # noqa: ANN401 (lxml elements)
    space = _run(" ")
    space.insert(0, _E.rPr(_E.rStyle(_value("FootnoteReference"))))
    return space


def _styled(style: str, runs: Iterable[Any]) -> Any:  # noqa: ANN401 (lxml elements)
    return _E.p(_E.pPr(_E.pStyle(_value(style))), *runs)


def _run(text: str) -> Any:  # noqa: ANN401 (lxml elements)
    piece = _E.t(legal(text))
    piece.set(_SPACE, "preserve")
    return _E.r(piece)


def _reference(note: Note) -> Any:  # noqa: ANN401 (lxml elements)
    look = _E.rPr(_E.rStyle(_value("FootnoteReference")))
    if not note.fixed:
        return _E.r(look, _E.footnoteReference(_id(note.number)))
    own = {f"{{{W}}}customMarkFollows": "1"}
    return _E.r(look, _E.footnoteReference(own | _id(note.number)), _E.t(str(note.number)))


def _footnotes(notes: Sequence[Note]) -> Any:  # noqa: ANN401 (lxml elements)
    """Return the notes; the first two are the lines that Word draws above them."""
    root = _E.footnotes(
        _E.footnote({f"{{{W}}}type": "separator", f"{{{W}}}id": "-1"}, _E.p(_E.r(_E.separator()))),
        _E.footnote(
            {f"{{{W}}}type": "continuationSeparator", f"{{{W}}}id": "0"}, _E.p(_E.r(_E.continuationSeparator()))
        ),
    )  # fmt: skip
    for note in notes:
        sign = _E.t(str(note.number)) if note.fixed else _E.footnoteRef()
        mark = _E.r(_E.rPr(_E.rStyle(_value("FootnoteReference"))), sign)
        root.append(_E.footnote(_id(note.number), _styled("FootnoteText", [mark, _run(f" {note.text}")])))
    return root


def _table(rows: Sequence[SourceRow]) -> Any:  # noqa: ANN401 (lxml elements)
    cells = [[(text,) for text in (r.school, r.document, r.date, r.file)] for r in rows]
    heads = [(head,) for head in ("School", "Document", "Date", "File")]
    return _rows(heads, cells, _WIDTHS, "TableText")


def _grid(grid: Grid) -> Any:  # noqa: ANN401 (lxml elements)
    """Return a matrix; its first column is the widest, the others share the rest."""
    others = len(grid.columns) - 1
    each = min(_WIDE * 4 // 5 // max(others, 1), _WIDEST)
    widths = (min(_WIDE - others * each, 2 * _WIDEST), *[each] * others)
    return _rows(grid.columns, grid.rows, widths, "TableSmall")


def _rows(
    columns: Sequence[Sequence[Run]], rows: Sequence[Sequence[Sequence[Run]]], widths: Sequence[int], style: str
) -> Any:  # noqa: ANN401 (lxml elements)
    """Return a table whose head is repeated on each page and whose rows are not broken over two."""
    grid = _E.tblGrid(*(_E.gridCol({f"{{{W}}}w": str(width)}) for width in widths))
    look = _E.tblPr(
        _E.tblStyle(_value("Sources")), _E.tblW({f"{{{W}}}w": str(sum(widths)), f"{{{W}}}type": "dxa"}),
        _E.tblLayout({f"{{{W}}}type": "fixed"}),
    )  # fmt: skip
    heading = "TableHead" if style == "TableText" else "TableSmallHead"
    head = _row(columns, widths, heading)
    head.insert(0, _E.trPr(_E.cantSplit(), _E.tblHeader()))
    made = [_row(row, widths, style) for row in rows]
    for row in made:
        row.insert(0, _E.trPr(_E.cantSplit()))
    return _E.tbl(look, grid, head, *made)


def _row(cells: Sequence[Sequence[Run]], widths: Sequence[int], style: str) -> Any:  # noqa: ANN401 (lxml elements)
    return _E.tr(
        *(
            _E.tc(_E.tcPr(_E.tcW({f"{{{W}}}w": str(width), f"{{{W}}}type": "dxa"})), _styled(style, _runs(cell)))
            for cell, width in zip(cells, widths, strict=True)
        )
    )


def _turn(*, wide: bool) -> Any:  # noqa: ANN401 (lxml elements)
    """Return the paragraph that ends a stretch of pages, upright or on their side."""
    return _E.p(_E.pPr(_page(wide=wide)))


def _page(*, wide: bool = False) -> Any:  # noqa: ANN401 (lxml elements)
    size = {f"{{{W}}}w": "11906", f"{{{W}}}h": "16838"}
    if wide:
        size = {f"{{{W}}}w": "16838", f"{{{W}}}h": "11906", f"{{{W}}}orient": "landscape"}
    edge = {f"{{{W}}}{name}": "1273" for name in ("top", "right", "bottom", "left")}
    margins = edge | {f"{{{W}}}header": "709", f"{{{W}}}footer": "709", f"{{{W}}}gutter": "0"}
    footer = _E.footerReference({f"{{{W}}}type": "default", f"{{{R}}}id": "rId5"})
    return _E.sectPr(footer, _E.pgSz(size), _E.pgMar(margins))


def _core(title: str) -> bytes:
    dc = "http://purl.org/dc/elements/1.1/"
    cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    root = etree.Element(f"{{{cp}}}coreProperties", nsmap={"cp": cp, "dc": dc})
    etree.SubElement(root, f"{{{dc}}}title").text = legal(title)
    return xml_bytes(root)


def _value(value: str) -> dict[str, str]:
    return {f"{{{W}}}val": value}


def _id(number: int) -> dict[str, str]:
    return {f"{{{W}}}id": str(number)}


def _shipped(name: str) -> bytes:
    return resources.files("assistant.writing").joinpath("template", name).read_bytes()


__all__ = ["word_file"]
