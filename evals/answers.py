"""The suite "answers": every gold question put to the assistant, page by page and quotation by quotation.

Measures; sets no threshold. Figures are told for the half of the questions that no threshold was set on.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Status
from assistant.answering.pipeline import Request
from assistant.answering.ranking.relevance import ScoredCandidate
from evals.gold import REPORTS, GoldQuestion, facts, find_pages, page_texts, squeeze
from evals.metrics import mean, percentile, rounded, share
from evals.workspace import Workspace


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """What became of one question."""

    question: GoldQuestion
    answer: Answer
    recall5: float | None
    recall10: float | None
    seconds: float

    @property
    def answered(self) -> bool:
        """Whether an answer was given, whole or in part."""
        return self.answer.status in {Status.ANSWERED, Status.PARTIAL}


def run(workspace: Workspace, questions: Sequence[GoldQuestion]) -> list[QuestionOutcome]:
    """Ask every question. One question before the first warms the model up and is not counted."""
    workspace.assistant.ask("What do inspectors say about reading?")
    return [_ask(workspace, question) for question in questions]


def _ask(workspace: Workspace, question: GoldQuestion) -> QuestionOutcome:
    started = time.perf_counter()
    answer = workspace.assistant.ask(question.question)
    seconds = time.perf_counter() - started
    ranked = _ranked(workspace, question) if question.answerable else {}
    return QuestionOutcome(question, answer, _recall(question, ranked, 5), _recall(question, ranked, 10), seconds)


Place = tuple[str, int]


def _ranked(workspace: Workspace, question: GoldQuestion) -> dict[str, list[set[Place]]]:
    """Return the pages of each passage in the order in which the assistant weighs them, school by school.

    A question that is not across schools has one list, under "": all its schools' passages by the same weights.
    """
    pipeline = workspace.assistant.pipeline
    scope = pipeline.scope(Request(question.question))
    looked = pipeline.look(scope)
    names = {record.id: record.filename for record in workspace.library.documents()}
    lists: dict[str, list[ScoredCandidate]] = {}
    for asked in pipeline.retrieve(scope).asked:
        key = asked.name if question.kind == "across" else ""
        for found in (asked.first, asked.older):
            lists.setdefault(key, []).extend(pipeline.selector.unit(found, looked, scope.named)[0])
    result: dict[str, list[set[Place]]] = {}
    for key, scored in lists.items():
        best = sorted(scored, key=lambda item: -item.probability)
        passages = {item.candidate.found.passage.id: item.candidate.found.passage for item in best}
        result[key] = [
            {(names[place.document], place.page) for sentence in passage.sentences for place in sentence.locators}
            for passage in passages.values()
        ]
    return result


def _recall(question: GoldQuestion, ranked: dict[str, list[set[Place]]], k: int) -> float | None:
    """Share of what is sought that is among the first `k` passages.

    A question about one school seeks any gold page. A question across schools is put to each school, and seeks in each
    gold file's own school's list a gold page of that file.
    """
    if not question.answerable:
        return None
    if question.kind != "across":
        return float(any(pages & question.pages for pages in ranked.get("", [])[:k]))
    firsts = [pages for passages in ranked.values() for pages in passages[:k]]
    files = {place.file for place in question.places}
    hits = [
        any((file, page) in pages for pages in firsts for name, page in question.pages if name == file)
        for file in files
    ]
    return sum(hits) / len(hits)


def report(outcomes: Sequence[QuestionOutcome]) -> dict[str, Any]:
    """Return the figures of a set of outcomes."""
    answerable = [outcome for outcome in outcomes if outcome.question.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.question.answerable]
    answered = [outcome for outcome in answerable if outcome.answered]
    seconds = [outcome.seconds for outcome in outcomes]
    figures = {
        "questions": len(outcomes),
        "answerable": len(answerable),
        "unanswerable": len(unanswerable),
        "recall@5": mean(o.recall5 for o in answerable if o.recall5 is not None),
        "recall@10": mean(o.recall10 for o in answerable if o.recall10 is not None),
        "first_citation_on_gold_page": share(first_on_gold(outcome) for outcome in answerable),
        "gold_page_cited": share(cites_gold(o) for o in answerable),
        "cited_pages_that_are_gold": mean(precision(outcome) for outcome in answered),
        "quote_verbatim_on_cited_page": share(value for o in outcomes for value in verbatim(o.answer)),
        "refusal_recall": share(not outcome.answered for outcome in unanswerable),
        "false_refusal": share(not outcome.answered for outcome in answerable),
        "p50_seconds": percentile(seconds, 50),
        "p95_seconds": percentile(seconds, 95),
    }
    return {name: rounded(value) if isinstance(value, float) else value for name, value in figures.items()} | {
        "across_speaking": _speaking(outcomes)
    }


def by_kind(outcomes: Sequence[QuestionOutcome]) -> dict[str, dict[str, Any]]:
    """Return recall and correctness for each kind of question."""
    kinds = sorted({outcome.question.kind for outcome in outcomes})
    result: dict[str, dict[str, Any]] = {}
    for kind in kinds:
        these = [outcome for outcome in outcomes if outcome.question.kind == kind]
        figures = report(these)
        keep = (
            "questions",
            "recall@5",
            "first_citation_on_gold_page",
            "gold_page_cited",
            "false_refusal",
            "refusal_recall",
        )
        result[kind] = {name: figures[name] for name in keep}
    return result


def _cited(answer: Answer) -> set[tuple[str, int]]:
    return {
        (citation.source.file, place.page)
        for claim in answer.claims
        for citation in claim.citations
        for place in citation.locators
    }


def cites_gold(outcome: QuestionOutcome) -> bool:
    """Say whether any citation stands on a page that answers."""
    return bool(_cited(outcome.answer) & outcome.question.pages)


def first_on_gold(outcome: QuestionOutcome) -> bool:
    """Say whether the first claim's first citation stands on a page that answers."""
    citations = outcome.answer.claims[0].citations if outcome.answer.claims else ()
    return any(
        (citation.source.file, place.page) in outcome.question.pages
        for citation in citations[:1]
        for place in citation.locators
    )


def precision(outcome: QuestionOutcome) -> float:
    """Return the share of cited pages that answer; the question must have been answered."""
    cited = _cited(outcome.answer)
    return len(cited & outcome.question.pages) / len(cited)


def verbatim(answer: Answer) -> list[bool]:
    """Say for each citation whether another engine finds its quotation on exactly the cited page or pages."""
    result: list[bool] = []
    for citation in answer.citations:
        pages = tuple(dict.fromkeys(place.page for place in citation.locators))  # points of a list have a place each
        found = find_pages(REPORTS / citation.source.file, citation.quote)
        result.append(found == pages or _also_on(citation.source.file, citation.quote, pages))
    return result


def _also_on(file: str, quote: str, pages: tuple[int, ...]) -> bool:
    """Say whether a sentence that stands on several pages stands on the cited one (`find_pages` gives the first)."""
    return len(pages) == 1 and squeeze(quote) in page_texts(REPORTS / file)[pages[0] - 1]


def speaking(outcomes: Sequence[QuestionOutcome]) -> list[tuple[str, float, float | None]]:
    """Return for each question across schools its id, and two shares: schools that speak that are shown, and reverse.

    The second is None where no school is shown.
    """
    names = {school["key"]: school["name"] for school in facts()["schools"]}
    rows: list[tuple[str, float, float | None]] = []
    for outcome in outcomes:
        gold = {names[key] for key in outcome.question.speaking}
        if outcome.question.kind != "across" or not gold:
            continue
        shown = {claim.school for claim in outcome.answer.claims if claim.school}
        right = len(gold & shown)
        rows.append((outcome.question.id, right / len(gold), right / len(shown) if shown else None))
    return rows


def _speaking(outcomes: Sequence[QuestionOutcome]) -> dict[str, float | None]:
    rows = speaking(outcomes)
    precisions = [precision for _, _, precision in rows if precision is not None]
    return {"recall": rounded(mean(recall for _, recall, _ in rows)), "precision": rounded(mean(precisions))}
