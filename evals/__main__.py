"""``python -m evals``: measure, print, keep, draw and compare.

``--suite NAME…`` runs suites (default: answers; ``all``: every usual one; ``--list`` names them). Each run is kept
under ``evals/results`` and has a line in its history. ``--gate`` runs the suites that have floors in
``evals/floors.json`` and fails with the cases that fell. ``--questions FILE --library DIR`` measures on your own
documents, and ``from-feedback`` makes such a file of readers' feedback: see evals/GUIDE.md. Parses, calls and prints;
measures nothing itself.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.registry import SUITES, Suite, measure, usual

if TYPE_CHECKING:  # --help and --list load no suite and no numpy
    from evals.figures import SuiteReport


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="python -m evals", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument(
        "--suite", action="extend", nargs="+", metavar="NAME", help="what to measure (default: answers)"
    )
    result.add_argument("--list", action="store_true", help="name the suites and what each measures")
    result.add_argument("--json", action="store_true", help="print the run as JSON only")
    result.add_argument("--out", type=Path, metavar="FILE.html", help="write a page to look at, with the history")
    result.add_argument("--gate", action="store_true", help="fail if a floor of evals/floors.json is missed")
    result.add_argument(
        "--accept", action="store_true", help="write down the cases that pass now, for the gate to name"
    )
    result.add_argument(
        "--compare", nargs=2, metavar=("A", "B"), help="two runs: a file, an id, a commit, last, last-1"
    )
    result.add_argument("--questions", type=Path, metavar="FILE.jsonl", help="your own questions (needs --library)")
    result.add_argument("--library", type=Path, metavar="DIR", help="the library that the questions are put to")
    result.add_argument("--fit", action="store_true", help="fit the weights of relevance on the half 'tune'")
    result.add_argument(
        "--fit-checking",
        nargs="?",
        choices=("all", "alone"),
        const="all",
        help="fit the checker's combiner; 'alone': only that without an entailment model",
    )
    result.add_argument("--large", action="store_true", help="speed: libraries of 100,000 and 1,000,000 passages too")
    result.add_argument("--keep", type=Path, metavar="DIR", help="speed: keep the generated libraries there")
    result.add_argument("--minutes", type=float, default=1.0, help="how long to fuzz each family of readers")
    result.add_argument("--family", help="fuzz this family of readers only")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 1 if the gate fails or nothing could be done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["from-feedback"]:
        return _from_feedback(given[1:])
    options = parser().parse_args(given)
    if options.list:
        print("\n".join(_listed(name, suite) for name, suite in SUITES.items()))
        return 0
    return _compare(*options.compare) if options.compare else _run(options)


def _listed(name: str, suite: Suite) -> str:
    return f"{name:<16} {suite.about}{'' if suite.usual else ' (not part of all)'}"


def _run(options: argparse.Namespace) -> int:
    from evals.gold import GoldError
    from ingest.errors import IngestError

    try:
        reports = [_told(measure(name, work), options.json) for name, work in _wanted(options).items()]
    except (GoldError, IngestError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    _keep(reports, options)
    return _gate(reports, options)


def _wanted(options: argparse.Namespace) -> dict[str, Callable[[], Any] | None]:
    """Return what to run by name: the function, or None for the suite of that name.

    :raises GoldError: if a suite is not known, or questions are given without a library.
    """
    from evals.gate import bounds
    from evals.gold import GoldError

    if options.fit or options.fit_checking:
        checking = "evals.checking:fit_alone" if options.fit_checking == "alone" else "evals.checking:fit"
        name, target = ("fit", "evals.fitting:run") if options.fit else ("fit-checking", checking)
        return {name: Suite(target, "").load()}
    if options.questions:
        if not options.library:
            raise GoldError("Your own questions need the library that they are put to: --library DIR.")
        from evals import own

        return {"own": partial(own.run, options.questions, options.library)}
    names = [name for names in options.suite or () for name in names.split(",")]
    names = names or (list(bounds()) if options.gate else ["answers"])
    names = list(dict.fromkeys(part for name in names for part in (usual() if name == "all" else (name,))))
    if unknown := [name for name in names if name not in SUITES]:
        raise GoldError(f"There is no suite {', '.join(unknown)}. There are: {', '.join(SUITES)}.")
    special = {"fuzz": _fuzz, "speed": _speed}
    return {name: special[name](options) if name in special else None for name in names}


def _speed(options: argparse.Namespace) -> Callable[[], Any]:
    return lambda: SUITES["speed"].load()(large=options.large, keep=options.keep)


def _fuzz(options: argparse.Namespace) -> Callable[[], Any]:
    from evals import fuzz
    from evals.gold import GoldError

    families = sorted({*fuzz.SEEDS, fuzz.TABLES})
    if options.family and options.family not in families:
        raise GoldError(f"There is no family {options.family}. There are: {', '.join(families)}.")
    return partial(fuzz.run_suite, options.minutes, (options.family,) if options.family else ())


def _told(report: SuiteReport, quiet: bool) -> SuiteReport:
    from evals import screen

    if not quiet:
        print("\n".join(screen.lines(report)), flush=True)
    return report


def _keep(reports: Sequence[SuiteReport], options: argparse.Namespace) -> None:
    from evals import page, runs

    run = runs.new(reports)
    path = runs.keep(run)
    if options.json:
        print(json.dumps(runs.to_data(run), ensure_ascii=False))
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text(page.page(run, runs.history()), encoding="utf-8")
    if not options.json:
        print(f"Kept as {path.stem}" + (f"; the page is {options.out}" if options.out else "") + ".")


def _gate(reports: Sequence[SuiteReport], options: argparse.Namespace) -> int:
    from evals import gate

    floors = gate.bounds()
    if options.accept:
        gate.accept(reports, floors)
    if not options.gate:
        return 0
    found = gate.fallen(reports, floors, gate.passed())
    missed = any(one.missed for one in found)
    out = sys.stderr if options.json else sys.stdout
    for one in found:
        print(f"{'MISSED' if one.missed else 'FELL  '}  {one}", file=out)
    print("The gate fails." if missed else "The gate holds: every floor is reached.", file=out)
    return 1 if missed else 0


def _from_feedback(arguments: Sequence[str]) -> int:
    from evals import feedback
    from evals.gold import GoldError

    parser = argparse.ArgumentParser(prog="python -m evals from-feedback", description="Make questions of feedback.")
    parser.add_argument("feedback", type=Path, help="what python -m assistant feedback --export wrote")
    parser.add_argument("--out", type=Path, required=True, help="the file of questions to write")
    options = parser.parse_args(arguments)
    try:
        print("\n".join(feedback.convert(options.feedback, options.out)))
    except GoldError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def _compare(before: str, after: str) -> int:
    from evals import compare, runs

    try:
        old, new = runs.find(before), runs.find(after)
    except runs.UnknownRun as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    print(f"{old.id} → {new.id}")
    if old.where["machine"] != new.where["machine"]:
        print(f"Not the same machine ({old.where['machine']}; {new.where['machine']}): seconds do not compare.")
    print("\n".join(compare.lines(compare.compare(old, new))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
