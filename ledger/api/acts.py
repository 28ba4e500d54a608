"""Acts on items and entries, by the pages' own views and forms: the API is a third site of ``ledger.actions``."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.actions import (
    ENTRY_ACTS,
    ITEM_ACTS,
    REQUEST_ACTS,
    ActFormView,
    OpenItemView,
    SiteView,
    on_site,
)
from ledger.api.base import BoundedJSONParser, LedgerApiView
from ledger.api.entries import EntrySerializer, with_all
from ledger.api.items import ItemDetailApi, ItemDetailSerializer, etag_of
from ledger.api.problems import InvalidQuery, problem
from ledger.api.sent import Sent
from ledger.forms.base import WriteForm
from ledger.forms.entry import SayingForm
from ledger.models import Dialogue, Entry, Item, Round, Statement
from ledger.models.items import ItemQuerySet
from ledger.recording import StaleItem

SHOWN = ("round__dialogue__own_party", "passage__statement", "officer", "see_also")


class ApiSite(SiteView):
    """The API before an act: what was sent stands in the form as if the page had sent it, and answers are JSON."""

    frame = ""
    api: "ActApi"
    moved: StaleItem | None = None
    written: Entry
    opened: Item
    sent: "tuple[QueryDict, MultiValueDict[str, UploadedFile[bytes]]] | None" = None

    @cached_property
    def asked(self) -> Sent:
        """The body as a form takes it."""
        return Sent(self.api.request)

    def get_item(self) -> Item:
        return self.api.row(Item.objects.select_related(*SHOWN), ref=self.kwargs["ref"])

    def get_round(self) -> Round:
        """Return the round that the address names. Raises Http404."""
        rows = Round.objects.select_related("dialogue__own_party")
        return self.api.row(rows, dialogue__code=self.kwargs["code"], number=self.kwargs["number"])

    def visible_items(self, dialogues: Sequence[Dialogue]) -> ItemQuerySet:
        return self.api.rows(Item.objects.filter(round__dialogue__in=dialogues))

    def item_url(self, item: Item) -> str:
        return reverse("api:item-detail", args=[item.ref])

    def list_url(self) -> str:
        return reverse("api:item-list")

    def act_url(self) -> str:
        return self.request.path

    def batch_url(self, batch: UUID, *, undo: bool = False) -> str:
        return f"{reverse('api:entry-list')}?batch={batch}"

    def shown_text(self, statement: Statement) -> SafeString:
        return SafeString("")

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()  # type: ignore[misc]  # the act's, which comes after
        without = {name: value for name, value in kwargs.items() if name not in {"data", "files"}}
        return without if self.sent is None else without | {"data": self.sent[0], "files": self.sent[1]}

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """Return the form as the page would send it, with what was sent in it. Raises InvalidQuery, NothingSeen."""
        untouched: WriteForm = super().get_form(form_class)  # type: ignore[misc]
        self.sent = self.asked.over(untouched)
        form: forms.Form = super().get_form(form_class)  # type: ignore[misc]
        return form

    def form_invalid(self, form: WriteForm) -> HttpResponse:
        """Refuse: by what somebody else recorded meanwhile, or field by field."""
        if self.moved is not None:
            return self.api.moved(self.moved.item, self.moved.seen, str(self.moved))
        errors = [
            (name.replace("__all__", ""), str(says)) for name, some in form.errors.items() for says in some
        ]
        if isinstance(form, SayingForm):
            evidence = form.evidence
            errors += [("evidence", says) for says in (*form.evidence_errors, *evidence.non_form_errors())]
            errors += [
                (f"evidence.{number - len(evidence.kept)}.{name}", str(says))
                for number, row in enumerate(evidence.forms)
                for name, some in row.errors.items()
                for says in some
            ]
        # An act that shows another item first, whose version the writer did not name.
        raise InvalidQuery(errors or [("seen_there", _("Say which entry of that item you saw last."))])

    def done(self, form: WriteForm) -> HttpResponse:
        """Answer with what was written."""
        return self.api.written(self)


class ActApi(LedgerApiView):
    """An act: a POST with the fields that its page has, `Idempotency-Key` and `If-Match`."""

    act: ClassVar[type[SiteView]]
    parser_classes = [BoundedJSONParser, MultiPartParser]

    def post(self, request: Request, **kwargs: object) -> HttpResponseBase:
        view = cast("ApiSite", on_site(self.act, ApiSite)())
        http_request: HttpRequest = self.http_request
        view.setup(http_request, **kwargs)
        view.api = self
        return view.dispatch(http_request, **kwargs)

    def moved(self, item: Item, seen: int, says: str) -> Response:
        """Answer that the item is not as the writer saw it: its version, and what was recorded since (RFC 9110)."""
        since = with_all(self.rows(Entry.objects.filter(item=item, sequence__gt=seen))).order_by("sequence")
        answer = problem(412, says, item=item.ref, entries=EntrySerializer(since, many=True).data)
        answer["ETag"] = etag_of(item)
        return answer

    def written(self, view: ApiSite) -> Response:
        """Answer with the entry that was written, where it is, and the version of its item now."""
        entry = with_all(self.rows(Entry.objects.filter(pk=view.written.pk))).get()
        where = reverse("api:entry-detail", args=[entry.item.ref, entry.sequence])
        headers = {"Location": where, "ETag": etag_of(entry.item)}
        return Response(EntrySerializer(entry).data, status=201, headers=headers)


class EntryActApi(ActApi):
    """The same for an act that writes an entry."""

    serializer_class = EntrySerializer


class OpenItemApi(ActApi):
    """Open an item of a round, by words of its statements or as a paraphrase."""

    act = OpenItemView
    serializer_class = ItemDetailSerializer

    def written(self, view: ApiSite) -> Response:
        found = ItemDetailApi()
        found.request, found.kwargs = self.request, {"ref": view.opened.ref}
        item = found.find()
        headers = {"Location": reverse("api:item-detail", args=[item.ref]), "ETag": etag_of(item)}
        return Response(ItemDetailSerializer(item).data, status=201, headers=headers)


def _api_of(act: type[ActFormView]) -> type[ActApi]:
    """Return the view of an act, named by it."""
    name = "".join(part.capitalize() for part in (act.scope, *act.name.split("-")))
    return type(f"{name}Api", (EntryActApi,), {"act": act, "__module__": __name__})


_EVERY: list[type[ActFormView]] = [*ITEM_ACTS, *ENTRY_ACTS, *REQUEST_ACTS]
ACTS = {f"{act.scope}-{act.name}": _api_of(act) for act in _EVERY}
"""The acts, by the names of their addresses."""
_BEFORE = {
    "item": "v1/items/<str:ref>/",
    "entry": "v1/items/<str:ref>/entries/<int:sequence>/",
    "redaction": "v1/items/<str:ref>/redactions/<int:wanted>/",
}
ROUTES = {f"{act.scope}-{act.name}": f"{_BEFORE[act.scope]}{act.name}/" for act in _EVERY}
"""Where each is: under what it is done to."""
