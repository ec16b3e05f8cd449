"""The suite "speed": the libraries that it generates, what it counts, and what its options do."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import numpy as np
import pytest

from evals import __main__ as command
from evals import ingest_speed, registry
from evals.figures import number
from evals.speed import generated, suite
from ingest.documents import Scope
from ingest.library import Library

MODEL = "made-up-model"
POOL = generated.Pool(
    tuple(f"Leaders at {{school}} value subject number {word} in every year." for word in "abcdefghij"),
    np.eye(10, 16, dtype=np.float32),
    ("Attendance", ""),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("generated")
    with Library.open(folder / "library", write=True, model=MODEL) as library:
        generated.fill(library, 430, POOL, folder, MODEL)
        yield library


def test_a_generated_library_holds_as_many_passages_as_asked_in_reports_of_forty(library):
    records = library.documents()
    assert library.passage_count() == 430
    assert [record.passages for record in records] == [40] * 10 + [30]
    assert {record.school for record in records} == {generated.school_name(number) for number in range(3)}
    assert {record.group for record in records} == {"Generated Trust 1"}


def test_every_sentence_stands_where_it_says(library):
    record = library.documents()[3]
    for passage in library.passages_of(record.id):
        for sentence in passage.sentences:
            (place,) = sentence.locators
            assert place.span.of(library.page(record.id, place.page).text) == sentence.text
            assert record.school in sentence.text


def test_filling_again_changes_nothing_and_a_larger_number_goes_on(library, tmp_path):
    before = [record.id for record in library.documents()]
    generated.fill(library, 430, POOL, tmp_path, MODEL)
    assert [record.id for record in library.documents()] == before
    assert [one.document.id for one in generated.reports(400, POOL)] == before[:10]


def test_vectors_are_near_those_of_the_passages_sentences(library):
    report = next(generated.reports(40, POOL))
    hits = library.vector_search(report.vectors[0], 1, Scope(frozenset([report.document.id])))
    assert hits[0].passage == report.passages[0].id


def test_names_of_schools_are_all_different():
    names = [generated.school_name(number) for number in range(5000)]
    assert len(set(names)) == 5000


def test_time_in_which_two_streams_compute_counts_once():
    class Model:
        def register_forward_pre_hook(self, hook):
            self.before = hook

        def register_forward_hook(self, hook):
            self.after = hook

        def run(self):
            self.before()
            time.sleep(0.1)
            self.after()

    model = Model()
    computing = ingest_speed.Computing(model)
    threads = [threading.Thread(target=model.run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(0.1)
    assert 0.09 < computing.seconds < 0.19


def test_large_and_keep_reach_the_suite(monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(registry.Suite, "load", lambda _: lambda **options: asked.append(options))
    work = command._wanted(command.parser().parse_args(["--suite", "speed", "--large", "--keep", str(tmp_path)]))
    work["speed"]()
    assert asked == [{"large": True, "keep": Path(tmp_path)}]


def test_all_of_england_is_worked_out_from_a_million_passages():
    part = "1,000,000 passages"
    figures = [number("memory of the open library", 2000, "MB", part=part), number("on disk", 5000, "MB", part=part)]
    told = suite._england(figures)
    assert "24,000 schools with 5 reports of 40 passages: 4.8 million, in proportion 10 GB of memory and 24 GB" in told
