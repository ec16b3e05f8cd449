"""Whether the parts of a library agree: what `doctor` reports about it.

Only looks: nothing here mends or changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.errors import LibraryError
from ingest.library import schema as s
from ingest.library.catalogue import Catalogue
from ingest.library.entry import fingerprint
from ingest.library.files import Files
from ingest.library.indexes import Indexes
from ingest.library.records import Check, DocumentRecord

_REBUILD = "Make the indexes again: python -m ingest --rebuild"


def run(catalogue: Catalogue, files: Files, indexes: Indexes) -> list[Check]:
    """Return the outcome of every check, in a fixed order."""
    documents = catalogue.documents()
    return [
        _database(catalogue),
        *_originals(files, documents),
        *_passages(catalogue, documents),
        *_vectors(catalogue, documents),
        *_pending(catalogue),
        *_indexes(indexes),
    ]


def _database(catalogue: Catalogue) -> Check:
    with catalogue.reading() as connection:
        found = "ok"
        if connection.dialect.name == "sqlite":
            found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found == "ok":
        return Check("catalogue", "ok", f"The catalogue {catalogue.path} is sound (schema {s.SCHEMA_VERSION}).")
    return Check("catalogue", "error", f"The catalogue is damaged: {found}", "Restore the library from a backup.")


def _originals(files: Files, documents: list[DocumentRecord]) -> Iterator[Check]:
    wrong = [r for r in documents if files.digest(r.id, r.filename) != r.id]
    if not wrong:
        yield Check("files", "ok", f"{len(documents)} original files are as they were added.")
    for record in wrong:
        remedy = f"Remove it and add it again: python -m ingest --remove {record.id[:12]}"
        yield Check("files", "error", f"The original of {record.filename} is missing or has changed.", remedy)


def _passages(catalogue: Catalogue, documents: list[DocumentRecord]) -> Iterator[Check]:
    wrong = [r for r in documents if fingerprint(catalogue.passages_of(r.id)) != r.fingerprint]
    if not wrong:
        count = sum(record.passages for record in documents)
        yield Check("passages", "ok", f"{count} passages of {len(documents)} documents are as they were added.")
    for record in wrong:
        remedy = f"Remove it and add it again: python -m ingest --remove {record.id[:12]}"
        yield Check("passages", "error", f"The passages of {record.filename} are not those that were added.", remedy)


def _vectors(catalogue: Catalogue, documents: list[DocumentRecord]) -> Iterator[Check]:
    model = catalogue.model()
    lacking = catalogue.lacking_vectors()
    if lacking:
        message = f"{len(lacking)} of {len(documents)} documents lack vectors for some of their passages."
        yield Check("embedding", "error", message, "Embed them again: python -m ingest --rebuild")
    elif model is not None:
        yield Check("embedding", "ok", f"All vectors were made by {model[1]} ({model[2]} values each).")


def _pending(catalogue: Catalogue) -> Iterator[Check]:
    removed, added = catalogue.pending()
    if removed or added:
        message = f"{len(added)} documents are not yet in the indexes, {len(removed)} not yet out of them."
        yield Check("indexing", "warning", message, "If no ingest is running, finish it: python -m ingest --rebuild")


def _indexes(indexes: Indexes) -> Iterator[Check]:
    if not indexes.vectors.trusted():
        message = "The vector index is being made, or was left half made; all vectors are compared instead."
        yield Check("vector index", "warning", message, f"If no ingest is running: {_REBUILD}")
        return
    try:
        differences = indexes.differences()
    except LibraryError as error:
        yield Check("indexes", "error", str(error), _REBUILD)
        return
    for name, difference in differences.items():
        if difference:
            message = f"The {name} index and the catalogue differ in {len(difference)} documents."
            yield Check(f"{name} index", "error", message, _REBUILD)
        else:
            yield Check(f"{name} index", "ok", f"The {name} index agrees with the catalogue.")
