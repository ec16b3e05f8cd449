"""`python -m corpus.builder`: build the sample reports, or check that the committed ones are a fresh build."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus.builder import build
from corpus.builder.content import SourceError
from corpus.builder.fonts import GlyphError
from corpus.builder.manifest import ManifestError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 1 where a source is wrong or a committed file differs."""
    parser = argparse.ArgumentParser(prog="python -m corpus.builder", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a committed file differs")
    parser.add_argument("--sample", type=Path, default=build.SAMPLE, help="the sample folder (default: %(default)s)")
    options = parser.parse_args(arguments)
    try:
        outputs = build.fresh(options.sample)
    except (SourceError, GlyphError, ManifestError) as error:
        print(error, file=sys.stderr)
        return 1
    if not options.check:
        build.write(outputs, options.sample)
        print(f"{len(outputs)} files written to {options.sample}")
        return 0
    different = build.differences(outputs, options.sample)
    for name in different:
        print(f"differs from a fresh build: {name}", file=sys.stderr)
    if not different:
        print(f"{len(outputs)} files are what a fresh build gives")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
