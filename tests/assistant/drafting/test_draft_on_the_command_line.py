"""``python -m assistant draft``: narrowed to schools and years, with tables, refused with the remedy."""

import json

import pytest

from assistant.__main__ import parser
from assistant.drafting.command import run
from assistant.drafting.narrowing import NothingLeft
from assistant.drafting.prose import NoModel
from ingest.settings import Settings


def options(out, *more):
    return parser().parse_args(["draft", "--framework", "oeif-areas", "--out", str(out), *more])


def test_schools_years_and_tables_are_as_asked_for(assistant, tmp_path):
    out = tmp_path / "draft.md"
    more = (
        "--school",
        "Corvane Academy",
        "--since",
        "2020",
        "--matrix",
        "grades",
        "--audience",
        "inspectors",
        "--json",
    )
    said = json.loads(run(assistant, Settings(), options(out, *more)))
    cited = [cite for section in said["sections"] for claim in section["claims"] for cite in claim["citations"]]
    assert {cite["school"] for cite in cited} == {"Corvane Academy"}
    assert all(cite["date"] >= "2020" for cite in cited)
    assert [table["rows"][0]["head"] for table in said["matrices"]][0] == "Corvane Academy (May 2026)"
    written = out.read_text()
    assert "Written for inspectors." in written
    assert "Only inspections since 2020 were used." in written
    assert "### Grades as printed: report cards" in written


def test_a_school_that_is_not_the_groups_is_refused(assistant, tmp_path):
    with pytest.raises(NothingLeft, match="has no school called Elsewhere. Choose from its schools."):
        run(assistant, Settings(), options(tmp_path / "draft.md", "--school", "Elsewhere"))


def test_prose_without_a_model_is_refused(assistant, tmp_path):
    with pytest.raises(NoModel, match="No chat model is configured"):
        run(assistant, Settings(model=None), options(tmp_path / "draft.md", "--prose"))
    assert not (tmp_path / "draft.md").exists()
