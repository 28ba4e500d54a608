"""Handing over: one officer's items, review dates and saved views to another, in one transaction."""
