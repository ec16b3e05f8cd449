"""Whose word a chat model's sentence is: said by code where the sentence says nothing of it, and missed where it must.

Changes no word of what is said; whether the evidence bears that out is asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.drafting.frameworks import Voice
from assistant.drafting.own_documents import Own, whose
from assistant.drafting.values import LETTER_ON_GROUP, Cite, Draft
from assistant.drafting.wording import month
from assistant.schools.names import mentions

_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id)|stat(?:e|es|ed)|writ(?:es|ten)|wrote|report(?:s|ed)|record(?:s|ed)|not(?:es|ed)|describ(?:es|ed)|"
    r"plan(?:s|ned)?|according to|explain(?:s|ed)?|set(?:s)? out|claim(?:s|ed)?)\b",
    re.IGNORECASE,
)
_PLAIN_START = re.compile(
    r"^(?:The|A|An|All|Most|Many|Some|Several|Both|Pupils|Children|Students|Leaders|Teachers|Staff|Governors|Trustees|"
    r"Parents|They|It|This|These|There|In|At|For|When|Where|Reading|Writing|Mathematics|Attendance|Behaviour)\b"
)
"""Words that begin a sentence with a capital only because they begin it."""


def attributed(text: str, citations: Sequence[Cite], draft: Draft) -> str:
    """Return a sentence with who says it and when before it, where it cites one document and names no school.

    What it says stays as it is; "that" stands before it, so that nobody takes it for the document's own words.
    """
    if len({cite.document for cite in citations}) != 1 or mentions(text, list(draft.schools)) or not text:
        return text
    cite = citations[0]
    said = text[0].lower() + text[1:] if _PLAIN_START.match(text) else text
    if cite.school:
        return f"At {cite.school}, inspectors wrote in {month(cite.date)} that {said}"
    if _SAYING.search(text):
        return text
    if cite.kind == LETTER_ON_GROUP:
        return f"{cite.kind} of {month(cite.date)}, which gives no grade, said that {said}"
    owner = whose(Own(cite.kind, cite.owner), draft.group, draft.voice is Voice.TRUST, draft.schools)
    return f"{owner} of {month(cite.date)} said that {said}"


def unattributed(text: str, citations: Sequence[Cite], draft: Draft) -> str | None:
    """Return what is missing of whose word it is: a report's school by name, for own documents that they say so."""
    named = {name for found in mentions(text, list(draft.schools)) for name in found.names}
    schools = {cite.school for cite in citations if cite.school}
    if schools - named:
        return f"it does not name {min(schools - named)}, whose report it cites"
    if any(cite.school is None for cite in citations) and not _SAYING.search(text):
        letter = all(cite.kind == LETTER_ON_GROUP for cite in citations if cite.school is None)
        return "it does not name Ofsted’s letter" if letter else "it does not say that this is the group’s own word"
    return None


__all__ = ["attributed", "unattributed"]
