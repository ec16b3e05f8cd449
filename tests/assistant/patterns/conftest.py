"""Shared: the sample group's patterns, found once a run."""

from datetime import date

import pytest

from assistant.patterns.patterns import group_patterns


@pytest.fixture(scope="session")
def sample_patterns(sample_library):
    return group_patterns(sample_library, today=date(2026, 11, 1))
