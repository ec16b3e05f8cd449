"""An evidence-mode answer → the same answer with a few sentences of prose before it, every one of them checked.

The model sees opaque ids and sentences, never files or pages; code resolves the ids. A sentence that the checker
does not call *supported* is left out or shown as what it is, by the setting ``unsupported``. Whatever goes wrong, the
answer in the documents' own sentences stays, and a note says what happened.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from string import Template
from typing import TYPE_CHECKING, Literal, Protocol

from assistant.answer import Answer, AnswerClaim, Citation, Prose, Refused, Status, StepTrace
from assistant.prose import chat
from assistant.prose.chat import ChatModelFailed, Deadline, Reply
from assistant.prose.claims import MalformedReply, WrittenSentence, fault, parse

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.checking.verdict import Checked

SUPPORTED = "supported"
REASONS = {
    "contradicted": "the passage says otherwise",
    "not_found": "the passage does not say so",
    "not_checked": "it could not be checked against the passage",
}


class Checks(Protocol):
    """What the writer needs of the checker."""

    def check(self, pairs: Sequence[tuple[str, str]]) -> list[Checked]:
        """Check each (evidence, claim)."""
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes with one chat model. `model` is called when first needed: setting it up may fail."""

    name: str
    model: Callable[[], BaseChatModel]
    checker: Checks
    seconds: float
    unsupported: Literal["leave out", "show"]

    def write(self, answer: Answer) -> Answer:
        """Return the answer with prose, or as it is with a note that says why there is none."""
        if answer.status not in (Status.ANSWERED, Status.PARTIAL) or not answer.claims:
            return answer
        started = time.perf_counter()
        evidence = evidence_of(answer)
        try:
            written, reply = self._written(answer.question, evidence)
        except ChatModelFailed as error:
            return self._without(answer, str(error), time.perf_counter() - started)
        prose = self._checked(written, evidence)
        seconds = time.perf_counter() - started
        detail = f"{self.name}: {len(prose.claims)} of {len(written)} sentence(s) kept{_tokens(reply)}"
        trace = (*answer.trace, StepTrace("write", seconds, detail))
        return replace(answer, prose=prose, trace=trace, seconds=answer.seconds + seconds)

    def _without(self, answer: Answer, why: str, seconds: float) -> Answer:
        note = f"{why} The answer is given in the documents’ own sentences."
        trace = (*answer.trace, StepTrace("write", seconds, f"{self.name}: {why}"))
        return replace(answer, notes=(*answer.notes, note), trace=trace, seconds=answer.seconds + seconds)

    def _written(self, question: str, evidence: Mapping[str, Citation]) -> tuple[list[WrittenSentence], Reply]:
        known = {name: citation.quote for name, citation in evidence.items()}
        messages = [("system", template("answer.md").template), ("human", task(question, evidence))]
        return asked_for(self.model(), self.name, messages, known, self.seconds)

    def _checked(self, written: Sequence[WrittenSentence], evidence: Mapping[str, Citation]) -> Prose:
        known = {name: passage_of(citation) for name, citation in evidence.items()}
        faults = [fault(each, known) for each in written]
        sound = [each for each, why in zip(written, faults, strict=True) if why is None]
        verdicts = iter(self.checker.check([(" ".join(known[i] for i in each.ids), each.text) for each in sound]))
        kept: list[AnswerClaim] = []
        refused: list[Refused] = []
        for each, why in zip(written, faults, strict=True):
            verdict = next(verdicts).verdict.value if why is None else "not_found"
            if why is None and verdict == SUPPORTED:
                kept.append(AnswerClaim(each.text, verdict, tuple(evidence[i] for i in each.ids)))
            else:
                cited = tuple(evidence[i] for i in each.ids)
                refused.append(Refused(each.text, verdict, why or REASONS[verdict], cited))
        return Prose(self.name, tuple(kept), tuple(refused), shown=self.unsupported == "show")


def asked_for(
    model: BaseChatModel, name: str, messages: Sequence[tuple[str, str]], known: Mapping[str, str], seconds: float
) -> tuple[list[WrittenSentence], Reply]:
    """Return the sentences that a model writes from the evidence `known`; once more where the form is wrong.

    `seconds` is the time for both tries together.

    :raises ChatModelFailed: if it fails, or does not keep to the form twice.
    """
    deadline = Deadline(seconds)
    reply = chat.ask(model, messages, deadline)
    try:
        return parse(reply.text, known), reply
    except MalformedReply as error:
        again = template("again.md").safe_substitute(problem=str(error))
        messages = [*messages, ("ai", reply.text), ("human", again)]
    reply = chat.ask(model, messages, deadline)
    try:
        return parse(reply.text, known), reply
    except MalformedReply as error:
        raise ChatModelFailed(f"The chat model {name} did not keep to the form asked for ({error}).") from error


def evidence_of(answer: Answer) -> dict[str, Citation]:
    """Return the answer's citations under opaque ids."""
    citations = {c.marker: c for claim in answer.claims for c in claim.citations}
    return {f"E{number}": citation for number, citation in enumerate(citations.values(), start=1)}


def passage_of(citation: Citation) -> str:
    """Return the evidence as a model and the checker read it: the school, then the sentence in its context."""
    who = f"{citation.source.school}: " if citation.source.school else ""
    before = f"{citation.before} " if citation.before else ""
    return f"{who}{before}{citation.quote}"


def task(question: str, evidence: Mapping[str, Citation]) -> str:
    """Return the message that holds question and evidence, as JSON: nothing in it can pose as part of the prompt."""
    pieces = [{"id": name, "text": passage_of(citation)} for name, citation in evidence.items()]
    return json.dumps({"question": question, "evidence": pieces}, ensure_ascii=False, indent=1)


@lru_cache(maxsize=8)
def template(name: str) -> Template:
    """Return a prompt template."""
    return Template(resources.files("prompts").joinpath(name).read_text(encoding="utf-8"))


def _tokens(reply: Reply) -> str:
    if reply.tokens_in is None or reply.tokens_out is None:
        return ""
    return f"; {reply.tokens_in:,} tokens read, {reply.tokens_out:,} written"


__all__ = ["REASONS", "Writer", "asked_for", "evidence_of", "passage_of", "task", "template"]
