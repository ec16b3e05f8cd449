"""The words that a question is searched with: those that chose schools and reports taken out, the rest reworded."""

from __future__ import annotations

import re

from assistant.answer import Filters
from assistant.questions.aim import Aim, aim_of
from assistant.questions.both_sides import sets_beside, without_sides
from assistant.questions.group_papers import without_asking
from assistant.questions.narrow_words import without_now
from assistant.questions.periods import Period
from assistant.questions.rewording import as_reports_speak, reword
from assistant.schools.names import anonymous
from assistant.scope.read import QuestionRead

_FILLER = re.compile(
    "|".join(
        (
            r"\baccording to (?:the )?(?:report|inspectors?|ofsted)\b",
            r"\b(?:the |its |their )?(?:latest|most recent|last|current|previous) (?:inspection )?report\b",
            r"\b(?:across|in) the (?:trust|group)\b",
            r"\b(?:according to|as found (?:in|at)|after|at|from|in) (?:the |an )?inspection"
            r" (?:of|in|on)?(?=\s*(?:[,:?.]|$))",
            r"^\s*(?:the )?inspection (?:of|in|on)\s*[:,]",
            r"\bin the area (?:that was |which was )?(?:inspected|visited) (?:in|on|from)(?=\s*(?:[,:?.]|$))",
        )
    ),
    re.IGNORECASE,
)


def kind_asked(question: str, read: QuestionRead) -> str:
    """Return the question whose kind of answer is wanted: the one before, where its words are taken over."""
    if read.before is not None and read.carried.core is not None and not read.carried.thing:
        return read.before.asked or read.before.question
    return question


def words_of(question: str, read: QuestionRead, when: Period | None, chosen: Filters) -> tuple[str, Aim]:
    """Return the question to search with, and its aim."""
    core = read.carried.core if read.carried.core is not None else _core(question, read, when)
    picks = not read.said and not chosen.schools
    aim = (
        read.before.aim if read.before and read.carried.core == read.before.words else aim_of(_aimed(core, read), picks)
    )
    # What denies a paper's word must be seen as well: "attendance is a strength" asks for all that is said of it.
    either_way = "direction" in chosen.ignored or read.tested is not None
    direction, change = (None, None) if either_way else (aim.direction, aim.change)
    topics = () if "topic" in chosen.ignored else aim.topics
    plain = aim.plain and bool(topics)
    return core, Aim(topics, direction, plain, aim.short and bool(direction), change if topics and picks else None)


def _aimed(core: str, read: QuestionRead) -> str:
    """Return the words that tell the aim: that a group is asked for its view is told by asking its papers."""
    return without_asking(core) if read.titled and not read.titled[0] else core


def _core(question: str, read: QuestionRead, when: Period | None) -> str:
    """Put "the school" for names and take out what else the scope has used; reword the rest."""
    text = anonymous(question, read.mentions)
    used = [read.phase.words if read.phase else "", read.authority[0] if read.authority else ""]
    used += [read.formats[0] if read.formats else "", read.joining[0] if read.joining else ""]
    used += [read.titled[0] if read.titled else "", read.tested[0] if read.tested else ""]
    used += when.named if when else ()
    for words in used:
        if words:
            text = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", " the schools " if words == used[0] else " ", text)
    if read.tested is not None and sets_beside(question):
        text = without_sides(text)
    text = without_now(_FILLER.sub(" ", text).strip(" ,?"))
    return reword(as_reports_speak(text, past=bool(when and when.named and when.closed)) or question)


__all__ = ["kind_asked", "words_of"]
