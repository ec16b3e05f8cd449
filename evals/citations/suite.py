"""The suite "citations": recall and precision as ALCE defines them, judged by labels; places, by another reader.

A unit (a question answered, a draft's sentence) is *recalled* if its cited passages together bear it out; a citation is
*precise* if its unit is recalled and it is not idle (T. Gao et al., "Enabling Large Language Models to Generate Text
with Citations", 2023). The judge is `labels`, never the product's checker. An answer without citations counts as not
borne out; refusals are told apart; what is not labelled is counted and left out. Asks no model and sets nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import all_frameworks
from assistant.drafting.values import Cite, ClaimKind
from evals.citations.labels import LabelledUnit, Use, draft_id, load, pair_hash, together_of
from evals.figures import Measured, SuiteReport, number, share
from evals.gold import REPORTS, find_pages
from evals.gold import load as gold_questions
from evals.send import suite as send
from evals.shared import absent, shared
from evals.workspace import Workspace, sample_workspace, workspace_of
from ingest.words import stems

KINDS = frozenset({"single-fact", "similar-school"})
"""Kinds of gold questions that are labelled: those of one answer."""
FRAMEWORK = "cst-group-inspection"
SENTENCES = 40
"""Composed sentences of its draft that are labelled: the first with one to `MOST` citations."""
MOST = 6
PARTS = {"send": "real reports", "sample": "sample group", "draft": "draft sentences"}


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """One citation as it is shown."""

    path: Path
    page: int
    pages: tuple[int, ...]
    """Every page that it says it stands on."""
    quote: str


@dataclass(frozen=True, slots=True)
class CitingUnit:
    """What is cited for, and the citations."""

    id: str
    source: str
    statement: str
    cited: tuple[ShownCitation, ...]
    refused: bool = False

    @property
    def hashes(self) -> dict[str, ShownCitation]:
        """The citations by what their labels are kept under, in the order in which they are shown."""
        return {pair_hash(self.statement, c.path.name, c.page, c.quote): c for c in self.cited}


def run() -> SuiteReport:
    """Collect what is cited today, and judge it by the labels."""
    units: list[CitingUnit] = []
    notes = [
        "Labelled once, by a language model that read each pair; no person has (`evals/citations/README.md`).",
        "Which questions were refused, and so have no pairs, is told by the suites 'answers' and 'send' as well.",
    ]
    if send.reports():
        units += real_units(send.reports())
    else:
        notes.append(absent(shared("reports", "send_*.pdf")))
    with sample_workspace() as workspace:
        units += [*sample_units(workspace), *draft_units(workspace)]
    return SuiteReport("citations", tuple(figures(units, load())), tuple(notes))


def real_units(files: Sequence[Path]) -> list[CitingUnit]:
    """Return what is answered to the questions on the real Area SEND reports."""
    with workspace_of(files) as workspace:
        return [
            _of_answer(question.id, "send", question.question, workspace.assistant.ask(question.question),
                       {file.name: file for file in files})
            for question in send.load()
        ]  # fmt: skip


def sample_units(workspace: Workspace) -> list[CitingUnit]:
    """Return what is answered to the reported half of the sample group's questions of one answer."""
    paths = {path.name: path for path in REPORTS.iterdir()}
    return [
        _of_answer(question.id, "sample", question.question, workspace.assistant.ask(question.question), paths)
        for question in gold_questions()
        if question.half == "report" and question.kind in KINDS
    ]


def draft_units(workspace: Workspace) -> list[CitingUnit]:
    """Return the first sentences that the program itself composes for one framework on the sample group."""
    drafter = Drafter(workspace.library, Checker(workspace.embedder), "evals")
    framework = next(item for item in all_frameworks() if item.key == FRAMEWORK)
    draft = drafter.draft(drafter.patterns(None), framework, framework.voices[0])
    composed = [c for c in draft.claims if c.kind is not ClaimKind.QUOTE and 0 < len(c.citations) <= MOST]
    return [
        CitingUnit(draft_id(claim.text), "draft", claim.text, tuple(map(_of_draft, claim.citations)))
        for claim in composed[:SENTENCES]
    ]


def _of_draft(cite: Cite) -> ShownCitation:
    return ShownCitation(REPORTS / cite.file, cite.page, tuple(place.page for place in cite.locators), cite.quote)


def _of_answer(name: str, source: str, question: str, answer: Answer, paths: dict[str, Path]) -> CitingUnit:
    cited = {
        (citation.source.file, citation.quote): ShownCitation(
            paths[citation.source.file], citation.page, tuple(p.page for p in citation.locators), citation.quote
        )
        for claim in answer.claims
        for citation in claim.citations
    }
    refused = answer.status not in {Status.ANSWERED, Status.PARTIAL}
    return CitingUnit(name, source, question, tuple(cited.values()), refused)


def figures(units: Sequence[CitingUnit], labels: dict[str, LabelledUnit]) -> list[Measured]:
    """Return the figures of each source, and how much of all of it is labelled."""
    found: list[Measured] = []
    for source, part in PARTS.items():
        these = [unit for unit in units if unit.source == source]
        if these:
            found += [*_worth(these, labels, part), *_places(these, part)]
    pairs = [_use(labels.get(unit.id), name) for unit in units for name in unit.hashes]
    found.append(number("labelled pairs", sum(use is not None for use in pairs), "pairs", n=len(pairs)))
    return [*found, _second_judge(units, labels)]


def _worth(units: Sequence[CitingUnit], labels: dict[str, LabelledUnit], part: str) -> list[Measured]:
    """Return recall and precision by the labels, beside showing the first citation alone."""
    judged = [(unit, recalled) for unit in units if (recalled := _recalled(unit, labels)) is not None]
    strict = [(unit.id, recalled == "yes") for unit, recalled in judged]
    mild = [(unit.id, recalled != "no") for unit, recalled in judged]
    precise = [
        (f"{unit.id}/{name}", recalled != "no" and use != "idle")
        for unit, recalled in judged
        for name, use in _uses(unit, labels)
    ]
    firsts = [(unit, recalled, uses[0][1]) for unit, recalled in judged if (uses := _uses(unit, labels))]
    told = {unit.id: unit.statement for unit, _ in judged} if part == PARTS["draft"] else {}
    alone = _share([use == "whole" for _, _, use in firsts])
    first_precise = _share([recalled != "no" and use != "idle" for _, recalled, use in firsts])
    result = [
        share("citation recall", mild, part=part, told=told, baselines={"first citation alone": alone}),
        share("citation precision", precise, part=part, baselines={"first citation alone": first_precise}),
    ]
    if any(recalled == "absence" for _, recalled in judged):
        result.append(share("citation recall, silence counted as not borne out", strict, part=part, told=told))
    if part != PARTS["draft"]:
        result.append(share("refused", [(unit.id, unit.refused) for unit in units], part=part, better="neither"))
    return result


def _recalled(unit: CitingUnit, labels: dict[str, LabelledUnit]) -> str | None:
    """Return the label of the citations together: "no" for an answer that cites nothing, None where there is none."""
    if unit.refused:
        return None
    return together_of(labels.get(unit.id), unit.hashes) if unit.cited else "no"


def _uses(unit: CitingUnit, labels: dict[str, LabelledUnit]) -> list[tuple[str, Use]]:
    return [(name, use) for name in unit.hashes if (use := _use(labels.get(unit.id), name)) is not None]


def _use(labelled: LabelledUnit | None, name: str) -> Use | None:
    return labelled.pairs.get(name) if labelled is not None else None


def _places(units: Sequence[CitingUnit], part: str) -> list[Measured]:
    """Return whether each quotation stands on the very pages that it cites, as pypdf reads them: not our own reader."""
    rows: list[tuple[str, bool]] = []
    told: dict[str, str] = {}
    for unit in units:
        for name, cited in unit.hashes.items():
            pages = find_pages(cited.path, cited.quote)
            rows.append((f"{unit.id}/{name}", bool(pages) and set(pages) <= set(cited.pages)))
            told[rows[-1][0]] = f"cited {cited.pages}, found {pages or 'nowhere'}"
    return [share("quotation on the cited page, by another reader", rows, part=part, told=told)]


def _second_judge(units: Sequence[CitingUnit], labels: dict[str, LabelledUnit]) -> Measured:
    """Return how often word overlap agrees with the labels on whether a citation is idle: why it is not the judge."""
    rows: list[tuple[str, bool]] = []
    for unit in units:
        asked = set(stems(unit.statement))
        for name, use in _uses(unit, labels):
            said = set(stems(unit.hashes[name].quote))
            rows.append((f"{unit.id}/{name}", (len(asked & said) >= len(asked) / 2) == (use != "idle")))
    idle = [use == "idle" for unit in units for _, use in _uses(unit, labels)]
    most = max(sum(idle), len(idle) - sum(idle)) / len(idle) if idle else None
    return share("word overlap agrees with the labels", rows, better="neither", baselines={"the commoner label": most})


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


__all__ = ["ShownCitation", "CitingUnit", "figures", "run"]
