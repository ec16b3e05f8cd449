"""A model's word alone is never enough for *contradicted*, and never outweighs what is proof."""

import numpy as np
import pytest

from assistant import doctor
from assistant.checking import combine
from assistant.checking.checker import Checker
from assistant.checking.entailment import reader
from assistant.checking.entailment.reader import NamedEntailment, reader_of
from assistant.checking.verdict import Verdict
from ingest.errors import ModelUnavailable
from ingest.settings import Settings


class Scripted:
    """A reader that is sure of one class, whatever it reads."""

    def __init__(self, place):
        self._row = np.full(3, 0.0005, dtype=np.float32)
        self._row[place] = 0.999

    def score(self, pairs):
        return np.tile(self._row, (len(pairs), 1))


def checked(embedder, place, claim, evidence):
    (result,) = Checker(embedder, Scripted(place)).check([(evidence, claim)])
    return result


def test_a_sure_contradiction_without_two_words_to_show_is_left_to_a_person(embedder):
    result = checked(embedder, 1, "The garden delights visitors.", "Visitors find little joy outdoors.")
    assert result.verdict is not Verdict.CONTRADICTED


def test_two_words_in_one_place_are_a_contradiction_however_sure_the_model_is_that_it_is_true(embedder):
    evidence = "Attainment in reading is above the national average."
    result = checked(embedder, 0, "Attainment in reading is below the national average.", evidence)
    assert result.verdict is Verdict.CONTRADICTED
    assert ("below", "above") in [(reason.claim, reason.evidence) for reason in result.reasons]
    assert result.score <= 0.05


def test_what_is_said_word_for_word_is_supported_however_sure_the_model_is_that_it_is_not(embedder):
    result = checked(embedder, 1, "Pupils behave well.", "Pupils behave well and enjoy school.")
    assert result.verdict is Verdict.SUPPORTED


def test_another_subject_is_never_supported(embedder):
    evidence = "Pupils do well in mathematics lessons."
    result = checked(embedder, 0, "Pupils do well in science lessons.", evidence)
    assert result.verdict is not Verdict.SUPPORTED
    assert ("science", "mathematics") in [(reason.claim, reason.evidence) for reason in result.reasons]


def test_of_two_statements_the_one_that_is_not_borne_out_is_named(embedder):
    evidence = "Pupils behave well. Staff feel valued."
    result = checked(embedder, 2, "Pupils behave well, but leaders visit the moon.", evidence)
    assert result.verdict is not Verdict.SUPPORTED
    assert result.reasons[0].kind == "supported except"
    assert result.reasons[0].claim == "leaders visit the moon"


def test_two_statements_that_are_each_said_are_supported_together(embedder):
    evidence = "Pupils behave well. Staff feel valued."
    assert checked(embedder, 2, "Pupils behave well and staff feel valued.", evidence).verdict is Verdict.SUPPORTED


def test_without_a_model_the_checker_works_and_supports_what_is_said_word_for_word(embedder, monkeypatch):
    monkeypatch.setattr("assistant.checking.checker.reader_of", lambda _: None)
    checker = Checker(embedder)
    verdicts = [
        one.verdict
        for one in checker.check(
            [("Pupils behave well.", "Pupils behave well."), ("Pupils behave well.", "Pupils do not behave well.")]
        )
    ]
    assert verdicts == [Verdict.SUPPORTED, Verdict.CONTRADICTED]


def test_the_setting_chooses_the_model():
    assert reader_of("off") is None
    assert isinstance(reader_of("some/cross-encoder"), NamedEntailment)


def test_without_the_packaged_model_s_base_there_is_none_and_doctor_says_what_that_means(monkeypatch):
    monkeypatch.setattr(reader.base, "installed", lambda: None)
    assert reader_of("packaged") is None
    found = next(check for check in doctor.diagnose(Settings()) if check.name == "entailment model")
    assert found.severity is doctor.Severity.WARNING
    assert "more are left for a person to read" in found.message
    assert found.remedy.startswith("pip install")


def test_a_model_that_is_not_there_is_named_with_what_to_do(tmp_path):
    with pytest.raises(
        ModelUnavailable, match=r'could not be loaded .* set INSPECTION_ENTAILMENT to "packaged" or "off"'
    ):
        NamedEntailment(str(tmp_path / "missing")).score([("a", "b")])


def test_a_combiner_that_is_missing_or_of_another_version_says_how_to_fit_it(monkeypatch):
    combine.shipped.cache_clear()
    monkeypatch.setattr(combine, "FILE", "absent.json")
    with pytest.raises(ModelUnavailable, match="absent.json is missing from the installation. Fit it again with"):
        combine.shipped()
    with pytest.raises(ModelUnavailable, match="fitted for other features"):
        combine.combiner_of({"weights": {"one": [0, 0, 0]}})
    combine.shipped.cache_clear()
