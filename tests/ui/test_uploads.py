"""Two windows may choose the same file, which Gradio keeps once: neither takes it away from the other."""

import gc
from pathlib import Path

import gradio as gr
import pytest

from assistant.reviewing.review import Review
from assistant.ui.check import NOTHING_CHOSEN, _Screen, build
from assistant.ui.uploads import Uploads
from tests.ui.scripted import ScriptedBackend


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "uploads"
    made.mkdir()
    return made


@pytest.fixture
def draft(folder):
    path = folder / "digest" / "draft one.txt"
    path.parent.mkdir()
    path.write_text("Pupils read well.")
    return path


def test_each_takes_a_copy_of_its_own_under_the_same_name(folder, draft):
    uploads = Uploads(folder)
    (one,), (other,) = uploads.take([str(draft)]), uploads.take([str(draft)])
    one.unlink()
    assert other.read_text() == draft.read_text() == "Pupils read well."
    assert other.name == "draft one.txt"


def test_where_files_cannot_be_linked_they_are_copied(folder, draft, monkeypatch):
    def no_links(self, target):
        raise OSError("not supported")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    uploads = Uploads(folder)
    (one,) = uploads.take([str(draft)])
    assert one.read_text() == "Pupils read well."


def test_a_copy_that_is_deleted_leaves_no_folder_and_one_that_is_not_stays(folder, draft):
    uploads = Uploads(folder)
    (one,), (other,) = uploads.take([str(draft)]), uploads.take([str(draft)])
    one.unlink()
    uploads.hold("one", [])
    assert not one.parent.exists() and other.exists()
    other.unlink()
    (last,) = uploads.take([str(draft)])
    assert [path.name for path in last.parent.parent.iterdir()] == [last.parent.name]


def test_an_upload_goes_when_no_window_has_it_chosen_any_more(folder, draft):
    uploads, other = Uploads(folder), folder / "other.txt"
    other.write_text("")
    uploads.hold("one", [str(draft), str(other)])
    uploads.hold("two", [str(draft)])
    uploads.hold("one", [])
    assert draft.exists() and not other.exists()
    uploads.hold("two", [str(draft)])
    assert draft.exists()
    uploads.hold("two", [])
    assert not draft.exists()


def test_only_uploads_are_ever_taken_or_deleted(folder, tmp_path, draft):
    outside = tmp_path / "secret.pdf"
    outside.write_bytes(b"")
    (folder / "link.pdf").symlink_to(outside)
    given = [str(outside), str(folder / ".." / "secret.pdf"), str(folder / "link.pdf"), str(folder)]
    uploads = Uploads(folder)
    assert [path.name for path in uploads.take([*given, str(draft)])] == ["draft one.txt"]
    uploads.hold("one", given)
    uploads.hold("one", [])
    assert outside.exists()


def test_copies_that_nobody_deleted_go_in_the_end(folder, draft):
    uploads = Uploads(folder)
    (one,) = uploads.take([str(draft)])
    del uploads
    gc.collect()
    assert not one.exists() and draft.exists()


@pytest.fixture
def screen(folder, tmp_path):
    backend = ScriptedBackend(tmp_path / "made")
    with gr.Blocks():
        parts = build(backend, backend.drafts, Uploads(folder))
    return _Screen(backend, backend.drafts, parts, Uploads(folder))


def checked(screen, file):
    *_, last = screen.check(str(file), "")
    return last


def test_two_reviewers_check_one_draft(screen, draft, monkeypatch):
    seen = []
    opened = screen._opened
    monkeypatch.setattr(screen, "_opened", lambda review: seen.append(review) or opened(review))
    checked(screen, draft)
    checked(screen, draft)
    assert [type(review) for review in seen] == [Review, Review]
    assert [review.filename for review in seen] == ["draft one.txt"] * 2


def test_a_draft_that_is_gone_has_to_be_chosen_again_and_the_button_works(screen, folder):
    last = checked(screen, folder / "gone.txt")
    assert NOTHING_CHOSEN in last[screen._parts.summary]
    assert last[screen._parts.start].interactive
