"""The list of themes, which is data: ``corpus/themes.yaml``.

Reads and checks the list; decides for no sentence whether it speaks of a theme.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.themes.values import Cue, Theme, plain_area


class ThemesInvalid(Exception):
    """A list of themes is not of the form that it must have; the message names place and remedy."""


class _ThemeInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    name: str = Field(min_length=1)
    description: str = Field(min_length=1)
    cues: dict[str, list[str]]
    phrase: str = ""
    areas: list[str] = []
    wider: list[str] = []
    headings: list[str] = []
    not_: list[str] = Field(default=[], alias="not")


class _ListInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sources: dict[str, str]
    themes: list[_ThemeInput] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class ThemeRules:
    """A theme with what tells it: headings under which all belongs to it, and phrases that only look like its cues."""

    theme: Theme
    headings: frozenset[str]
    exceptions: tuple[str, ...]


@lru_cache(maxsize=1)
def shipped_themes() -> tuple[ThemeRules, ...]:
    """Return the themes that come with the project."""
    place = resources.files("corpus").joinpath("themes.yaml")
    return parse_themes(place.read_text(encoding="utf-8"), "corpus/themes.yaml")


def parse_themes(text: str, name: str) -> tuple[ThemeRules, ...]:
    """Return the themes of a list in YAML; `name` is how errors call it.

    :raises ThemesInvalid: if the text is not such a list.
    """
    try:
        raw = _ListInput.model_validate(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise ThemesInvalid(f"{name} is not YAML: {error}") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"]) or "the list"
        raise ThemesInvalid(f"{name}, {where}: {problem['msg']}.") from error
    keys = [theme.key for theme in raw.themes]
    for key in keys:
        if keys.count(key) > 1:
            raise ThemesInvalid(f"{name}: two themes have the key {key!r}. Give each theme a key of its own.")
    return tuple(_rules(theme, raw.sources, name) for theme in raw.themes)


def _rules(raw: _ThemeInput, sources: dict[str, str], name: str) -> ThemeRules:
    unknown = sorted(set(raw.cues) - set(sources))
    if unknown:
        known = ", ".join(sorted(sources))
        raise ThemesInvalid(f"{name}, theme {raw.key!r}: no source is called {unknown[0]!r}. Sources: {known}.")
    cues = tuple(Cue(words, sources[source]) for source, listed in raw.cues.items() for words in listed)
    if not cues or any(not cue.words.strip(" *") for cue in cues):
        raise ThemesInvalid(f"{name}, theme {raw.key!r}: give at least one cue, and no empty one.")
    headings = frozenset(heading.casefold() for heading in raw.headings)
    areas, wider = (frozenset(map(plain_area, some)) for some in (raw.areas, raw.wider))
    theme = Theme(raw.key, raw.name, raw.description, cues, raw.phrase, areas, wider)
    return ThemeRules(theme, headings, tuple(raw.not_))
