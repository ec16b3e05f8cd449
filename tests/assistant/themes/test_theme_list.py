"""The list of themes is data: whole, and with errors that say what to mend."""

import pytest

from assistant.themes.themes import ThemesInvalid, parse_themes, shipped_themes
from assistant.themes.theming import Themer

GOOD = """
sources: {plain: Ordinary words}
themes:
  - key: reading
    name: Reading
    description: Pupils learn to read.
    cues: {plain: [reading, "phonic*"]}
"""


def test_about_twenty_themes_are_shipped_each_with_sourced_cues():
    rules = shipped_themes()
    assert 18 <= len(rules) <= 26
    assert all(rule.theme.cues and all(cue.source for cue in rule.theme.cues) for rule in rules)


def test_a_list_is_read_with_the_sources_of_its_cues():
    (rule,) = parse_themes(GOOD, "list")
    assert rule.theme.key == "reading"
    assert [(cue.words, cue.source) for cue in rule.theme.cues] == [
        ("reading", "Ordinary words"),
        ("phonic*", "Ordinary words"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD.replace("plain: [", "guessed: ["), "no source is called 'guessed'. Sources: plain."),
        (GOOD.replace("key: reading", "key: Reading!"), "list, themes.0.key"),
        (GOOD.replace('{plain: [reading, "phonic*"]}', "{}"), "give at least one cue"),
        (GOOD + GOOD.split("themes:")[1], "two themes have the key 'reading'. Give each theme a key of its own."),
        ("themes: [", "list is not YAML"),
        ("- a", "list, the list"),
    ],
)
def test_a_wrong_list_says_what_to_mend(text, message):
    with pytest.raises(ThemesInvalid) as raised:
        parse_themes(text, "list")
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pupils make strong progress in geography.", True),
        ("Gaps in progress have closed.", True),
        ("A review of the timetable is in progress.", False),
        ("Building work in progress was fenced off.", False),
        ("The board reads the plan’s progress each term.", False),
    ],
)
def test_progress_of_pupils_is_achievement_and_work_in_progress_is_not(text, told):
    assert ("achievement" in {shown.theme for shown in Themer(shipped_themes()).by_cues(text)}) is told
