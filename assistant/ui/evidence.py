"""The evidence panel as HTML: one citation with its page and highlight, and the sources of its answer.

A PDF is shown as the image of its page; what has no fixed pages as its text, with the image where one can be drawn.

Makes HTML from values and fetches nothing. Every text of a document goes through `html.escape`;
addresses are built only from ids of 64 hexadecimal digits and whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape as html_escape

from assistant.answer import Answer, Citation, Source
from assistant.ui.pagetext import column_names, page_text
from assistant.writing.escaping import visible
from assistant.writing.naming import date_words, format_words, place_words
from ingest.documents import Box, Page
from ingest.inspections import FORMAT_NAMES, ReportFormat

IMAGE_WIDTHS = (480, 800, 1200, 1600)
FIRST_WORDS = 12
READ_ANEW = (
    '<p class="notice notice-warn">This document has been read anew since the answer was given and reads differently '
    "now. The quotation is as it was; it may not stand on this page any more.</p>"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the panel is called where it stands: the id of its title, the way back, the heading of its list."""

    title_id: str = "evidence-title"
    back: str = "Back to the answer"
    listed: str = "Sources of this answer"


ASK = Frame()


@dataclass(frozen=True, slots=True)
class OpenCitation:
    """What the panel shows: a citation, the open page of its document, and where the quotation lies on it."""

    citation: Citation
    page: Page
    pages: int
    boxes: tuple[Box, ...]
    is_pdf: bool = True
    frame: Frame = ASK
    said: str = ""
    """HTML under the quotation: that the source has changed, feedback on it."""


def text(value: str) -> str:
    """Escape a text of a document or a person for HTML content and attributes."""
    return html_escape(visible(value), quote=True)


def panel(answer: Answer, shown: OpenCitation) -> str:
    """Return the whole panel for a selected citation."""
    return f"{_card(shown)}{sources(answer, shown.citation.marker, shown.frame.listed)}"


def unavailable(answer: Answer, citation: Citation) -> str:
    """Return the panel for a citation whose document has left the library since the answer."""
    card = (
        f'<article class="card evidence-card" aria-labelledby="evidence-title" data-marker="{citation.marker}">'
        f"{_heading(citation)}{quotation(citation)}"
        '<p class="notice notice-warn">This document has been removed from the library since the answer was given, '
        "so its page cannot be shown.</p></article>"
    )
    return f"{card}{sources(answer, citation.marker)}"


def nothing_selected(answer: Answer | None = None) -> str:
    """Return the panel before anything is selected, with the answer's sources if it has any."""
    words = (
        "Select a numbered marker in an answer to see the sentence on its page."
        if answer is None or answer.citations
        else "This answer cites nothing, so there is no page to show."
    )
    card = (
        '<div class="card empty">'
        '<div class="empty-page" aria-hidden="true"><i></i><i></i><i class="lit"></i><i></i></div>'
        f"<p>{words}</p></div>"
    )
    return card + (sources(answer, None) if answer else "")


def sources(answer: Answer, selected: int | None, title: str = ASK.listed) -> str:
    """Return every source of an answer as a list of buttons."""
    nearest = {citation.marker for citation in answer.nearest}
    cited = [c for c in answer.citations if c.marker not in nearest]
    near = [c for c in answer.citations if c.marker in nearest]
    return _source_list(title, cited, selected) + _source_list("Nearest passages (not an answer)", near, selected)


def _source_list(title: str, citations: Sequence[Citation], selected: int | None) -> str:
    if not citations:
        return ""
    items = "".join(_source_item(citation, citation.marker == selected) for citation in citations)
    heading = f'<h3>{title} <span class="count">{len(citations)}</span></h3>'
    return f'<section class="sources">{heading}<ol>{items}</ol></section>'


def _source_item(citation: Citation, selected: bool) -> str:
    source = citation.source
    facts = [date_words(source.date, source.date_printed), place_words(citation.locators)]
    words = citation.quote.replace("\t", " · ").split()
    first = " ".join(words[:FIRST_WORDS]) + ("…" if len(words) > FIRST_WORDS else "")
    current = ' aria-current="true"' if selected else ""
    return (
        f'<li><button type="button" class="source" data-send="cite:{citation.marker}"{current}>'
        f'<span class="marker">{citation.marker}</span><span class="source-text">'
        f'<span class="source-school">{text(source.school or source.title)}</span>'
        f'<span class="source-facts">{text(" · ".join(fact for fact in facts if fact))}</span>'
        f'<span class="source-words">{text(first)}</span></span></button></li>'
    )


def _card(shown: OpenCitation) -> str:
    return (
        f'<article class="card evidence-card" aria-labelledby="{shown.frame.title_id}" '
        f'data-marker="{shown.citation.marker}" data-page="{shown.page.number}">'
        f"{_heading(shown.citation, shown.frame)}{_facts(shown)}{_standing(shown.citation.source)}"
        f"{quotation(shown.citation, shown.page)}{shown.said}{_places(shown)}{_toolbar(shown)}{_sheet(shown)}</article>"
    )


def page_of(shown: OpenCitation) -> str:
    """Return where a quotation stands and its page, without its words: for panels that show these themselves."""
    return f"{_facts(shown)}{_standing(shown.citation.source)}{_places(shown)}{_toolbar(shown)}{_sheet(shown)}"


def _heading(citation: Citation, frame: Frame = ASK) -> str:
    source = citation.source
    title = f'<p class="doc-title">{text(source.title)}</p>' if source.school and source.title != source.school else ""
    return (
        f'<header><span class="marker marker-large" aria-hidden="true">{citation.marker}</span><div>'
        f'<h3 id="{frame.title_id}" tabindex="-1"><span class="visually-hidden">Source {citation.marker}: </span>'
        f"{text(source.school or source.title)}</h3>{title}</div>"
        f'<button type="button" class="link back-to-answer">{frame.back}</button></header>'
    )


def _facts(shown: OpenCitation) -> str:
    source, citation = shown.citation.source, shown.citation
    when, kind = date_words(source.date, source.date_printed), format_words(source.format)
    plain = kind == FORMAT_NAMES[ReportFormat.DOCUMENT]  # it reports no inspection, so that it lacks no date either
    facts = [("Inspected", when or "no inspection date")] if when or not plain else []
    facts += [("Kind" if plain else "Report", kind), ("Where", place_words(citation.locators))]
    under = " › ".join(citation.locators[0].heading_path) or citation.heading
    if under:
        facts.append(("Under", under))
    return f'<dl class="facts">{"".join(f"<div><dt>{k}</dt><dd>{text(v)}</dd></div>" for k, v in facts)}</dl>'


def _standing(source: Source) -> str:
    if source.followed_by:
        return f'<p class="notice">Followed by {text(source.followed_by)}, which leaves it standing.</p>'
    if not source.superseded_by:
        return ""
    return (
        '<p class="notice notice-warn"><strong>Superseded.</strong> The library holds a newer report of this school, '
        f"{text(source.superseded_by)}.</p>"
    )


def quotation(citation: Citation, page: Page | None = None) -> str:
    """Return the words of a citation; a row of a table cell by cell, each under its column's name where it is seen."""
    before = f'<span class="before">“{text(citation.before)}”</span> ' if citation.before else ""
    cells = citation.quote.split("\t")
    if len(cells) == 1:
        return f'<blockquote class="quotation">{before}“{text(citation.quote)}”</blockquote>'
    names = _names_of(citation, page) if page is not None else ()
    heads = [
        f'<span class="column">{text(name)}</span> ' if name.strip() else "" for name in names or ("",) * len(cells)
    ]
    shown = "\t".join(f'<span class="cell">{head}{text(cell)}</span>' for head, cell in zip(heads, cells, strict=True))
    return f'<blockquote class="quotation row{" named" if names else ""}">{before}{shown}</blockquote>'


def _names_of(citation: Citation, page: Page) -> tuple[str, ...]:
    """Return the names of the columns of a cited row, where the page still holds it as it was cited."""
    spans = [place.span for place in citation.locators if place.page == page.number]
    as_cited = len(spans) == 1 and spans[0].of(page.text) == citation.quote
    return column_names(page, spans[0]) if as_cited else ()


def _places(shown: OpenCitation) -> str:
    """Return a switch between the pages of a quotation that stands on more than one; each page once."""
    pages = list(dict.fromkeys(place.page for place in shown.citation.locators))
    if len(pages) < 2:
        return ""
    buttons = "".join(
        f'<button type="button" data-send="page:{shown.citation.marker}:{page}" '
        f'aria-pressed="{str(page == shown.page.number).lower()}">'
        f"{_unit(shown.page)} {page}</button>"
        for page in pages
    )
    unit = shown.page.unit.value
    return (
        '<div class="places" role="group" aria-label="Places of the quotation">'
        f"<span>The quotation runs over {len(pages)} {unit}s:</span>{buttons}</div>"
    )


def _toolbar(shown: OpenCitation) -> str:
    number, marker = shown.page.number, shown.citation.marker
    unit = _unit(shown.page)
    about = "" if shown.page.measured else " (estimated)"
    return (
        '<div class="page-bar" role="group" aria-label="Pages of the document">'
        f"{_turn(f'Previous {unit.lower()}', '‹', marker, number - 1, number > 1)}"
        f'<span class="page-count">{unit} {number} of {shown.pages}{about}</span>'
        f"{_turn(f'Next {unit.lower()}', '›', marker, number + 1, number < shown.pages)}"
        f"{_open(shown)}</div>"
    )


def _unit(page: Page) -> str:
    return page.unit.value.capitalize()


def _open(shown: OpenCitation) -> str:
    address, number = f"/documents/{text(shown.citation.source.document)}", shown.page.number
    if shown.is_pdf:
        return (
            f'<a class="open-pdf" href="{address}#page={number}" target="_blank" rel="noopener">Open PDF'
            f'<span class="visually-hidden"> at page {number}, in a new tab</span></a>'
        )
    return f'<a class="open-pdf" href="{address}" download>Download<span class="visually-hidden"> the file</span></a>'


def _turn(label: str, sign: str, marker: int, page: int, possible: bool) -> str:
    off = "" if possible else " disabled"
    key = "previous" if label.startswith("Previous") else "next"
    return (
        f'<button type="button" class="turn" data-send="page:{marker}:{page}" data-key="{key}" '
        f'aria-label="{label}" title="{label}"{off}>{sign}</button>'
    )


def _sheet(shown: OpenCitation) -> str:
    """Return the page: its image, or its text with the quotation marked, or both."""
    if shown.is_pdf:
        return _image(shown)
    spans = [place.span for place in shown.citation.locators if place.page == shown.page.number]
    words = page_text(shown.page, spans)
    if not shown.page.is_drawn:
        return f'<figure class="sheet">{words}<figcaption>{_caption(shown)}</figcaption></figure>'
    box = f'<details class="page-text-box" open><summary>The text of this page</summary>{words}</details>'
    return f"{_image(shown)}{box}"


def _image(shown: OpenCitation) -> str:
    """Return the page's image with its highlights.

    Gradio changes the HTML in place and keeps elements whose tag stays the same, images included: for as long as a
    new page loads, the old one would show under the new highlights. So each page gets a tag of its own.
    """
    page, document = shown.page, text(shown.citation.source.document)
    tag = f"page-{document[:16]}-{page.number}"
    address = f"/page/{document}/{page.number}.png?width="
    srcset = ", ".join(f"{address}{width} {width}w" for width in IMAGE_WIDTHS)
    lit = "".join(_mark(box) for box in shown.boxes)
    school = text(shown.citation.source.school or shown.citation.source.title)
    alt = f"Page {page.number} of the document about {school}" + (", the quotation highlighted" if lit else "")
    kind = "paper" if shown.is_pdf else "paper other"
    return (
        f'<figure class="sheet"><div class="paper-window"><{tag} class="{kind}"><img src="{address}800" '
        f'srcset="{srcset}" sizes="(max-width: 900px) max(92vw, 640px), 44vw" alt="{alt}" '
        f'width="{page.width:.0f}" height="{page.height:.0f}" decoding="async">'
        f"{lit}</{tag}></div><figcaption>{_caption(shown)}</figcaption></figure>"
    )


def _mark(box: Box) -> str:
    left, top = box.left * 100, box.top * 100
    width, height = (box.right - box.left) * 100, (box.bottom - box.top) * 100
    return (
        f'<span class="mark" aria-hidden="true" '
        f'style="left:{left:.3f}%;top:{top:.3f}%;width:{width:.3f}%;height:{height:.3f}%"></span>'
    )


def _caption(shown: OpenCitation) -> str:
    place = next((p for p in shown.citation.locators if p.page == shown.page.number), None)
    if place is None:
        found = dict.fromkeys(str(p.page) for p in shown.citation.locators)
        pages, unit = " and ".join(found), shown.page.unit.value
        return (
            f"The quotation is not on this {unit}; it is on {unit} {pages}. "
            f'<button type="button" class="link" data-send="cite:{shown.citation.marker}">'
            "Back to the quotation</button>"
        )
    if not shown.page.is_drawn:
        about = "" if place.measured else " The page is an estimate; the paragraph is exact."
        return f"The marked words are the quotation.{about}"
    if not shown.boxes:
        return "The quotation is on this page, but its exact place was not found, so nothing is highlighted."
    if not place.measured:
        return "The place is an estimate: the highlight shows where the quotation probably stands."
    if place.ocr:
        return "The highlighted words are the quotation, read by OCR: compare them with the page."
    return "The highlighted words are the quotation."


__all__ = [
    "ASK",
    "IMAGE_WIDTHS",
    "READ_ANEW",
    "Frame",
    "OpenCitation",
    "nothing_selected",
    "page_of",
    "panel",
    "quotation",
    "sources",
    "text",
    "unavailable",
]
