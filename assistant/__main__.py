"""The command line of the assistant: search, ask, conversations, inspections, patterns, verify, check, draft, doctor.

Reads the options; what they ask for is done by `assistant.command`, which is loaded only then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

VOICES = ("inspector", "trust")
"""Who a draft is written by: `assistant.drafting.frameworks.Voice`, which is not loaded for a list of two words."""


MATRICES = ("grades", "themes")
"""The tables that a draft can hold: `assistant.drafting.matrices.Matrix`, for the same reason."""


def _year(text: str) -> int:
    """Return a year from 1900 to 2100; argparse turns the error into a message."""
    if not text.isdecimal() or not 1900 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(f"{text} is no year: write four figures, such as 2024")
    return int(text)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--library", type=Path, default=None, metavar="DIR", help="the library's folder (default: library)"
    )
    common.add_argument("--json", action="store_true", help="print JSON instead of text for people")
    result = argparse.ArgumentParser(prog="python -m assistant", description="Ask a library of inspection documents.")
    commands = result.add_subparsers(dest="command", required=True)

    _questions(commands, common)
    _drafts(commands, common)
    commands.add_parser("inspections", parents=[common], help="list what was read from each report")
    patterns = commands.add_parser(
        "patterns", parents=[common], help="show what recurs, differs and changes across a group's reports"
    )
    patterns.add_argument("--group", metavar="NAME", help="the group; may be left out where the library has only one")
    patterns.add_argument(
        "--claims", metavar="FILE", help="compare each claim of this document of the library with the reports (slow)"
    )
    surveys = commands.add_parser("surveys", parents=[common], help="list survey results, with benchmark and place")
    surveys.add_argument("--school", metavar="NAME", help="of this school only, by name or URN")
    feedback = commands.add_parser("feedback", parents=[common], help="print feedback on answers as JSON lines")
    feedback.add_argument("--export", type=Path, metavar="FILE", help="write the lines to this file instead")
    _conversations(commands, common)
    commands.add_parser("doctor", parents=[common], help="check the installation and the library")
    return result


def _questions(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands that ask."""
    search = commands.add_parser("search", parents=[common], help="find the passages nearest to some words")
    search.add_argument("words", help="the words to look for")
    search.add_argument(
        "-k", type=int, default=10, choices=range(1, 201), metavar="K", help="how many passages (1–200)"
    )

    ask = commands.add_parser("ask", parents=[common], help="ask a question and see where the answer stands")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--history", type=Path, metavar="FILE", help='earlier turns: a JSON list of {"role", "content"}')
    ask.add_argument(
        "--document", action="append", default=[], metavar="FILE", help="ask this document only (repeatable)"
    )
    ask.add_argument(
        "--conversation", metavar="ID", help='go on with this conversation and keep the answer there; "new" begins one'
    )
    ask.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines of questions; - for standard input")

    commands.add_parser(
        "verify",
        parents=[common],
        help="check claims against evidence: JSON lines in, JSON lines out",
        description='Reads lines {"id", "claim", "evidence"} from standard input; prints lines '
        '{"id", "verdict", "reasons": [{"kind", "claim", "evidence"}], "score"}. Needs no library.',
    )


def _conversations(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add the command for what was asked before."""
    kept = commands.add_parser(
        "conversations",
        parents=[common],
        help="list one's conversations; show, export, rename or delete one",
        description="Without an option, lists the conversations that you had in this library, the latest first. ID may "
        "be the beginning of an id. Go on with one: ask --conversation ID.",
    )
    what = kept.add_mutually_exclusive_group()
    what.add_argument("--show", metavar="ID", help="print the questions and answers as they were given")
    what.add_argument("--export", metavar="ID", help="write it to the file named by --out")
    what.add_argument("--rename", nargs=2, metavar=("ID", "TITLE"), help="give it another title")
    what.add_argument("--delete", metavar="ID", help="delete it with its answers and the feedback on them, for good")
    kept.add_argument("--out", type=Path, metavar="FILE", help="with --export: a .docx or .md file, with footnotes")


def _drafts(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    """Add the commands that check what somebody wrote, or write."""
    check = commands.add_parser(
        "check", parents=[common], help="check every sentence of a draft against the library, and where it stands"
    )
    check.add_argument("draft", type=Path, metavar="DRAFT", help="a Word, OpenDocument, Markdown, text or PDF file")
    check.add_argument(
        "--out",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="write the result: .docx (the draft with comments), .xlsx, .csv or .md (repeatable)",
    )
    draft = commands.add_parser("draft", parents=[common], help="write a draft on a group, with footnotes")
    draft.add_argument("--group", metavar="NAME", help="the group; may be left out where the library has only one")
    draft.add_argument("--framework", required=True, metavar="KEY", help="which questions: a key of corpus/frameworks")
    draft.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .docx, .md or .html file")
    draft.add_argument("--voice", choices=VOICES, help="who writes (default: the framework's first)")
    draft.add_argument(
        "--school", action="append", default=[], metavar="NAME", help="keep to this school (repeatable; default: all)"
    )
    draft.add_argument("--since", type=_year, metavar="YEAR", help="use only inspections of this year and later")
    draft.add_argument("--until", type=_year, metavar="YEAR", help="use only inspections of this year and earlier")
    draft.add_argument("--audience", default="", metavar="WHO", help="for whom it is written, as its first page says")
    draft.add_argument(
        "--matrix", action="append", default=[], choices=MATRICES, help="put this table in (repeatable; default: none)"
    )
    draft.add_argument(
        "--prose", action="store_true", help="have the configured chat model write; every sentence is checked"
    )
    decisions = commands.add_parser(
        "decisions", parents=[common], help="print reviewers' decisions as JSON lines for evals"
    )
    decisions.add_argument(
        "--forget", type=Path, metavar="DRAFT", help="take out what is kept of this draft, and print nothing"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    options = parser().parse_args(arguments)
    from assistant import command  # here: it takes seconds to import, and --help and a wrong option need none of it

    return command.run(options)


if __name__ == "__main__":
    sys.exit(main())
