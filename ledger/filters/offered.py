"""Offer the choices of a list's filters: rows of the person's own dialogues, kept until one of them changes."""

import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.access import visible_in
from ledger.models import Agency, Dialogue, Forum, Item, Party, Round, Topic, User
from ledger.models.fields import word_choices
from ledger.models.past_status import Whose
from ledger.models.reference_stamps import reference_stamp
from ledger.models.topic_tree import TopicTree
from ledger.typed_text import alphabetical
from ledger.vocabulary import AgreedAs, Audience, Kind, Status, Voice

if TYPE_CHECKING:
    from ledger.access import Person

Choices = list[tuple[str, Any]]
NONE = "none"
"""In an address: nobody, no date, or the item as a whole."""
ONLY = "only"
"""In an address: steps alone."""
KEPT_SECONDS = 600
"""For so long at most: rows changed past Django (by SQL) renew no stamp."""
KEPT_LISTS = 32
"""For so many sets of dialogues, in one language each; the people of a team share one."""


class OfferedRound(NamedTuple):
    """A round to choose; ``name`` is how addresses name it ("USMX-7")."""

    pk: int
    code: str
    number: int
    next_item_number: int
    name: str
    label: str


class OfferedLists:
    """The choices that all members of some dialogues are offered alike, in the language that is active."""

    def __init__(self, dialogues: Sequence[int]) -> None:
        rounds = visible_in(dialogues, Round.objects.select_related("dialogue"))
        self.rounds = [_offered(round) for round in rounds.order_by("dialogue__code", "-number")]
        self.topics = TopicTree(visible_in(dialogues, Topic.objects.all()))
        parties = visible_in(dialogues, Party.objects.filter(dialogues__in=dialogues))
        agencies = visible_in(dialogues, Agency.objects.filter(party__in=parties))
        items = visible_in(dialogues, Item.objects.order_by()).filter(officer=OuterRef("pk"))
        self.choices: dict[str, Choices] = {
            "dialogue": [(row.code, str(row)) for row in visible_in(dialogues, Dialogue.objects.all())],
            "round": [(round.name, round.label) for round in self.rounds],
            "topic": [(topic.slug, "\u2003" * depth + topic.name) for topic, depth in self.topics.indented()],
            "party": _sorted((party.code, str(party)) for party in parties.distinct()),
            "agency": _sorted(map(_by_acronym, agencies)),
            "forum": _sorted(map(_by_acronym, visible_in(dialogues, Forum.objects.all()))),
            "officer": [
                (str(person.pk), str(person))
                for person in User.objects.filter(Exists(items)).order_by("username")
            ],
        }


def offered_lists(dialogues: Sequence[Dialogue]) -> OfferedLists:
    """Return the lists as they are now, read anew where the stamp of their rows has changed. One query, or seven."""
    keys = tuple(sorted(dialogue.pk for dialogue in dialogues))
    stamp, language = reference_stamp(), translation.get_language()
    if not stamp:  # nothing tells one such state from another
        return OfferedLists(keys)
    return _kept_lists(keys, language, stamp, int(time.monotonic()) // KEPT_SECONDS)


@lru_cache(maxsize=KEPT_LISTS)
def _kept_lists(dialogues: tuple[int, ...], _language: str | None, _stamp: str, _age: int) -> OfferedLists:
    return OfferedLists(dialogues)


class Offered:
    """Choices by the name of their filter, for one person, for whom "me" stands among the officers."""

    def __init__(self, lists: OfferedLists, user: "Person | None" = None) -> None:
        self.lists, self.user = lists, user

    def choices(self, name: str) -> Choices:
        """Return what the filter of that name offers; a filter that is no choice offers nothing."""
        offer: Callable[[], Choices] | None = getattr(self, name, None)
        return offer() if offer else []

    # --- Where items come from

    def dialogue(self) -> Choices:
        return self.lists.choices["dialogue"]

    @property
    def rounds(self) -> list[OfferedRound]:
        return self.lists.rounds

    def round(self) -> Choices:
        return self.lists.choices["round"]

    @property
    def topics(self) -> TopicTree:
        return self.lists.topics

    def topic(self) -> Choices:
        return self.lists.choices["topic"]

    def kind(self) -> Choices:
        """Return what binds most first; what was agreed is chosen whole, or by what it was agreed as."""
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
        return [
            ("open", _("open, by our office")),
            ("closed", _("closed, by our office")),
            *word_choices(Status)(),
        ]

    def voice(self) -> Choices:
        """Return a voice, or the newest word in any."""
        return [*word_choices(Voice)(), (Whose.NEWEST.value, _("the newest word in any voice"))]

    def party(self) -> Choices:
        return [(NONE, _("the item as a whole")), *self.owed_by()]

    def owed_by(self) -> Choices:
        return self.lists.choices["party"]

    asked_of = owed_by

    def agency(self) -> Choices:
        return self.lists.choices["agency"]

    def forum(self) -> Choices:
        return self.lists.choices["forum"]

    def audience(self) -> Choices:
        return list(word_choices(Audience)())

    # --- Our work on them

    def officer(self) -> Choices:
        """Offer the person, nobody, and each officer of an item that the person sees."""
        own = str(self.user.pk) if self.user else ""
        others = [choice for choice in self.lists.choices["officer"] if choice[0] != own]
        return [("me", _("me")), (NONE, _("nobody")), *others]

    def review(self) -> Choices:
        return [("due", _("date has come")), ("week", _("within 7 days")), (NONE, _("no date"))]

    def due(self) -> Choices:
        return [("7", _("within 7 days")), ("30", _("within 30 days")), ("90", _("within 90 days"))]

    def overdue(self) -> Choices:
        return [("1", _("yes")), ("0", _("no"))]

    stale = differing = followed = live = overdue

    def heads(self) -> Choices:
        return [("1", _("only the newest live item"))]

    def steps(self) -> Choices:
        return [("with", _("with steps")), (ONLY, _("steps alone"))]


def round_label(meeting: Round) -> str:
    """Return a round in a list of choices: "USMX 7, Washington, 2015"."""
    parts = [
        f"{meeting.dialogue.code} {meeting.number}",
        meeting.city_name,
        str(meeting.starts_on.year) if meeting.starts_on else "",
    ]
    return ", ".join(part for part in parts if part)


def _offered(round: Round) -> OfferedRound:
    code, number = round.dialogue.code, round.number
    return OfferedRound(
        round.pk, code, number, round.next_item_number, f"{code}-{number}", round_label(round)
    )


def _sorted(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return choices in the order of their labels in the reader's language."""
    return sorted(choices, key=lambda choice: alphabetical(choice[1]))


def _by_acronym(row: Agency | Forum) -> tuple[str, str]:
    return row.code, f"{row.acronym or row.code}, {row.name}"


def _words(agreed_as: AgreedAs) -> dict[str, str]:
    return {"kind": _(Kind.AGREED.label), "agreed_as": _(agreed_as.label)}
