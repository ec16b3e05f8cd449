"""What `doctor` says of the process that reads files."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.doctor import CheckResult, Severity, diagnose
from ingest.readers import limits
from ingest.readers.limits import Limits
from ingest.settings import Settings


def told(monkeypatch: pytest.MonkeyPatch, held: Limits, tmp_path: Path) -> CheckResult:
    monkeypatch.setattr(limits, "probe", lambda memory_mb: held)
    return next(check for check in diagnose(Settings(library=tmp_path / "none")) if check.name == "reading")


def test_a_system_that_limits_no_memory_is_told_with_what_to_do(monkeypatch, tmp_path):
    check = told(monkeypatch, Limits(memory=False, network=False), tmp_path)
    assert check.severity is Severity.WARNING
    assert check.message.startswith("memory of the reading process is not limited on this system; its time is")
    assert check.remedy is not None
    assert "sources that you trust" in check.remedy


def test_what_is_limited_is_told(monkeypatch, tmp_path):
    assert told(monkeypatch, Limits(memory=True, network=True), tmp_path).message == (
        "in a process with at most 2,048 MiB"
    )
    check = told(monkeypatch, Limits(memory=True, network=False), tmp_path)
    assert check.severity is Severity.OK
    assert check.message == (
        "in a process with at most 2,048 MiB; LibreOffice, where it draws texts, is not kept from the network, and is "
        "given copies without anything to fetch"
    )
