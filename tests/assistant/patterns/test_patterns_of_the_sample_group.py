"""The sample group end to end: every number opens, every sentence stands where it is said to."""

import json
import re

import pytest

from assistant.__main__ import main
from assistant.patterns.contract import patterns_json, patterns_text
from assistant.patterns.group import UnknownGroup, the_group
from assistant.patterns.values import FindingKind
from assistant.themes.values import Direction


def test_every_count_of_every_cell_is_the_length_of_the_list_that_it_opens(sample_patterns):
    for matrix in (sample_patterns.matrix, sample_patterns.history):
        assert len(matrix.cells) == len(matrix.schools) * len(matrix.themes)
        for cell in matrix.cells:
            assert matrix.cell(cell.school, cell.theme) is cell
            assert sum(cell.counts.values()) == len(cell.mentions)
            assert all(cell.counts[d] == len(cell.of(d)) for d in Direction)


def test_every_mention_stands_at_its_place(sample_library, sample_patterns):
    pages = {}
    some = [school.key for school in sample_patterns.schools[:3]]
    for cell in [cell for key in some for cell in sample_patterns.matrix.row(key)]:
        for mention in cell.mentions:
            for place in mention.locators:
                key = (place.document, place.page)
                pages.setdefault(key, sample_library.page(*key).text)
            said = " ".join(place.span.of(pages[place.document, place.page]) for place in mention.locators)
            assert said.split() == mention.text.split()


def test_the_matrix_rests_on_the_latest_report_of_each_school(sample_patterns):
    latest = {school.key: school.latest.document for school in sample_patterns.schools}
    for cell in sample_patterns.matrix.cells:
        assert {mention.document for mention in cell.mentions} <= {latest[cell.school]}


def test_the_numbers_of_a_finding_are_those_of_its_lists(sample_patterns):
    for finding in sample_patterns.findings:
        if finding.kind in {FindingKind.RECURRING_NEED, FindingKind.RECURRING_STRENGTH}:
            k, n = map(int, re.search(r"on (\d+) of (\d+) schools", finding.sentence).groups())
            assert (k, n) == (len(finding.schools), len(finding.considered))
        if finding.kind is not FindingKind.SILENT:
            assert {s.school for s in finding.schools} == {m.school for m in finding.evidence}


def test_the_planted_needs_recur(sample_patterns):
    recurring = {finding.theme for finding in sample_patterns.of_kind(FindingKind.RECURRING_NEED)}
    assert {"assessment", "writing", "attendance", "reading", "send"} <= recurring


def test_nothing_printed_averages_ranks_or_grades_the_group(sample_patterns):
    found = patterns_json(sample_patterns)
    assert not re.search(r"average|mean|rank|grade|score", json.dumps(sorted(_keys(found))))
    sentences = " ".join(f.sentence for f in sample_patterns.findings) + " ".join(sample_patterns.notes)
    assert not re.search(r"\b(?:average|ranked|graded|grade|outstanding|inadequate)\b", sentences, re.IGNORECASE)
    assert "schools considered" in patterns_text(sample_patterns)


def _keys(value):
    if isinstance(value, dict):
        return set(value) | {key for inner in value.values() for key in _keys(inner)}
    return {key for inner in value for key in _keys(inner)} if isinstance(value, list) else set()


def test_what_the_library_does_not_hold_is_said(sample_patterns):
    assert any("no response can be found" in note for note in sample_patterns.notes)
    assert any("No date of joining is known" in note for note in sample_patterns.notes)


def test_an_unknown_group_is_named_with_those_that_there_are(sample_library):
    with pytest.raises(UnknownGroup, match="No group is called ‘Elsewhere’. Groups in the library: ‘Quillhaven"):
        the_group(sample_library, "Elsewhere")
    assert the_group(sample_library, None) == the_group(sample_library, "quillhaven learning trust")


def test_the_command_line_prints_the_patterns_as_json(sample_folder, capsys):
    assert main(["patterns", "--library", str(sample_folder), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["group"] == "Quillhaven Learning Trust"
    assert len(printed["schools"]) == 8
    assert printed["findings"][0]["evidence"][0]["places"][0]["page"] >= 1


def test_the_command_line_says_which_group_it_does_not_know(sample_folder, capsys):
    assert main(["patterns", "--library", str(sample_folder), "--group", "Elsewhere"]) == 1
    assert "No group is called ‘Elsewhere’" in capsys.readouterr().err
