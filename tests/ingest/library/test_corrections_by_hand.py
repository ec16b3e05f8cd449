"""Corrections by hand: used everywhere, told from what was read, never lost to a new reading, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ingest import list_corrections
from ingest.errors import InvalidCorrection, LibraryError
from ingest.inspections import Scale
from ingest.library import Library

Make = Callable[..., Any]


def test_a_corrected_urn_moves_the_document_to_the_school_with_that_urn(library: Library, make: Make) -> None:
    right, wrong = make(1, urn="100001", group="Trust"), make(2, urn="100010", group="Trust")
    right.put(library)
    wrong.put(library)
    library.corrections.correct(wrong.id, "urn", "100001")
    assert library.document(wrong.id).urn == "100001"
    assert library.document(wrong.id).corrected == ("urn",)
    assert {school.urn for school in library.schools()} == {"100001"}
    assert library.inspection(wrong.id).urn.text == "100010"  # what was read stays


def test_corrected_dates_and_names_are_what_listings_use(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    library.corrections.correct(sample.id, "dates", "12 and 13 March 2024")
    library.corrections.correct(sample.id, "provider", "  Ash Hill   School ")
    record = library.document(sample.id)
    assert (record.start, record.end, record.school) == (date(2024, 3, 12), date(2024, 3, 13), "Ash Hill School")
    assert record.dates_printed == "12 March 2024 to 13 March 2024"
    assert library.resolve(sample.document.filename) == record


def test_a_correction_says_who_when_and_what_was_there(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    first = library.corrections.correct(sample.id, "local_authority", "Eastshire")
    second = library.corrections.correct(sample.id, "local_authority", "Northshire")
    assert (first.author, first.old, first.base) == ("local", "Westshire", "Westshire")
    assert (second.old, second.base) == ("Eastshire", "Westshire")
    assert second.at >= first.at
    assert [c.value for c in library.corrections.of(sample.id)] == ["Northshire"]
    assert [c.value for c in library.corrections.of(sample.id, ended=True)] == ["Eastshire", "Northshire"]
    assert [entry.kind for entry in library.audit(limit=2)] == ["correct", "correct"]


def test_a_new_reading_of_the_file_leaves_corrections_as_they_are(library: Library, make: Make) -> None:
    sample = make(1, group="Trust")
    sample.put(library)
    library.corrections.correct(sample.id, "urn", "222222")
    library.corrections.correct(sample.id, "group", "Other Trust")
    assert sample.put(library, again=True) == "replaced"
    record = library.document(sample.id)
    assert (record.urn, record.group) == ("222222", "Other Trust")
    assert [(m.urn, m.group) for m in library.memberships()] == [("222222", "Other Trust")]


def test_corrections_go_over_to_a_new_version_of_the_file_and_go_with_the_document(
    library: Library, make: Make
) -> None:
    old = make(1, name="report.pdf", urn="100001")
    old.put(library)
    library.corrections.correct(old.id, "pupils", "1,204")
    new = make(2, name="report.pdf", urn="100001")
    assert new.put(library) == "replaced"
    assert [(c.field, c.value) for c in library.corrections.of(new.id)] == [("pupils", "1204")]
    library.remove(new.id)
    assert library.corrections.of(new.id, ended=True) == []


@pytest.mark.parametrize(("field", "value"), [("urn", "333333"), ("provider", "Elsewhere"), ("group", "Other Trust")])
def test_a_correction_that_is_taken_back_leaves_everything_as_it_was(
    library: Library, make: Make, field: str, value: str
) -> None:
    sample = make(1)
    sample.put(library, group="Trust")
    before = library.document(sample.id), library.schools(), library.memberships()
    library.corrections.correct(sample.id, field, value)
    assert (library.document(sample.id), library.schools(), library.memberships()) != before
    ended = library.corrections.take_back(sample.id, field)
    assert ended.ended_by == "local"
    assert ended.ended_at is not None
    assert (library.document(sample.id), library.schools(), library.memberships()) == before
    with pytest.raises(LibraryError, match="No correction of .* is in force"):
        library.corrections.take_back(sample.id, field)


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("urn", "12345", "A URN has six digits; '12345' has not."),
        ("dates", "soon", "'soon' is no date. Write it as 12 March 2024"),
        ("dates", "31/02/2024", "is no date"),
        ("dates", "2024-03-13 to 2024-03-12", "the last day, 2024-03-12, is before the first, 2024-03-13"),
        ("published", "12 and 13 March 2024", "Published is one day; '12 and 13 March 2024' is 2."),
        ("published", "1 January 2999", "cannot be: reports have dates from 1992 to today"),
        ("pupils", "many", "Number of pupils is a whole number; 'many' is not."),
        ("provider", "   ", "no value given. To go back to what was read, take the correction back."),
        ("provider", "School 1", "School 1 is what stands there already"),
        ("judgements", "Good", "'judgements' cannot be corrected. These fields can be: format, provider"),
    ],
)
def test_what_cannot_be_right_is_refused_with_the_reason(
    library: Library, make: Make, field: str, value: str, told: str
) -> None:
    sample = make(1)
    sample.put(library)
    with pytest.raises(InvalidCorrection, match=told):
        library.corrections.correct(sample.id, field, value)
    assert library.corrections.of(sample.id, ended=True) == []


def test_a_document_that_is_not_there_cannot_be_corrected(library: Library) -> None:
    with pytest.raises(LibraryError, match="The library has no document 00"):
        library.corrections.correct("00", "urn", "123456")


def test_a_library_open_for_reading_takes_corrections(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    with Library.open(library.path) as reader:
        reader.corrections.correct(sample.id, "urn", "123456")
    assert library.document(sample.id).urn == "123456"


def test_a_school_is_taken_out_of_a_group_by_hand(library: Library, make: Make) -> None:
    make(1, urn="100001").put(library)
    library.join_group("100001", "North Cluster", date(2024, 9, 1))
    assert [(m.group, m.start) for m in library.memberships()] == [("North Cluster", date(2024, 9, 1))]
    library.leave_group("100001", "North Cluster")
    assert library.memberships() == []
    with pytest.raises(LibraryError, match="'100001' is no member of 'North Cluster'"):
        library.leave_group("100001", "North Cluster")


def grades_of(library: Library, document: str) -> list[tuple[str | None, dict[str, Any] | None]]:
    values = {c.field: c.value for c in library.corrections.of(document)}
    found = list_corrections.judged(library.inspection(document), values)
    return [(one.read.grade if one.read else None, dict(one.value) if one.value else None) for one in found]


def test_a_judgement_is_corrected_beside_what_was_read_through_every_new_reading(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    (read,) = library.inspection(sample.id).judgements
    field = list_corrections.judgement_field(read.area)
    made = library.corrections.correct(
        sample.id, field, list_corrections.judgement_value(read.area, Scale.OEIF, "inadequate")
    )
    assert (made.author, list_corrections.words_of_listed(field, made.value)) == ("local", "Inadequate")
    assert list_corrections.parsed(made.base)["grade"] == read.grade
    assert sample.put(library, again=True) == "replaced"
    assert grades_of(library, sample.id) == [(read.grade, {"area": read.area, "scale": "oeif", "grade": "Inadequate"})]
    assert library.inspection(sample.id).judgements == (read,)
    assert library.document(sample.id).corrected == (field,)
    library.corrections.take_back(sample.id, field)
    assert grades_of(library, sample.id) == [(read.grade, None)]


def test_a_judgement_that_was_not_read_is_added_and_one_that_is_not_there_taken_out(
    library: Library, make: Make
) -> None:
    sample = make(1)
    sample.put(library)
    (read,) = library.inspection(sample.id).judgements
    added = library.corrections.correct(
        sample.id,
        list_corrections.NEW_JUDGEMENT,
        list_corrections.judgement_value("Sixth-form provision", Scale.OEIF, "Good"),
    )
    assert (added.field, added.base) == (list_corrections.judgement_field("sixth-form  provision"), None)
    library.corrections.correct(
        sample.id, list_corrections.judgement_field(read.area), list_corrections.judgement_value(read.area, None, None)
    )
    assert grades_of(library, sample.id) == [
        (read.grade, {"area": read.area, "scale": None, "grade": None}),
        (None, {"area": "Sixth-form provision", "scale": "oeif", "grade": "Good"}),
    ]


def test_a_next_step_is_corrected_added_and_taken_out(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    (read,) = library.inspection(sample.id).next_steps
    field = list_corrections.step_field(read.text)
    library.corrections.correct(sample.id, field, list_corrections.step_value("  Teach   reading daily. "))
    new = library.corrections.correct(
        sample.id, list_corrections.NEW_STEP, list_corrections.step_value("Raise attendance.")
    )
    values = {c.field: c.value for c in library.corrections.of(sample.id)}
    found = list_corrections.steps_of(library.inspection(sample.id), values)
    assert [(one.read, one.value["text"] if one.value else None) for one in found] == [
        (read, "Teach reading daily."),
        (None, "Raise attendance."),
    ]
    library.corrections.correct(sample.id, field, list_corrections.step_value(None))
    library.corrections.correct(sample.id, new.field, list_corrections.step_value("Raise attendance further."))
    assert [c.value for c in library.corrections.of(sample.id)] == [
        list_corrections.step_value(None),
        list_corrections.step_value("Raise attendance further."),
    ]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        (
            list_corrections.NEW_JUDGEMENT,
            list_corrections.judgement_value("Attendance", Scale.REPORT_CARD, "Good"),
            "'Good' is no grade of",
        ),
        (
            list_corrections.NEW_JUDGEMENT,
            list_corrections.judgement_value("", Scale.OEIF, "Good"),
            "Name the area as the report prints it",
        ),
        (
            list_corrections.NEW_JUDGEMENT,
            list_corrections.judgement_value("Attendance", None, None),
            "Say what is to be added",
        ),
        (list_corrections.NEW_STEP, list_corrections.step_value("   "), "Next step: no words given"),
        (
            list_corrections.NEW_STEP,
            list_corrections.step_value("x" * 2001),
            "2,001 characters given; at most 2,000 are kept",
        ),
        (list_corrections.NEW_STEP, list_corrections.step_value("x", "wish"), "'wish' is no kind of next step"),
        (
            list_corrections.step_field("never read"),
            list_corrections.step_value("x"),
            "No such judgement or next step was read here",
        ),
        (list_corrections.NEW_STEP, "[1]", "is given by its parts"),
        (list_corrections.NEW_STEP, "words", "is given by its parts"),
    ],
)
def test_a_judgement_or_step_that_cannot_be_is_refused(
    library: Library, make: Make, field: str, value: str, told: str
) -> None:
    sample = make(1)
    sample.put(library)
    with pytest.raises(InvalidCorrection, match=told):
        library.corrections.correct(sample.id, field, value)
    assert library.corrections.of(sample.id, ended=True) == []


def test_what_was_added_is_taken_back_and_not_taken_out(library: Library, make: Make) -> None:
    sample = make(1)
    sample.put(library)
    added = library.corrections.correct(
        sample.id, list_corrections.NEW_STEP, list_corrections.step_value("Raise attendance.")
    )
    with pytest.raises(InvalidCorrection, match="It was added by hand. To take it out, take the correction back."):
        library.corrections.correct(sample.id, added.field, list_corrections.step_value(None))
