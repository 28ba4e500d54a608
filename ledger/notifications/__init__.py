"""What reaches colleagues beside the pages, and what passes between them: calendars, mail, work handed over.

Mail and calendars carry references, dates and links, never what the ledger says: they leave our servers.
"""
