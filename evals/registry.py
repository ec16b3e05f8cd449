"""The suites by name: where each stands, what it measures, and which are part of a run of everything.

Names only, so that ``--help`` and ``--list`` load nothing; `measure` imports the one suite that it is asked for. A
suite may return a `SuiteReport` or, as the older ones do, nested figures, which `from_nested` turns into one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # numpy takes half of the time that --help may take
    from evals.figures import Measured, SuiteReport

COUNTED = {"recall": ("expected", "planted"), "precision": ("found",)}
"""For a nested share, the neighbours that say of how many it is."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One suite: the function that measures, as ``module:function``, and what it tells."""

    target: str
    about: str
    usual: bool = True
    """Whether ``--suite all`` runs it; the others take long, need more packages, or serve work on one part."""

    def load(self) -> Callable[..., Any]:
        """Import the module and return the function."""
        module, function = self.target.split(":")
        loaded: Callable[..., Any] = getattr(import_module(module), function)
        return loaded


SUITES: dict[str, Suite] = {
    "answers": Suite("evals.answers_report:run", "the gold questions: pages, quotations, refusals, seconds"),
    "answers-tune": Suite("evals.answers_report:tune", "the gold questions that weights were set on", usual=False),
    "checking": Suite("evals.checking:run", "verdicts on claims, and public sets of claims"),
    "citations": Suite("evals.citations.suite:run", "claims and their citations, labelled by reading as ALCE defines"),
    "conversations": Suite("evals.conversations:run", "questions that follow others"),
    "crash": Suite("evals.crash:run", "ingestion killed at random: nothing half stored", usual=False),
    "drafting": Suite("evals.drafting:run", "drafts: claims borne out, notes that come back"),
    "entailment": Suite("evals.entailment.measure:suite", "the entailment model alone", usual=False),
    "fuzz": Suite("evals.fuzz:run_suite", "damaged files: a document or a message, never a crash", usual=False),
    "ingest-speed": Suite("evals.ingest_speed:run", "pages a second against a textbook pipeline", usual=False),
    "injection": Suite("evals.injection:run", "attack strings in reports change nothing but quotations"),
    "markers": Suite("evals.markers:run", "markers of answers after a reload, and after export to Word and Markdown"),
    "passages": Suite("evals.retrieval:sizes", "what the size of a passage is worth", usual=False),
    "patterns": Suite("evals.patterns.suite:run", "themes and directions against labels by hand"),
    "patterns-speed": Suite("evals.patterns_speed:run", "a group of 120 schools: seconds and memory", usual=False),
    "peers": Suite("evals.peers:run", "two published checkers of citations on the same claims", usual=False),
    "proof": Suite("evals.checking_proof:run", "conflicts that prove a claim false"),
    "reading": Suite("evals.reading.suite:run", "what is read from reports, field by field"),
    "reading-share": Suite("evals.reading.share:run", "what reading adds to the time of ingestion", usual=False),
    "refusals": Suite("evals.refusals:run", "refusing what no text says: the sample group, SQuAD 2 and fitz-gov"),
    "retrieval": Suite("evals.retrieval:run", "passages by words, by meaning and by both"),
    "review": Suite("evals.review:run", "a draft with planted faults, checked as a reviewer would"),
    "scifact": Suite("evals.scifact:run", "search on a public benchmark (where it is at hand)"),
    "send": Suite(
        "evals.send.suite:run", "forty questions on eight real Area SEND reports, beside a textbook pipeline"
    ),
    "speed": Suite("evals.speed.suite:run", "seconds and memory of every part, beside a textbook pipeline"),
    "start-up": Suite("evals.start_up:run", "seconds to --help and to the first page served", usual=False),
}


def usual() -> tuple[str, ...]:
    """Return the names that ``all`` stands for."""
    return tuple(name for name, suite in SUITES.items() if suite.usual)


def measure(name: str, work: Callable[[], Any] | None = None) -> SuiteReport:
    """Run a suite (or `work` in its place) and return its report, with the seconds that it took."""
    from dataclasses import replace

    from evals.figures import SuiteReport

    started = time.perf_counter()
    result = (work or SUITES[name].load())()
    report = result if isinstance(result, SuiteReport) else from_nested(name, result)
    return replace(report, seconds=round(time.perf_counter() - started, 1))


def from_nested(name: str, result: Mapping[str, Any]) -> SuiteReport:
    """Return nested figures as a report, each named by its path; all is kept.

    A number is a figure without interval. A `Measured` in its place keeps its cases and interval; a recall beside the
    number of what was to be found, and a precision beside the number of what was, get Wilson's.
    """
    from evals.figures import SuiteReport

    skipped = str(result.get("skipped", ""))
    figures = tuple(_figures(result))
    notes = [f"Skipped: {skipped}"] if skipped and figures else []
    notes += (f"{key}: {value}" for key, value in result.items() if str(value).startswith("skipped"))
    return SuiteReport(name, figures, tuple(notes), "" if figures else skipped, detail=dict(result))


def _figures(value: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[Measured]:
    from dataclasses import replace

    from evals.figures import Measured

    for name, inner in value.items():
        part = " · ".join(path)
        if isinstance(inner, Mapping):
            yield from _figures(inner, (*path, str(name)))
        elif isinstance(inner, Measured):
            yield replace(inner, name=str(name), part=part)
        elif isinstance(inner, int | float) and not isinstance(inner, bool):
            yield _number(str(name), float(inner), part, value)


def _number(name: str, value: float, part: str, beside: Mapping[str, Any]) -> Measured:
    """Return a number, as the share that it is where its neighbours say of how many."""
    from dataclasses import replace

    from evals.figures import number, wilson

    counts = [beside[key] for key in COUNTED.get(name, ()) if isinstance(beside.get(key), int) and beside[key]]
    if not counts:
        return number(name, value, "", part=part)
    low, high = wilson(round(value * counts[0]), counts[0])
    return replace(number(name, value, "share", n=counts[0], part=part, better="higher"), low=low, high=high)
