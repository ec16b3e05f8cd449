"""Reasons of a verdict as plain English sentences, the same on screen, in Word comments and on the command line.

Words what the checker found; judges nothing. Reasons that only repeat the sentence say nothing to a reader and are left
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.checking.comparisons.next_steps import NO_NEXT_STEP
from assistant.checking.comparisons.parts import NO_SUCH_SHARE
from assistant.checking.comparisons.polarity import POLARITY
from assistant.checking.comparisons.speakers import SPEAKER
from assistant.checking.verdict import Reason, Verdict
from assistant.checking.words.tokens import negations

WHOLE = frozenset({"sentence", "meaning", "no evidence"})
"""Kinds of the reasons that name whole sentences and no words in them."""
UNSTATED = "nothing speaks to"
"""Kind of the reasons that name words which the evidence is silent on."""
NAMED = "another school"
SEVERAL = "speaks of several reports: no one passage says it"
QUOTATION = "quotation"
GRADE, FIGURE, DATE = "grade", "figure", "date"
"""Kinds of the reasons that a record gives: what it prints for a row that a claim names."""
OPEN = "The passage comes near, but its words alone do not decide it: read it."
"""What is said of an open claim for which nothing else can be said."""
_LESS = {
    "only asked for": "The passage asks for it (“{}”) and does not say that it is so.",
    "only aimed at": "The passage says what is aimed at (“{}”), not that it is so.",
    "only possible": "The passage says that it may be so (“{}”), not that it is.",
    "only a view": "The passage gives somebody’s view (“{}”), not a fact.",
    "only begun": "The passage says that it has begun (“{}”), not that it is so.",
    "only under way": "The passage says that it is under way (“{}”), not that it is done.",
    "only if": "The passage says what would be so (“{}”), not what is.",
    "disputed": "The passage disputes this (“{}”).",
    "the other way round": "The passage says it the other way round (“{}”).",
    "excepted": "The passage makes an exception of it: “{}”.",
    "on a condition": "The passage says so on a condition: “{}”.",
    "said of another": "The passage says “{}” of something else.",
    "as it was before": "The passage says how it was (“{}”), not how it is.",
    "ranked otherwise": "The passage ranks them otherwise (“{}”).",
    "a share of others": "The passage says so of others: “{}”.",
    "not said by them": "The passage does not say that this is the word of “{}”.",
    "of another time": "The passage says so of another time (“{}”).",
    "said of another place": "The passage says so elsewhere: “{}”.",
    "said of their opposite": "The passage says this of others: “{}”.",
    "said of another share": "The passage says so of “{}”.",
    "only a condition": "The passage names it only as a condition: “{}”.",
    NO_NEXT_STEP: "The passage asks for nothing: it does not make this “{}”.",
    NO_SUCH_SHARE: "The passage does not say how many they are: “{}” is the draft’s.",
    "cause not stated": "The passage does not say that one comes of the other (“{}”).",
}
"""What each kind means that keeps a sentence from bearing a claim out (`checker.barring`)."""
_LEFT_OUT = " left out"
"""How the kinds end of what the evidence says and the claim leaves out: who says so, what it is limited to."""
_NOTES = ("first letter changed", "words left out", "words in square brackets", "broken at a line end")
"""How the kinds begin of what a quotation changes that may be changed (`quotations.notes_on`)."""
_NO_FACT = frozenset(
    """come comes came coming go goes went gone going get gets got give gives gave given take takes took taken make
    makes made making do does did done have had say says said saying think thinks thought work works worked
    use uses used put puts set sets keep keeps kept see sees seen saw find finds found finding tell tells told
    call calls called become becomes became offer offers offered show shows shown bring brings brought school
    schools between now yet still s t describe describes described speak speaks spoke""".split()
)
"""Verbs and other words of a claim that say nothing alone: "The passage does not say: come" tells nothing."""
_AROUND = 6
"""Words between a negation and the word that it denies, for both to be shown together with two more. Chosen."""


def reason_lines(verdict: Verdict, reasons: Sequence[Reason], claim: str, passage: str) -> list[str]:
    """Return why a claim has its verdict, a sentence a line; `passage` is the text that the verdict rests on."""
    told = [reason for reason in reasons if reason.kind not in WHOLE]
    notes = [_note(reason) for reason in told if reason.kind.startswith(_NOTES)]
    told = [reason for reason in told if not reason.kind.startswith(_NOTES)]
    if verdict is Verdict.SUPPORTED:
        agreeing = _quoted(reason.claim for reason in told if reason.claim and reason.kind != UNSTATED)
        return list(dict.fromkeys([*([f"Draft and passage agree on {agreeing}."] if agreeing else []), *notes]))
    compared = {reason.claim.casefold() for reason in told if not _is_silent(reason)}
    alone = [reason.claim for reason in told if _is_silent(reason)]
    silent = _unsaid([word for word in alone if word.casefold() not in compared and _is_word(word)], claim)
    lines = [_line(reason, passage) for reason in told if not _is_silent(reason)]
    if silent:
        lines.append(f"The passage does not say: {', '.join(silent)}.")
    if not lines and verdict is Verdict.NOT_CHECKED and passage:
        lines.append(OPEN)
    return list(dict.fromkeys([*lines, *notes]))


def against_lines(where: str, sentence: str, reasons: Sequence[Reason], claim: str) -> list[str]:
    """Return that another place says otherwise than the passage that bears a claim out, and by which words."""
    return [f"But otherwise: {where}: “{sentence}”", *reason_lines(Verdict.CONTRADICTED, reasons, claim, sentence)]


def _is_silent(reason: Reason) -> bool:
    return bool(reason.claim) and not reason.evidence and reason.kind not in (QUOTATION, *_LESS)


def _is_word(text: str) -> bool:
    """Say whether a stretch says something: the letter of a possessive does not."""
    return len(text) > 1 or text.isdigit()


def _unsaid(words: Sequence[str], claim: str) -> list[str]:
    """Return words once each, in the order of the claim, without those that stand within another."""
    plain = claim.casefold()
    kept = (_with_substance(word) for word in words)
    once = {word.casefold(): word for word in kept if word}
    whole = [
        word
        for key, word in once.items()
        if not any(other != key and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", other) for other in once)
    ]
    return sorted(whole, key=lambda word: (plain.find(word.casefold()) < 0, plain.find(word.casefold())))


def _with_substance(words: str) -> str:
    """Return words without those at their ends that are no missing fact by themselves: "Oakfield went", "come"."""
    listed = words.split()
    while listed and listed[-1].casefold() in _NO_FACT:
        listed.pop()
    while listed and listed[0].casefold() in _NO_FACT:
        listed.pop(0)
    return " ".join(listed)


def _line(reason: Reason, passage: str) -> str:
    for line in _of_kind(reason, passage):
        return line
    if not (reason.claim or reason.evidence):
        return f"{reason.kind[:1].upper()}{reason.kind[1:]}."
    if not reason.claim:
        return f"The passage says “{reason.evidence}”, and the draft leaves that out."
    if reason.claim.casefold() == reason.evidence.casefold():
        return f"The passage says “{reason.evidence}” of something else."
    return f"The draft says “{reason.claim}”; the passage says “{reason.evidence}”."


def _of_kind(reason: Reason, passage: str) -> Iterator[str]:
    """Yield the sentence of a kind that has one of its own."""
    if reason.kind == QUOTATION:
        source = reason.evidence.rstrip(".")
        reads = f"but the source reads: “{source}”" if source else "but stand nowhere in the source"
        yield f"Altered quotation: “{reason.claim}”. These words are quoted, {reads}."
    elif reason.kind == NO_SUCH_SHARE and reason.claim and reason.evidence:
        yield f"The draft says “{reason.claim}”; the passage says “{reason.evidence}”."
    elif reason.kind in _LESS:
        yield _LESS[reason.kind].format(reason.evidence or reason.claim)
    elif reason.kind == NAMED:
        yield f"The draft speaks of {reason.claim}; the passage is about {reason.evidence or 'another school'}."
    elif reason.kind == SEVERAL:
        yield "It speaks of several reports, so no one passage says it: compare them yourself."
    elif reason.kind in (GRADE, FIGURE, DATE):
        yield f"The draft says “{reason.claim}”; the report prints “{reason.evidence}”."
    elif reason.kind == f"{SPEAKER}{_LEFT_OUT}":
        yield f"The passage says whose word it is, “{reason.evidence}”, and the draft does not."
    elif reason.kind.endswith(_LEFT_OUT):
        yield f"The passage limits it by “{reason.evidence}”, and the draft leaves that out."
    elif reason.kind == POLARITY and reason.claim and reason.evidence:
        yield from _denial(reason, passage)


def _denial(reason: Reason, passage: str) -> Iterator[str]:
    ours, theirs = _denies(reason.claim), _denies(reason.evidence)
    if theirs and not ours:
        yield f"The passage denies it: “{_denied(reason.claim, reason.evidence, passage)}”."
    elif ours and not theirs:
        yield f"The draft denies, by “{reason.claim}”, what the passage says: “{reason.evidence}”."


def _denies(words: str) -> bool:
    return bool(negations(f"{words} x"))


def _denied(word: str, negation: str, passage: str) -> str:
    """Return the words of a passage from a negation to the word that it denies; the negation and a few if it is far."""
    begins = re.escape(word[: max(4, len(word) - 3)])
    behind = r"(?:[^\w.;!?]+[\w’'-]+){0,2}"
    near = rf"\b{re.escape(negation)}(?:[^\w.;!?]+[\w’'-]+){{0,{_AROUND}}}?[^\w.;!?]+{begins}[\w’'-]*{behind}"
    few = rf"\b{re.escape(negation)}(?:[^\w.;!?]+[\w’'-]+){{1,3}}"
    found = re.search(near, passage, re.IGNORECASE) or re.search(few, passage, re.IGNORECASE)
    return " ".join(found.group().split()) if found else negation


def _note(reason: Reason) -> str:
    return f"Quoted with a change that is allowed: {reason.kind}."


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(f"“{word}”" for word in dict.fromkeys(words))


__all__ = [
    "DATE",
    "FIGURE",
    "GRADE",
    "NAMED",
    "QUOTATION",
    "SEVERAL",
    "UNSTATED",
    "WHOLE",
    "against_lines",
    "reason_lines",
]
