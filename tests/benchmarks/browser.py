"""A browser of the benchmark: one connection that is kept, cookies, forms filled as a person's would be."""

import gzip
import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.benchmarks.counting import ASKED, TOLD

CSRF = "0123456789abcdefghijklmnopqrstuv"
"""Cookie and field alike: what Django compares."""
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back: its status, where it leads, how many queries it asked (where asked for), and its body."""

    status: int
    location: str
    queries: int
    content: bytes

    def kb(self) -> float:
        """Its size as it came, in KB of 1,000 bytes."""
        return len(self.content) / 1000

    def kb_compressed(self) -> float:
        """Its size as a proxy would send it."""
        return len(gzip.compress(self.content)) / 1000

    def words(self) -> str:
        """What a page says, without its marks: what is printed where it is not the wanted one."""
        text = re.sub(
            r"<(style|script).*?</\1>|<[^>]+>", " ", self.content.decode(errors="replace"), flags=re.DOTALL
        )
        return " ".join(text.split())[:600]


class Browser:
    """A signed-in person at one server. Not for several threads."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookie = f"sessionid={session}; csrftoken={CSRF}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)

    def get(self, address: str, *, counts: bool = False) -> Answer:
        """Open an address; redirections are told, not followed."""
        return self._ask("GET", address, None, counts=counts)

    def post(self, address: str, fields: Fields, *, counts: bool = False) -> Answer:
        """Send a form."""
        body = urlencode([*fields, ("csrfmiddlewaretoken", CSRF)]).encode()
        return self._ask("POST", address, body, counts=counts)

    def _ask(self, method: str, address: str, body: bytes | None, *, counts: bool) -> Answer:
        headers = {"Cookie": self.cookie, "Accept-Language": "en"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if counts:
            headers[ASKED] = "1"
        try:
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        except (http.client.BadStatusLine, ConnectionError):
            if method == "POST":
                raise
            # A kept connection may have been closed by the server just then; a form is never sent twice.
            self.connection.close()
            self.connection.request(method, address, body, headers)
            response = self.connection.getresponse()
        content = response.read()
        return Answer(
            response.status, response.headers.get("Location", ""), int(response.headers.get(TOLD, 0)), content
        )


class _Forms(HTMLParser):
    """The forms of a page, each as the fields that would be sent untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[list[tuple[str, str]]] = []
        self.select, self.area, self.first_option = "", "", False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        match tag:
            case "form":
                self.forms.append([])
            case "input" if self.forms and name:
                self._input(name, given)
            case "select":
                self.select, self.first_option = name, True
            case "option" if self.forms and self.select:
                self._option(given)
            case "textarea" if self.forms and name:
                self.forms[-1].append((name, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""

    def _input(self, name: str, given: Mapping[str, str]) -> None:
        ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
        if ticked and given.get("type") not in {"submit", "file"} and name != "csrfmiddlewaretoken":
            self.forms[-1].append((name, given.get("value", "")))

    def _option(self, given: Mapping[str, str]) -> None:
        if self.first_option or "selected" in given:
            if not self.first_option:
                self.forms[-1] = [field for field in self.forms[-1] if field[0] != self.select]
            self.forms[-1].append((self.select, given.get("value", "")))
        self.first_option = False


def form_with(content: bytes, field: str) -> list[tuple[str, str]]:
    """The fields of the page's form that has a field, as they would be sent untouched."""
    parser = _Forms()
    parser.feed(content.decode())
    found = [form for form in parser.forms if any(name == field for name, _value in form)]
    assert found, f"no form of the page has a field {field}"
    return found[-1]


def filled(form: Fields, **typed: str) -> list[tuple[str, str]]:
    """A form with what was typed in the place of what stood there."""
    return [field for field in form if field[0] not in typed] + list(typed.items())
