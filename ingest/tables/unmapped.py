"""A table that is plainly a survey and whose columns nobody has mapped: told as such, with a mapping to begin with.

Recognises likely columns by their names and cells, only to ask; no survey is ever read by a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from ingest.errors import UnmappedSurvey
from ingest.tables.sheet import TableSheet, key, parse_day

_SCHOOL = re.compile(
    r"school|academy|(?:school|academy|establishment|organisation|setting|site|location)(?: name)?|name of school"
)
_RESPONDENTS = re.compile(
    r"n|(?:no\.?|number|count|total) (?:of )?(?:respondents|responses|replies|answers|participants)"
    r"|respondents?(?: count)?|resp(?:onse)?s?\.?(?: (?:count|no\.?|n))?|replies|answers|answered|participants"
    r"|sample(?: size)?|returns"
)
_SHARE = re.compile(r".*(?:%|percent|favou?rable|positive|agree).*|(?:.* )?(?:pos|fav)\.?(?: score)?")
_BENCHMARK = re.compile(r".*(?:benchmark|national|comparison|all schools).*")
_MEASURE = re.compile(r"(?:survey )?(?:question|item|statement|measure|indicator|topic|module)(?: text)?")
_DATE = re.compile(r"date.*|.*\bdate|wave|closed(?: on)?|period|survey closed")
_NAMED_SO = re.compile(r"survey|questionnaire|(?:staff|pupil|parent|student)s?[ _-]?(?:voice|experience|views)", re.I)
_PERCENT = re.compile(r"\d{1,3}(?:\.\d+)?\s*%|[*x]|<\s*\d+")
_PERCENT_CELLS = 0.8
_ASK = "?"


@dataclass(frozen=True, slots=True)
class _Guess:
    """The columns that may be the school's, the number of respondents, the shares; None or empty where none may."""

    school: str | None
    respondents: str | None
    shares: tuple[str, ...]
    measure: str | None
    benchmark: str | None
    date: str | None


def refuse_unmapped(sheet: TableSheet, stem: str) -> None:
    """Let any other table pass.

    :raises UnmappedSurvey: if it is plainly a survey; names its columns and carries a mapping to begin with.
    """
    if not is_survey(sheet, f"{stem} {sheet.name or ''}"):
        return
    guess = _guess(sheet)
    names = "; ".join(f"“{column}”" for column in sheet.columns if column)
    what = f"The sheet “{sheet.name}”" if sheet.name else "This"
    raise UnmappedSurvey(
        f"{what} looks like a survey, and nothing says what its columns mean: {names}. Add a mapping file, "
        f"{stem}.mapping.yaml, together with it; or call the columns School, Question or Theme, Favourable %, "
        "Respondents, Date and, where there are such, URN and Benchmark %.",
        _template(sheet, stem, guess),
    )


def is_survey(sheet: TableSheet, called: str = "") -> bool:
    """Say whether a table is plainly a survey: schools and shares, and how many answered or that it is called so."""
    guess = _guess(sheet)
    return bool(guess.school and guess.shares and (guess.respondents or _NAMED_SO.search(called)))


def _guess(sheet: TableSheet) -> _Guess:
    shares = tuple(c for c in sheet.columns if c and (_SHARE.fullmatch(key(c)) or _holds_percentages(sheet, c)))
    benchmark = next((c for c in shares if _BENCHMARK.fullmatch(key(c))), None)
    return _Guess(
        _first(sheet, _SCHOOL),
        _first(sheet, _RESPONDENTS),
        tuple(c for c in shares if c != benchmark),
        _first(sheet, _MEASURE),
        benchmark,
        next((c for c in sheet.columns if _DATE.fullmatch(key(c)) and _holds_days(sheet, c)), None),
    )


def _first(sheet: TableSheet, pattern: re.Pattern[str]) -> str | None:
    return next((column for column in sheet.columns if pattern.fullmatch(key(column))), None)


def _holds_percentages(sheet: TableSheet, column: str) -> bool:
    return _mostly(sheet, column, lambda cell: _PERCENT.fullmatch(cell) is not None)


def _holds_days(sheet: TableSheet, column: str) -> bool:
    return _mostly(sheet, column, lambda cell: parse_day(cell) is not None)


def _mostly(sheet: TableSheet, column: str, fits: Callable[[str], bool]) -> bool:
    cells = [cell for row in sheet.rows if (cell := row.get(column)) is not None]
    return bool(cells) and sum(map(fits, cells)) >= _PERCENT_CELLS * len(cells)


def _template(sheet: TableSheet, stem: str, guess: _Guess) -> str:
    """Return a mapping to check and complete: what was guessed, and a question mark where something must be given."""
    wide = guess.measure is None and len(guess.shares) > 1
    lowered = stem.casefold()
    audience = next((who for who in ("staff", "pupils", "parents") if who.removesuffix("s") in lowered), "other")
    entries: list[tuple[str, object, str]] = [
        ("survey", re.sub(r"[\s_-]+", " ", stem).strip() or _ASK, "what the survey is called"),
        ("audience", audience, "staff, pupils, parents or other"),
        ("layout", "wide" if wide else "long", "long: a row a school and question; wide: a row a school"),
        ("school", guess.school, "the column with the school's name"),
        ("respondents", guess.respondents or _ASK, "the column that says how many answered"),
        ("date", guess.date or _ASK, "a day (2026-06-19), or the column that holds it"),
    ]
    if wide:
        entries.append(("measures", {share: share for share in guess.shares}, "from column to question or theme"))
    else:
        entries.append(("measure", guess.measure or _ASK, "the column with the question or theme"))
        entries.append(("favourable", guess.shares[0], "the column with the percentage"))
    if guess.benchmark:
        entries.append(("benchmark", guess.benchmark, "the column with the benchmark"))
    used = {key(str(value)) for _, value, _ in entries} | {key(share) for share in guess.shares if wide}
    entries.append(("ignore", [c for c in sheet.columns if c and key(c) not in used], "columns that are not needed"))
    head = (
        f"# What the columns of {stem} mean. Check each line, save it as {stem}.mapping.yaml,\n"
        "# and add both files together.\n"
    )
    return head + "".join(_entry(*entry) for entry in entries)


def _entry(name: str, value: object, told: str) -> str:
    nested: Sequence[object] | dict[str, object] = value if isinstance(value, dict | list) else []
    body = yaml.safe_dump({name: value}, allow_unicode=True, sort_keys=False, width=1000).rstrip("\n")
    return f"# {told}\n{body}\n" if nested else f"{body}  # {told}\n"


__all__ = ["is_survey", "refuse_unmapped"]
