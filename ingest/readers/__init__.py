"""Files in, `Document`s out: one module a file type, each run in a child process.

Use `ReaderProcess`; nothing else here is meant for other packages. Imports nothing heavy, because the child process
imports this package too.
"""

from __future__ import annotations

from ingest.readers.worker import ReaderProcess

__all__ = ["ReaderProcess"]
