"""Floor 1: a statement's text goes in, proposals come out. Pure Python: no Django, no database.

``read`` is the way in; ``files.text_of`` gets the text out of a file; ``apart`` has both in a process of their own, with
limits, which is how requests and commands call them. The shape of the result is ``schema.json``.
"""

from ledger.reading.reader import read
from ledger.reading.shapes import SHOWN_FROM, EarlierItem, Reading, TopicPhrases, json_form, sure_part
from ledger.reading.unreadable import UnknownLanguage

__all__ = [
    "SHOWN_FROM",
    "EarlierItem",
    "Reading",
    "TopicPhrases",
    "UnknownLanguage",
    "json_form",
    "read",
    "sure_part",
]
