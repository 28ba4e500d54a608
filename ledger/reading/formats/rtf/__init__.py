"""Rich text (.rtf): its words in their order, in one pass over its control words.

The libraries that there are know no tracked changes, notes or numbers of lists, and so lose or add words.
"""

from ledger.reading.formats.rtf.reader import read_rtf

__all__ = ["read_rtf"]
