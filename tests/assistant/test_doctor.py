"""The doctor says which numbers the models run in on this processor."""

import pytest

from assistant.checking.entailment import base
from assistant.doctor import Severity, _processor


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ("bfloat16", "has bfloat16 instructions; the models run in bfloat16"),
        (
            "int8",
            "has no bfloat16 instructions; words are embedded in float32, the language model reads in 8-bit integers",
        ),
        ("float32", "has no bfloat16 instructions; the models run in float32, more slowly"),
    ],
)
def test_the_doctor_says_which_numbers_the_models_run_in(monkeypatch, precision, told):
    monkeypatch.setattr(base, "quickest", lambda: precision)
    found = _processor()
    assert (found.name, found.severity, found.message) == ("processor", Severity.OK, told)
