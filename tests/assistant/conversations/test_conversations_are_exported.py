"""Exports of a conversation hold every marker once as a footnote, under its own number."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from lxml import etree

from assistant.answer import Answer, AnswerClaim, Citation, Searched, Source, Status
from assistant.conversations.export import FORMS, export, told
from assistant.conversations.keeping import answer_of, answer_payload
from assistant.writing.docx import W
from assistant.writing.narrative import Narrative
from ingest.documents import Locator, Span
from ingest.errors import LibraryError
from ingest.library.conversations import TurnRecord

SOURCE = Source("a" * 64, "ash.pdf", "Inspection of Ash", "Ash Hill", None, "May 2024", "graded")
AT = datetime(2026, 1, 2, tzinfo=UTC)


def cite(marker: int, quote: str) -> Citation:
    return Citation(marker, SOURCE, quote, (Locator("a" * 64, 2, Span(0, 1), "2"),), None)


def turn(number: int, answer: Answer) -> TurnRecord:
    return TurnRecord(number, answer.question, answer_payload(answer, ("latest",)), AT, {})


@pytest.fixture
def exported() -> Narrative:
    first, second = cite(7, "Pupils read [widely]."), cite(9, "Attendance is low.")
    claims = (
        AnswerClaim(second.quote, "supported", (second,), "Ash Hill"),
        AnswerClaim(first.quote, "supported", (first, second), "Ash Hill"),
    )
    answer = Answer("How is reading?", Status.ANSWERED, "One school speaks.", claims, Searched(1, (), 1))
    return told("Visit", [turn(0, answer), TurnRecord(1, "Old?", {"version": 99}, AT, {})])


def test_each_marker_is_one_footnote_in_word_and_shows_its_own_number(exported: Narrative) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMS[".docx"](exported))) as package:
        body, notes = (etree.fromstring(package.read(f"word/{part}.xml")) for part in ("document", "footnotes"))
    used = [e.get(f"{{{W}}}id") for e in body.iter(f"{{{W}}}footnoteReference")]
    shown = [e.getnext().text for e in body.iter(f"{{{W}}}footnoteReference")]
    held = {e.get(f"{{{W}}}id"): "".join(e.itertext()) for e in notes if e.get(f"{{{W}}}type") is None}
    assert used == shown == ["9", "7"]
    assert held == {
        "9": "9 Ash Hill, May 2024, page 2, ash.pdf: “Attendance is low.”",
        "7": "7 Ash Hill, May 2024, page 2, ash.pdf: “Pupils read [widely].”",
    }
    assert "“Pupils read [widely].”7 (note 9)" in "".join(body.itertext())


def test_each_footnote_of_markdown_has_one_text_and_an_unreadable_answer_says_so(exported: Narrative) -> None:
    text = FORMS[".md"](exported).decode()
    assert sorted(re.findall(r"\[\^(\d+)\](?!:)", text)) == sorted(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert "kept in form 99, and this program reads form 1" in text


def test_a_payload_that_is_no_answer_is_refused_with_the_remedy(exported: Narrative) -> None:
    answer = Answer("How?", Status.NOT_FOUND, "Nothing.", (), Searched(1, (), 1))
    assert answer_of(answer_payload(answer)) == replace(answer)
    with pytest.raises(LibraryError, match="cannot be read .* Ask the question again"):
        answer_of({"version": 1, "answer": {"question": 3}})


def test_an_answer_alone_bears_its_own_question_as_its_name() -> None:
    answer = Answer("Is pupils’ reading taught well?", Status.NOT_FOUND, "Nothing.", (), Searched(1, (), 1))
    kept = SimpleNamespace(
        list=lambda: (SimpleNamespace(id="c", title="How is attendance?"),), turns=lambda _: (turn(4, answer),)
    )
    name, content = export(kept, "c", ".md", 4)
    assert name == "Is pupils reading taught well.md"
    assert content.decode().startswith("# Is pupils’ reading taught well?")
    assert export(kept, "c", ".md")[0] == "How is attendance.md"


def test_what_is_set_beside_each_other_is_exported_under_its_matter() -> None:
    asked, said = cite(1, "Leaders should check."), cite(2, "Leaders check.")
    claims = tuple(
        AnswerClaim(each.quote, "supported", (each,), "Ash Hill", matter="Point 1") for each in (asked, said)
    )
    answer = Answer("Was it done?", Status.ANSWERED, "Set side by side.", claims, Searched(1, (), 1))
    written = FORMS[".md"](told("Visit", [turn(0, answer)])).decode()
    assert written.count("Point 1") == 1
    assert answer_of(answer_payload(answer)) == answer
    assert written.index("Point 1") < written.index("Leaders should check.") < written.index("Leaders check.")
