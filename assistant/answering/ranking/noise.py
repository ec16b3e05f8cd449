"""Lines of a report that are facts about the report and not findings: shown only where they are asked for.

Addresses, the date of the previous inspection, the sentence that names the group, what inspectors did and whom they
met: they share names and numbers with many questions and answer few. Ranks nothing and drops nothing from search.
"""

from __future__ import annotations

import re

from assistant.answering.ranking.relevance import Candidate
from assistant.questions.question import QuestionView, Wanted
from ingest.documents import Passage
from ingest.words import stems

FRAGMENT = 12
"""Most words of a stretch without a full stop that counts as a fragment: bullets that state something run longer,
or end in a full stop. Chosen, not measured."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")
_LINES: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_POSTCODE, re.compile(r"\b(?:address|where|postcode|located|street|road|find)\b", re.IGNORECASE)),
    (
        re.compile(r"^(?:Date|Dates) of previous inspection\b|^Inspection dates?\b", re.IGNORECASE),
        re.compile(r"\b(?:dates?|(?:last|previously|first) inspected|when (?:was|were|did))\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"^This school is part of .* trust\b|\bjoined [A-Z][\w’ ]+ Trust on \d|^The school (?:became|has been)",
        ),
        re.compile(
            r"\b(?:trust|group|academy|joined|join|part of|belongs?|convert\w*|run|runs|running)\b", re.IGNORECASE
        ),
    ),
)


_METHOD_HEADING = re.compile(
    r"information about (?:this|the) inspection|^inspection (?:activities|team|evidence)|how (?:this|the) inspection",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"^In a graded inspection, the key judge?ments\b|^During a graded inspection, we grade\b|^Documents scrutinised\b"
)
_LED_IN = r"(?:(?:To evaluate|For (?:each|this)|As part of|During|In order to|Throughout)\b[^.:;]{0,90}?,? )?"
_DID = re.compile(
    rf"^{_LED_IN}(?:the )?(?:lead )?inspectors?:? (?:also )?(?:carried out (?:this|deep dives)|conducted|met|held|spoke"
    r"|visited|toured|reviewed|scrutinised|considered|discussed|examined|listened|observed informal|sampled|talked"
    r"|gathered)\b",
    re.IGNORECASE,
)
"""What inspectors did, wherever it stands; it may state a number or a name that is asked for."""
_ASKS_METHOD = re.compile(
    r"\b(?:deep dives?|scrutinised|looked at|visited|observed|met with|inspection (?:team|activities|evidence))\b"
    r"|\binspectors? (?:do|did|meet|met|see|saw|visit|read|check|carry|carried|speak|spoke|talk|observe|hear|take|took"
    r"|look|scrutinise|consider|review|hold|held|gather)\b",
    re.IGNORECASE,
)


def beside_the_point(candidate: Candidate, question: QuestionView) -> bool:
    """Say whether a sentence is such a line and the question asks for nothing of the kind."""
    text = candidate.sentence.text
    if question.wanted is Wanted.PERSON and _POSTCODE.search(text):
        return True
    heading = candidate.found.passage.heading or ""
    method = _METHOD_HEADING.search(heading) or _METHOD.search(text)
    if (
        method or (question.wanted is Wanted.ANY and _tells_what_inspectors_did(candidate))
    ) and not _ASKS_METHOD.search(question.text):
        return True
    about = [asks for line, asks in _LINES if line.search(text)]
    if any(not asks.search(question.text) for asks in about):
        return True
    return not about and question.wanted is Wanted.ANY and (is_fragment(text) or _is_other_row(text, question))


def is_about_inspection(passage: Passage) -> bool:
    """Say whether a passage tells how the inspection was made, or what inspectors did, and not what they found."""
    return bool(_METHOD_HEADING.search(passage.heading or "") or any(_DID.search(s.text) for s in passage.sentences))


def _tells_what_inspectors_did(candidate: Candidate) -> bool:
    before = candidate.before.text if candidate.before else ""
    text = candidate.sentence.text
    return bool(_DID.search(text) or (_DID.search(before) and text.startswith("They ")))


def _is_other_row(text: str, question: QuestionView) -> bool:
    """Say whether a stretch is a row of a table that has none of the question's words."""
    return "\t" in text and not set(question.stems) & set(stems(text))


def is_fragment(text: str) -> bool:
    """Say whether a stretch is a heading, a label or a row of a table: short, and without the end of a statement."""
    return text.rstrip("”’\"') ")[-1:] not in ".!;" and len(text.split()) <= FRAGMENT
