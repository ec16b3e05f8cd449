"""Names of people in records: kept for public offices, dropped for others, as the setting says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.contract.objects import inspection_json
from ingest.documents import Locator, Span
from ingest.inspections import Located, Person
from ingest.library import Library
from ingest.names import is_public, kept
from ingest.settings import Settings
from tests.ingest.library.conftest import load_worker


def _person(role: str, name: str) -> Person:
    return Person(role, Located(name, Locator("0" * 64, 1, Span(0, len(name)))))


@pytest.fixture
def sample(tmp_path: Path):
    made = load_worker().make(tmp_path / "files", 1)
    people = (_person("Headteacher", "Jo Bloggs"), _person("Deputy headteacher", "Sam Poe"))
    people = tuple(replace(p, name=replace(p.name, locator=replace(p.name.locator, document=made.id))) for p in people)
    lead = Located("Ada Lead", people[0].name.locator)
    inspection = replace(made.inspection, people=people, lead_inspector=lead, not_found=())
    return replace(made, inspection=inspection)


@pytest.mark.parametrize(
    ("role", "public"),
    [
        ("Headteacher", True),
        ("Executive Headteacher", True),
        ("Acting principal", True),
        ("Head of school", True),
        ("Chair of governors", True),
        ("Co-chair of the board of trustees", True),
        ("Chief executive officer (CEO)", True),
        ("CEO", True),
        ("Deputy headteacher", False),
        ("Associate principal", False),
        ("Vice chair of governors", False),
        ("Teacher in charge", False),
        ("Proprietor", False),
        ("Manager", False),
        ("Head of unit", False),
    ],
)
def test_public_offices_are_told_from_other_roles(role: str, public: bool) -> None:
    assert is_public(role) is public


@pytest.mark.parametrize(
    ("setting", "names", "lead"),
    [
        ("none", ["", ""], ""),
        ("public", ["Jo Bloggs", ""], "Ada Lead"),
        ("all", ["Jo Bloggs", "Sam Poe"], "Ada Lead"),
    ],
)
def test_the_library_stores_only_the_names_that_the_setting_keeps(tmp_path, sample, setting, names, lead) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings(library=folder, keep_names=setting), write=True) as library:
        sample.put(library)
    with Library.open(folder, settings=Settings(library=folder, keep_names="all")) as library:
        found = library.inspection(sample.id)
        assert [person.name.text for person in found.people] == names
        assert [person.role for person in found.people] == ["Headteacher", "Deputy headteacher"]
        assert found.lead_inspector.text == lead
        row = inspection_json(library.document(sample.id), found)
    assert [person["name"] for person in row["people"]] == [name or None for name in names]
    assert row["lead_inspector"] == (lead or None)


def test_a_stricter_setting_hides_names_that_were_kept_before(tmp_path, sample) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, settings=Settings(library=folder, keep_names="all"), write=True) as library:
        sample.put(library)
    with Library.open(folder, settings=Settings(library=folder, keep_names="none")) as library:
        assert {person.name.text for person in library.inspection(sample.id).people} == {""}


def test_everything_but_names_stays_as_it_was(sample) -> None:
    bare = kept(sample.inspection, "none")
    assert replace(bare, people=(), lead_inspector=None) == replace(sample.inspection, people=(), lead_inspector=None)
    assert kept(sample.inspection, "all") is sample.inspection
