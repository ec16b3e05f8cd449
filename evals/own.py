"""Your own questions on your own library: ``python -m evals --questions FILE.jsonl --library DIR``.

One JSON object a line; evals/GUIDE.md tells how to write them::

    {"id": "q1", "question": "What is attendance like at X?", "gold": [{"file": "x.pdf", "page": 3}]}
    {"id": "q2", "question": "Is there a pool at X?", "expect": "no answer"}
    {"id": "q3", "question": "…", "wrong": [{"file": "x.pdf", "page": 2, "quote": "…"}]}

Reads the library and adds nothing to it, not even to its audit trail. Sets no threshold; judges no wording.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.answer import Answer, Filters, Status, Turn
from assistant.answering.pipeline import Request
from assistant.answering.verbatim import stands
from assistant.service import Assistant
from evals.figures import Measured, SuiteReport, quantile, share
from evals.gold import GoldError
from ingest.documents import Passage, Scope
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings

K = 5
"""Passages of the search that are looked at for a page that answers."""
FEW = 30
"""Questions under which a figure says little."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CitedPage(_Row):
    """A page of a file, by the file's name in the library; for a wrong citation also its words."""

    file: str
    page: int = Field(ge=1)
    quote: str = ""


class EarlierTurn(_Row):
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class OwnCase(_Row):
    """One question with what is expected of its answer."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    history: tuple[EarlierTurn, ...] = ()
    expect: Literal["answer", "no answer", "either"] = "answer"
    gold: tuple[CitedPage, ...] = ()
    """Pages that answer: citing one of them is right. Empty where nobody has looked them up yet."""
    wrong: tuple[CitedPage, ...] = ()
    """Citations that a reader called wrong: citing one of them again is a miss."""

    @model_validator(mode="after")
    def _agrees(self) -> OwnCase:
        if self.expect == "no answer" and self.gold:
            raise ValueError("a question that expects no answer has pages that answer it")
        return self


@dataclass(frozen=True, slots=True)
class OwnOutcome:
    """One question's answer, the pages that two searches bring first, and the time that the answer took."""

    case: OwnCase
    answer: Answer
    verbatim: tuple[bool, ...]
    found: frozenset[tuple[str, int]]
    by_words: frozenset[tuple[str, int]]
    seconds: float

    @property
    def answered(self) -> bool:
        """Whether an answer was given, whole or in part."""
        return self.answer.status in {Status.ANSWERED, Status.PARTIAL}

    @property
    def cited(self) -> set[tuple[str, int]]:
        """Return the cited pages."""
        return {(c.source.file, place.page) for c in self.answer.citations for place in c.locators}


def load(path: Path) -> list[OwnCase]:
    """Return the questions of a file.

    :raises GoldError: if it cannot be read, a line is not such an object, or an id occurs twice; the line is named.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path} cannot be read as UTF-8 text ({error}).") from error
    cases: dict[str, OwnCase] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = OwnCase.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise GoldError(f"{path.name}, line {number}: {where + ': ' if where else ''}{first['msg']}.") from error
        if case.id in cases:
            raise GoldError(f"{path.name}, line {number}: the id {case.id!r} occurs twice.")
        cases[case.id] = case
    if not cases:
        raise GoldError(f"{path.name} holds no question.")
    return list(cases.values())


def run(path: Path, folder: Path) -> SuiteReport:
    """Put the questions to the library.

    :raises GoldError: if a question does not fit its format, or names a file that the library has not.
    :raises LibraryError: if there is no library.
    """
    cases, settings = load(path), Settings(library=folder)
    embedder = Embedder(settings)
    with Library.open(folder, settings=settings, model=embedder.fingerprint) as library:
        _known(cases, {record.filename for record in library.documents()})
        assistant = Assistant(library, embedder)
        assistant.pipeline.answer(Request(cases[0].question, Filters(), (), 1))  # loads the models: not timed
        outcomes = [_ask(assistant, case) for case in cases]
    notes = (
        f"Intervals show what so many questions can tell; under {FEW} questions most differences are chance."
        if len(cases) < FEW
        else f"{len(cases)} questions.",
    )
    return SuiteReport("own", tuple(figures(outcomes)), notes)


def _known(cases: Sequence[OwnCase], files: set[str]) -> None:
    for case in cases:
        for place in (*case.gold, *case.wrong):
            if place.file not in files:
                near = get_close_matches(place.file, sorted(files), 1, 0.5)
                hint = f" Is {near[0]!r} meant?" if near else " python -m ingest --list names those that it has."
                raise GoldError(f"Question {case.id}: the library has no file {place.file!r}.{hint}")


def _ask(assistant: Assistant, case: OwnCase) -> OwnOutcome:
    library, searcher = assistant.library, assistant.searcher
    names = {record.id: record.filename for record in library.documents()}
    history = tuple(Turn(turn.role, turn.content) for turn in case.history)
    started = time.perf_counter()
    answer = assistant.pipeline.answer(Request(case.question, Filters(), history, 1))
    seconds = time.perf_counter() - started
    found = _pages([one.passage for one in searcher.search(case.question, K, Scope())], names)
    words = library.passages([hit.passage for hit in library.lexical_search(case.question, K, Scope())])
    verbatim = tuple(stands(citation, library.page) for citation in answer.citations)
    return OwnOutcome(case, answer, verbatim, found, _pages(list(words), names), seconds)


def _pages(passages: Sequence[Passage], names: dict[str, str]) -> frozenset[tuple[str, int]]:
    return frozenset((names[p.document], p.page) for one in passages for s in one.sentences for p in s.locators)


def figures(outcomes: Sequence[OwnOutcome]) -> list[Measured]:
    """Return the figures; each miss with the question and how it was answered."""
    told = {one.case.id: f"{one.case.question} ({one.answer.status.value})" for one in outcomes}
    gold = [(one, {(place.file, place.page) for place in one.case.gold}) for one in outcomes if one.case.gold]
    yes = [one for one in outcomes if one.case.expect == "answer"]
    no = [one for one in outcomes if one.case.expect == "no answer"]
    words = [bool(one.by_words & pages) for one, pages in gold]
    verbatim = [(f"{o.case.id} citation {i}", ok) for o in outcomes for i, ok in enumerate(o.verbatim, start=1)]
    repeated = [(one.case.id, _repeats(one)) for one in outcomes if one.case.wrong]
    by_words = {"words alone": sum(words) / len(words)} if words else None
    return [
        share("a page that answers is cited", [(o.case.id, bool(o.cited & p)) for o, p in gold], told=told),
        share(f"search finds it among {K}", [(o.case.id, bool(o.found & p)) for o, p in gold], baselines=by_words),
        share("quotations word for word", verbatim, target=1.0),
        share("answered where an answer is expected", [(o.case.id, o.answered) for o in yes], told=told),
        share("no answer where none is expected", [(o.case.id, not o.answered) for o in no], told=told),
        share("a wrong citation comes again", repeated, better="lower", told=told),
        quantile("seconds, half of the questions within", [one.seconds for one in outcomes], 50),
        quantile("seconds, 95 % of the questions within", [one.seconds for one in outcomes], 95),
    ]


def _repeats(outcome: OwnOutcome) -> bool:
    """Say whether a citation that was called wrong comes again: the same page with the same words, if any are given."""
    quotes = [
        (citation.source.file, place.page, " ".join(citation.quote.split()))
        for citation in outcome.answer.citations
        for place in citation.locators
    ]
    return any(
        (file, page) == (wrong.file, wrong.page) and " ".join(wrong.quote.split()) in quote
        for wrong in outcome.case.wrong
        for file, page, quote in quotes
    )
