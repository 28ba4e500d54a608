"""Make and keep the secrets that sign webhooks, as Standard Webhooks has them.

A secret has to be read again to sign, so it is kept encrypted (Fernet) by a key that follows from the ledger's secret
key: a copy of the database alone signs nothing. Where that key is changed, secrets are made anew.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """Make a secret, as its receiver is given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def seal_secret(secret: str) -> str:
    """Encrypt a secret for the database."""
    return _fernet().encrypt(secret.encode()).decode()


def open_secret(sealed: str) -> str | None:
    """Decrypt a secret; None where the ledger's secret key is another one than it was."""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Sign a message: `v1,` and the base64 of HMAC-SHA256 over its id, time and body (Standard Webhooks)."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _fernet() -> Fernet:
    kept = HKDF(SHA256(), 32, None, b"dialogue-ledger webhooks").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(kept))
