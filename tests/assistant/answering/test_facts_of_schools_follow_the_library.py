"""What is known of schools is looked up anew when a correction or a membership changes it, without a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.pipeline import Pipeline, Request
from assistant.search import Searcher
from ingest.embedding import Embedder
from ingest.library import Library
from tests.ingest.library.library_worker import Sample, make


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True) as library:
        yield library


@pytest.fixture
def sample(tmp_path: Path, library: Library) -> Sample:
    made = make(tmp_path / "files", 1, urn="100001", group="Trust")
    made.put(library)
    library.corrections.correct(made.id, "provider", "Elm Primary School")
    return made


@pytest.fixture
def pipeline(library: Library, embedder: Embedder) -> Pipeline:
    return Pipeline(library, Searcher(library, embedder), embedder)


def asked(pipeline: Pipeline, question: str) -> list[str]:
    return [school.name for school in pipeline.scope(Request(question)).schools]


def test_a_school_whose_name_was_corrected_is_still_found_by_its_phase(
    library: Library, sample: Sample, pipeline: Pipeline
) -> None:
    question = "Which primary schools teach phonics?"
    assert asked(pipeline, question) == ["Elm Primary School"]
    library.corrections.correct(sample.id, "provider", "Elm Road Primary School")
    assert asked(pipeline, question) == ["Elm Road Primary School"]


def test_a_field_that_is_corrected_once_more_is_known_by_its_last_value(
    library: Library, sample: Sample, pipeline: Pipeline
) -> None:
    library.corrections.correct(sample.id, "local_authority", "Eastshire")
    assert asked(pipeline, "Which schools in Eastshire teach phonics?") == ["Elm Primary School"]
    library.corrections.correct(sample.id, "local_authority", "Northshire")
    assert asked(pipeline, "Which schools in Northshire teach phonics?") == ["Elm Primary School"]


def test_a_day_of_joining_counts_as_soon_as_somebody_has_said_it(
    library: Library, sample: Sample, pipeline: Pipeline
) -> None:
    question = "Which schools taught phonics well before they joined the trust?"
    assert asked(pipeline, question) == ["Elm Primary School"]  # inspected in 2024; nobody has said when it joined
    library.join_group("100001", "Trust", date(2020, 9, 1))
    assert asked(pipeline, question) == []
