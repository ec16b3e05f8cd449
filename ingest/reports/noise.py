"""Tells what no one would cite from what a report says: legends, table text, teams, addresses, standard notes.

Looks at one text by itself, so that it can judge a line of any document and a text that somebody else cut. It finds
the stretches that are noise; a text is noise where they make up more than half of it, or break its statement apart.
It does not judge whether a statement is worth citing, and half a sentence of the report's own prose is not noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.reports.dates import parse_dates

LEGEND = "legend of grades"
TABLE = "table of figures"
DEFINITION = "explanation of a figure"
NOTE = "standard note"
TEAM = "inspection team"
CONTACT = "contact details"
HEADING = "heading"
RUNNING = "running line"

_GRADE = (
    r"(?:Exceptional|Strong standard|Expected standard|Needs attention|Attention needed|Urgent improvement"
    r"|Outstanding|Good|Requires improvement|Inadequate)"
)
_AREA = (
    r"(?:Overall effectiveness(?: at previous inspection)?|The quality of education|Quality of education"
    r"|Behaviour and attitudes"
    r"|Personal development(?: and well-?being)?|(?:Effectiveness of )?[Ll]eadership and (?:management"
    r"|governance)|Early years(?: provision)?"
    r"|Sixth[ -]form provision|Outcomes for pupils|Previous inspection grade|Achievement|Inclusion"
    r"|Attendance and behaviour"
    r"|Curriculum and teaching|Post-16 provision|Quality of teaching, learning and assessment)"
)
_COMPARISON = r"(?:Close to average|(?:Well )?(?:above|below) average|Above|Below)"
_NUMBER = r"-?[\d.,]+\s?(?:%|pp)?"
_YEAR = r"(?:Latest \d year average|\d{4}/\d{2,4})(?: \([^)]*\))?"
_URL = r"(?:https?://|www\.)\S+"
_EMAIL = r"\S+@\S+"
_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}"

_STRETCHES: tuple[tuple[str, str], ...] = (
    # grades
    (LEGEND, rf"^(?:\W*{_GRADE}){{2,}}\W*$"),
    (LEGEND, r"(?:Exceptional )?Practice is exceptional: of the highest standard nationally\.?[^.]*\.?"),
    (LEGEND, r"(?:Strong standard )?The school reaches a strong standard\.[^.]*\.?"),
    (LEGEND, r"(?:Expected standard )?The school is fulfilling the expected standard of education[^.]*\.?[^.]*\.?"),
    (LEGEND, r"(?:Needs attention )?The expected standards are not met but leaders are likely[^.]*\.?"),
    (
        LEGEND,
        r"(?:Urgent improvement )?The school needs to make urgent improvements to provide the expected"
        r" standard[^.]*\.?",
    ),
    (
        LEGEND,
        r"(?:Met|Not met): The school has (?:not )?(?:created )?an open and positive culture of safeguarding\.[^.]*\.?",
    ),
    (LEGEND, r"When we inspect schools for safeguarding, they can have the following outcomes:?"),
    # tables
    (TABLE, rf"(?:{_AREA}:? {_GRADE}\b\W*){{2,}}(?:{_AREA}[\w ]*)?"),
    (
        TABLE,
        r"Year This school(?: National (?:average|non-? ?disadvantaged score))?(?: Compared with national average"
        r"| School disadvantage gap)?",
    ),
    (TABLE, rf"\b{_YEAR}(?: {_NUMBER})+(?: {_COMPARISON})?(?=\s|…|$)"),
    (TABLE, rf"\b{_YEAR}(?: {_NUMBER}…?)?$"),
    (TABLE, r"This data is from \d{1,2} \w+ \d{4}(?: School and pupil context)?"),
    (
        TABLE,
        rf"(?:School and pupil context )?(?:Total pupils|School capacity"
        rf"|Location deprivation)(?: {_NUMBER})?(?: {_COMPARISON})?(?: About this inspection)?",
    ),
    (
        TABLE,
        rf"(?:Pupils (?:eligible for free school meals|with (?:an education"
        rf"|special educational))[^.]{{0,60}}?) {_NUMBER}(?: {_COMPARISON})?",
    ),
    (TABLE, r"What does this mean\?"),
    (TABLE, rf"National (?:average|figure): {_NUMBER}"),
    (
        TABLE,
        r"(?:All|Disadvantaged) pupils['’] performance(?: gap)?",
    ),
    (TABLE, r"(?:Disadvantaged pupils|Pupils) reaching the expected standard in [a-z, -]+?(?= The percentage|$)"),
    (TABLE, r"^(?:Overall absence|Persistent absence|Destinations after 1[68])(?= The percentage| Percentage|$)"),
    # definitions
    (DEFINITION, r"(?:The )?[Pp]ercentage of (?:all |disadvantaged )?(?:possible|pupils|students)[^.]*(?:\.|…|$)"),
    (
        DEFINITION,
        r"^The (?:proportion|percentage|total number) of pupils(?:(?! (?:is|are|was|were|rose|fell|remains?"
        r"|continues?)\b)[^.]"
        r"|(?<=who)(?: is| are)|(?<=that)(?: is| are))*\.?$",
    ),
    (DEFINITION, r"Disadvantaged pupils are those who have been (?:eligible|eli)[^.]*(?:\.|…|$)"),
    (DEFINITION, r"The school(?:['’]s)? disadvantage(?:d)? gap is the difference[^.]*(?:\.|…|$)"),
    (DEFINITION, r"In (?:the|this) report, [‘'\"]disadvantaged pupils[’'\"] refers to[^.]*(?:\.[^.]*)?(?:\.|…|$)"),
    (
        DEFINITION,
        r"Whether (?:the )?school has [Rr]esourced [Pp]rovision[^.]*\.?"
        r"|Based on the English Indices of Deprivation[^.]*\.?[^.]*\.?",
    ),
    (DEFINITION, r"The type of [Ss]pecial [Ee]ducational [Nn]eeds provision provided[^.]*\.?"),
    # standard notes
    (
        NOTE,
        r"(?:You can (?:also )?use|We use information from|Parents? can use) (?:Ofsted )?Parent View\b[^.]*\.?"
        r"|We use information from Ofsted Parent View[^.]*\.?",
    ),
    (
        NOTE,
        r"The Department for Education has further guidance[^.]*\.?"
        r"|You can search for published performance information[^.]*\.?",
    ),
    (NOTE, r"The Office for Standards in Education, Children['’]s Services and Skills\b[^.]*\.?[^.]*\.?"),
    (NOTE, r"If you (?:would like a copy of this document|are not happy with the inspection)\b[^.]*\.?[^.]*\.?"),
    (
        NOTE,
        r"You may reuse this information[^.]*\.?|This publication is available[^.]*\.?(?:gov\.uk\.?)?"
        r"|Interested in our work\?[^.]*\.?",
    ),
    (NOTE, r"© Crown copyright(?: \d{4})?|Open Government Licence"),
    (NOTE, r"We do not give graded judgements on an ungraded inspection[^.]*\.?"),
    (NOTE, r"(?:A|An) (?:graded|ungraded|urgent) inspection is carried out under section \d+[^.]*\.?"),
    (NOTE, r"(?:Inspectors carried out this|This) (?:\w+ )?inspection (?:was carried out )?under section[^.]*\.?"),
    (NOTE, r"Schools receiving a graded inspection from September 2024 will not be given[^.]*\.?"),
    (NOTE, r"(?:Following our renewed inspection framework|Inspections are a point-in-time evaluation)\b[^.]*\.?"),
    (NOTE, r"When we have judged a school to be (?:good|outstanding), we will then normally[^.]*\.?"),
    (NOTE, r"\(Information for the school and [a-z ]+\)"),
    (
        NOTE,
        r"The data was used by the inspector\(s\) during the inspection\.[^.]*\.?"
        r"|More recent data may have been published[^.]*\.?",
    ),
    # people and addresses
    (TEAM, r"(?:Lead|Team) inspectors?:.*$"),
    (
        TEAM,
        r"^[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? (?:lead inspector,? )?(?:(?:His|Her) Majesty[’']s Inspector"
        r"|Ofsted (?:Lead )?Inspector|HMI)\W*$",
    ),
    (
        CONTACT,
        rf"(?:The )?(?:school[’']s )?(?:e-?mail|website) address(?: (?:of|for) (?:the|this) (?:school"
        rf"|provision))?(?: is)?:? (?:{_EMAIL}|{_URL})",
    ),
    (CONTACT, rf"(?:The school )?(?:e-?mail|website)(?: address)?(?: is)?:? (?:{_EMAIL}|{_URL})"),
    (
        CONTACT,
        r"(?:Executive |Acting |Interim )?(?:[Hh]eadteacher|[Tt]eacher in charge|[Pp]rincipal"
        r"|[Pp]roprietor) ?: [A-Z][^.]*(?:\.| \d\.?)?$",
    ),
    (CONTACT, r"^(?:T|E|W|Textphone|Telephone|Tel|Email|E-mail|Website|Web|Fax)(?: number)?: \S.*$"),
    (CONTACT, rf"^(?:Address: )?[A-Z][^.!?]*\b{_POSTCODE}$"),
    (CONTACT, r"^(?:Piccadilly Gate|Store Street|Manchester)$"),
    # running lines
    (RUNNING, r"^Inspection report: .*\d{4}.*$|^Page \d+ of \d+$"),
)
_HEADINGS = frozenset(
    {
        "what is it like to attend this school",
        "what does the school do well and what does it need to do better",
        "what does the school need to do to improve",
        "what does the school need to do to improve further",
        "what it's like to be a pupil at this school",
        "how can i feed back my views",
        "further information",
        "school details",
        "information about this school",
        "information about this inspection",
        "about this inspection",
        "inspection team",
        "next steps",
        "our grades explained",
        "how we evaluate safeguarding",
        "facts and figures used on inspection",
        "summary of key findings for parents and pupils",
        "full report",
        "inspection judgements",
    }
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _STRETCHES)
_HINT = re.compile(
    r"[Dd]isadvantaged? pupils|More recent data|The data was|disadvantage gap|percentage of|proportion of pupils"
    r"|total number of pupils|National "
    r"|This school|average"
    r"|What does this mean|This data is|(?i:practice is exceptional)|strong standard|expected standard"
    r"|urgent improvement|culture of safeguarding"
    r"|following outcomes|Parent View|Department for Education|published performance|Office for Standards|If you "
    r"|You may reuse|publication"
    r"|Interested in|©|Licence|graded|section \d|point-in-time|inspection framework|we will then normally"
    r"|\(Information|inspector|HMI|Inspector"
    r"|@|www\.|https?:|: |Page \d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$|Resourced|resourced|Indices|Special"
    r"|special educational|\d/\d\d"
    r"|Piccadilly|Store Street|Manchester|Persistent|Overall|absence|Destinations|(?:Good|Outstanding|Inadequate"
    r"|improvement|standard|attention)\W*$"
)
"""Every stretch holds one of these. Looking for them first makes a page of prose five times as fast to pass."""
_NUMBER_AT_END = re.compile(r"\s+(?:Page )?\d{1,3}$")
_SHARE = 0.5
"""More than this part of a text's characters. A text of one contact line and one statement is content: see
evals/reading."""
_LONGEST_RUNNING = 60
_LONGEST = 1500
"""Characters looked at. What is longer is prose, of which no half is noise."""


def kind_of(text: str) -> str | None:
    """Return what kind of noise a text is, or None where it is content."""
    spaced = " ".join(text.split())
    if not spaced or len(spaced) > _LONGEST:
        return None
    if spaced.casefold().replace("’", "'").rstrip("?: ") in _HEADINGS:
        return HEADING
    if len(spaced) <= _LONGEST_RUNNING and parse_dates(_NUMBER_AT_END.sub("", spaced)) is not None:
        return RUNNING
    found = [
        (match.start(), match.end(), kind)
        for kind, pattern in (_PATTERNS if _HINT.search(spaced) else ())
        for match in pattern.finditer(spaced)
    ]
    covered = _covered((start, end) for start, end, _ in found)
    if found and (sum(end - start for start, end in covered) > _SHARE * len(spaced) or _broken(spaced, covered)):
        return max(found, key=lambda stretch: stretch[1] - stretch[0])[2]
    return None


def _covered(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches in order, those that touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def _broken(text: str, covered: list[tuple[int, int]]) -> bool:
    """Say whether a statement begins in the middle, behind the noise: its first words were lost."""
    first = covered[0] if covered else (0, 0)
    rest = text[first[1] :].lstrip()
    return first[0] == 0 and rest[:1].islower()


__all__ = ["CONTACT", "DEFINITION", "HEADING", "LEGEND", "NOTE", "RUNNING", "TABLE", "TEAM", "kind_of"]
