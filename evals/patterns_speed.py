"""The suite "patterns-speed": how long a group of 120 schools with 5 reports each takes, and how much memory.

The library is generated: the sample group's reports, read once, stand in it under made-up schools and dates, with their
own texts; their vectors are made up, for nothing here asks for them. Measured in a process of its own that has the
library open: the comparison matrix, themes and findings, the first time (every report is read for themes) and from then
on, and each screen as HTML; resident memory above what the open library took. A second process says what the first
opening takes after a restart, when the library has kept what was read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from assistant.patterns.boards import Boards
from assistant.patterns.engine import Engine
from assistant.patterns.grades import Which, YearRange
from assistant.ui import patterns_html, patterns_themes
from evals.gold import REPORTS
from ingest.documents import Document, Passage
from ingest.embedding import Vectors
from ingest.inspections import Inspection, Located
from ingest.library import Library
from ingest.passages import split
from ingest.pipeline import find_files
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

SCHOOLS, EACH = 120, 5
DIMENSIONS = 384
GROUP = "A Generated Trust"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Original:
    """A report of the sample group as it was read, with vectors for its passages."""

    path: Path
    document: Document
    inspection: Inspection
    passages: tuple[Passage, ...]
    vectors: Vectors


def run() -> dict[str, Any]:
    """Generate the library, measure it in a process of its own, return seconds and MB."""
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        settings = Settings(library=Path(folder) / "library")
        started = time.perf_counter()
        passages = generate(settings, Path(folder))
        seconds = time.perf_counter() - started
        command = [sys.executable, "-m", "evals.patterns_speed", str(settings.library)]
        result, restarted = (_measured(command) for _ in range(2))
    result["restarted_seconds"] = restarted["first_time_seconds"]
    result["restarted_processor_seconds"] = restarted["first_time_processor_seconds"]
    result["restarted_more_megabytes_at_most"] = restarted["more_megabytes_at_most"]
    counts = {"schools": SCHOOLS, "reports": SCHOOLS * EACH, "passages": passages}
    return {**counts, "seconds_to_generate": round(seconds, 1), **result}


def _measured(command: list[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ})
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def generate(settings: Settings, folder: Path, schools: int = SCHOOLS, each: int = EACH) -> int:
    """Fill a library with `schools` × `each` reports; return how many passages it has."""
    model, total = "made up", 0
    originals = list(_originals(settings))
    with Library.open(settings.library, settings=settings, write=True, model=model) as library:
        with library.batch(every=100):
            for school in range(schools):
                for report in range(each):
                    original = originals[(school * each + report) % len(originals)]
                    total += _put(library, original, school, report, folder, model)
        for school in range(schools):
            library.join_group(f"8{school:05d}", GROUP, date(2012 + school % 12, 9, 1))
    return total


def measure(path: Path) -> dict[str, Any]:
    """Return seconds and MB of every view of the group in the library at `path`."""
    settings = Settings(library=path)
    with Library.open(path, settings=settings) as library:
        library.lexical_search("reading")  # the library is warm
        boards = Boards(lambda: library, Engine())
        before = _resident()
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak is counted from here
        seconds, processor = _times(boards)
        return {
            "seconds": seconds,
            "processor_seconds": processor,
            "first_time_seconds": round(seconds["grades"] + seconds["themes and findings"], 2),
            "first_time_processor_seconds": round(processor["grades"] + processor["themes and findings"], 2),
            "warm_processor_seconds": round(
                processor["grades of a period"] + processor["themes and findings of a period"], 2
            ),
            "warm_seconds": round(seconds["grades of a period"] + seconds["themes and findings of a period"], 2),
            "more_megabytes_at_most": round((_resident("VmHWM") - before) / 1024),
        }


def _times(boards: Boards) -> tuple[dict[str, float], dict[str, float]]:
    """Return seconds by the clock, and seconds of the processor: on a busy machine the first are longer."""
    seconds: dict[str, float] = {}
    processor: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        started, spent = time.perf_counter(), time.process_time()
        result = work()
        seconds[name] = round(time.perf_counter() - started, 3)
        processor[name] = round(time.process_time() - spent, 3)
        return result

    board = timed("grades", lambda: boards.board(GROUP, YearRange()))
    found = timed("themes and findings", lambda: boards.patterns(board))
    for which in Which:
        timed(f"screen: grades, {which.value}", lambda which=which: patterns_html.grades_view(board, which))  # type: ignore[misc]
    timed("screen: timeline", lambda: patterns_html.timeline_view(board))
    timed("screen: themes", lambda: patterns_themes.themes_view(board, found, history=False))
    timed("screen: themes, all reports", lambda: patterns_themes.themes_view(board, found, history=True))
    timed("screen: findings", lambda: patterns_themes.findings_view(board, found))
    timed("screen: responses", lambda: patterns_themes.responses_view(board, found))
    period = YearRange(2014, 2030)  # another board: worked out anew from reports that were read before
    board = timed("grades of a period", lambda: boards.board(GROUP, period))
    timed("themes and findings of a period", lambda: boards.patterns(board))
    timed("grades again", lambda: boards.board(GROUP, period))
    timed("themes and findings again", lambda: boards.patterns(board))
    return seconds, processor


def _originals(settings: Settings) -> Iterator[Original]:
    with ReaderProcess(settings) as reader:
        for path in find_files([REPORTS]):
            document = reader.read(path)
            report = read_report(document)
            passages = tuple(split(document, report.boilerplate))
            number = sum(passage.has_vector for passage in passages)
            vectors = np.full((number, DIMENSIONS), DIMENSIONS**-0.5, dtype=np.float32)
            yield Original(path, document, report.inspection, passages, vectors)


def _put(library: Library, original: Original, school: int, report: int, folder: Path, model: str) -> int:
    """Put a copy of a report in, under another school and date."""
    content = original.path.read_bytes() + f"\n% {school} {report}\n".encode()
    source = folder / f"school-{school:03d}-{report}.pdf"
    source.write_bytes(content)
    renamed = {original.document.id: hashlib.sha256(content).hexdigest()}
    document = dataclasses.replace(_renamed(original.document, renamed), filename=source.name)
    passages = tuple(_renamed(passage, renamed) for passage in original.passages)
    inspection = _moved(_renamed(original.inspection, renamed), school)
    library.add(
        document, inspection, passages, original.vectors, source=source, group=GROUP, model=model, origin=source.name
    )
    source.unlink()
    return len(passages)


def _moved(inspection: Inspection, school: int) -> Inspection:
    """Return the inspection as one of a made-up school, some days later."""
    provider, dates = inspection.provider, inspection.dates
    if provider is None or dates is None:
        raise ValueError(f"The sample report {inspection.document} states no school or no date.")
    later = timedelta(days=school % 300)
    return dataclasses.replace(
        inspection,
        provider=Located(f"Generated School {school:03d}", provider.locator),
        urn=Located(f"8{school:05d}", provider.locator),
        dates=dataclasses.replace(dates, start=dates.start + later, end=dates.end + later),
        judgements=tuple(
            dataclasses.replace(j, date=j.date + later if j.date else None) for j in inspection.judgements
        ),
    )


def _renamed(value: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 # any value of a document
    """Return a value in which every id of a document is the new one."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_renamed(item, names) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.init]
        return dataclasses.replace(value, **{name: _renamed(getattr(value, name), names) for name in fields})
    return value


def _resident(which: str = "VmRSS") -> int:
    """Return this process's resident memory in kB; `VmHWM` is its peak."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{which}:"):
            return int(line.split()[1])
    raise OSError(f"/proc/self/status has no {which}.")


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))  # noqa: T201 # a command line
