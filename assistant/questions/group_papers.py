"""Questions for what a group says itself ("what does the trust plan to do about …"), and its own papers.

Reads words and titles only. What inspectors say of a group ("how does the trust help?") stands in their reports, and is
no such question; nor is one that sets the papers against the reports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord

_BODY = r"(?:trust(?!s)|group|MAT|federation|diocese|trustees|central teams?)"
_SAYS = (
    r"(?:say|says|said|plan|plans|planned|planning|intends?|propos\w+|promis\w+|commit\w*|hopes?|aims?|expects?|wants?"
    r"|believes?|claims?|thinks?|writes?|concludes?|concluded)"
)
_JUDGES = r"(?:judges?|rates?|evaluates?|assess(?:es)?|regards?|sees?|views?|describes?)"
_DOES = r"(?:going to|planning|doing|do|spend|spending|change|give|offer)"
_THINGS = r"(?:plans?|priorit\w+|actions?|targets?|intentions?|papers?|documents?)"
_ASKS = re.compile(
    rf"\b{_BODY} (?:itself |themselves |now |also )*{_SAYS}\b"
    rf"|\b{_BODY} {_JUDGES} (?:its own|their own|itself|themselves)\b"
    rf"|\b(?:will|would|is|are) (?:the |our )?{_BODY} {_DOES}\b"
    rf"|\b{_BODY}['’]s? (?:own )?(?:\w+ )?(?:{_THINGS}|views?|response|strategy|next steps|risks?|words)\b"
    rf"|\b{_BODY}['’] (?:own )?{_THINGS}\b"
    rf"|\b(?:according to|in the view of|as seen by) (?:the |our )?{_BODY}\b"
    rf"|\b{_THINGS} (?:of|has) (?:the |our )?{_BODY}\b",
    re.IGNORECASE,
)
_INSPECTORS = re.compile(r"\breports?\b|\binspect\w+|\bofsted\b|\bcompare\w*\b|\bagree\w*\b", re.IGNORECASE)
_FRAME = re.compile(
    rf"{_ASKS.pattern}|\b(?:will|would|to) (?:be )?(?:do|done|change|happen)\b|\bgoing to\b|\b(?:it|they) will\b", re.I
)


def as_the_group(question: str, groups: Sequence[str]) -> str:
    """Return the question with "the trust" for the names of groups.

    The first word of a name stands for it where no other name follows ("Quillhaven", not "Quillhaven Primary").
    """
    for name in groups:
        question = re.sub(re.escape(name), "the trust", question, flags=re.IGNORECASE)
        question = re.sub(
            rf"\b{re.escape(name.split()[0])}\b(?! [A-Z])(?!['’](?!s (?:own )?{_THINGS}))", "the trust", question
        )
    return re.sub(r"\bthe the trust\b", "the trust", question)


def group_papers(question: str, names: Sequence[str], pool: Sequence[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    """Return the group's own papers, where the question asks what the group says; none where it does not.

    `names` are those of schools: a paper whose title has one is the school's.
    """
    groups = sorted({record.group for record in pool if record.group})
    if not _ASKS.search(as_the_group(question, groups)) or _INSPECTORS.search(question):
        return ()
    return tuple(record for record in pool if is_of_group(record, names))


def is_of_group(record: DocumentRecord, names: Sequence[str]) -> bool:
    """Say whether a document is a paper of the group and of no school; tables have no passages and are none."""
    title = record.title or record.filename
    return is_paper(record) and record.school is None and not any(name in title for name in names)


def is_paper(record: DocumentRecord) -> bool:
    """Say whether a document is a paper that a group or a school wrote itself, and holds prose."""
    return record.format is ReportFormat.DOCUMENT and record.passages > 0


_ACTS = re.compile(
    r"\b(?:how|what|which|where|when) (?:\w+ )?(?:does|do|did|has|have|is|was) (?:the |our )?"
    r"(?:trust|MAT|federation|CEO)\b"
    r"|^\W*(?:does|do|did|has|have|is) (?:the |our )?(?:trust|MAT|federation)\b (?:\w+ )?"
    r"(?:help|support|provid|offer|give|work|contribut|improv|do\b|done\b|doing\b|mak)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:how (?:many|much|often|long)|when|where|which|who|why)\b|\b(?:trust|MAT|federation)['’]s\b", re.IGNORECASE
)
ACTORS = re.compile(
    r"\b(?:trust|trust’s|trustees|federation|MAT|CEO|chief executive|central team|director of \w+)\b", re.IGNORECASE
)
"""Words by which a report speaks of what a group does."""


def asks_what_it_does(question: str, groups: Sequence[str]) -> bool:
    """Say whether a question asks what a group does or has done in general, which is for the reports to say.

    "Which days does the trust's specialist come?" asks for more, and is none.
    """
    plain = as_the_group(question, groups)
    return bool(_ACTS.search(plain)) and not _MORE.search(plain)


def without_asking(core: str) -> str:
    """Return a question without the words that ask what a group says or will do."""
    return re.sub(r"\s+", " ", _FRAME.sub(" ", core)).strip()


__all__ = ["ACTORS", "as_the_group", "asks_what_it_does", "group_papers", "is_of_group", "is_paper", "without_asking"]
