"""Lists, narrowed and put in order (floor 3): one FilterSet per list, used by pages and the API alike.

A filter asks the rows' own questions; it sees the rows that it is given, and offers what the person may see.
"""

from ledger.filters.items import ItemFilterSet, every_filter
from ledger.filters.order import SORTS, Cursor, from_few, page_of

__all__ = ["SORTS", "Cursor", "ItemFilterSet", "every_filter", "from_few", "page_of"]
