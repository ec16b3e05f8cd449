"""The command line of the assistant: search, ask, conversations, inspections, patterns, verify, check, draft, doctor.

Reads the options; what they ask for is done by `assistant.command`, which is loaded only then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

Parser = argparse.ArgumentParser
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"

VOICES = ("inspector", "trust")
"""Who a draft is written by: `assistant.drafting.frameworks.Voice`, which is not loaded for a list of two words."""


MATRICES = ("grades", "themes")
"""The tables that a draft can hold: `assistant.drafting.matrices.Matrix`, for the same reason."""


def _year(text: str) -> int:
    """Return a year from 1900 to 2100; argparse turns the error into a message."""
    if not text.isdecimal() or not 1900 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(f"{text} is no year: write four figures, such as 2024")
    return int(text)


def _how_many(text: str) -> int:
    """Return a number from 1 to 200; argparse turns the error into a message."""
    if not text.isdecimal() or not 1 <= int(text) <= 200:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 to 200")
    return int(text)


def _command(commands: Commands, common: argparse.ArgumentParser, name: str, words: str, more: str = "") -> Parser:
    """Add a command; its own --help says of it what the list of commands says, and more."""
    told = f"{words[0].upper()}{words[1:]}."
    return commands.add_parser(name, parents=[common], help=words, description=f"{told} {more}".strip())


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
    _command(commands, common, "inspections", "list what was read from each report")
    patterns = _command(commands, common, "patterns", "show what recurs, differs and changes across a group's reports")
    patterns.add_argument("--group", metavar="NAME", help="the group; may be left out where the library has only one")
    patterns.add_argument(
        "--claims", metavar="FILE", help="compare each claim of this document of the library with the reports (slow)"
    )
    surveys = _command(commands, common, "surveys", "list survey results, with benchmark and place")
    surveys.add_argument("--school", metavar="NAME", help="of this school only, by name or URN")
    feedback = _command(commands, common, "feedback", "print feedback on answers as JSON lines")
    feedback.add_argument("--export", type=Path, metavar="FILE", help="write the lines to this file instead")
    _conversations(commands, common)
    _command(commands, common, "doctor", "check the installation and the library")
    return result


def _questions(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands that ask."""
    search = _command(commands, common, "search", "find the passages nearest to some words")
    search.add_argument("words", help="the words to look for")
    search.add_argument(
        "-k", type=_how_many, default=10, metavar="K", help="how many passages, from 1 to 200 (default: 10)"
    )

    ask = _command(commands, common, "ask", "ask a question and see where the answer stands")
    ask.add_argument("question", nargs="?", help="the question")
    ask.add_argument("--history", type=Path, metavar="FILE", help='earlier turns: a JSON list of {"role", "content"}')
    ask.add_argument(
        "--document", action="append", default=[], metavar="FILE", help="ask this document only (repeatable)"
    )
    ask.add_argument(
        "--conversation", metavar="ID", help='go on with this conversation and keep the answer there; "new" begins one'
    )
    ask.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines of questions; - for standard input")

    _command(
        commands,
        common,
        "verify",
        "check claims against evidence: JSON lines in, JSON lines out",
        'Reads lines {"id", "claim", "evidence"} from standard input; prints lines '
        '{"id", "verdict", "reasons": [{"kind", "claim", "evidence"}], "score"}. Needs no library.',
    )


def _conversations(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the command for what was asked before."""
    kept = _command(
        commands,
        common,
        "conversations",
        "list one's conversations; show, export, rename or delete one",
        "Without an option, it lists the conversations that you had in this library, the latest first. ID may "
        "be the beginning of an id. Go on with one: ask --conversation ID.",
    )
    what = kept.add_mutually_exclusive_group()
    what.add_argument("--show", metavar="ID", help="print the questions and answers as they were given")
    what.add_argument("--export", metavar="ID", help="write it to the file named by --out")
    what.add_argument("--rename", nargs=2, metavar=("ID", "TITLE"), help="give it another title")
    what.add_argument("--delete", metavar="ID", help="delete it with its answers and the feedback on them, for good")
    kept.add_argument("--out", type=Path, metavar="FILE", help="with --export: a .docx or .md file, with footnotes")


def _drafts(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands that check what somebody wrote, or write."""
    check = _command(
        commands, common, "check", "check every sentence of a draft against the library, and where it stands"
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
    draft = _command(commands, common, "draft", "write a draft on a group, with footnotes")
    draft.add_argument("--group", metavar="NAME", help="the group; may be left out where the library has only one")
    draft.add_argument(
        "--framework", required=True, metavar="KEY", help="which questions to answer; a wrong key lists those there are"
    )
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
    decisions = _command(commands, common, "decisions", "print reviewers' decisions as JSON lines for evals")
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
