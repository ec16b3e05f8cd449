"""Embedding models, schema versions and vector servers: what does not fit together is refused with a way out."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from ingest.documents import Passage
from ingest.errors import LibraryError, ModelMismatch
from ingest.library import Library, schema
from ingest.settings import Settings

Make = Callable[..., Any]


def embed(passages: Sequence[Passage]) -> NDArray[np.float32]:
    """Another model: vectors of eight values, from the passage's id."""
    seeds = [abs(hash(passage.text)) % 2**32 for passage in passages]
    return np.stack([np.random.default_rng(seed).normal(size=8) for seed in seeds]).astype(np.float32)


def test_another_model_is_refused_with_both_names_and_a_way_out(library: Library, make: Make) -> None:
    make(1).put(library)
    told = (
        "were made by 'made-up-model', the model in use is 'other'.*embed everything again: python -m ingest --rebuild"
    )
    for seed in (1, 2):
        with pytest.raises(ModelMismatch, match=told):
            make(seed).put(library, model="other")
    with pytest.raises(ModelMismatch, match=told):
        Library.open(library.path, model="other")
    with Library.open(library.path, model="made-up-model") as reader:
        assert reader.model == "made-up-model"
    assert [record.id for record in library.documents()] == [make(1).id]


def test_vectors_of_another_length_are_refused(library: Library, make: Make) -> None:
    make(1).put(library)
    sample = make(2)
    sample.vectors.resize((6, 8), refcheck=False)
    with pytest.raises(LibraryError, match="Vectors of model 'made-up-model' have 16 values in this library; got 8."):
        sample.put(library)


def test_embedding_again_exchanges_all_vectors_at_once(library: Library, make: Make) -> None:
    for seed in (1, 2, 3):
        make(seed).put(library)
    library.reembed("other", embed)
    assert library.model == "other"
    passage = make(2).passages[3]
    assert library.vector_search(embed([passage])[0], 1)[0].passage == passage.id
    assert {check.severity for check in library.check()} == {"ok"}
    with pytest.raises(ModelMismatch, match="were made by 'other'"):
        make(4).put(library)


def test_embedding_again_goes_on_where_it_was_interrupted(library: Library, make: Make) -> None:
    for seed in (1, 2, 3):
        make(seed).put(library)
    embedded: list[str] = []

    def count(passages: Sequence[Passage]) -> NDArray[np.float32]:
        if len(embedded) == 2:
            raise KeyboardInterrupt
        embedded.append(passages[0].document)
        return embed(passages)

    with pytest.raises(KeyboardInterrupt):
        library.reembed("other", count)
    assert library.model == "made-up-model"
    assert library.vector_search(make(2).vectors[0], 1)[0].passage == make(2).passages[0].id
    library.reembed("other", lambda passages: (embedded.append(passages[0].document), embed(passages))[1])
    assert len(embedded) == len(set(embedded)) == 3
    assert library.vector_search(embed([make(1).passages[0]])[0], 1)[0].passage == make(1).passages[0].id


def test_a_newer_library_is_not_touched(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    library.close()
    known = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", known - 1)
    told = rf"written by a newer version .*\(schema {known}; this one knows {known - 1}\). Update"
    for write in (False, True):
        with pytest.raises(LibraryError, match=told):
            Library.open(library.path, write=write)


def test_an_older_library_is_brought_up_to_date_by_the_next_writer(
    library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(1).put(library)
    library.close()

    def next_one(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE schools ADD COLUMN headteacher TEXT"))

    def last_one(connection: Connection) -> None:
        connection.execute(text("UPDATE schools SET headteacher = 'Sam'"))

    now = schema.SCHEMA_VERSION
    monkeypatch.setattr(schema, "SCHEMA_VERSION", now + 2)
    monkeypatch.setattr(schema, "MIGRATIONS", {now: next_one, now + 1: last_one})
    told = rf"written by an older version .*\(schema {now}; this one needs {now + 2}\)"
    with pytest.raises(LibraryError, match=told):
        Library.open(library.path)
    with Library.open(library.path, write=True) as mended, mended._catalogue.reading() as connection:
        assert connection.scalar(text("SELECT headteacher FROM schools")) == "Sam"
        assert mended._catalogue.value("schema") == str(now + 2)


def test_a_library_of_schema_1_opens_and_keeps_what_it_held(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    before = library.inspection(sample.id)
    with library._catalogue.writing() as connection:  # as the first release left it
        connection.execute(text("ALTER TABLE inspections DROP COLUMN details"))
        for column in ("unit", "measured", "ocr"):
            connection.execute(text(f"ALTER TABLE pages DROP COLUMN {column}"))
        for table in ("draft_verdicts", "draft_decisions"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN others"))
        connection.execute(text("DROP TABLE corrections"))
        connection.execute(text("ALTER TABLE documents DROP COLUMN origin_key"))
        connection.execute(text("UPDATE meta SET value = '1' WHERE key = 'schema'"))
    library.close()
    with pytest.raises(LibraryError, match=r"\(schema 1; this one needs \d\). Bring it up to date"):
        Library.open(library.path)
    with Library.open(library.path, write=True) as mended:
        assert mended.inspection(sample.id) == before
        assert mended._catalogue.value("schema") == str(schema.SCHEMA_VERSION)
        make(2).put(mended)
    with Library.open(library.path) as reader:
        assert len(reader.documents()) == 2
        assert reader.inspection(make(2).id) is not None


def test_a_migration_that_fails_leaves_the_library_as_it_was(
    library: Library, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(1).put(library)
    library.close()

    def second(connection: Connection) -> None:
        connection.execute(text("DELETE FROM documents"))
        raise RuntimeError("a mistake")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "SCHEMA_VERSION", schema.SCHEMA_VERSION + 1)
        patch.setattr(schema, "MIGRATIONS", {schema.SCHEMA_VERSION - 1: second})
        with pytest.raises(RuntimeError, match="a mistake"):
            Library.open(library.path, write=True)
    with Library.open(library.path) as reader:
        assert len(reader.documents()) == 1


def test_the_tables_can_stand_in_postgresql_too() -> None:
    for table in schema.metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect())).strip().startswith("CREATE TABLE")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, unused_port: int) -> Iterator[str]:
    """Start a Chroma server of these tests' own."""
    folder = tmp_path_factory.mktemp("server")
    chroma = Path(sys.executable).with_name("chroma")
    if not chroma.exists():
        pytest.skip("the chroma command is not installed")
    line = [str(chroma), "run", "--path", str(folder), "--port", str(unused_port), "--host", "127.0.0.1"]
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{unused_port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()  # noqa: S310 # own server
                break
            except OSError:
                time.sleep(0.05)
        yield url
    finally:
        process.kill()
        process.wait()


def test_vectors_may_live_on_a_server_that_several_libraries_share(tmp_path: Path, make: Make, server: str) -> None:
    settings = Settings(chroma_url=server)
    for name, seeds in (("one", (1, 2)), ("two", (2, 3))):
        with Library.open(tmp_path / name, settings=settings, write=True) as library:
            for seed in seeds:
                make(seed).put(library)
            library.remove(make(seeds[0]).id)
            assert {check.severity for check in library.check()} == {"ok"}
            library.rebuild()
    for name, seed in (("one", 2), ("two", 3)):
        with Library.open(tmp_path / name, settings=settings) as library:
            assert library.vector_search(make(seed).vectors[0], 1)[0].passage == make(seed).passages[0].id
            assert not (tmp_path / name / "vectors").exists()


def test_a_server_that_is_not_there_is_named_with_a_way_out(tmp_path: Path, make: Make, unused_port_now: int) -> None:
    url = f"http://127.0.0.1:{unused_port_now}"
    with Library.open(tmp_path / "library", settings=Settings(chroma_url=url), write=True) as library:
        with pytest.raises(LibraryError, match=rf"The Chroma server at {url} did not do as asked .*Start it, or unset"):
            make(1).put(library)
        assert library.lexical_search("school1") == []
    with (
        Library.open(tmp_path / "other", settings=Settings(chroma_url="nonsense"), write=True) as library,
        pytest.raises(LibraryError, match="'nonsense' is not the address of a Chroma server"),
    ):
        make(1).put(library)
