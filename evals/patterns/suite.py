"""How right themes, directions and findings are: on the sample group's facts, and on real excerpts labelled by hand.

Sample group: each planted fact says of which theme it speaks and in which direction; each next step of the latest
reports was labelled by hand (``steps.json``). Real excerpts: 400 rows of
``../shared/reports/ofsted_report_excerpts.jsonl`` were labelled by hand before any rule was written; only their
indices and labels are kept. Cues and wording were set on the half "tune"; "report" is what counts. Which list of its
file a row stands in is not looked at.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.themes.themes import shipped_themes
from assistant.themes.theming import Themer
from assistant.themes.values import Direction
from assistant.themes.wording import direction_of
from evals.metrics import rounded, share
from evals.patterns.baseline import keyword_direction, keyword_themes
from evals.patterns.sample import sample_figures
from evals.shared import shared

LABELS = Path(__file__).resolve().parent / "labels.jsonl"
EXCERPTS = shared("reports", "ofsted_report_excerpts.jsonl")
LIKENESSES = (0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class LabelledExcerpt:
    """An excerpt with the themes and the direction that a person gave it."""

    text: str
    themes: frozenset[str]
    direction: Direction
    half: str


def run() -> dict[str, Any]:
    """Return the figures of both parts; where the real excerpts are absent, a line says that they were skipped."""
    result: dict[str, Any] = {"sample group": sample_figures()}
    if not EXCERPTS.is_file():
        return result | {"real excerpts": f"skipped: {EXCERPTS.name} is not at ../shared/reports"}
    rows = labelled(LABELS, EXCERPTS)
    halves = {half: [row for row in rows if row.half == half] for half in ("report", "tune")}
    result["real excerpts"] = {half: _figures(half_rows) for half, half_rows in halves.items()}
    result["likeness"] = likeness(halves["tune"])
    return result


def labelled(labels: Path, excerpts: Path) -> list[LabelledExcerpt]:
    """Return the labelled rows with their texts.

    :raises ValueError: if a row's text is no longer the one that was labelled.
    """
    rows = [json.loads(line) for line in excerpts.read_text(encoding="utf-8").splitlines()]
    found: list[LabelledExcerpt] = []
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        text = " ".join(rows[label["row"]][label["list"]][label["item"]]["text"].split())
        if hashlib.sha256(text.encode()).hexdigest()[:12] != label["sha256"]:
            raise ValueError(f"Row {label['row']}, {label['list']} {label['item']} is not the text that was labelled.")
        found.append(LabelledExcerpt(text, frozenset(label["themes"]), Direction(label["direction"]), label["half"]))
    return found


def macro_f1(gold: Sequence[frozenset[str]], found: Sequence[Iterable[str]]) -> tuple[float, dict[str, float]]:
    """Return the mean F1 over the themes that are in `gold`, and each theme's."""
    sets = [frozenset(themes) for themes in found]
    each: dict[str, float] = {}
    for theme in sorted(frozenset().union(*gold)):
        both = sum(theme in g and theme in f for g, f in zip(gold, sets, strict=True))
        total = sum(theme in g for g in gold) + sum(theme in f for f in sets)
        each[theme] = round(2 * both / total, 3)
    return sum(each.values()) / len(each), each


def _figures(rows: Sequence[LabelledExcerpt]) -> dict[str, Any]:
    themer = Themer(shipped_themes())
    gold = [row.themes for row in rows]
    ours, each = macro_f1(gold, [[shown.theme for shown in themer.by_cues(row.text)] for row in rows])
    plain, _ = macro_f1(gold, [keyword_themes(row.text) for row in rows])
    return {
        "rows": len(rows),
        "theme macro-F1": rounded(ours),
        "theme macro-F1, keyword baseline": rounded(plain),
        "direction accuracy (strength or need)": _accuracy(rows, lambda text: direction_of(text)[0]),
        "direction accuracy, keyword baseline": _accuracy(rows, keyword_direction),
        "direction accuracy (all four)": rounded(share(direction_of(row.text)[0] is row.direction for row in rows)),
        "F1 by theme": each,
    }


def _accuracy(rows: Sequence[LabelledExcerpt], direct: Callable[[str], Direction]) -> float | None:
    said = [row for row in rows if row.direction in {Direction.STRENGTH, Direction.NEED}]
    return rounded(share(direct(row.text) is row.direction for row in said))


def likeness(rows: Sequence[LabelledExcerpt]) -> dict[str, Any]:
    """Return what likeness of meaning to a theme's description adds where no cue stands, on the half "tune"."""
    from ingest.embedding import Embedder
    from ingest.settings import Settings

    rules, embedder = shipped_themes(), Embedder(Settings())
    themer = Themer(rules)
    cued = [{shown.theme for shown in themer.by_cues(row.text)} for row in rows]
    near = embedder.embed([row.text for row in rows]) @ embedder.embed([rule.theme.description for rule in rules]).T
    gold = [row.themes for row in rows]
    figures = {"cues alone": rounded(macro_f1(gold, cued)[0])}
    for least in LIKENESSES:
        found = [
            themes or ({rules[int(line.argmax())].theme.key} if line.max() >= least else set())
            for themes, line in zip(cued, near, strict=True)
        ]
        figures[f"and the nearest theme from a cosine of {least}"] = rounded(macro_f1(gold, found)[0])
    return figures
