"""The entry point for a WSGI server: `gunicorn config.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.environment import limit_waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

limit_waiting(
    settings.DATABASES["default"],
    lock_seconds=settings.LEDGER_LOCK_SECONDS,
    query_seconds=settings.LEDGER_QUERY_SECONDS,
)
application = get_wsgi_application()

from ledger.recording import finish_removals_at_start  # noqa: E402  models are there once Django is set up

finish_removals_at_start()
