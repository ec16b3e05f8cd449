"""All settings, in one place: bounded, named, unknown keys rejected.

Holds values only and runs nothing. Read from the environment (prefix ``INSPECTION_``) or passed in code;
each threshold of retrieval and answering names the measurement that chose it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.errors import InvalidSettings

LOCAL_AUTHOR = "local"
"""Who works where no author is set: one person at one computer, who has given no name."""


class Settings(BaseSettings):
    """Settings of reading, library, retrieval, answering and the web application."""

    model_config = SettingsConfigDict(env_prefix="INSPECTION_", extra="forbid", frozen=True)

    library: Path = Path("library")
    """Folder that holds the library."""
    lock_seconds: float = Field(default=0.0, ge=0, le=86_400)
    """How long to wait for another process to finish writing to the library."""
    author: str = Field(default=LOCAL_AUTHOR, min_length=1, max_length=200)
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

    # Personal data
    keep_names: Literal["none", "public", "all"] = "public"
    """Whose names the record of an inspection keeps; the roles themselves are always kept.

    "public": of those who hold a public office, whose names are published by law or custom with the office itself: the
    lead inspector, who signs the report; headteachers and principals, chairs of governors, trustees and boards, chief
    executives and directors of education. Deputies, managers, staff and private proprietors are kept as roles only.
    "none": roles only. "all": every name that was recognised beside a role. A name that is not kept is in no record and
    no JSON; the text of the page is the document itself and stays as printed. A stricter setting hides at once what
    was kept under another; a wider one holds for documents added from then on.
    """
    survey_fewest: int = Field(default=10, ge=1, le=1000)
    """Fewest respondents of which a survey's figure is kept and shown. Ten is what the large survey providers use, so
    that nobody can be told from a figure; figures of fewer never reach the library."""

    # Embedding
    embedding_model: str | None = None
    """Name or path of a sentence-transformers model; None = the packaged all-MiniLM-L6-v2."""
    embedding_precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """"auto": bfloat16 where the processor has instructions for it, else float32."""
    embedding_batch: int = Field(default=16, ge=1, le=1024)
    """Passages in one batch. On each of two cores, 16 gave 11.7, 8 gave 10.9 and 32 gave 11.1 thousand word pieces a
    second (``python -m evals --suite ingest-speed``, "embedding")."""

    # Retrieval
    reranker: str = Field(default="off", min_length=1, max_length=4096)
    """"off": none; "packaged": the small network that also ranks sentences; else name or path of a
    sentence-transformers `CrossEncoder` that lies on this machine (nothing is fetched). Weights and threshold of
    answers were fitted without one; ``python -m evals --suite retrieval`` ("reranked") tells what one is worth."""

    # Checking
    entailment: str = Field(default="packaged", min_length=1, max_length=4096)
    """"packaged": the model trained for this project; "off": none; else name or path of a sentence-transformers
    `CrossEncoder` with the three classes of natural-language inference. The bands of a verdict were set with "packaged"
    (and, for want of a model, without): with another, set them again (``python -m evals --fit-checking``). With "off"
    no passage is read for an answer either (`assistant.answering.reading`), and fewer unanswerable questions are
    refused."""

    # Vectors
    chroma_url: str | None = None
    """URL of a Chroma server; None = embedded in the library's folder."""

    # Prose, by a chat model
    model: str | None = Field(default=None, pattern=r"^[\w.-]+:\S+$")
    """Chat model as "provider:name" ("openai:gpt-5", "ollama:llama3"); None = answers in the documents' own sentences.
    The question and the sentences found are sent to it, and to nobody else."""
    model_url: str | None = Field(default=None, pattern=r"^https?://")
    """Address of an OpenAI-compatible server, for models that run on your own machine."""
    model_key: SecretStr | None = None
    """Key of the model's provider; never shown or stored. The providers' own variables work too."""
    model_seconds: float = Field(default=60.0, gt=0, le=3600)
    """Time that the model may take for one answer."""
    unsupported: Literal["leave out", "show"] = "leave out"
    """What becomes of a sentence that the model wrote and the checker does not bear out: only counted, or shown struck
    through with the reason."""

    # Surveys
    survey_bands: str = Field(default="none", pattern=r"^[a-z0-9-]{1,40}$")
    """Which preset of ``corpus/surveys.yaml`` names the distance of a survey's figure from its benchmark at first
    ("distance", "edurio"; "none" for no words); each person may choose another on screen. Survey bands are no
    inspection grades."""
    survey_questions: Path | None = None
    """Own list of which wordings of surveys ask the same; None = ``corpus/surveys.yaml``, whose form it must have."""

    # Drafts
    frameworks: Path | None = None
    """Folder of further frameworks for drafts, one YAML file each; see ``corpus/frameworks``."""

    # Web application
    host: str = "127.0.0.1"
    """Address that the web application listens on. Nothing is public unless this is changed."""
    port: int = Field(default=7860, ge=0, le=65535)
    """Port of the web application."""

    @classmethod
    def read(cls, **given: Any) -> Self:  # noqa: ANN401 (values of any setting; those that are None were not given)
        """Return the settings of the environment, with those given in their place, as a command line begins.

        :raises InvalidSettings: if one is unknown or out of bounds; the message names it as it is written there.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            prefix = str(cls.model_config["env_prefix"])
            faults = [
                f"{prefix}{one['loc'][0]}".upper() + f": {one['msg']}" if one["loc"] else str(one["ctx"]["error"])
                for one in error.errors()
            ]
            raise InvalidSettings("; ".join(faults)) from error

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
