"""Documents are removed together; where that fails halfway, the list shows what is left."""

import gradio as gr
import numpy as np
import pytest

from assistant.ui import library
from assistant.ui.desk import Desk
from assistant.ui.uploads import Uploads
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.library.indexes import Indexes
from ingest.pipeline import Ingestor
from ingest.readers import ReaderProcess
from ingest.settings import Settings
from tests.ui.scripted import ScriptedBackend


class FewNumbers:
    """Stands for the embedding model, whose vectors do not matter here."""

    fingerprint = "few-numbers"

    def embed(self, texts):
        return np.ones((len(texts), 4), dtype=np.float32)


@pytest.fixture
def desk(tmp_path):
    folder = tmp_path / "library"
    files = [tmp_path / f"note {number}.txt" for number in range(5)]
    for file in files:
        file.write_text(f"{file.stem} says that attendance is high.")
    with Library.open(folder, write=True) as opened, ReaderProcess(Settings()) as reader:
        list(Ingestor(opened, reader, FewNumbers()).add_paths(files))
    made = Desk(Settings(library=folder))
    made._embedder = FewNumbers()
    yield made
    made.close()


def test_many_documents_are_taken_out_of_the_indexes_at_once(desk, monkeypatch):
    finished = []
    finish = Indexes.finish
    monkeypatch.setattr(Indexes, "finish", lambda self: finished.append(1) or finish(self))
    desk.remove([row.document for row in desk.rows()])
    assert desk.rows() == ()
    assert len(finished) == 2  # once when the library was opened, and once for all five


def test_where_it_fails_halfway_the_reason_is_told_and_the_list_is_read_again(tmp_path):
    backend = ScriptedBackend(tmp_path / "made")
    with gr.Blocks():
        parts = library._layout(backend)
    rows = backend.rows()

    def remove(documents):
        del backend._rows[documents[0]]
        raise LibraryError("The disk is full.")

    backend.remove = remove
    screen = library._Screen(backend, parts, Uploads(tmp_path))
    told = screen.remove(",".join(row.document for row in rows), 4)
    assert "The disk is full." in told[parts.said]
    assert (told[parts.changed], told[parts.picked]) == (5, "")
    assert not told[parts.confirm_box].visible
