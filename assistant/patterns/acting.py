"""Whether a sentence of a group's own paper says that somebody does something: an action, and no claim or need.

"Suspensions have fallen" claims, "too many pupils do the same worksheet" tells the need again; neither answers a next
step. "Three mentors call families" does. Knows verbs and who acts in schools; not whether the action is the right one.
"""

from __future__ import annotations

import re

_WHO = (
    r"(?:we|they|leaders?|teachers?|staff|governors?|trustees?|directors?|headteachers?|heads?|officers?|mentors?|"
    r"schools?(?!['’])|academy|academies|trust(?!['’])|group|federation|teams?|committees?|council|board|specialists?|"
    r"psychologists?|assistants?|co-?ordinators?|adults|practitioners?|consultants?|advisers?|counsellors?|networks?|"
    r"programmes?|project|colleagues|tutors?|senco|therapists?)"
)
_VERBS = (
    r"(?:adapt|add|adopt|agree|appoint|arrange|ask|assess|audit|call|change|check|coach|commission|complete|contact|cut|"
    r"design|develop|employ|extend|follow|fund|give|gave|help|hire|hold|held|improve|increase|introduc|launch|lead|led|"
    r"mark|meet|met(?! the (?:\w+ )?standard)|mentor|model|monitor|move|observ|offer|open|pair|pay|paid|pilot|plan|"
    r"provid|publish|put|rais|read|recruit|redesign|reduc|releas|remov|replac|report|review|revis|rewrit|rewrote|run|"
    r"ran|screen|second|set up|share|start|began|begin|stud(?:y|ie)|support|teach|taught|test|track|train|tackl|updat|"
    r"use|us|visit|widen|work|write down|wrote|find out|found out|buy|bought|bring|brought|built|build|record|analys|"
    r"identif(?:y|ie))"
)
_ENDING = r"(?:s|es|e|ed|d|n|en|ing|ting|ning|ped)?"
_DENIES = r"(?:not|no|never|cannot|n['’]t|nor|without|yet|too)"
_GAP = rf"(?:[\s,()]+(?!{_DENIES}\b)[\w’'%-]+){{0,12}}?[\s,]+"
_NOUN = r"(?<!\d )(?<!['’]s )(?<!the )(?<!an )(?<!\ba )(?<!our )(?<!their )(?<!its )"
_DOES = re.compile(rf"(?<!not all )(?<!few )(?<!\bno )\b{_WHO}{_GAP}{_NOUN}\b{_VERBS}{_ENDING}\b", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:[Aa]t|[Ii]n|[Ff]or|[Oo]f|[Ff]rom|[Tt]o|[Bb]y)\s+(?:[Tt]he\s+)?(?:[A-Z][\w’'-]*\s+)*"
    r"(?:School|Academy|Trust|College)\b|\b[Aa]t\s+(?:St\s+)?[A-Z][\w-]*['’]s\b"
)
"""Where something is done, which is not who does it: "At Corvane Academy, help reaches 38 pupils"."""
_IS_DONE = re.compile(
    rf"(?<!not )\b(?:is|are|was|were|been|be|being)\s+(?:(?:now|also|then|first|\w+ly)\s+)?"
    rf"(?:{_VERBS}{_ENDING}|cut|set up|held|met|put|run|brought|taught|given|made|shown)\b(?<!ing)",
    re.IGNORECASE,
)
_RECEIVES = re.compile(
    r"\b(?:receives?|received|has|have|gets?)\s+(?:[\w-]+\s+){0,3}(?:help|support|sessions?|tuition|training|coaching|"
    r"mentoring|lessons)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(rf"\b{_DENIES}\b(?!\s+longer)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,?\s+(?:but|and)\s+|,\s+(?:where|which|who)\s+")


def says_action(text: str) -> bool:
    """Say whether a sentence tells what somebody did, does or will do. A heading of a form says nothing."""
    if text.rstrip().endswith(":"):
        return False
    if _DOES.search(_WHERE.sub(" ", text)):
        return True
    return any(
        (_IS_DONE.search(clause) or _RECEIVES.search(clause)) and not _DENIED.search(clause)
        for clause in _CLAUSE.split(text)
    )


def stands_in_name(text: str, words: str) -> bool:
    """Say whether some words of a text are part of a name: "Club" in "Sunrise Club" says nothing of clubs."""
    place = text.find(words)
    before = re.findall(r"[\w’'-]+", text[:place])[-1:] if place > 0 else []
    return words[:1].isupper() and not words.isupper() and any(word[0].isupper() for word in before) and len(before) > 0


__all__ = ["says_action", "stands_in_name"]
