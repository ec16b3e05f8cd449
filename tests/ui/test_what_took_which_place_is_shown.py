"""What became of other documents of a file's name is told to whoever added it, on the Library tab."""

from pathlib import Path

from assistant.ui import shelf
from assistant.ui.backend import FileOutcome
from assistant.ui.desk import _outcome
from ingest.pipeline import FileResult, Outcome

NOTE = "It took the place of “<b>sef</b>.txt”, which had its name."


def test_a_note_on_a_file_reaches_the_screen_as_text() -> None:
    outcome = _outcome(FileResult(Path("sef.txt"), Outcome.REPLACED, notes=(NOTE,), pages=1, passages=2))
    assert isinstance(outcome, FileOutcome)
    shown = shelf.progress([outcome], 1)
    assert '<span class="detail">1 page, 2 passages</span>' in shown
    assert '<span class="detail">It took the place of “&lt;b&gt;sef&lt;/b&gt;.txt”, which had its name.</span>' in shown
