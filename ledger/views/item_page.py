"""What the pages about one item stand on."""

from ledger.models import Item
from ledger.views.base import Page


class ItemPage(Page):
    """A page about one item; ``item`` is the row named by the address."""

    item: Item

    def get_item(self, ref: str) -> Item:
        """The item with what its pages show of it; 404 for one of another dialogue."""
        shown = ("round__dialogue__own_party", "passage__statement", "officer", "see_also")
        return self.row(Item.objects.select_related(*shown), ref=ref)
