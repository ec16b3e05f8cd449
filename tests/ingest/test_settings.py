"""Settings are bounded and named."""

import pytest
from pydantic import ValidationError

from ingest.settings import Settings


def test_settings_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("INSPECTION_PORT", "9000")
    assert Settings().port == 9000


def test_a_misspelt_variable_is_rejected_and_named(monkeypatch):
    monkeypatch.setenv("INSPECTION_PROT", "9000")
    with pytest.raises(ValidationError, match="Unknown settings in the environment: INSPECTION_PROT"):
        Settings()


def test_an_unknown_name_in_code_is_rejected():
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Settings(colour="red")


@pytest.mark.parametrize(("name", "value"), [("port", 70000), ("read_seconds", 0), ("max_pages", 0)])
def test_numbers_have_bounds(name, value):
    with pytest.raises(ValidationError):
        Settings(**{name: value})


def test_nothing_is_public_by_default():
    assert Settings().host == "127.0.0.1"
