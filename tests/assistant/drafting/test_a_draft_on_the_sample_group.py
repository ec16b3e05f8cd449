"""A draft on the sample group: true sentence by sentence, within the rules, and back from Word with every note."""

import re
import zipfile
from io import BytesIO

import pytest

from assistant.checking.checker import Checker
from assistant.checking.claims.citing import read_citations
from assistant.checking.verdict import Verdict
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import FrameworkInvalid, Voice, framework
from assistant.drafting.material import Material
from assistant.drafting.narrative import narrative
from assistant.drafting.rules import outside_quotations
from assistant.writing.docx import _runs, word_file
from assistant.writing.narrative import Note
from assistant.writing.texts import markdown, page
from ingest.readers import ReaderProcess
from ingest.sentences import sentence_spans
from ingest.settings import Settings


@pytest.fixture(scope="module")
def drafter(sample_library, embedder):
    return Drafter(sample_library, Checker(embedder), "A. Writer")


@pytest.fixture(scope="module")
def patterns(drafter):
    return drafter.patterns("Quillhaven Learning Trust")


@pytest.fixture(scope="module")
def draft(drafter, patterns):
    return drafter.draft(patterns, framework("cst-group-inspection"), Voice.INSPECTOR)


def test_every_sentence_is_borne_out_and_breaks_no_rule(draft):
    assert len(draft.claims) > 100
    assert [claim.text for claim in draft.claims if claim.verdict is not Verdict.SUPPORTED or claim.violations] == []


def test_a_judgement_is_read_from_its_page_once_a_draft(sample_library, patterns, monkeypatch):
    read, page_of = [], sample_library.page
    monkeypatch.setattr(sample_library, "page", lambda *at: (read.append(at), page_of(*at))[1])
    material = Material(sample_library, patterns)
    first = [material.printed(school) for school in material.schools]
    once = len(read)
    assert sum(map(len, first)) > 20 and once > 0
    assert [material.printed(school) for school in material.schools] == first
    assert len(read) == once


def test_no_sentence_carries_a_grade_of_the_group_or_a_name(draft):
    bare = " ".join(outside_quotations(claim.text) for claim in draft.claims)
    assert not re.search(r"\b(good|outstanding|inadequate|exceptional|overall|average)\b", bare, re.IGNORECASE)
    assert not any(name in claim.text for claim in draft.claims for name in draft.people)


def test_a_school_is_named_in_full_first_and_short_after(draft):
    text = " ".join(claim.text for claim in draft.sections[0].claims)
    assert text.count("Fennick Road Primary School") == 1
    assert text.count("Fennick Road") > 1


def test_every_section_ends_with_what_the_evidence_does_not_show(draft):
    assert all(section.gaps for section in draft.sections)
    text = markdown(narrative(draft))
    assert text.count("### What the evidence does not show") == len(draft.sections)


def test_a_claim_changed_into_a_false_one_is_flagged_with_the_reason(draft, drafter):
    section = draft.sections[0]
    claim = next(c for c in section.claims if c.counted == (4, 8))
    more = drafter.changed(draft, section, claim, claim.text.replace("four of the eight", "seven of the eight"), "B.")
    assert more.verdict is Verdict.CONTRADICTED
    assert "It says seven; it cites four." in more.reasons
    graded = drafter.changed(draft, section, claim, "Reading is good across the trust.", "B.")
    assert "grade" in {violation.rule for violation in graded.violations}
    assert not graded.is_fact


def test_what_the_checker_says_of_a_changed_claim_reads_as_sentences(draft, drafter):
    section = draft.sections[0]
    claim = next(c for c in section.claims if c.citations and c.counted == (4, 8))
    changed = drafter.changed(draft, section, claim, "Every teacher speaks fluent Welsh in lessons.", "B.")
    assert changed.verdict is not Verdict.SUPPORTED
    assert any(line.startswith("The passage does not say: ") for line in changed.reasons)
    assert all(line[0].isupper() and line[-1] in ".”" for line in changed.reasons)


def test_notes_come_back_from_word_with_document_date_and_page(draft, tmp_path):
    text = narrative(draft)
    path = tmp_path / "draft.docx"
    path.write_bytes(word_file(text))
    with ReaderProcess(Settings(draw_texts=False)) as reader:
        read = reader.read(path)
    lines = [block.span.of(page.text) for page in read.pages for block in page.blocks]
    back = [line for line in lines if line.startswith("Note ") and line[5].isdigit()]
    assert back == [f"Note {note.number}: {note.text}" for note in text.notes]
    assert any("(May 2026),¹" in line or ".¹" in line for line in lines)
    assert "Method" in lines and "Sources" in lines
    sentences = [span.of(line) for line in lines if line not in back for span in sentence_spans(line)]
    cited = [citation.marker for sentence in sentences for citation in read_citations(sentence).citations]
    assert [marker for marker in cited if marker] == [note.number for note in text.notes], "none runs into the next"


def test_the_word_file_depends_on_the_narrative_alone_and_holds_real_footnotes(draft):
    text = narrative(draft)
    data = word_file(text)
    assert data == word_file(text)
    with zipfile.ZipFile(BytesIO(data)) as package:
        notes = package.read("word/footnotes.xml").decode()
        assert notes.count("<w:footnoteRef/>") == len(text.notes)
        assert 'w:val="Heading1"' in package.read("word/document.xml").decode()


def test_two_notes_at_one_place_have_a_raised_space_between_them():
    runs = [
        "".join(run.itertext()) for run in _runs(["It fell.", Note(39, "By half."), Note(40, "By a third."), " So."])
    ]
    assert runs == ["It fell.", "", " ", "", " So."]
    styles = [
        run.find("{*}rPr/{*}rStyle") is not None for run in _runs([Note(39, "By half."), Note(40, "By a third.")])
    ]
    assert styles == [True, True, True]


def test_html_escapes_what_documents_say(draft):
    assert "<script" not in page(narrative(draft))


def test_a_trusts_draft_keeps_its_gaps_visible_with_what_would_fill_them(drafter, patterns):
    trust = drafter.draft(patterns, framework("cst-strong-trusts"), Voice.TRUST)
    finance = next(section for section in trust.sections if section.key == "finance")
    assert finance.claims == ()
    assert any(gap.fill for gap in finance.gaps)
    assert any("our eight schools" in claim.text for claim in trust.claims)


def test_a_framework_refuses_a_voice_that_is_not_its_own(drafter, patterns):
    with pytest.raises(FrameworkInvalid, match="not written in the voice ‘inspector’"):
        drafter.draft(patterns, framework("cst-strong-trusts"), Voice.INSPECTOR)


def test_the_trust_is_asked_for_a_school_and_not_at_it(draft):
    assert not [
        claim.text for claim in draft.claims if re.search(r"the trust at |\bAt [^,]+, .*the trust w", claim.text)
    ]
