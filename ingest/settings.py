"""All settings, in one place: bounded, named, unknown keys rejected.

Holds values only and runs nothing. Read from the environment (prefix ``INSPECTION_``) or passed in code;
each threshold of retrieval and answering names the measurement that chose it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of reading, library, retrieval, answering and the web application."""

    model_config = SettingsConfigDict(env_prefix="INSPECTION_", extra="forbid", frozen=True)

    library: Path = Path("library")
    """Folder that holds the library."""
    lock_seconds: float = Field(default=0.0, ge=0, le=86_400)
    """How long to wait for another process to finish writing to the library."""
    author: str = Field(default="local", min_length=1, max_length=200)
    """Who asks, adds and removes; in single-user mode always the same."""

    # Reading
    read_seconds: float = Field(default=120.0, gt=0, le=3600)
    """Time that reading one file may take."""
    read_memory_mb: int = Field(default=2048, ge=256, le=65536)
    """Memory that the process reading files may take, in MiB."""
    max_file_mb: int = Field(default=200, ge=1, le=4096)
    """Largest file accepted, in MiB."""
    max_pages: int = Field(default=1500, ge=1, le=100_000)
    """Longest document accepted, in pages. The longest inspection document known to us has under 300."""
    draw_texts: bool = True
    """Let LibreOffice, where it is installed, draw Word and OpenDocument texts, so that their pages are measured."""

    # Embedding
    embedding_model: str | None = None
    """Name or path of a sentence-transformers model; None = the packaged all-MiniLM-L6-v2."""
    embedding_precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """"auto": bfloat16 where the processor has instructions for it, else float32."""
    embedding_batch: int = Field(default=16, ge=1, le=1024)
    """Passages in one batch. On each of two cores, 16 gave 11.7, 8 gave 10.9 and 32 gave 11.1 thousand word pieces a
    second (``python -m evals --suite ingest-speed``, "embedding")."""

    # Vectors
    chroma_url: str | None = None
    """URL of a Chroma server; None = embedded in the library's folder."""

    # Drafts
    frameworks: Path | None = None
    """Folder of further frameworks for drafts, one YAML file each; see ``corpus/frameworks``."""

    # Web application
    host: str = "127.0.0.1"
    """Address that the web application listens on. Nothing is public unless this is changed."""
    port: int = Field(default=7860, ge=0, le=65535)
    """Port of the web application."""

    @model_validator(mode="after")
    def _no_unknown_variables(self) -> Self:
        """Reject environment variables with our prefix that name no setting: a typo must not be silently ignored."""
        prefix = str(self.model_config["env_prefix"])
        known = {f"{prefix}{name}".upper() for name in type(self).model_fields}
        unknown = sorted(name for name in os.environ if name.upper().startswith(prefix) and name.upper() not in known)
        if unknown:
            raise ValueError(
                f"Unknown settings in the environment: {', '.join(unknown)}. Known: {', '.join(sorted(known))}."
            )
        return self
