"""The application in a thread, and Chromium before it. A test fails if the page asks anything of another host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app import listen
from assistant.ui.backend import Backend
from assistant.ui.shell import build
from ingest.settings import Settings
from tests.ui.scripted import ScriptedBackend

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Two lists of suggestions under an address bar that nobody sees, drawn anew for each window: a third of the
    # processor time of a page. The others are Playwright's own, as the last of two such options counts alone.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,AimEnabled,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,PreconnectToSearch",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 400, "height": 800}

PATIENCE = 120_000  # milliseconds: tests may share two cores with a training run
expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


@contextmanager
def served(backend: Backend) -> Iterator[str]:
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(build(backend, Settings()), log_level="critical", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    server.should_exit = True
    server.force_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.skip(f"No Chromium at {CHROMIUM}: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


_CUT = ("BodyStreamBuffer was aborted", "Connection errored out")
"""What a page says of a stream that was cut. A reload cuts the one that Gradio holds open, so there it is no fault."""


def _faults(wrong: Sequence[str], reloaded: bool) -> list[str]:
    """Return what went wrong; where a test has left or reloaded a page, a stream that was cut did not."""
    return [message for message in wrong if not (reloaded and any(cut in message for cut in _CUT))]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Open the application in a session of its own; afterwards nothing may have gone wrong or outside."""
    wrong: list[str] = []
    contexts = []
    loads: list[Page] = []

    def opened(address: str, viewport: dict[str, int] = WIDE, *, calm: bool = True) -> Page:
        context = browser.new_context(viewport=viewport, color_scheme="dark")  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(r.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("load", lambda loaded: loads.append(loaded))
        page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if calm and r.status >= 400 else None)
        if calm:
            page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.goto(address)
        page.wait_for_selector("#chat .example, #chat .welcome:has-text('The library is empty')")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not _faults(wrong, reloaded=len(loads) > len(contexts))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ScriptedBackend, str]]:
    made = ScriptedBackend(tmp_path_factory.mktemp("scripted"))
    with served(made) as at:
        yield made, at


@pytest.fixture
def backend(shared: tuple[ScriptedBackend, str]) -> ScriptedBackend:
    shared[0].reset()
    return shared[0]


@pytest.fixture
def address(shared: tuple[ScriptedBackend, str], backend: ScriptedBackend) -> str:
    return shared[1]
