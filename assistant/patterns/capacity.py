"""A group's capacity to improve its schools: what documents say of it, topic by topic, and on what no document speaks.

Gathers sentences; judges no capacity. Ofsted's letters on the group itself are taken whole; from reports only sentences
that speak of the trust or group, so that a school's own training does not count as the group's; none of a report from
before the school joined, which speaks of another body's work; and none by which a letter or form says to whom it goes
and who fills it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

from assistant.patterns.asserting import of_the_paper
from assistant.patterns.statements import Themed
from assistant.patterns.values import CapacityTopic, Evaluation, GroupSchool, Statement
from assistant.themes.themes import ThemeRules, parse_themes
from assistant.themes.theming import Themer
from assistant.themes.values import Mention

OF_THE_GROUP = frozenset({"trust", "governance"})
"""Themes under which a report speaks of the group's own work."""


@lru_cache(maxsize=1)
def capacity_topics() -> tuple[ThemeRules, ...]:
    """Return the topics that come with the project."""
    place = resources.files("corpus").joinpath("capacity.yaml")
    return parse_themes(place.read_text(encoding="utf-8"), "corpus/capacity.yaml")


@lru_cache(maxsize=1)
def _themer() -> Themer:
    return Themer(capacity_topics())


def capacity(
    mentions: Iterable[Mention],
    said: Sequence[Themed],
    schools: Sequence[GroupSchool],
    evaluations: Sequence[Evaluation] = (),
) -> tuple[CapacityTopic, ...]:
    """Return every topic with its sentences: the group's own documents, letters on it, reports. Empty is silence."""
    rules = capacity_topics()
    themer = _themer()
    reports = {report.document: report for school in schools for report in school.reports}
    before = {report.document for report in reports.values() if report.predates or report.predecessor}
    files = {document: report.file for document, report in reports.items()}
    sentences = [themed.statement for themed in said]
    sentences += [sentence for letter in evaluations for sentence in (*letter.said, *letter.asked)]
    sentences += [
        _statement(m, files)
        for m in mentions
        if m.theme in OF_THE_GROUP and not m.next_step and m.document not in before
    ]
    gathered: dict[str, dict[tuple[object, ...], Statement]] = {rule.theme.key: {} for rule in rules}
    for sentence in sentences:
        if of_the_paper(sentence.text):
            continue
        for shown in themer.by_cues(sentence.text):
            gathered[shown.theme].setdefault(sentence.locators, sentence)
    return tuple(CapacityTopic(r.theme.key, r.theme.name, tuple(gathered[r.theme.key].values())) for r in rules)


def _statement(mention: Mention, files: dict[str, str]) -> Statement:
    return Statement(
        mention.document, files[mention.document], mention.passage, mention.text, mention.locators, mention.date,
        (mention.school,), mention.why,
    )  # fmt: skip
