"""A survey and its mapping are added together wherever they lie; one without the other is told what it lacks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.errors import UnmappedSurvey
from ingest.library import Library
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from ingest.tables import read_table
from ingest.tables.mapping import paired

EXPORT = "Academy,Item,Positive (%),No. of respondents,Closed,Notes\nEddy School,Workload,71%,31,20/06/2026,\n"


class FewNumbers:
    fingerprint = "few-numbers"

    def embed(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 4), dtype=np.float32)


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def offered(survey: Path) -> str:
    with pytest.raises(UnmappedSurvey) as refused:
        read_table(survey, Settings())
    return refused.value.mapping


def test_every_column_of_an_unmapped_survey_is_named_and_a_mapping_offered_that_fits(tmp_path: Path) -> None:
    survey = written(tmp_path, "staff.csv", EXPORT)
    with pytest.raises(UnmappedSurvey) as refused:
        read_table(survey, Settings())
    for column in ("Academy", "Item", "Positive (%)", "No. of respondents", "Closed", "Notes"):
        assert f"“{column}”" in str(refused.value)
    assert "Add a mapping file, staff.mapping.yaml, together with it" in str(refused.value)
    mapping = written(tmp_path, "staff.mapping.yaml", refused.value.mapping)
    table = read_table(survey, Settings(), mapping=mapping)
    assert table is not None
    (row,) = table.content.rows
    assert (row.school, row.measure, row.favourable, row.respondents, row.audience) == (
        "Eddy School", "Workload", 71.0, 31, "staff",
    )  # fmt: skip


def test_a_wide_survey_gets_a_wide_mapping_with_what_must_be_given_left_open(tmp_path: Path) -> None:
    survey = written(tmp_path, "pupil survey.csv", "School,Responses,I feel safe,I like it\nEddy School,40,90%,70%\n")
    mapping = offered(survey)
    assert "layout: wide" in mapping
    assert "I feel safe: I feel safe" in mapping
    assert "date: '?'" in mapping


@pytest.mark.parametrize(
    "text",
    [
        "School,Absence %,Pupils\nEddy School,5%,300\n",
        "School,Comment\nEddy School,words\n",
        "Theme,Share %,Answers\nWorkload,71%,31\n",
    ],
)
def test_a_table_that_is_not_plainly_a_survey_stays_a_plain_document(tmp_path: Path, text: str) -> None:
    assert read_table(written(tmp_path, "table.csv", text), Settings()) is None


def test_mappings_go_with_the_table_of_their_name_or_with_the_only_one(tmp_path: Path) -> None:
    a, b, own = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "x" / "A.mapping.yaml"
    assert dict(paired([a, b, own]).mappings) == {a: own}
    assert dict(paired([own, b]).mappings) == {b: own}
    alone = paired([a, b, tmp_path / "c.mapping.json"])
    assert (alone.documents, alone.left) == ((a, b), (tmp_path / "c.mapping.json",))


def test_a_survey_is_read_anew_when_its_mapping_changes_and_not_when_it_does_not(tmp_path: Path) -> None:
    survey = written(tmp_path / "one", "staff.csv", EXPORT)
    mapping = written(tmp_path / "two", "staff.mapping.yaml", offered(survey))
    with Library.open(tmp_path / "library", write=True) as library, ReaderProcess(Settings()) as reader:
        ingestor = Ingestor(library, reader, FewNumbers())

        def added() -> list[str]:
            return [result.outcome.value for result in ingestor.add_paths([survey, mapping])]

        assert added() == ["added"]
        assert added() == ["unchanged"]
        mapping.write_text(mapping.read_text().replace("survey: staff", "survey: Autumn survey"))
        assert added() == ["replaced"]
        assert [row.says.survey for row in library.tables.surveys()] == ["Autumn survey"]
        (failed,) = ingestor.add_paths([mapping])
        assert "no survey of its name was chosen with it" in (failed.reason or "")


def test_short_names_of_columns_still_make_a_survey_that_nobody_mapped(tmp_path: Path) -> None:
    survey = written(tmp_path, "pupils.csv", "Site,Statement,Pos,Resp count\nEddy School,I feel safe,90,41\n")
    mapping = offered(survey)
    assert "favourable: Pos" in mapping
    assert "respondents: Resp count" in mapping
