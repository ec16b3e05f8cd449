"""What single characters mean: spaces, bullets, hyphens, ligatures.

Works on strings only: knows nothing of pages, positions or PDF libraries.
"""

from __future__ import annotations

import re
import unicodedata

HYPHEN_MARKS = "\x02\ufffe"
"""What PDFium puts in place of a hyphen that ends a line inside a word."""

SOFT_HYPHEN = "\u00ad"

PLAIN_BULLETS = frozenset("•◦▪▫■□●○◼◻◾◽▶►▸‣⁃∙➢➤✓✔❖◆◇⬧⚫⚪★☐☑")
"""Glyphs that are a bullet wherever they open a line."""

DASH_BULLETS = frozenset("–—-*o·")
"""Glyphs that are a bullet only where they stand apart from the text that follows."""

_WORD = re.compile(r"\S+")
_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb]"
)
_NEEDS_WORK = re.compile("[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f\u2012-\u201f\u2022\u2026\u20ac]")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def words_of(text: str) -> list[tuple[int, int]]:
    """Return start and end of each run of characters between spaces of any kind."""
    return [match.span() for match in _WORD.finditer(text)]


def is_private(character: str) -> bool:
    """Say whether `character` has no meaning outside its own font (private-use area)."""
    return "\ue000" <= character <= "\uf8ff"


def is_bullet_glyph(character: str) -> bool:
    """Say whether `character` is a bullet wherever it opens a line."""
    return character in PLAIN_BULLETS or is_private(character)


def normalise(word: str) -> str:
    """Return `word` as a reader would type it.

    Ligatures are spelt out, and soft hyphens, zero-width, control and private-use characters left
    out; hyphens of every kind become "-". Quotation marks, dashes and accents stay as printed.
    """
    if not _NEEDS_WORK.search(word):
        return word
    word = _DROPPED.sub("", word).replace(SOFT_HYPHEN, "").translate(_HYPHENS)
    return "".join(_spelt_out(character) for character in word if not _is_unusable(character))


def _is_unusable(character: str) -> bool:
    return is_private(character) or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Cn", "Co")


def _spelt_out(character: str) -> str:
    if "\ufb00" <= character <= "\ufb06" or "\uff01" <= character <= "\uff5e":
        return unicodedata.normalize("NFKC", character)
    return character


__all__ = [
    "DASH_BULLETS",
    "HYPHEN_MARKS",
    "PLAIN_BULLETS",
    "SOFT_HYPHEN",
    "is_bullet_glyph",
    "is_private",
    "normalise",
    "words_of",
]
