"""The settings under test: the project's own, on a machine with no variables set but the database's.

Read before Django is set up, so that a developer's own LEDGER_* variables never change what is tested.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

KEPT = ("LEDGER_DATABASE_URL", "LEDGER_TEST_")
for name in [name for name in os.environ if name.startswith("LEDGER_") and not name.startswith(KEPT)]:
    del os.environ[name]

# One directory for the whole run: xdist's workers inherit it, and the process that made it takes it away.
if "LEDGER_TEST_VAR" not in os.environ:
    os.environ["LEDGER_TEST_VAR"] = tempfile.mkdtemp(prefix="ledger-test-")
    atexit.register(shutil.rmtree, os.environ["LEDGER_TEST_VAR"], ignore_errors=True)
# In it each worker has its own: one that takes a kept file away would meet another's that puts the same one back.
_var = Path(os.environ["LEDGER_TEST_VAR"], os.environ.get("PYTEST_XDIST_WORKER", "alone"))
_var.mkdir(exist_ok=True)
os.environ["LEDGER_VAR_DIR"] = str(_var)
os.environ["LEDGER_SECRET_KEY"] = "only-for-the-tests-0123456789-abcdefghijklmnopqrstuvwxyz"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

LEDGER_TEST_CHROMIUM = os.environ.get("LEDGER_TEST_CHROMIUM", "")

_options = DATABASES["default"]["OPTIONS"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use: an in-memory database has no WAL, and locks by table between threads.
    DATABASES["default"]["TEST"] = {"NAME": str(_var / "test.sqlite3")}
    _options["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # A pool would hold connections to a database that the test runner wants to drop.
    del _options["pool"]

# A client of the tests serves no files: without this each one lists all of them at its first request.
WHITENOISE_AUTOREFRESH = True
