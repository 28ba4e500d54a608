"""An item's page: what was said, who owes, where it stands and who says so, the ledger, and recording progress."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.views import redirect_to_login
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ledger.actions import RecordView, item_buttons, offered_timeline, requests_shown
from ledger.forms import RecordForm
from ledger.models import Item, Passage
from ledger.personal import drop_typed, has_typed, is_asked, is_watched_by
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.item_words import deadline_of
from ledger.presentation.matters import matter_of
from ledger.presentation.positions import PositionRow, position_grid
from ledger.presentation.steps import done_of, steps_of
from ledger.presentation.timeline import TimelineEntry
from ledger.reading.deadlines import BINDING, WrittenDeadline, deadline_in
from ledger.views.drawn_forms import UntouchedForm, drawn_fields
from ledger.views.mixins import SHOWN, WorkspaceActMixin, WorkspaceMixin
from ledger.views.unsent import keep_for_writer, typed_before, writer_of
from ledger.vocabulary import Act, PartyRole, StatementLanguage, Voice


@dataclass(frozen=True)
class LanguageColumn:
    """The words of an item in one language: the statement's passages, else ours."""

    language: StatementLanguage
    label: str
    passages: list[Passage]
    ours: str


@dataclass(frozen=True)
class Judged:
    """A row of positions, with our office's written explanations of why its voices differ.

    ``answered`` is the entry of another voice that an explanation would answer, None where nothing differs.
    """

    row: PositionRow
    explanations: list[TimelineEntry]
    answered: int | None


class ItemDetailView(WorkspaceMixin, RecordView):
    """Show one item, whole, to those who may read it, with the form that records progress."""

    template_name = "ledger/item.html"
    was_kept = False
    has_typed = False
    """Whether something is kept that the person had typed about the item."""
    is_asked = False
    """Whether a colleague's question about the item waits for the person."""
    is_watched = False
    """Whether the person watches the item itself."""
    has_steps = False
    """Whether the item has steps that were not withdrawn."""

    def signed_out(self) -> HttpResponseBase:
        """Keep what was sent when the session had ended: it is back in the form after signing in."""
        if self.request.method == "POST":
            keep_for_writer(self.request)
            return redirect_to_login(f"{self.request.path}#record")
        return super().signed_out()

    def get_item(self) -> Item:
        """Return the item; for recording, with no more of it than the write API asks for."""
        shown = SHOWN if self.request.method != "POST" else ("round__dialogue",)
        rows = Item.objects.select_related(*shown).annotate(
            has_typed=has_typed(self.user),
            is_asked=is_asked(self.user),
            is_watched=is_watched_by(self.user),
            has_steps=Exists(Item.objects.current().filter(part_of=OuterRef("pk"))),
        )
        item: Item = self.row(rows, ref=self.kwargs["ref"])
        self.has_typed, self.is_watched = bool(vars(item)["has_typed"]), bool(vars(item)["is_watched"])
        self.is_asked = bool(vars(item)["is_asked"])
        self.has_steps = bool(vars(item)["has_steps"])
        return item

    def has_permission(self) -> bool:
        """Let everybody read who sees the item; recording asks for the right."""
        return self.request.method in {"GET", "HEAD"} or super().has_permission()

    @property
    def is_offered(self) -> bool:
        return self.is_apt and super().has_permission()

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Record progress; or forget what was typed before, by the button pressed."""
        if request.POST.get("do") == "forget":
            drop_typed(user=self.user, item=self.item)
            return HttpResponseRedirect(f"{self.item_url(self.item)}#record")
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        is_read = self.request.method != "POST"
        if not is_read or not self.has_typed or not self.is_offered:
            return kwargs
        if (kept := typed_before(self.user, self.item)) is not None:
            self.was_kept = True
            return kwargs | {"data": kept}
        return kwargs

    def get_success_url(self) -> str:
        if self.has_typed:
            drop_typed(user=self.user, item=self.item)
        return super().get_success_url()

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        if self.moved:
            self.item = super().get_item()
        item, timeline = self.item, offered_timeline(WorkspaceActMixin, self.request, self.item)
        context = {
            "item_address": "",
            "today": timezone.localdate(),
            "columns": columns_of(item),
            "parties": parties_of(item),
            "deadline": deadline_of(item),
            "written_deadline": written_deadline(item),
            "judged": judged(item, timeline),
            "timeline": timeline[::-1],
            "standing": [line for line in timeline if line.evidence and line.corrected_by is None],
            "matter": self._matter(),
            "whole": self._whole(),
            **self._steps(),
            "buttons": item_buttons(WorkspaceActMixin, self.request, item),
            "redactions": requests_shown(WorkspaceActMixin, self.request, item),
            "record": self.is_offered,
            "may_edit": self.edits_in_admin(item.round.dialogue),
            "is_asked": self.is_asked,
            "is_watched": self.is_watched,
            "offers_watch": self.is_watched or not (item.is_withdrawn or item.officer_id == self.user.pk),
            "writer": writer_of(self.user, item),
        }
        if "form" not in kwargs and not self.has_typed:
            context |= {"form": UntouchedForm(self.get_form), "drawn": SimpleLazyObject(self._drawn)}
        return super().get_context_data(**context | kwargs)

    def _matter(self) -> list[Item]:
        """Return the same matter in other rounds; a step has none of its own."""
        if self.item.part_of_id:
            return []
        return matter_of(self.item, for_rows(self.rows(Item.objects.select_related("round"))))

    def _whole(self) -> Item | None:
        """Return the item of which this one is a step, with its words. One query for a step."""
        key = self.item.part_of_id
        return for_rows(self.rows(Item.objects.filter(pk=key))).get() if key else None

    def _steps(self) -> dict[str, Any]:
        """Return the item's steps with how many are done, and whether the person may put them in another order."""
        steps = steps_of(self.item, self.rows(Item.objects.all())) if self.has_steps else []
        may_order = len(steps) > 1 and self.rights.may(Act.AMEND, self.item.round.dialogue)
        return {
            "steps": steps,
            "steps_done": done_of([step.status for step in steps]),
            "may_order": may_order,
            "step_request": uuid4(),
        }

    def _drawn(self) -> SafeString:
        """Return the fields of the form that records progress, before anybody types; empty for people who may
        not record.
        """
        if not self.is_offered:
            return SafeString()
        parties = self.item.round.dialogue.parties.all()
        values = {"request_id": uuid4(), "seen": self.item.last_sequence}
        first, rest = drawn_fields(RecordForm, parties, self._marked_form, values, variant=self.offers_follow)
        return first + rest

    def _marked_form(self, initial: dict[str, Any]) -> RecordForm:
        form = RecordForm(item=self.item, initial=initial)
        if not self.offers_follow:
            form.fields.pop("follow")
        return form


def columns_of(item: Item) -> list[LanguageColumn]:
    """Return the item's words in each language that has some: the statement's own where they are held."""
    cited = [item.passage] if item.passage else []
    cited += Passage.objects.filter(item_links__item=item).select_related("statement")
    ours = {"en": item.summary_en, "es": item.summary_es}
    found = []
    for language in StatementLanguage:
        passages = [passage for passage in cited if passage.statement.language == language]
        words = "" if passages else ours.get(language, "")
        if passages or words:
            found.append(LanguageColumn(language, _(language.label), passages, words))
    return found


def written_deadline(item: Item) -> WrittenDeadline | None:
    """Return a deadline that the passage of an item that binds seems to set; what is recorded goes before it."""
    if item.passage is None or item.kind not in BINDING:
        return None
    return deadline_in(item.passage.quote, item.passage.statement.language, item.round.ends_on)


def parties_of(item: Item) -> list[tuple[str, str]]:
    """Find who owes the item, asks it or is asked: pairs of role and parties in words."""
    links = list(item.party_links.select_related("party").order_by("party__code"))
    found = []
    for role in PartyRole:
        names = wording.listed(wording.party(link.party) for link in links if link.role is role)
        if names:
            basis = item.owner_basis if role is PartyRole.OWES else None
            found.append((_(role.label), wording.basis(names, basis)))
    return found


def judged(item: Item, timeline: list[TimelineEntry]) -> list[Judged]:
    """Return the positions, each row that differs with our office's standing notes that answer one of its entries."""
    answers = [
        line
        for line in timeline
        if line.entry.voice is Voice.OFFICE
        and line.entry.answers is not None
        and line.entry.answers.item_id == item.pk
        and line.corrected_by is None
        and not line.entry.retracts
        and line.entry.note
    ]
    return [_judged(row, answers) for row in position_grid(item, [line.entry for line in timeline])]


def _judged(row: PositionRow, answers: list[TimelineEntry]) -> Judged:
    if not row.differs:
        return Judged(row, [], None)
    cells = {cell.sequence for _voice, some in row.voices for cell in some}
    others = [cell.sequence for voice, some in row.voices if voice != _(Voice.OFFICE.label) for cell in some]
    explanations = [line for line in answers if line.entry.answers and line.entry.answers.sequence in cells]
    return Judged(row, explanations, max(others, default=None))
