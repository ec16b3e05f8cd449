"""What is right for each document: from the sample group's manifest, the made reports and the table on real ones.

Gold is a mapping from field to the values that must be found, as text; a field that the gold does not speak of is not
scored. An empty set says that nothing may be found there.
"""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals.gold import FACTS, REPORTS, ROOT, GoldError
from evals.reading.printed import printed_pdf
from evals.reading.typeset import pdf
from evals.shared import shared

MADE = Path(__file__).resolve().parent / "made"
HELD_OUT = ("first", "second", "third")
"""Sets of made reports whose gold was written before anything read them; what each gave at first is in the README."""
TRUTHS = ROOT / "tests" / "ingest" / "reports" / "test_real_reports_read_as_printed.py"
PRINTED = frozenset({"third"})
"""Sets that are set as the inspectorate's own pages look, the others in a plain layout."""
SHARED = shared()

Values = frozenset[str]
_SINGLE = (
    "provider",
    "provider_type",
    "school_category",
    "urn",
    "local_authority",
    "age_range",
    "pupils",
    "group",
    "lead_inspector",
    "category_of_concern",
    "safeguarding",
    "dated",
)
_ALWAYS_SAID = frozenset({"provider", "urn", "lead_inspector", "category_of_concern", "group", "dated"})
"""Where a made report's gold leaves one of these out, nothing may be found."""


@dataclass(frozen=True, slots=True)
class GoldReport:
    """One document and what must be read from it."""

    name: str
    source: str
    path: Path
    fields: Mapping[str, Values]


def sample() -> Iterator[GoldReport]:
    """Yield the sample group's reports.

    :raises GoldError: if the manifest has no records to compare with.
    """
    manifest = json.loads(FACTS.read_text(encoding="utf-8"))
    schools = {school["key"]: school for school in manifest["schools"]}
    for entry in manifest["reports"]:
        if "record" not in entry:
            raise GoldError(f"{FACTS.name} has no record for {entry['file']}. Build it: python -m corpus.builder")
        record, school = entry["record"], schools[entry["school"]]
        dates = entry["dates"]
        end = dates["start"] if entry["format"] == "report-card" else dates["end"]  # a card prints its first day only
        fields = {
            "format": one(entry["format"]),
            "provider": one(school["name"]),
            "urn": one(entry["urn"]),
            "dates": frozenset({dates["printed"], dates["start"], end}),
            "previous_grade": one(entry["previous_grade"]),
            "judgements": frozenset(_judgement(j["area"], j["grade"], j["page"]) for j in entry["judgements"]),
            "next_steps": frozenset(record["next_steps"]),
            "people": frozenset(f"{role}: {name}" for role, name in record["people"]),
            "strengths": frozenset(record["strengths"]),
            "weaknesses": frozenset(record["weaknesses"]),
            "figures": frozenset(" | ".join(row) for row in record["figures"]),
            **{name: one(value) for name, value in record.items() if isinstance(value, str) or value is None},
        }
        yield GoldReport(entry["file"], "sample", REPORTS / entry["file"], fields)


def made(folder: Path, source: str = MADE.name) -> Iterator[GoldReport]:
    """Set the made reports of one set as PDFs in a folder, and yield them."""
    for written_in in sorted(MADE.with_name(source).glob("*.yaml")):
        written = yaml.safe_load(written_in.read_text(encoding="utf-8"))
        path = folder / f"{written_in.stem}.pdf"
        path.write_bytes((printed_pdf if source in PRINTED else pdf)(written["pages"]))
        yield GoldReport(path.name, source, path, made_fields(written["gold"]))


def made_fields(gold: Mapping[str, Any]) -> dict[str, Values]:
    """Return the gold of a made report as it is scored."""
    fields = {name: one(gold.get(name)) for name in _SINGLE if name in gold or name in _ALWAYS_SAID}
    grade, date = gold["previous"]
    fields |= {
        "format": one(gold["format"]),
        "dates": frozenset(gold["dates"] or ()),
        "previous_grade": one(grade),
        "previous_date": one(date),
        "judgements": frozenset(_judgement(area, mark, page) for area, mark, page in gold["judgements"]),
        "next_steps": frozenset({f"{gold['next_steps']} points"}),
        "people": frozenset(f"{role}: {name}" for role, name in gold.get("people", ())),
    }
    for name in ("strengths", "weaknesses", "figures"):
        fields[name] = frozenset({f"{gold.get(name, 0)} points"})
    if "outcome" in gold:
        fields["outcome"] = one(gold["outcome"])
    return fields


def real() -> Iterator[GoldReport]:
    """Yield the real reports, where they are at hand; none where they are not."""
    folder = SHARED / "reports"
    if not folder.is_dir() or not TRUTHS.is_file():
        return
    for truth in runpy.run_path(str(TRUTHS))["TRUTHS"]:
        fields = {
            "format": one(truth.format.value),
            "provider": one(truth.provider),
            "urn": one(truth.urn),
            "local_authority": one(truth.authority),
            "group": one(truth.group),
            "dates": frozenset(truth.dates),
            "lead_inspector": one(truth.lead),
            "previous_grade": one(truth.previous[0]),
            "previous_date": one(truth.previous[1]),
            "judgements": frozenset(_judgement(*judgement) for judgement in truth.judgements),
            "safeguarding": one(truth.safeguarding[0] if truth.safeguarding else None),
            "outcome": one(truth.outcome),
            "next_steps": frozenset({f"{len(truth.steps)} points"}),
            **{name: one(value) for name, value in truth.details.items()},
        }
        yield GoldReport(truth.file, "real", folder / truth.file, fields)


def one(value: str | None) -> Values:
    """Return a value as what must be found: itself, or nothing."""
    return frozenset() if value is None else frozenset({value})


def _judgement(area: str, grade: str, page: int) -> str:
    return f"{area}: {grade}, page {page}".casefold()


__all__ = ["HELD_OUT", "SHARED", "GoldReport", "Values", "made", "made_fields", "one", "real", "sample"]
