"""Reads the finished PDFs back and lists what stands on which page: the ground truth for questions and tests.

Uses pypdf directly, so that it stays independent of the product's own reader. It lists pages; it judges nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from corpus.builder.content import Figure, Graded, Report, ReportCard, School, Schools, Section5

_SAFEGUARDING = "Safeguarding standards"


class ManifestError(Exception):
    """A finished report does not hold what its source says."""


@dataclass(frozen=True)
class ReadBack:
    """The text of a finished report, page by page, with its footers set apart."""

    key: str
    pages: tuple[str, ...]
    labels: tuple[str | None, ...]

    def pages_of(self, words: str) -> list[int]:
        """Find the page or pages on which the words stand, line ends and their hyphens aside."""
        squeezed = [_squeeze(page) for page in self.pages]
        text, needle = "".join(squeezed), _squeeze(words)
        if text.count(needle) != 1:
            raise ManifestError(f"{self.key}: stands {text.count(needle)} times in the PDF: {words!r}")
        first = text.index(needle)
        last = first + len(needle) - 1
        ends = [sum(map(len, squeezed[: number + 1])) for number in range(len(squeezed))]
        return sorted({next(page for page, end in enumerate(ends, 1) if place < end) for place in (first, last)})

    def page_of_line(self, line: str) -> int:
        """Find the first page on which the words fill a line."""
        pattern = re.compile(rf"^\s*{_loose(line)}\s*$", re.MULTILINE)
        for number, page in enumerate(self.pages, 1):
            if pattern.search(page):
                return number
        raise ManifestError(f"{self.key}: no line of the PDF reads {line!r}")


def read_back(report: Report, school: School, document: bytes) -> ReadBack:
    """Extract the text of a finished report and take its footers off."""
    pattern = _footer(report, school)
    pages: list[str] = []
    labels: list[str | None] = []
    for page in PdfReader(BytesIO(document)).pages:
        text = page.extract_text()
        match = pattern.search(text) if pattern else None
        labels.append(match.group(1) if match else None)
        pages.append(text[: match.start()] + "\n" + text[match.end() :] if match else text)
    return ReadBack(report.key, tuple(pages), tuple(labels))


def entry(report: Report, school: School, document: bytes) -> dict[str, Any]:
    """List one report: its judgements and facts, and the pages they stand on."""
    read = read_back(report, school, document)
    return {
        "file": f"{report.key}.pdf",
        "key": report.key,
        "school": report.school,
        "urn": school.urn,
        "format": report.format,
        "dates": {"printed": report.dates, "start": str(report.start), "end": str(report.end)},
        "published": str(report.published),
        "pages": len(read.pages),
        "labels": list(read.labels),
        "judgements": [
            {"area": area, "grade": grade, "scale": scale, "date": str(report.start), "page": page}
            for area, grade, scale, page in _judgements(report, read)
        ],
        "previous_grade": None if isinstance(report, ReportCard) else report.previous_grade,
        "record": _card_record(report) if isinstance(report, ReportCard) else _report_record(report, school),
        "facts": [
            {
                "id": f"{report.key}-{number:02d}",
                "theme": fact.theme,
                "area": fact.area,
                "direction": fact.direction,
                "quote": fact.anchor,
                "pages": read.pages_of(fact.anchor),
            }
            for number, fact in enumerate(report.facts, 1)
        ],
    }


def _card_record(report: ReportCard) -> dict[str, Any]:
    """List what a report card prints beside its judgements."""
    role, _, name = report.headteacher_line.partition(":")
    figures = [_context_figure(figure) for figure in report.context]
    figures += [[table.title, *row, *[""] * (4 - len(row))] for table in report.tables for row in table.rows]
    about = " ".join(report.about)
    people = [[role.strip(), name.strip()]]
    if found := re.search(r"run by the (chief executive officer \(CEO\)), ([^,]+),", about):
        people.append([found[1], found[2]])
    if found := re.search(r"overseen by a (board of trustees), chaired by ([^.]+)\.", about):
        people.append([f"chair of the {found[1]}", found[2]])
    return {
        "lead_inspector": report.lead[0].split(",")[0],
        "safeguarding": f"{_SAFEGUARDING} {report.safeguarding}",
        "group": found[1] if (found := re.search(r"is part of (.+?), which means", about)) else None,
        "next_steps": [_single_spaced(step) for step in report.next_steps],
        "people": people,
        "strengths": [],
        "weaknesses": [],
        "figures": figures,
    }


def _context_figure(figure: Figure) -> list[str]:
    """List a fact of the context; a word of comparison that stands alone is no value."""
    value, comparison = figure.value or "", figure.comparison or ""
    if value.endswith("average") and not comparison:
        value, comparison = "", value
    return [figure.label, "", value, figure.national or "", comparison]


def _report_record(report: Section5 | Graded, school: School) -> dict[str, Any]:
    """List what a section 5 or graded report prints beside its judgements."""
    details = report.details
    chairs = [("Chair of governing body" if isinstance(report, Graded) else "Chair", details.chair)]
    people = [*chairs, ("Chair of trust", details.chair_of_trust), ("CEO of the trust", details.ceo)]
    people.append((details.headteacher_label, details.headteacher))
    return {
        "provider_type": details.type,
        "school_category": details.category,
        "local_authority": school.local_authority,
        "age_range": details.ages,
        "pupils": details.roll,
        "lead_inspector": report.team[0][0].split(",")[0],
        "previous_date": details.previous_inspection.split(", under")[0],
        "next_steps": _points(report),
        "people": [[role, name] for role, name in people if name],
        "strengths": _summary(report, "following strengths"),
        "weaknesses": _summary(report, "because"),
        "figures": [],
    }


def _points(report: Section5 | Graded) -> list[str]:
    if isinstance(report, Graded):
        return [_single_spaced(step) for step in report.improve]
    kept = [block for block in report.improve if block.b or (block.p or "").startswith("An external review of")]
    return [_single_spaced(" ".join([block.b or block.p or "", *block.sub])) for block in kept]


def _summary(report: Section5 | Graded, label: str) -> list[str]:
    """List the bullets of the summary under a heading with these words."""
    if isinstance(report, Graded):
        return []
    summary = report.summary
    found = [*summary.first] if label in summary.statement else []
    found += summary.second if label in (summary.second_heading or "") else ()
    return [_single_spaced(bullet) for bullet in found]


def _single_spaced(words: str) -> str:
    return " ".join(words.split())


def manifest(schools: Schools, entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the group, its schools and its reports together."""
    return {
        "group": schools.group.model_dump(mode="json"),
        "schools": [school.model_dump(mode="json") for school in schools.schools],
        "reports": entries,
    }


def _judgements(report: Report, read: ReadBack) -> list[tuple[str, str, str, int]]:
    if isinstance(report, Section5 | Graded):
        return [
            (item.area, item.grade, "oeif", read.page_of_line(f"{item.area} {item.grade}"))
            for item in report.judgements
        ]
    page = read.page_of_line(f"{_SAFEGUARDING} {report.safeguarding}")
    found = [(_SAFEGUARDING, report.safeguarding.capitalize(), "met-not-met", page)]
    for area in report.areas:
        found.append((area.area, area.grade, "report-card", read.page_of_line(f"{area.area} {area.grade}")))
    return found


def _footer(report: Report, school: School) -> re.Pattern[str] | None:
    name, dates = _loose(school.name), _loose(report.dates)
    if isinstance(report, Section5):
        return re.compile(rf"Inspection report:\s+{name},\s+{dates}\s+Page (\d+) of \d+")
    if isinstance(report, Graded):
        return re.compile(rf"Inspection report:\s+{name}\s+{dates}\s+(\d+)\s*$")
    return None


def _loose(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _squeeze(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]+", "", text)
