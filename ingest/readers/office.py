"""A Word or OpenDocument text → the PDF that LibreOffice draws of it, where LibreOffice is installed.

Runs it with a profile of its own that is thrown away, without macros, on a copy from which everything that points
outside the file has been taken; with limits on time, memory and the size of what it writes. A document that
LibreOffice cannot draw is read without it. Nothing requires it.
"""

from __future__ import annotations

import io
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from ingest.errors import UnreadableDocument
from ingest.readers.limits import leave_network, limit
from ingest.readers.packages import Package, opened

SECONDS = 60.0
"""Time for one document. Chosen well above what a document takes, and well below `read_seconds`."""
LARGEST = 64 * 1024 * 1024
"""Bytes that LibreOffice may write into one file."""

_PROGRAMS = ("soffice", "libreoffice")
_OUTSIDE = re.compile(rb"<[^<>]*\bTargetMode\s*=\s*[\"']External[\"'][^<>]*>")
_DROPPED = re.compile(r"vbaProject|vbaData|activeX/|embeddings/|oleObject|Basic/|Scripts/|Object ", re.IGNORECASE)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@lru_cache(maxsize=1)
def program() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


@lru_cache(maxsize=2)
def drawn(data: bytes, suffix: str, seconds: float) -> bytes | None:
    """Return the PDF of a document; None where LibreOffice is absent, too slow, or cannot draw it.

    With no seconds, it is not tried.
    """
    soffice = program()
    if soffice is None or seconds <= 0:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST if hard == resource.RLIM_INFINITY else min(LARGEST, hard), hard))
    try:
        with tempfile.TemporaryDirectory(prefix="drawing-", ignore_cleanup_errors=True) as folder:
            return _draw(soffice, Path(folder), data, suffix, min(seconds, SECONDS))
    except OSError:  # no room, or no right to write: the document is read without it, and its pages are estimates
        return None
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _draw(soffice: str, folder: Path, data: bytes, suffix: str, seconds: float) -> bytes | None:
    source = folder / f"document{suffix}"
    source.write_bytes(harmless(data))
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    _run(command, _environment(folder), seconds)
    result = folder / "document.pdf"
    return result.read_bytes() if result.is_file() and result.stat().st_size <= LARGEST else None


def _environment(folder: Path) -> Mapping[str, str]:
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _run(command: list[str], environment: Mapping[str, str], seconds: float) -> None:
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(environment),
        start_new_session=True,
        preexec_fn=_limited,  # the child process has one thread
    )
    try:
        with suppress(subprocess.TimeoutExpired):  # ended below; the document is read without it
            process.wait(seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it starts a process of its own, which must not outlive it
        process.wait()


def _limited() -> None:
    """Leave the network, where the system lets a process do so; the copy holds nothing to fetch in any case."""
    leave_network()
    limit(resource.RLIMIT_CPU, int(SECONDS))  # should nobody be left to end it


def harmless(data: bytes) -> bytes:
    """Return a copy of a package without macros, embedded objects and whatever points outside it.

    :raises UnreadableDocument: if it is no package that can be read.
    """
    result = io.BytesIO()
    with opened(data) as package, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        names = sorted(package.names, key=lambda name: (name != "mimetype", name))
        for name in names:
            if not _DROPPED.search(name) and not name.endswith("/"):
                archive.writestr(name, _part(package, name))
    return result.getvalue()


def _part(package: Package, name: str) -> bytes:
    data = package.read(name)
    if name.endswith(".rels"):
        return _OUTSIDE.sub(b"", data)
    if name.endswith(".xml") and b"<!DOCTYPE" in data[:4096]:
        raise UnreadableDocument("The XML in this file declares a document type. It was not drawn.")
    if name in ("content.xml", "styles.xml"):  # OpenDocument has no list of what lies outside
        return re.sub(rb"xlink:href\s*=\s*\"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|\.\.|/)[^\"]*\"", b'xlink:href=""', data)
    return data


__all__ = ["SECONDS", "drawn", "harmless", "program"]
