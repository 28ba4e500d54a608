"""Reach colleagues beside the pages: calendars and mail.

Mail and calendars carry references, dates and links, never what the ledger says: they leave our servers.
"""
