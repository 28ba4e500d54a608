"""The API, a file per noun: what a person may see and do, a program may, and no more.

Like pages, these files translate and decide nothing: rows come through ``ledger.access``, lists are narrowed by
``ledger.filters``, what is typed is read by ``ledger.forms`` and written by ``ledger.recording``. Errors follow
RFC 9457 (``problems.py``); the schema is OpenAPI 3.1 (``schema.py``).
"""
