"""What a question's subject and direction are called on the chips above an answer. Understands nothing itself."""

from __future__ import annotations

from assistant.answer import Chip
from assistant.questions.aim import Aim
from assistant.questions.direction import StrengthOrNeed

_DIRECTION_WORDS = {StrengthOrNeed.NEED: "what needs to improve", StrengthOrNeed.STRENGTH: "strengths"}


def aim_chips(aim: Aim | None) -> list[Chip]:
    """Return the chips for the subject and direction that choose the sentences; none where none do."""
    if aim is None or not aim.topics:
        return []
    chips = [Chip(f"about {aim.subject}", "topic")]
    way = _DIRECTION_WORDS[aim.direction] if aim.direction else aim.change.value if aim.change else ""
    return [*chips, Chip(way, "direction")] if way else chips


__all__ = ["aim_chips"]
