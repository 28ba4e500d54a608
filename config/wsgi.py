"""The entry point for a WSGI server: `gunicorn config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from ledger.recording import finish_removals_at_start  # noqa: E402  models are there once Django is set up

finish_removals_at_start()
