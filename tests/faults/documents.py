"""Whether hostile documents and texts keep a running server from answering others.

    python manage.py quickstart                                     in one shell; it prints the password of admin
    python -m tests.faults.documents http://127.0.0.1:8000 admin PASSWORD

Signs in, posts each hostile file and text to "Statements" several at once (``--at-once``, 5), and asks for the sign-in
page meanwhile, four times a second. Prints for each what the server said and how long it took, and at the end the
slowest answer that the others got. The exit code is 1 where an answer was a 500 or none, or another page took longer
than ``--patience`` seconds (3). Nothing is recorded: what could be read stays a review of the account, to be given up.
"""

import argparse
import http.cookiejar
import re
import secrets
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from tests.support.hostile_documents import HOSTILE

HEADING = (
    "Joint Statement of the Mexico–United States Dialogue on Human Rights\n\n"
    + "The two sides met in the spirit of the agreement on human rights, and will meet with them in the future. "
    * 20
)
TEXTS = {
    "a party's name forty times": HEADING + "United States " * 40,
    "a party's name 50,000 times": HEADING + "Mexico " * 50_000,
    "commas": HEADING + ", " * 400_000,
    "promises": HEADING + "The two sides agreed to establish a group, " * 20_000,
}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w{1,100})"')
DIALOGUE = re.compile(r'<select name="dialogue"[^>]{0,200}>\s{0,99}<option value="(\d{1,9})"')
SAID = re.compile(r'class="errorlist[^"]{0,99}"[^>]{0,99}>\s{0,99}<li>([^<]{1,300})')
TIMEOUT_SECONDS = 120


class Visitor:
    """A browser of a few lines: it keeps cookies, and sends forms with their token."""

    def __init__(self, base: str) -> None:
        self.base = base.rstrip("/")
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        """A page's text."""
        with self.opener.open(self.base + path, timeout=TIMEOUT_SECONDS) as answer:
            return answer.read().decode()

    def post(
        self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, str]:
        """Send the form of a page; gives the status and the page that came of it."""
        token = TOKEN.search(self.get(path))
        boundary = secrets.token_hex(12)
        body = _multipart(fields | {"csrfmiddlewaretoken": token[1] if token else ""}, file, boundary)
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Referer": self.base + path,
            "Origin": self.base,
        }
        request = urllib.request.Request(self.base + path, body, headers)
        try:
            with self.opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode(errors="replace")
        except OSError as broken:
            return 0, repr(broken)


def _multipart(fields: dict[str, str], file: tuple[str, bytes] | None, boundary: str) -> bytes:
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    if file:
        head = f'name="file"; filename="{file[0]}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + file[1])
    start = f"--{boundary}\r\nContent-Disposition: form-data; ".encode()
    return b"".join(start + part + b"\r\n" for part in parts) + f"--{boundary}--\r\n".encode()


def attack(visitor: Visitor, name: str, fields: dict[str, str], file: tuple[str, bytes] | None) -> bool:
    """Send one; True where the server answered as it should."""
    begun = time.monotonic()
    status, page = visitor.post("/statements/new/", fields, file)
    said = SAID.search(page)
    words = said[1].strip() if said else "read, and led on" if status == 200 else page[:80]
    print(f"{time.monotonic() - begun:6.1f} s  {status}  {name}: {words}", flush=True)
    return 200 <= status < 500


class Others(threading.Thread):
    """Other people's requests meanwhile: how long each took."""

    def __init__(self, base: str) -> None:
        super().__init__(daemon=True)
        self.visitor, self.took, self.ended = Visitor(base), [0.0], threading.Event()

    def run(self) -> None:
        while not self.ended.wait(0.25):
            begun = time.monotonic()
            try:
                self.visitor.get("/accounts/login/")
            except OSError:
                self.took.append(float(TIMEOUT_SECONDS))
            else:
                self.took.append(time.monotonic() - begun)


def main() -> int:
    """Send everything; 1 where an answer was missing or slow."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("base")
    parser.add_argument("account")
    parser.add_argument("password")
    parser.add_argument("--at-once", type=int, default=5)
    parser.add_argument("--patience", type=float, default=3.0)
    asked = parser.parse_args()
    visitor = Visitor(asked.base)
    visitor.post("/accounts/login/", {"login": asked.account, "password": asked.password})
    dialogue = DIALOGUE.search(visitor.get("/statements/new/"))
    if dialogue is None:
        print("This account cannot take statements in, or the password is wrong.")
        return 1
    sent: list[tuple[str, dict[str, str], tuple[str, bytes] | None]] = [
        (name, {"pasted": text}, None) for name, text in TEXTS.items()
    ]
    sent += [(name, {}, (file, make())) for name, (file, make) in HOSTILE.items()]
    others = Others(asked.base)
    others.start()
    with ThreadPoolExecutor(asked.at_once) as threads:
        choice = {"language": "", "dialogue": dialogue[1]}
        answered = list(threads.map(lambda one: attack(visitor, one[0], choice | one[1], one[2]), sent))
    others.ended.set()
    others.join(TIMEOUT_SECONDS)
    slowest = max(others.took)
    print(
        f"{len(sent)} sent, {answered.count(False)} not answered; others: {len(others.took)}, at most {slowest:.2f} s"
    )
    return 1 if not all(answered) or slowest > asked.patience else 0


if __name__ == "__main__":
    sys.exit(main())
