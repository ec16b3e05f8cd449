"""Office documents made part by part, for tests and fuzzing: what a library would not write must be there too.

Makes bytes from words and reads nothing.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Our heading"/><w:basedOn w:val="H2"/></w:style>
</w:styles>"""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), content)
    return file.getvalue()


def para(text: str, style: str | None = None, properties: str = "") -> str:
    """Return a paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str) -> str:
    """Return a run of text; a form feed is where Word broke the page last."""
    parts = text.split("\f")
    inner = "<w:lastRenderedPageBreak/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
    return f"<w:r>{inner}</w:r>"


def table(*rows: Sequence[str]) -> str:
    """Return a table of rows of cells, each cell a text."""
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{para(cell)}</w:tc>' for cell in cells)}</w:tr>" for cells in rows)
    return f"<w:tbl>{lines}</w:tbl>"


def docx(body: str, extra: Mapping[str, str | bytes] | None = None, relations: str = "", types: str = "") -> bytes:
    """Return a Word document with this body; `extra` are further parts."""
    main = "word/document.xml"
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{main}" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KIND}/officeDocument" '
        f'Target="{main}"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{KIND}/styles" Target="styles.xml"/>{relations}</Relationships>',
        main: f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": STYLES,
    }
    return zipped({**parts, **(extra or {})})


def with_notes(body: str, footnotes: Sequence[str] = (), comments: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return a Word document with footnotes and comments (author, text), numbered from 1."""
    feet = "".join(f'<w:footnote w:id="{n}"><w:p>{run(text)}</w:p></w:footnote>' for n, text in enumerate(footnotes, 1))
    said = "".join(
        f'<w:comment w:id="{n}" w:author="{author}"><w:p>{run(text)}</w:p></w:comment>'
        for n, (author, text) in enumerate(comments, 1)
    )
    extra: dict[str, str | bytes] = {
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p/>'
        f"</w:footnote>{feet}</w:footnotes>",
        "word/comments.xml": f'<w:comments xmlns:w="{W}">{said}</w:comments>',
    }
    relations = "".join(
        f'<Relationship Id="n{kind}" Type="{KIND}/{kind}" Target="{kind}.xml"/>' for kind in ("footnotes", "comments")
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>'
        for kind in ("footnotes", "comments")
    )
    return docx(body, extra, relations, types)


def pptx(*slides: tuple[str, Sequence[str], str]) -> bytes:
    """Return a presentation; each slide is (title, bullets, notes)."""
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    targets = "".join(
        f'<Relationship Id="rId{n}" Type="{KIND}/slide" Target="slides/slide{n}.xml"/>'
        for n in range(1, len(slides) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KIND}/officeDocument" '
        'Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f'<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{listed}</p:sldIdLst>'
        "</p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{RELATIONS}">{targets}</Relationships>',
    }
    for number, (title, bullets, notes) in enumerate(slides, 1):
        body = _shape("body", bullets)
        parts[f"ppt/slides/slide{number}.xml"] = _slide(
            "sld", body + _shape("title", [title]) + _shape("sldNum", ["9"])
        )
        if notes:
            parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = (
                f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{KIND}/notesSlide" '
                f'Target="../notesSlides/notesSlide{number}.xml"/></Relationships>'
            )
            parts[f"ppt/notesSlides/notesSlide{number}.xml"] = _slide("notes", _shape("body", [notes]))
    return zipped(parts)


def _slide(name: str, shapes: str) -> str:
    return f'<p:{name} xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{name}>'


def _shape(kind: str, lines: Sequence[str]) -> str:
    text = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{text}</p:txBody></p:sp>'


def odt(body: str, meta: str = "") -> bytes:
    """Return an OpenDocument text with this body."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )
