"""The runner: what is listed, kept, drawn, compared and gated."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from evals import __main__ as command
from evals import compare, gate, page, registry, runs, screen
from evals.figures import Miss, SuiteReport, mean, number, share

WHERE = {
    "at": "2026-11-26T12:00:00+00:00",
    "commit": "abc1234",
    "machine": "x86_64, 2 cores",
    "versions": {"torch": "2"},
}


def report(*right: bool, suite: str = "answers", better: str = "higher") -> SuiteReport:
    outcomes = [(f"q{place}", value) for place, value in enumerate(right)]
    return SuiteReport(suite, (share("cited", outcomes, part="report", better=better),))  # type: ignore[arg-type]


def test_the_help_and_the_list_load_neither_numpy_nor_a_suite() -> None:
    code = (
        "import sys, contextlib, io\nfrom evals.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()): main(['--list'])\n"
        "print([name for name in ('numpy', 'torch', 'evals.answers', 'assistant') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_of_ingestion_loads_neither_the_store_nor_a_model() -> None:
    code = (
        "import sys\nfrom ingest.__main__ import parser\nparser().format_help()\n"
        "print([name for name in ('numpy', 'sqlalchemy', 'torch', 'ingest.library') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_suite_of_the_registry_can_be_loaded() -> None:
    for name, suite in registry.SUITES.items():
        assert callable(suite.load()), name


def test_a_suite_that_is_not_known_is_named_with_those_that_are(capsys) -> None:
    assert command.main(["--suite", "answers,nonsense"]) == 1
    assert "There is no suite nonsense. There are: answers, answers-tune, checking" in capsys.readouterr().err


def test_questions_of_ones_own_need_their_library(capsys) -> None:
    assert command.main(["--questions", "my.jsonl"]) == 1
    assert "need the library that they are put to: --library DIR" in capsys.readouterr().err


def test_several_suites_run_in_one_call_and_are_kept_in_one_run(tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(runs, "RESULTS", tmp_path)
    monkeypatch.setattr(runs.keep, "__defaults__", (tmp_path,))
    monkeypatch.setattr(runs.history, "__defaults__", (tmp_path,))
    made = {"one": report(True, False, suite="one"), "two": {"pages": 3, "inner": {"share": 0.5}}}
    monkeypatch.setattr(command, "SUITES", dict.fromkeys(made, registry.Suite("x:y", "")))
    monkeypatch.setattr(command, "measure", lambda name, work: registry.measure(name, lambda: made[name]))
    assert command.main(["--suite", "one", "--suite", "two", "--out", str(tmp_path / "r.html")]) == 0
    printed = capsys.readouterr().out
    assert "report: cited" in printed and "0.500" in printed and "n=2" in printed and "miss q1" in printed
    (line,) = runs.history(tmp_path)
    assert line["figures"]["two"] == {"pages": [3.0, None, None, 1], "inner: share": [0.5, None, None, 1]}
    assert json.loads((tmp_path / "two.json").read_text())["detail"] == made["two"]
    assert '<h2 id="two">' in (tmp_path / "r.html").read_text()


def test_nested_figures_that_were_skipped_say_why() -> None:
    assert registry.from_nested("scifact", {"skipped": "no folder"}).skipped == "no folder"
    partly = registry.from_nested("speed", {"skipped": "real reports", "a": {"ratio": 3}})
    assert (partly.skipped, partly.notes) == ("", ("Skipped: real reports",))


def test_a_run_is_found_by_file_id_commit_and_place_in_the_row(tmp_path) -> None:
    first = runs.Run("20261126T120000-abc1234", WHERE, (report(True),))
    second = runs.Run("20261126T130000-def5678", WHERE, (report(False),))
    path = runs.keep(first, tmp_path)
    runs.keep(second, tmp_path)
    assert runs.find(str(path), tmp_path) == runs.find("abc1", tmp_path) == runs.find("last-1", tmp_path) == first
    assert runs.find("last", tmp_path) == runs.find(second.id, tmp_path) == second
    with pytest.raises(runs.UnknownRun, match="No run is kept under 'last-2'. Kept are: 20261126T120000-abc1234"):
        runs.find("last-2", tmp_path)


def test_the_page_escapes_what_a_run_holds_and_loads_nothing() -> None:
    bad = "<script>alert(1)</script>"
    figure = replace(share(bad, [("a", False)], baselines={bad: 0.5}), misses=(Miss(bad, bad),), part=bad)
    run = runs.Run(
        bad, {**WHERE, "machine": bad}, (SuiteReport(bad, (figure,), notes=(bad,)), SuiteReport("s", skipped=bad))
    )
    text = page.page(run)
    assert "<script" not in text and "http" not in text
    assert text.count("&lt;script&gt;") >= 8


def test_a_chart_needs_two_runs_and_tells_its_values() -> None:
    lines = [{"figures": {"answers": {"report: cited": [value, None, None, 4]}}} for value in (0.25, 0.75)]
    run = runs.Run("x", WHERE, (report(True, False),))
    assert "2 runs, 0.25 to 0.75, last 0.75" in page.page(run, lines)
    assert "<polyline" not in page.page(run, lines[:1])


def test_one_case_that_changed_is_noise_and_many_are_not() -> None:
    few = compare.difference("answers", report(True, True, True).figures[0], report(True, True, False).figures[0])
    assert (few.verdict, few.fell, few.rose) == (compare.NOISE, ("q2",), ())
    many = compare.difference("answers", report(*[True] * 10).figures[0], report(*[False] * 10).figures[0])
    assert many.verdict == compare.WORSE


def test_where_lower_is_better_a_fall_is_better() -> None:
    old, new = report(*[True] * 10, better="lower"), report(*[False] * 10, better="lower")
    one = compare.difference("answers", old.figures[0], new.figures[0])
    assert (one.verdict, len(one.rose), one.fell) == (compare.BETTER, 10, ())


def test_without_intervals_or_cases_nothing_is_said_of_a_difference() -> None:
    old, new = number("start", 7, "s"), number("start", 9, "s")
    assert compare.difference("speed", old, new).verdict == compare.UNKNOWN
    assert compare.difference("speed", old, old).verdict == compare.NOISE


def test_means_are_compared_case_by_case() -> None:
    old = mean("precision", [(f"q{n}", n / 20) for n in range(10)])
    new = mean("precision", [(f"q{n}", n / 20 + 0.1) for n in range(10)])
    assert compare.difference("answers", old, new).verdict == compare.BETTER, "the intervals meet, the cases all rose"


def test_the_sign_test_is_the_exact_one() -> None:
    assert compare.sign_test(0, 6) == pytest.approx(2 / 64)
    assert compare.sign_test(0, 0) == compare.sign_test(3, 3) == 1.0


FLOORS = {"answers": {"report: cited": {"at_least": 0.7}}}


def test_the_gate_names_the_cases_that_passed_before_and_fail_now(tmp_path: Path) -> None:
    path = tmp_path / "passed.json"
    gate.accept([report(True, True, False)], FLOORS, path)
    before = gate.passed(path)
    (missed,) = gate.fallen([report(True, False, False)], FLOORS, before)
    assert missed.missed
    assert str(missed) == ("answers · report: cited: 0.3333, at least 0.7 is promised; passed before and fails now: q1")


def test_a_case_that_falls_while_its_figure_holds_is_told_and_does_not_fail() -> None:
    before = {"answers": {"report: cited": ["q0", "q3", "gone"]}}
    (told,) = gate.fallen([report(True, True, True, False)], FLOORS, before)
    assert (told.missed, told.cases) == (False, ("q3",))


def test_a_figure_that_is_absent_is_missed_and_a_ceiling_holds_from_above() -> None:
    floors = {"answers": {"report: other": {"at_most": 0.1}, "report: cited": {"at_most": 0.4}}}
    told = [str(one) for one in gate.fallen([report(True, False)], floors, {})]
    assert told == [
        "answers · report: other: none, at most 0.1 is promised",
        "answers · report: cited: 0.5, at most 0.4 is promised",
    ]


def test_accepting_one_suite_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "passed.json"
    path.write_text('{"reading": {"pages": ["a"]}}', encoding="utf-8")
    gate.accept([report(True, False)], FLOORS, path)
    assert gate.passed(path) == {"answers": {"report: cited": ["q0"]}, "reading": {"pages": ["a"]}}


def test_the_floors_name_suites_that_there_are() -> None:
    for suite, figures in gate.bounds().items():
        assert suite in registry.SUITES
        assert all(len(bound) == 1 and set(bound) <= {"at_least", "at_most"} for bound in figures.values())


def test_the_screen_shows_ten_misses_and_counts_the_rest() -> None:
    text = "\n".join(screen.lines(report(*[False] * 14)))
    assert text.count("miss q") == 10
    assert "and 4 more, all in the file" in text
