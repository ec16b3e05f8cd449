"""Twelve schools under CST's model: seconds from a library to a draft, and to its Word file.

The library is generated as for "patterns-speed": the sample group's reports under made-up schools and dates.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.checking.checker import Checker
from assistant.drafting.drafter import Drafter
from assistant.drafting.frameworks import framework
from assistant.drafting.matrices import Matrix
from assistant.drafting.narrative import narrative
from assistant.drafting.narrowing import Narrowing
from assistant.writing.docx import word_file
from evals.patterns_speed import GROUP, generate
from ingest.embedding import Embedder
from ingest.library import Library
from ingest.settings import Settings

SCHOOLS, EACH = 12, 4


def twelve() -> dict[str, Any]:
    """Return the seconds of the slower of both voices, with both matrices, and how much was written."""
    chosen = framework("cst-group-inspection")
    result: dict[str, Any] = {"schools": SCHOOLS, "reports": SCHOOLS * EACH}
    tables = Narrowing(matrices=tuple(Matrix))
    with tempfile.TemporaryDirectory(prefix="evals-") as folder:
        settings = Settings(library=Path(folder) / "library")
        generate(settings, Path(folder), SCHOOLS, EACH)
        with Library.open(settings.library, settings=settings, model="made up") as library:
            drafter = Drafter(library, Checker(Embedder(settings)), "evals")
            for voice in chosen.voices:
                started = time.perf_counter()
                draft = drafter.draft(drafter.patterns(GROUP), chosen, voice, narrowing=tables)
                made = time.perf_counter()
                data = word_file(narrative(draft))
                result[voice.value] = {
                    "claims": len(draft.claims),
                    "stated": sum(claim.is_fact for claim in draft.claims),
                    "kilobytes": len(data) // 1024,
                    "seconds": round(made - started, 2),
                    "seconds_word": round(time.perf_counter() - made, 3),
                }
    return result
