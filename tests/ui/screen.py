"""What the browser tests do again and again: ask, press a marker, look at the page."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

AUDIT = (Path(__file__).parent / "audit.js").read_text(encoding="utf-8")


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Your question")
    expect(box).to_be_editable()
    asked = page.locator("#chat .user-row").count()
    box.fill(question)
    box.press("Enter")
    expect(page.locator("#chat .user-row")).to_have_count(asked + 1)
    expect(page.locator("#chat .pending")).to_have_count(0)
    expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()


def marker(page: Page, number: int) -> None:
    page.locator(f'#chat a[href="#cite-{number}"]').click()
    expect(page.locator(f'#evidence .source[data-send="cite:{number}"]')).to_have_attribute("aria-current", "true")


def choose(page: Page, field: Locator, name: str | re.Pattern[str] = "") -> None:
    """Choose an option of a list, the first that bears the name; a list that is drawn again closes: open it again."""
    option = page.get_by_role("option", name=name or re.compile("")).first
    for _ in range(5):
        field.click()
        try:
            option.click(timeout=3000)
        except TimeoutError:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"The list never stayed open long enough to choose {name}.")


def no_sideways(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("window.innerWidth")


SETTLED = """() => !document.querySelector('.pending') && document.getAnimations().every(
    (one) => one.playState !== 'running' || one.effect.getComputedTiming().iterations === Infinity)"""


def audit(page: Page, check: str) -> list[str]:
    """Look a page over once nothing on it is faded while it loads: pale words have poor contrast for a moment."""
    page.wait_for_function(SETTLED)
    found: list[str] = page.evaluate(f"{AUDIT}.{check}()")
    return found


def drawn(page: Page) -> None:
    """Wait for the page image, and see that it is one."""
    page.wait_for_function("() => document.querySelector('#evidence img')?.complete")
    assert page.evaluate("document.querySelector('#evidence img').naturalWidth") >= 480
