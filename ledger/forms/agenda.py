"""Type what a planned round is to take up again."""

from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.forms.fields import SeveralRowsField
from ledger.models import Item
from ledger.models.topic_tree import TopicTree
from ledger.typed_text import alphabetical

MOST = 200
"""How many items are offered, those of the newest rounds."""


class CarryForm(forms.Form):
    """Open items of earlier rounds, chosen for the agenda of a planned one."""

    items = SeveralRowsField(
        Item.objects.none(),
        label=_("Open from earlier rounds"),
        required=True,
        error_messages={
            "required": _("Choose at least one item."),
            "invalid_choice": _("One of the items is not open any more, or is on the agenda: choose again."),
        },
    )

    def __init__(self, data: QueryDict | None = None, *, items: QuerySet[Item], topics: TopicTree) -> None:
        super().__init__(data)
        self.topics = topics
        self.open_items = items
        self.fields["items"].queryset = items  # type: ignore[attr-defined]

    @cached_property
    def offered(self) -> list[Item]:
        """The newest of the items, by round and number."""
        return self._newest[:MOST][::-1]

    @property
    def has_more(self) -> bool:
        """Whether there are older ones beside those offered."""
        return len(self._newest) > MOST

    @cached_property
    def _newest(self) -> list[Item]:
        return list(self.open_items.order_by("-round__number", "-number")[: MOST + 1])

    @property
    def by_topic(self) -> list[tuple[str, list[Item]]]:
        """The items offered, by their first topic, or the one that it was merged into; they come with their links."""
        found: dict[str, list[Item]] = {}
        for item in self.offered:
            first = next((self.topics.final[link.topic_id] for link in item.topic_links.all()), None)
            found.setdefault(str(first or ""), []).append(item)
        return sorted(found.items(), key=lambda group: alphabetical(group[0]))

    @property
    def chosen(self) -> set[str]:
        """The primary keys that were sent, as they were sent."""
        return {str(key) for key in self["items"].value() or ()}
