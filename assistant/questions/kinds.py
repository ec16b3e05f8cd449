"""Which kinds of document a question names: formats of report, and a group's own documents by their titles.

Reads words only; which reports are then asked is decided in `scope`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.questions.both_sides import sets_beside
from assistant.questions.group_papers import group_papers, is_of_group, is_paper
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord

_FORMATS: tuple[tuple[str, frozenset[ReportFormat]], ...] = (
    (
        r"\b(?:in|on|from|by) (?:the|its|their|all|these)? ?(?:new )?report[- ]cards?\b",
        frozenset({ReportFormat.REPORT_CARD}),
    ),
    (r"\bungraded (?:reports?|inspections?)\b", frozenset({ReportFormat.UNGRADED})),
    (r"(?<!un)\bgraded (?:reports|inspections)\b", frozenset({ReportFormat.GRADED})),
    (r"\bsection 5 (?:reports?|inspections?)\b", frozenset({ReportFormat.SECTION_5})),
    (r"\bmonitoring (?:letters?|visits?|reports?)\b", frozenset({ReportFormat.MONITORING})),
    (r"\bshort inspections?(?: letters?)?\b", frozenset({ReportFormat.SHORT_INSPECTION})),
    (r"\b(?:area )?SEND (?:reports|inspections?)\b", frozenset({ReportFormat.AREA_SEND})),
    (r"\b(?:in|from) (?:the|our|any) (?:policies|policy|other documents|plans?)\b", frozenset({ReportFormat.DOCUMENT})),
)
_FORMATS_BY_NAME: tuple[tuple[str, frozenset[ReportFormat]], ...] = (
    (r"\breport[- ]cards?\b", frozenset({ReportFormat.REPORT_CARD})),
    (r"(?<!un)(?<!non-)(?<!not )\bgraded inspection\b", frozenset({ReportFormat.GRADED})),
    (r"\bacademy conversion letters?\b", frozenset({ReportFormat.CONVERSION_LETTER})),
)
"""Further names, where the format itself is asked for: elsewhere they may say where something stands."""
_TITLES: tuple[tuple[str, str], ...] = (
    (r"\bself[- ]evaluations?(?: documents?)?\b|\bSEFs?\b", "self-evaluation"),
    (r"\b(?:school |trust )?(?:improvement|development) plans?\b", "improvement plan"),
    (r"\bsummary evaluations?\b|\bMATSEs?\b", "summary evaluation"),
    (r"\bannual reviews?\b", "annual review"),
)
"""Kinds of document that people name, and the words that such a document has in its title."""
_REPORTS_TOO = re.compile(r"\breports?\b|\binspect\w+|\bcompare\w*\b|\bagree\w*\b", re.IGNORECASE)
_TESTED = re.compile(
    r"\bas (?:the|our|its|their|\w+['’]s?) [^?.]*\b(?:says?|said|claims?|claimed|states?|stated|suggests?|puts? it)\b"
    r"|\b(?:is|was) it (?:true|right|correct|so) that\b|\bis (?:that|this|the claim) (?:true|right|correct)\b",
    re.IGNORECASE,
)
"""Asks whether what a paper says is so: its own word for it is no answer."""
_SAID_BY = re.compile(
    r"\bas (?:the|our|its|their|[\w’'-]+(?: [\w’'-]+){0,4}['’]s?) (?P<paper>[^?.,]{0,40}?)\s*"
    r"\b(?:says?|said|claims?|claimed|states?|stated|suggests?|puts? it|has it)\b(?: (?:it is|so))?",
    re.IGNORECASE,
)
"""Names the paper whose word is put to the test: "as the plan says"."""
_LOOSE_TITLES = (
    *_TITLES,
    (r"\bplans?\b", "plan"),
    (r"\bevaluations?\b", "evaluation"),
    (r"\breviews?\b", "review"),
)
_OF_THE_GROUP = re.compile(r"\b(?:trust|group|MAT|federation)(?:['’]s)?\b", re.IGNORECASE)


def format_named(question: str, pool: Sequence[DocumentRecord]) -> tuple[str, frozenset[ReportFormat]] | None:
    """Return the words for a format that the question names and the formats meant, where the library holds any."""
    held = {record.format for record in pool}
    for pattern, formats in _FORMATS:
        match = re.search(pattern, question, re.IGNORECASE)
        if match and formats & held:
            return match.group(0), formats
    return None


def format_asked(question: str) -> tuple[str, frozenset[ReportFormat]] | None:
    """Return the words for a format that a question names, whether the library holds any, and the formats meant."""
    for pattern, formats in (*_FORMATS, *_FORMATS_BY_NAME):
        match = re.search(pattern, question, re.IGNORECASE)
        if match:
            return match.group(0), formats
    return None


def papers_named(
    question: str, said: Sequence[str], names: Sequence[str], pool: Sequence[DocumentRecord]
) -> tuple[str, tuple[DocumentRecord, ...]] | None:
    """Return the documents of a kind that is named, or the group's papers where it is asked what the group says.

    A question whether what they say is so is put to the reports.
    """
    if _TESTED.search(question) or sets_beside(question):
        return None
    of_group = group_papers(question, names, pool)
    return titled(question, said, names, pool) or (("", of_group) if of_group else None)


def papers_tested(
    question: str, said: Sequence[str], names: Sequence[str], pool: Sequence[DocumentRecord]
) -> tuple[str, tuple[DocumentRecord, ...]] | None:
    """Return the words "as the plan says" and the papers that they name; None where no paper's word is tested.

    Where a paper's word is set beside the reports in other words, what is left of the question is for `both_sides`.
    """
    if sets_beside(question):
        papers = _set_beside(question, said, names, pool)
        return ("", papers) if papers else None
    match = _SAID_BY.search(question)
    if match is None:
        return None
    found = titled(match.group(0), said, names, pool, _LOOSE_TITLES)
    if found is not None:
        return match.group(0), found[1]
    of_group = group_papers(match.group(0), names, pool)
    return (match.group(0), of_group) if of_group else None


def _set_beside(
    question: str, said: Sequence[str], names: Sequence[str], pool: Sequence[DocumentRecord]
) -> tuple[DocumentRecord, ...]:
    """Return the papers of the kind named, else all: the named schools' own ("the school says"), or the group's."""
    papers = [record for record in pool if is_paper(record)]
    kind = next((title for words, title in _TITLES if re.search(words, question, re.IGNORECASE)), "")
    own = [r for r in papers if r.school in said or any(name in (r.title or "") for name in said)]
    if not own or _OF_THE_GROUP.search(question):
        of_all = kind and not said and not _OF_THE_GROUP.search(question)
        own = papers if of_all else [record for record in papers if is_of_group(record, names)]
    return tuple([record for record in own if kind in (record.title or record.filename).lower()] or own)


def titled(
    question: str,
    said: Sequence[str],
    names: Sequence[str],
    pool: Sequence[DocumentRecord],
    titles: Sequence[tuple[str, str]] = _TITLES,
) -> tuple[str, tuple[DocumentRecord, ...]] | None:
    """Return the documents of a kind that the question names: the named school's, the group's, or all of that kind.

    A question that sets such a document against the reports asks both.
    """
    if _REPORTS_TOO.search(question):
        return None
    for pattern, title in titles:
        match = re.search(pattern, question, re.IGNORECASE)
        held = tuple(record for record in pool if title in (record.title or record.filename).lower())
        if match is None or not held:
            continue
        own = tuple(r for r in held if r.school in said or any(name in (r.title or "") for name in said))
        if own and not _OF_THE_GROUP.search(question):
            held = own
        elif said or _OF_THE_GROUP.search(question):  # on a school in the group's paper, which names it
            held = tuple(r for r in held if is_of_group(r, names)) or (() if said else held)
        return (match.group(0), held) if held else None
    return None
