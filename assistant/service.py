"""The assistant as one object: what the web application, the command line and the evals call.

Wires library, embedding model and pipeline together; holds no logic of its own and shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from assistant.answer import Answer, Citation, Filters, Turn
from assistant.answering.pipeline import Pipeline, Request
from assistant.answering.weights import Weights
from assistant.checking.checker import Checker
from assistant.cross_encoders.reranking import reranker_of
from assistant.prose.chat import configured
from assistant.prose.contract import prose_json
from assistant.prose.writer import Writer
from assistant.search import Found, Searcher
from ingest.documents import Box, Scope, boxes_of, merge_boxes
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings


class Assistant:
    """Questions to a library."""

    def __init__(
        self, library: Library, embedder: Embedder, weights: Weights | None = None, settings: Settings | None = None
    ) -> None:
        self.library = library
        reranker = reranker_of(settings.reranker) if settings is not None else None
        self.searcher = Searcher(library, embedder, reranker)
        self._writer = writer(settings, embedder) if settings is not None and settings.model else None
        self.pipeline = Pipeline(library, self.searcher, embedder, weights)

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        history: Sequence[Turn] = (),
        first_marker: int = 1,
    ) -> Answer:
        """Answer a question from the library; markers are numbered from `first_marker`."""
        request = Request(question.strip(), filters or Filters(), tuple(history), first_marker)
        answer = self.pipeline.answer(request)
        if self._writer is not None:
            answer = self._writer.write(answer)
        self.library.record("answer", _audit(answer, request))
        return answer

    def search(self, words: str, k: int = 10) -> list[Found]:
        """Return the passages nearest to some words, over the whole library."""
        return self.searcher.search(words, k, Scope())

    def highlight(self, citation: Citation, page: int) -> tuple[Box, ...]:
        """Return the boxes of the quotation on a page, one a line; none where it does not stand there."""
        boxes: list[Box] = []
        for place in citation.locators:
            if place.page == page and place.measured:
                boxes += boxes_of(self.library.page(place.document, page), place.span)
        return merge_boxes(boxes)


def writer(settings: Settings, embedder: Embedder) -> Writer:
    """Return the writer over the chat model that the settings name; nothing is loaded or called yet."""
    return Writer(
        name=settings.model or "",
        model=lru_cache(maxsize=1)(lambda: configured(settings)),
        checker=Checker(embedder),
        seconds=settings.model_seconds,
        unsupported=settings.unsupported,
    )


def _audit(answer: Answer, request: Request) -> dict[str, Any]:
    """Return what the audit trail keeps of an answer: ids and numbers that tell how it came about."""
    return {
        "question": request.question,
        "filters": asdict(request.filters),
        "status": answer.status.value,
        "claims": [
            {
                "verdict": claim.verdict,
                "places": [
                    [place.document, place.page, place.span.start, place.span.end] for place in citation.locators
                ],
            }
            for claim in answer.claims
            for citation in claim.citations
        ],
        **prose_json(answer),
        "trace": [asdict(step) for step in answer.trace],
        "seconds": round(answer.seconds, 4),
    }
