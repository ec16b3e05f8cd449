"""Whatever a reader gives, recognition gives a record whose places lie inside the pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.reading.gold import MADE
from ingest.documents import Document, Locator
from ingest.reports import read_report

Make = Callable[..., Document]


def _marked(line: str) -> str:
    """Return a line of a made report as `make_document` marks it."""
    return line.removeprefix("| ").replace(" | ", "\t") if line.startswith("| ") else line.replace("## ", "# ")


PAGES: list[list[list[str]]] = [
    [[_marked(line) for line in page] for page in yaml.safe_load(source.read_text(encoding="utf-8"))["pages"]]
    for source in sorted(MADE.glob("*.yaml"))
]
JUNK = [
    "",
    "\t",
    "\u2028",
    "9" * 400,
    "Good",
    "Overall effectiveness",
    "URN: 12345",
    "Inspection dates",
    "Yours sincerely",
]


def _mutated(pages: list[list[str]], rng: random.Random) -> list[list[str]]:
    """Cut, double, swap, join and scramble lines of a report."""
    pages = [list(page) for page in pages]
    for _ in range(rng.randint(1, 12)):
        page = rng.choice(pages)
        if not page:
            continue
        place = rng.randrange(len(page))
        change = rng.randrange(7)
        if change == 0:
            del page[place]
        elif change == 1:
            page.insert(place, rng.choice(page))
        elif change == 2:
            other = rng.choice(pages)
            other.insert(rng.randint(0, len(other)), page.pop(place))
        elif change == 3:
            page[place] = page[place][: rng.randint(0, len(page[place]))]
        elif change == 4:
            page[place] = f"{page[place]}\t{rng.choice(page)}"
        elif change == 5:
            page[place] = "".join(rng.sample(page[place], len(page[place])))
        else:
            page.insert(place, rng.choice(JUNK))
    return pages


def _locators(value: object) -> Iterator[Locator]:
    if isinstance(value, Locator):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _locators(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _locators(getattr(value, field.name))


def _check(document: Document) -> None:
    report = read_report(document)
    texts = {page.number: page.text for page in document.pages}
    for locator in _locators(report.inspection):
        assert locator.document == document.id
        assert 0 <= locator.span.start <= locator.span.end <= len(texts[locator.page])
    starts = {(page.number, block.span.start) for page in document.pages for block in page.blocks}
    assert set(report.boilerplate) <= starts


@pytest.mark.parametrize("seed", range(150))
def test_a_mutated_report_never_crashes_recognition(make_document: Make, seed: int) -> None:
    rng = random.Random(seed)  # no secret
    for _ in range(3):
        _check(make_document(_mutated(rng.choice(PAGES), rng)))


@settings(max_examples=150, deadline=None)
@given(
    pages=st.lists(st.lists(st.text(max_size=120).map(lambda text: text.replace("\n", " ")), max_size=8), max_size=3)
)
def test_no_text_crashes_recognition(make_document: Make, pages: list[list[str]]) -> None:
    _check(make_document(pages))


def test_a_document_of_no_pages_is_a_plain_document(make_document: Make) -> None:
    inspection = read_report(make_document([])).inspection
    assert inspection.format.value == "document"
    assert inspection.judgements == ()


def test_the_made_reports_are_there() -> None:
    assert len(PAGES) >= 15
    assert Path(MADE).is_dir()
