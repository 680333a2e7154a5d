"""Looks at every page with Chromium, as `python -m tests.dashboard.looking URL REPORT FOLDER`.

Prints what it saw as JSON: boxes, what was asked, what was said, what a screen reader would miss.
In a process of its own, because playwright wants an event loop of its own.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from crawler.middlewares.browser import find_chromium

WIDTH, HEIGHT = 1360, 900
ARGUMENTS = ("--disable-gpu", "--disable-background-networking", "--no-first-run",
             "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1")  # fmt: skip
BOXES = """() => {
  const edges = (element) => {
    const range = document.createRange(); range.selectNodeContents(element);
    const box = range.getBoundingClientRect(); return {left: box.left, right: box.right};
  };
  const box = (one) => { const b = document.querySelector(one)?.getBoundingClientRect();
                         return b && {left: b.left, right: b.right, width: b.width}; };
  const first = document.querySelector("thead tr:first-child");
  const heads = [...(first ? first.children : [])].map((th) => th.getBoundingClientRect().left);
  const time = document.querySelector("td .t");
  const glyphs = time && [...time.firstChild.data].map((letter, at) => {
    const range = document.createRange();
    range.setStart(time.firstChild, at); range.setEnd(time.firstChild, at + 1);
    return [letter, range.getBoundingClientRect().left];
  });
  return {
    side: box(".side"), main: box("main"), heads, glyphs,
    title: edges(document.querySelector("h1")),
    wide: document.documentElement.scrollWidth, inner: innerWidth,
    scripts: document.querySelectorAll("td script, th script, dd script, bdi script").length,
    canvases: document.querySelectorAll(".plot canvas").length,
    plots: document.querySelectorAll(".plot").length,
    color: getComputedStyle(document.body).backgroundColor, alerted: window.alerted || 0,
  };
}"""
# Times change from hour to hour: as many letters as there can be.
LONGEST = """() => { for (const one of document.querySelectorAll(".ago")) {
  one.textContent = document.documentElement.lang === "ar" ? "قبل 23 س 59 د" : "59 min 59 s ago";
} }"""
ALERT = "window.alert = () => { window.alerted = (window.alerted || 0) + 1; }"
FOCUS = """() => { const now = document.activeElement; const style = getComputedStyle(now);
  const name = now.className || now.id || now.textContent.trim();
  return [name, style.outlineStyle, style.outlineWidth]; }"""
BROKEN = (
    """<html><body><p style="color: #ddd">Too pale to be read</p><button></button></body></html>"""
)


def main(url: str, report: str, folder: Path) -> dict[str, Any]:
    """Everything that was seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ.get("RASID_CHROMIUM", "")),
            args=list(ARGUMENTS), chromium_sandbox=os.geteuid() != 0,
        )  # fmt: skip
        seen: dict[str, Any] = {"pages": {}, "said": [], "asked": []}
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
        )
        context.add_init_script(ALERT)
        page = context.new_page()
        page.on("console", lambda each: seen["said"].append(each.text))
        page.on("pageerror", lambda each: seen["said"].append(str(each)))
        page.on("request", lambda each: seen["asked"].append(each.url))
        for name in json.loads(os.environ["RASID_PAGES"]):
            page.goto(f"{url}{name}")
            seen["pages"] |= in_both_colours(page, name.partition(".html")[0], folder)
        page.emulate_media(color_scheme="light")
        seen |= {"switch": switch(page, url), "keys": keys(page, url)}
        seen["file"] = as_file(page, report)
        page.goto("about:blank")  # where no policy of ours refuses its style
        page.set_content(BROKEN)
        seen["broken"] = violations(page)
        context.close()
        seen["phone"] = phone(browser, url, folder)
        browser.close()
    return seen


def in_both_colours(page: Page, name: str, folder: Path) -> dict[str, Any]:
    """What the open page shows in light and in dark, each with a picture."""
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        key = f"{name}.{scheme}"
        seen[key] = page.evaluate(BOXES)
        if ".ar." in key:  # the English page is the same with other words
            seen[key]["axe"] = violations(page)
        page.screenshot(path=folder / f"{key}.png", full_page=True)
    return seen


def violations(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:160]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def switch(page: Page, url: str) -> list[str]:
    """The colours before and after the switch, and on the next page."""
    page.goto(f"{url}board.ar.html")
    color = "() => getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(color)
    page.click("#theme")
    after = page.evaluate(color)
    page.goto(f"{url}alerts.ar.html")
    then = page.evaluate(color)
    page.click("#theme")
    return [before, after, then]


def keys(page: Page, url: str) -> list[list[str]]:
    """What has the focus after each of some tabs."""
    page.goto(f"{url}board.en.html")
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(FOCUS))
    return seen


def as_file(page: Page, report: str) -> dict[str, Any]:
    """A page of the report as a file: its scripts and styles work, its links lead on."""
    page.goto(f"file://{report}/index.html")
    page.click("tbody th a")
    page.wait_for_selector(".plot canvas")
    return page.evaluate(BOXES) | {"at": page.url, "button": page.is_visible("#theme")}


def phone(browser: Any, url: str, folder: Path) -> dict[str, Any]:
    """What every page shows on a small screen; of the board a picture."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    seen = {}
    for name in json.loads(os.environ["RASID_PAGES"]):
        page.goto(f"{url}{name}")
        page.evaluate(LONGEST)
        seen[name] = page.evaluate(BOXES)
    page.goto(f"{url}board.ar.html")
    page.screenshot(path=folder / "board.phone.png")
    context.close()
    return seen


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))
