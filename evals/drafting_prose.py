"""Prose of drafts by a real, very small chat model on this machine: how much it writes, and what becomes of it.

Measures that the pipeline holds and says nothing of how well a larger model writes. Where the server or the model is
not installed, a line says that it was skipped.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import SecretStr

from assistant.checking.entailment import base
from assistant.checking.verdict import Verdict
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrative import narrative
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.prose import SectionWriter
from assistant.drafting.values import Claim, ClaimKind
from assistant.prose.chat import configured
from assistant.writing.texts import markdown
from ingest.settings import Settings

FRAMEWORK = "cst-group-inspection"
SCHOOLS = ("Corvane Academy", "Fennick Road Primary School")
"""Two schools, so that a draft takes minutes and not an hour."""
FORM = {
    "type": "json_schema",
    "json_schema": {
        "name": "claims",
        "schema": {
            "type": "object",
            "required": ["claims"],
            "properties": {
                "claims": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 5,
                    "items": {
                        "type": "object",
                        "required": ["text", "evidence"],
                        "properties": {
                            "text": {"type": "string", "maxLength": 300},
                            "evidence": {
                                "type": "array",
                                "minItems": 1,
                                "items": {"enum": [f"E{n}" for n in range(1, 7)]},
                            },
                        },
                    },
                }
            },
        },
    },
}
"""The form of a reply as a local server can enforce it: without it so small a model hardly keeps to it."""


def run(drafter: Drafter) -> dict[str, Any]:
    """Draft twice with the small model, once with the form enforced by its server, and return the counts of each."""
    try:
        import xllamacpp  # type: ignore[import-untyped]  # it has no stubs
    except ImportError:
        return {"skipped": "xllamacpp is not installed"}
    if base.installed() is None:
        return {"skipped": f"the model is not installed: {base.INSTALL}"}
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(base.find())
    parameters.n_ctx, parameters.n_predict, parameters.port = 3072, 300, 0
    parameters.cpuparams.n_threads = 1
    server = xllamacpp.Server(parameters)
    settings = Settings(
        model="openai:smollm2",
        model_url=f"{server.listening_address}/v1",
        model_key=SecretStr("none"),
        model_seconds=120,
    )
    model = configured(settings)
    plain = SectionWriter("openai:smollm2", lambda: model, settings.model_seconds, "show")
    formed = SectionWriter("openai:smollm2", lambda: model.bind(response_format=FORM), settings.model_seconds, "show")  # type: ignore[arg-type, return-value]
    return {"as it is": _figures(drafter, plain), "form enforced": _figures(drafter, formed)}


def _figures(drafter: Drafter, writer: SectionWriter) -> dict[str, Any]:
    few = Narrowing(schools=SCHOOLS)
    patterns = drafter.patterns(None, narrowing=few)
    draft = drafter.draft(patterns, framework(FRAMEWORK), Voice.INSPECTOR, narrowing=few, writer=writer)
    prose = [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    stated = [claim for claim in prose if claim.is_fact]
    text = markdown(narrative(draft))
    refused = Counter(_why(claim) for claim in prose if not claim.is_fact)
    again = drafter.checks.verdicts(stated) if stated else []
    return {
        "sentences_written": len(prose),
        "stated": len(stated),
        "refused": len(prose) - len(stated),
        "refused_by": dict(refused.most_common()),
        "stated_unsupported": sum(checked.verdict is not Verdict.SUPPORTED for checked in again),
        "refused_in_the_file": sum(claim.text in text for claim in prose if not claim.is_fact),
        "sections_in_evidence_mode": sum(bool(s.prose) and not s.prose.kept for s in draft.sections if s.prose),
        "why": sorted({s.prose.why for s in draft.sections if s.prose and s.prose.why}),
        "sentences": sorted(claim.text for claim in stated),
    }


def _why(claim: Claim) -> str:
    """Return why a sentence is refused, without the names in it."""
    if claim.violations:
        return f"rule: {claim.violations[0].rule}"
    last = claim.reasons[-1] if claim.reasons else claim.verdict.value
    return "it does not name the school" if last.startswith("It does not name") else last.split(":")[0][:70]
