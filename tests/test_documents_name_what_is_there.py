"""What people read names modules and data files by paths that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`((?:[\w-]+/)*[\w-]+\.(?:py|json|yaml|jsonl))`")
FILES = [
    path.relative_to(ROOT).as_posix()
    for folder in ("assistant", "corpus", "evals", "ingest", "prompts", "tests")
    for path in (ROOT / folder).rglob("*.*")
] + ["app.py"]
OF_OTHERS = {"NAME.mapping.yaml"}
"""Files that a reader writes."""


def named_in(document: str) -> set[str]:
    return set(NAMED.findall((ROOT / document).read_text(encoding="utf-8"))) - OF_OTHERS


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "assistant/README.md", "ingest/README.md", "evals/README.md"]
)
def test_each_file_that_is_named_is_there(document):
    gone = {name for name in named_in(document) if not any(f"/{path}".endswith(f"/{name}") for path in FILES)}
    assert not gone, f"{document} names files that are not there"
