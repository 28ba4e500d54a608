"""Webhooks, and a receiver on this machine: an HTTPS server with a certificate of its own authority."""

import datetime
import ipaddress
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils import timezone

from ledger.models import Dialogue, User, Webhook, WebhookDelivery
from ledger.notifications.webhooks import make_webhook
from ledger.recording import event_body
from ledger.vocabulary import WebhookEvent

NAME = "receiver.example.org"


def make_webhook_with_log(user: User, dialogue: Dialogue) -> Webhook:
    """A webhook of a dialogue, paused by the ledger, with an event that waits."""
    now = timezone.now()
    webhook, _secret = make_webhook(user=user, dialogue=dialogue, name="Intranet", url=f"https://{NAME}/in")
    Webhook.objects.filter(pk=webhook.pk).update(paused_at=now, failing_since=now)
    body = event_body(WebhookEvent.RECORDED, now, {"item": f"{dialogue.code}-1-01", "page": "/items/"})
    WebhookDelivery.objects.create(
        webhook=webhook,
        event=WebhookEvent.RECORDED,
        body=body,
        queued_at=now,
        next_try_at=now,
        tries=2,
        tried_at=now,
    )
    return webhook


@dataclass
class Receiver:
    """A server that keeps what it was sent, and answers as ``answer`` does."""

    host: str
    port: int
    seen: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"https://{NAME}:{self.port}/in"

    @property
    def events(self) -> list[Any]:
        return [json.loads(body) for _headers, body in self.seen]


Answer = Callable[[BaseHTTPRequestHandler], None]


def with_status(status: int, **headers: str) -> Answer:
    """An answer of a status without a body."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            request.send_header(name, value)
        request.end_headers()

    return answer


@contextmanager
def receiving(
    folder: Path, answer: Answer | None = None, *, host: str = "127.0.0.1", port: int = 0
) -> Iterator[Receiver]:
    """A receiver by TLS, for as long as it is needed. Without an answer of its own it answers 204."""
    answers = answer or with_status(204)

    class Handler(BaseHTTPRequestHandler):
        timeout = 20

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.seen.append(({name.lower(): value for name, value in self.headers.items()}, body))
            answers(self)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer((host, port), Handler)
    server.daemon_threads = True
    receiver = Receiver(host, server.server_address[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "receiver.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_certificates(folder: Path) -> Path:
    """Write an authority, and a receiver's key with a certificate by it; returns the authority's file."""
    (folder / "receiver.pem").write_bytes(_receiver_pem())
    authority = folder / "authority.pem"
    authority.write_bytes(_authority()[1].public_bytes(serialization.Encoding.PEM))
    return authority


@cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
    builder = _builder(name, name, key).add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
    return key, builder.add_extension(usage, True).sign(key, hashes.SHA256())


@cache
def _receiver_pem() -> bytes:
    signer, authority = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    names: list[x509.GeneralName] = [
        x509.DNSName(NAME),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
    ]
    builder = _builder(name, authority.subject, key)
    builder = builder.add_extension(x509.SubjectAlternativeName(names), False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    certificate = builder.add_extension(identifier, False).sign(signer, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - day).not_valid_after(now + day)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
