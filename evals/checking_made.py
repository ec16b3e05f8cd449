"""Cases made by rule from the sample group's reports: quotations, true and altered; sentences with one word flipped.

Rule-made cases flatter rule-made checkers; they are reported apart from the hand-written ones for that reason. The
flips here are a short list of their own, not the checker's words. Each case is made by chance with a fixed seed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.checking.quotations.quotations import check_quotations
from assistant.checking.verdict import Verdict
from evals.figures import Better, Measured, share
from evals.gold import REPORTS
from ingest.documents import BlockKind, Document
from ingest.readers.pdf import read_pdf
from ingest.sentences import sentence_spans

SEED = 11
QUOTATIONS = 600
FLIPS = 200
FEWEST_WORDS, MOST_WORDS = 9, 40
FLIPPED: tuple[tuple[str, str, str], ...] = (
    ("direction", "above", "below"),
    ("direction", "increased", "reduced"),
    ("direction", "improved", "declined"),
    ("quantifier", "some", "all"),
    ("quantifier", "most", "few"),
    ("quantifier", "many", "few"),
    ("frequency", "always", "rarely"),
    ("subject", "mathematics", "science"),
    ("subject", "reading", "geography"),
    ("who", "pupils", "staff"),
    ("who", "leaders", "parents"),
    ("opposite", "strong", "weak"),
    ("opposite", "well", "poorly"),
    ("opposite", "clear", "unclear"),
    ("modality", "should", "already"),
    ("negation", "do not", "do"),
    ("negation", "is not", "is"),
    ("negation", "are", "are not"),
    ("negation", "have", "have not"),
)


@dataclass(frozen=True, slots=True)
class MadeQuotation:
    """A quotation made from a sentence of one document; `true`: whether it should be accepted."""

    document: int
    text: str
    true: bool
    kind: str


Change = Callable[[list[str], random.Random], list[str]]


def documents(folder: Path = REPORTS) -> list[Document]:
    """Read the sample group's reports."""
    return [read_pdf(path.read_bytes(), path.name, 200) for path in sorted(folder.glob("*.pdf"))]


def sentences(document: Document) -> list[str]:
    """Return the sentences of a report's paragraphs and bullets."""
    return [
        sentence.of(block.span.of(page.text))
        for page in document.pages
        for block in page.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET)
        for sentence in sentence_spans(block.span.of(page.text))
        if FEWEST_WORDS <= len(sentence.of(block.span.of(page.text)).split()) <= MOST_WORDS
    ]


def quotations(read: Sequence[Document], count: int = QUOTATIONS) -> list[MadeQuotation]:
    """Make quotations, half of them true but for what may be changed, half altered."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    pool = [(place, text) for place, document in enumerate(read) for text in sentences(document)]
    # Quotation marks inside a quotation would end it.
    pool = [(place, text) for place, text in pool if not re.search(r"[“”\"‘]", text)]
    chance.shuffle(pool)
    true, altered = list(_TRUE.items()), list(_ALTERED.items())
    made: list[MadeQuotation] = []
    for number, (place, text) in enumerate(pool):
        if len(made) >= count:
            break
        kinds = true if number % 2 else altered
        kind, change = kinds[(number // 2) % len(kinds)]
        words = text.split()
        result = " ".join(change(words, chance))
        if kind == "parts in the wrong order" and _is_repeated(read[place], " ".join(words[:5])):
            continue
        if result != " ".join(words) or kind == "as it stands":
            made.append(MadeQuotation(place, result, bool(number % 2), kind))
    return made


def _is_repeated(document: Document, words: str) -> bool:
    """Say whether words stand more than once in a document: then either order may be true."""
    return sum(" ".join(page.text.split()).count(words) for page in document.pages) > 1


def quotation_figures(read: Sequence[Document]) -> dict[str, Any]:
    """Return the share of altered quotations found and of true ones refused, with what went wrong."""
    texts = [[page.text for page in document.pages] for document in read]
    cases = quotations(read)
    stands = []
    for case in cases:
        pages = texts[case.document]
        found = check_quotations(f"The report says “{case.text}”.", [*pages, " ".join(pages)])
        stands.append(bool(found) and found[0].stands)
    missed = [case.kind for case, stood in zip(cases, stands, strict=True) if stood and not case.true]
    refused = [case.kind for case, stood in zip(cases, stands, strict=True) if not stood and case.true]
    return {
        "cases": len(cases),
        "altered_found": _share([not s for c, s in zip(cases, stands, strict=True) if not c.true]),
        "false_alarms": _share([not s for c, s in zip(cases, stands, strict=True) if c.true], better="lower"),
        "missed_kinds": ", ".join(sorted(set(missed))) or "none",
        "refused_kinds": ", ".join(sorted(set(refused))) or "none",
    }


def flips(read: Sequence[Document], count: int = FLIPS) -> list[tuple[str, str, str]]:
    """Return (kind, evidence, claim) with one word of the evidence's sentence flipped."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    pool = [text for document in read for text in sentences(document)]
    chance.shuffle(pool)
    made: list[tuple[str, str, str]] = []
    for text in dict.fromkeys(pool):
        options = [(kind, _flip(text, old, new)) for kind, old, new in FLIPPED if re.search(rf"\b{old}\b", text)]
        number = re.search(r"\b\d{1,3}(?=%| per cent| pupils)", text)
        if number:
            options.append(("number", text[: number.start()] + str(int(number[0]) + 20) + text[number.end() :]))
        if options and len(made) < count:
            kind, claim = chance.choice(options)
            made.append((kind, text, claim))
    return made


def flip_figures(read: Sequence[Document], checker: Checker) -> dict[str, Any]:
    """Return the verdicts on flipped sentences by kind, and on the same sentences as they stand."""
    made = flips(read)
    false = [checked.verdict for checked in checker.check([(evidence, claim) for _, evidence, claim in made])]
    true = [checked.verdict for checked in checker.check([(evidence, evidence) for _, evidence, _ in made])]
    kinds = sorted({kind for kind, _, _ in made})
    return {
        "flips": len(made),
        "wrongly_supported": _share([verdict is Verdict.SUPPORTED for verdict in false], better="lower"),
        "contradicted": _share([verdict is Verdict.CONTRADICTED for verdict in false]),
        "true_supported": _share([verdict is Verdict.SUPPORTED for verdict in true]),
        "contradicted_by_kind": {
            kind: _share([v is Verdict.CONTRADICTED for (k, _, _), v in zip(made, false, strict=True) if k == kind])
            for kind in kinds
        },
    }


def _share(outcomes: Sequence[bool], better: Better = "higher") -> Measured:
    """Return a share of cases that are made in the same order each time, and so are named by their place."""
    return share("", [(f"case {place}", outcome) for place, outcome in enumerate(outcomes, 1)], better=better)


def _flip(text: str, old: str, new: str) -> str:
    return re.sub(rf"\b{old}\b", new, text, count=1)


def _run(words: list[str], chance: random.Random) -> list[str]:
    length = chance.randint(5, len(words) - 1)
    start = chance.randint(0, len(words) - length)
    return words[start : start + length]


def _first_letter(words: list[str], chance: random.Random) -> list[str]:
    run = _run(words, chance)
    first = run[0]
    if not first[0].isalpha() or len(first) < 2:
        return run
    return [f"[{first[0].swapcase()}]{first[1:]}", *run[1:]]


def _left_out(words: list[str], chance: random.Random) -> list[str]:
    middle = chance.randint(3, len(words) - 4)
    if re.search(r"\b(?:not|no|never|nor|neither|without|few|lack\w*|fail\w*|cannot)\b|n[’']t", words[middle]):
        return words
    return [*words[:middle], "…", *words[middle + 1 :]]


def _broken(words: list[str], chance: random.Random) -> list[str]:
    places = [place for place, word in enumerate(words) if len(word) > 6 and word.isalpha()]
    if not places:
        return words
    place = chance.choice(places)
    word = words[place]
    return [*words[:place], f"{word[:3]}-\n{word[3:]}", *words[place + 1 :]]


def _other_word(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randint(1, len(words) - 2)
    return [*words[:place], "moonlight", *words[place + 1 :]]


def _dropped(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randint(2, len(words) - 3)
    return [*words[:place], *words[place + 1 :]] if words[place] != words[place + 1] else words


def _denied(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randint(2, len(words) - 3)
    return [*words[:place], "[not]", *words[place:]]


def _swapped(words: list[str], chance: random.Random) -> list[str]:
    place = chance.randint(1, len(words) - 3)
    return [*words[:place], words[place + 1], words[place], *words[place + 2 :]]


def _turned(words: list[str], chance: random.Random) -> list[str]:
    for _, old, new in FLIPPED:
        if old in words:
            return [new if word == old else word for word in words]
    return _other_word(words, chance)


_TRUE: dict[str, Change] = {
    "as it stands": _run,
    "first letter": _first_letter,
    "ellipsis": _left_out,
    "straight marks": lambda words, chance: [word.replace("’", "'") for word in _run(words, chance)],
    "line break": lambda words, chance: ["\n".join(_run(words, chance))],
    "broken word": _broken,
}
_ALTERED: dict[str, Change] = {
    "another word": _other_word,
    "word left out": _dropped,
    "[not]": _denied,
    "two words exchanged": _swapped,
    "turned round": _turned,
    "parts in the wrong order": lambda words, _: [*words[5:], "…", *words[:5]],
}
