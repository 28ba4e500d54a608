"""List what a person watches, and begin and end watching an item or a topic."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.models import Item, Topic, Watch
from ledger.models.topic_tree import TopicTree
from ledger.personal import preference_of, stop_watching, watch
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.vocabulary import WatchMail

MAX_SHOWN = 500
"""How many watched items the list shows, those watched last."""


class WatchListView(LedgerView):
    """The items and topics that the person watches, each with a button that ends it."""

    template_name = "ledger/watch_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        rows = self.rows(Watch.objects.select_related("topic", "item__passage__statement"))
        watches = list(rows.defer("item__passage__statement__text")[:MAX_SHOWN])
        items = [row.item for row in watches if row.item]
        return super().get_context_data(
            items=sorted(items, key=lambda item: (item.round_id, item.number)),
            topics=sorted(
                (row.topic for row in watches if row.topic), key=lambda topic: topic.name.casefold()
            ),
            mail=self._mail().label,
            **kwargs,
        )

    def _mail(self) -> WatchMail:
        """Return how the person does hear of it: never without an address, nor in a digest that they do not get."""
        kept = preference_of(self.user)
        in_digest = kept.watched_mail is WatchMail.DIGEST
        hears = self.user.email and (kept.wants_digest or not in_digest)
        return kept.watched_mail if hears else WatchMail.NEVER


class WatchView(LedgerViewMixin):
    """A button's POST: watch what the address names, or stop, by ``do``; it leads back to where the button stood."""

    def watched_row(self) -> Item | Topic:
        """Return what the address names. Raises Http404 where the person may not see it."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Lead to the page that has the button."""
        return HttpResponseRedirect(self._address(self.watched_row()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Watch or stop watching."""
        row = self.watched_row()
        name = row.ref if isinstance(row, Item) else row.name
        if request.POST.get("do") == "stop":
            stop_watching(user=self.user, row=row)
            messages.success(request, _("You no longer watch %(name)s.") % {"name": name})
        else:
            watch(user=self.user, row=row)
            sentence = _("You watch %(name)s. How you hear of it is set in your preferences.")
            messages.success(request, sentence % {"name": name})
        if request.POST.get("back") == "list":
            return redirect("ledger:watch-list")
        return HttpResponseRedirect(self._address(row))

    def _address(self, row: Item | Topic) -> str:
        query = self.request.GET.urlencode()
        return f"{row.get_absolute_url()}?{query}" if query else row.get_absolute_url()


class ItemWatchView(WatchView):
    """Watching an item."""

    def watched_row(self) -> Item:
        return self.row(Item.objects.all(), ref=self.kwargs["ref"])


class TopicWatchView(WatchView):
    """Watching a topic; of one that was merged, the topic that goes on."""

    def watched_row(self) -> Topic:
        tree = TopicTree(self.rows(Topic.objects.all()))
        for topic in tree.by_key.values():
            if topic.slug == self.kwargs["slug"]:
                return tree.final[topic.pk]
        raise Http404
