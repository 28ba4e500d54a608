"""Requests to addresses that people typed: whatever a name leads to, no closed network is reached."""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from ledger.notifications import outgoing
from ledger.notifications.outgoing import CannotSend, post, unfit_url
from ledger.vocabulary import DeliveryFault
from tests.support.webhooks import NAME, receiving, with_status, write_certificates


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Certificates of the receivers, which the system's own authorities do not know."""
    monkeypatch.setenv("SSL_CERT_FILE", str(write_certificates(tmp_path)))
    return tmp_path


@pytest.fixture
def here(settings: object) -> None:
    """This machine's own network is allowed, as an office's own may be."""
    settings.LEDGER_WEBHOOK_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]  # type: ignore[attr-defined]


class Names:
    """A resolver that gives other addresses each time it is asked, as the owner of a name may."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked += 1
        return self.answers.pop(0)


LOCAL = ["127.0.0.1"]


def fault_of(send: Callable[[], int]) -> DeliveryFault:
    with pytest.raises(CannotSend) as refused:
        send()
    return refused.value.fault


@pytest.mark.usefixtures("here")
def test_request_arrives_under_its_name(folder: Path) -> None:
    with receiving(folder, with_status(202)) as receiver:
        status = post(f"{receiver.url}?a=1", b"{}", {"webhook-id": "msg_1"}, resolve=Names(LOCAL))
    assert status == 202
    [(headers, body)] = receiver.seen
    assert (headers["host"], headers["webhook-id"], body) == (f"{NAME}:{receiver.port}", "msg_1", b"{}")


@pytest.mark.usefixtures("here")
def test_name_that_leads_elsewhere_when_asked_again_is_asked_once(folder: Path) -> None:
    """DNS rebinding: the checked address gets the request, and the second one, which is this machine too, nothing."""
    with (
        receiving(folder) as checked,
        receiving(folder, host="127.0.0.2", port=checked.port) as other,
    ):
        names = Names(LOCAL, ["127.0.0.2"])
        assert post(checked.url, b"{}", {}, resolve=names) == 204
        assert fault_of(lambda: post(checked.url, b"{}", {}, resolve=names)) is DeliveryFault.CLOSED_NETWORK
    assert (names.asked, len(checked.seen), len(other.seen)) == (2, 1, 0)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%1", "fd00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "fec0::1"),
        *("2001:0:7f00:1::", "2001:db8::1", "192.0.2.1", "198.18.0.1", "no address"),
    ],
)  # fmt: skip
def test_closed_network_is_never_reached(folder: Path, address: str) -> None:
    """Alone, and among addresses that all may reach: nothing is connected to."""
    with receiving(folder) as receiver:
        for found in ([address], ["93.184.216.34", address]):
            fault = fault_of(lambda found=found: post(receiver.url, b"{}", {}, resolve=Names(found)))  # type: ignore[misc]
            expected = DeliveryFault.UNKNOWN_NAME if address == "no address" else DeliveryFault.CLOSED_NETWORK
            assert fault is expected
    assert receiver.seen == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
def test_address_of_the_world_is_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is checked is what is connected to; the connection itself is refused before it leaves this machine."""
    tried = []

    def refuse(where: tuple[str, int], *_more: object) -> socket.socket:
        tried.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    fault = fault_of(lambda: post(f"https://{NAME}/", b"{}", {}, resolve=Names([address])))
    assert (fault, tried) == (DeliveryFault.NO_ANSWER, [(address, 443)])


@pytest.mark.usefixtures("here")
def test_redirect_is_not_followed(folder: Path) -> None:
    with receiving(folder) as inside, receiving(folder, with_status(307, Location=inside.url)) as receiver:
        assert post(receiver.url, b"{}", {}, resolve=Names(LOCAL, LOCAL)) == 307
    assert (len(receiver.seen), inside.seen) == (1, [])


@pytest.mark.usefixtures("here")
def test_certificate_of_another_name_is_refused(folder: Path) -> None:
    with receiving(folder) as receiver:
        url = f"https://another.example.org:{receiver.port}/"
        fault = fault_of(lambda: post(url, b"{}", {}, resolve=Names(LOCAL)))
    assert (fault, receiver.seen) == (DeliveryFault.CERTIFICATE, [])


@pytest.mark.usefixtures("here")
def test_name_without_address_and_closed_port_are_told(folder: Path) -> None:
    def nobody(host: str, port: int) -> Iterator[str]:
        raise socket.gaierror

    assert fault_of(lambda: post(f"https://{NAME}/", b"", {}, resolve=nobody)) is DeliveryFault.UNKNOWN_NAME
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"https://{NAME}:{taken.getsockname()[1]}/"
        assert fault_of(lambda: post(url, b"", {}, resolve=Names(LOCAL))) is DeliveryFault.NO_ANSWER


def _dripping(request: BaseHTTPRequestHandler) -> None:
    """Answer byte by byte, each sooner than a wait for bytes may last."""
    for byte in b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 10_000:
        try:
            request.wfile.write(bytes([byte]))
        except OSError:
            return
        time.sleep(0.05)


def _endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b"x" * 65_536)
    except OSError:
        pass


@pytest.mark.usefixtures("here")
def test_answer_that_drips_is_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", 0.4)
    with receiving(folder, _dripping) as receiver:
        began = time.monotonic()
        fault = fault_of(lambda: post(receiver.url, b"{}", {}, resolve=Names(LOCAL)))
    assert fault is DeliveryFault.TOO_SLOW
    assert time.monotonic() - began < 4


@pytest.mark.usefixtures("here")
def test_handshake_that_never_comes_is_cut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outgoing, "TOTAL_SECONDS", 0.4)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://{NAME}:{silent.getsockname()[1]}/"
        began = time.monotonic()
        assert fault_of(lambda: post(url, b"{}", {}, resolve=Names(LOCAL))) is DeliveryFault.TOO_SLOW
    assert time.monotonic() - began < 4


@pytest.mark.usefixtures("here")
def test_endless_answer_is_read_to_its_bound(folder: Path) -> None:
    with receiving(folder, _endless) as receiver:
        assert post(receiver.url, b"{}", {}, resolve=Names(LOCAL)) == 200


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://example.org/a?b=c", True),
        ("https://example.org:8443", True),
        ("https://8.8.8.8/", True),
        ("https://[2606:2800:220:1::1]/", True),
        ("http://example.org/", False),
        ("ftp://example.org/", False),
        ("https://", False),
        ("https:///path", False),
        ("https://user@example.org/", False),
        ("https://user:word@example.org/", False),
        ("https://example.org/#part", False),
        ("https://example.org:0/", False),
        ("https://example.org:99999/", False),
        ("https://example.org/a b", False),
        ("https://example.org/\r\nHost: x", False),
        ("https://exämple.org/", False),
        ("https://127.0.0.1/", False),
        ("https://[::1]/", False),
        ("https://[::ffff:10.0.0.1]/", False),
        ("https://10.0.0.1:8443/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_only_an_https_address_is_taken(url: str, fits: bool) -> None:
    assert (unfit_url(url) == "") is fits
