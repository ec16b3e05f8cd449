"""Proper names that a question says beside those of schools: "the Tidewell Base", a programme, a place, a person.

Reads capitals only. Which documents hold a name is looked up by `assistant.answering.lookups.named_things`; names of
schools are matched in `assistant.schools.names`, and a slip of a common word is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.questions.spelling import slips
from ingest.words import stem

SHORTEST = 4
"""Letters from which a word in capitals may be a name: shorter ones are mostly initials. Chosen, not measured."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CAPITAL = re.compile(r"[A-Z][a-z]+(?:[’'-][A-Za-z]+)*")
_OPENS = re.compile(r"(?:^|[.?!:;])\W*$")
"""What stands before a word that opens a sentence: its capital says nothing."""


def names_said(
    question: str, known: Callable[[Sequence[str]], Sequence[int]], is_word: Callable[[str], bool]
) -> tuple[str, ...]:
    """Return the names in a question: words in capitals that are no common word, and runs of words in capitals.

    `known` and `is_word` are those of `spelling`: in how many passages a stem stands, and whether it is a common word.
    """
    runs: list[list[str]] = []
    end = -1
    for match in _WORD.finditer(question):
        word = _bare(match.group())
        if not _CAPITAL.fullmatch(word) or _OPENS.search(question[: match.start()]):
            continue
        if runs and question[end : match.start()] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
        end = match.end()
    return tuple(" ".join(run) for run in runs if len(run) > 1 or _is_strange(run[0], known, is_word))


def _is_strange(word: str, known: Callable[[Sequence[str]], Sequence[int]], is_word: Callable[[str], bool]) -> bool:
    lowered = word.lower()
    if len(word) < SHORTEST or is_word(lowered) or is_word(stem(lowered)):
        return False
    return not slips(lowered, known, is_word)


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


__all__ = ["names_said"]
