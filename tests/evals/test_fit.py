"""How the weights of sufficiency and the threshold are fitted."""

import numpy as np
import pytest

from evals import fit
from evals.gold import GoldPlace, GoldQuestion


def _unit(number: int, speaks: bool, features: list[float]) -> fit.FitUnit:
    places = (GoldPlace("a.pdf", (1,), "words"),) if speaks else ()
    question = GoldQuestion(f"q{number}", "single-fact", "tune", "?", places, (), ())
    rows, answers = np.zeros((1, 1)), np.zeros(1, dtype=bool)
    return fit.FitUnit(question, "A School", False, rows, answers, np.array(features), speaks)


@pytest.fixture
def noisy():
    """One weak sign among forty features of chance: a weak penalty learns the chance by heart."""
    random = np.random.default_rng(3)
    units = []
    for number in range(120):
        speaks = number % 2 == 0
        chance = random.normal(size=40)
        units.append(_unit(number, speaks, [float(speaks) + random.normal(), *chance]))
    return units


def test_the_penalty_is_the_one_that_tells_best_out_of_fold(noisy):
    areas = {penalty: fit.separation(fit.out_of_fold(noisy, penalty)) for penalty in fit.PENALTIES}
    assert len(set(areas.values())) > 1
    assert areas[fit.choose_penalty(noisy)] == max(areas.values())


def test_a_stronger_penalty_gives_smaller_weights(noisy):
    weak, strong = fit.fit_sufficiency(noisy, 1.0), fit.fit_sufficiency(noisy, 300.0)
    assert np.abs(strong.weights).sum() < np.abs(weak.weights).sum()


def test_separation_counts_pairs_in_order_and_ties_as_half():
    question = _unit(0, True, []).question
    other = _unit(1, False, []).question
    assert fit.separation([(question, 0.9), (other, 0.1)]) == 1.0
    assert fit.separation([(question, 0.5), (other, 0.5)]) == 0.5
    assert fit.separation([(question, 0.1), (other, 0.9)]) == 0.0


def test_the_threshold_refuses_no_more_answerable_questions_than_promised():
    scores = [(_unit(number, True, []).question, number / 100) for number in range(100)]
    threshold = fit.choose_threshold(scores)
    assert sum(value < threshold for _, value in scores) <= 100 * fit.FALSE_REFUSAL
    assert sum(value < threshold + 0.01 for _, value in scores) > 100 * fit.FALSE_REFUSAL


def test_sufficiency_is_fitted_with_the_reading_and_without_it(tmp_path, monkeypatch):
    """Where the reading tells all, the weights with it lean on it; those without it give it no weight."""
    monkeypatch.setattr(fit, "fit_ranking", lambda _: fit.UNFITTED.ranking)
    monkeypatch.setattr(fit, "firsts", lambda *_: {})
    random = np.random.default_rng(5)
    place = fit.UNIT_FEATURES.index("reading")
    units = []
    for number in range(60):
        row = random.normal(size=len(fit.UNIT_FEATURES))
        row[place] = 3.0 if number % 2 == 0 else -3.0
        units.append(_unit(number, number % 2 == 0, list(row)))
    written = fit.write(units, tmp_path / "weights.json")
    assert written["sufficiency"]["weights"]["reading"] > 0.3
    assert written["sufficiency"]["out_of_fold"]["separation"] == 1.0
    assert {name for name, value in written["sufficiency"]["weights"].items() if value} <= set(fit.READ)
    assert written["sufficiency_without_reading"]["weights"]["reading"] == 0.0
    assert written["sufficiency_without_reading"]["out_of_fold"]["separation"] < 0.8


def test_the_first_sentence_is_told_as_ordered_and_by_the_ranking_alone():
    """The reading put the gold sentence first; the ranking alone would have put the other there."""
    question = _unit(1, True, []).question
    rows, answers = np.zeros((2, len(fit.FEATURES))), np.array([True, False])
    rows[1, 0] = 1.0
    unit = fit.FitUnit(question, "A School", False, rows, answers, np.zeros(1), True)
    ranking = fit.Logistic(np.eye(len(fit.FEATURES), dtype=np.float32)[0], 0.0)
    assert fit.firsts([unit], ranking) == {"units": 1, "with_reading": 1.0, "by_ranking_alone": 0.0}
