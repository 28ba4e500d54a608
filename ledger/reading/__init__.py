"""Floor 1: a statement's text goes in, proposals come out. Pure Python: no Django, no database.

``read`` is the way in; ``files.text_of`` gets the text out of a file. The shape of the result is ``schema.json``.
"""

from ledger.reading.reader import UnknownLanguage, read
from ledger.reading.shapes import EarlierItem, Reading, TopicPhrases, json_form

__all__ = ["EarlierItem", "Reading", "TopicPhrases", "UnknownLanguage", "json_form", "read"]
