"""What people do, each with its floor: the same rows by the bare application."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.benchmarks.browser import Answer, Browser, Fields, filled, form_with
from tests.benchmarks.checks import (
    Check,
    holds,
    is_csv,
    is_pdf,
    is_workbook,
    leads_to,
    rows_of,
)

PAST_DAY, PAST_DAY_IN_WORDS = "2012-06-30", "30 June 2012"
TOPIC = "volume-3"
TOPIC_NAME = "training (made up)"
RUN_SECONDS = 300
BULK = 200
MOST_WORKBOOK_ROWS = 200_000
Doing = Callable[[Browser, bool], Answer]
"""Does the action once, in a browser; the flag says whether its queries are counted."""


@dataclass(frozen=True)
class Action:
    """An action in the ledger, and its floor where there is one; ``clients``: the numbers of clients that do it."""

    name: str
    ours: Doing
    check: Check
    floor: Doing | None = None
    floor_check: Check | None = None
    clients: tuple[int, ...] = (1, 8)
    session: str = "session"
    times: int = 0
    """How often it is done in all by one client, instead of as often as the others."""


@dataclass
class Recording:
    """Recordings on items, each on its own; keeps what the ledger acknowledged."""

    refs: list[str]
    seen: list[int]
    acknowledged: list[str] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    forms: dict[str, Fields] = field(default_factory=dict)
    taken: int = 0
    bare_taken: int = 0
    bare_written: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next(self) -> tuple[str, int]:
        """An item and its last entry. The next time round, one more has been recorded on each."""
        with self.lock:
            at = self.taken % len(self.refs)
            rounds = self.taken // len(self.refs)
            self.taken += 1
        return self.refs[at], self.seen[at] + rounds

    def any_ref(self) -> str:
        """An item that the bare application may record on: nothing of the ledger's moves."""
        with self.lock:
            self.bare_taken += 1
            return self.refs[self.bare_taken % len(self.refs)]

    def record(self, browser: Browser, counts: bool = False) -> Answer:
        """Send the form of an item's page, filled in."""
        ref, seen = self.next()
        typed = {"status": "in_progress", "seen": str(seen), "do": "record"}
        return self._send(browser, f"/items/{ref}/", f"/items/{self.refs[-1]}/", typed, counts)

    def note(self, browser: Browser, counts: bool = False) -> Answer:
        """Send a quick note on an item named by its reference."""
        ref, _seen = self.next()
        return self._send(browser, "/quick-note/", "/quick-note/", {"words": ref}, counts)

    def _send(self, browser: Browser, address: str, page: str, typed: dict[str, str], counts: bool) -> Answer:
        with self.lock:
            if page not in self.forms:
                self.forms[page] = form_with(browser.get(page).content, "request_id")
        request = str(uuid4())
        sent = filled(self.forms[page], note=f"Asked again, {request}.", request_id=request, **typed)
        answer = browser.post(address, sent, counts=counts)
        if answer.status == 302:
            with self.lock:
                self.acknowledged.append(request)
        return answer

    def bulk(self, keys: list[int]) -> Doing:
        """Open the form on chosen items, type a status for all, and write the batch without its preview."""

        def do(browser: Browser, counts: bool = False) -> Answer:
            address = "/batches/new/record/"
            page = browser.get(f"{address}?{'&'.join(f'item={key}' for key in keys)}").content
            typed = {"status": "stalled", "note": f"All of them, {uuid4()}.", "step": "write"}
            request = str(uuid4())
            sent = filled(form_with(page, "request_id"), request_id=request, **typed)
            answer = browser.post(address, sent, counts=counts)
            if answer.status == 302:
                self.batches.append(request)  # a batch bears the id of the request that wrote it
            return answer

        return do

    def bare(self, address: Callable[[], str], fields: Callable[[], Fields], first: str = "") -> Doing:
        """Send a form to the bare application, after a page that is opened first; counts what it is to have written."""

        def do(browser: Browser, counts: bool = False) -> Answer:
            if first:
                browser.get(first)
            sent = fields()
            answer = browser.post(address(), sent, counts=counts)
            with self.lock:
                self.bare_written += sum(name == "item" for name, _value in sent) or 1
            return answer

        return do


def opened(address: str) -> Doing:
    """Open a page."""

    def do(browser: Browser, counts: bool = False) -> Answer:
        return browser.get(address, counts=counts)

    return do


def filed(address: str) -> Doing:
    """Ask for a file; one that is made beside the request is waited for."""

    def do(browser: Browser, counts: bool = False) -> Answer:
        answer, until = browser.get(address, counts=counts), time.monotonic() + RUN_SECONDS
        run, queries = answer.location, answer.queries
        while answer.status != 200 and time.monotonic() < until:
            assert "/reports/runs/" in run, (address, answer.status, answer.location)
            time.sleep(0.05)
            answer = browser.get(f"{run.rstrip('/')}/file")
        assert answer.status == 200, (address, answer.status)
        return Answer(answer.status, answer.location, queries, answer.content)

    return do


@dataclass
class Actions:
    """All that people do, at the addresses of one ledger. A page is opened once for how many items its floor shows."""

    places: dict[str, Any]
    browser: Callable[[str], Browser]
    recording: Recording

    def all(self) -> Iterator[Action]:
        """Every action that has a target, or is asked for beside them."""
        yield from self._lists()
        read = self.places["read"]
        entries = ['id="entry-10"', 'id="entry-1"'] if self.places["entries"] == 10 else ['id="entry-1"']
        yield self.page("item", f"/items/{read}/", f"/items/{read}/", read, *entries, 'name="note"')
        yield from self._writing()
        yield self.page("topic", f"/topics/{TOPIC}/", f"/topics/{TOPIC}/", TOPIC_NAME, rows=1)
        yield self._topics()
        yield self._round()
        yield self.page("calendar", f"/calendar/{self.places['secret']}.ics", "", "END:VEVENT")
        yield self.page("admin list", "/admin/ledger/item/", "/items/", "VOLUME-", session="admin", rows=50)
        change = f"/admin/ledger/item/{self.places['read_key']}/change/"
        yield self.page("admin item", change, f"/items/{read}/", read, session="admin")
        yield from self._files()

    def page(self, name: str, address: str, bare: str, *words: str, rows: int = 0, **options: Any) -> Action:
        """An action that opens a page with these words and at least so many items."""
        first = self.browser(options.get("session", "session")).get(address)
        complaint = holds(*words, rows=rows)(first)
        assert not complaint, (name, address, complaint)
        found = rows_of(first.content)
        check = holds(*words, rows=rows)
        if not bare:
            return Action(name, opened(address), check, **options)
        floor = opened(f"{bare}{'&' if '?' in bare else '?'}rows={found}")
        # Of few items words of our entries are borne by more than the floor finds, which looks in summaries alone.
        least = rows if "words=" in bare else found
        floor_check = holds(rows=least) if rows else holds(*words)
        return Action(name, opened(address), check, floor, floor_check, **options)

    def _lists(self) -> Iterator[Action]:
        few = min(50, self.places["items"] // 100)
        yield self.page("workspace", "/", "/", "Workspace", rows=1)
        yield self.page("list", "/items/", "/items/", "VOLUME-", rows=50)
        narrowed = f"topic={TOPIC}&status=in_progress"
        yield self.page(
            "filtered list", f"/items/?{narrowed}", f"/items/?{narrowed}", "in progress", rows=few // 5
        )
        after = self.places["middle_key"]
        yield self.page(
            "deep page", f"/items/?after={self.places['middle']}", f"/items/?after={after}", rows=50
        )
        # The bare application has no words without accents: it looks for as common ones.
        searches = {
            "rare": ("thousandth", "thousandth", 1),
            "common": ("tort", "tort", 50),
            "two words": ("prision+memor", "tort+memor", few),
        }
        for name, (words, bare, rows) in searches.items():
            yield self.page(f"search, {name}", f"/items/?q={words}", f"/items/?words={bare}", rows=rows)

    def _topics(self) -> Action:
        address, words = "/topics/", [f"/topics/volume-{at}/" for at in range(30)]
        content = self.browser("session").get(address).content
        rounds = [int(number) for number in re.findall(rb"/rounds/VOLUME/(\d+)/", content)]
        first, last = (min(rounds), max(rounds)) if rounds else (0, 0)
        floor = opened(f"/topics/?first={first}&last={last}")
        return Action("topics", opened(address), holds(*words), floor, holds(*words))

    def _round(self) -> Action:
        number = self.places["round"]
        return self.page("round", f"/rounds/VOLUME/{number}/", f"/rounds/{number}/", "VOLUME", rows=50)

    def _writing(self) -> Iterator[Action]:
        said = {"voice": "office", "status": "in_progress"}
        recording, done = self.recording, leads_to("^/")

        def fields() -> Fields:
            return [*said.items(), ("note", f"Asked again, {uuid4()}.")]

        def named() -> Fields:
            return [*fields(), ("ref", recording.any_ref())]

        record = recording.bare(lambda: f"/items/{recording.any_ref()}/", fields)
        yield Action("record", recording.record, leads_to(r"/items/VOLUME-"), record, done)
        yield Action("quick note", recording.note, done, recording.bare(lambda: "/note/", named), done)
        keys = self.places["bulk"]
        on_many = [("item", str(key)) for key in keys]
        many = recording.bare(lambda: "/note/", lambda: [*fields(), *on_many], f"/items/?rows={len(keys)}")
        yield Action(
            "bulk of 200", recording.bulk(keys), leads_to("^/items/"), many, done, clients=(1,), times=2
        )

    def _files(self) -> Iterator[Action]:
        asked, items = f"topic={TOPIC}&as_of={PAST_DAY}", self.places["items"]
        html, pdf = (filed(f"/reports/topic/file/{name}?{asked}") for name in ("html", "pdf"))
        words, once = (TOPIC_NAME, PAST_DAY_IN_WORDS), (1,)
        yield Action("report, HTML", html, holds(*words, "VOLUME-1-"), clients=once, times=2)
        yield Action("report, PDF", pdf, is_pdf(*words), clients=once, times=1)
        table = is_csv(items)
        yield Action("CSV of all", filed("/items.csv"), table, opened("/items.csv"), table, once, times=2)
        if items <= MOST_WORKBOOK_ROWS:  # a longer one is refused: the list says so
            yield Action("XLSX of all", filed("/items.xlsx"), is_workbook(items), clients=once, times=1)

    def more(self) -> Iterator[Action]:
        """Orders, filters, words and pages beside those that have a target: one client, no floor."""
        for name, query in MORE_LISTS.items():
            yield self.page(name, f"/items/?{query}", "", clients=(1,))
        for name, address in MORE_PAGES.items():
            yield self.page(name, address.format(**self.places), "", clients=(1,))


MORE_LISTS = {
    "last page": "before=end",
    "by review date": "sort=review",
    "by review date, last": "sort=review&before=end",
    "by status": "sort=status",
    "by status, last": "sort=status&before=end",
    "by officer": "sort=officer",
    "mine": "officer=me",
    "a topic, open": f"topic={TOPIC}&status=open",
    "overdue, heads": "overdue=1&heads=1",
    "one in seventy": "q=seventieth",
    "one in thirty": "q=thirtieth",
    "one in ten": "q=tenth",
    "one in seven": "q=seventh",
    "one in ten and seven": "q=tenth+seventh",
    "and in thirty": "q=tenth+seventh+thirtieth",
    "thirty, a common": "q=thirtieth+tort",
    "ten, by review date": "q=tenth&sort=review",
    "a reference, a kind": "q=VOLUME-3-07&kind=agreed",
    "a word nowhere": "q=xylophone",
}
MORE_PAGES = {
    "rounds": "/rounds/",
    "a planned round": "/rounds/VOLUME/{planned}/",
    "quick note, open": "/quick-note/",
    "quick note, a word": "/quick-note/?words=tort",
    "quick note, two": "/quick-note/?words=prision+memor",
    "quick note, a ref": "/quick-note/?words=3-7",
    "handing over": "/hand-over/",
    "its preview": "/hand-over/?from_user={officer}&to_user={other}",
    "handover sheet": "/hand-over/sheet/{officer}/",
}
