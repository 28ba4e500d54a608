"""An item's page: what was said, who owes, where it stands and who says so, the ledger, and recording progress."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.actions import RecordView, item_buttons, offered_timeline, requests_shown
from ledger.models import Item, Passage
from ledger.personal import drop_typed
from ledger.presentation import wording
from ledger.presentation.item_rows import for_rows
from ledger.presentation.item_words import deadline_of
from ledger.presentation.matters import matter_of
from ledger.presentation.positions import PositionRow, position_grid
from ledger.presentation.timeline import TimelineEntry
from ledger.views.base import ItemView
from ledger.views.place import PLACE
from ledger.views.unsent import keep_for_writer, typed_before, writer_of
from ledger.vocabulary import Language, PartyRole, Voice


@dataclass(frozen=True)
class LanguageColumn:
    """What an item says in one language: the statement's passages, else our words for it."""

    language: Language
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


class ItemDetailView(ItemView):
    """One item, whole, with the form that records progress."""

    template_name = "ledger/item.html"

    def signed_out(self) -> HttpResponseBase:
        """Keep what was sent when the session had ended: it is back in the form after signing in."""
        if self.request.method == "POST":
            keep_for_writer(self.request)
            return redirect_to_login(f"{self.request.path}#record")
        return super().signed_out()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        item = self.get_item(kwargs["ref"])
        record = RecordView(PLACE, request, item)
        kept = typed_before(self.user, item) if record.is_offered else None
        return self._page(item, record, record.form(kept), was_kept=kept is not None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Record progress; or forget what was typed before, by the button pressed."""
        item = self.get_item(kwargs["ref"])
        record = RecordView(PLACE, request, item)
        if not record.is_allowed:
            raise PermissionDenied
        if request.POST.get("do") == "forget":
            drop_typed(user=self.user, item=item)
            return HttpResponseRedirect(record.address)
        form = record.form(request.POST, request.FILES)
        if form.is_valid() and record.attempt(form):
            drop_typed(user=self.user, item=item)
            return HttpResponseRedirect(record.after)
        return self._page(self.get_item(item.ref) if record.moved else item, record, form)

    def _page(self, item: Item, record: RecordView, form: Any, **more: Any) -> HttpResponse:
        timeline = offered_timeline(PLACE, self.request, item)
        rows = self.rows(Item.objects.select_related("round"))
        context = self.get_context_data(
            item=item,
            today=timezone.localdate(),
            columns=columns_of(item),
            parties=parties_of(item),
            deadline=deadline_of(item),
            judged=judged(item, timeline),
            timeline=timeline[::-1],
            standing=[line for line in timeline if line.evidence and line.corrected_by is None],
            matter=matter_of(item, for_rows(rows)),
            buttons=item_buttons(PLACE, self.request, item),
            redactions=requests_shown(PLACE, self.request, item),
            record=record if record.is_offered else None,
            form=form,
            writer=writer_of(self.user, item),
            moved=record.moved,
            unseen=record.unseen,
            **more,
        )
        return self.render_to_response(context)


def columns_of(item: Item) -> list[LanguageColumn]:
    """The item's words in each language that has some: the statement's own where they are held."""
    cited = [item.passage] if item.passage else []
    cited += Passage.objects.filter(item_links__item=item).select_related("statement")
    ours = {Language.EN: item.summary_en, Language.ES: item.summary_es}
    found = []
    for language in Language:
        passages = [one for one in cited if one.statement.language == language]
        words = "" if passages else ours.get(language, "")
        if passages or words:
            found.append(LanguageColumn(language, _(language.label), passages, words))
    return found


def parties_of(item: Item) -> list[tuple[str, str]]:
    """Who owes the item, asks it or is asked: pairs of role and parties in words."""
    links = list(item.party_links.select_related("party").order_by("party__code"))
    found = []
    for role in PartyRole:
        names = wording.listed(wording.party(one.party) for one in links if one.role is role)
        if names:
            basis = item.owner_basis if role is PartyRole.OWES else None
            found.append((_(role.label), wording.basis(names, basis)))
    return found


def judged(item: Item, timeline: list[TimelineEntry]) -> list[Judged]:
    """The positions, each row that differs with our office's standing notes that answer one of its entries."""
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
    return [_judged(row, answers) for row in position_grid(item)]


def _judged(row: PositionRow, answers: list[TimelineEntry]) -> Judged:
    if not row.differs:
        return Judged(row, [], None)
    cells = {cell.sequence for _voice, some in row.voices for cell in some}
    others = [cell.sequence for voice, some in row.voices if voice != _(Voice.OFFICE.label) for cell in some]
    explanations = [line for line in answers if line.entry.answers and line.entry.answers.sequence in cells]
    return Judged(row, explanations, max(others, default=None))
