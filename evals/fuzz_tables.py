"""The family "tables" of the suite "fuzz": tables of schools and surveys damaged at random, with their mapping files.

Each must give a whole table or a message. An error of another kind, a row without a place, a percentage outside 0–100,
a suppressed figure that is kept, or a second reading that differs is a fault. Workbooks are damaged by the family
"sheets" of `fuzz`; here the sheet that they give is read as CSV.
"""

from __future__ import annotations

import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ingest.errors import UnreadableDocument
from ingest.settings import Settings
from ingest.surveys import SurveyTable
from ingest.tables.reading import Table, read_table

Damage = Callable[[bytes, random.Random], bytes]

SLOW = 10.0
"""Seconds for one table; the seeds take a hundredth of one."""

_SURVEY = (
    "School,Question,Theme,Favourable %,Respondents,Date,Benchmark %\n"
    'Ashlark High,"I feel safe, here",Safety,71%,40,03/02/2025,68\n'
    "Beck Primary,I like it,Belonging,88,4,2025-02-03,\n"
    "Corvane,I like it,Belonging,*,<10,3 February 2025,70.5%\n"
)
_WIDE = "Site,Replies,Safe,Happy\nAshlark High,40,71%,64\nBeck Primary,8,90,91\nTrust benchmark,900,70,66\n"
_MAPPING = (
    "survey: Pupil survey\naudience: pupils\nlayout: wide\nschool: Site\nrespondents: Replies\ndate: 2025-02-03\n"
    "benchmark_row: Trust benchmark\nmeasures:\n  Safe: I feel safe\n"
    "  Happy: I am happy\nbenchmarks:\n  I am happy: 70\n"
)
_OWN = "School,URN,Group,Joined,Phase\nAshlark High,990101,Quillhaven,01/09/2016,Secondary\nBeck,990102,,,Primary\n"
_SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "sample" / "tables"

Seed = tuple[bytes, bytes | None]


def seeds() -> dict[str, Seed]:
    """Return the tables that are damaged, each with its mapping file or None."""
    made: dict[str, Seed] = {
        "long-survey.csv": (_SURVEY.encode("cp1252"), None),
        "wide-survey.csv": (_WIDE.encode(), _MAPPING.encode()),
        "schools.csv": (_OWN.encode("utf-16"), None),
    }
    for path in sorted(_SAMPLE.glob("*.csv")):
        mapped = path.with_name(f"{path.stem}.mapping.yaml")
        made[path.name] = (path.read_bytes(), mapped.read_bytes() if mapped.is_file() else None)
    return made


def fuzz_tables(minutes: float, kept: Path, seed: int, mutated: Damage) -> dict[str, Any]:
    """Damage and read tables for so many minutes; return counts and every fault. Files at fault are put in `kept`."""
    chance = random.Random(f"{seed} tables")  # noqa: S311 (no secret)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    slowest, end, made = 0.0, time.monotonic() + 60 * minutes, sorted(seeds().items())
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < end:
            name, (data, mapping) = chance.choice(made)
            hit = chance.random()
            data = mutated(data, chance) if mapping is None or hit < 0.7 else data
            mapping = mutated(mapping, chance) if mapping is not None and hit > 0.4 else mapping
            path = _write(Path(folder), name, data, mapping)
            started = time.monotonic()
            what, fault = attempt(path)
            took = time.monotonic() - started
            slowest = max(slowest, took)
            counts[what] += 1
            fault = fault or (f"took {took:.0f} seconds" if took > SLOW else None)
            if fault:
                _write(kept, f"tables-{counts.total()}-{name}", data, mapping)
                faults.append(f"tables-{counts.total()}-{name}: {fault}")
    return {"files": counts.total(), **counts, "slowest_seconds": round(slowest, 2), "faults": faults}


def _write(folder: Path, name: str, data: bytes, mapping: bytes | None) -> Path:
    path = folder / name
    path.write_bytes(data)
    beside = path.with_name(f"{path.stem}.mapping.yaml")
    beside.unlink(missing_ok=True)
    if mapping is not None:
        beside.write_bytes(mapping)
    return path


def attempt(path: Path) -> tuple[str, str | None]:
    """Read a table twice; return what became of it, and the fault if there is one."""
    settings = Settings()
    try:
        table = read_table(path, settings)
        again = read_table(path, settings)
    except UnreadableDocument:
        return "refused", None
    except Exception:  # noqa: BLE001 (this is what the suite looks for)
        return "crashed", " | ".join(traceback.format_exc().strip().splitlines()[-3:])
    if table is None:
        return "not a known table", None
    return "read", "a second reading differs" if table != again else untrue_table(table)


def untrue_table(table: Table) -> str | None:
    """Return what of a table contradicts itself; None where each row has its place and each figure is one."""
    places = {block.paragraph for page in table.document.pages for block in page.blocks}
    lost = [row.row for row in table.content.rows if row.row not in places]
    if lost:
        return f"row {lost[0]} has no place"
    if isinstance(table.content, SurveyTable):
        for row in table.content.rows:
            if row.suppressed and (row.favourable is not None or row.respondents is not None):
                return f"row {row.row} is suppressed and keeps its figures"
            if any(share is not None and not 0 <= share <= 100 for share in (row.favourable, row.benchmark)):
                return f"row {row.row} has a share outside 0–100"
    return None


__all__ = ["attempt", "fuzz_tables", "seeds", "untrue_table"]
