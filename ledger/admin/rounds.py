"""Rounds: when and where, who came, what was on the agenda."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.admin.base import LedgerAdmin
from ledger.admin.display import item_lines
from ledger.admin.fields import ReasonedForm
from ledger.admin.inlines import LedgerInline
from ledger.admin.registry import seen_by
from ledger.models import AgendaPoint, Delegate, Delegation, Event, Item, Round, RoundForum, Statement
from ledger.recording import fixed_columns


class AgendaInline(LedgerInline):
    model = AgendaPoint
    joins = ("topic", "carried_from")
    autocomplete_fields = ("topic", "carried_from")


class RoundForumInline(LedgerInline):
    model = RoundForum
    joins = ("forum", "passage")
    autocomplete_fields = ("forum", "passage")


class EventInline(LedgerInline):
    model = Event
    joins = ("host_party", "passage")
    autocomplete_fields = ("host_party", "passage")


@admin.register(Round)
class RoundAdmin(LedgerAdmin):
    """A round with all that belongs to it: items, who came and statements as links, the rest to be edited."""

    joins = ("dialogue", "host_party")
    list_display = ("__str__", "title", "state", "starts_on", "dates_basis", "city", "host_party")
    list_filter = ("dialogue", "state", "dates_basis")
    search_fields = ("dialogue__code", "number", "title", "city", "city_es")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("host_party",)
    readonly_fields = ("place_visibility", "audience")
    inlines = (AgendaInline, RoundForumInline, EventInline)
    change_form_template = "admin/ledger/round_form.html"
    fieldsets = (
        (None, {"fields": ("dialogue", "number", "title", "state")}),
        (
            _("When"),
            {"fields": ("starts_on", "ends_on", "dates_basis", "dates_evidence", "dates_evidence_url")},
        ),
        (
            _("Where"),
            {
                "fields": (
                    "city",
                    "city_es",
                    "city_basis",
                    "venue",
                    "venue_es",
                    "venue_basis",
                    "host_party",
                    "host_basis",
                    "place_visibility",
                    "audience",
                )
            },
        ),
        (_("Ours"), {"fields": ("note",)}),
    )

    def fixed_for(self, row: Round) -> Sequence[str]:
        """Return the references of a round's items name its dialogue and number; a released place stays as it
        was released.

        What lies in a round is shown to its dialogue's counterpart: it does not pass to another's by moving the round.
        """
        return fixed_columns(row)

    @admin.display(description=_("releases"))
    def audience(self, round: Round) -> SafeString | str:
        """Lead to the page of the workspace that releases where a round met."""
        if not round.pk:
            return "–"
        address = reverse("ledger:round-audience", args=(round.dialogue.code, round.number))
        return format_html('<a href="{}">{}</a>', address, gettext("Set its audience"))

    def save_model(self, request: HttpRequest, obj: Round, form: "ModelForm[Any]", change: bool) -> None:
        """Save a round, but not the counter that makes references: items may be opened meanwhile."""
        if change:
            fresh = Round.objects.select_for_update().get(pk=obj.pk)
            obj.next_item_number = fresh.next_item_number
        super().save_model(request, obj, form, change)

    def beside(self, request: HttpRequest, row: Round) -> dict[str, Any]:
        items = Item.objects.without_steps().filter(round=row).in_ref_order()
        delegations = Delegation.objects.filter(round=row).prefetch_related("delegates__agency")
        return {
            "items": item_lines(seen_by(request.user, items)),
            "delegations": seen_by(request.user, delegations),
            "statements": seen_by(request.user, Statement.objects.filter(round=row).defer("text")),
        }


@admin.register(AgendaPoint)
class AgendaPointAdmin(LedgerAdmin):
    """Points of an agenda; their place is the round's page."""

    in_index = False
    joins = ("round__dialogue", "topic", "carried_from")
    fixed = ("round",)
    list_display = ("round", "position", "__str__")
    autocomplete_fields = ("round", "topic", "carried_from")
    search_fields = ("text",)


@admin.register(RoundForum)
class RoundForumAdmin(LedgerAdmin):
    """Bodies that a round spoke of; their place is the round's page."""

    in_index = False
    joins = ("round__dialogue", "forum", "passage")
    fixed = ("round",)
    list_display = ("round", "forum", "passage")
    autocomplete_fields = ("round", "forum", "passage")
    search_fields = ("forum__code", "forum__name_en", "forum__name_es")


@admin.register(Event)
class EventAdmin(LedgerAdmin):
    """Meetings and summits that a round's sources announce or recall."""

    joins = ("round__dialogue", "host_party", "passage")
    fixed = ("round",)
    list_display = ("name", "round", "wording", "starts_on", "basis", "host_party")
    list_filter = ("round", "basis")
    search_fields = ("name", "wording")
    date_hierarchy = "starts_on"
    autocomplete_fields = ("round", "host_party", "passage")


class DelegateAdminForm(ReasonedForm):
    """Those who came for a party are of its own agencies."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        agency = cleaned.get("agency")
        delegation = cleaned.get("delegation") or getattr(self.instance, "delegation", None)
        if agency and delegation and "agency" in self.changed_data and agency.party_id != delegation.party_id:
            self.add_error("agency", gettext("An agency that came is one of the delegation's party."))
        return cleaned


class InlineDelegateForm(DelegateAdminForm):
    """The same on the page of the delegation, which asks for the reason itself."""

    change_reason = None  # type: ignore[assignment]


class DelegationAdminForm(ReasonedForm):
    """A delegation is one of the dialogue's parties."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        round, party = cleaned.get("round"), cleaned.get("party")
        if round and party and not round.dialogue.parties.filter(pk=party.pk).exists():
            self.add_error("party", gettext("Choose among the parties to this dialogue."))
        return cleaned


class DelegatesInline(LedgerInline):
    model = Delegate
    form = InlineDelegateForm
    joins = ("agency", "passage")
    autocomplete_fields = ("agency", "passage")
    fieldsets = (
        (None, {"fields": ("position", "role", "name", "office", "office_es", "agency")}),
        (
            _("As the source has it"),
            {"fields": ("name_as_written", "office_as_written", "agency_as_written", "passage")},
        ),
        (_("Ours"), {"fields": ("source_url", "note")}),
    )


@admin.register(Delegation)
class DelegationAdmin(LedgerAdmin):
    """The people who came for one party."""

    form = DelegationAdminForm
    joins = ("round__dialogue", "party")
    fixed = ("round", "party")
    list_display = ("round", "party", "heads_complete", "agencies_complete")
    list_filter = ("round", "party")
    search_fields = ("round__dialogue__code", "party__code", "party__name_en", "party__name_es")
    autocomplete_fields = ("round", "party")
    inlines = (DelegatesInline,)


@admin.register(Delegate)
class DelegateAdmin(LedgerAdmin):
    """People who came, and agencies represented without a name."""

    form = DelegateAdminForm
    joins = ("delegation__round__dialogue", "delegation__party", "agency", "passage")
    fixed = ("delegation",)
    list_display = ("__str__", "role", "office", "agency", "delegation")
    list_filter = ("role", "delegation__round", "delegation__party")
    search_fields = ("name", "name_as_written", "office", "office_es", "agency__code", "agency__acronym_es")
    autocomplete_fields = ("delegation", "agency", "passage")
    fieldsets = (
        (None, {"fields": ("delegation", "position", "role", "name", "office", "office_es", "agency")}),
        *DelegatesInline.fieldsets[1:],
    )
