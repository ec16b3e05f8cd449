"""Comments in Word files: on the right words, and nothing else changed."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.reviewing.word_comments import Comment, Commented, with_comments
from evals.checking_draft.build import build, claims
from evals.checking_draft.rendering import convert, shown_comments
from ingest.readers import ReaderProcess
from ingest.readers.office import program
from ingest.settings import Settings
from tests.assistant.reviewing.conftest import W, docx

NOTE = Comment(("Contradicted",), "Inspection Assistant", "IA", datetime(2026, 9, 1, 9, 30, tzinfo=UTC))


def part(content: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read(name))


def commented(content: bytes) -> dict[str, str]:
    """Return for each comment's number the words between its marks."""
    found: dict[str, str] = {}
    inside: set[str] = set()
    for element in part(content, "word/document.xml").iter():
        name = etree.QName(element).localname
        if name == "commentRangeStart":
            inside.add(element.get(f"{{{W}}}id"))
            found[element.get(f"{{{W}}}id")] = ""
        elif name == "commentRangeEnd":
            inside.discard(element.get(f"{{{W}}}id"))
        elif name == "t":
            for number in inside:
                found[number] += element.text or ""
    return found


def text_of(content: bytes) -> str:
    return "".join(t.text or "" for t in part(content, "word/document.xml").iter(f"{{{W}}}t"))


def test_a_claim_inside_runs_is_marked_exactly_and_the_runs_keep_their_look() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>One. All pu</w:t></w:r>"
        "<w:r><w:rPr><w:b/></w:rPr><w:t>pils read</w:t><w:tab/><w:t>daily. Three.</w:t></w:r></w:p>"
    )
    sentences = [Commented("One.", ()), Commented("All pupils read daily.", (NOTE,)), Commented("Three.", (NOTE,))]
    content = with_comments(docx(body), sentences).content
    assert commented(content) == {"0": "All pupils readdaily.", "1": "Three."}
    assert text_of(content) == text_of(docx(body))
    runs = [
        ("".join(run.itertext(f"{{{W}}}t")), [etree.QName(e).localname for e in run.iterfind(f"{{{W}}}rPr/*")])
        for run in part(content, "word/document.xml").iter(f"{{{W}}}r")
        if run.find(f"{{{W}}}t") is not None
    ]
    looks = [("One. ", ["i"]), ("All pu", ["i"]), ("pils readdaily.", ["b"]), (" ", ["b"]), ("Three.", ["b"])]
    assert runs == looks


def test_every_other_part_stays_as_it_was_and_the_new_part_is_declared() -> None:
    before = docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>")
    content = with_comments(before, [Commented("One.", (NOTE,))]).content
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(content)) as new:
        assert new.namelist() == [*old.namelist(), "word/comments.xml"]
        same = [name for name in old.namelist() if old.read(name) == new.read(name)]
    assert same == ["_rels/.rels", "custom/kept.bin"]
    comment = part(content, "word/comments.xml")[0]
    assert comment.get(f"{{{W}}}author") == "Inspection Assistant"
    assert comment.get(f"{{{W}}}date") == "2026-09-01T09:30:00Z"
    relation = part(content, "word/_rels/document.xml.rels")[0]
    assert (relation.get("Id"), relation.get("Target")) == ("rId1", "comments.xml")
    assert "/word/comments.xml" in [e.get("PartName") for e in part(content, "[Content_Types].xml")]


def test_comments_that_are_there_keep_their_numbers_and_new_ones_go_on_from_them() -> None:
    theirs = f'<w:comments xmlns:w="{W}"><w:comment w:id="7" w:author="Cy"><w:p/></w:comment></w:comments>'
    relation = (
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/>'
    )
    body = (
        '<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>One.</w:t></w:r><w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r></w:p>'
    )
    before = docx(body, extra={"word/comments.xml": theirs}, relations=relation)
    content = with_comments(before, [Commented("One.", (NOTE,))]).content
    authors = [(c.get(f"{{{W}}}id"), c.get(f"{{{W}}}author")) for c in part(content, "word/comments.xml")]
    assert authors == [("7", "Cy"), ("8", "Inspection Assistant")]
    assert commented(content) == {"7": "One.", "8": "One."}


def test_the_second_of_two_like_sentences_gets_the_second_comment_and_deleted_words_none() -> None:
    body = (
        "<w:p><w:del><w:r><w:delText>Same.</w:delText></w:r></w:del><w:r><w:t>Same.</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Same.</w:t></w:r></w:p>"
    )
    content = with_comments(docx(body), [Commented("Same.", ()), Commented("Same.", (NOTE,))]).content
    paragraphs = list(part(content, "word/document.xml").iter(f"{{{W}}}p"))
    assert [len(list(p.iter(f"{{{W}}}commentRangeStart"))) for p in paragraphs] == [0, 1]


def test_a_footnote_is_commented_at_its_reference() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'
    relation = (
        '<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/>'
    )
    body = '<w:p><w:r><w:t>One.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    before = docx(body, extra={"word/footnotes.xml": notes}, relations=relation)
    result = with_comments(before, [Commented("One.", ()), Commented("Note 1: A note.", (NOTE,))])
    assert result.unplaced == ()
    start = next(part(result.content, "word/document.xml").iter(f"{{{W}}}commentRangeStart"))
    assert start.getnext()[0].tag == f"{{{W}}}footnoteReference"


def test_a_sentence_with_notes_is_found_with_their_raised_numbers_and_marked_to_the_last_of_them(tmp_path) -> None:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:t>Note {0}.</w:t></w:r></w:p></w:footnote>'
    notes = f'<w:footnotes xmlns:w="{W}">{"".join(note.format(n) for n in range(2, 14))}</w:footnotes>'
    refers = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    first = "".join(f"<w:r><w:t>{n}</w:t></w:r>{refers.format(n)}" for n in range(2, 12))
    body = (
        f"<w:p>{first}</w:p><w:p><w:r><w:t>Two things,</w:t></w:r>{refers.format(12)}"
        f"<w:r><w:t> and more.</w:t></w:r>{refers.format(13)}<w:r><w:t> Then a third.</w:t></w:r></w:p>"
    )
    relation = (
        '<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
        'Target="footnotes.xml"/>'
    )
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(body, extra={"word/footnotes.xml": notes}, relations=relation))
    with ReaderProcess(Settings(draw_texts=False)) as reader:
        lines = [block.span.of(page.text) for page in reader.read(path).pages for block in page.blocks]
    assert "Two things,¹¹ and more.¹² Then a third." in lines
    result = with_comments(path.read_bytes(), [Commented("Two things,¹¹ and more.¹²", (NOTE,))])
    assert result.unplaced == ()
    assert commented(result.content) == {"0": "Two things, and more."}
    end = next(part(result.content, "word/document.xml").iter(f"{{{W}}}commentRangeEnd"))
    assert end.getprevious()[0].get(f"{{{W}}}id") == "13"


def test_words_that_are_not_in_the_file_are_told() -> None:
    result = with_comments(docx("<w:p><w:r><w:t>One.</w:t></w:r></w:p>"), [Commented("Two.", (NOTE,))])
    assert result.unplaced == ("Two.",)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["Pupils", "read ", "daily", ". ", "at", " home", "é"]), min_size=1), min_size=1),
    st.data(),
)
def test_however_runs_are_cut_the_text_stays_and_each_comment_is_on_its_words(pieces, data) -> None:
    runs = [[f'<w:r><w:t xml:space="preserve">{piece}</w:t></w:r>' for piece in paragraph] for paragraph in pieces]
    body = "".join(f"<w:p>{''.join(paragraph)}</w:p>" for paragraph in runs)
    text = "".join("".join(paragraph) for paragraph in pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)) | {0, len(text)})
    sentences = [text[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
    content = with_comments(docx(body), [Commented(words, (NOTE, NOTE)) for words in sentences]).content
    assert text_of(content) == text
    wanted = ["".join(words.split()) for words in sentences if words.strip() for _ in (1, 2)]
    assert ["".join(words.split()) for words in commented(content).values()] == wanted


@pytest.mark.skipif(program() is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_draft_and_keeps_every_comment_on_its_words() -> None:
    planted = claims()
    faults = {claim.written: (NOTE,) for claim in planted if claim.fault}
    sentences = [Commented(claim.written, faults.get(claim.written, ())) for claim in planted]
    result = with_comments(build(planted), sentences)
    assert result.unplaced == ()
    shown = shown_comments(result.content)
    assert shown is not None
    assert [comment.on for comment in shown] == list(faults)
    assert {(comment.author, comment.text) for comment in shown} == {("Inspection Assistant", "Contradicted")}
    again = convert(result.content, "docx")
    assert again is not None
    assert [" ".join(words.split()) for words in commented(again).values()] == list(faults)


def test_the_draft_is_the_same_every_time_and_holds_sixty_sound_claims_and_twenty_faults() -> None:
    assert build() == build()
    assert sum(claim.fault is None for claim in claims()) == 60
    assert sum(claim.fault is not None and claim.right is not None for claim in claims()) == 20
