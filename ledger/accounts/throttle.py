"""A count of requests to pages that nobody signs in to. (django-allauth's throttle counts no GET.)"""

import time
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW = 600
"""Seconds after which counting begins anew."""


def is_too_often(what: str, key: str, most: int) -> bool:
    """Count a request for what, by a key; whether there were more than ``most`` in this window.

    Kept in the cache that all servers share. The key itself is not kept: it may be a secret.
    """
    window = int(time.time() // WINDOW)
    name = f"throttle:{what}:{sha256(key.encode()).hexdigest()}:{window}"
    count = cache.get(name, 0) + 1
    cache.set(name, count, WINDOW)
    return bool(count > most)


def address_of(request: HttpRequest) -> str:
    """Find whose request it is, behind the proxies that are trusted."""
    return str(get_adapter(request).get_client_ip(request))
