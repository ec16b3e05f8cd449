"""What goes when a document goes, removed or replaced: its page images, its school, its school's place in a group."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from ingest.library import Library
from ingest.origins import Origin

Make = Callable[..., Any]

HERE = Origin("report.pdf", "k" * 64)
"""One path on disk, so that what is read there next is a new version."""


def groups(library: Library) -> list[str]:
    return [membership.group for membership in library.memberships()]


def test_a_school_and_its_mistyped_group_go_with_the_document_that_is_removed(library: Library, make: Make) -> None:
    make(1).put(library, group="Nroth Trust")
    make(2).put(library, group="North Trust")
    library.remove(make(1).id)
    assert groups(library) == ["North Trust"]
    assert [school.name for school in library.schools()] == ["School 2"]


def test_a_mistyped_group_goes_with_the_document_that_is_replaced(library: Library, make: Make) -> None:
    make(1, name="report.pdf", urn="1").put(library, group="Nroth Trust", origin=HERE)
    new = make(2, name="report.pdf", urn="1")
    assert new.put(library, group="North Trust", origin=HERE) == "replaced"
    assert groups(library) == ["North Trust"]
    assert [school.name for school in library.schools()] == ["School 2"]


def test_a_mistyped_group_goes_when_the_same_file_is_read_again(library: Library, make: Make) -> None:
    make(1).put(library, group="Nroth Trust")
    assert make(1).put(library, group="North Trust", again=True) == "replaced"
    assert groups(library) == ["North Trust"]


def test_a_place_in_a_group_stays_while_another_document_or_a_date_given_by_hand_speaks_for_it(
    library: Library, make: Make
) -> None:
    for seed in (1, 2):
        make(seed, urn="1").put(library, group="North Trust")
    library.remove(make(1).id)
    assert groups(library) == ["North Trust"]
    library.join_group("1", "North Trust", date(2024, 9, 1))
    library.remove(make(2).id)
    assert groups(library) == ["North Trust"]
    assert len(library.schools()) == 1


def drawn(library: Library, *ids: str) -> Path:
    cache = library.path / "cache"
    cache.mkdir(exist_ok=True)
    for id in ids:
        (cache / f"{id}-1-800.png").write_bytes(b"")
    return cache


def left(cache: Path) -> list[str]:
    return sorted(path.name[:64] for path in cache.iterdir())


def test_page_images_go_with_the_document_that_is_removed(library: Library, make: Make) -> None:
    for seed in (1, 2):
        make(seed).put(library)
    cache = drawn(library, make(1).id, make(2).id)
    library.remove(make(1).id)
    assert left(cache) == [make(2).id]


def test_page_images_go_with_the_document_that_is_replaced(library: Library, make: Make) -> None:
    old = make(1, name="report.pdf", urn="1")
    old.put(library, origin=HERE)
    cache = drawn(library, old.id)
    make(2, name="report.pdf", urn="1").put(library, origin=HERE)
    assert left(cache) == []


def test_page_images_of_what_the_library_no_longer_holds_go_when_it_is_next_opened_for_writing(
    library: Library, make: Make
) -> None:
    make(1).put(library)
    cache = drawn(library, make(1).id, "0" * 64)
    library.close()
    Library.open(library.path, write=True).close()
    assert left(cache) == [make(1).id]
