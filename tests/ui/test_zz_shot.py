import pytest
from tests.ui.conftest import *
from tests.ui.conftest import NARROW, WIDE
from tests.ui.screen import ask
pytestmark = pytest.mark.browser
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide","narrow"])
def test_shot(open_page, address, backend, viewport):
    page=open_page(address, viewport); ask(page,"What do the reports say about attendance?")
    page.get_by_role("link", name="Give feedback on this answer").click()
    page.locator("#feedback").get_by_label("Wrong page").check()
    page.wait_for_timeout(700)
    page.screenshot(path=f"/work/notes/shots/ask4/feedback-{viewport['width']}.png", full_page=True)
