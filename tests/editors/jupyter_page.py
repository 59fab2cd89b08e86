"""A notebook in JupyterLab in a browser without a window: prints what is seen, as JSON lines.

usage: python jupyter_page.py URL CHROMIUM, with the Python that has playwright
"""

import json
import sys

from playwright.sync_api import Page, sync_playwright  # type: ignore[import-not-found, unused-ignore]

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
_PATIENCE = 60_000  # milliseconds


def tell(name: str, value: object) -> None:
    print(f"{name}: {json.dumps(value)}", flush=True)


def visit(page: Page, url: str) -> None:
    page.goto(url)
    cell = page.locator(".jp-CodeCell").last
    squiggle = cell.locator(".cm-lintRange-error").first
    squiggle.wait_for()
    tell("squiggles", page.locator(".cm-lintRange-error").count())
    tell("marked", squiggle.inner_text())
    squiggle.hover()
    page.locator(".cm-tooltip-lint").first.wait_for()
    tell("tooltip", page.locator(".cm-tooltip-lint").first.inner_text())

    # What JupyterLab cannot fix itself a user mends by hand: the squiggle goes.
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("x = x.at[0].set(1.0)")
    page.wait_for_function("document.querySelectorAll('.cm-lintRange-error').length === 0")
    tell("clean", True)


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[2], args=_FLAGS)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(_PATIENCE)
    try:
        visit(page, sys.argv[1])
    except Exception:
        tell("page", page.locator("body").inner_text())
        if len(sys.argv) > 3:
            page.screenshot(path=sys.argv[3])
        raise
    finally:
        browser.close()
