"""Labels of claim–citation pairs, and recall and precision by them."""

import json
from pathlib import Path

import pytest

from evals.citations import suite
from evals.citations.labels import FILE, LabelledUnit, LabelsError, load, pair_hash, together_of
from evals.citations.suite import CitingUnit, ShownCitation


def test_at_least_two_hundred_pairs_are_labelled_and_no_text_is_kept():
    labels = load()
    assert sum(len(item.pairs) for item in labels.values()) >= 200
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"unit", "together", "pairs"}
        assert all(len(name) == 16 and int(name, 16) >= 0 for name in row["pairs"])
        assert " " not in row["unit"]


@pytest.mark.parametrize("changed", [("X", "f", 1, "q"), ("s", "X", 1, "q"), ("s", "f", 2, "q"), ("s", "f", 1, "X")])
def test_a_label_never_passes_to_another_pair(changed):
    assert pair_hash(*changed) != pair_hash("s", "f", 1, "q")


def test_a_unit_that_occurs_twice_is_named(tmp_path):
    path = tmp_path / "labels.jsonl"
    line = json.dumps({"unit": "u-1", "together": "yes", "pairs": {"a": "whole"}})
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(LabelsError, match="line 2: the unit 'u-1' occurs twice"):
        load(path)


def test_a_label_that_is_none_is_refused_with_its_line(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"unit": "u-1", "together": "perhaps", "pairs": {"a": "whole"}}), encoding="utf-8")
    with pytest.raises(LabelsError, match=r"labels.jsonl, line 1"):
        load(path)


def test_where_citations_have_changed_one_that_is_enough_alone_still_is_and_nothing_else_is_guessed():
    labelled = LabelledUnit(unit="u-1", together="yes", pairs={"a": "whole", "b": "part"})
    assert together_of(labelled, {"a": 0, "b": 0}) == "yes"
    assert together_of(labelled, {"a": 0, "c": 0}) == "yes"
    assert together_of(labelled, {"b": 0}) is None
    assert together_of(None, {"a": 0}) is None
    silent = LabelledUnit(unit="u-2", together="absence", pairs={"a": "whole"})
    assert together_of(silent, {"a": 0, "c": 0}) is None


def test_some_of_what_did_not_suffice_together_do_not_suffice_but_something_new_may():
    labelled = LabelledUnit(unit="u-1", together="no", pairs={"a": "part", "b": "idle"})
    assert together_of(labelled, {"a": 0}) == "no"
    assert together_of(labelled, {"a": 0, "c": 0}) is None


@pytest.fixture
def judged(monkeypatch):
    """Figures of two answers of two citations each: one recalled with an idle citation, one not."""
    monkeypatch.setattr(suite, "find_pages", lambda path, quote: (1,))

    def cited(quote):
        return ShownCitation(Path("a.pdf"), 1, (1,), quote)

    def labelled(unit, together, uses):
        return LabelledUnit(unit=unit.id, together=together, pairs=dict(zip(unit.hashes, uses, strict=True)))

    good = CitingUnit("good", "sample", "How many?", (cited("Six."), cited("Blue.")))
    bad = CitingUnit("bad", "sample", "Who?", (cited("Nine."), cited("Green.")))
    labels = {"good": labelled(good, "yes", ("whole", "idle")), "bad": labelled(bad, "no", ("part", "idle"))}
    return lambda *more: {f.key: f for f in suite.figures([good, bad, *more], labels)}


def test_recall_asks_whether_the_citations_together_suffice_and_precision_which_of_them_are_idle(judged):
    figures = judged()
    assert figures["sample group: citation recall"].value == 0.5
    assert figures["sample group: citation precision"].value == 0.25  # those of what is not borne out are not precise
    assert figures["sample group: citation recall"].baselines == {"first citation alone": 0.5}
    assert figures["labelled pairs"].value == 4


def test_an_answer_that_cites_nothing_is_not_borne_out(judged):
    empty = CitingUnit("empty", "sample", "Why?", ())
    assert judged(empty)["sample group: citation recall"].value == pytest.approx(1 / 3)


def test_a_refusal_is_told_apart(judged):
    figures = judged(CitingUnit("refused", "sample", "Why?", (), refused=True))
    assert figures["sample group: citation recall"].value == 0.5
    assert figures["sample group: refused"].value == pytest.approx(1 / 3)


def test_a_pair_without_a_label_is_counted_and_left_out(judged):
    figures = judged(CitingUnit("new", "sample", "When?", (ShownCitation(Path("a.pdf"), 1, (1,), "Now."),)))
    assert figures["labelled pairs"].value == 4
    assert figures["labelled pairs"].n == 5
    assert figures["sample group: citation recall"].n == 2


def test_a_quotation_on_another_page_than_cited_is_found_by_the_other_reader(judged, monkeypatch):
    monkeypatch.setattr(suite, "find_pages", lambda path, quote: (2,) if quote == "Nine." else (1,))
    figure = judged()["sample group: quotation on the cited page, by another reader"]
    assert figure.value == 0.75
    assert figure.misses[0].text == "cited (1,), found (2,)"


def test_what_no_passage_can_show_is_told_both_ways(monkeypatch):
    monkeypatch.setattr(suite, "find_pages", lambda path, quote: (1,))
    unit = CitingUnit(
        "draft-1", "draft", "Only one school has a choir.", (ShownCitation(Path("a.pdf"), 1, (1,), "A choir."),)
    )
    labels = {"draft-1": LabelledUnit(unit="draft-1", together="absence", pairs=dict.fromkeys(unit.hashes, "whole"))}
    figures = {figure.key: figure.value for figure in suite.figures([unit], labels)}
    assert figures["draft sentences: citation recall"] == 1.0
    assert figures["draft sentences: citation recall, silence counted as not borne out"] == 0.0
