"""A dossier's page in a browser: what it asks for and says, and all its parts opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["open_all", "watch"]


def watch(page: Page) -> list[str]:
    """Return a list that fills with the page's requests, dialogs, errors and messages."""
    noise: list[str] = []
    page.on("request", lambda request: noise.append(request.url))
    page.on("dialog", lambda dialog: (noise.append("dialog"), dialog.dismiss()))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("console", lambda message: noise.append(message.text))
    return noise


def open_all(page: Page, place: Path) -> None:
    """Load a dossier, open every fold, point at the timeline, look a sentence up and filter the list."""
    mark = "[data-chart=timeline] .mark-symbol path"
    page.goto(place.as_uri())
    page.wait_for_selector("[data-chart=timeline][data-ready]", state="attached")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(mark).first.hover()
    opener = page.locator("#agreements a[data-open]")
    (opener.last if opener.count() else page.locator(mark).first).click()
    page.locator("dialog[open] button").click()
    page.select_option("select[name=speaker]", index=1)
    page.wait_for_timeout(50)
