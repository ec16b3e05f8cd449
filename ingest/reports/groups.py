"""The group that a report says its school belongs to, where it says so plainly.

Reads 'This school is part of X, which means …', 'The school … joined X on …' and 'It is sponsored by X'. It does not
guess from the name of the appropriate authority or of a chair, and where a report names two groups it names none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.inspections import Located
from ingest.reports.lines import ReportLine, find
from ingest.sentences import sentence_spans

_WORD = r"\(?[A-Z][\w’'.&-]*\)?"
_NAME = rf"(?:the )?({_WORD}(?:,? (?:(?:of|and|the|for|with|without|&) )*{_WORD})*)"
_CARD = re.compile(
    r"\b(?:school|provision|academy) is part of (?:the )?(.+?)(?:, an? [a-z][A-Za-z -]*)?,? which means\b"
)
_COPIED = re.compile(
    r"\b(?:[Cc]hief [Ee]xecutive(?: [Oo]fficer)?(?: \(CEO\))?|CEO|[Bb]oard of (?:trustees|directors))"
    rf"(?: of| for| at) (?={_NAME})"
)
_MEMBER = r"(?:is|became|has been) (?:now )?(?:a )?(?:part|member) of|belongs to|has belonged to"
_NOT_THE_SCHOOL = r"\b(?:who|whom|whose|not|headteacher|principal|leader|leaders|staff|governors|pupils)\b"
_BODY = re.compile(
    r"\b(?:(?:Learning|Academ(?:y|ies)|Education|Schools?) (?:Partnership|Alliance|Community|Collaborative)"
    r"|Trusts?|Federation(?: of Schools)?|Academies|Learning|MAT)\b(?: \([^)]*\))?"
)
_SPONSORED = r"(?:is|are|has been|was) (?:an academy )?sponsored by"
_NAMED_BY_PLACE = re.compile(r"(?:Roman Catholic )?(?:(?:Arch)?[Dd]iocese|Federation) of (?!Schools)")


def in_standard_sentence(lines: Iterable[ReportLine]) -> Located | None:
    """Return the group of the sentence 'This school is part of X, which means [that] other people …'.

    Report cards print it since 2025, graded and ungraded reports below the outcome or the grades from 2023 on.
    """
    return find(lines, _CARD)


def in_copies(lines: Iterable[ReportLine]) -> Located | None:
    """Return the trust whose chief executive or board gets a copy of a letter; None where two are named."""
    copies = [line for line in lines if line.text.lstrip().startswith(("I am copying this letter", "Copies of this"))]
    found = [line.located(*_name_before_others(match)) for line in copies for match in _COPIED.finditer(line.text)]
    names = {located.text: located for located in found if located is not None and " " in located.text}
    return next(iter(names.values())) if len(names) == 1 else None


def sentence(lines: Iterable[ReportLine], group: Located | None) -> Located | None:
    """Return the sentence in which the group's name stands."""
    if group is None:
        return None
    for line in lines:
        start = group.locator.span.start - line.block.span.start
        if line.page.number == group.locator.page and 0 <= start < len(line.text):
            span = next((span for span in sentence_spans(line.text) if span.start <= start < span.end), None)
            return line.located(span.start, span.end) if span else line.located()
    return None


def in_school_details(lines: Sequence[ReportLine], provider: Located | None) -> Located | None:
    """Return the group that the points of 'Information about this school' name; None where they name two."""
    subjects = ["[Tt]his school", "[Tt]he (?:school|academy)", "[Ii]t"]
    if provider is not None:
        subjects.append(r"\s+".join(re.escape(word) for word in provider.text.split()))
    subject = rf"(?:[^.]{{0,60}}, )?(?:{'|'.join(subjects)})\b(?!['’])(?:(?!{_NOT_THE_SCHOOL})[^.])*?\b"
    for verb in (_MEMBER, "joined", _SPONSORED):
        pattern = re.compile(rf"{subject}(?:{verb}) {_NAME}")
        names = {found.text: found for line in lines for found in _named(line, pattern)}
        if names:
            return next(iter(names.values())) if len(names) == 1 else None
    return None


def _named(line: ReportLine, pattern: re.Pattern[str]) -> list[Located]:
    """Find the name in each sentence of a line; it ends with the last of its words that says what body it is."""
    found: list[Located] = []
    for span in sentence_spans(line.text):
        match = pattern.match(line.text, span.start, span.end)
        located = line.located(*_name(match)) if match else None
        if located is not None and " " in located.text:
            found.append(located)
    return found


def _name_before_others(match: re.Match[str]) -> tuple[int, int]:
    """Return where the name stands in a list of who gets a copy: the next one begins behind a comma or 'and the'."""
    start, name = match.start(1), re.split(r", | and the ", match.group(1))[0]
    return start, start + max((end.end() for end in _BODY.finditer(name)), default=0)


def _name(match: re.Match[str]) -> tuple[int, int]:
    start, name = match.start(1), match.group(1).rstrip(".,")
    if _NAMED_BY_PLACE.match(name):
        return start, start + len(name)
    return start, start + max((end.end() for end in _BODY.finditer(name)), default=0)


__all__ = ["in_copies", "in_school_details", "in_standard_sentence", "sentence"]
