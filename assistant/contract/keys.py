"""The keys that each command prints with ``--json``, so that whoever scripts it can hold output against them.

``a.b`` is a key within an object, ``a[].b`` one of each object of a list; an output that is a list begins with ``[]``.
A part that may be missing is null or an empty list, never left out; ``prose`` alone stands only where a chat model
wrote. A test walks real output; the shapes are made by the modules named ``contract``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_PLACE = "unit paragraph heading_path measured ocr"
_EVIDENCE = "file document school date page page_label heading text"
_REASONS = "reasons reasons[].kind reasons[].claim reasons[].evidence"
_CITATION = f"marker file document page page_label {_PLACE} school date quote places"
_PLACES = f"page page_label start end {_PLACE}"


def _under(prefix: str, keys: str) -> str:
    return " ".join(f"{prefix}{key}" for key in keys.split())


_CITED = f"{_CITATION} {_under('places[].', _PLACES)}"
_CHECKED = (
    f"text page paragraph set_apart verdict {_REASONS} score findings citations citations[].text citations[].page "
    f"citations[].year evidence {_under('evidence.', _EVIDENCE)} suggestion otherwise otherwise.sentence "
    f"{_under('otherwise.', f'{_REASONS} {_EVIDENCE}')}"
)
_TABLE = "field report report.text report.page table table.text table.file table.document table.row table.column"
_INSPECTION = (
    "file document pages provider provider_type urn local_authority group format format_name "
    f"inspection_dates {_under('inspection_dates.', 'printed start end page')} published "
    f"previous {_under('previous.', 'start end date grade')} lead_inspector "
    f"judgements {_under('judgements[].', 'area grade scale date page')} outcome outcome.text outcome.page "
    "safeguarding safeguarding.outcome safeguarding.page next_steps next_steps[].kind next_steps[].text "
    "next_steps[].page not_found framework school_category age_range pupils appropriate_authority "
    "group_sentence group_sentence.text group_sentence.page category_of_concern category_of_concern.text "
    f"category_of_concern.page dated people {_under('people[].', 'role name page personal')} "
    f"strengths {_under('strengths[].', 'label text page')} weaknesses {_under('weaknesses[].', 'label text page')} "
    f"figures {_under('figures[].', 'section measure period school national comparison columns page')} "
    "conflicts conflicts[].field conflicts[].places conflicts[].places[].text conflicts[].places[].page "
    f"confidence reason table_conflicts {_under('table_conflicts[].', _TABLE)} "
    f"corrections {_under('corrections[].', 'field value printed old by at')}"
)
_AT = _under("places[].", "page page_label start end unit paragraph measured ocr")
_MENTION = (
    "theme direction school file document passage text next_step date format why corrected corrected.author "
    f"corrected.at corrected.read corrected.read.theme corrected.read.direction places {_AT}"
)
_STATEMENT = f"document file passage text date schools why places {_AT}"
_CELL = f"school theme counts documents mentions {_under('mentions[].', _MENTION)}"
_DIRECTIONS = frozenset(
    f"{matrix}[].counts.{direction}"
    for matrix in ("matrix", "history")
    for direction in ("strength", "needs improvement", "mixed", "neutral")
)
"""Counts are named by their direction as it is shown, "needs improvement" with its space."""
_PATTERNS = (
    f"group today notes schools {_under('schools[].', 'key name urn phase joined reports')} "
    f"{_under('schools[].reports[].', 'document file date format predates predecessor')} "
    f"themes {_under('themes[].', 'key name description')} matrix {_under('matrix[].', _CELL)} "
    f"history {_under('history[].', _CELL)} "
    f"findings {_under('findings[].', 'kind theme sentence schools considered silent caveats evidence')} "
    f"{_under('findings[].schools[].', 'school name dates role')} {_under('findings[].evidence[].', _MENTION)} "
    f"responses {_under('responses[].', 'theme school need statements later state why')} "
    f"{_under('responses[].need.', _MENTION)} {_under('responses[].statements[].', _STATEMENT)} "
    f"{_under('responses[].later[].', _MENTION)} "
    f"capacity {_under('capacity[].', 'key name statements')} {_under('capacity[].statements[].', _STATEMENT)} "
    f"evaluations {_under('evaluations[].', 'file document kind date said recommendations')} "
    f"{_under('evaluations[].said[].', f'heading {_STATEMENT}')} "
    f"{_under('evaluations[].recommendations[].', _STATEMENT)} "
    f"claims {_under('claims[].', 'claim bearing reason evidence')} {_under('claims[].claim.', _STATEMENT)} "
    f"{_under('claims[].evidence[].', _STATEMENT)}"
)
_CITE = "file document school date page quote note"
_DRAFT = (
    "group framework voice mode made author state "
    f"sections {_under('sections[].', 'key title question claims gaps gaps[].text gaps[].fill warnings')} "
    f"sections[].prose {_under('sections[].prose.', 'model written kept why')} "
    f"{_under('sections[].claims[].', 'id part kind text stated verdict reasons violations citations')} "
    f"{_under('sections[].claims[].violations[].', 'rule words reason')} "
    f"{_under('sections[].claims[].citations[].', _CITE)} method "
    f"matrices {_under('matrices[].', 'title columns rows note')} {_under('matrices[].rows[].', 'head cells')} "
    f"{_under('matrices[].rows[].cells[].', 'text citations')} "
    f"{_under('matrices[].rows[].cells[].citations[].', _CITE)} out seconds"
)
_SURVEY = (
    "survey audience school urn measure theme date favourable respondents benchmark suppressed file document row column"
)
SUMMARY = (
    "claims set_apart supported contradicted not_found not_checked uncited wrong_page wrong_document wrong_school "
    "wrong_date superseded quotation said_otherwise"
)
"""Counts of a checked draft: how many claims, how many have each verdict, and how many have each finding."""
CONTRACT: Mapping[str, frozenset[str]] = {
    command: frozenset(keys.split()) | (_DIRECTIONS if command == "patterns" else frozenset())
    for command, keys in {
        "ingest": (
            "added unchanged replaced failed failed[].path failed[].reason notes notes[].path notes[].note "
            "pages passages seconds"
        ),
        "ingest --list": _under("[].", "id file title school urn group format date pages passages warnings"),
        "ingest --remove": "removed id",
        "ingest --rebuild": "documents seconds",
        "search": _under("[].", f"file document page page_label {_PLACE} school date heading text score"),
        "ask": (
            f"status answer claims claims[].text claims[].verdict claims[].citations "
            f"{_under('claims[].citations[].', _CITED)} missing coverage coverage.asked coverage.speaking "
            f"coverage.silent nearest {_under('nearest[].', _CITED)} searched searched.documents searched.schools "
            "searched.passages searched.narrowed notes choices choices[].words choices[].question seconds "
            "prose prose.model prose.claims prose.claims[].text prose.claims[].verdict prose.claims[].markers "
            "prose.refused prose.refused[].text prose.refused[].verdict prose.refused[].why"
        ),
        "inspections": _under("[].", _INSPECTION),
        "surveys": _under("[].", _SURVEY),
        "patterns": _PATTERNS,
        "draft": _DRAFT,
        "verify": f"id verdict {_REASONS} score",
        "check": f"summary {_under('summary.', SUMMARY)} claims {_under('claims[].', _CHECKED)}",
        "doctor": _under("[].", "name severity message remedy"),
    }.items()
}
"""The keys of each command."""


def key_paths(value: object, prefix: str = "") -> Iterator[str]:
    """Yield the path of every key of a JSON value, as `CONTRACT` writes them."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield f"{prefix}{key}"
            yield from key_paths(inner, f"{prefix}{key}.")
    elif isinstance(value, list):
        for inner in value:
            yield from key_paths(inner, f"{prefix.rstrip('.')}[].")


__all__ = ["CONTRACT", "SUMMARY", "key_paths"]
