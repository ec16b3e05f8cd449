"""The command line of ingestion: ``python -m ingest PATH…``, ``--list``, ``--remove``, ``--rebuild``.

Reads the options; what they ask for is done by `ingest.command`, which is loaded only then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    result = argparse.ArgumentParser(
        prog="python -m ingest",
        description="Read documents into a library: PDF, Office and OpenDocument files, tables, web pages, texts.",
        epilog="Exit status: 0 all went well, 1 nothing could be done, 3 some file failed and the rest is in.",
    )
    result.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="files, or folders that are searched through"
    )
    result.add_argument(
        "--library", type=Path, default=None, metavar="DIR", help="the library's folder (default: library)"
    )
    result.add_argument("--group", metavar="NAME", help="the trust or other group that these documents belong to")
    result.add_argument(
        "--confirm-sensitive",
        action="store_true",
        help="add also files that are marked Official Sensitive or seem to hold names of children",
    )
    result.add_argument("--json", action="store_true", help="print one JSON object or list instead of lines for people")
    action = result.add_mutually_exclusive_group()
    action.add_argument("--list", action="store_true", help="list what is in the library")
    action.add_argument("--remove", metavar="DOC", help="remove a document, by file name or id")
    action.add_argument("--rebuild", action="store_true", help="make both indexes again from the catalogue")
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = parser().parse_args(arguments)
    if not (options.paths or options.list or options.remove or options.rebuild):
        parser().print_help(sys.stderr)
        return 1
    from ingest import command  # here: it takes seconds to import, and --help and a wrong option need none of it

    return command.run(options)


if __name__ == "__main__":
    sys.exit(main())
