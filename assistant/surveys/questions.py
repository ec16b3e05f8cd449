"""Which wordings of surveys ask the same question, on which theme of reports it bears, and the names of bands: data.

Reads and checks ``corpus/surveys.yaml``, or a file of the same form; looks at no survey. Two wordings are taken to ask
the same only where a person has listed them together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import IngestError


class SurveyQuestionsInvalid(IngestError):
    """A list of survey questions is not of the form that it must have; the message names place and remedy."""


class _QuestionInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    theme: str | None = None
    wordings: list[str] = Field(min_length=1)


class _StepInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1)
    least: float | None = Field(default=None, alias="from", ge=-100, le=100)


class _BandsInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    label: str = Field(min_length=1)
    note: str = Field(min_length=1)
    steps: list[_StepInput] = Field(min_length=2)


class _ListInput(BaseModel):
    model_config = ConfigDict(extra="forbid")

    questions: list[_QuestionInput] = []
    bands: dict[str, _BandsInput] = {}


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question with every wording that asks it, and the key of the theme of reports that it bears on, if any."""

    key: str
    theme: str | None
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bands:
    """Words for the distance of a figure from its benchmark, in points. Never an inspection grade."""

    label: str
    note: str
    steps: tuple[tuple[str, float | None], ...]
    """Name and least distance, highest first; the last has none."""

    def name(self, points: float) -> str:
        """Return the band of a distance from the benchmark."""
        return next((name for name, least in self.steps if least is None or points >= least), self.steps[-1][0])


@dataclass(frozen=True, slots=True)
class BandChoice:
    """The presets of bands by key, and the key of the one that is shown at first; "none" for none."""

    presets: Mapping[str, Bands]
    chosen: str

    @property
    def bands(self) -> Bands | None:
        """The preset that is chosen, if any."""
        return self.presets.get(self.chosen)


@dataclass(frozen=True, slots=True)
class SurveyQuestions:
    """The list: questions by wording, and the presets of bands by key."""

    questions: tuple[KnownQuestion, ...]
    bands: dict[str, Bands]

    def of(self, wording: str) -> KnownQuestion:
        """Return the question that a wording asks; one that is in no list is a question of its own."""
        key = plain(wording)
        for question in self.questions:
            if key in map(plain, question.wordings):
                return question
        return KnownQuestion(key, None, (wording,))


def plain(wording: str) -> str:
    """Return a wording as wordings are compared: without case and punctuation."""
    return " ".join(re.findall(r"\w+", wording.casefold().replace("’", "").replace("'", "")))


@lru_cache(maxsize=4)
def survey_questions(path: Path | None = None) -> SurveyQuestions:
    """Return the list that comes with the project, or the one in a file.

    :raises SurveyQuestionsInvalid: if the file cannot be read or is no such list.
    """
    name = str(path) if path else "corpus/surveys.yaml"
    try:
        place = path or resources.files("corpus").joinpath("surveys.yaml")
        raw = _ListInput.model_validate(yaml.safe_load(place.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError) as error:
        raise SurveyQuestionsInvalid(f"The list of survey questions {name} could not be read: {error}.") from error
    except yaml.YAMLError as error:
        raise SurveyQuestionsInvalid(f"{name} is not YAML: {error}") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"]) or "the list"
        raise SurveyQuestionsInvalid(f"{name}, {where}: {problem['msg']}.") from error
    _each_once(raw, name)
    return SurveyQuestions(
        tuple(KnownQuestion(one.key, one.theme, tuple(one.wordings)) for one in raw.questions),
        {key: _bands(bands, key, name) for key, bands in raw.bands.items()},
    )


def _each_once(raw: _ListInput, name: str) -> None:
    seen: dict[str, str] = {}
    for question in raw.questions:
        for wording in question.wordings:
            other = seen.setdefault(plain(wording), question.key)
            if other != question.key:
                raise SurveyQuestionsInvalid(
                    f"{name}: the wording {wording!r} stands under {other!r} and under {question.key!r}. Leave one."
                )


def _bands(raw: _BandsInput, key: str, name: str) -> Bands:
    least = [step.least for step in raw.steps]
    above = [edge for edge in least[:-1] if edge is not None]
    if least[-1] is not None or len(above) != len(least) - 1 or above != sorted(above, reverse=True):
        raise SurveyQuestionsInvalid(
            f"{name}, bands {key!r}: give 'from' to every step but the last, highest first, so that each figure has "
            "one band."
        )
    return Bands(raw.label, raw.note, tuple((step.name, step.least) for step in raw.steps))


__all__ = [
    "BandChoice",
    "Bands",
    "KnownQuestion",
    "SurveyQuestions",
    "SurveyQuestionsInvalid",
    "plain",
    "survey_questions",
]
