"""The claims of `claims.jsonl` → one Word draft of some 1,900 words, the same bytes every time.

Lays the claims out as a reviewer's paper: headings, paragraphs, names in bold, sentences that are not checkable.
Judges nothing. Each claim was written while reading the sample group's reports, and no checker was set by them.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

CLAIMS = Path(__file__).resolve().parent / "claims.jsonl"
TWIN = CLAIMS.with_name("twin.jsonl")
"""A second draft about the same reports, other claims and faults: to work on, so that the first stays to report on."""
TITLE = "Quillhaven Learning Trust and its neighbours: what the inspection reports say"
OPENING = (
    "This paper draws on the latest inspection reports of six schools. It was written for the committee’s meeting in "
    "the autumn and sets out what inspectors found, school by school and theme by theme."
)
CLOSING = (
    "What should the committee ask next? We believe that the visits planned for the spring term are the right moment. "
    "In our view writing deserves most of the time. We hope that governors will read the reports for themselves."
)
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WHEN = (2026, 9, 1, 9, 0, 0)
_NAME = re.compile(r"(Marlpit Vale|Fennick Road|Wickenmoss|Ashlark High|Ashlark Primary|St Orrin’s)")


@dataclass(frozen=True, slots=True)
class Planted:
    """One claim of the draft. `fault` is None for a sound one; `right` says what would be right."""

    id: str
    section: str
    paragraph: int
    text: str
    cite: str
    fault: str | None
    right: str | None

    @property
    def written(self) -> str:
        """The sentence as it stands in the draft, its citation before the full stop."""
        head, stop = (self.text[:-1], self.text[-1]) if self.text[-1] in ".”" else (self.text, "")
        return f"{self.text} ({self.cite})." if stop == "”" else f"{head} ({self.cite}){stop}"


def claims(path: Path = CLAIMS) -> list[Planted]:
    """Return the claims of a draft in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Planted(**json.loads(line)) for line in lines]


def build(planted: Sequence[Planted] | None = None) -> bytes:
    """Return the draft as a Word file."""
    body = "".join(_body(planted if planted is not None else claims()))
    document = f'{_DECLARED}<w:document xmlns:w="{_SPACE}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    document += '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" '
    document += 'w:gutter="0"/></w:sectPr></w:body></w:document>'
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/styles.xml": _styles(),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml")),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content.encode("utf-8"))
    return out.getvalue()


def _body(planted: Sequence[Planted]) -> Iterator[str]:
    yield _paragraph(TITLE, "Title")
    yield _paragraph(OPENING)
    for section, inside in groupby(planted, lambda claim: claim.section):
        yield _paragraph(section, "Heading1")
        for _, sentences in groupby(inside, lambda claim: claim.paragraph):
            yield _paragraph(" ".join(claim.written for claim in sentences))
    yield _paragraph("Next steps", "Heading1")
    yield _paragraph(CLOSING)


def _paragraph(text: str, style: str | None = None) -> str:
    """Return a paragraph, its school names in bold, so that claims begin and end inside runs."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    pieces = [text] if style else _NAME.split(text)
    runs = "".join(_run(piece, bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece)
    return f"<w:p>{properties}{runs}</w:p>"


def _run(text: str, *, bold: bool) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _types() -> str:
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"{default}><w:name w:val="{name}"/>{look}</w:style>'
        for id, name, default, look in (
            ("Normal", "Normal", ' w:default="1"', ""),
            ("Title", "Title", "", '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr>'),
            ("Heading1", "heading 1", "", '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>'),
        )
    )
    return f'{_DECLARED}<w:styles xmlns:w="{_SPACE}">{styles}</w:styles>'


__all__ = ["TWIN", "Planted", "build", "claims"]
