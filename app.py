"""Starts the web application: ``python app.py``.

Reads the command line, builds the application and serves it. What it shows is the work of `assistant.ui`.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import ipaddress
import logging
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.errors import IngestError, InvalidSettings
from ingest.settings import Settings

CANNOT_START = 2
"""Exit status when the address cannot be listened on, or the library cannot be opened."""
STOPPING_SECONDS = 2
"""Time that open pages get to finish their requests when the application is stopped."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    defaults = Settings.read()
    result = argparse.ArgumentParser(prog="python app.py", description="Start the web application on this machine.")
    result.add_argument(
        "--library", type=Path, default=defaults.library, help="the library's folder (default: %(default)s)"
    )
    result.add_argument("--host", default=defaults.host, help="address to listen on (default: %(default)s)")
    result.add_argument(
        "--port", type=int, default=defaults.port, help="port; 0 takes a free one (default: %(default)s)"
    )
    return result


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the application and serve it until it is told to stop; return the exit status."""
    try:
        options = parser().parse_args(arguments)
        settings = Settings.read(library=options.library, host=options.host, port=options.port)
    except InvalidSettings as error:
        print(f"Error: {error}", file=sys.stderr)
        return CANNOT_START
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        print(f"Error: {_why(error, settings)}", file=sys.stderr)
        return CANNOT_START
    with listener:
        try:
            serve(settings, listener)
        except IngestError as error:
            print(f"Error: {error}", file=sys.stderr)
            return CANNOT_START
    return 0


def listen(host: str, port: int) -> socket.socket:
    """Take the address, before anything slow begins.

    :raises OSError: if it is taken or not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def serve(settings: Settings, listener: socket.socket) -> None:
    """Build the application and serve it on the socket."""
    import uvicorn  # here, because what follows takes seconds to import and a taken port should be told at once

    from assistant.ui.desk import Desk
    from assistant.ui.shell import build

    app = build(Desk(settings), settings)
    print(f"Inspection assistant: {address(settings.host, listener.getsockname()[1])}", flush=True)
    config = uvicorn.Config(app, log_level="warning", server_header=False, timeout_graceful_shutdown=STOPPING_SECONDS)
    logging.getLogger("uvicorn.error").addFilter(is_news)
    uvicorn.Server(config).run(sockets=[listener])


def is_news(record: logging.LogRecord) -> bool:
    """Say whether a record is worth showing: pages left open when the application is stopped are not an error."""
    cancelled = record.exc_info is not None and isinstance(record.exc_info[1], asyncio.CancelledError)
    return not cancelled and "graceful shutdown" not in record.getMessage()


def address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    try:
        parsed = ipaddress.ip_address(host)
    except ValueError:
        return f"http://{host}:{port}"
    if parsed.is_unspecified:
        return f"http://127.0.0.1:{port}"
    return f"http://[{host}]:{port}" if parsed.version == 6 else f"http://{host}:{port}"


def _why(error: OSError, settings: Settings) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} on {settings.host} is already in use, perhaps by this application. "
            f"Stop what uses it, or choose another port: python app.py --port {settings.port + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {settings.port} may not be used without special rights. Choose one above 1023: --port 7860"
    return f"cannot listen on {settings.host}:{settings.port} ({error.strerror or error})."


if __name__ == "__main__":
    sys.exit(main())
