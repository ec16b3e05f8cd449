"""Signs that a document holds what does not belong in the library: a marking, or names of children.

Looks at the text of the pages and names the signs and their pages, never the names. It decides nothing: the pipeline
refuses the file until somebody confirms it. Few false alarms matter more than finding everything: none of the real
reports and none of the sample group gives a sign (``tests/ingest/test_sensitive_documents_are_confirmed.py``).
"""

from __future__ import annotations

import re

from ingest.documents import Document, Page
from ingest.settings import LOCAL_AUTHOR

_MARKED = re.compile(
    r"^\W*(?i:(?:marked|protective marking|classification|handling)\W+)?"
    r"(?:OFFICIAL\s*[-–—:\[(]*\s*SENSITIVE|Official[- –—]+Sensitive)\b(?!.{100})",
    re.MULTILINE,
)
"""A line of its own, as marked documents print it on every page; a sentence about the marking is longer."""
_UPN = re.compile(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b")
"""Unique pupil number: a check letter, eleven digits, a digit or letter."""
_BORN = re.compile(
    r"\b(?:D\.?O\.?B\.?|[Dd]ate of [Bb]irth)\b\W{0,5}(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|\d{1,2} [A-Z][a-z]+ \d{4})"
)
_LABELLED = re.compile(
    r"\b(?i:(?:name of (?:the )?(?:pupil|child|student|young person)|(?:pupil|child|student)(?:['’]s)? (?:full )?name))"
    r"\s*[:\t]\s*[A-Z][\w’'-]+ [A-Z][\w’'-]+"
)
_COLUMNS = re.compile(
    r"^(?=.*\b(?:UPN|(?:pupil|child|student)(?:['’]s)? (?:full )?name|(?:pupil|student) ?(?:forename|surname|first name"
    r"|last name))\b)(?=.*\b(?:D\.?O\.?B|date of birth|year ?group|form|class|reg(?:istration)?|gender|sex|FSM|SEN"
    r"|attendance|forename|surname|pupil premium)\b).{0,400}\t.{0,400}$",
    re.IGNORECASE | re.MULTILINE,
)
"""The first row of a table with a line for each pupil."""
_AGED = re.compile(
    r"\b[A-Z][a-z’'-]+ [A-Z][a-z’'-]+,? (?:aged \d{1,2}\b|\((?:aged? \d{1,2}|Y(?:ea)?r? ?\d{1,2}|DOB)\b)"
)
_PEOPLE = 2
"""Names with an age or a year group: one may be an author or a place, two make a list of children."""
_SHOWN = 5

_SIGNS = (
    (_MARKED, 1, "is marked “Official Sensitive”"),
    (_UPN, 1, "seems to hold unique pupil numbers"),
    (_BORN, 1, "seems to hold dates of birth"),
    (_LABELLED, 1, "seems to name pupils or children"),
    (_COLUMNS, 1, "seems to have a table with a row for each pupil"),
    (_AGED, _PEOPLE, "seems to name children with their age or year group"),
)


def signs(document: Document) -> tuple[str, ...]:
    """Return what speaks against keeping the document: a phrase with its pages for each sign."""
    found: list[str] = []
    for pattern, least, words in _SIGNS:
        counts = {page.number: _count(pattern, page) for page in document.pages}
        if sum(counts.values()) >= least:
            pages = [number for number, count in counts.items() if count]
            more = " and further" if len(pages) > _SHOWN else ""
            found.append(f"{words} (page {', '.join(map(str, pages[:_SHOWN]))}{more})")
    return tuple(found)


def _count(pattern: re.Pattern[str], page: Page) -> int:
    return sum(1 for _ in pattern.finditer(page.text))


def refusal(found: tuple[str, ...]) -> str:
    """Return why a file with these signs is not added, and what to do."""
    return (
        f"Not added: it {'; it '.join(found)}. Documents about single children do not belong here. If it should be "
        "added all the same, confirm that: in the Library tab, or with --confirm-sensitive on the command line."
    )


def confirmation(found: tuple[str, ...], author: str) -> str:
    """Return the warning that a document carries which was added all the same."""
    who = "The local user" if author == LOCAL_AUTHOR else author
    return f"It {'; it '.join(found)}. {who} confirmed this when it was added."


__all__ = ["confirmation", "refusal", "signs"]
