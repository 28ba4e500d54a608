"""List what a person watches, and begin and end watching an item or a topic."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.models import Item, Topic, Watch
from ledger.models.topic_tree import TopicTree
from ledger.personal import preference_of, stop_watching, watch
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.vocabulary import WatchMail

PAGE_ROWS = 100
"""How many watched items, and how many watched topics, a page lists: those watched last come first."""


@dataclass(frozen=True)
class WatchPage:
    """Some of the rows that a person watches, of ``count`` in all, and where the first page and the next are."""

    rows: list[Watch]
    count: int
    newest: str
    older: str


class WatchListView(LedgerView):
    """The items and topics that the person watches, each with a button that ends it.

    Pages begin after a row (keyset pagination): ``?items_before=`` and ``?topics_before=`` are the keys of watches.
    """

    template_name = "ledger/watch_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        rows, mail = self.rows(Watch.objects.all()), self._mail()
        items = self._page("items", rows.exclude(item=None).select_related("item__passage__statement"))
        topics = self._page("topics", rows.exclude(topic=None).select_related("topic"))
        return super().get_context_data(
            items=[row.item for row in items.rows],
            topics=[row.topic for row in topics.rows],
            watched={"items": items, "topics": topics},
            mail=mail,
            hears=mail is not WatchMail.NEVER,
            **kwargs,
        )

    def _page(self, name: str, rows: QuerySet[Watch]) -> WatchPage:
        """Return a page of one of the two lists, and where its others begin; the other list stays where it is."""
        parameter, there = f"{name}_before", self.request.GET.copy()
        before = there.pop(parameter, [""])[-1]
        every = rows
        if before.isdecimal() and len(before) < 19:
            rows = rows.filter(pk__lt=int(before))
        found = list(rows.defer("item__passage__statement__text").order_by("-pk")[: PAGE_ROWS + 1])
        first, shown = there.urlencode(), found[:PAGE_ROWS]
        there[parameter] = str(shown[-1].pk) if shown else ""
        return WatchPage(
            rows=shown,
            count=every.count() if before or len(found) > PAGE_ROWS else len(found),
            newest=f"?{first}#h-{name}" if before else "",
            older=f"?{there.urlencode()}#h-{name}" if len(found) > PAGE_ROWS else "",
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
