"""A file that looks sensitive waits until it is confirmed or left out, whatever is uploaded meanwhile."""

from pathlib import Path

import pytest

from assistant.ui import library
from assistant.ui.backend import FileOutcome, Outcome
from assistant.ui.shelf import progress
from assistant.ui.uploads import Uploads
from assistant.ui.waiting import Waiting
from ingest.errors import LibraryError


class Shelf:
    """A backend that adds files unless their name says that they are sensitive, and notes what it was given."""

    def __init__(self):
        self.added, self.discarded, self.broken = [], [], False

    def add(self, paths, group, *, confirmed=False):
        for path in paths:
            if "sensitive" in path.name and not confirmed:
                yield FileOutcome(path.name, Outcome.FAILED, "Not added: a marking.", sensitive=True)
                continue
            self.added.append((path.name, group))
            yield FileOutcome(path.name, Outcome.ADDED)
        if self.broken:
            raise LibraryError("The disk is full.")

    def discard(self, paths):
        self.discarded += [path.name for path in paths]


def test_a_file_that_waits_is_called_held_back_and_not_failed():
    done = [
        FileOutcome("a.pdf", Outcome.ADDED),
        FileOutcome("b.txt", Outcome.FAILED, "Not added: a marking.", sensitive=True),
        FileOutcome("c.pdf", Outcome.FAILED, "This PDF is damaged."),
    ]
    made = progress(done, 3)
    assert "3 files: 1 added, 1 failed, 1 held back." in made
    assert '<li class="result result-held"><span class="outcome">Held back</span>' in made


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def parts(shelf):
    import gradio as gr

    with gr.Blocks():
        return library._layout(shelf)


@pytest.fixture
def screen(shelf, parts, tmp_path):
    return library._Screen(shelf, parts, Uploads(tmp_path))


@pytest.fixture
def upload(screen, tmp_path):
    def send(waiting, name, group=""):
        path = tmp_path / name
        path.write_text(name)
        return list(screen.add([str(path)], group, 0, waiting))[-1]

    return send


def test_an_upload_after_it_does_not_lose_a_file_that_waits(screen, shelf, parts, upload):
    waiting = Waiting()
    upload(waiting, "sensitive-one.pdf", "Moor Trust")
    last = upload(waiting, "plain.pdf")
    assert last[parts.sensitive_box].visible
    assert "sensitive-one.pdf" in last[parts.sensitive]
    last = upload(waiting, "sensitive-two.pdf", "Dale Trust")
    assert "sensitive-one.pdf" in last[parts.sensitive]
    assert "sensitive-two.pdf" in last[parts.sensitive]
    screen.confirm(waiting)
    last = list(screen.add_confirmed(waiting, 3))[-1]
    assert shelf.added[1:] == [("sensitive-one.pdf", "Moor Trust"), ("sensitive-two.pdf", "Dale Trust")]
    assert "2 files: 2 added." in last[parts.results]
    assert not last[parts.sensitive_box].visible


def test_what_is_confirmed_is_what_was_named_when_it_was_confirmed(screen, shelf, upload):
    waiting = Waiting()
    upload(waiting, "sensitive-one.pdf")
    screen.confirm(waiting)
    upload(waiting, "sensitive-two.pdf")  # an upload that was still running when the button was pressed
    list(screen.add_confirmed(waiting, 2))
    assert [name for name, _ in shelf.added] == ["sensitive-one.pdf"]
    assert [outcome.name for outcome in waiting.asked()] == ["sensitive-two.pdf"]


def test_leaving_out_deletes_every_copy_that_waits_and_no_other(screen, shelf, upload):
    waiting = Waiting()
    upload(waiting, "sensitive-one.pdf")
    upload(waiting, "sensitive-two.pdf")
    assert not screen.leave_out(waiting).visible
    assert shelf.discarded == ["sensitive-one.pdf", "sensitive-two.pdf"]
    assert list(screen.add_confirmed(waiting, 2)) == []
    assert shelf.added == []


def test_what_still_waits_in_a_window_that_is_closed_is_deleted(shelf, parts, upload):
    waiting = Waiting()
    upload(waiting, "sensitive-one.pdf")
    parts.waiting.delete_callback(waiting)
    assert shelf.discarded == ["sensitive-one.pdf"]


def test_leaving_out_in_one_window_leaves_the_same_file_that_waits_in_another(shelf, parts, upload, tmp_path):
    shelf.discard = lambda paths: [path.unlink() for path in paths]
    one, other = Waiting(), Waiting()
    upload(one, "sensitive-one.pdf")
    upload(other, "sensitive-one.pdf")
    screen = library._Screen(shelf, parts, Uploads(tmp_path))
    screen.leave_out(one)
    (kept,) = other.leave_out()
    assert kept.read_text() == "sensitive-one.pdf"


def test_a_file_waits_also_where_the_upload_that_brought_it_ends_in_an_error(shelf, parts, upload):
    waiting = Waiting()
    shelf.broken = True
    last = upload(waiting, "sensitive-one.pdf")
    assert "The disk is full." in last[parts.results]
    assert [outcome.name for outcome in waiting.asked()] == ["sensitive-one.pdf"]


def test_a_path_that_is_no_upload_is_never_taken(screen, shelf):
    list(screen.add([str(Path(__file__))], "", 0, Waiting()))
    assert shelf.added == []
