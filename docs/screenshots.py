"""Take the pictures of the user's guide and of README.md, in English and in Spanish.

    .venv/bin/python docs/screenshots.py [NAME …]

Starts a seeded ledger of its own in a temporary folder, records a little in it through the pages, and opens each page
in Chromium (the one of the tests: `LEDGER_TEST_CHROMIUM`, or the first on PATH). Without names every picture is taken
anew. It needs what `python3 manage.py test` installs.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "guide" / "pictures"
STATEMENT = ROOT / "docs" / "guide" / "example_statement.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LANGUAGES = {"en": "en-GB", "es": "es-MX"}
WIDTH_PIXELS, HEIGHT_PIXELS = 1200, 760
COLOURS = 128
START_SECONDS = 600
ITEM = "USMX-7-06"
NOTES = {
    "en": "The Search Commission announced a new count for the end of the year.",
    "es": "La Comisión de Búsqueda anunció un nuevo conteo para fin de año.",
}
BULK_NOTES = {
    "en": "Looked at together when our office prepared the next round.",
    "es": "Examinado en conjunto cuando nuestra oficina preparó la próxima ronda.",
}
SEARCHED = {"en": "search+commission", "es": "comisi%C3%B3n+b%C3%BAsqueda"}
DIALOGUE = (
    "EUMX",
    "Human Rights Dialogue of the European Union and Mexico",
    "Diálogo de Derechos Humanos entre la Unión Europea y México",
)
PARTIES = {"en": ("Mexico",), "es": ("México",)}


# --- A ledger to take pictures of


@contextmanager
def served() -> Iterator[tuple[str, str]]:
    """Serve a seeded ledger from a temporary folder; yield its address and the first account's password."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        address = f"http://127.0.0.1:{port}"
        log = Path(folder) / "quickstart.txt"
        environment = {**os.environ, "LEDGER_VAR_DIR": f"{folder}/var", "LEDGER_PUBLIC_URL": address}
        command = [sys.executable, str(ROOT / "manage.py"), "quickstart", "--port", str(port)]
        with log.open("w") as out:
            process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
        try:
            wait_for(port, process, log)
            password = re.findall(r"with the password (\S+)", log.read_text())[0]
            yield address, password
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until the server answers; end with what it said where it does not."""
    for _second in range(START_SECONDS):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)
    sys.exit(f"The ledger was not served:\n{log.read_text()}")


def sign_in(page: Page, password: str) -> None:
    """Sign in as the first account."""
    page.goto("/accounts/login/")
    page.fill("[name=login]", "admin")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("nav")


def choose_language(page: Page, language: str) -> None:
    """Press the switch of languages, where the page is in the other one."""
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"button[name=language][value={language}]").click()
        page.wait_for_load_state()


def prepare(page: Page) -> None:
    """Make the first account the officer of three items, with dates ahead, so that the workspace has something."""
    for number, day in (("7-06", "2030-03-01"), ("7-05", "2030-04-15"), ("7-11", "2030-06-30")):
        page.goto(f"/items/USMX-{number}/amend/")
        page.check("[name=is_followed]")
        page.select_option("[name=officer]", label="admin")
        page.fill("[name=next_step]", "Ask the embassy for the newest figures.")
        page.fill("[name=review_on]", day)
        page.locator("main form button.primary").click()
        page.wait_for_load_state()
    for watched in ("/items/USMX-7-02/", "/items/USMX-7-09/", "/topics/torture-prevention/"):
        page.goto(watched)
        page.locator("main button[name=do][value=watch]").click()
        page.wait_for_load_state()
    keep_file(page)
    preview_bulk(page, next(iter(LANGUAGES)), topic="civil-society", status="")
    page.locator("button[name=step][value=write]").click()
    page.wait_for_load_state()


def keep_file(page: Page) -> None:
    """Add a signed statement to the seventh round."""
    page.goto("/rounds/USMX/7/files/new/")
    page.set_input_files(
        "[name=file]",
        {"name": "round-7-signed.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 Signed."},
    )
    page.select_option("[name=kind]", value="signed")
    page.fill("[name=title]", "USMX 7, signed / firmada")
    page.locator("main form button.primary").click()
    page.wait_for_load_state()


# --- The pages, each brought to what its picture shows


def show_sign_in(page: Page, _language: str) -> None:
    page.context.clear_cookies()
    page.goto("/accounts/login/")


def show_workspace(page: Page, _language: str) -> None:
    page.goto("/")


def show_find(page: Page, _language: str) -> None:
    page.goto("/items/?round=USMX-7&status=open")


def show_search(page: Page, language: str) -> None:
    page.goto(f"/search/?q={SEARCHED[language]}")


def show_activity(page: Page, _language: str) -> None:
    page.goto("/activity/")


def show_watching(page: Page, _language: str) -> None:
    page.goto("/watching/")


def show_start(page: Page, language: str) -> None:
    page.goto("/dialogues/new/")
    code, *names = DIALOGUE
    page.fill("[name=code]", code)
    for field, name in zip(("name_en", "name_es"), names, strict=True):
        page.fill(f"[name={field}]", name)
    for party in PARTIES[language]:
        page.get_by_label(party, exact=True).check()


def show_files(page: Page, _language: str) -> None:
    page.goto("/rounds/USMX/7/")
    page.locator("#h-files ~ a, .section-head:has(#h-files) a").first.click()
    page.wait_for_load_state()
    page.select_option("[name=kind]", value="minutes")


def show_open_item(page: Page, language: str) -> None:
    page.goto("/rounds/USMX/7/items/new/")
    page.select_option("[name=kind]", value="undertaken")
    page.fill("[name=quote]", "actions to prevent torture")


def show_item(page: Page, _language: str) -> None:
    page.goto(f"/items/{ITEM}/")


def show_record(page: Page, language: str) -> None:
    page.goto(f"/items/{ITEM}/")
    page.check("#record [name=voice][value=office]")
    page.select_option("#record [name=about]", index=1)
    page.select_option("#record [name=status]", value="in_progress")
    page.fill("#record [name=note]", NOTES[language])
    page.evaluate("document.getElementById('record').scrollIntoView()")


def show_quick_note(page: Page, language: str) -> None:
    page.goto("/quick-note/")
    page.fill("[name=note]", NOTES[language])
    page.fill("[name=words]", "7-06")


def show_bulk(page: Page, language: str) -> None:
    preview_bulk(page, language, topic="torture-prevention", status="in_progress")


def preview_bulk(page: Page, language: str, *, topic: str, status: str) -> None:
    """Fill in the form of an act on three items, and look at what it would write."""
    page.goto(f"/items/?topic={topic}")
    for box in page.locator("main input[type=checkbox][name=item]").all()[:3]:
        box.check()
    page.locator("button[formaction*='/record/'], button[form][formaction]").first.click()
    page.wait_for_load_state()
    page.check("[name=voice][value=office]")
    page.select_option("[name=status]", value=status)
    page.fill("[name=note]", BULK_NOTES[language])
    page.locator("button[name=step][value=preview]").click()
    page.wait_for_load_state()


def show_review(page: Page, _language: str) -> None:
    page.goto("/statements/new/")
    reviews = page.locator("main a[href*='/statements/review/']")
    if reviews.count():
        reviews.first.click()
    else:
        page.fill("[name=pasted]", STATEMENT.read_text(encoding="utf-8"))
        page.locator("main form button.primary").click()
    page.wait_for_load_state()
    page.evaluate("document.getElementById('h-text').scrollIntoView()")


def show_topic(page: Page, _language: str) -> None:
    page.goto("/topics/torture-prevention/")


def show_report(page: Page, language: str) -> None:
    page.goto(
        f"/reports/topic/preview?topic=torture-prevention&length=brief&audience=internal&language={language}"
    )


def show_administration(page: Page, _language: str) -> None:
    page.goto("/admin/")


SHOWN: dict[str, Callable[[Page, str], None]] = {
    "workspace": show_workspace,
    "find": show_find,
    "search": show_search,
    "item": show_item,
    "record": show_record,
    "quick-note": show_quick_note,
    "bulk": show_bulk,
    "activity": show_activity,
    "watching": show_watching,
    "start": show_start,
    "files": show_files,
    "review": show_review,
    "open-item": show_open_item,
    "topic": show_topic,
    "report": show_report,
    "administration": show_administration,
    "sign-in": show_sign_in,  # the last: it signs out
}


def main(names: list[str]) -> None:
    if unknown := set(names) - set(SHOWN):
        sys.exit(f"There is no picture named {', '.join(sorted(unknown))}. There are: {', '.join(SHOWN)}.")
    found = os.environ.get("LEDGER_TEST_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("Chromium is missing: name one in LEDGER_TEST_CHROMIUM.")
    with served() as (address, password), sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for language, locale in LANGUAGES.items():
            take_all(chromium, address, password, language, locale, names or list(SHOWN))
        chromium.close()


def take_all(browser: Any, address: str, password: str, language: str, locale: str, names: list[str]) -> None:
    """Take the named pictures in one language."""
    size: Any = {"width": WIDTH_PIXELS, "height": HEIGHT_PIXELS}
    context = browser.new_context(base_url=address, viewport=size, locale=locale, color_scheme="light")
    page = context.new_page()
    sign_in(page, password)
    if language == next(iter(LANGUAGES)):
        prepare(page)
    page.goto("/")
    choose_language(page, language)
    (PICTURES / language).mkdir(parents=True, exist_ok=True)
    for name in filter(names.__contains__, SHOWN):
        SHOWN[name](page, language)
        save(page.screenshot(animations="disabled"), PICTURES / language / f"{name}.png")
    context.close()


def save(picture: bytes, path: Path) -> None:
    """Keep a picture with a palette, which takes a third of the bytes."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(path.relative_to(PICTURES))


if __name__ == "__main__":
    main(sys.argv[1:])
