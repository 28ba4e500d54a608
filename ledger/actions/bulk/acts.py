"""The acts that can be done to many items at once."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger.actions.bulk.page import BulkActView
from ledger.forms import (
    AdoptManyForm,
    FollowForm,
    OfficerForm,
    ReasonForm,
    RecordManyForm,
    ReleaseManyForm,
    ReviewForm,
)
from ledger.forms.batches import OPENINGS
from ledger.models import Entry, Item, Party, Position
from ledger.presentation import wording
from ledger.presentation.item_words import NOTHING, day, shortened
from ledger.recording import EntryContent, adopt_many, amend_many, audiences_of, record_many, release_many
from ledger.vocabulary import Act, Answer, Voice

Targets = Sequence[tuple[Item, int]]


class BulkRecordView(BulkActView):
    """The same status or note on each."""

    name = "record"
    label = _("Record progress on the chosen items")
    short = _("Record progress")
    about = _("The same status or note on each of the items, from the same day, on the same evidence.")
    deed = Act.NOTE
    form_class = RecordManyForm

    def look(self, form: RecordManyForm, item: Item) -> dict[Any, Any]:
        """Find where the item stands in the voice that speaks; for a note, the newest one in that voice."""
        says = form.saying()
        who = _speaking(says.voice, says.speaker, says.about)
        if says.status is None:
            return {gettext("%(who)s: newest note") % {"who": who}: _newest_note(item, says)}
        rows = Position.objects.filter(item=item, voice=says.voice, speaker=says.speaker, about=says.about)
        return {who: self.standing(rows.first())}

    def write(self, form: RecordManyForm, targets: Targets, batch: UUID) -> list[Entry]:
        return record_many(
            targets=targets,
            says=form.saying(),
            request_id=batch,
            again=form.again,
            **self.typed(form, batch, "proposed_audience"),
        )


def _speaking(voice: Voice, speaker: Party | None, about: Party | None) -> str:
    who = wording.party(speaker) if speaker else gettext(voice.label)
    return f"{wording.begin(who)} · {wording.about(about)}"


def _newest_note(item: Item, says: EntryContent) -> str:
    said = Entry.objects.filter(item=item, voice=says.voice, speaker=says.speaker, about=says.about)
    last = said.standing().exclude(retracts=True).order_by("-sequence").first()
    return shortened(last.text("note")) if last and last.text("note") else NOTHING


# --- Our work on them


class BulkAmendView(BulkActView):
    """Amend one working field of each: ``field`` is its name, in the form as in the ledger."""

    deed = Act.AMEND
    field: ClassVar[str]

    def write(self, form: ReasonForm, targets: Targets, batch: UUID) -> list[Entry]:
        return amend_many(
            targets=targets,
            changes={self.field: form.cleaned_data[self.field]},
            **self.typed(form, batch, "reason"),
        )


class BulkReassignView(BulkAmendView):
    """Another officer."""

    name = "reassign"
    label = _("Give the chosen items to an officer")
    short = _("Reassign")
    about = _("The person who works on the items from now on, or nobody.")
    form_class = OfficerForm
    field = "officer"

    def look(self, form: OfficerForm, item: Item) -> dict[Any, Any]:
        return {gettext("officer"): str(item.officer or NOTHING)}


class BulkReviewDateView(BulkAmendView):
    """Another day on which to look again."""

    name = "review"
    label = _("Set the review date of the chosen items")
    short = _("Set review date")
    about = _("The day on which somebody looks at the items again; without a day, none.")
    form_class = ReviewForm
    field = "review_on"

    def look(self, form: ReviewForm, item: Item) -> dict[Any, Any]:
        return {gettext("review date"): day(item.review_on)}


class BulkFollowView(BulkAmendView):
    """Whether they are followed."""

    name = "follow"
    label = _("Follow the chosen items, or no longer")
    short = _("Follow or not")
    about = _(
        "An item that is followed is overdue when its date has passed, and stale when nothing new is heard."
    )
    form_class = FollowForm
    field = "is_followed"

    def look(self, form: FollowForm, item: Item) -> dict[Any, Any]:
        return {gettext("followed"): gettext("yes") if item.is_followed else gettext("no")}


# --- Audience


class BulkReleaseView(BulkActView):
    """Release openings or latest entries of the chosen items."""

    name = "release"
    label = _("Set the audience of the chosen items")
    short = _("Set audience")
    about = _("Of each item its opening, which makes the item itself seen, or its latest note or status.")
    deed = Act.RELEASE
    form_class = ReleaseManyForm

    def entries(self, form: ReleaseManyForm, items: Sequence[Item]) -> list[Entry]:
        """Return the entry of each item that is released; an item without a note or status has none to show."""
        if form.cleaned_data["what"] == OPENINGS:
            found = Entry.objects.filter(item__in=items, act=Act.OPEN)
        else:
            # In the order of their days, so that the last of each item is what stays.
            found = Entry.objects.filter(item__in=items).saying(timezone.localdate())
        return list(
            {entry.item_id: entry for entry in found.select_related("item__round__dialogue")}.values()
        )

    def look(self, form: ReleaseManyForm, item: Item) -> dict[Any, Any]:
        entries = self.entries(form, [item])
        now = audiences_of(entries)
        return {_entry(entry): wording.audience(now[entry.pk].audience) for entry in entries}

    def write(self, form: ReleaseManyForm, targets: Targets, batch: UUID) -> list[Entry]:
        audience, seen = form.cleaned_data["audience"], {item.pk: last for item, last in targets}
        entries = self.entries(form, [item for item, _seen in targets])
        now = audiences_of(entries)
        others = [entry for entry in entries if now[entry.pk].audience is not audience]
        return release_many(
            entries=[(entry, seen[entry.item_id]) for entry in others],
            **self.typed(form, batch, "audience", "reason"),
        )

    def why_not(self, form: ReleaseManyForm, item: Item) -> str:
        if self.entries(form, [item]):
            return super().why_not(form, item)
        return gettext("Left alone: it has no note or status.")


def _entry(entry: Entry) -> str:
    said = gettext(entry.status.label) if entry.status else entry.get_act_display()
    return gettext("entry %(number)d: %(said)s") % {"number": entry.sequence, "said": said}


# --- Somebody else's position


class BulkAdoptView(BulkActView):
    """The record's or a party's status as our office's own."""

    name = "adopt"
    label = _("Adopt a position on the chosen items")
    short = _("Adopt a position")
    about = _(
        "What the record or a party says of each item becomes our office's assessment: on the same party, from the "
        "same day, on the same evidence, as an entry of yours."
    )
    deed = Act.STATUS
    form_class = AdoptManyForm

    def positions(self, form: AdoptManyForm, items: Sequence[Item]) -> list[Position]:
        """Return the standing positions of the voice that was chosen."""
        voice, speaker = form.voice()
        rows = Position.objects.filter(item__in=items, voice=voice, speaker=speaker)
        return list(rows.select_related("entry__item__round__dialogue").order_by("item", "about__code"))

    def look(self, form: AdoptManyForm, item: Item) -> dict[Any, Any]:
        ours = item.positions.filter(voice=Voice.OFFICE).select_related("about").order_by("about__code")
        return {_speaking(Voice.OFFICE, None, position.about): self.standing(position) for position in ours}

    def write(self, form: AdoptManyForm, targets: Targets, batch: UUID) -> list[Entry]:
        seen = {item.pk: last for item, last in targets}
        entries = [position.entry for position in self.positions(form, [item for item, _seen in targets])]
        adopted = _adopted(entries)
        return adopt_many(
            again=form.again,
            entries=[(entry, seen[entry.item_id]) for entry in entries if entry.pk not in adopted],
            **self.typed(form, batch, "note", "proposed_audience"),
        )

    def why_not(self, form: AdoptManyForm, item: Item) -> str:
        if self.positions(form, [item]):
            return gettext("Left alone: it is adopted already.")
        return gettext("Left alone: they have taken no position on it.")


def _adopted(entries: Sequence[Entry]) -> set[int | None]:
    """Find which of the entries our office has made its own already."""
    ours = Entry.objects.standing().filter(answers__in=entries, answer=Answer.CONFIRMS, voice=Voice.OFFICE)
    return set(ours.exclude(status=None).values_list("answers", flat=True))


MANY_ACTS: list[type[BulkActView]] = [
    BulkRecordView,
    BulkAdoptView,
    BulkReassignView,
    BulkReviewDateView,
    BulkFollowView,
    BulkReleaseView,
]
