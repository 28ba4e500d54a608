"""Reach colleagues beside the pages: calendars, feeds and mail.

All carry references, acts, dates and links, never what the ledger says: they leave our servers.
"""
