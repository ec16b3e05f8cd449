"""Text of documents and people made literal, for Markdown *and* HTML: whatever it holds appears as it stands.

Writes nothing of its own: answers, notices and files are put together elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

# Characters that are markup wherever they stand in Markdown or HTML.
_ALWAYS = re.compile(r"[&<>\[\]`*_~|#$\\{}@^]")
# A colon with a word after it can begin an address ("https:") or a shortcode (":smile:").
_COLON = re.compile(r":(?=[^\s\d])")
# A dot after "www" makes an address of what follows.
_WWW = re.compile(r"(?<=www)\.", re.IGNORECASE)
# "!" before a bracket makes an image; brackets are escaped, but other renderers may look back.
_BANG = re.compile(r"!(?=\[|&#91;)")
# At the start of a line: list bullets, numbered lists, rules and underlined headings.
_LINE_START = re.compile(r"^(?:(?P<bullet>[-+=])|(?P<number>\d{1,9})(?P<stop>[.)]))")
# The same for files, where few renderers are meant and people read the source as well.
_IN_FILES = re.compile(r"[\\`*_{}\[\]<>#|~]|&(?=#?\w+;)")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.|@(?=\w)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_JOINERS = "\u200c\u200d"  # part of the spelling of some languages and of emoji


def escape(text: str) -> str:
    """Return `text` as one line of Markdown that shows exactly these words, in any renderer.

    Runs of white space become one space, as they do on screen; characters that cannot be seen
    (controls, direction overrides) are left out, since their only use on screen is to mislead.
    """
    line = _COLON.sub("&#58;", _entities(one_line(text)))
    line = _BANG.sub("&#33;", _WWW.sub("&#46;", line))
    return _LINE_START.sub(_escape_start, line)


def escape_for_file(text: str) -> str:
    """Return `text` as one line of a Markdown file: as `escape`, with backslashes, which people can read past.

    Shows exactly these words in CommonMark and GitHub's dialect; use `escape` where the renderer is not known.
    """
    line = _ADDRESS.sub(r"\\\g<0>", _IN_FILES.sub(r"\\\g<0>", one_line(text)))
    return _LINE_START.sub(_backslash_start, line)


def one_line(text: str) -> str:
    """Return `text` as one line of plain text: white space as single spaces, nothing that cannot be seen."""
    return _SPACE.sub(" ", visible(text)).strip()


def visible(text: str) -> str:
    """Return `text` without control and direction-override characters; white space stays."""
    return "".join(c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} or c in _JOINERS)


def _entities(line: str) -> str:
    return _ALWAYS.sub(lambda match: f"&#{ord(match.group())};", line)


def _escape_start(match: re.Match[str]) -> str:
    if match["bullet"]:
        return f"&#{ord(match['bullet'])};"
    return f"{match['number']}&#{ord(match['stop'])};"


def _backslash_start(match: re.Match[str]) -> str:
    return f"\\{match['bullet']}" if match["bullet"] else f"{match['number']}\\{match['stop']}"


__all__ = ["escape", "escape_for_file", "one_line", "visible"]
