"""Frameworks: sets of evaluation questions, kept as data.

Reads and checks the files; decides nothing about evidence. A framework is a YAML file in ``corpus/frameworks`` or in
the folder that the setting `frameworks` names; a mistake in one is told with file, line and remedy.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.themes.themes import shipped_themes
from ingest.errors import IngestError

_KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class FrameworkInvalid(IngestError):
    """A framework's file is not of the form that it must have, or no framework has the key asked for."""


class Aspect(StrEnum):
    """What a question asks about: what recurs, what was done about needs, or what the group can do."""

    PATTERN = "pattern"
    RESPONSE = "response"
    CAPACITY = "capacity"


class Voice(StrEnum):
    """Who writes: an inspector about a group, or a trust about itself."""

    INSPECTOR = "inspector"
    TRUST = "trust"


class DocumentKind(StrEnum):
    """Kinds of document that can bear on a question."""

    INSPECTION = "inspection"
    SELF_EVALUATION = "self-evaluation"
    PLAN = "plan"
    BOARD_PAPER = "board paper"
    SURVEY = "survey"


class FrameworkQuestion(BaseModel):
    """One question: what bears on it and what its section must not say (outside quotations)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=_KEY)
    title: str = Field(min_length=1, max_length=120)
    question: str = Field(min_length=1, max_length=400)
    aspect: Aspect
    documents: tuple[DocumentKind, ...] = Field(min_length=1)
    themes: tuple[str, ...]
    areas: tuple[str, ...] = ()
    """Evaluation areas, in lower case, whose printed judgements bear on it."""
    survey_themes: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = (Voice.INSPECTOR, Voice.TRUST)
    must_not_say: tuple[str, ...] = ()


class Framework(BaseModel):
    """A set of questions with where it comes from and what is not known of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=_KEY)
    name: str = Field(min_length=1, max_length=200)
    publisher: str = Field(min_length=1)
    source: str = Field(min_length=1)
    date: str = Field(min_length=4)
    status: str = Field(min_length=1)
    voices: tuple[Voice, ...] = Field(min_length=1)
    not_known: tuple[str, ...] = Field(min_length=1)
    must_not_say: tuple[str, ...] = ()
    questions: tuple[FrameworkQuestion, ...] = Field(min_length=1)


def all_frameworks(folder: Path | None = None) -> tuple[Framework, ...]:
    """Return the shipped frameworks and those in `folder`, by key; one in the folder replaces a shipped one of its key.

    :raises FrameworkInvalid: if a file is not a framework or the folder cannot be read.
    """
    found = {framework.key: framework for framework in _shipped()}
    if folder is not None:
        found |= {framework.key: framework for framework in _of_folder(folder)}
    return tuple(found[key] for key in sorted(found))


@lru_cache(maxsize=1)
def _shipped() -> tuple[Framework, ...]:
    shipped = resources.files("corpus").joinpath("frameworks")
    files = [(f"corpus/frameworks/{f.name}", f.read_text("utf-8")) for f in shipped.iterdir() if _is_yaml(f.name)]
    return tuple(parse(text, name) for name, text in files)


def framework(key: str, folder: Path | None = None) -> Framework:
    """Return one framework.

    :raises FrameworkInvalid: if there is none of that key.
    """
    known = all_frameworks(folder)
    found = [item for item in known if item.key == key]
    if not found:
        listed = ", ".join(item.key for item in known)
        raise FrameworkInvalid(f"There is no framework ‘{key}’. Frameworks: {listed}.")
    return found[0]


def parse(text: str, name: str) -> Framework:
    """Return the framework in a YAML text; `name` is how errors call its file.

    :raises FrameworkInvalid: if it is none; the message gives line and remedy.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FrameworkInvalid(
            f"{name}, line {line}: not YAML ({error.problem}). Put a text with a colon or a quotation mark in quotes."
        ) from error
    except (yaml.YAMLError, ValueError) as error:
        raise FrameworkInvalid(f"{name}, line 1: cannot be read ({error}). Save it as plain UTF-8 text.") from error
    try:
        read = Framework.model_validate(content)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"]) or "the file"
        line = _line(node, problem["loc"])
        raise FrameworkInvalid(f"{name}, line {line}: {where}: {_remedy(problem['type'], problem['msg'])}") from error
    _check_names(read, node, name)
    return read


def _of_folder(folder: Path) -> list[Framework]:
    try:
        files = sorted(path for path in folder.iterdir() if _is_yaml(path.name))
        return [parse(path.read_text(encoding="utf-8"), str(path)) for path in files]
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkInvalid(f"The folder of frameworks {folder} could not be read: {error}.") from error


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


def _check_names(read: Framework, node: yaml.Node | None, name: str) -> None:
    """See that themes are known, keys are single and texts are short: what the model's types cannot say."""
    known = {rules.theme.key for rules in shipped_themes()}
    seen: set[str] = set()
    for number, question in enumerate(read.questions):
        line = _line(node, ("questions", number))
        if question.key in seen:
            raise FrameworkInvalid(f"{name}, line {line}: the key ‘{question.key}’ stands twice. Give each its own.")
        seen.add(question.key)
        for place, theme in enumerate(question.themes):
            if theme not in known:
                line = _line(node, ("questions", number, "themes", place))
                listed = ", ".join(sorted(known))
                raise FrameworkInvalid(f"{name}, line {line}: no theme is called ‘{theme}’. Themes: {listed}.")


def _remedy(kind: str, message: str) -> str:
    return {
        "missing": "is missing. Add it.",
        "extra_forbidden": "is not known. Remove it, or see corpus/frameworks for the names.",
        "enum": f"{message}.",
        "string_type": "must be a text. Put it in quotes.",
        "string_pattern_mismatch": "must be small letters and digits with hyphens, such as ‘quality-of-education’.",
        "model_type": "must be a list of names and values.",
    }.get(kind, f"{message}.")


def _line(node: yaml.Node | None, place: Sequence[str | int]) -> int:
    """Return the line of a place in the file; of what is not there, that of what should hold it."""
    line = 1
    for part in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


__all__ = [
    "Aspect",
    "DocumentKind",
    "Framework",
    "FrameworkInvalid",
    "FrameworkQuestion",
    "Voice",
    "all_frameworks",
    "framework",
    "parse",
]
