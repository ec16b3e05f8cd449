"""Limits that a system refuses, as macOS does, stop no file from being read, and are told as not holding."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.readers import limits
from ingest.readers.wire import frame, read_exactly, receive

CHILD = """
import resource, sys
def refuse(kind, values):
    raise ValueError("current limit exceeds maximum limit")
resource.setrlimit = refuse
sys.argv = ["child", "512"]
from ingest.readers import child
child.main()
"""


def test_a_file_is_read_where_the_system_limits_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Attendance will rise.", encoding="utf-8")
    request = {"do": "read", "path": str(path), "max_pages": 10, "draw": False, "seconds": 20}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=frame(request), env=limits.environment(), capture_output=True, check=True
    )
    answer = io.BytesIO(done.stdout)
    assert receive(lambda count: read_exactly(answer, count))["document"]["pages"][0][4] == "Attendance will rise."


def test_a_limit_that_is_refused_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(kind: int, values: tuple[int, int]) -> None:
        raise ValueError("current limit exceeds maximum limit")

    monkeypatch.setattr(resource, "setrlimit", refuse)
    assert not limits.limit_memory(1)


def test_a_limit_is_never_raised_above_one_that_holds_already() -> None:
    code = (
        "import resource as r; from ingest.readers.limits import limit; r.setrlimit(r.RLIMIT_FSIZE, (50, 70)); "
        "print(limit(r.RLIMIT_FSIZE, 0, 100), r.getrlimit(r.RLIMIT_FSIZE), limit(r.RLIMIT_FSIZE, 90))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=limits.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "True (0, 70) True\n"


def test_a_lower_limit_that_may_be_raised_stays_where_it_is() -> None:
    code = (
        "import resource as r; from ingest.readers.limits import limit; f = r.RLIMIT_FSIZE; "
        "limit(f, 90, 100); print(r.getrlimit(f)); r.setrlimit(f, (50, 100)); limit(f, 80); print(r.getrlimit(f))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=limits.environment(), capture_output=True, text=True, check=True
    )
    assert done.stdout == "(90, 100)\n(50, 80)\n"


def test_only_linux_lets_a_process_leave_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.sys, "platform", "darwin")
    assert not limits.leave_network()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the limit on memory")
def test_what_holds_is_found_out_in_a_process_of_its_own() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert limits.probe(256).memory
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_limit_that_is_accepted_and_not_kept_does_not_hold(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "limit_memory", lambda size: True)
    monkeypatch.setattr(limits, "leave_network", lambda: False)
    limits._try(2**20)
    assert capsys.readouterr().out == ""
