"""Send an HTTPS request to an address that a person typed, and nowhere else: no private network, no redirect.

Against server-side request forgery (SSRF) and DNS rebinding: the name is resolved once, each address that it has is
checked, and the connection goes to a checked address; the certificate is still that of the name.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ledger.vocabulary import DeliveryFault

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Iterable[str]]
"""Finds the addresses of a host's name, for a port. Raises OSError."""

CONNECT_SECONDS = 5
"""How long a connection, and each wait for bytes, may take."""
TOTAL_SECONDS = 10
"""How long a request may take as a whole, however slowly its answer drips."""
MAX_ANSWER_BYTES = 8_192
"""How much of an answer is read; nothing of it is kept."""
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_SEEN = re.compile("[!-~]+")
"""What an address consists of: ASCII that is seen, without spaces."""


class CannotSend(Exception):
    """The request was not answered, or not made."""

    def __init__(self, fault: DeliveryFault) -> None:
        super().__init__(fault.label)
        self.fault = fault


def unfit_url(url: str) -> str:
    """Say why a typed address is no place to send to; empty where it may be. Nothing is asked of the network."""
    if not _SEEN.fullmatch(url):
        return _("Type it without spaces, in plain letters: a name with others as it is registered (xn--…).")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _("This is no address of a page: type it as https://name/path.")
    if parts.scheme != "https":
        return _("It has to begin with https://: what is sent is to be read by its receiver alone.")
    if parts.username is not None or parts.password is not None or "#" in url or port == 0:
        return _("Leave out names and passwords before the host, and what follows a “#”.")
    number = _as_number(host)
    if number is not None:
        says = _("This network is not open to all; the people who run the ledger may allow it.")
        return "" if _is_allowed(number) else says
    return "" if _HOST.fullmatch(host) else _("This is no address of a page: type it as https://name/path.")


def addresses_of(host: str, port: int) -> list[str]:
    """Ask the system's resolver for the addresses of a name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_kind, address in found]


def post(url: str, body: bytes, headers: Mapping[str, str], *, resolve: Resolver = addresses_of) -> int:
    """Send a POST; return the status of the answer, which is read no further than ``MAX_ANSWER_BYTES``.

    A redirect is an answer like any other, and not followed; no proxy is asked. Raises CannotSend.
    """
    if unfit_url(url):
        raise CannotSend(DeliveryFault.UNFIT_ADDRESS)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    connection = _Pinned(host, port, _checked_address(host, port, resolve))
    stop = threading.Timer(TOTAL_SECONDS, connection.cut)
    stop.daemon = True
    stop.start()
    try:
        connection.request("POST", _target(parts), body, dict(headers) | {"Connection": "close"})
        answer = connection.getresponse()
        answer.read(MAX_ANSWER_BYTES)
    except TimeoutError:
        raise CannotSend(DeliveryFault.TOO_SLOW) from None
    except ssl.SSLCertVerificationError:
        raise CannotSend(DeliveryFault.CERTIFICATE) from None
    except (OSError, http.client.HTTPException):
        fault = DeliveryFault.TOO_SLOW if connection.is_cut else DeliveryFault.NO_ANSWER
        raise CannotSend(fault) from None
    finally:
        stop.cancel()
        connection.close()
    return answer.status


class _Pinned(http.client.HTTPSConnection):
    """A connection to one checked address, with the certificate of the name that led there."""

    def __init__(self, host: str, port: int, address: IpAddress) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(host, port, timeout=CONNECT_SECONDS, context=self._tls)
        self._address = address
        self.is_cut = False

    def connect(self) -> None:
        raw = socket.create_connection((str(self._address), self.port), CONNECT_SECONDS)
        # Known before the handshake, which may drip too, so that it can be cut.
        self.sock = tls = self._tls.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        tls.do_handshake()

    def cut(self) -> None:
        """End the connection, from another thread."""
        self.is_cut = True
        try:
            if self.sock is not None:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # below TLS, whose own waits for nobody
        except OSError:
            pass  # it has ended


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _checked_address(host: str, port: int, resolve: Resolver) -> IpAddress:
    """Return the address to connect to. Raises CannotSend where the name leads nowhere, or to any private network."""
    number = _as_number(host)
    try:
        found = [number] if number else [ipaddress.ip_address(text) for text in resolve(host, port)]
    except (OSError, ValueError, UnicodeError):
        found = []
    if not found:
        raise CannotSend(DeliveryFault.UNKNOWN_NAME)
    if not all(map(_is_allowed, found)):
        raise CannotSend(DeliveryFault.CLOSED_NETWORK)
    return found[0]


def _as_number(host: str) -> IpAddress | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_allowed(address: IpAddress) -> bool:
    """Tell whether an address is the world's, or of a network that the settings name."""
    if any(address in network for network in settings.LEDGER_WEBHOOK_NETWORKS):
        return True
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address in _NAT64:  # RFC 6052: its last bytes are an IPv4 address
        return _is_allowed(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    carried = address.ipv4_mapped or address.sixtofour
    if carried is not None:
        return _is_allowed(carried)
    return address in _UNICAST and address.is_global


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNICAST = ipaddress.ip_network("2000::/3")
"""The global unicast addresses of IPv6 (RFC 4291)."""
