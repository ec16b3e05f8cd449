"""The words of a text as the lexical index counts them: lower case, English stems.

Knows no library and no weights.
"""

from __future__ import annotations

from functools import lru_cache

import tantivy


@lru_cache(maxsize=1)
def _analyser() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.stemmer("english")).build()


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of one word ("attendance" and "attending" share theirs)."""
    stems = _analyser().analyze(word)
    return stems[0] if stems else word.lower()


def stems(text: str) -> list[str]:
    """Return the stems of all words of a text, in order; a possessive ’s is dropped."""
    found = _analyser().analyze(text.replace("’s ", " ").replace("'s ", " "))
    return [word for word in found if word]
