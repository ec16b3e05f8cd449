"""The process that reads untrusted files: requests in on stdin, answers out on stdout.

Started by `ingest.readers.worker` as ``python -m ingest.readers.child MEMORY_MB``. Opens the files it is told to,
writes none but the copies that LibreOffice draws (`ingest.readers.office`), and imports nothing heavy before it is
needed, so that it starts fast. It limits its own memory, where the system lets it; the
parent limits its time.
"""

from __future__ import annotations

import base64
import gc
import math
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from ingest.errors import UnreadableDocument, cannot_open
from ingest.readers import reading
from ingest.readers.limits import limit, limit_memory
from ingest.readers.wire import LONGEST, Message, frame, pack, read_exactly, receive

_GRACE = 5
"""Seconds after which a child whose parent is gone ends itself."""

_FRAMES = 4
"""Frames of a traceback that are told: enough to find the mistake."""

LARGEST = 64 * 1024 * 1024
"""Bytes of one file that a program started from here may write."""

_TOO_MUCH = "This file holds more text than can be handled at once. Split it, and add the parts."


def main() -> int:
    """Answer requests until stdin ends."""
    requests, answers = sys.stdin.buffer, _private_stdout()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(int(sys.argv[1]) * 1024 * 1024)
    gc.disable()
    while True:
        try:
            request = receive(lambda count: read_exactly(requests, count))
        except EOFError:
            return 0
        signal.alarm(math.ceil(float(request.get("seconds", 0))) + _GRACE)
        answer = frame(_answer(request))
        if len(answer) > LONGEST:
            answer = frame({"error": _TOO_MUCH})
        signal.alarm(0)
        answers.write(answer)
        answers.flush()
        gc.collect()


def _private_stdout() -> BinaryIO:
    """Keep stdout for answers alone: whatever a library prints goes nowhere."""
    own = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    return os.fdopen(own, "wb")


def _limit(memory: int) -> None:
    limit_memory(memory)  # where the system refuses it, `doctor` says so; the limit on time holds everywhere
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0, LARGEST)  # nothing, but for what LibreOffice is let write


def _answer(request: Message) -> Message:
    try:
        return _carry_out(request)
    except UnreadableDocument as error:
        return {"error": str(error)}
    except MemoryError:
        return {"failure": "memory"}
    except OSError as error:
        return {"error": cannot_open(error)}
    except Exception as error:  # noqa: BLE001 # the parent logs it; a mistake of ours must not look like a damaged file
        return {"failure": "crash", "what": type(error).__name__, "where": _where(error)}


def _where(error: Exception) -> list[str]:
    """Return the last lines of the traceback: code only. What the error says may hold words of the document."""
    return [line.strip() for line in traceback.format_tb(error.__traceback__)[-_FRAMES:]]


def _carry_out(request: Message) -> Message:
    path = Path(request["path"])
    data = path.read_bytes()
    drawing = float(request["seconds"]) / 2 if request["draw"] else 0.0
    if request["do"] == "render":
        image = reading.render(data, path.name, int(request["page"]), int(request["width"]), drawing)
        return {"image": base64.b64encode(image).decode("ascii")}
    return {"document": pack(reading.read(data, path.name, int(request["max_pages"]), drawing))}


if __name__ == "__main__":
    sys.exit(main())
