"""One act on many items, with a preview and an undoing, by the pages' own views and forms."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.actions import on_site
from ledger.actions.bulk import (
    MANY_ACTS,
    MOST,
    BatchUndoView,
    BatchView,
    BulkActView,
    CannotChoose,
    ChosenItems,
    PreviewItem,
    items_for,
    rehearse,
)
from ledger.api.acts import ApiSite
from ledger.api.base import LedgerApiView
from ledger.api.entries import EntrySerializer, with_all
from ledger.api.form_schema import body_of
from ledger.api.problems import InvalidQuery, problem
from ledger.api.sent import Sent
from ledger.forms import ActForm
from ledger.forms.fields import MOST_ENTRIES
from ledger.models import Dialogue, Entry, Item, Position
from ledger.models.items import ItemQuerySet
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING
from ledger.recording import StaleItem

APART = ("items", "preview")
"""What a body has beside the fields of the act's form."""


# --- As they are written


class FieldFaultSerializer(serializers.Serializer[Any]):
    """What is wrong with a field; an empty name is of the item as a whole."""

    field = serializers.CharField(allow_blank=True)
    says = serializers.CharField()


class ItemChangeSerializer(serializers.Serializer[Any]):
    """A fact of an item in words: as it is, and as it would be."""

    label = serializers.CharField()  # type: ignore[assignment]  # named as the framework's own
    now = serializers.CharField()
    then = serializers.CharField()


class PreviewItemSerializer(serializers.Serializer[Any]):
    """What an act would do to an item: how many entries it writes, or why none; what the write API refuses."""

    item = serializers.CharField(source="item.ref")
    sequence = serializers.IntegerField(source="item.last_sequence")
    writes = serializers.IntegerField()
    changes = ItemChangeSerializer(many=True)
    refused = serializers.SerializerMethodField()
    why_not = serializers.CharField()

    def get_refused(self, line: PreviewItem) -> list[dict[str, str]]:
        """Return the write API's sentences, field by field."""
        return [{"field": name, "says": says} for name, says in line.refused.items()]


class BatchPreviewSerializer(serializers.Serializer[Any]):
    """What an act would do to the items, each by itself. Nothing was written."""

    items = PreviewItemSerializer(many=True)
    writes = serializers.IntegerField()


class BatchSerializer(serializers.Serializer[Any]):
    """A batch as far as one sees it: how many entries it wrote, and whether one may undo it as a whole today."""

    batch = serializers.UUIDField()
    entries = serializers.IntegerField()
    entries_url = serializers.CharField()
    may_undo = serializers.BooleanField()
    is_overtaken = serializers.BooleanField()


# --- An act on many


if TYPE_CHECKING:

    class BulkPage(ApiSite, BulkActView):  # type: ignore[misc]  # each has its own ``moved``
        """An act on many items with a site before it, as ``on_site`` makes it."""

    class UndoPage(ApiSite, BatchUndoView):
        """The same of an undoing."""

else:
    BulkPage = UndoPage = ApiSite


class BulkSite(BulkPage):
    """The API before an act on many items: the body names them by their references, and says what it saw of each."""

    api: "BatchApi"  # type: ignore[assignment]  # not of one item

    @cached_property
    def asked(self) -> Sent:
        """The body, with the items and whether it is a preview taken apart."""
        return Sent(self.api.request, apart=APART)

    @cached_property
    def choice(self) -> ChosenItems:
        """Return the items that the body names. Raises InvalidQuery."""
        seen = _versions(self.asked.taken.get("items"))
        keys = dict(Item.objects.filter(ref__in=seen).values_list("ref", "pk"))
        try:
            # A reference that is nobody's stands for an item that the person may not do this to.
            found = items_for(self.choosable, [keys.get(ref, -place) for place, ref in enumerate(seen, 1)])
        except CannotChoose as why:
            raise InvalidQuery([("items", str(why))]) from None
        return ChosenItems(found, {item.pk: seen[item.ref] for item in found})

    def visible_items(self, dialogues: Sequence[Dialogue]) -> ItemQuerySet:
        rows: ItemQuerySet = super().visible_items(dialogues)
        return rows.select_related("round__dialogue", "officer")

    def standing(self, position: Position | None) -> str:
        """Return a position in words: the page's own has marks."""
        if position is None:
            return NOTHING
        day = wording.day(position.effective_on, position.effective_precision).label
        return f"{_(position.status.label)}, {day}"

    def form_valid(self, form: ActForm) -> HttpResponse:
        """Show what it would do, or do it: 412 where somebody was faster on an item."""
        if self.asked.taken.get("preview") is True:
            return self.api.previewed(rehearse(self, form, self.choice.targets))
        if self.is_written(form):
            return self.api.written_batch(self.batch_of(form))
        if moved := [item for item, seen in self.choice.targets if item.last_sequence != seen]:
            return self.api.all_moved(moved, self.choice.seen)
        try:
            entries = self.write(form, self.choice.targets, self.batch_of(form))
        except StaleItem as stale:
            if self.is_written(form):  # the same request, sent twice at once
                return self.api.written_batch(self.batch_of(form))
            return self.api.all_moved([stale.item], {stale.item.pk: stale.seen})
        if not entries:
            raise InvalidQuery([("", _("There was nothing to write: it is so already."))])
        return self.api.written_batch(self.batch_of(form))


def _versions(given: object) -> dict[str, int]:
    """Return the items of a body, each with the entry that was seen last. Raises InvalidQuery."""
    is_fit = isinstance(given, dict) and all(
        type(seen) is int and 0 <= seen <= MOST_ENTRIES and "\x00" not in ref for ref, seen in given.items()
    )
    if not isinstance(given, dict) or not is_fit:
        says = _("Send an object: the references of the items, each with the sequence that you saw last.")
        raise InvalidQuery([("items", says)])
    if len(given) > MOST:
        raise InvalidQuery([("items", _("Choose %(most)d items at most at a time.") % {"most": MOST})])
    return {ref.encode(errors="replace").decode(): seen for ref, seen in given.items()}


class BatchApi(LedgerApiView):
    """An act on many items, all or nothing. `items` has the sequence of each as it was read."""

    act: ClassVar[type[BulkActView]]
    serializer_class = BatchSerializer
    preview_serializer = BatchPreviewSerializer

    def post(self, request: Request, **kwargs: object) -> HttpResponseBase:
        view = cast("BulkSite", on_site(self.act, BulkSite)())
        view.setup(self.http_request, **kwargs)
        view.api = self
        return view.dispatch(self.http_request, **kwargs)

    def previewed(self, lines: Sequence[PreviewItem]) -> Response:
        """Answer what the act would do to each item."""
        whole = {"items": lines, "writes": sum(line.writes for line in lines)}
        return Response(BatchPreviewSerializer(whole).data)

    def written_batch(self, batch: UUID) -> Response:
        """Answer with the batch that was written, and where it is."""
        headers = {"Location": reverse("api:batch-detail", args=[batch])}
        return Response(_told_of(self.http_request, batch), status=201, headers=headers)

    def all_moved(self, items: Sequence[Item], seen: dict[int, int]) -> Response:
        """Answer that items are not as the writer saw them: which, and what was recorded since."""
        says = _("Others recorded on %(count)d of the items since you looked: nothing was written.")
        found = [{"item": item.ref, "entries": self._since(item, seen[item.pk])} for item in items]
        return problem(412, says % {"count": len(items)}, items=found)

    def _since(self, item: Item, seen: int) -> object:
        since = with_all(self.rows(Entry.objects.filter(item=item, sequence__gt=seen))).order_by("sequence")
        return EntrySerializer(since, many=True).data

    @classmethod
    def request_schema(cls) -> dict[str, Any]:
        """Return what the act takes, for the schema."""
        schema = body_of(cast("type[ActForm]", cls.act.form_class))
        items = {
            "type": "object",
            "additionalProperties": {"type": "integer"},
            "description": "The items by their references, each with its `sequence` as it was read. At most 200.",
        }
        preview = {"type": "boolean", "description": "Tell what it would do to each item, and write nothing."}
        schema["properties"] = {"items": items, "preview": preview, **schema["properties"]}
        return {**schema, "required": ["items"]}


# --- A batch that there is


def _told_of(request: HttpRequest, batch: UUID) -> dict[str, Any]:
    """Return what a person is told of a batch. Raises Http404 where they see nothing of it."""
    view = on_site(BatchView, ApiSite)()
    view.setup(request, batch=batch)
    view.check_seen()
    found = {
        "batch": batch,
        "entries": view.counts.total(),
        "entries_url": view.batch_url(batch),
        "may_undo": view.may_undo and not view.is_handover,
        "is_overtaken": view.is_overtaken,
    }
    told: dict[str, Any] = BatchSerializer(found).data
    return told


class BatchDetailApi(LedgerApiView):
    """A batch: what one request wrote on many items, or an import."""

    serializer_class = BatchSerializer

    def get(self, request: Request, batch: UUID) -> Response:
        return Response(_told_of(self.http_request, batch))


class UndoSite(UndoPage):
    """The API before the undoing of a batch."""

    api: "BatchUndoApi"  # type: ignore[assignment]  # the same

    def refused(self) -> HttpResponse | None:
        """Refuse who may not undo the whole batch, and a handover, of which views are a part."""
        if not self.is_theirs:
            raise PermissionDenied
        if self.is_handover:
            raise InvalidQuery([("", _("This is a handover: take it back on its own page, with its views."))])
        return None

    def tell(self, undoing: UUID, count: int) -> None:
        """Keep what undid it, for the answer."""
        self.api.undoing = undoing


class BatchUndoApi(LedgerApiView):
    """Undo a batch as a whole: what it recorded is corrected, what it changed is changed back. It is a batch too."""

    act = BatchUndoView
    serializer_class = BatchSerializer
    undoing: UUID | None = None

    def post(self, request: Request, batch: UUID) -> HttpResponseBase:
        view = cast("UndoSite", on_site(BatchUndoView, UndoSite)())
        view.setup(self.http_request, batch=batch)
        view.api = self
        view.dispatch(self.http_request, batch=batch)
        assert self.undoing is not None  # what refuses raises
        headers = {"Location": reverse("api:batch-detail", args=[self.undoing])}
        return Response(_told_of(self.http_request, self.undoing), status=201, headers=headers)


def _api_of(act: type[BulkActView]) -> type[BatchApi]:
    """Return the view of an act on many items, named by it."""
    return type(f"Batch{act.name.capitalize()}Api", (BatchApi,), {"act": act, "__module__": __name__})


BATCH_ACTS = {act.name: _api_of(act) for act in MANY_ACTS}
"""The acts on many items, by the last parts of their addresses."""
