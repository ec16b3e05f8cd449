"""From the folder of sources to the folder of reports and the list of facts: in memory, written, or compared.

Knows where things lie in the sample folder. Typesetting and reading back are left to the other modules.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.builder import graded, manifest, others, report_card, section5, tables
from corpus.builder.content import (
    Report,
    ReportCard,
    School,
    Section5,
    SourceError,
    load_report,
    load_schools,
)

FOLDERS = ("reports", *others.FOLDERS, tables.FOLDER)
"""Where finished files lie in the sample folder."""
SAMPLE = Path(__file__).resolve().parents[1] / "sample"


def typeset(report: Report, school: School) -> bytes:
    """Typeset one report in its format."""
    if isinstance(report, Section5):
        return section5.build(report, school)
    if isinstance(report, ReportCard):
        return report_card.build(report, school)
    return graded.build(report, school)


def fresh(sample: Path = SAMPLE) -> dict[str, bytes]:
    """Build every output anew: the path inside the sample folder, and its bytes."""
    schools = load_schools(sample / "schools.yaml")
    sources = sorted((sample / "source").glob("*.yaml"))
    if not sources:
        raise SourceError(f"{sample / 'source'}: holds no sources")
    outputs: dict[str, bytes] = {}
    entries: list[dict[str, Any]] = []
    for path in sources:
        report = load_report(path, schools)
        school = schools.by_key(report.school)
        if school is None:
            raise SourceError(f"{path.name}: school: {report.school!r} is not in the table of schools")
        document = typeset(report, school)
        outputs[f"reports/{report.key}.pdf"] = document
        entries.append(manifest.entry(report, school, document))
    reports = {Path(name).stem: content for name, content in outputs.items()}
    known = frozenset(fact["id"] for entry in entries for fact in entry["facts"])
    more, listed_more = others.build(sample, schools, reports, known)
    outputs |= more
    made, listed_more["tables"] = tables.build(sample, schools, entries)
    outputs |= made
    listed = json.dumps(manifest.manifest(schools, entries) | listed_more, ensure_ascii=False, indent=2)
    outputs["facts.json"] = (listed + "\n").encode()
    return outputs


def write(outputs: dict[str, bytes], sample: Path = SAMPLE) -> None:
    """Write the outputs, and remove files that no longer have a source."""
    for folder in FOLDERS:
        (sample / folder).mkdir(exist_ok=True)
    for name in stale(outputs, sample):
        (sample / name).unlink()
    for name, content in outputs.items():
        (sample / name).write_bytes(content)


def differences(outputs: dict[str, bytes], sample: Path = SAMPLE) -> list[str]:
    """Name every committed output that is missing, stale or not what a fresh build gives."""
    changed = [name for name, content in outputs.items() if not _holds(sample / name, content)]
    return sorted([*changed, *stale(outputs, sample)])


def stale(outputs: dict[str, bytes], sample: Path = SAMPLE) -> list[str]:
    """Name the files in the folders of finished files that no source gives."""
    found = (f"{folder}/{path.name}" for folder in FOLDERS for path in (sample / folder).glob("[!.]*"))
    return sorted(name for name in found if name not in outputs)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
