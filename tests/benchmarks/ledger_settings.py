"""The settings of the ledger as it is measured: the project's own, and the counting of queries.

That a file is not there yet is not logged: it is asked for until it is.
"""

from config.settings import *  # noqa: F403
from config.settings import LOGGING, MIDDLEWARE

MIDDLEWARE = ["tests.benchmarks.counting.QueryCountMiddleware", *MIDDLEWARE]
LOGGING = LOGGING | {"loggers": LOGGING["loggers"] | {"django.request": {"level": "ERROR"}}}
