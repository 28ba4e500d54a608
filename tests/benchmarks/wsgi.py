"""The ledger for gunicorn as it is measured: a calendar's address may be asked more than 60 times in ten minutes."""

import sys

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from ledger.views import calendar  # noqa: E402  it needs the applications

calendar.MOST = sys.maxsize
