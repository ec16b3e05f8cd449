"""Builds the documents beside the reports and lists them: what each is, whose, and where its claims stand.

The ones in `documents` are for everyone; the ones in `awkward` are for trying what goes wrong: a scanned page, a file
that was cut off, a document of another trust. The list is read back from the finished files.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfReader

from corpus.builder import papers_pdf, word
from corpus.builder.content import Schools, SourceError
from corpus.builder.manifest import ManifestError, ReadBack
from corpus.builder.papers import Paper, load_papers

FOLDERS = ("documents", "awkward")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def build(
    sample: Path, schools: Schools, reports: Mapping[str, bytes], facts: frozenset[str]
) -> tuple[dict[str, bytes], dict[str, list[dict[str, Any]]]]:
    """Build every document of both folders: paths and bytes, and for each folder what is listed of it.

    `reports` are the finished reports by key; `facts` are the ids of all their facts.

    :raises SourceError: if a source is wrong or names a fact that no report has.
    """
    outputs: dict[str, bytes] = {}
    listed: dict[str, list[dict[str, Any]]] = {}
    for folder in FOLDERS:
        listed[folder] = []
        for paper in load_papers(sample / "source" / folder, schools):
            _require_facts(paper, facts)
            content = _built(paper, sample / "source" / folder, reports)
            outputs[f"{folder}/{paper.file}"] = content
            listed[folder].append(_entry(paper, content))
    return outputs, listed


def _require_facts(paper: Paper, facts: frozenset[str]) -> None:
    unknown = sorted({fact for claim in paper.claims for fact in claim.by} - facts)
    if unknown:
        raise SourceError(f"{paper.key}: claims name facts that no report has: {', '.join(unknown)}")


def _built(paper: Paper, folder: Path, reports: Mapping[str, bytes]) -> bytes:
    if paper.kind == "word":
        return word.build(paper)
    if paper.kind == "scan":
        picture = folder / f"{paper.key}.png"
        if not picture.is_file():
            raise SourceError(f"{paper.key}: the picture {picture.name} is not beside the source")
        return papers_pdf.build_scan(paper, picture)
    if paper.kind == "broken":
        whole = reports.get(paper.broken_from or "")
        if whole is None:
            raise SourceError(f"{paper.key}: from: there is no report {paper.broken_from!r}")
        return papers_pdf.build_broken(whole)
    return papers_pdf.build(paper)


def _entry(paper: Paper, content: bytes) -> dict[str, Any]:
    """List one document; a claim of a PDF has pages, one of a Word document the paragraph (or table cell) it is in."""
    places = _places(paper, content)
    return {
        "file": paper.file,
        "key": paper.key,
        "title": paper.title,
        "what": paper.what,
        "kind": paper.kind,
        "of": paper.of,
        "dated": str(paper.dated),
        "pages": len(PdfReader(BytesIO(content)).pages) if paper.kind not in ("word", "broken") else None,
        "record": paper.record,
        "answers": [{"field": field.label, "answer": field.answer} for field in paper.fields],
        "claims": [
            {"id": f"{paper.key}-{number:02d}"} | claim.model_dump(mode="json") | {"places": places[number - 1]}
            for number, claim in enumerate(paper.claims, 1)
        ],
    }


def _places(paper: Paper, content: bytes) -> list[dict[str, Any]]:
    """Find where each claim stands in the finished file."""
    if paper.kind == "word":
        texts = list(_paragraphs(content))
        return [{"paragraph_text": _only(paper, texts, claim.says)} for claim in paper.claims]
    if paper.kind == "form":
        answers = _answers(content)
        return [{"field": _field(paper, answers, claim.says)} for claim in paper.claims]
    if paper.kind in ("scan", "broken"):
        return [{"pages": [1]} for _ in paper.claims]
    pages = tuple(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    read = ReadBack(paper.key, pages, (None,) * len(pages))
    return [{"pages": read.pages_of(claim.says)} for claim in paper.claims]


def _paragraphs(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{_WORD}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{_WORD}t"))


def _only(paper: Paper, texts: list[str], words: str) -> str:
    found = [text for text in texts if words in text]
    if len(found) != 1:
        raise ManifestError(f"{paper.key}: stands in {len(found)} paragraphs: {words!r}")
    return found[0]


def _answers(content: bytes) -> dict[str, str]:
    fields = PdfReader(BytesIO(content)).get_fields() or {}
    return {str(field.get("/TU") or name): str(field.get("/V") or "") for name, field in fields.items()}


def _field(paper: Paper, answers: Mapping[str, str], words: str) -> str:
    found = [name for name, answer in answers.items() if _plain(words) in _plain(answer)]
    if len(found) != 1:
        raise ManifestError(f"{paper.key}: stands in {len(found)} fields: {words!r}")
    return found[0]


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'"))
