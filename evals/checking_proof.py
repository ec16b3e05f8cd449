"""The suite "proof": claims made by rule from real sentences, where how they were made proves what they are.

A sentence of a report said again near to the word, or with a clause left out, is true; with one typed change (above for
below, all for some, another number, a negation, another grade, somebody else) it is false. The evidence is what else
is known of the same report, so that the sentence has to be found. Real reports lie in ``../shared``; where that is
absent only the sample group's are used, and the figures say so. Half of the reports are to tune on, half to report.
The changes are a list of this module's own, not the checker's words; made cases flatter all the same (`free.jsonl`
is what counts), so they are told apart.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.checking.checker import Checker
from assistant.checking.verdict import Checked, Verdict
from evals.checking_general import SHARED
from evals.checking_made import documents, sentences
from evals.figures import Measured, SuiteReport, share
from ingest.embedding import Embedder
from ingest.sentences import sentence_spans
from ingest.settings import Settings

EXCERPTS = "reports/ofsted_report_excerpts.jsonl"
SEED = 23
EACH = 40
"""Cases of each kind in each half; fewer where there are no more sentences for it."""
AROUND = 5
"""Sentences of evidence, the claim's own among them: about what a page's passage holds."""
FEWEST_WORDS, MOST_WORDS = 8, 38
_NOISE = re.compile(r"\t|\||•|https?:|\b(?:URN|Ofsted)\b|^\W")

Half = Literal["tune", "report"]
HALVES: tuple[Half, ...] = ("report", "tune")
EVERYTHING = "everything supported"


@dataclass(frozen=True, slots=True)
class ProofCase:
    """A claim with its evidence; `group` is "near-verbatim", "clause dropped" or "flip", `kind` what was done."""

    half: Half
    group: str
    kind: str
    evidence: str
    claim: str

    @property
    def id(self) -> str:
        """A name that stays the same from run to run."""
        digest = hashlib.sha256(f"{self.claim}\n{self.evidence}".encode()).hexdigest()
        return f"{self.group}, {self.kind}: {digest[:10]}"


@dataclass(frozen=True, slots=True)
class KnownReport:
    """The sentences known of one report."""

    key: str
    texts: tuple[str, ...]

    @property
    def half(self) -> Half:
        """Which half it belongs to: by its name, so that no report is in both."""
        return "tune" if hashlib.sha256(self.key.encode()).digest()[0] % 2 else "report"


def run() -> SuiteReport:
    """Return the figures of both halves, told apart."""
    checker = Checker(Embedder(Settings()))
    reports, source = known_reports()
    made = cases(reports)
    checked = checker.check([(case.evidence, case.claim) for case in made])
    pairs = list(zip(made, checked, strict=True))
    found = [figure for half in HALVES for figure in figures([pair for pair in pairs if pair[0].half == half], half)]
    wrong = [_told(case, one) for case, one in pairs if case.half == "tune" and not _is_right(case, one)]
    return SuiteReport("proof", tuple(found), (f"Sentences of {source}.",), detail={"wrong_on_tune": wrong})


def known_reports() -> tuple[list[KnownReport], str]:
    """Return the sentences of real reports where they are at hand, else of the sample group's."""
    path = SHARED / EXCERPTS
    if not path.is_file():
        made = [KnownReport(d.filename, tuple(t for t in sentences(d) if _is_prose(t))) for d in documents()]
        return made, f"the sample group: ../shared/{EXCERPTS} is absent"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [KnownReport(str(row["urn"]), _texts(row)) for row in rows], "real reports"


def _texts(row: dict[str, Any]) -> tuple[str, ...]:
    found = [
        " ".join(span.of(entry["text"]).split())
        for part in ("quotes", "strengths", "improvements")
        for entry in row[part]
        for span in sentence_spans(entry["text"])
    ]
    return tuple(dict.fromkeys(text for text in found if _is_prose(text)))


def _is_prose(text: str) -> bool:
    words = len(text.split())
    return FEWEST_WORDS <= words <= MOST_WORDS and text.endswith(".") and not _NOISE.search(text)


def cases(reports: Sequence[KnownReport], each: int = EACH) -> list[ProofCase]:
    """Return up to `each` cases of each kind in each half."""
    chance = random.Random(SEED)  # noqa: S311 (no secret)
    pool = [(report, text) for report in reports if len(report.texts) >= AROUND for text in report.texts]
    chance.shuffle(pool)
    made: dict[tuple[Half, str, str], list[ProofCase]] = defaultdict(list)
    for report, text in pool:
        for group, kind, claim in _changed(text, chance):
            listed = made[report.half, group, kind]
            if len(listed) < each:
                listed.append(ProofCase(report.half, group, kind, _around(report, text, chance), claim))
    return [case for key in sorted(made) for case in made[key]]


def _around(report: KnownReport, text: str, chance: random.Random) -> str:
    """Return the sentence among others of its report."""
    others = [other for other in report.texts if other != text]
    kept = chance.sample(others, AROUND - 1)
    kept.insert(chance.randrange(AROUND), text)
    return " ".join(kept)


def _changed(text: str, chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield every claim that the rules make of a sentence: one way for each kind, drawn where there are several."""
    for group, listed in (("near-verbatim", NEAR), ("clause dropped", DROPPED), ("flip", FLIPS)):
        ways: dict[str, list[str]] = defaultdict(list)
        for kind, change in listed:
            claim = change(text)
            if claim is not None and claim != text and len(claim.split()) >= 4:
                ways[kind].append(claim)
        for kind, claims in ways.items():
            yield group, kind, chance.choice(claims)
    yield "near-verbatim", "as it stands", text


def _is_right(case: ProofCase, checked: Checked) -> bool:
    return checked.verdict is (Verdict.CONTRADICTED if case.group == "flip" else Verdict.SUPPORTED)


def figures(pairs: Sequence[tuple[ProofCase, Checked]], half: Half) -> list[Measured]:
    """Return the shares of right and wrong verdicts by group and kind; beside them what no verdict at all would give.

    "Everything supported" is right about every true claim and wrong about every flip.
    """
    numbered = [(case.id, case, one) for case, one in pairs]
    told = {name: case.claim for name, case, _ in numbered} if half == "tune" else {}
    flips = [(name, one.verdict is Verdict.SUPPORTED) for name, case, one in numbered if case.group == "flip"]
    true = [(name, one.verdict is Verdict.CONTRADICTED) for name, case, one in numbered if case.group != "flip"]
    rest: dict[str, Any] = {"part": half, "better": "lower", "told": told}
    found = [
        share("wrongly_supported", flips, baselines={EVERYTHING: 1.0}, **rest),
        share("wrongly_contradicted", true, baselines={EVERYTHING: 0.0}, **rest),
    ]
    for group in ("near-verbatim", "clause dropped", "flip"):
        rows = [(name, case.kind, _is_right(case, one)) for name, case, one in numbered if case.group == group]
        beside = {EVERYTHING: 0.0 if group == "flip" else 1.0}
        found.append(share(group, [(name, right) for name, _, right in rows], part=half, baselines=beside, told=told))
        for kind in sorted({kind for _, kind, _ in rows}):
            of_kind = [(name, right) for name, other, right in rows if other == kind]
            found.append(share(f"{group}, {kind}", of_kind, part=half))
    return found


def _told(case: ProofCase, checked: Checked) -> dict[str, str]:
    said = "; ".join(f"{r.kind}: {r.claim} / {r.evidence}" for r in checked.reasons[:2])
    return {
        "kind": f"{case.group}, {case.kind}", "verdict": checked.verdict.value, "score": f"{checked.score:.2f}",
        "claim": case.claim, "reasons": said, "evidence": case.evidence,
    }  # fmt: skip


Change = Callable[[str], str | None]


def _swap(old: str, new: str) -> Change:
    pattern = re.compile(rf"\b{old}\b", re.IGNORECASE)

    def change(text: str) -> str | None:
        found = pattern.search(text)
        if found is None:
            return None
        word = new[:1].upper() + new[1:] if found.group()[:1].isupper() else new
        return text[: found.start()] + word + text[found.end() :]

    return change


def _cut(pattern: str, unless: str = r"(?!)") -> Change:
    """Leave out what a pattern finds, unless another finds what would change the rest."""
    wanted, barred = re.compile(pattern), re.compile(unless, re.IGNORECASE)

    def change(text: str) -> str | None:
        found = wanted.search(text)
        if found is None or barred.search(found.group()):
            return None
        rest = (text[: found.start()] + text[found.end() :]).strip()
        rest = rest[:1].upper() + rest[1:]
        return rest if rest.endswith(".") else rest.rstrip(",;: ") + "."

    return change


def _led(words: str) -> Change:
    return lambda text: (
        f"{words} {text[:1].lower()}{text[1:]}"
        if re.match(r"(?:Pupils|Staff|Leaders|The|They|Teachers)\b", text)
        else None
    )


_BARRED = (
    r"\b(?:not|no|never|few|only|except|unless|if|when|until|some|although|but|however|while|without|rarely|less)\b"
)
NEAR: tuple[tuple[str, Change], ...] = (
    ("one word for the same", _swap("pupils", "children")),
    ("one word for the same", _swap("mathematics", "maths")),
    ("one word for the same", _swap("headteacher", "head")),
    ("one word for the same", _swap("ensure that", "make sure that")),
    ("one word for the same", _swap("enjoy", "like")),
    ("one word for the same", _swap("swiftly", "quickly")),
    ("one word for the same", _swap("a range of", "a variety of")),
    ("one word for the same", _swap("parents and carers", "parents")),
    ("one word for the same", _swap("such as", "for example")),
    ("past for present", _swap("are", "were")),
    ("past for present", _swap("is", "was")),
    ("past for present", _swap("have", "had")),
    ("past for present", _swap("has", "had")),
    ("an article", _swap("the school’s", "their")),
    ("an article", _swap("their", "the")),
    ("an article", _swap("pupils", "the pupils")),
    ("a link word", _cut(r"^(?:However|Consequently|As a result|Therefore|Overall|Nevertheless), ")),
    ("a link word", _swap("also ", "")),
    ("who says so", _led("Inspectors found that")),
    ("who says so", _led("The report says that")),
    ("spelling", _swap("well-being", "wellbeing")),
    ("spelling", _swap("do not", "don’t")),
    ("spelling", _swap("is not", "isn’t")),
    ("spelling", _swap("per cent", "%")),
    ("spelling", _swap("two", "2")),
    ("spelling", _swap("three", "3")),
)
DROPPED: tuple[tuple[str, Change], ...] = (
    ("a relative clause", _cut(r", (?:which|who) [^,.;]+(?=,)|, which [^,.;]+(?=\.$)", _BARRED)),
    ("a purpose", _cut(r" (?:so that|in order to) [^;]+(?=\.$)", _BARRED)),
    ("a reason", _cut(r",? because [^;]+(?=\.$)", _BARRED)),
    ("examples", _cut(r",? (?:such as|including|for example) [^;]+(?=\.$)", _BARRED)),
    ("the second of two", _cut(r",? and (?:they|this|pupils|staff|leaders|it) [^,;]+(?=\.$)", _BARRED)),
    ("the second of two", _cut(r" and \w+(?=\.$)")),
    (
        "the first of two",
        _cut(r"^(?:Pupils|Leaders|Staff|Teachers) [^,;]+ and (?=they |pupils |staff |leaders )", _BARRED),
    ),
    ("words in the middle", _cut(r" (?:successfully|effectively|very|highly|particularly|carefully|quickly)(?= \w)")),
)
FLIPS: tuple[tuple[str, Change], ...] = (
    ("above or below", _swap("above", "below")),
    ("above or below", _swap("below", "above")),
    ("above or below", _swap("higher than", "lower than")),
    ("above or below", _swap("lower than", "higher than")),
    ("more or less", _swap("improved", "declined")),
    ("more or less", _swap("increased", "fallen")),
    ("more or less", _swap("reduced", "increased")),
    ("some or all", _swap("some", "all")),
    ("some or all", _swap("most", "all")),
    ("some or all", _swap("all", "few")),
    ("some or all", _swap("a few", "most")),
    ("some or all", _swap("many", "few")),
    ("how often", _swap("sometimes", "always")),
    ("how often", _swap("always", "rarely")),
    ("how often", _swap("usually", "never")),
    ("negation", _swap("do not", "do")),
    ("negation", _swap("does not", "does")),
    ("negation", _swap("is not", "is")),
    ("negation", _swap("are not", "are")),
    ("negation", _swap("are", "are not")),
    ("negation", _swap("is", "is not")),
    ("negation", _swap("have", "have not")),
    ("grade", _swap("good school", "outstanding school")),
    ("grade", _swap("requires improvement", "good")),
    ("grade", _swap("is good", "is inadequate")),
    ("grade", _swap("outstanding", "inadequate")),
    ("who", _swap("pupils", "governors")),
    ("who", _swap("leaders", "parents")),
    ("who", _swap("staff", "pupils")),
    ("who", _swap("teachers", "governors")),
    ("who", _swap("parents", "staff")),
    ("opposite", _swap("well", "poorly")),
    ("opposite", _swap("effective", "ineffective")),
    ("opposite", _swap("strong", "weak")),
    ("opposite", _swap("clear", "unclear")),
    ("opposite", _swap("safe", "unsafe")),
    ("opposite", _swap("positive", "negative")),
)  # fmt: skip


def _other_number(text: str) -> str | None:
    found = re.search(r"(?<![\w.£-])\d{1,3}(?![\w.])|\bin (20\d\d)\b", text)
    if found is None:
        return None
    digits = found.group(1) or found.group()
    start = found.start(1) if found.group(1) else found.start()
    return f"{text[:start]}{int(digits) + 2}{text[start + len(digits) :]}"


def _other_word_number(text: str) -> str | None:
    found = re.search(r"\b(two|three|four|five|six)\b(?! or)", text)
    others = {"two": "five", "three": "seven", "four": "nine", "five": "two", "six": "three"}
    return None if found is None else text[: found.start()] + others[found.group()] + text[found.end() :]


FLIPS += (("number", _other_number), ("number", _other_word_number))

__all__ = ["ProofCase", "KnownReport", "cases", "figures", "known_reports", "run"]
