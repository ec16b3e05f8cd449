"""The Patterns tab's self-evaluations against the reports, as HTML.

Makes HTML from values and asks nothing. A document is compared when somebody asks for it, for that takes a while.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from assistant.patterns.boards import Board
from assistant.patterns.values import Bearing, ClaimAgainstReports, GroupPatterns
from assistant.ui.evidence import text
from assistant.ui.patterns_html import choice, downloads, progress_bar, region
from ingest.library import DocumentRecord
from ingest.phrases import day_words, how_many

SIGNS = {
    Bearing.BORNE_OUT: "▲",
    Bearing.CONTRADICTED: "▼",
    Bearing.BOTH: "⇅",
    Bearing.NOT_BORNE_OUT: "◇",
    Bearing.NEWER: "◆",
    Bearing.OPEN: "◐",
    Bearing.SILENT: "○",
    Bearing.WISH: "⧗",
}
COUNTED = {
    Bearing.NEWER: ("with newer evidence", "with newer evidence"),
    Bearing.SILENT: ("that no report speaks to", "that no report speaks to"),
    Bearing.WISH: ("plan or wish", "plans or wishes"),
}
"""How claims are counted, one and several, where a bearing's own words do not follow a number."""
NONE = (
    "The library holds no self-evaluation, plan or board paper of this group. Add one in the Library tab and name its "
    "group."
)
NOTES = (
    "Each claim is held against passages of the group’s inspection reports; its own document is never its evidence. "
    "One that is on no single school is held against Ofsted’s letters on the group too, which give no grade.",
    "A grade, a figure or a day of inspection is compared with what the reports print of it, as in Check.",
    "“Newer evidence exists”: an earlier report speaks to the claim, and a later one may say something else.",
    "“Said and denied”: one passage bears the claim out and another says otherwise; both are beside it.",
    "“No report speaks to it” and “not borne out” say what reports hold, not whether a claim is true.",
    "“Left to a reader”: the passages neither clearly bear the claim out nor contradict it, or bear it out of some of "
    "the schools that it speaks of.",
    "“A plan or wish” says what is to be done, which no report can bear out; what reports say of the matter is beside "
    "it.",
)
Compared = Mapping[str, tuple[ClaimAgainstReports, ...]]
"""The claims of each document that was compared, by its id."""


def claims_view(board: Board, patterns: GroupPatterns, compared: Compared, running: Collection[str] = ()) -> str:
    """Return each document of the group with its claims, or with the button that has them compared.

    What is compared or being compared comes first: whoever pressed the button looks for its table.

    :param running: the documents that are being compared now.
    """
    if not patterns.other_documents:
        return f'<div class="card empty"><h3>Nothing to compare</h3><p>{NONE}</p></div>'
    held = [(number, one) for number, one in enumerate(patterns.other_documents) if one in board.records]
    held.sort(key=lambda known: (known[1] not in compared, known[1] not in running))
    parts = [
        _document(board, board.records[document], number, compared.get(document), document in running)
        for number, document in held
    ]
    items = "".join(f"<li>{note}</li>" for note in NOTES)
    files = downloads(board, "claims", ("csv", "xlsx")) if compared else ""
    return (
        f"{_tools(compared)}{''.join(parts)}{files}"
        f'<section class="legend" aria-label="How to read this"><h3>How to read this</h3><ul>{items}</ul></section>'
    )


def _tools(compared: Compared) -> str:
    if not compared:
        return ""
    states = [("", "Any"), *((bearing.value, bearing.value) for bearing in Bearing)]
    return (
        '<div class="tools" role="group" aria-label="Narrow the claims">'
        '<label>Find<input type="search" data-narrow="find" autocomplete="off"></label>'
        f"{choice('How it stands', 'kind', states)}</div>"
    )


def _head(record: DocumentRecord) -> str:
    title, day = record.title or record.filename, f", {day_words(record.start)}" if record.start else ""
    return f'<h3>{text(title)}</h3><p class="said">{text(record.filename)}{day}</p>'


def progress(done: int, total: int) -> str:
    """Return how far a comparison is, with a bar; empty once it is done."""
    if done >= total:
        return ""
    said = f"Comparing claim {done + 1} of {total} with the reports …"
    return progress_bar(said, (done, total), ("Comparison", "Claims compared"))


def _document(
    board: Board, record: DocumentRecord, number: int, claims: Sequence[ClaimAgainstReports] | None, running: bool
) -> str:
    title, head = record.title or record.filename, _head(record)
    if claims is None:
        return f'<section class="survey bridges">{head}<p>{_offer(title, number, running)}</p></section>'
    rows = "".join(_row(board, claim, number, place) for place, claim in enumerate(claims))
    table = (
        f'<table class="matrix claims"><caption class="visually-hidden">Claims of {text(title)} and the reports'
        '</caption><thead><tr><th scope="col">Claim</th><th scope="col">How it stands</th><th scope="col">Passages'
        f'</th></tr></thead><tbody class="narrowed">{rows}</tbody></table>'
    )
    label = f"Claims of {title}"
    return f'<section class="survey">{head}<p class="said">{_summary(claims)}</p>{region(label, table)}</section>'


def _offer(title: str, number: int, running: bool) -> str:
    if running:
        return '<span class="fact">Its claims are being compared. The table comes when all of them are done.</span>'
    about = f'<span class="visually-hidden">: {text(title)}</span>'
    return (
        f'<button type="button" class="open evidence" data-send="compare:{number}">Compare its claims with the reports'
        f'{about}</button> <span class="fact">Takes some minutes, a few seconds a claim; what was compared is '
        "kept.</span>"
    )


def _summary(claims: Sequence[ClaimAgainstReports]) -> str:
    numbers = [(bearing, sum(claim.bearing is bearing for claim in claims)) for bearing in Bearing]
    said = [f"{number} {_counted(bearing, number)}" for bearing, number in numbers if number]
    return f"{how_many(len(claims), 'claim')}: {', '.join(said)}."


def _counted(bearing: Bearing, number: int) -> str:
    one, several = COUNTED.get(bearing, (bearing.value, bearing.value))
    return one if number == 1 else several


def _row(board: Board, claim: ClaimAgainstReports, number: int, place: int) -> str:
    first = f'data-open="{board.stamp}:claims:'
    passages = how_many(len(claim.evidence), "passage")
    about = f'<span class="visually-hidden"> for: {text(claim.claim.text[:80])}</span>'
    evidence = (
        f'<button type="button" class="open" data-count="{len(claim.evidence)}" '
        f'{first}evidence-{number}:{place}:0"><b>{passages}</b>{about}</button>'
        if claim.evidence
        else '<span class="in">none</span>'
    )
    return (
        f'<tr data-name="{text(claim.claim.text)}" data-kind="{text(claim.bearing.value)}"><th scope="row">'
        f'<button type="button" class="open" data-count="1" {first}own-{number}:{place}:0">{text(claim.claim.text)}'
        f'</button></th><td class="words"><span class="state"><i aria-hidden="true">{SIGNS[claim.bearing]}</i> '
        f'{text(claim.bearing.value)}</span><span class="in">{text(claim.reason)}</span></td><td>{evidence}</td></tr>'
    )


__all__ = ["Compared", "claims_view", "progress"]
