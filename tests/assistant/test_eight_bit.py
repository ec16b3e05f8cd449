"""Linear layers in eight-bit integers: near to floats, and smoothed channels lose less."""

import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from assistant.eight_bit import EightBit, factors


def layer(seed: int, inputs: int = 32, outputs: int = 12) -> nn.Linear:
    torch.manual_seed(seed)
    return nn.Linear(inputs, outputs, bias=False)


def off(got: torch.Tensor, wanted: torch.Tensor) -> float:
    return ((got - wanted).norm() / wanted.norm()).item()


@given(seed=st.integers(0, 999), rows=st.integers(1, 40), size=st.floats(1e-3, 1e3))
def test_integers_give_nearly_what_floats_give_whatever_the_size_of_the_states(seed, rows, size):
    linear = layer(seed)
    states = torch.randn(rows, 32) * size
    assert off(EightBit([linear])(states), linear(states)) < 0.02


def test_a_row_is_read_the_same_whatever_stands_beside_it():
    eight = EightBit([layer(1)])
    states = torch.randn(3, 7, 32)
    states[0] *= 100
    torch.testing.assert_close(eight(states)[2], eight(states[2:])[0], rtol=0, atol=0)


def test_several_layers_over_the_same_states_stand_side_by_side():
    first, second = layer(1), layer(2, outputs=5)
    states = torch.randn(4, 32)
    both = EightBit([first, second])(states)
    torch.testing.assert_close(both[:, :12], EightBit([first])(states))
    torch.testing.assert_close(both[:, 12:], EightBit([second])(states))


def test_a_large_channel_costs_the_others_less_when_it_is_smoothed():
    linear = layer(3)
    states = torch.randn(50, 32)
    states[:, 4] *= 60
    divided = factors(states.abs().amax(dim=0), [linear])
    smoothed = off(EightBit([linear], divided)(states / divided), linear(states))
    assert smoothed < off(EightBit([linear])(states), linear(states)) / 1.5


def test_states_of_nothing_but_zeros_give_zeros():
    assert EightBit([layer(1)])(torch.zeros(2, 32)).abs().max() == 0
