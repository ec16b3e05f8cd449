"""Frameworks are read from files, and a mistake in one is told with line and remedy."""

import pytest

from assistant.drafting.frameworks import FrameworkInvalid, all_frameworks, framework, parse

VALID = """key: ours
name: Our questions
publisher: Us
source: A note
date: "2026"
status: in use
voices: [trust]
not_known: [nothing]
questions:
  - key: one
    title: One
    question: What is known
    aspect: pattern
    documents: [inspection]
    themes: [attendance]
"""


def test_seven_frameworks_are_shipped_each_with_source_date_status_and_what_is_not_known():
    shipped = all_frameworks()
    assert len(shipped) == 7
    assert all(item.source and item.date and item.status and item.not_known for item in shipped)
    assert [len(framework(key).questions) for key in ("act-s122b", "cst-strong-trusts", "dfe-trust-quality")] == [
        5,
        7,
        5,
    ]


def test_a_framework_dropped_into_the_folder_is_found(tmp_path):
    (tmp_path / "ours.yaml").write_text(VALID, encoding="utf-8")
    assert framework("ours", tmp_path).name == "Our questions"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("status: in use\n", "", "x.yaml, line 1: status: is missing. Add it."),
        ("status: in use", "state: in use", "is missing. Add it."),
        ("aspect: pattern", "aspect: grade", "line 13: questions.0.aspect"),
        ("[attendance]", "[atendance]", "line 15: no theme is called ‘atendance’. Themes: achievement"),
        ("key: one", "key: One two", "must be small letters and digits with hyphens"),
        ("name: Our questions", "name: Our: questions", "line 2: not YAML"),
        ("    themes", "    grade: Good\n    themes", "line 15: questions.0.grade: is not known. Remove it"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(old, new, said):
    with pytest.raises(FrameworkInvalid) as error:
        parse(VALID.replace(old, new), "x.yaml")
    assert said in str(error.value)


def test_an_unknown_key_lists_those_that_there_are():
    with pytest.raises(FrameworkInvalid, match="Frameworks: act-s122b, cst-group-inspection"):
        framework("none")
