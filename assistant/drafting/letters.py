"""What a draft quotes of Ofsted's letters on the group itself: what they found and what they recommend.

Each sentence names the letter and its date and says that it gives no grade.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.drafting.frameworks import Aspect, FrameworkQuestion
from assistant.drafting.material import Material, leans
from assistant.drafting.own_documents import can_be_quoted
from assistant.drafting.values import LETTER_ON_GROUP, Cite, Claim, ClaimKind
from assistant.drafting.wording import quoted
from assistant.patterns.bearings import letter_words
from assistant.patterns.values import Evaluation, Statement
from assistant.themes.theming import shipped_themer

MOST = 8
"""Sentences of one letter quoted in a section for each of: what it found, what it recommends. Chosen."""


def claims_of_letters(question: FrameworkQuestion, material: Material) -> Iterator[Claim]:
    """Yield what letters on the group say of a question: on its themes, or all where it is on the group itself."""
    for letter in material.patterns.evaluations:
        for verb, said in (("said", letter.said), ("recommended", letter.asked)):
            for statement in _on(question, said)[:MOST]:
                text = f"{letter_words(letter)} {verb}: {quoted(statement.text)}."
                yield Claim("", LETTER_ON_GROUP, ClaimKind.QUOTE, text, (_cite(letter, statement),))


def _on(question: FrameworkQuestion, said: Sequence[Statement]) -> list[Statement]:
    """Return the sentences that can be quoted and speak of a question."""
    whole = [one for one in said if can_be_quoted(one.text) and not leans(one.text)]
    if question.aspect is Aspect.CAPACITY and "trust" in question.themes:
        return whole
    themer = shipped_themer()
    return [one for one in whole if any(shown.theme in question.themes for shown in themer.by_cues(one.text))]


def _cite(letter: Evaluation, statement: Statement) -> Cite:
    return Cite(
        letter.document, letter.file, None, letter.date, statement.text, statement.locators, kind=LETTER_ON_GROUP
    )


__all__ = ["claims_of_letters"]
