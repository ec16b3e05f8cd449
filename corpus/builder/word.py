"""Writes a Word document part by part, so that the same text always gives the same bytes.

Headings, paragraphs, bullets and tables with Word's own styles; parts are stored, not deflated, because the bytes of
a deflated part depend on the machine's library.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from corpus.builder.papers import Line, Paper, lines

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_TOP = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLE = {"#": "Title", "##": "Heading1", "###": "Heading2", "*": "ListBullet", "": None}
_WIDTH = 9026
"""Width of the text on A4 with inch margins, in twentieths of a point."""


def build(paper: Paper) -> bytes:
    """Return the document's bytes."""
    body = "".join(_body(list(lines(paper.text))))
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    page += 'w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    document = f'{_TOP}<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>'
    return _zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                ("officeDocument", _KIND, "word/document.xml"),
                ("core-properties", f"{_RELATIONS}/metadata", "docProps/core.xml"),
            ),
            "docProps/core.xml": _properties(paper),
            "word/_rels/document.xml.rels": _relations(
                ("styles", _KIND, "styles.xml"), ("numbering", _KIND, "numbering.xml")
            ),
            "word/document.xml": document,
            "word/numbering.xml": _NUMBERING,
            "word/styles.xml": _styles(),
        }
    )


def _body(blocks: Sequence[Line]) -> Iterator[str]:
    for is_row, group in groupby(blocks, key=lambda line: line.mark == "|"):
        if is_row:
            yield _table([line.cells for line in group])
        else:
            yield from (_paragraph(line.content, _STYLE[line.mark]) for line in group)


def _paragraph(text: str, style: str | None) -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _table(rows: Sequence[Sequence[str]]) -> str:
    width = _WIDTH // len(rows[0])
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = f'<w:tblPr><w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
    column = f'<w:gridCol w:w="{width}"/>'
    grid = f"<w:tblGrid>{column * len(rows[0])}</w:tblGrid>"
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    body = "".join(f"<w:tr>{''.join(f'{cell}{_paragraph(t, None)}</w:tc>' for t in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{head}{grid}{body}</w:tbl>{_paragraph('', None)}"


def _styles() -> str:
    def style(key: str, name: str, size: int, extra: str = "", bold: bool = True) -> str:
        weight = "<w:b/>" if bold else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f'<w:pPr><w:spacing w:before="240" w:after="120"/>{extra}</w:pPr><w:rPr>{weight}<w:sz w:val="{size}"/>'
            "</w:rPr></w:style>"
        )

    outline = '<w:outlineLvl w:val="{}"/>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    return (
        f'{_TOP}<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:style>'
        f"{style('Title', 'Title', 40)}"
        f"{style('Heading1', 'heading 1', 30, outline.format(0))}"
        f"{style('Heading2', 'heading 2', 25, outline.format(1))}"
        f"{style('ListBullet', 'List Bullet', 22, listed, bold=False)}</w:styles>"
    )


_NUMBERING = (
    f'{_TOP}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"))
    )
    return (
        f'{_TOP}<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{_PACKAGE}.core-properties+xml"/></Types>'
    )


def _relations(*links: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}"/>'
        for number, (kind, base, target) in enumerate(links, 1)
    )
    return f'{_TOP}<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'


def _properties(paper: Paper) -> str:
    return (
        f'{_TOP}<cp:coreProperties xmlns:cp="{_RELATIONS.rsplit("/", 1)[0]}'
        '/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:creator>Inspection Assistant sample group (fictional)"
        f'</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">{paper.dated}T12:00:00Z</dcterms:created>'
        "</cp:coreProperties>"
    )


def _zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            information = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            information.create_system = 3
            archive.writestr(information, content.encode())
    return stream.getvalue()
