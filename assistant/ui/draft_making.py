"""A new draft in the Draft tab: what the controls ask for, and how far composing has come.

Runs what takes long in a thread and tells its steps; composes nothing itself, and knows no component of the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, TypeVar

from assistant.drafting.frameworks import Voice
from assistant.drafting.matrices import Matrix
from assistant.drafting.narrowing import AUDIENCES, Narrowing
from assistant.patterns.grades import YearRange
from assistant.ui.draft_outline import chosen
from assistant.ui.notices import status
from assistant.ui.patterns_html import progress_bar

Made = TypeVar("Made")
Step = tuple[int, int]
READING = "Reading what the reports hold …"
LOOKING = status("Looking for the evidence of each question …")


def told(work: Callable[[Callable[[int, int], None]], Made]) -> Iterator[Step | Made]:
    """Run a work that tells how far it has come; yield its steps, and at last what it returns or raises.

    A window that is closed meanwhile stops no work: the draft is finished and kept, to be opened later.
    """
    steps: SimpleQueue[Step | None] = SimpleQueue()
    worker = ThreadPoolExecutor(1, thread_name_prefix="drafting")
    result = worker.submit(work, lambda done, total: steps.put((done, total)))
    result.add_done_callback(lambda _: steps.put(None))
    worker.shutdown(wait=False)
    while (step := steps.get()) is not None:
        yield step
    yield result.result()


def progress(place: Step | None) -> str:
    """Return how far composing has come, as the other screens tell it; None where nothing is counted yet."""
    if place is None:
        return status(READING)
    done, total = place
    said = f"Writing section {min(done + 1, total)} of {total} …"
    return progress_bar(said, place, ("Writing the draft", "Sections written"))


def wanted(*asked: Any) -> tuple[str | None, str, Voice, Narrowing, bool]:  # noqa: ANN401 (values of controls)
    """Return what the controls for a new draft (`Asking.asked`) ask for: group, key of the framework, … and prose."""
    group, key, voice, schools, audience, since, until, matrices, prose, choice = asked
    years = (int(year) if year and year.isdecimal() else None for year in (since, until))
    readers = audience if audience in AUDIENCES else ""
    tables = tuple(key for key in (matrices or ()) if key in tuple(Matrix))
    narrowing = Narrowing(readers, tuple(schools or ()), YearRange(*years), *chosen(choice), tables)
    return group or None, key, Voice(voice), narrowing, prose is True


__all__ = ["LOOKING", "progress", "told", "wanted"]
