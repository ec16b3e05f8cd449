"""``python -m evals``: measure, print, and write as JSON.

Suites: answerability, answers (default), checking, citations, conversations, crash, drafting, entailment, fuzz,
ingest-speed, injection, passages, patterns, patterns-speed, peers, proof, reading, retrieval, review, scifact, send
(fuzz: ``--minutes`` for each family of readers, ``--family`` for one of them). ``--gate`` compares the answers suite
with the floors in ``evals/floors.json`` and fails if one is missed. ``--fit`` fits the weights of relevance on the half
"tune".
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from assistant.answering.weights import Weights
from evals import (
    answers,
    checking,
    checking_proof,
    conversations,
    crash,
    drafting,
    fit,
    fuzz,
    ingest_speed,
    injection,
    patterns_speed,
    peers,
    retrieval,
    review,
    scifact,
)
from evals.answerability import suite as answerability
from evals.citations import suite as citations
from evals.entailment import measure
from evals.figures import Report
from evals.gate import misses
from evals.gold import TUNING, GoldError, load
from evals.metrics import rounded
from evals.patterns import suite as patterns
from evals.send import suite as send
from evals.workspace import sample_workspace

RESULTS = Path(__file__).resolve().parent / "results"


def answers_suite() -> dict[str, Any]:
    """Put every gold question to the assistant; figures for both halves, told apart."""
    questions = load()
    with sample_workspace() as workspace:
        outcomes = answers.run(workspace, questions)
    halves = {
        half: answers.report([outcome for outcome in outcomes if outcome.question.half == half])
        for half in ("report", "tune")
    }
    reported = [outcome for outcome in outcomes if outcome.question.half == "report"]
    failures = [
        {"id": outcome.question.id, "question": outcome.question.question, "status": outcome.answer.status.value}
        for outcome in outcomes
        if outcome.question.half == "tune" and outcome.answered != outcome.question.answerable
    ]
    return {"halves": halves, "report_by_kind": answers.by_kind(reported), "wrong_on_tune": failures}


def fit_suite() -> dict[str, Any]:
    """Fit the weights of relevance on the half "tune" and write them."""
    questions = [question for question in (*load(), *load(TUNING)) if question.half == "tune"]
    with sample_workspace(weights=fit.UNFITTED) as workspace:
        first = fit.units(workspace, questions)
        # Which candidates come first depends on the ranking, and what suffices on which come first: so in two rounds.
        workspace.assistant.pipeline.use(Weights(fit.fit_ranking(first), fit.UNFITTED.sufficiency))
        return fit.write(fit.units(workspace, questions))


def reading_suite() -> dict[str, Any]:
    """Measure what is read from reports. Sets some as PDFs, so it needs the development extra."""
    from evals.reading import suite  # the other suites run without the builder's packages

    return suite.run()


def told(report: Report) -> dict[str, Any]:
    """Return a report as the nested figures that `table` prints, with the ids of its first misses."""
    if report.skipped:
        return {"skipped": report.skipped}
    figures = {
        figure.key: {
            "value": rounded(figure.value),
            "interval": None if figure.low is None else f"{figure.low:.3f} to {figure.high:.3f}",
            "n": figure.n,
            **{f"({name})": rounded(value) for name, value in figure.baselines.items()},
            **({"target": f"{figure.target} ({'reached' if figure.reached else 'missed'})"} if figure.target else {}),
            "misses": ", ".join(miss.id for miss in figure.misses[:10]),
        }
        for figure in report.figures
    }
    return {"figures": figures, "notes": list(report.notes), **report.detail}


SUITES: dict[str, Callable[[], dict[str, Any]]] = {
    "answerability": lambda: told(answerability.run()),
    "citations": lambda: told(citations.run()),
    "peers": lambda: told(peers.run()),
    "send": lambda: told(send.run()),
    "answers": answers_suite,
    "conversations": conversations.run,
    "checking": checking.run,
    "drafting": drafting.run,
    "entailment": measure.suite,
    "patterns": patterns.run,
    "proof": checking_proof.run,
    "reading": reading_suite,
    "retrieval": retrieval.run,
    "review": review.run,
    "passages": retrieval.sizes,
    "scifact": lambda: told(scifact.run()),
    "ingest-speed": ingest_speed.run,
    "injection": injection.run,
    "crash": crash.run,
    "patterns-speed": patterns_speed.run,
    "fuzz": fuzz.run_suite,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("--suite", choices=sorted(SUITES), default="answers", help="what to measure (default: answers)")
    parser.add_argument("--gate", action="store_true", help="fail if a floor of evals/floors.json is missed")
    parser.add_argument(
        "--fit", action="store_true", help="fit the weights of relevance on the half 'tune' and write them"
    )
    parser.add_argument(
        "--fit-checking", action="store_true", help="fit the checker's combiner on the part 'calibrate' and write it"
    )
    parser.add_argument("--minutes", type=float, default=fuzz.MINUTES, help="how long to fuzz each family of readers")
    parser.add_argument("--family", choices=sorted([*fuzz.SEEDS, fuzz.TABLES]), help="fuzz this family of readers only")
    parser.add_argument("--json", action="store_true", help="print JSON only")
    options = parser.parse_args(arguments)
    name, work = options.suite, SUITES[options.suite]
    if options.fit or options.fit_checking:
        name, work = ("fit", fit_suite) if options.fit else ("fit-checking", checking.fit)
    try:
        if name == "fuzz":
            result = fuzz.run_suite(options.minutes, (options.family,) if options.family else ())
        else:
            result = work()
    except GoldError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, ensure_ascii=False) if options.json else table(result))
    if not options.gate:
        return 0
    missed = misses(result)
    for line in missed:
        print(f"MISSED  {line}")
    print("The gate fails." if missed else "The gate holds: every floor is reached.")
    return 1 if missed else 0


def table(value: dict[str, Any], indent: int = 0) -> str:
    """Return nested figures as indented lines."""
    lines: list[str] = []
    for name, inner in value.items():
        if isinstance(inner, dict):
            lines += [f"{'  ' * indent}{name}", table(inner, indent + 1)]
        elif isinstance(inner, list):
            lines.append(f"{'  ' * indent}{name}: {len(inner)}")
            lines += [f"{'  ' * (indent + 1)}{json.dumps(item, ensure_ascii=False)}" for item in inner]
        else:
            lines.append(f"{'  ' * indent}{name:<32} {inner}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
