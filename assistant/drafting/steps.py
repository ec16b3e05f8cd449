"""Next steps as a draft tells of them: who is asked for what, and needs that last through several reports.

Reads steps that were found already; finds none and writes no sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.patterns.values import Finding
from assistant.themes.values import Mention
from ingest.sentences import sentence_spans

_ASK = re.compile(
    r"^(?P<who>Leaders(?: and governors)?|Governors|Trustees|The (?:school|trust|governing body)) should (?P<ask>.+)$"
)


def ask_of(text: str) -> tuple[str, str]:
    """Return who is asked and what, from the step's sentence that says so; else nobody and its first sentence."""
    sentences = [span.of(text) for span in sentence_spans(text)]
    for sentence in sentences:
        match = _ASK.match(sentence)
        if match:
            return match["who"][0].lower() + match["who"][1:], match["ask"]
    return "", sentences[0]


def chains(findings: Sequence[Finding]) -> list[list[Mention]]:
    """Return one step of each report for needs that reports repeat, a school's pairs joined; newest first."""
    made: dict[str, list[list[Mention]]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: min(str(m.date) for m in f.evidence if m.next_step)):
        by_day = {str(m.date): m for m in reversed(finding.evidence) if m.next_step}
        steps = [by_day[day] for day in sorted(by_day)]
        known = made[finding.schools[0].school]
        if known and known[-1][-1].date == steps[0].date:
            known[-1] += steps[1:]
        else:
            known.append(steps)
    found = [steps for some in made.values() for steps in some if len(steps) > 1]
    return sorted(found, key=lambda steps: str(steps[-1].date), reverse=True)


__all__ = ["ask_of", "chains"]
