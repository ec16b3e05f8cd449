"""A chat model's reply → the claims in it, and the first checks: form, ids, quotation marks, figures.

Trusts nothing that a model wrote: unknown ids are dropped and told, and a claim without evidence is no claim. Whether
the evidence bears a claim out is the checker's work.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LONGEST_CLAIM = 600
MOST_CLAIMS = 20
_QUOTED = re.compile(r"[“\"]([^“”\"]{3,})[”\"]")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SPACE = re.compile(r"\s+")


class MalformedReply(Exception):
    """A reply is not the JSON that was asked for; the message says in what."""


class _Claim(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str = Field(min_length=1, max_length=LONGEST_CLAIM)
    evidence: tuple[str, ...] = ()


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    claims: tuple[_Claim, ...] = Field(max_length=MOST_CLAIMS)


@dataclass(frozen=True, slots=True)
class WrittenSentence:
    """One sentence that a model wrote: the known ids that it cites, and the ids that nobody gave it."""

    text: str
    ids: tuple[str, ...]
    unknown: tuple[str, ...]


def parse(reply: str, evidence: Mapping[str, str]) -> list[WrittenSentence]:
    """Return the claims of a reply; `evidence` is what each id stands for.

    :raises MalformedReply: if there is no JSON object of the form that was asked for.
    """
    start, end = reply.find("{"), reply.rfind("}")
    if start < 0 or end < start:
        raise MalformedReply("no JSON object in it")
    try:
        parsed = _Reply.model_validate(json.loads(reply[start : end + 1]))
    except json.JSONDecodeError as error:
        raise MalformedReply(f"not valid JSON at character {error.pos}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MalformedReply(f"{where or 'the object'}: {first['msg']}") from error
    return [_written(claim, evidence) for claim in parsed.claims]


def _written(claim: _Claim, evidence: Mapping[str, str]) -> WrittenSentence:
    ids = tuple(dict.fromkeys(claim.evidence))
    known = tuple(each for each in ids if each in evidence)
    return WrittenSentence(
        _SPACE.sub(" ", claim.text).strip(), known, tuple(each for each in ids if each not in evidence)
    )


def fault(written: WrittenSentence, evidence: Mapping[str, str]) -> str | None:
    """Return why a sentence cannot be shown as fact whatever its meaning; None where nothing speaks against it.

    Quotation marks hold only words that stand so in the evidence cited, and every figure stands there too.
    """
    if not written.ids:
        return "it cites no evidence that it was given"
    cited = " ".join(evidence[each] for each in written.ids)
    plain = _plain(cited)
    for quoted in _QUOTED.findall(written.text):
        if _plain(quoted).strip(" .,;:") not in plain:
            return f"the words in quotation marks do not stand in the passage: {quoted}"
    there = set(_NUMBER.findall(cited))
    missing = [number for number in _NUMBER.findall(written.text) if number not in there]
    if missing:
        return f"the figure {missing[0]} does not stand in the passage"
    return None


def _plain(text: str) -> str:
    straight = text.replace("’", "'").replace("‘", "'").replace("–", "-")
    return _SPACE.sub(" ", straight).casefold()


__all__ = ["MalformedReply", "WrittenSentence", "fault", "parse"]
