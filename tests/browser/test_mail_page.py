"""A mail's HTML part in a real browser: on a phone no word lies over its neighbour and nothing is cut."""

from __future__ import annotations

import email
import email.policy
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "unit"))
from alerts_project import send
from alerts_samples import day

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.mark.parametrize("width", [320, 390, 760])
def test_every_cell_of_a_mail_holds_its_words(browser: Browser, tmp_path: Path, width: int) -> None:
    send(tmp_path, day(28))
    page = browser.new_page(viewport={"width": width, "height": 800})
    seen = 0
    for file in (tmp_path / "outbox").glob("*.eml"):
        message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        part = message.get_body(("html",))
        assert part is not None
        page.set_content(str(part.get_content()))
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        spilt = page.evaluate(
            "() => [...document.querySelectorAll('td, th')].filter((cell) => cell.scrollWidth > cell.clientWidth + 1)"
            ".map((cell) => cell.textContent)"
        )
        assert spilt == []
        seen += page.locator("td").count()
    assert seen > 10
    page.close()
