"""What a chat model wrote, as the command line's contract and the audit trail keep it. Shapes values only."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer


def prose_json(answer: Answer) -> dict[str, Any]:
    """Return what a chat model wrote, where one is configured; nothing otherwise."""
    if answer.prose is None:
        return {}
    claims = [
        {"text": c.text, "verdict": c.verdict, "markers": [each.marker for each in c.citations]}
        for c in answer.prose.claims
    ]
    refused = [{"text": each.text, "verdict": each.verdict, "why": each.why} for each in answer.prose.refused]
    return {"prose": {"model": answer.prose.model, "claims": claims, "refused": refused}}


__all__ = ["prose_json"]
