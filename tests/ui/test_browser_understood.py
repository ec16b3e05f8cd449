"""Chips and choices in the browser: taking one out or pressing one asks again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assistant.answer import Answer, Chip, Choice, Filters, Searched, Status, Turn
from tests.ui.conftest import served
from tests.ui.scripted import ScriptedBackend

pytestmark = pytest.mark.browser


class AskingBack(ScriptedBackend):
    """Asks back for a name that two schools share, and shows chips on what it answers."""

    def ask(self, question: str, *, filters: Filters, history: Sequence[Turn], first_marker: int) -> Answer:
        if question.endswith("at Ash?"):
            choices = tuple(Choice(name, f"How is it at {name}?") for name in ("Ash Hill", "Ash High"))
            lead = "‘Ash’ may mean Ash Hill or Ash High. Which one?"
            return Answer(question, Status.DECLINED, lead, (), Searched(0, (), 0), choices=choices)
        answer = super().ask(question, filters=filters, history=history, first_marker=first_marker)
        chips = (Chip("Ash High", "school:Ash High"), Chip("latest report (2 older left out)", "latest"))
        left = tuple(chip for chip in chips if chip.key not in filters.ignored)
        return replace(answer, searched=replace(answer.searched, narrowed=(), chips=left))


def test_a_choice_asks_the_clear_question_and_a_chip_is_taken_out(
    open_page: Callable[..., Page], tmp_path_factory: pytest.TempPathFactory
) -> None:
    backend = AskingBack(tmp_path_factory.mktemp("asking-back"))
    with served(backend) as address:
        page = open_page(address)
        page.locator("#question textarea").fill("How is it at Ash?")
        page.locator("#send").click()
        expect(page.locator("#chat")).to_contain_text("Which do you mean?")
        page.locator("#chat a.choice", has_text="Ash High").click()
        expect(page.locator("#chat a.chip-out")).to_have_count(2)
        assert backend.asked[-1][0] == "How is it at Ash High?"
        page.locator("#chat a.chip-out", has_text="latest report").click()
        expect(page.locator("#chat .chip-gone")).to_have_text("latest report only")
        assert backend.asked[-1][1].ignored == ("latest",)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()  # before the server stops, or what it still loads is refused
