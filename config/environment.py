"""Turn `LEDGER_*` variables into settings: each function takes the text and returns the value, or raises.

Everything raised is `ImproperlyConfigured` with one line that names the variable and what it takes. These
functions read no variable themselves: `config.settings` is the only place that does.
"""

import ipaddress
import os
import re
import secrets
import zoneinfo
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

HOST = re.compile(
    r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,126}+\.?|[0-9a-f.]{0,39}:[0-9a-f:.]{0,39}", re.IGNORECASE
)
"""A host's name or address. Django would read "*" and a leading dot as many hosts, and then answer to any name."""

SHORTEST_KEY = 32

FIRST_ADDRESS = "http://127.0.0.1:8000"

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

# SQLite, once per connection. WAL lets readers go on while one writes; secure_delete overwrites with zeros what is
# deleted, without which a redacted text would stay in the file's free pages.
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
SQLITE_BUSY_SECONDS = 20
POOL_WAIT_SECONDS = 5
"""How long a request waits for a connection to PostgreSQL before it is told that there is none."""


@dataclass(frozen=True)
class PublicAddress:
    """The address of the ledger: `origin` is scheme, host and port; `hosts` are the names it answers to."""

    origin: str
    hosts: list[str]
    is_https: bool


def switch(name: str, text: str) -> bool:
    """Read `1` or `0` (or empty) as a bool; anything else is refused, so that `LEDGER_DEBUG=false` is not true."""
    if text not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} is {text!r}: it takes 1 or 0.")
    return text == "1"


def whole_number(name: str, text: str, *, least: int = 1) -> int:
    """Return a count of at least `least`."""
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise ImproperlyConfigured(f"{name} is {text!r}: it takes a whole number, {least} or more.")
    return int(text)


def time_zone(name: str, text: str) -> str:
    """Return a name of the IANA time zone database, such as `America/Mexico_City`."""
    try:
        zoneinfo.ZoneInfo(text)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: it takes an IANA time zone, such as America/Mexico_City or UTC."
        ) from None
    return text


def networks(name: str, text: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    """Return networks, written as `10.20.0.0/16` with commas between them."""
    try:
        return [ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip()]
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"{name} is {text!r}: it takes networks such as 10.20.0.0/16, with commas between them ({wrong})."
        ) from None


def public_address(name: str, text: str) -> PublicAddress:
    """Return the address people type, `http(s)://host[:port]`, read into what Django needs to know of it.

    A loopback address answers to every loopback name. A path is refused: the ledger lives at the root of a host.
    """
    refusal = ImproperlyConfigured(f"{name} is {text!r}: it takes http://host[:port] or https://host[:port].")
    try:
        url = urlsplit(text)
        host, port = url.hostname, url.port
    except ValueError:
        raise refusal from None
    more = url.path.strip("/") or url.query or url.fragment or url.username
    if host is None or not HOST.fullmatch(host) or url.scheme not in {"http", "https"} or more:
        raise refusal
    written = f"[{host}]" if ":" in host else host
    origin = f"{url.scheme}://{written}" + (f":{port}" if port else "")
    return PublicAddress(
        origin=origin,
        hosts=list(LOOPBACK) if written in LOOPBACK else [written],
        is_https=url.scheme == "https",
    )


def served_at(kept: Path) -> str:
    """Return the address at which `quickstart` served last, from the file that it keeps; its first one without."""
    try:
        return kept.read_text(encoding="utf-8").strip() or FIRST_ADDRESS
    except OSError:
        return FIRST_ADDRESS


def secret_key(name: str, text: str, *, key_file: Path, make: bool) -> str:
    """Return the variable's text if there is any, else what `key_file` holds; with `make`, a missing file is written.

    The file is readable by its owner only (0600), is whole as soon as it has its name, and is never overwritten.
    """
    try:
        key = text or _kept_key(key_file, make=make)
    except (OSError, UnicodeDecodeError) as wrong:
        raise ImproperlyConfigured(f"The secret key cannot be kept in {key_file}: {wrong}.") from None
    if not key:
        raise ImproperlyConfigured(
            f"There is no secret key: set {name}, or run `python3 manage.py quickstart`, which writes {key_file}."
        )
    if len(key) < SHORTEST_KEY:
        where = name if text else key_file
        raise ImproperlyConfigured(
            f"The secret key of {where} is too short: it takes fifty random characters."
        )
    return key


def _kept_key(key_file: Path, *, make: bool) -> str:
    if make and not key_file.exists():
        key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = key_file.with_suffix(f".{os.getpid()}")
        unfinished.touch(mode=0o600)
        unfinished.write_text(secrets.token_urlsafe(64) + "\n", encoding="ascii")
        unfinished.rename(key_file)
    return key_file.read_text(encoding="ascii").strip() if key_file.exists() else ""


def database(name: str, text: str, *, threads: int) -> dict[str, Any]:
    """Return the `DATABASES` entry for a database URL, SQLite or PostgreSQL.

    PostgreSQL gets a pool of at most `threads` connections, one for each thread of the server: a pool asked for
    more would make them wait, and a connection per request costs half the throughput. Each is tried before it is
    handed out: after PostgreSQL was away, requests met connections that had been cut, one after the other.
    """
    try:
        entry: dict[str, Any] = dict(dj_database_url.parse(text))
    except (ValueError, KeyError):
        entry = {}
    options = entry.setdefault("OPTIONS", {})
    match entry.get("ENGINE", "").rpartition(".")[2]:
        case "sqlite3":
            options |= {
                "init_command": SQLITE_PRAGMAS,
                "transaction_mode": "IMMEDIATE",
                "timeout": SQLITE_BUSY_SECONDS,
            }
        case "postgresql":
            options["pool"] = {"min_size": 1, "max_size": threads, "timeout": POOL_WAIT_SECONDS}
            entry["CONN_HEALTH_CHECKS"] = True  # one that PostgreSQL's restart cut is not handed out
        case _:
            takes = "sqlite:///path or postgresql://user:password@host/name"
            raise ImproperlyConfigured(f"{name} takes {takes}.")
    return entry


def limit_waiting(entry: dict[str, Any], *, lock_seconds: int, query_seconds: int) -> None:
    """Let PostgreSQL give up a lock that is waited for, and a query that runs, for longer than so many seconds.

    For the servers of pages: a migration, an audit or a long report takes the time that it takes. Nothing is set for 0.
    What the database URL sets in its own ``options`` goes before.
    """
    if entry["ENGINE"].endswith("postgresql"):
        limits = {"lock_timeout": lock_seconds, "statement_timeout": query_seconds}
        options = [f"-c {name}={seconds}s" for name, seconds in limits.items() if seconds]
        if given := entry["OPTIONS"].get("options"):
            options.append(given)
        if options:
            entry["OPTIONS"]["options"] = " ".join(options)


@dataclass(frozen=True)
class Mail:
    """The way mail leaves: Django's backend, and its options by the names that the backend takes."""

    backend: str
    options: dict[str, Any]
    is_sent: bool


MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


def mail(name: str, text: str) -> Mail:
    """Return a mail server's URL: `smtp+tls://` (STARTTLS), `smtps://` (TLS from the first byte) or `smtp://`
    (neither).

    Without one, mail is written to standard output, so that a ledger on one machine works; nothing is sent. A user or
    password with signs that mean something in a URL is percent-encoded.
    """
    if not text:
        return Mail("django.core.mail.backends.console.EmailBackend", {}, is_sent=False)
    refusal = ImproperlyConfigured(f"{name} takes smtp+tls://user:password@host, smtps://… or smtp://….")
    try:
        url = urlsplit(text)
        host, port = url.hostname, url.port
    except ValueError:
        raise refusal from None
    if host is None or url.scheme not in MAIL_PORTS or url.path.strip("/") or url.query:
        raise refusal
    options = {
        "host": host,
        "port": port or MAIL_PORTS[url.scheme],
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+tls",
        "use_ssl": url.scheme == "smtps",
        "timeout": 15,
    }
    return Mail("django.core.mail.backends.smtp.EmailBackend", options, is_sent=True)


@dataclass(frozen=True)
class Oidc:
    """An OpenID Connect provider: `app` as allauth takes it, and the provider's `origin`."""

    app: dict[str, Any]
    origin: str


def oidc(*, server_url: str, client_id: str, client_secret: str, name: str) -> Oidc | None:
    """Return the provider by which people may sign in beside their passwords; None when none is named.

    All three of URL, id and secret are given, or none.
    """
    given = (server_url, client_id, client_secret)
    if not any(given):
        return None
    if not all(given):
        raise ImproperlyConfigured(
            "LEDGER_OIDC_SERVER_URL, …_CLIENT_ID and …_CLIENT_SECRET go together: one is missing."
        )
    url = urlsplit(server_url)
    if url.scheme != "https" or not url.hostname:
        raise ImproperlyConfigured(f"LEDGER_OIDC_SERVER_URL is {server_url!r}: it takes https://host[/path].")
    app = {"provider_id": "oidc", "name": name, "client_id": client_id, "secret": client_secret}
    return Oidc(app=app | {"settings": {"server_url": server_url}}, origin=f"https://{url.netloc}")
