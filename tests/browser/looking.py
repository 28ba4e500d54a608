"""What looking at a page finds: what axe says of it, and whether anything scrolls sideways.

Axe measures with inline styles of its own, which the pages' policy would rightly refuse: look with ``bypass_csp``.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe

OPEN = "all => all.forEach(one => { one.open = true })"
STILL = "Promise.all(document.getAnimations().map(one => one.finished)).then(() => null)"
RUN = "([within, rules]) => axe.run(within || document, rules)"
COLOURS = {"runOnly": ["color-contrast"]}
"""What the scheme changes."""


def breaches(page: Any, within: str = "", **rules: Any) -> list[str]:
    """What axe finds, with the first place of each. It stays in the page once it was there."""
    page.wait_for_load_state()
    page.evaluate(STILL)  # the admin's links fade from one colour to the other
    if page.evaluate("!window.axe"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, [within, {"resultTypes": ["violations"]} | rules])["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found]


def is_wide(page: Any, width: int = 360) -> list[str]:
    page.set_viewport_size({"width": width, "height": 740})
    shown = page.evaluate("document.documentElement.scrollWidth")
    return [f"{shown} at {width}"] if shown > width else []


def faults(page: Any, within: str = "") -> list[str]:
    """What is wrong with a page, everything in it opened: light and narrow, dark and wide, and zoomed."""
    page.locator("details").evaluate_all(OPEN)
    found = []
    for scheme, width, rules in (("light", 360, {}), ("dark", 1280, COLOURS)):
        page.emulate_media(color_scheme=scheme)
        found += is_wide(page, width)
        found += breaches(page, within, **rules)
    return found + is_wide(page, 640)
