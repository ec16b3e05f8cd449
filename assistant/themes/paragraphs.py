"""In which direction a sentence speaks where its own words do not say: by its paragraph and by its section's heading.

Reports open a paragraph with what they find and go on with examples, and report cards and older reports put a section
under the grade that the section explains. Both are the document's own; tone is never read. Set on half of the sample
group's schools and reported on the other half (``python -m evals --suite patterns``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.themes.values import Direction, plain_area
from assistant.themes.wording import words
from ingest.inspections import Inspection

Said = tuple[Direction, str]
"""A direction and, in plain words, what gave it."""
_POINTS_BACK = frozenset({"this", "these"})
POINTS_BACK_WITHIN = 4
"""Words at the beginning of a sentence among which "this" or "these" points at the sentence before."""
OPENS = "opens a paragraph"
"""How the reason begins that a sentence takes its direction from what follows it."""
EXCEPTION = "names an exception"
"""How the reason begins that a sentence says the opposite of the one before it; weights do not overrule it."""
_EXCEPTION = re.compile(
    r"\b(?:is|are|was|were|remains?) (?:the|an?|one) (?:[\w-]+ ){0,2}exceptions?\b|"
    r"^(?:The|An|One) (?:[\w-]+ ){0,2}exceptions?\b",
    re.IGNORECASE,
)
_OPPOSITE = {Direction.STRENGTH: Direction.NEED, Direction.NEED: Direction.STRENGTH}
_CLEAR = frozenset({Direction.STRENGTH, Direction.NEED})


def section_direction(heading: str | None, inspection: Inspection | None) -> Said | None:
    """Return the direction of the grade that a report prints for the area that a section is headed with.

    None for any other heading, and for a grade between the two sides of its scale.
    """
    if not heading or inspection is None:
        return None
    for judgement in inspection.judgements:
        if plain_area(judgement.area) == plain_area(heading):
            grade = judgement.grade.casefold()
            why = f"stands in the section on ‘{heading}’, which the report calls ‘{judgement.grade}’"
            if grade in words().strength_grades:
                return Direction.STRENGTH, why
            return (Direction.NEED, why) if grade in words().need_grades else None
    return None


def paragraph_directions(said: Sequence[Said], texts: Sequence[str] = (), section: Said | None = None) -> list[Said]:
    """Give each sentence whose own words do not say the direction of its paragraph, failing that of its section.

    It goes on in the direction of the last sentence before it that says; against the section only where it begins as
    sentences do that go on ("This", "For example"). What stands before the first sentence that says takes the section's
    direction, or the paragraph's where all that say agree. After a mixed sentence nothing goes on. One that names an
    exception says the opposite of what goes before it, else of its section, else what follows; whatever its own words.
    """
    result: list[Said] = []
    last = Direction.NEUTRAL
    for place, (direction, why) in enumerate(said):
        text = texts[place] if place < len(texts) else ""
        apart = _excepted(last, section, said[place + 1 :]) if _EXCEPTION.search(text) else None
        if apart:
            last = apart[0]
            result.append(apart)
            continue
        if direction is not Direction.NEUTRAL:
            last = direction
            result.append((direction, why))
            continue
        if last in _CLEAR and (section is None or section[0] is last or _goes_on(text)):
            result.append((last, f"goes on from a sentence that speaks of a {last.name.lower()}"))
        elif section is not None:
            last = section[0]
            result.append(section)
        else:
            result.append(_opening(said[place + 1 :]) or (direction, why))
    return result


def _excepted(last: Direction, section: Said | None, following: Sequence[Said]) -> Said | None:
    """Return the direction of a sentence that names an exception: against what stands before it, with what follows."""
    known = last if last is not Direction.NEUTRAL else section[0] if section else last
    if known in _OPPOSITE:
        return _OPPOSITE[known], f"{EXCEPTION} to what speaks of a {known.name.lower()}"
    after = next((direction for direction, _ in following if direction in _CLEAR), None)
    return (after, f"{EXCEPTION}, and what follows speaks of a {after.name.lower()}") if after else None


def _opening(following: Sequence[Said]) -> Said | None:
    """Return the direction in which all that follow in the paragraph agree, if any of them says."""
    directions = {direction for direction, _ in following} - {Direction.NEUTRAL}
    if len(directions) != 1 or not directions <= _CLEAR:
        return None
    direction = directions.pop()
    return direction, f"{OPENS} that speaks of a {direction.name.lower()} throughout"


def _goes_on(text: str) -> bool:
    """Say whether a sentence begins as one that goes on: with "They …", "For example, …", "Leaders achieved this …"."""
    start = text.casefold()
    if _POINTS_BACK & set(re.findall(r"[\w’']+", start)[:POINTS_BACK_WITHIN]):
        return True
    return any(start.startswith(f"{opening} ") or start.startswith(f"{opening},") for opening in words().going_on)


__all__ = ["EXCEPTION", "OPENS", "Said", "paragraph_directions", "section_direction"]
