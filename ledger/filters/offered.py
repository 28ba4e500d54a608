"""What the filters of a list offer a person: rows of their own dialogues, each list read once."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import Agency, Dialogue, Forum, Item, Party, Round, Topic, User
from ledger.models.fields import word_choices
from ledger.models.topic_tree import TopicTree
from ledger.vocabulary import AgreedAs, Audience, Kind, Status, Voice

if TYPE_CHECKING:
    from ledger.access import Person

Choices = list[tuple[str, Any]]
NONE = "none"
"""In an address: nobody, no date, or the item as a whole."""


class Offered:
    """Choices by the name of their filter, for one person. ``dialogues`` are those that the person is in."""

    def __init__(self, user: "Person", dialogues: Sequence[Dialogue]) -> None:
        self.user, self.own_dialogues = user, dialogues

    def choices(self, name: str) -> Choices:
        """What the filter of that name offers; a filter that is no choice offers nothing."""
        offer: Callable[[], Choices] | None = getattr(self, name, None)
        return offer() if offer else []

    def _seen(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return access.visible_to(self.user, queryset)

    # --- Where items come from

    def dialogue(self) -> Choices:
        return [(dialogue.code, str(dialogue)) for dialogue in self.own_dialogues]

    @cached_property
    def rounds(self) -> list[Round]:
        rounds = self._seen(Round.objects.select_related("dialogue"))
        return list(rounds.order_by("dialogue__code", "-number"))

    def round(self) -> Choices:
        return [(f"{round.dialogue.code}-{round.number}", round_label(round)) for round in self.rounds]

    @cached_property
    def topics(self) -> TopicTree:
        return TopicTree(self._seen(Topic.objects.all()))

    def topic(self) -> Choices:
        return [(topic.slug, "\u2003" * depth + topic.name) for topic, depth in self.topics.indented()]

    def kind(self) -> Choices:
        """What binds most first; what was agreed is chosen whole, or by what it was agreed as."""
        agreed = [
            (agreed_as.value, _("%(kind)s: %(agreed_as)s") % _words(agreed_as))
            for agreed_as in reversed(AgreedAs)
        ]
        whole = [
            (known.value, _(known.label))
            for known in (Kind.AGREED, Kind.ASKED, Kind.ACKNOWLEDGED, Kind.DISCUSSED)
        ]
        return [(Kind.UNDERTAKEN.value, _(Kind.UNDERTAKEN.label)), *agreed, *whole]

    # --- Where they stand, and who says so

    def status(self) -> Choices:
        return [("open", _("any open")), ("closed", _("any closed")), *word_choices(Status)()]

    def voice(self) -> Choices:
        return list(word_choices(Voice)())

    @cached_property
    def parties(self) -> list[Party]:
        rows = Party.objects.filter(dialogues__in=self.own_dialogues)
        return list(rows.distinct().order_by("code"))

    def party(self) -> Choices:
        return [(NONE, _("the item as a whole")), *self.owed_by()]

    def owed_by(self) -> Choices:
        return [(party.code, str(party)) for party in self.parties]

    asked_of = owed_by

    def agency(self) -> Choices:
        rows = self._seen(Agency.objects.filter(party__in=self.parties)).order_by("party__code", "code")
        return [(row.code, f"{row.acronym or row.code}, {row.name}") for row in rows]

    def forum(self) -> Choices:
        rows = self._seen(Forum.objects.all()).order_by("code")
        return [(row.code, f"{row.acronym or row.code}, {row.name}") for row in rows]

    def audience(self) -> Choices:
        return list(word_choices(Audience)())

    # --- Our work on them

    def officer(self) -> Choices:
        """Offer the person, nobody, and each officer of an item that the person sees."""
        items = Item.objects.filter(officer=OuterRef("pk"), round__dialogue__in=self.own_dialogues).order_by()
        rows = User.objects.filter(Exists(items)).exclude(pk=self.user.pk).order_by("username")
        return [("me", _("me")), (NONE, _("nobody")), *((str(row.pk), str(row)) for row in rows)]

    def review(self) -> Choices:
        return [("due", _("date has come")), ("week", _("within 7 days")), (NONE, _("no date"))]

    def due(self) -> Choices:
        return [("7", _("within 7 days")), ("30", _("within 30 days")), ("90", _("within 90 days"))]

    def overdue(self) -> Choices:
        return [("1", _("yes")), ("0", _("no"))]

    stale = differing = followed = overdue

    def heads(self) -> Choices:
        return [("1", _("only the newest followed item"))]


def round_label(one: Round) -> str:
    """A round in a list of choices: "USMX 7, Washington, 2015"."""
    parts = [f"{one.dialogue.code} {one.number}", one.city, str(one.starts_on.year) if one.starts_on else ""]
    return ", ".join(part for part in parts if part)


def _words(agreed_as: AgreedAs) -> dict[str, str]:
    return {"kind": _(Kind.AGREED.label), "agreed_as": _(agreed_as.label)}
