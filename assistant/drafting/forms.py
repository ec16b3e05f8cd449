"""The forms in which a draft leaves, by the ending of the file's name: Word, Markdown, a web page.

Makes bytes of a narrative; the command line and the Draft tab write no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.writing.docx import word_file
from assistant.writing.narrative import Narrative
from assistant.writing.texts import markdown, page

FORMS: Mapping[str, Callable[[Narrative], bytes]] = {
    ".docx": word_file,
    ".md": lambda text: markdown(text).encode(),
    ".html": lambda text: page(text).encode(),
}

__all__ = ["FORMS"]
