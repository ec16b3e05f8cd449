"""What of a group's evidence a draft is made of: which schools, which period, which single pieces, and for whom.

Narrows what was found; finds nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.patterns.engine import narrowed
from assistant.patterns.grades import YearRange
from assistant.patterns.values import GroupPatterns
from assistant.themes.values import Mention
from ingest.errors import IngestError

AUDIENCES = ("the board of the group", "inspectors", "school leaders", "parents and the public")
"""For whom a draft can be said to be written. It stands on the first page; no sentence is made otherwise for it."""


class NothingLeft(IngestError):
    """No school, or no report, is left to write from."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a person chose. Empty means everything.

    `schools` are names; `left_out` and `quoted` are ids of mentions (`Mention.id`): those not to be used at all, and
    those to be quoted beside what is quoted anyway.
    """

    audience: str = ""
    schools: tuple[str, ...] = ()
    period: YearRange = YearRange()
    left_out: frozenset[str] = frozenset()
    quoted: frozenset[str] = frozenset()
    matrices: tuple[str, ...] = ()
    """Which matrices go in: values of `assistant.drafting.matrices.Matrix`."""

    def uses(self, mentions: Iterable[Mention]) -> bool:
        """Say whether none of the mentions was left out."""
        return not any(mention.id in self.left_out for mention in mentions)

    def words(self) -> tuple[str, ...]:
        """Say in sentences what was left out, for the method."""
        found = []
        if self.schools:
            found.append(f"It keeps to schools of the group that were chosen, {len(self.schools)} in number.")
        if self.period != YearRange():
            since, until = self.period.since, self.period.until
            years = f"from {since} to {until}" if since and until else f"since {since}" if since else f"until {until}"
            found.append(f"Only inspections {years} were used.")
        if self.left_out:
            many = len(self.left_out)
            pieces = "One piece of evidence" if many == 1 else f"{many} pieces of evidence"
            found.append(f"{pieces} that the software found {'was' if many == 1 else 'were'} left out by the author.")
        return tuple(found)


def narrowed_to(found: GroupPatterns, narrowing: Narrowing, day: date) -> GroupPatterns:
    """Return the patterns as far as they rest on the chosen schools and period.

    :raises NothingLeft: if a chosen school is not the group's, or no report is left.
    """
    if not narrowing.schools and narrowing.period == YearRange():
        return found
    known = {school.name for school in found.schools}
    unknown = [name for name in narrowing.schools if name not in known]
    if unknown:
        raise NothingLeft(f"{found.group} has no school called {unknown[0]}. Choose from its schools.")
    schools = tuple(s for s in found.schools if not narrowing.schools or s.name in narrowing.schools)
    left = narrowed(replace(found, schools=schools), narrowing.period, day)
    if not any(school.reports for school in left.schools):
        raise NothingLeft("No report on these schools lies in this period. Choose more schools or a longer period.")
    return left


__all__ = ["AUDIENCES", "Narrowing", "NothingLeft", "narrowed_to"]
