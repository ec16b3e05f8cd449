"""What a plan says of one of its priorities, by number or name: its owner, cost and date, why, what it should lead to.

A plan has these as labelled lines under the priority's heading ("Owner: …") or as the cells of a table's row; either is
quoted as it stands, under the heading or the column's name. Works out no date or sum that the plan does not state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.evidence import Evidence, SchoolEvidence, SelectedEvidence
from assistant.questions.question import Wanted, states, subject_words
from assistant.scope import QuestionScope
from ingest.documents import Passage, Sentence
from ingest.number_words import ONE_TO_NINETEEN, UNITS
from ingest.words import stems

NOTE = "These are papers of the group or school itself: what it says, and not what inspectors say."
MOST = 4
"""Most sentences shown of one priority where no line is labelled with what is asked. Chosen, not measured."""
_KIND = r"(?P<kind>priorit(?:y|ies)|aim|objective|goal|action|target|project|workstream|strand)"
_NAMED = re.compile(rf"\b{_KIND}\s+(?:no\.?\s*|number\s+|#)?(?P<number>\d{{1,2}}|{ONE_TO_NINETEEN})\b", re.IGNORECASE)
_HEADED = re.compile(rf"{_KIND}\s+(?P<number>\d{{1,2}})\b", re.IGNORECASE)
_OF_A_PLAN = re.compile(r"\b(?:priorit(?:y|ies)|(?:improvement |development )?plan)(?:[’']s)?\b", re.IGNORECASE)
_OF_WHAT_HAPPENED = re.compile(
    r"\b(?:schools?|inspect\w*|ofsted|reports?|made|had)\b|^\W*(?:has|have|did|was|were)\b", re.IGNORECASE
)
"""Asks what schools or inspectors say, or what came of a plan: no plan tells that of itself."""
_SEVERAL = re.compile(r"\band\b|[,;?].*\w", re.IGNORECASE)
"""Asks for more than one thing of a priority: its owner and its cost."""
_NO_NAME = frozenset("trust trusts group school plan plans priority".split())
_LABEL = re.compile(r"^(?P<label>[A-Z][^:.?!\t]{1,40}):\s+\S")

_WHY = re.compile(r"(?:why|reasons?|rationale)\b[^:]*:", re.IGNORECASE)
"""Tells of what was, and of no date to come."""
_AIM = re.compile(r"(?:what it should lead to|outcomes?|success\w*|targets?|impact)\b[^:]*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One thing that a plan says of a priority: the words that ask for it, and the labels that it stands under."""

    asks: re.Pattern[str]
    label: re.Pattern[str]
    wanted: Wanted = Wanted.ANY
    """What an unlabelled sentence must state to answer."""


def _of(asks: str, label: str, wanted: Wanted = Wanted.ANY) -> _Asked:
    return _Asked(re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(rf"\b(?:{label})\b", re.I), wanted)


_ASKED = (
    _of(
        r"who|whose|owners?|owns?|owned|responsib\w+|accountable|in charge",
        r"owners?|owned by|leads?(?! to)|led by|responsib\w+|accountable|who",
        Wanted.PERSON,
    ),
    _of(
        r"costs?|budget(?:ed)?|how much|price|spend\w*|spent|fund(?:s|ed|ing)|money",
        r"costs?|budget|funding|resources?|spend\w*",
        Wanted.MONEY,
    ),
    _of(
        r"when|due|deadline|by what date|(?:what|which) (?:date|day|month)|finish\w*|complet\w+|start\w*|begins?",
        r"due|dates?|deadline|by when|when|time ?scales?|timeline|complet\w+|(?:first )?review|milestones?|start|end",
        Wanted.DATE,
    ),
    _of(r"why|reasons?|rationale", r"why|reasons?|rationale|evidence base|issue"),
    _of(
        r"lead to|success\w*|outcomes?|impact|achieve\w*|measured?|judged?|difference",
        r"lead to|success\w*|outcomes?|impact|measures?|targets?|milestones?",
    ),
)


def plan_rows(scope: QuestionScope, passages: Callable[[str], Sequence[Passage]]) -> SelectedEvidence | None:
    """Return what papers say of the priority that a question numbers or names; None where none is, or none says it."""
    numbered = [(named["kind"], named["number"]) for named in _NAMED.finditer(scope.question)]
    asked = [each for each in _ASKED if each.asks.search(scope.question)]
    if not asked or len(numbered) > 1 or not scope.others:
        return None
    asked = asked if _SEVERAL.search(scope.question) else asked[:1]
    words = frozenset() if numbered else _naming(scope, asked)
    if not numbered and not words:
        return None
    papers = []
    for record in scope.others:
        held = passages(record.id)
        meant = _numbered(*numbered[0]) if numbered else _by_name(held, words)
        told = tuple(item for each in asked for item in _told(held, *meant, each)) if meant is not None else ()
        papers.append(SchoolEvidence(record.title or record.filename, False, told))
    spoken = any(paper.evidence for paper in papers)
    return SelectedEvidence(scope, tuple(papers), notes=(NOTE,)) if spoken else None


def _numbered(kind: str, number: str) -> tuple[str, int]:
    word = number.lower()
    return re.sub(r"ies$", "y", kind.lower()), int(word) if word.isdigit() else UNITS.index(word)


def _naming(scope: QuestionScope, asked: Sequence[_Asked]) -> frozenset[str]:
    """Return the stems of the words that name a priority; none where the question is about no plan."""
    if not _OF_A_PLAN.search(scope.question) or _OF_WHAT_HAPPENED.search(scope.question):
        return frozenset()
    rest = _OF_A_PLAN.sub(" ", scope.words or scope.core)
    for each in asked:
        rest = each.asks.sub(" ", rest)
    return frozenset(stems(" ".join(word for word in subject_words(rest) if word not in _NO_NAME)))


def _by_name(passages: Sequence[Passage], words: frozenset[str]) -> tuple[str, int] | None:
    """Return kind and number of the one priority whose heading has all these words; None for none or several."""
    found = {
        (headed["kind"].lower(), int(headed["number"]))
        for passage in passages
        if (headed := _HEADED.match(passage.heading or "")) and words <= set(stems(passage.heading or ""))
    }
    return found.pop() if len(found) == 1 else None


def _told(passages: Sequence[Passage], kind: str, number: int, asked: _Asked) -> Iterator[Evidence]:
    """Give the labelled line or the row; without either, the sentences under the heading that state such a thing."""
    headed = re.compile(rf"{kind}\s+{number}\b", re.IGNORECASE)
    under = [(p, sentence) for p in passages if headed.match(p.heading or "") for sentence in p.sentences]
    labelled = [(p, sentence) for p, sentence in under if _labelled(sentence.text, asked)]
    if labelled:
        yield from (_line(passage, sentence) for passage, sentence in labelled)
        return
    rows = list(_rows(passages, headed, number, kind, asked))
    if rows:
        yield from rows
    elif asked.wanted is Wanted.DATE:  # a plan may date its aim, or else its actions, without a label
        dated = [(p, s) for p, s in under if states(asked.wanted, s.text) and not _WHY.match(s.text)]
        aims = [(passage, sentence) for passage, sentence in dated if _AIM.match(sentence.text)]
        yield from (_line(passage, sentence) for passage, sentence in (aims or dated)[:MOST])


def _labelled(text: str, asked: _Asked) -> bool:
    label = _LABEL.match(text)
    return label is not None and bool(asked.label.search(label["label"]))


def _line(passage: Passage, sentence: Sentence) -> Evidence:
    document = sentence.locators[0].document
    said = f"{passage.heading} – {sentence.text}"
    return Evidence(document, sentence.text, sentence.locators, passage.heading, None, 1.0, said)


def _rows(
    passages: Sequence[Passage], headed: re.Pattern[str], number: int, kind: str, asked: _Asked
) -> Iterator[Evidence]:
    """Give the rows of tables that are the priority's, where a column is named as what is asked."""
    columns: list[str] = []
    under: str | None = None
    for passage in passages:
        for sentence in passage.sentences:
            cells = [cell.strip() for cell in sentence.text.split("\t")]
            if len(cells) < 2:
                columns = []
            elif len(cells) != len(columns) or passage.heading != under:
                columns, under = cells, passage.heading
            elif _is_row(cells[0], columns[0], headed, number, kind):
                yield from _cells(passage, sentence, columns, cells, asked)


def _is_row(cell: str, column: str, headed: re.Pattern[str], number: int, kind: str) -> bool:
    numbered = re.match(rf"{number}(?:[.:)]|\s|$)", cell) and re.search(rf"\b{kind}|^(?:no\.?|#|number)$", column, re.I)
    return bool(headed.match(cell) or numbered)


def _cells(
    passage: Passage, sentence: Sentence, columns: Sequence[str], cells: Sequence[str], asked: _Asked
) -> Iterator[Evidence]:
    for column, cell in zip(columns[1:], cells[1:], strict=True):
        if cell and asked.label.search(column):
            said = f"{columns[0]} {cells[0]} – {column}: {cell}"
            yield Evidence(
                sentence.locators[0].document, sentence.text, sentence.locators, passage.heading, None, 1.0, said
            )


__all__ = ["plan_rows"]
