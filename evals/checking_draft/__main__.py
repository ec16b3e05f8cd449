"""``python -m evals.checking_draft FILE.docx``: write the draft; the key is `claims.jsonl`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from evals.checking_draft.build import build


def main(arguments: Sequence[str]) -> int:
    """Write the draft to the named file."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Usage: python -m evals.checking_draft FILE.docx", file=sys.stderr)
        return 2
    Path(arguments[0]).write_bytes(build())
    print(f"Wrote {arguments[0]}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
