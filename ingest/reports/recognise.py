"""Which format a document has: every format's recogniser is asked, and the surest one reads the document.

A document of which no recogniser is sure enough stays a plain document. Only what stands there under its own label is
then taken from it, and nothing is marked as standard text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.documents import BlockKind, Document
from ingest.inspections import Inspection, ReportFormat
from ingest.reports import (
    area_send,
    conversion,
    fields,
    graded,
    independent,
    monitoring,
    noise,
    report_card,
    section5,
    section5_2012,
    short_inspection,
    trust_letters,
    ungraded,
)
from ingest.reports.lines import Confidence, Format, ReportLines

FORMATS: tuple[Format, ...] = (
    section5.FORMAT,
    section5_2012.FORMAT,
    graded.FORMAT,
    ungraded.FORMAT,
    report_card.FORMAT,
    area_send.FORMAT,
    short_inspection.FORMAT,
    monitoring.FORMAT,
    trust_letters.SUMMARY,
    trust_letters.FOCUSED,
    conversion.FORMAT,
    independent.FORMAT,
)
_KEPT_OUT = frozenset({noise.LEGEND, noise.DEFINITION, noise.NOTE})
BOUND = 0.6
"""Below this no format is taken. All 28 reports at hand, real and made, score 1.0 and their first two pages alone 0.7
and more; a cover alone or a stray heading scores 0.4 at most, so that nothing is said about what is not seen."""


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read from a document: the record, and why each block of standard text is kept out of search.

    `boilerplate` is keyed by page number and start of the block in the page's text.
    """

    inspection: Inspection
    boilerplate: Mapping[tuple[int, int], str] = field(default_factory=dict)


def read_report(document: Document) -> ReadReport:
    """Recognise a document's format and read it."""
    source = ReportLines(document)
    scored = [(form, form.recognise(source)) for form in FORMATS]
    best, confidence = max(scored, key=lambda pair: pair[1].score)
    if confidence.score < BOUND:
        return ReadReport(_plain(source, best, confidence))
    return ReadReport(best.read(source, confidence), {**_noise(source), **best.boilerplate(source)})


def _noise(source: ReportLines) -> dict[tuple[int, int], str]:
    """Return the paragraphs that say the same in every report, wherever on a page they were set.

    Rows, teams and addresses stay in search: a question may ask for a figure or for who inspected.
    """
    found: dict[tuple[int, int], str] = {}
    for line in source.lines:
        if line.kind is BlockKind.PARAGRAPH and "\t" not in line.text:
            kind = noise.kind_of(line.text)
            if kind in _KEPT_OUT:
                found[line.place] = kind
    return found


def _plain(source: ReportLines, nearest: Format, confidence: Confidence) -> Inspection:
    """Record a plain document: a reference number and dates only where their labels stand on the first page."""
    reason = "no report format was recognised"
    if confidence.score > 0:
        reason += f"; nearest is {nearest.format.value} ({confidence.score:.2f}: {confidence.reason})"
    label = "unique reference number"
    return Inspection(
        document=source.document.id,
        format=ReportFormat.DOCUMENT,
        confidence=round(1 - confidence.score, 2),
        reason=reason,
        urn=fields.urn(fields.value(source.cover, label) or fields.value(source.cover, f"{label} (urn)")),
        dates=fields.inspection_dates(source.cover),
    )


__all__ = ["BOUND", "FORMATS", "ReadReport", "read_report"]
