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
SUMMARY = (
    "claims set_apart supported contradicted not_found not_checked uncited wrong_page wrong_document wrong_school "
    "wrong_date superseded quotation said_otherwise"
)
"""Counts of a checked draft: how many claims, how many have each verdict, and how many have each finding."""
CONTRACT: Mapping[str, frozenset[str]] = {
    command: frozenset(keys.split())
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
