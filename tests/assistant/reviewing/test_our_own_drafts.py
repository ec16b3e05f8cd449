"""A draft of our own, with real footnotes, goes through the check: every claim with the pages that it cites."""

from __future__ import annotations

import re

import pytest

from assistant.checking.checker import Checker
from assistant.checking.claims.claims import OF_ITSELF
from assistant.checking.verdict import Verdict
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrative import narrative
from assistant.reviewing.checking import DraftDesk
from assistant.reviewing.exports import export
from assistant.writing.docx import word_file
from assistant.writing.narrative import NarrativeKind
from ingest.library import Library
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.assistant.reviewing.test_word_comments import commented

FIRM = (Verdict.CONTRADICTED, Verdict.NOT_FOUND)


class Undecided:
    """Stands in for the entailment model, which has no say in what is asked here."""

    def score(self, pairs):
        import numpy as np

        return np.full((len(pairs), 3), 1 / 3, dtype=np.float32)


@pytest.fixture(scope="module")
def written(sample_library, embedder):
    drafter = Drafter(sample_library, Checker(embedder, Undecided()), "A. Writer")
    patterns = drafter.patterns("Quillhaven Learning Trust")
    return narrative(drafter.draft(patterns, framework("cst-group-inspection"), Voice.INSPECTOR))


@pytest.fixture(scope="module")
def content(written):
    return word_file(written)


@pytest.fixture(scope="module")
def checked(content, assistant, embedder, sample_folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("own") / "draft.docx"
    path.write_bytes(content)
    settings = Settings(library=sample_folder, draw_texts=False)
    with Library.open(sample_folder, settings=settings, write=True) as library, ReaderProcess(settings) as reader:
        return DraftDesk(library, assistant.searcher, Checker(embedder, Undecided()), reader).check(path)


def test_every_sentence_with_notes_is_a_claim_and_has_the_pages_that_its_notes_name(written, checked):
    draft, _ = checked
    noted = [block for block in written.blocks if block.kind is NarrativeKind.PARAGRAPH and block.notes]
    notes = [note for block in noted for note in block.notes]
    cited = [citation for item in draft.claims if item.claim.unchecked is None for citation in item.claim.citations]
    markers = {citation.marker: citation for citation in cited}
    assert sorted(markers) == [note.number for note in notes]
    for note in notes:
        page = re.search(r"pages? (\d+)", note.text)
        assert markers[note.number].page == (int(page[1]) if page else None), note


def test_what_stands_word_for_word_where_it_is_cited_is_supported_there(checked):
    draft, _ = checked
    quoting = [i for i in draft.claims if re.search(r": “[^”]+”\.$", i.claim.text) and len(i.claim.citations) == 1]
    assert len(quoting) > 20
    left = [item.claim.text for item in quoting if item.checked.verdict is not Verdict.SUPPORTED or item.findings]
    assert left == []


def test_a_count_of_schools_is_looked_up_in_each_report_that_it_cites(checked):
    draft, _ = checked
    counting = [
        item for item in draft.claims if " of the eight schools" in item.claim.text and not item.claim.unchecked
    ]
    assert len(counting) > 20
    verdicts = [item.checked.verdict for item in counting]
    assert set(verdicts) <= {Verdict.SUPPORTED, Verdict.NOT_CHECKED}
    assert verdicts.count(Verdict.SUPPORTED) >= 0.95 * len(verdicts)


def test_true_sentences_of_our_own_raise_next_to_no_alarm(checked):
    draft, _ = checked
    claims = [item for item in draft.claims if item.claim.unchecked is None and item.claim.citations]
    alarms = [item.claim.text for item in claims if item.checked.verdict in FIRM or item.findings]
    assert len(claims) > 150
    assert len(alarms) <= 0.02 * len(claims), alarms


def test_what_a_draft_says_of_itself_is_set_apart(checked):
    draft, _ = checked
    apart = {item.claim.text for item in draft.claims if item.claim.unchecked == OF_ITSELF}
    assert "Counts are of the latest report on each school." in apart
    assert any(text.startswith("The latest reports on") and "do not speak of" in text for text in apart)


def test_the_checked_word_file_has_its_comments_on_the_sentences_that_need_attention(checked, content):
    _, review = checked
    attention = [item for item in review.items if item.needs_attention]
    marked = list(commented(export(review, ".docx", content)).values())
    plain = [re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹\s]", "", item.written) for item in attention]
    assert ["".join(words.split()) for words in marked] == plain
