from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.adapters import auroc as auroc_of_arrays
from evals.figures import (
    Measured,
    Miss,
    SuiteReport,
    area,
    auroc,
    bootstrap,
    from_json,
    mean,
    nearest_rank,
    number,
    quantile,
    save,
    share,
    statistic,
    to_json,
    wilson,
)

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
values = st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30)


@given(counts)
def test_wilsons_interval_lies_between_0_and_1_and_holds_the_share(count: tuple[int, int]) -> None:
    hits, n = count
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n <= high <= 1


@given(counts)
def test_wilsons_interval_of_the_misses_mirrors_that_of_the_hits(count: tuple[int, int]) -> None:
    hits, n = count
    low, high = wilson(hits, n)
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))


@given(counts)
def test_four_times_as_many_cases_give_a_narrower_interval(count: tuple[int, int]) -> None:
    hits, n = count
    wide, narrow = wilson(hits, n), wilson(4 * hits, 4 * n)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_wilsons_interval_is_the_published_one() -> None:
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)  # Newcombe 1998, table I, method 3
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


def test_a_share_of_no_cases_has_no_interval() -> None:
    with pytest.raises(ValueError, match="at least one case, not 0 of 0"):
        wilson(0, 0)
    figure = share("recall", [])
    assert (figure.value, figure.n, figure.low, figure.high) == (None, 0, None, None)


@given(values)
def test_a_bootstrap_interval_of_a_mean_lies_within_the_values_and_is_always_the_same(rows: list[float]) -> None:
    first = bootstrap(rows, lambda row: sum(row) / len(row), draws=50)
    assert first is not None
    slack = 1e-9 * max(map(abs, rows)) + 1e-12
    assert min(rows) - slack <= first[0] <= first[1] <= max(rows) + slack
    assert bootstrap(rows, lambda row: sum(row) / len(row), draws=50) == first


def test_a_bootstrap_interval_of_a_mean_is_near_the_one_of_the_normal_distribution() -> None:
    rows = [float(value % 10) for value in range(500)]
    low, high = bootstrap(rows, lambda row: sum(row) / len(row)) or (0.0, 0.0)
    half = 1.96 * math.sqrt(8.25 / 500)
    assert (low, high) == pytest.approx((4.5 - half, 4.5 + half), abs=0.03)


def test_one_row_has_no_interval_and_draws_where_a_statistic_is_undefined_are_left_out() -> None:
    assert bootstrap([1.0], lambda row: row[0]) is None
    assert bootstrap([(0.9, True), (0.1, False)], area) == (1.0, 1.0)
    assert bootstrap([(0.9, True), (0.1, True)], area) is None


@given(st.lists(st.tuples(st.integers(0, 5).map(float), st.booleans()), min_size=2, max_size=40))
def test_the_area_is_the_share_of_pairs_that_are_in_order(rows: list[tuple[float, bool]]) -> None:
    above = [score for score, positive in rows if positive]
    below = [score for score, positive in rows if not positive]
    if not above or not below:
        assert area(rows) is None
        return
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in above for b in below]
    assert area(rows) == pytest.approx(sum(pairs) / len(pairs))


def test_the_area_is_that_of_the_trainers() -> None:
    import numpy as np

    scores, positive = np.array([0.1, 0.4, 0.4, 0.8]), np.array([False, False, True, True])
    assert area(list(zip(scores, positive, strict=True))) == auroc_of_arrays(scores, positive)


def test_a_shares_misses_are_the_false_ones_or_the_true_ones_where_lower_is_better() -> None:
    outcomes = [("a", True), ("b", False), ("c", True)]
    assert share("cited", outcomes, told={"b": "page 3, not 4"}).misses == (Miss("b", "page 3, not 4"),)
    assert share("refused", outcomes, better="lower").misses == (Miss("a"), Miss("c"))
    assert share("answered", outcomes, better="neither").misses == ()


def test_a_case_that_occurs_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="'cited' has more than one case with the id a"):
        share("cited", [("a", True), ("a", False)])


def test_a_mean_keeps_its_cases_and_a_percentile_is_the_nearest_rank() -> None:
    figure = mean("precision", [("a", 0.5), ("b", 1.0)], baselines={"words": 0.2, "none": None})
    assert (figure.value, figure.n, figure.cases) == (0.75, 2, {"a": 0.5, "b": 1.0})
    assert figure.baselines == {"words": 0.2}
    assert quantile("p95", [float(value) for value in range(1, 101)], 95).value == 95.0
    assert nearest_rank([], 95) is None
    assert auroc("score", [("a", 0.2, False), ("b", 0.9, True)]).value == 1.0
    assert statistic("highest", [1, 5], lambda row: float(max(row)), unit="claims").high == 5.0


def test_an_interval_always_holds_the_value() -> None:
    figure = statistic("distinct", list(range(10)), lambda row: float(len(set(row))), unit="claims")
    assert figure.value == figure.high == 10.0


@pytest.mark.parametrize(
    ("figure", "reached"),
    [
        (number("ratio", 4.1, "×", better="higher", target=4), True),
        (number("seconds", 9, "s", better="lower", target=8), False),
        (number("seconds", 9, "s"), None),
        (share("recall", [], target=0.9), False),
    ],
)
def test_a_target_is_reached_in_the_direction_that_is_better(figure: Measured, reached: bool | None) -> None:
    assert figure.reached is reached


def test_two_figures_of_one_name_are_refused_and_a_part_tells_them_apart() -> None:
    with pytest.raises(ValueError, match="more than one figure named pages"):
        SuiteReport("reading", (number("pages", 1, "pages"), number("pages", 2, "pages")))
    report = SuiteReport("reading", (number("pages", 1, "pages", part="real"), number("pages", 2, "pages")))
    assert (report.figure("real: pages"), report.figure("nothing")) == (report.figures[0], None)


def test_a_report_comes_back_from_its_file_as_it_was(tmp_path) -> None:
    report = SuiteReport(
        "answers",
        (
            share("cited", [("a", True), ("b", False)], part="report", target=0.8, told={"b": "“none” <b>"}),
            mean("tokens", [("a", 3.0)], unit="tokens", better="lower", misses=[Miss("a", "long")]),
            share("empty", []),
        ),
        notes=("No person has checked the gold yet.",),
        seconds=1.5,
        detail={"kinds": {"judgement": 2}},
    )
    path = tmp_path / "results" / "answers.json"
    save(report, path)
    assert from_json(json.loads(path.read_text(encoding="utf-8"))) == report
    with pytest.raises(ValueError, match="have the format 99; this program reads 1"):
        from_json({**to_json(report), "format": 99})
