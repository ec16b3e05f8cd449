"""Gradio is imported without parsing its own sources for stubs, and is otherwise as it was."""

import sys
from importlib.util import module_from_spec

import gradio
from gradio.events import Events

import assistant.ui
from assistant.ui.no_stubs import MODULE, WRITES, NoStubs, install


def loaded():
    spec = NoStubs().find_spec(MODULE, gradio.__path__)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_component_is_made_with_its_events_and_no_source_of_it_is_read(monkeypatch):
    module = loaded()
    monkeypatch.setattr(module.inspect, "getfile", lambda _: (_ for _ in ()).throw(AssertionError("source looked for")))
    made = module.ComponentMeta("Made", (), {"EVENTS": [Events.click], "__init__": lambda self: None})
    assert [str(event) for event in made.EVENTS] == ["click"]
    assert callable(made.click)


def test_gradio_still_has_the_function_that_is_left_out():
    assert hasattr(loaded(), WRITES)
    assert NoStubs().find_spec("gradio.blocks", gradio.__path__) is None, "no other module is touched"


def test_whoever_imports_a_screen_imports_gradio_so_and_once_is_enough():
    assert assistant.ui
    install()
    assert sum(isinstance(finder, NoStubs) for finder in sys.meta_path) == 1
