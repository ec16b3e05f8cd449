"""A draft that somebody took out of the library while it was open: every press says so."""

import gradio as gr
import pytest

from assistant.ui.check import SelectedClaim, _Screen, build
from assistant.ui.uploads import Uploads
from tests.ui.scripted import ScriptedBackend


@pytest.mark.parametrize(
    "press",
    [
        lambda screen, opened: screen.accept(opened, ""),
        lambda screen, opened: screen.override(opened, "supported", "The register says so."),
        lambda screen, opened: screen.withdraw(opened),
        lambda screen, opened: screen.select("claim:3", opened),
    ],
)
def test_every_press_on_it_says_that_it_is_gone(tmp_path, press):
    backend, uploads = ScriptedBackend(tmp_path / "made"), Uploads(tmp_path)
    with gr.Blocks():
        parts = build(backend, backend.drafts, uploads)
    told = press(_Screen(backend, backend.drafts, parts, uploads), SelectedClaim("0" * 64, 3))
    assert list(told) == [parts.said]
    assert "No such draft was checked." in told[parts.said]
