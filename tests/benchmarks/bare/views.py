"""The floor: the same rows as the ledger's pages, from the same tables, by plain views and templates of Django."""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from tests.benchmarks.bare.forms import FilterForm, UpdateForm
from tests.benchmarks.bare.models import Entry, Item, ItemTopic, Round, Standing, Topic, Update

ROWS = 50


def _rows(request: HttpRequest, items: QuerySet[Item]) -> QuerySet[Item]:
    """As many rows as are asked for, newest first, from a key on."""
    if after := request.GET.get("after"):
        items = items.filter(pk__lt=int(after))
    count = int(request.GET.get("rows", ROWS))
    return items.select_related("round", "officer").order_by("-pk")[:count]


def _page(request: HttpRequest, title: str, items: QuerySet[Item], **more: Any) -> HttpResponse:
    return render(request, "bare/list.html", {"title": title, "items": _rows(request, items), **more})


@login_required
def item_list(request: HttpRequest) -> HttpResponse:
    """Items, narrowed by topic, status, kind and words."""
    form = FilterForm(request.GET)
    form.fields["topic"].choices = [("", ""), *Topic.objects.values_list("slug", "name_en")]  # type: ignore[attr-defined]
    form.is_valid()
    chosen, items = form.cleaned_data, Item.objects.all()
    if chosen.get("topic"):
        items = items.filter(topic_links__topic__slug=chosen["topic"])
    for name in ("status", "kind"):
        if chosen.get(name):
            items = items.filter(**{name: chosen[name]})
    for word in chosen["words"].split():
        items = items.filter(summary_en__icontains=word)
    return _page(request, "Items", items, form=form)


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Followed items that are open."""
    return _page(request, "Workspace", Item.objects.filter(is_followed=True, is_open=True))


@login_required
def topic_list(request: HttpRequest) -> HttpResponse:
    """Topics by rounds: how many items of each kind."""
    first, last = (int(request.GET.get(name, 0)) for name in ("first", "last"))
    rounds = range(first, last + 1)
    counted = (
        ItemTopic.objects.filter(item__round__number__range=(first, last))
        .values_list("topic_id", "item__round__number", "item__kind")
        .annotate(count=Count("pk"))
    )
    cells: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for key, number, kind, count in counted:
        cells[key, number].append((kind, count))
    lines = [
        (found, [(number, cells[found.pk, number]) for number in rounds])
        for found in Topic.objects.order_by("name_en")
    ]
    return render(request, "bare/topics.html", {"rounds": rounds, "lines": lines})


@login_required
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic and its items."""
    found = get_object_or_404(Topic, slug=slug)
    return _page(request, found.name_en, Item.objects.filter(topic_links__topic=found))


@login_required
def round(request: HttpRequest, number: int) -> HttpResponse:
    """A round and its items, and those of the rounds beside it, as many as are asked for."""
    found = get_object_or_404(Round, number=number)
    beside = Item.objects.filter(round__number__range=(number - 1, number + 1))
    return _page(request, f"Round {found.number}", beside)


@login_required
def item(request: HttpRequest, ref: str) -> HttpResponse:
    """An item with its entries and a form that records an update."""
    found = get_object_or_404(Item.objects.select_related("round", "officer"), ref=ref)
    form = UpdateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _record(request, [found.pk], form.cleaned_data)
        messages.success(request, f"Recorded on {ref}.")
        return redirect("item", ref)
    entries = Entry.objects.filter(item=found).select_related("speaker", "author")
    context = {
        "item": found,
        "topics": Topic.objects.filter(item_links__item=found),
        "entries": entries.prefetch_related("texts").order_by("-sequence"),
        "form": form,
    }
    return render(request, "bare/item.html", context)


@login_required
def note(request: HttpRequest) -> HttpResponse:
    """A note on an item by its reference; or on many items, by their keys."""
    form = UpdateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keys = request.POST.getlist("item")
        found = Item.objects.filter(pk__in=keys) if keys else Item.objects.filter(ref=request.POST["ref"])
        _record(request, list(found.values_list("pk", flat=True)), form.cleaned_data)
        return redirect("home")
    return render(request, "bare/item.html", {"form": form})


def _record(request: HttpRequest, keys: list[int], typed: dict[str, Any]) -> None:
    """Lock the rows, write an update for each, and bring them up to date."""
    day = typed["effective_on"] or datetime.datetime.now(tz=datetime.UTC).date()
    said = {name: typed[name] for name in ("voice", "status", "note")}
    with transaction.atomic():
        standing = Standing.objects.select_for_update().filter(item__in=keys).order_by("item")
        updates = [
            Update(item_id=row.item_id, author_id=request.user.pk, effective_on=day, **said)  # type: ignore[misc]
            for row in standing
        ]
        Update.objects.bulk_create(updates)
        standing.update(status=typed["status"], updates=F("updates") + 1)


@login_required
def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every item as CSV, as it is read."""
    names = ("ref", "round__number", "kind", "summary_en", "summary_es", "status", "status_on", "newest_on")
    names += ("review_on", "is_open", "is_followed", "officer__username", "last_sequence")
    writer = csv.writer(_Echo())

    def lines() -> Iterator[str]:
        yield writer.writerow(names)
        for row in Item.objects.order_by("pk").values_list(*names).iterator(chunk_size=2000):
            yield writer.writerow(row)

    return StreamingHttpResponse(lines(), content_type="text/csv")


class _Echo:
    """Gives a line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line
