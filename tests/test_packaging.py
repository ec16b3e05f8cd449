"""What is installed holds all that the program reads: code, weights, word lists, templates, prompts."""

import fnmatch
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("assistant", "ingest", "corpus", "prompts")
NOT_READ = {"assistant/ui/screenshot.png", "assistant/README.md", "ingest/README.md"}
"""A picture for the README, and what people read."""


def _data() -> list[Path]:
    found = [path for name in PACKAGES for path in (ROOT / name).rglob("*") if path.is_file()]
    rest = (path.relative_to(ROOT) for path in found if path.suffix not in (".py", ".pyc"))
    return [path for path in rest if path.parts[:2] != ("corpus", "sample") and path.as_posix() not in NOT_READ]


@pytest.mark.parametrize("path", _data(), ids=str)
def test_each_data_file_of_a_package_is_installed_with_it(path):
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]
    owners = {name.replace(".", "/"): patterns for name, patterns in declared.items()}
    assert any(
        path.as_posix().startswith(f"{folder}/")
        and any(fnmatch.fnmatch(path.as_posix().removeprefix(f"{folder}/"), pattern) for pattern in patterns)
        for folder, patterns in owners.items()
    ), f"{path} is not in [tool.setuptools.package-data]"


def test_measures_and_tests_are_not_installed():
    found = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"][
        "find"
    ]
    assert not any(name.startswith(("evals", "tests")) for name in found["include"])
