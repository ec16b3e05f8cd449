"""Corrected values in the contract's `inspections`: in their places, and in a list that tells them apart."""

from __future__ import annotations

from assistant.command import inspection_line
from assistant.contract.corrected import with_corrections
from assistant.contract.objects import inspection_json
from tests.ingest.library.conftest import load_worker


def test_corrected_values_stand_in_their_places_and_are_listed(tmp_path) -> None:
    from ingest.library import Library

    sample = load_worker().make(tmp_path / "files", 1)
    with Library.open(tmp_path / "library", write=True) as library:
        sample.put(library)
        before = inspection_json(library.document(sample.id), library.inspection(sample.id))
        for field, value in (
            ("urn", "123456"), ("dates", "12 and 13 March 2024"), ("previous_grade", "Good"), ("safeguarding", "met"),
            ("published", "2024-04-20"), ("format", "ungraded"), ("lead_inspector", "Ada Lead"),
        ):  # fmt: skip
            library.corrections.correct(sample.id, field, value)
        inspection, corrections = library.inspection(sample.id), library.corrections.of(sample.id)
        row = with_corrections(inspection_json(library.document(sample.id), inspection), inspection, corrections)
    assert row["urn"] == "123456"
    assert row["inspection_dates"] == {
        "printed": "5 and 6 March 2024",
        "start": "2024-03-12",
        "end": "2024-03-13",
        "page": 1,
    }
    assert row["previous"]["grade"] == "Good"
    assert row["safeguarding"] == {"outcome": "met", "page": None}
    assert (row["published"], row["format"], row["lead_inspector"]) == ("2024-04-20", "ungraded", "Ada Lead")
    assert row["provider"] == before["provider"]
    assert row["judgements"] == before["judgements"]
    first = row["corrections"][0]
    assert {key: first[key] for key in ("field", "value", "printed", "old", "by")} == {
        "field": "urn", "value": "123456", "printed": "100001", "old": "100001", "by": "local",
    }  # fmt: skip
    assert with_corrections(before, inspection, ())["corrections"] == []
    line = inspection_line(row)
    assert "School 1 (URN 123456), 12 March 2024 to 13 March 2024, ungraded (corrected by hand: urn, dates," in line


def test_the_line_about_a_plain_document_misses_nothing() -> None:
    row = {"file": "note.md", "provider": None, "urn": None, "inspection_dates": None, "corrections": []}
    assert inspection_line(row | {"format": "document"}) == "note.md: document"
    told = "note.md: no provider found (URN not found), no inspection date, graded"
    assert inspection_line(row | {"format": "graded"}) == told
