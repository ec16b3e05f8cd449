"""The child process: limits of time and memory, crashes, garbled answers, reuse, page images."""

import hashlib
import io
import os
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from ingest.errors import UnreadableDocument
from ingest.readers import ReaderProcess
from ingest.readers.pdf import read_pdf
from ingest.readers.wire import Garbled, frame, pack, receive, unpack
from ingest.settings import Settings

WORDS = b"BT /F 10 Tf 10 700 Td (Pupils read well.) Tj ET"


@pytest.fixture
def good(tmp_path, handwritten_pdf):
    path = tmp_path / "good.pdf"
    path.write_bytes(handwritten_pdf(WORDS))
    return path


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_document_comes_back_whole(good):
    with ReaderProcess(Settings()) as reader:
        document = reader.read(good)
    assert document == read_pdf(good.read_bytes(), "good.pdf", 1500)
    assert document.id == hashlib.sha256(good.read_bytes()).hexdigest()
    assert document.filename == "good.pdf"
    assert document.media_type == "application/pdf"


def test_one_child_is_started_when_needed_and_reads_many_files(good):
    with ReaderProcess(Settings()) as reader:
        assert reader._reading._process is None
        reader.read(good)
        first = reader._reading._process.pid
        reader.read(good)
        assert reader._reading._process.pid == first
    assert not alive(first)


def test_a_read_that_hangs_is_killed_and_the_next_file_is_read(tmp_path, handwritten_pdf, good):
    slow = tmp_path / "slow.pdf"
    slow.write_bytes(handwritten_pdf(b"BT /F 10 Tf 10 700 Td " + b"(a) Tj 1 0 Td " * 2_000_000 + b"ET"))
    with ReaderProcess(Settings(read_seconds=0.5, read_memory_mb=4096)) as reader:
        started = time.monotonic()
        with pytest.raises(UnreadableDocument) as caught:
            reader.read(slow)
        assert time.monotonic() - started < 3
        assert reader._reading._process is None
    assert str(caught.value) == (
        "Reading this file took longer than 0.5 seconds and was stopped. Split it, or raise the setting read_seconds."
    )
    with ReaderProcess(Settings()) as reader:
        assert reader.read(good).pages[0].text == "Pupils read well."


def test_a_file_that_takes_too_much_memory_is_stopped_and_the_next_file_is_read(tmp_path, handwritten_pdf, good):
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(handwritten_pdf(WORDS + b" " * 600_000_000))
    assert bomb.stat().st_size < 1_000_000
    with ReaderProcess(Settings(read_memory_mb=256)) as reader:
        with pytest.raises(UnreadableDocument) as caught:
            reader.read(bomb)
        assert reader.read(good).pages[0].text == "Pupils read well."
    assert str(caught.value) == (
        "Reading this file took more than 256 MiB of memory and was stopped. "
        "Split it, or raise the setting read_memory_mb."
    )


def test_a_child_that_died_between_two_files_is_replaced(good):
    with ReaderProcess(Settings()) as reader:
        reader.read(good)
        os.kill(reader._reading._process.pid, signal.SIGKILL)
        assert reader.read(good).pages[0].text == "Pupils read well."


def test_a_crash_of_the_reader_is_reported_as_one(good, monkeypatch, caplog):
    monkeypatch.setattr("sys.executable", "/bin/false")
    with ReaderProcess(Settings()) as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read(good)
    assert str(caught.value) == (
        "Reading this file crashed the reader; nothing else was affected. "
        "The file may be damaged: open it and print it to a new PDF, and add that."
    )
    assert "The reader ended without an answer (status 1)." in caplog.text


BROKEN = """
import ingest.readers.reading as reading

def read_pdf(*_):
    raise ValueError("words of the document")

reading.pdf.read_pdf = read_pdf
"""


def test_a_mistake_of_the_reader_is_logged_with_its_place_and_without_the_documents_words(good, monkeypatch, caplog):
    with broken_child(monkeypatch), ReaderProcess(Settings()) as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read(good)
    assert str(caught.value).startswith("Reading this file crashed the reader; nothing else was affected.")
    assert "The reader failed with ValueError at:" in caplog.text
    assert "in read_pdf" in caplog.text
    assert "words of the document" not in caplog.text


@contextmanager
def broken_child(monkeypatch):
    """Let the child run with a reader of PDFs that has a mistake."""
    started = subprocess.Popen

    def start(command, **more):
        place = command.index("-m")
        code = f"{BROKEN}\nimport sys; from ingest.readers.child import main; sys.exit(main())"
        return started([*command[:place], "-c", code, *command[place + 2 :]], **more)

    with monkeypatch.context() as patch:
        patch.setattr("ingest.readers.worker.subprocess.Popen", start)
        yield


def test_a_file_that_is_gone_when_the_child_opens_it_is_reported_as_that(good, monkeypatch):
    def gone(reader, path, digest=True):
        path.unlink()
        return ""

    monkeypatch.setattr(ReaderProcess, "_accept", gone)
    with ReaderProcess(Settings()) as reader, pytest.raises(UnreadableDocument) as caught:
        reader.read(good)
    assert str(caught.value) == (
        "This file cannot be opened (No such file or directory). Check that it exists and that you may read it."
    )


def test_the_child_gets_none_of_the_environment(good, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    with ReaderProcess(Settings()) as reader:
        reader.read(good)
        environment = Path(f"/proc/{reader._reading._process.pid}/environ").read_bytes()
    assert b"PYTHONPATH" in environment
    assert b"SECRET_KEY" not in environment


def test_the_child_writes_no_files_and_what_it_starts_only_small_ones(good):
    with ReaderProcess(Settings()) as reader:
        reader.read(good)
        limits = Path(f"/proc/{reader._reading._process.pid}/limits").read_text().splitlines()
    sizes = [line.split()[3:5] for line in limits if line.startswith("Max file size")]
    assert sizes == [["0", str(64 * 1024 * 1024)]]  # LibreOffice, started by it, may write its drawing of a text


def test_threads_take_turns(good):
    with ReaderProcess(Settings()) as reader, ThreadPoolExecutor(8) as pool:
        documents = list(pool.map(lambda _: reader.read(good), range(40)))
        images = list(pool.map(lambda _: reader.render(good, 1, 100), range(10)))
    assert len(set(document.id for document in documents)) == 1
    assert len(set(images)) == 1


def test_a_page_is_drawn_as_a_png_of_the_width_asked_for(good):
    with ReaderProcess(Settings()) as reader:
        image = Image.open(io.BytesIO(reader.render(good, 1, 300)))
    assert image.size == (300, 400)
    darkest, lightest = image.convert("L").getextrema()
    assert darkest < 150
    assert lightest == 255


@pytest.mark.parametrize(
    ("page", "width", "message"),
    [
        (2, 300, "There is no page 2: this PDF has 1 pages."),
        (0, 300, "There is no page 0: this PDF has 1 pages."),
        (1, 5000, "A page image is 16 to 4000 pixels wide; 5000 was asked for."),
        (1, 0, "A page image is 16 to 4000 pixels wide; 0 was asked for."),
    ],
)
def test_a_page_that_cannot_be_drawn_says_why(good, page, width, message):
    with ReaderProcess(Settings()) as reader, pytest.raises(UnreadableDocument) as caught:
        reader.render(good, page, width)
    assert str(caught.value) == message


def test_a_document_survives_the_wire_unchanged(good):
    document = read_pdf(good.read_bytes(), "good.pdf", 10)
    stream = io.BytesIO(frame(pack(document)))
    assert unpack(receive(stream.read), "good.pdf") == document


@pytest.mark.parametrize(
    "spoil",
    [
        lambda message: message.pop("pages"),
        lambda message: message.update(id=7),
        lambda message: message["pages"][0].pop(),
        lambda message: message["pages"][0].__setitem__(0, 5),
        lambda message: message["pages"][0].__setitem__(2, float("inf")),
        lambda message: message["pages"][0].__setitem__(4, "short"),
        lambda message: message["pages"][0][5].__setitem__(5, 7.5),
        lambda message: message["pages"][0][5].pop(),
        lambda message: message["pages"][0][6][0].__setitem__(0, "unheard-of"),
    ],
)
def test_an_answer_that_is_not_a_whole_document_is_refused(good, spoil):
    message = pack(read_pdf(good.read_bytes(), "good.pdf", 10))
    spoil(message)
    with pytest.raises(Garbled):
        unpack(message, "good.pdf")
