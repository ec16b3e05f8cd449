"""From the text that writers type to lines of the data set: ``python -m evals.entailment.convert FOLDER writerN``.

Reads every ``*.txt`` of a folder in order of name: ``#`` a document, ``E:`` an evidence, ``LABEL.kind: claim`` lines,
and perhaps ``T:`` a twin with ``L:`` the labels of the same claims against it. Checks the form and no truth.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.entailment.data import PAIRS, EntailmentDataError, Label, Pair

LABELS: dict[str, Label] = {"S": "supported", "C": "contradicted", "N": "not_found"}
_CLAIM = re.compile(r"([SCN])\.(\w+): (.+)")


@dataclass(slots=True)
class TypedEvidence:
    """One evidence as typed, its claims as (letter, kind, text), and its twin."""

    document: str
    evidence: str
    where: str
    claims: list[tuple[str, str, str]] = field(default_factory=list)
    twin: str = ""
    letters: list[str] = field(default_factory=list)


def blocks(text: str, name: str) -> Iterator[TypedEvidence]:
    """Yield the blocks of one file.

    :raises EntailmentDataError: if a line is none of the known ones, or stands where it cannot.
    """
    document, block = "", None
    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        where = f"{name}, line {number}"
        if line.startswith("#"):
            document = line.lstrip("# ")
        elif line.startswith("E:"):
            if block is not None:
                yield checked(block)
            if not document:
                raise EntailmentDataError(f"{where}: an evidence stands before the first document.")
            block = TypedEvidence(document, line[2:].strip(), where)
        elif line:
            _add(block, line, where)
    if block is not None:
        yield checked(block)


def _add(block: TypedEvidence | None, line: str, where: str) -> None:
    if block is None:
        raise EntailmentDataError(f"{where}: {line[:30]!r} stands before the first evidence.")
    if match := _CLAIM.fullmatch(line):
        block.claims.append((match[1], match[2], match[3]))
    elif line.startswith("T:"):
        block.twin = line[2:].strip()
    elif line.startswith("L:"):
        block.letters = line[2:].split()
    else:
        raise EntailmentDataError(f"{where}: {line[:30]!r} is not a document, evidence, claim, twin or labels.")


def checked(block: TypedEvidence) -> TypedEvidence:
    """Return the block if its twin has one known label for each claim.

    :raises EntailmentDataError: if it has not, or there are no claims.
    """
    if not block.claims:
        raise EntailmentDataError(f"{block.where}: the evidence has no claims.")
    if bool(block.twin) != bool(block.letters):
        raise EntailmentDataError(f"{block.where}: a twin (T:) and its labels (L:) go together.")
    if block.twin and (len(block.letters) != len(block.claims) or set(block.letters) - LABELS.keys()):
        raise EntailmentDataError(f"{block.where}: the twin needs {len(block.claims)} labels of S, C and N.")
    return block


def pairs_of(block: TypedEvidence, evidence_id: str) -> list[Pair]:
    """Return the pairs of an evidence and then those of its twin."""

    def pair(number: int, suffix: str, evidence: str, letter: str, kind: str) -> Pair:
        name, claim = f"{evidence_id}{suffix}-{number}", block.claims[number][2]
        label = LABELS[letter]
        return Pair(id=name, document=block.document, evidence=evidence, claim=claim, label=label, kind=kind)

    found = [pair(n, "", block.evidence, letter, kind) for n, (letter, kind, _) in enumerate(block.claims)]
    return found + [pair(n, "t", block.twin, letter, "twin") for n, letter in enumerate(block.letters)]


def convert(folder: Path, writer: str) -> list[Pair]:
    """Return the pairs of a writer's files."""
    found: list[Pair] = []
    number = 0
    short = writer.replace("writer", "w")
    for path in sorted(folder.glob("*.txt")):
        for block in blocks(path.read_text(encoding="utf-8"), path.name):
            number += 1
            found += pairs_of(block, f"{short}-{number:03d}")
    return found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="the writer's text files")
    parser.add_argument("writer", metavar="writerN", help="the name of the file in pairs/")
    options = parser.parse_args()
    found = convert(options.folder, options.writer)
    lines = [pair.model_dump_json(exclude={"writer"}) + "\n" for pair in found]
    (PAIRS / f"{options.writer}.jsonl").write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{len(found)} pairs\n")


if __name__ == "__main__":
    main()
