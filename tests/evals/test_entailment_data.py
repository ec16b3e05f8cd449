"""The claim–evidence pairs: well formed, split by document, and a mistake is named."""

import pytest

from evals.entailment.data import OTHERS, EntailmentDataError, load, load_file, of_part


def test_every_pair_loads_and_no_document_is_in_two_parts():
    pairs = load()
    assert len(pairs) > 4000
    parts = {}
    for pair in pairs:
        parts.setdefault((pair.writer, pair.document), set()).add(pair.part)
    assert all(len(names) == 1 for names in parts.values())
    assert min(len(of_part(pairs, part)) for part in ("calibrate", "report")) > 200


def test_the_claims_of_other_writers_share_nothing_with_those_that_train():
    pairs, others = load(), load_file(OTHERS)
    assert len(others) > 1500
    assert len({pair.id for pair in others}) == len(others)
    assert not {pair.evidence for pair in pairs} & {pair.evidence for pair in others}


def test_a_malformed_line_is_named_with_its_file(tmp_path):
    (tmp_path / "writer9.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(EntailmentDataError, match=r"writer9.jsonl, line 1: "):
        load(tmp_path)
