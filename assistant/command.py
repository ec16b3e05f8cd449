"""What the commands of the assistant do: call, and print for people or as JSON.

The options are read in `assistant.__main__`; the objects printed with ``--json`` are made in `assistant.contract`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.answer import Filters, Turn
from assistant.answering.render import plain_text
from assistant.checking.checker import Checker
from assistant.checking.contract import checked_json, draft_json
from assistant.checking.drafts.draft import report_lines
from assistant.contract.corrected import with_corrections
from assistant.contract.inputs import InvalidInput, PairLine, read_batch_line, read_history, read_pair_line
from assistant.contract.objects import answer_json, check_json, found_json, inspection_json
from assistant.conversations import command as conversations
from assistant.conversations.feedback import feedback_lines
from assistant.doctor import Severity, diagnose
from assistant.drafting import command as drafting
from assistant.patterns.claims import claims_against_reports, claims_of_paper, ground_of, paper_of
from assistant.patterns.contract import patterns_json, patterns_text
from assistant.patterns.patterns import group_patterns
from assistant.reviewing import checking, queue
from assistant.search import Searcher
from assistant.service import Assistant
from assistant.surveys import command as surveys
from assistant.writing.naming import place_words
from ingest.corrections import words_of
from ingest.embedding import Embedder
from ingest.errors import IngestError, UnreadableDocument
from ingest.inspections import ReportFormat
from ingest.library import DocumentRecord, Library
from ingest.readers import ReaderProcess
from ingest.settings import Settings

VERIFIED_AT_ONCE = 64
"""Pairs checked together: enough to fill the models' batches, few enough to see them go by."""


def run(options: argparse.Namespace) -> int:
    """Do what the options ask for and return the exit status."""
    try:
        settings = Settings.read(library=options.library)
        if options.command == "doctor":
            return _doctor(settings, options.json)
        if options.command == "verify":
            return _verify(Checker(Embedder(settings)))
        with Library.open(settings.library, settings=settings) as library:
            return _with_library(library, settings, options)
    except (IngestError, InvalidInput) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


def _with_library(library: Library, settings: Settings, options: argparse.Namespace) -> int:
    """Run a command that reads the library; those that need no model come first."""
    without_model: dict[str, Callable[[], int]] = {
        "conversations": lambda: _conversations(library, options),
        "decisions": lambda: _decisions(library, options.forget),
        "feedback": lambda: _feedback(library, options.export),
        "inspections": lambda: _inspections(library, options.json),
        "patterns": lambda: _patterns(library, settings, options),
        "surveys": lambda: surveys.run(library, options),
    }
    if options.command in without_model:
        return without_model[options.command]()
    return _with_assistant(Assistant(library, Embedder(settings), settings=settings), settings, options)


def _with_assistant(assistant: Assistant, settings: Settings, options: argparse.Namespace) -> int:
    if options.command == "draft":
        return _draft(assistant, settings, options)
    if options.command == "check":
        return _check(assistant, settings, options)
    if options.command == "search":
        return _search(assistant, options)
    return _batch(assistant, options.batch) if options.batch else _ask(assistant, options)


def _search(assistant: Assistant, options: argparse.Namespace) -> int:
    records = {record.id: record for record in assistant.library.documents()}
    found = assistant.search(options.words, options.k)
    if options.json:
        print(json.dumps([found_json(hit, records) for hit in found], ensure_ascii=False))
        return 0
    for hit in found:
        record = records[hit.passage.document]
        where = f"{record.school or record.filename}, {place_words(hit.passage.sentences[0].locators[:1])}"
        print(f"{hit.score:.2f}  {where}: {hit.passage.text}\n")
    return 0


def _ask(assistant: Assistant, options: argparse.Namespace) -> int:
    if not options.question:
        raise InvalidInput("No question given. Put it in quotation marks after 'ask', or use --batch FILE.")
    filters = Filters(documents=_documents(assistant.library, options.document))
    if options.conversation:
        return _go_on(assistant, options, filters)
    history = read_history(options.history) if options.history else ()
    answer = assistant.ask(options.question, filters=filters, history=history)
    print(json.dumps(answer_json(answer), ensure_ascii=False) if options.json else plain_text(answer))
    return 0


def _go_on(assistant: Assistant, options: argparse.Namespace, filters: Filters) -> int:
    """Ask within a conversation that is kept."""
    if options.history or options.batch:
        raise InvalidInput("--conversation brings its own history; leave --history and --batch out.")
    kept = conversations.go_on(assistant, options.conversation, options.question, filters)
    if options.json:
        row = {"conversation": kept.id, "number": kept.number} | answer_json(kept.answer)
        print(json.dumps(row, ensure_ascii=False))
        return 0
    print(plain_text(kept.answer))
    print(f"\nKept in conversation {kept.id[: conversations.SHORT_ID]}; go on with: --conversation {kept.id}")
    return 0


def _conversations(library: Library, options: argparse.Namespace) -> int:
    print(conversations.run(library, options))
    return 0


def _batch(assistant: Assistant, path: Path) -> int:
    """Answer each line as it is read; a line that cannot be read gets an error object in its place."""
    failed = False
    for number, line in enumerate(_lines(path), start=1):
        try:
            item = read_batch_line(line, number)
            documents = _documents(assistant.library, item.documents or ())
        except (InvalidInput, IngestError) as error:
            failed = True
            print(json.dumps({"id": None, "line": number, "error": str(error)}, ensure_ascii=False), flush=True)
            continue
        turns = tuple(Turn(turn.role, turn.content) for turn in item.history)
        answer = assistant.ask(item.question, filters=Filters(documents=documents), history=turns)
        print(json.dumps({"id": item.id} | answer_json(answer), ensure_ascii=False), flush=True)
    return 3 if failed else 0


def _lines(path: Path) -> Iterator[str]:
    if str(path) == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        with path.open(encoding="utf-8") as lines:
            yield from (line for line in lines if line.strip())
    except OSError as error:
        raise InvalidInput(f"The file {path} could not be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise InvalidInput(f"The file {path} is not UTF-8 text. Save it as UTF-8 and try again.") from error


def _check(assistant: Assistant, settings: Settings, options: argparse.Namespace) -> int:
    """Check a draft; exit status 3 if a claim of it is contradicted."""
    checking.check_targets(options.draft, options.out)
    if not options.draft.is_file():
        raise UnreadableDocument(f"There is no file {options.draft}. Check its name and folder.")
    checker = Checker(assistant.searcher.embedder)
    with (
        ReaderProcess(settings) as reader,
        tqdm(unit="sentence", desc="Checking", disable=None, file=sys.stderr) as bar,
    ):
        desk = checking.DraftDesk(assistant.library, assistant.searcher, checker, reader)
        checked, review = desk.check(options.draft, lambda done, total: _show(bar, done, total))
    checking.write(assistant.library, review, options.out)
    if options.json:
        print(json.dumps(draft_json(checked), ensure_ascii=False))
    else:
        print("\n".join(report_lines(checked)))
    return 3 if checked.summary["contradicted"] else 0


def _decisions(library: Library, forgotten: Path | None) -> int:
    if forgotten is not None:
        queue.forget(library, forgotten)
        return 0
    for line in checking.decision_lines(library):
        print(line)
    return 0


def _feedback(library: Library, export: Path | None) -> int:
    lines = [f"{line}\n" for line in feedback_lines(library.conversations)]
    if export is None:
        sys.stdout.writelines(lines)
        return 0
    try:
        export.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InvalidInput(f"The file {export} could not be written ({error.strerror}).") from error
    print(f"{len(lines)} lines of feedback written to {export}", file=sys.stderr)
    return 0


def _show(bar: Any, done: int, total: int) -> None:  # noqa: ANN401 (tqdm is untyped here)
    bar.total = total
    bar.update(done - bar.n)


def _verify(checker: Checker) -> int:
    """Check the pairs of standard input, some at a time; a line that cannot be read gets an error in its place."""
    failed = False
    lines = enumerate((line for line in sys.stdin if line.strip()), start=1)
    while batch := list(islice(lines, VERIFIED_AT_ONCE)):
        read: list[PairLine | str] = []
        for number, line in batch:
            try:
                read.append(read_pair_line(line, number))
            except InvalidInput as error:
                failed = True
                read.append(str(error))
        checked = iter(checker.check([(pair.evidence, pair.claim) for pair in read if not isinstance(pair, str)]))
        for (number, _), pair in zip(batch, read, strict=True):
            row = (
                {"id": None, "line": number, "error": pair}
                if isinstance(pair, str)
                else {"id": pair.id} | checked_json(next(checked))
            )
            print(json.dumps(row, ensure_ascii=False), flush=True)
    return 3 if failed else 0


def _draft(assistant: Assistant, settings: Settings, options: argparse.Namespace) -> int:
    print(drafting.run(assistant, settings, options))
    return 0


def _documents(library: Library, names: Sequence[str]) -> tuple[str, ...]:
    """Turn file names or ids into ids; an unknown one is an error and not an empty answer."""
    return tuple(library.resolve(name).id for name in names)


def _inspections(library: Library, as_json: bool) -> int:
    rows = [_inspection_row(library, record) for record in library.documents()]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        print(inspection_line(row))
        for judgement in row["judgements"]:
            print(f"    {judgement['area']}: {judgement['grade']} (page {judgement['page']})")
    return 0


def _patterns(library: Library, settings: Settings, options: argparse.Namespace) -> int:
    found = group_patterns(library, options.group)
    if options.claims:
        paper = paper_of(library, library.resolve(options.claims), found.schools)
        searcher = Searcher(library, Embedder(settings))
        ground, said = ground_of(library, found.schools, found.evaluations), claims_of_paper(paper, found.schools)
        claims = claims_against_reports(said, paper, ground, searcher, Checker(searcher.embedder))
        found = replace(found, claims=tuple(claims))
    print(json.dumps(patterns_json(found), ensure_ascii=False) if options.json else patterns_text(found))
    return 0


def inspection_line(row: dict[str, Any]) -> str:
    """Return the line for people about one document; a plain document lacks no school, URN or date."""
    corrected = {one["field"]: one["value"] for one in row["corrections"]}
    given = words_of("dates", corrected["dates"]) if "dates" in corrected else None
    dates = given or (row["inspection_dates"] or {}).get("printed")
    names = dict.fromkeys(field.partition(":")[0] for field in corrected)
    note = f" (corrected by hand: {', '.join(names)})" if names else ""
    if row["format"] == ReportFormat.DOCUMENT.value:
        facts = [row["provider"], f"URN {row['urn']}" if row["urn"] else None, dates, row["format"]]
        return f"{row['file']}: {', '.join(fact for fact in facts if fact)}{note}"
    school = f"{row['provider'] or 'no provider found'} (URN {row['urn'] or 'not found'})"
    return f"{row['file']}: {school}, {dates or 'no inspection date'}, {row['format']}{note}"


def _inspection_row(library: Library, record: DocumentRecord) -> dict[str, Any]:
    inspection = library.inspection(record.id)
    row = inspection_json(record, inspection)
    row |= {"table_conflicts": surveys.conflicts_json(library, record.id)}
    return with_corrections(row, inspection, library.corrections.of(record.id))


def _doctor(settings: Settings, as_json: bool) -> int:
    results = diagnose(settings)
    if as_json:
        print(json.dumps([check_json(result) for result in results], ensure_ascii=False))
    else:
        for result in results:
            print(f"{result.severity.value:<8} {result.name}: {result.message}")
            if result.remedy:
                print(f"         {result.remedy}")
    return 1 if any(result.severity is Severity.ERROR for result in results) else 0
