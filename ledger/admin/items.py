"""Items and what hangs on them: to be read here, and acted on by the forms of the write API's acts."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.accounts.rights import rights_of
from ledger.actions import RecordView, item_buttons, offered_timeline, on_site, requests_shown
from ledger.admin.acts import act_urls
from ledger.admin.base import ReadOnlyAdmin
from ledger.admin.display import in_paragraph, linked, person
from ledger.admin.item_list import ItemListAdmin, parties
from ledger.admin.mixins import AdminMixin
from ledger.models import (
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Passage,
    Position,
)
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING, deadline_of, summary
from ledger.presentation.positions import position_grid
from ledger.templatetags.ledger import status
from ledger.vocabulary import Act, PartyRole


@admin.register(Item)
class ItemAdmin(ItemListAdmin):
    """The trackable things: what the statement says, what is ours, positions, and the whole timeline."""

    change_form_template = "admin/ledger/item_form.html"
    fieldsets = (
        (
            gettext_lazy("What the statement says"),
            {"fields": ("ref", "round", "shown_kind", "shown_quote", "source", "shown_deadline")},
        ),
        (
            gettext_lazy("How we read it"),
            {
                "fields": (
                    "shown_summary",
                    "shown_topics",
                    "shown_parties",
                    ("shown_agencies", "shown_forums"),
                    ("shown_earlier", "shown_later"),
                    "note",
                    "outside_ref",
                )
            },
        ),
        (
            gettext_lazy("Where it stands"),
            {"fields": (("shown_status", "shown_newest"), ("is_differing", "is_withdrawn", "see_also"))},
        ),
        (
            gettext_lazy("Our work on it"),
            {
                "fields": (
                    ("is_followed", person(Item, "officer"), "priority"),
                    ("review_on", "target_on"),
                    "next_step",
                    ("shown_whole", "shown_steps"),
                )
            },
        ),
        (
            gettext_lazy("Chain"),
            {"fields": ("uuid", "last_sequence", "head_hash"), "classes": ("collapse",)},
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return rights_of(request).may_somewhere(Act.OPEN)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page on which an item is opened; nothing is written here."""
        if request.method == "POST" or not self.has_add_permission(request):
            raise PermissionDenied
        return redirect("ledger:item-create")

    def get_urls(self) -> list[URLPattern]:
        return [*act_urls(self), *super().get_urls()]

    def beside(self, request: HttpRequest, row: Item) -> dict[str, Any]:
        timeline = offered_timeline(AdminMixin, request, row)
        record = on_site(RecordView, AdminMixin)(request=request, item=row)
        return {
            "positions": position_grid(row, [line.entry for line in timeline]),
            "timeline": timeline,
            "standing": [line for line in timeline if line.evidence and line.corrected_by is None],
            "buttons": item_buttons(AdminMixin, request, row),
            "redactions": requests_shown(AdminMixin, request, row),
            "record": {"form": record.get_form(), "address": record.address, "submit": record.shown_label}
            if record.is_offered
            else None,
        }

    # --- What the statement says

    @admin.display(description=gettext_lazy("quote"))
    def shown_quote(self, item: Item) -> SafeString:
        if item.passage is None:
            paraphrase = _("No verbatim passage is held: this item is a paraphrase, in our words below.")
            return format_html("{}", paraphrase)
        others = Passage.objects.filter(item_links__item=item).select_related("statement")
        return format_html_join(
            "",
            "{}<p>{}</p>",
            ((in_paragraph(passage), linked([passage.statement])) for passage in (item.passage, *others)),
        )

    @admin.display(description=gettext_lazy("agreed deadline"))
    def shown_deadline(self, item: Item) -> str:
        return deadline_of(item) or NOTHING

    # --- How we read it

    @admin.display(description=gettext_lazy("in our words"))
    def shown_summary(self, item: Item) -> SafeString:
        ours, language = summary(item)
        return format_html('<div class="ledger-ours" lang="{}">{}</div>', language, ours or NOTHING)

    @admin.display(description=gettext_lazy("who owes or asks"))
    def shown_parties(self, item: Item) -> str:
        roles = ((_(role.label), parties(item, role)) for role in PartyRole)
        said = (f"{role}: {wording.listed(str(party) for party in some)}" for role, some in roles if some)
        return wording.begin(wording.basis("; ".join(said), item.owner_basis)) or NOTHING

    @admin.display(description=gettext_lazy("agencies"))
    def shown_agencies(self, item: Item) -> SafeString:
        return linked(item.agencies.all())

    @admin.display(description=gettext_lazy("forums"))
    def shown_forums(self, item: Item) -> SafeString:
        return linked(item.forums.all())

    @admin.display(description=gettext_lazy("continues"))
    def shown_earlier(self, item: Item) -> SafeString:
        return linked([item.continues] if item.continues else [])

    @admin.display(description=gettext_lazy("continued by"))
    def shown_later(self, item: Item) -> SafeString:
        return linked(item.continued_by.all())

    @admin.display(description=gettext_lazy("part of"))
    def shown_whole(self, item: Item) -> SafeString:
        return linked([item.part_of] if item.part_of else [])

    @admin.display(description=gettext_lazy("steps"))
    def shown_steps(self, item: Item) -> SafeString:
        return linked(item.own_steps.filter(is_withdrawn=False).order_by("step_order", "step_number"))


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    """Today's positions, kept by the write API for quick reading."""

    joins = ("item__round__dialogue", "about", "speaker", "entry")
    instead = gettext_lazy("A position follows from entries: record or correct an entry, and it follows.")
    list_display = ("item", "about", "voice", "speaker", "shown_status")
    list_filter = ("item__round", "voice", "about", "status")
    search_fields = ("item__ref",)
    fields = ("item", "about", "voice", "speaker", "shown_status", "entry")

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def shown_status(self, position: Position) -> SafeString:
        return status(position.status, position.effective_on, position.effective_precision)


class LinkAdmin(ReadOnlyAdmin):
    """A row between an item and something it names. Its place is the item's page."""

    in_index = False
    instead = gettext_lazy("Amend the item, with a note.")
    search_fields = ("item__ref",)


@admin.register(ItemParty)
class ItemPartyAdmin(LinkAdmin):
    joins = ("item__round__dialogue", "party")
    list_display = fields = ("item", "role", "party")
    list_filter = ("role",)


@admin.register(ItemTopic)
class ItemTopicAdmin(LinkAdmin):
    joins = ("item__round__dialogue", "topic")
    list_display = fields = ("item", "position", "topic")


@admin.register(ItemAgency)
class ItemAgencyAdmin(LinkAdmin):
    joins = ("item__round__dialogue", "agency")
    list_display = fields = ("item", "agency")


@admin.register(ItemForum)
class ItemForumAdmin(LinkAdmin):
    joins = ("item__round__dialogue", "forum")
    list_display = fields = ("item", "forum")


@admin.register(ItemPassage)
class ItemPassageAdmin(LinkAdmin):
    joins = ("item__round__dialogue", "passage")
    list_display = fields = ("item", "passage")
