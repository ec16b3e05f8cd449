"""What the command line of ingestion does: adds, lists, removes, rebuilds.

Shows progress and results; all work is done by the modules beside it, and options are read by `ingest.__main__`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from tqdm import tqdm

from ingest.embedding import Embedder
from ingest.errors import IngestError
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord, Library
from ingest.origins import find_origins, shown
from ingest.phrases import how_many
from ingest.pipeline import FileResult, Ingestor, Outcome, passage_input
from ingest.readers import ReaderProcess
from ingest.settings import Settings

SOME_FAILED = 3
"""Exit status when at least one file failed and the rest was dealt with."""


@dataclass(slots=True)
class Summary:
    """What a run of ingestion did, as the contract prints it."""

    added: int = 0
    unchanged: int = 0
    replaced: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)
    pages: int = 0
    passages: int = 0
    seconds: float = 0.0

    def count(self, result: FileResult) -> None:
        """Take in the result of one file."""
        if result.outcome is Outcome.FAILED:
            self.failed.append({"path": shown(result.path), "reason": result.reason or ""})
            return
        self.notes += [{"path": shown(result.path), "note": note} for note in result.notes]
        setattr(self, result.outcome.value, getattr(self, result.outcome.value) + 1)
        if result.outcome is not Outcome.UNCHANGED:
            self.pages += result.pages
            self.passages += result.passages

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract."""
        return {name: getattr(self, name) for name in self.__slots__} | {"seconds": round(self.seconds, 2)}


def run(options: argparse.Namespace) -> int:
    """Do what the options ask for and return the exit status."""
    try:
        settings = Settings.read(library=options.library)
        if options.list:
            return _list(settings, options.json)
        if options.remove:
            return _remove(settings, options.remove, options.json)
        if options.rebuild:
            return _rebuild(settings, options.json)
        return _add(settings, options)
    except IngestError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


def _add(settings: Settings, options: argparse.Namespace) -> int:
    summary, started = Summary(), time.perf_counter()
    files = find_origins(options.paths)
    with Library.open(settings.library, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        confirmed_by = settings.author if options.confirm_sensitive else None
        ingestor = Ingestor(library, reader, Embedder(settings), confirmed_by=confirmed_by)
        with tqdm(total=len(files), unit="file", desc="Reading", disable=None, file=sys.stderr) as progress:
            for result in ingestor.add_paths(files, options.group, files):
                summary.count(result)
                progress.update()
                if not options.json:
                    progress.write(describe(result), file=sys.stdout)
    summary.seconds = time.perf_counter() - started
    if options.json:
        print(json.dumps(summary.as_json(), ensure_ascii=False))
    else:
        print(
            f"{summary.added} added, {summary.replaced} replaced, {summary.unchanged} unchanged, "
            f"{len(summary.failed)} failed: {how_many(summary.pages, 'page')}, {how_many(summary.passages, 'passage')} "
            f"in {summary.seconds:.1f} s"
        )
    return SOME_FAILED if summary.failed else 0


def describe(result: FileResult) -> str:
    """Return one line about one file for people."""
    if result.outcome is Outcome.FAILED:
        line = f"failed     {shown(result.path)}: {result.reason}"
        return line + (f"\nA mapping to begin with:\n{result.mapping}" if result.mapping else "")
    size = f"{how_many(result.pages, 'page')}, {how_many(result.passages, 'passage')}"
    line = f"{result.outcome.value:<10} {shown(result.path)} ({size})"
    return line + "".join(f"\n           note: {warning}" for warning in (*result.notes, *result.warnings))


def _list(settings: Settings, as_json: bool) -> int:
    with Library.open(settings.library, settings=settings) as library:
        records = library.documents()
    if as_json:
        print(json.dumps([record_json(record) for record in records], ensure_ascii=False))
        return 0
    for record in records:
        is_report = record.format is not ReportFormat.DOCUMENT
        when = record.dates_printed or ("no inspection date" if is_report else "")
        what = record.school or record.title or "no title"
        facts = (record.filename, what, when, how_many(record.pages, "page"), record.id[:12])
        print("  ".join(fact for fact in facts if fact) + ("  (corrected by hand)" if record.corrected else ""))
    print(how_many(len(records), "document"))
    return 0


def record_json(record: DocumentRecord) -> dict[str, Any]:
    """Return one document of the library as the contract prints it."""
    return {
        "id": record.id,
        "file": record.filename,
        "title": record.title,
        "school": record.school,
        "urn": record.urn,
        "group": record.group,
        "format": record.format.value,
        "date": record.start.isoformat() if record.start else None,
        "pages": record.pages,
        "passages": record.passages,
        "warnings": list(record.warnings),
    }


def _remove(settings: Settings, name: str, as_json: bool) -> int:
    with Library.open(settings.library, settings=settings, write=True) as library:
        record = library.resolve(name)
        library.remove(record.id)
    print(json.dumps({"removed": record.filename, "id": record.id}) if as_json else f"Removed {record.filename}.")
    return 0


def _rebuild(settings: Settings, as_json: bool) -> int:
    started = time.perf_counter()
    with Library.open(settings.library, settings=settings, write=True) as library:
        embedder = Embedder(settings)
        if library.model not in (None, embedder.fingerprint):
            library.reembed(embedder.fingerprint, lambda passages: embedder.embed([passage_input(p) for p in passages]))
        library.rebuild()
        records = library.documents()
    seconds = round(time.perf_counter() - started, 2)
    if as_json:
        print(json.dumps({"documents": len(records), "seconds": seconds}))
    else:
        print(f"Rebuilt both indexes from the catalogue: {how_many(len(records), 'document')} in {seconds} s.")
    return 0
