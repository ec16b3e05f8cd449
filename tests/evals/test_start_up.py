"""The suite "start-up": what it starts, and that it tells when nothing is served."""

from __future__ import annotations

import subprocess
import sys

import pytest

from evals import start_up


def test_a_start_costs_time_on_the_clock_and_on_the_processor() -> None:
    wall, used = start_up._timed(("-c", "sum(range(10**6))"))
    assert wall > 0
    assert used > 0


def test_the_address_is_read_from_what_the_application_prints() -> None:
    code = "print('warming'); print('Inspection assistant: http://127.0.0.1:7860')"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as process:
        assert start_up._address(process) == "http://127.0.0.1:7860"


def test_an_application_that_ends_before_it_serves_is_an_error() -> None:
    silent = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE, text=True)
    with silent, pytest.raises(start_up.NoStart, match="ended before it told its address: run python app.py"):
        start_up._address(silent)
