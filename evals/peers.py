"""The suite "peers": two published checkers, as they come, on the claims that ours reports on (`free.jsonl`).

`anchorcite` 0.1.0 and `ragground` 0.2.2 from the package index, each with its own defaults and without the language
models that they would fetch: so both run by their rules for words, and so is said. Their code is never part of the
project: it is installed into a folder of its own (`HOW`) and read from there. Sets nothing and judges no draft.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.checking.verdict import Checked, Verdict
from evals.entailment.data import FREE, Pair, load_file
from evals.figures import Measured, SuiteReport, auroc, share
from ingest.embedding import Embedder
from ingest.settings import Settings
from ingest.words import stems

VERSIONS = {"anchorcite": "0.1.0", "ragground": "0.2.2"}
HOW = "`pip install --no-deps --target .peer anchorcite==0.1.0 ragground==0.2.2` installs it"
OURS, WORDS, ALL = "assistant", "word overlap", "everything is supported"


@dataclass(frozen=True, slots=True)
class PeerVerdict:
    """What a checker says of one claim."""

    supported: bool
    contradicted: bool
    score: float


Way = Callable[[Sequence[Pair]], list[PeerVerdict]]


def folder() -> Path:
    """Return where the peers are installed: ``$PEERS_DIR``, or ``.peer`` in the project."""
    return Path(os.environ.get("PEERS_DIR", Path(__file__).resolve().parents[1] / ".peer"))


def run() -> SuiteReport:
    """Let every checker that is there judge every claim."""
    pairs = load_file(FREE)
    ways, notes = peers(folder())
    checker = Checker(Embedder(Settings()))
    said = {OURS: [_ours(item) for item in checker.check([(pair.evidence, pair.claim) for pair in pairs])]}
    said[WORDS], said[ALL] = [_by_words(pair) for pair in pairs], [PeerVerdict(True, False, 1.0)] * len(pairs)
    with on_path(folder()):
        said |= {name: way(pairs) for name, way in ways.items()}
    notes += (
        "The peers run without the models that they would fetch from the network: by words and rules.",
        "Word overlap calls a claim supported from half of its stems on; chosen, not fitted.",
    )
    return SuiteReport("peers", tuple(figures(pairs, said)), notes)


def peers(where: Path) -> tuple[dict[str, Way], tuple[str, ...]]:
    """Return the peers that are installed in a folder in the version that is named, and why each other is left out."""
    found = {item.metadata["Name"]: item.version for item in distributions(path=[str(where)])}
    ways: dict[str, Way] = {}
    notes: list[str] = []
    for name, way in (("anchorcite", _anchorcite), ("ragground", _ragground)):
        if found.get(name) == VERSIONS[name]:
            ways[f"{name} {VERSIONS[name]}"] = way
        else:
            there = f"version {found[name]} is in {where}" if name in found else f"it is not in {where}"
            notes.append(f"{name} {VERSIONS[name]} was left out: {there}; {HOW}.")
    return ways, tuple(notes)


@contextmanager
def on_path(where: Path) -> Iterator[None]:
    """Let modules of a folder be imported; last on the path, so that nothing of ours is taken from there."""
    sys.path.append(str(where))
    try:
        yield
    finally:
        sys.path.remove(str(where))


def _anchorcite(pairs: Sequence[Pair]) -> list[PeerVerdict]:
    """Ask anchorcite with its core install's scorer; it knows no contradiction.

    Its answer is an anchor or none, with a score only above its threshold, so one without a threshold gives the scores.
    """
    package, scorers = import_module("anchorcite"), import_module("anchorcite.scorers")
    decides = package.CitationAnchorer(scorer=scorers.LexicalScorer())
    scores = package.CitationAnchorer(scorer=scorers.LexicalScorer(), threshold=0.0)
    said: list[PeerVerdict] = []
    for pair in pairs:
        anchor: Any = scores.anchor(pair.claim, pair.evidence)
        supported = decides.anchor(pair.claim, pair.evidence) is not None
        said.append(PeerVerdict(supported, False, float(anchor.score) if anchor is not None else 0.0))
    return said


def _ragground(pairs: Sequence[Pair]) -> list[PeerVerdict]:
    """Ask ragground with its defaults, but for fetching: without its model it falls back on its rules, as it says."""
    guard = import_module("ragground").RAGGround(auto_download=False)
    said: list[PeerVerdict] = []
    for pair in pairs:
        report = guard.verify(context=pair.evidence, answer=pair.claim)
        known = [claim for claim in report.claims if claim.status.value == "VERIFIED"]
        score = sum(claim.confidence for claim in known) / max(len(report.claims), 1)
        said.append(
            PeerVerdict(bool(report.claims) and report.is_grounded, report.contradicted_count > 0, float(score))
        )
    return said


def _ours(item: Checked) -> PeerVerdict:
    return PeerVerdict(item.verdict is Verdict.SUPPORTED, item.verdict is Verdict.CONTRADICTED, item.score)


def _by_words(pair: Pair) -> PeerVerdict:
    said, inside = set(stems(pair.claim)), set(stems(pair.evidence))
    score = len(said & inside) / max(len(said), 1)
    return PeerVerdict(score >= 0.5, False, score)


def figures(pairs: Sequence[Pair], said: dict[str, list[PeerVerdict]]) -> list[Measured]:
    """Return our figures with those of every other checker as baselines."""
    true = [pair.label == "supported" for pair in pairs]
    flips = [pair.label == "contradicted" for pair in pairs]

    def of(name: str, chosen: Sequence[bool], what: Callable[[PeerVerdict], bool]) -> list[tuple[str, bool]]:
        return [(p.id, what(s)) for p, s, take in zip(pairs, said[name], chosen, strict=True) if take]

    def told(name: str, chosen: Sequence[bool], what: Callable[[PeerVerdict], bool], *, lower: bool) -> Measured:
        others = {other: share("", of(other, chosen, what)).value for other in said if other != OURS}
        return share(name, of(OURS, chosen, what), better="lower" if lower else "higher", baselines=others)

    def supports(item: PeerVerdict) -> bool:
        return item.supported

    def contradicts(item: PeerVerdict) -> bool:
        return item.contradicted

    areas = {name: _area(pairs, items, true) for name, items in said.items() if name not in (OURS, ALL)}
    return [
        told("false claims called supported", [not value for value in true], supports, lower=True),
        told("true claims called supported", true, supports, lower=False),
        told("flips called contradicted", flips, contradicts, lower=False),
        told("true claims called contradicted", true, contradicts, lower=True),
        auroc("AUROC of the score", _rows(pairs, said[OURS], true), baselines=areas),
    ]


def _rows(pairs: Sequence[Pair], said: Sequence[PeerVerdict], true: Sequence[bool]) -> list[tuple[str, float, bool]]:
    return [(pair.id, item.score, label) for pair, item, label in zip(pairs, said, true, strict=True)]


def _area(pairs: Sequence[Pair], said: Sequence[PeerVerdict], true: Sequence[bool]) -> float | None:
    return auroc("", _rows(pairs, said, true)).value


__all__ = ["PeerVerdict", "figures", "folder", "peers", "run"]
