"""Generated libraries of any size, put together like the sample group's reports.

A passage is four sentences of the sample group's passages, drawn at random under a made-up school's name; its vector is
the mean of theirs, with a little noise. So words are as frequent, vectors as clustered and questions as near as in real
reports, and a million passages cost no embedding. Five reports of forty passages a school, twenty schools a group. The
library is filled through its own door (`Library.add`); nothing here measures.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from evals.gold import REPORTS, facts
from ingest.documents import Block, BlockKind, Document, Locator, Page, Passage, Sentence, Span
from ingest.embedding import Embedder, Vectors
from ingest.inspections import Inspection, InspectionDates, Judgement, Located, ReportFormat, Scale
from ingest.library import Library
from ingest.passages import split
from ingest.pipeline import find_files
from ingest.readers import ReaderProcess
from ingest.reports import read_report
from ingest.settings import Settings

PER_REPORT, PER_PAGE, PER_PASSAGE = 40, 10, 4
REPORTS_EACH = 5
GROUP_SCHOOLS = 20
SEED = 9
NOISE = 0.01
AT_ONCE = 250
"""Reports that the indexes take in at a time."""
_FIRST = (
    "Alder Ash Beck Birch Brook Chal Clay Cliff Copse Crow Dene Elm Fern Glen Hart Hazel Holm Ivy Kings Lark".split()
)
_LAST = "bourne bridge bury by combe cote dale den don field ford ham hill holme hurst ley mere sham stead ton".split()
_KIND = (
    "Primary School",
    "High School",
    "Church of England Primary School",
    "Junior School",
    "Infant School",
    "Academy",
    "Community College",
    "Catholic Primary School",
    "Nursery School",
    "Girls' School",
    "Special School",
    "Grammar School",
    "Free School",
)
_AREAS = ("Quality of education", "Behaviour and attitudes", "Personal development", "Leadership and management")
_GRADES = ("Outstanding", "Good", "Requires improvement")


@dataclass(frozen=True, slots=True)
class Pool:
    """What passages are put together from: sentences, with ``{school}`` for a name, their vectors, and headings."""

    sentences: tuple[str, ...]
    vectors: Vectors
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeneratedReport:
    """One generated report, ready for a library."""

    document: Document
    inspection: Inspection
    passages: tuple[Passage, ...]
    vectors: Vectors
    group: str


def pool(embedder: Embedder, settings: Settings) -> Pool:
    """Return every second sentence of the sample group's passages: enough to draw from, and half of the time."""
    names = [school["name"] for school in facts()["schools"]]
    sentences: dict[str, None] = {}
    headings: dict[str, None] = {}
    with ReaderProcess(settings) as reader:
        for path in find_files([REPORTS]):
            document = reader.read(path)
            for passage in split(document, read_report(document).boilerplate):
                if not passage.has_vector:
                    continue
                headings.setdefault(passage.heading or "")
                for sentence in passage.sentences:
                    sentences.setdefault(_without(sentence.text, names))
    texts = list(islice((text for text in sentences if len(text.split()) > 4), 0, None, 2))
    return Pool(tuple(texts), embedder.embed([text.replace("{school}", "the school") for text in texts]), (*headings,))


def _without(text: str, names: Sequence[str]) -> str:
    text = text.replace("{", "(").replace("}", ")").replace("\n", " ").replace("\t", " ")
    for name in names:
        text = text.replace(name, "{school}")
    return text


def school_name(number: int) -> str:
    """Return the name of a made-up school."""
    whole = len(_FIRST) * len(_LAST)
    first, last = divmod(number % whole, len(_LAST))
    kind = _KIND[(number // whole + number) % len(_KIND)]
    return f"{_FIRST[first]}{_LAST[last]} {kind}"


def group_name(number: int) -> str:
    """Return the name of a made-up group."""
    return f"Generated Trust {number + 1}"


def reports(passages: int, of: Pool) -> Iterator[GeneratedReport]:
    """Yield reports that hold `passages` passages between them."""
    chance = np.random.default_rng(SEED)
    for number in range(-(-passages // PER_REPORT)):
        school, each = divmod(number, REPORTS_EACH)
        yield _report(school, each, min(PER_REPORT, passages - number * PER_REPORT), of, chance)


def _report(school: int, each: int, number: int, of: Pool, chance: np.random.Generator) -> GeneratedReport:
    name, group = school_name(school), group_name(school // GROUP_SCHOOLS)
    id = hashlib.sha256(_source(school, each)).hexdigest()
    drawn = chance.integers(0, len(of.sentences), (number, PER_PASSAGE))
    vectors = of.vectors[drawn].mean(axis=1) + chance.normal(0, NOISE, (number, of.vectors.shape[1]))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pages, passages = [], []
    for start in range(0, number, PER_PAGE):
        page, found = _page(id, name, start, drawn[start : start + PER_PAGE], of)
        pages.append(page)
        passages += found
    document = Document(id, f"report-{school:05d}-{each}.txt", "text/plain", f"{name}: report {each + 1}", tuple(pages))
    inspection = _inspection(id, name, school, each, group)
    return GeneratedReport(document, inspection, tuple(passages), vectors.astype(np.float32), group)


def _source(school: int, each: int) -> bytes:
    return f"Generated report {each} of school {school}.\n".encode()


def _page(id: str, name: str, start: int, drawn: np.ndarray, of: Pool) -> tuple[Page, list[Passage]]:
    number, label = start // PER_PAGE + 1, None
    lines, passages, at = [name], [], len(name) + 1
    for row, places in enumerate(drawn):
        sentences = []
        for place in places:
            text = of.sentences[place].replace("{school}", name)
            sentences.append(Sentence(text, (Locator(id, number, Span(at, at + len(text)), label),)))
            lines.append(text)
            at += len(text) + 1
        heading = of.headings[int(places[0]) % len(of.headings)] or None
        passages.append(Passage(id, start + row, number, heading, tuple(sentences)))
    text = "\n".join(lines)
    return Page(number, label, 595.0, 842.0, text, (), (Block(BlockKind.PARAGRAPH, Span(0, len(text))),)), passages


def _inspection(id: str, name: str, school: int, each: int, group: str) -> Inspection:
    place = Locator(id, 1, Span(0, len(name)))
    day = date(2024, 1, 10) - timedelta(days=900 * each) + timedelta(days=school % 300)
    grades = tuple(
        Judgement(area, _GRADES[(school + each + row) % 3], Scale.OEIF, day, place) for row, area in enumerate(_AREAS)
    )
    return Inspection(
        id,
        ReportFormat.GRADED,
        1.0,
        "Generated.",
        provider=Located(name, place),
        urn=Located(f"{900000 + school}", place),
        local_authority=Located(f"Generated County {school % 150}", place),
        group=Located(group, place),
        dates=InspectionDates(f"{day.day} {day:%B %Y}", day, day + timedelta(days=1), place),
        judgements=grades,
    )


def fill(library: Library, passages: int, of: Pool, folder: Path, model: str) -> None:
    """Put generated reports that hold `passages` passages into a library; what it holds already is left as it is."""
    source, known = folder / "source.txt", {record.id for record in library.documents()}
    with library.batch(every=AT_ONCE):
        for report in reports(passages, of):
            if report.document.id in known:
                continue
            number, _, each = report.document.filename.removeprefix("report-").removesuffix(".txt").partition("-")
            source.write_bytes(_source(int(number), int(each)))
            library.add(
                report.document,
                report.inspection,
                report.passages,
                report.vectors,
                source=source,
                group=report.group,
                model=model,
            )
