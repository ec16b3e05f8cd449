"""Prose mode against a real OpenAI-compatible server with a real, very small model, on this machine's processor."""

import json

import pytest

from assistant.answer import Status
from assistant.checking.checker import Checker
from assistant.checking.entailment import base
from assistant.prose.chat import Deadline, ask, configured
from assistant.service import Assistant
from ingest.settings import Settings

xllamacpp = pytest.importorskip("xllamacpp", reason="xllamacpp is not installed")
pytestmark = pytest.mark.skipif(base.installed() is None, reason=f"the model is not installed: {base.INSTALL}")


@pytest.fixture(scope="module")
def server():
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(base.find())
    parameters.n_ctx = 2048
    parameters.n_predict = 160
    parameters.cpuparams.n_threads = 1
    parameters.port = 0
    return xllamacpp.Server(parameters)


@pytest.fixture
def settings(server) -> Settings:
    address = server.listening_address
    return Settings(model="openai:smollm2", model_url=f"{address}/v1", model_key="none", model_seconds=120)


def test_a_reply_streams_in_with_its_text(settings):
    reply = ask(configured(settings), [("human", "Say hello to the inspector in one short sentence.")], Deadline(120))
    assert reply.text.strip()


def test_whatever_a_small_model_writes_only_borne_out_sentences_are_prose_and_the_evidence_stays(
    settings, sample_library, embedder
):
    assistant = Assistant(sample_library, embedder, settings=settings)
    answer = assistant.ask("How is reading taught at Fennick Road?")
    assert answer.status is Status.ANSWERED
    assert answer.claims
    assert answer.trace[-1].step == "write"
    if answer.prose is None:
        assert answer.notes[-1].endswith("The answer is given in the documents’ own sentences.")
        return
    checker = Checker(embedder)
    for claim in answer.prose.claims:
        evidence = " ".join(f"{c.source.school}: {c.before or ''} {c.quote}" for c in claim.citations)
        assert checker.check([(evidence, claim.text)])[0].verdict == "supported", json.dumps(claim.text)
