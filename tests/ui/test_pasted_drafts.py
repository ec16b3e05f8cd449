"""What is pasted into Check is read as what it is, and no copy of it stays."""

import tempfile
import threading
import time
from concurrent.futures import CancelledError, ThreadPoolExecutor

import gradio as gr
import pytest

from assistant.ui.check import _Screen, build, ending_of
from assistant.ui.drafts import LibraryDrafts
from assistant.ui.uploads import Uploads
from ingest.errors import LibraryError
from tests.ui.scripted import ScriptedBackend


@pytest.mark.parametrize(
    ("pasted", "ending"),
    [
        ("# A note on Ash\n\nPupils read well.", ".md"),
        ("Pupils read well.\n\n## Attendance\n\nIt is high.", ".md"),
        ("Pupils read well.\nThey are #1 in the county.", ".txt"),
        ("#Hashtag weeks help pupils.", ".txt"),
    ],
)
def test_a_pasted_text_with_marked_headings_is_markdown(pasted, ending):
    assert ending_of(pasted) == ending


def copy_in(folder):
    path = folder / "pasted.txt"
    path.write_text("Pupils read well.", encoding="utf-8")
    return path


def drafts_of(assistant):
    return LibraryDrafts(lambda: None, assistant, None, lambda: True)


def wait_until(true):
    end = time.monotonic() + 10
    while not true() and time.monotonic() < end:
        time.sleep(0.01)


def never():
    raise LibraryError("There is no library yet.")


def test_the_copy_is_deleted_when_the_check_fails(tmp_path):
    path = copy_in(tmp_path)
    with pytest.raises(LibraryError):
        list(drafts_of(never).check(path, "Pasted text"))
    assert not path.exists()


def test_the_copy_of_a_draft_that_still_waits_is_deleted_when_the_program_closes(tmp_path):
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        begun.set()
        go_on.wait(10)
        never()

    drafts, (first, second) = drafts_of(slow), (copy_in(tmp_path), tmp_path / "second.txt")
    second.write_text("Attendance is high.", encoding="utf-8")
    with ThreadPoolExecutor(2) as windows:
        running = windows.submit(list, drafts.check(first, "Pasted text"))
        assert begun.wait(10)
        waiting = windows.submit(list, drafts.check(second, "Pasted text"))
        wait_until(lambda: drafts._worker._work_queue.qsize() == 1)
        closing = threading.Thread(target=drafts.close)
        closing.start()
        with pytest.raises(CancelledError):
            waiting.result(10)
        go_on.set()
        with pytest.raises(LibraryError):
            running.result(10)
        closing.join(10)
    assert not first.exists() and not second.exists()


def test_a_draft_that_comes_when_the_program_has_closed_leaves_no_copy(tmp_path):
    drafts, path = drafts_of(never), copy_in(tmp_path)
    drafts.close()
    with pytest.raises(RuntimeError):
        list(drafts.check(path, "Pasted text"))
    assert not path.exists()


def test_a_window_that_closes_before_the_check_begins_leaves_no_copy(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    backend = ScriptedBackend(tmp_path / "made")
    with gr.Blocks():
        parts = build(backend, backend.drafts, Uploads(tmp_path))
    before = set(tmp_path.iterdir())
    events = _Screen(backend, backend.drafts, parts, Uploads(tmp_path)).check(None, "Pupils read well.")
    assert next(events)
    events.close()
    assert set(tmp_path.iterdir()) == before
