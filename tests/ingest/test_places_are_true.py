"""Every sentence that could ever be quoted stands on the page that it names, as another engine reads that page."""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from evals.gold import page_texts, squeeze
from ingest.documents import boxes_of
from ingest.passages import split
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = sorted((ROOT / "corpus" / "sample" / "reports").glob("*.pdf"))
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared")) / "reports"
REAL = sorted(SHARED.glob("*.pdf"))


@pytest.fixture(scope="module")
def reader():
    with ReaderProcess(Settings()) as made:
        yield made


@lru_cache(maxsize=64)
def read(reader, path):
    document = reader.read(path)
    return document, split(document, read_report(document).boilerplate)


def places(document, passages):
    pages = {page.number: page for page in document.pages}
    for passage in passages:
        for sentence in passage.sentences:
            for place in sentence.locators:
                yield pages[place.page], place.span


def stands(words, page):
    """A sentence stands whole; of a table row each word does, since pypdf may read the table column by column."""
    if "\t" in words:
        return all(squeeze(word) in page for word in words.split())
    return squeeze(words) in page


def assert_true_places(reader, path):
    document, passages = read(reader, path)
    texts = page_texts(path)
    wrong = [
        (page.number, span.of(page.text))
        for page, span in places(document, passages)
        if not stands(span.of(page.text), texts[page.number - 1])
    ]
    assert wrong == []


def assert_highlights_cover_the_words(reader, path):
    document, passages = read(reader, path)
    for page, span in places(document, passages):
        words = [word.span.of(page.text) for word in page.words if word.span.overlaps(span)]
        assert "".join(words) == "".join(span.of(page.text).split())
        assert all(0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1 for box in boxes_of(page, span))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_in_the_sample_group_every_quotable_sentence_stands_where_it_says(reader, path):
    assert_true_places(reader, path)
    assert_highlights_cover_the_words(reader, path)


@pytest.mark.skipif(not REAL, reason=f"no real reports in {SHARED}")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_in_real_reports_every_quotable_sentence_stands_where_it_says(reader, path):
    assert_true_places(reader, path)
    assert_highlights_cover_the_words(reader, path)
