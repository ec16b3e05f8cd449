"""Sections of a draft in prose from scripted chat models: what stands, what is left out, what remains on failure."""

import json

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import Voice, framework
from assistant.drafting.narrative import narrative
from assistant.drafting.narrowing import Narrowing
from assistant.drafting.prose import MOST_FAILURES, NoModel, SectionWriter, writer_of
from assistant.drafting.room import Room
from assistant.drafting.values import ClaimKind
from assistant.writing.texts import markdown
from ingest.settings import Settings

GROUP = "Quillhaven Learning Trust"
SCHOOL = "Corvane Academy"


class Answering(GenericFakeChatModel):
    """Answers each message by a function of the evidence that it holds."""

    def __init__(self, answer):
        super().__init__(messages=iter(()))
        self._answer = answer
        self._asked = []

    def _generate(self, messages, stop=None, run_manager=None, **more):
        sent = json.loads(next(m.content for m in messages if m.type == "human"))
        self._asked.append(sent)
        self.messages = iter([AIMessage(content=self._answer(sent))])
        return super()._generate(messages, stop, run_manager, **more)


def claims(*some):
    return json.dumps({"claims": [{"text": text, "evidence": ids} for text, ids in some]})


def true(sent):
    """Say of the first piece what it says, in its own words and with whose they are."""
    piece = sent["evidence"][0]
    head, quote = piece["text"].split(": ", 1)
    return claims((f"At {head.split(',')[0]}, inspectors wrote: “{quote.rstrip('.')}”.", [piece["id"]]))


def false(sent):
    piece = sent["evidence"][0]
    of_each = {other["text"].split(": ", 1)[0]: other["id"] for other in sent["evidence"]}
    school = piece["text"].split(",")[0]
    return claims(
        (f"At {school}, 97% of pupils said so.", [piece["id"]]),
        (f"{school} is outstanding.", [piece["id"]]),
        ("They read well there.", list(of_each.values())),
        (f"At {school}, all is well.", ["E99"]),
    )


def bare(sent):
    """Say what the first piece says and not whose word it is."""
    piece = sent["evidence"][0]
    return claims((piece["text"].split(": ", 1)[1], [piece["id"]]))


@pytest.fixture(scope="module")
def drafter(sample_library, embedder):
    return Drafter(sample_library, Checker(embedder), "Ann")


@pytest.fixture(scope="module")
def patterns(drafter):
    return drafter.patterns(GROUP, narrowing=Narrowing(schools=(SCHOOL,)))


def writer(answer, unsupported="leave out", seconds=30.0):
    model = Answering(answer)
    made = SectionWriter("local:tiny", lambda: model, seconds, unsupported)
    return made, model


def written(drafter, patterns, made):
    narrowing = Narrowing(schools=(SCHOOL,))
    return drafter.draft(patterns, framework("cst-group-inspection"), Voice.INSPECTOR, narrowing=narrowing, writer=made)


def test_what_a_model_words_and_the_checker_bears_out_takes_the_place_of_the_quotation(drafter, patterns):
    made, model = writer(true)
    draft = written(drafter, patterns, made)
    prose = [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    assert prose and all(claim.is_fact and claim.author == "local:tiny" for claim in prose)
    plain = drafter.draft(patterns, framework("cst-group-inspection"), Voice.INSPECTOR)
    quotes = [c.citations[0].locators for c in plain.claims if c.kind is ClaimKind.QUOTE]
    cited = [c.citations[0].locators for c in draft.claims if c.kind in (ClaimKind.QUOTE, ClaimKind.PROSE)]
    assert set(cited) == set(quotes), "no evidence is lost"
    assert draft.mode == "prose"
    method = next(line for line in draft.method if "prose mode: the chat model local:tiny" in line)
    assert f"{len(prose)} of the {len(prose)} sentences that it wrote stand" in method
    assert not any("no language model wrote any of it" in line for line in draft.method)
    assert model._asked[0]["written by"] == "an inspector"
    assert ".pdf" not in json.dumps(model._asked), "the model sees no file"


def test_whose_word_a_sentence_is_stands_before_it_where_the_model_does_not_say_so(drafter, patterns):
    draft = written(drafter, patterns, writer(bare, "show")[0])
    prose = [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    of_reports = [claim for claim in prose if claim.citations[0].school]
    assert of_reports
    for claim in of_reports:
        cite = claim.citations[0]
        assert claim.text.startswith(f"At {SCHOOL}, inspectors wrote in {cite.date:%B %Y} that ")
        assert claim.text[-20:] == cite.quote[-20:]
    assert any(claim.is_fact for claim in of_reports)


def test_what_is_not_borne_out_is_left_out_and_counted_and_the_section_says_that_it_is_in_evidence_mode(
    drafter, patterns
):
    draft = written(drafter, patterns, writer(false)[0])
    assert not [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    section = next(section for section in draft.sections if section.prose and section.prose.written)
    assert section.prose.kept == 0
    assert section.prose.words == (
        f"local:tiny wrote {section.prose.written} sentences here, each checked against the places it cites; "
        "none stands. The section is given in evidence mode."
    )
    assert any(claim.kind is ClaimKind.QUOTE for claim in section.claims)


def test_by_the_setting_they_are_kept_with_their_reasons_and_never_reach_the_file(drafter, patterns):
    draft = written(drafter, patterns, writer(false, "show")[0])
    shown = [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    assert shown and not any(claim.is_fact for claim in shown)
    reasons = {reason for claim in shown for reason in claim.reasons}
    assert "The figure 97 does not stand in the passage." in reasons
    assert f"It does not name {SCHOOL}, whose report it cites." in reasons
    assert "It cites no evidence that it was given." in reasons
    assert any(v.rule == "grade" for claim in shown for v in claim.violations)
    text = markdown(narrative(draft))
    assert "97%" not in text and "is outstanding" not in text


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("I would rather not.", "The chat model local:tiny did not keep to the form asked for (no JSON object in it)."),
        ("The pupils read and read and read.\n" * 20, "The chat model repeated itself and was stopped."),
        ("x" * 30_000, "The chat model wrote more than 20,000 characters and was stopped."),
    ],
)
def test_a_model_that_fails_loops_or_writes_nonsense_leaves_evidence_mode_and_the_draft_says_so(
    drafter, patterns, reply, why
):
    made, model = writer(lambda sent: reply)
    draft = written(drafter, patterns, made)
    assert all(claim.is_fact and claim.kind is not ClaimKind.PROSE for claim in draft.claims)
    assert draft.sections[0].prose.words == f"{why} The section is given in evidence mode."
    assert len(model._asked) <= 2 * MOST_FAILURES
    assert "it had failed 3 times on end" in draft.sections[-1].prose.words
    text = markdown(narrative(draft))
    assert why.replace("_", r"\_") in text
    assert "In evidence mode, for want of such sentences: " in text


def test_evidence_goes_to_the_model_as_data(drafter, patterns):
    made, model = writer(true)
    written(drafter, patterns, made)
    assert all(set(sent) == {"heading", "written by", "evidence"} for sent in model._asked)
    assert all(set(piece) == {"id", "text"} for sent in model._asked for piece in sent["evidence"])


def test_prose_without_a_model_is_refused_with_the_remedy(sample_library, embedder):
    room = Room(lambda: sample_library, lambda: Checker(embedder))
    with pytest.raises(NoModel, match="Name one in the setting INSPECTION_MODEL"):
        room.make(GROUP, framework("oeif-areas"), Voice.INSPECTOR, "Ann", prose=True)
    with pytest.raises(NoModel):
        writer_of(Settings(model=None))


def test_a_draft_in_prose_is_kept_and_read_back_as_made(sample_library, embedder):
    checker = Checker(embedder)
    room = Room(lambda: sample_library, lambda: checker, lambda: writer(true)[0], "local:tiny")
    few = Narrowing(schools=(SCHOOL,))
    kept = room.make(GROUP, framework("oeif-areas"), Voice.INSPECTOR, "Ann", narrowing=few, prose=True)
    assert kept.draft.mode == "prose"
    assert room.open(kept.record.id) == kept
    assert "local:tiny" in room.export(kept.record.id, ".html")[1].decode()


def test_a_sentence_of_three_words_says_nothing_and_is_refused(drafter, patterns):
    draft = written(
        drafter, patterns, writer(lambda sent: claims(("One sentence.", [sent["evidence"][0]["id"]])), "show")[0]
    )
    prose = [claim for claim in draft.claims if claim.kind is ClaimKind.PROSE]
    assert prose and not any(claim.is_fact for claim in prose)
    assert all("It is too short to say anything that could be checked." in claim.reasons for claim in prose)
