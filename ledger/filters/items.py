"""The filters of the items' list, by the names that addresses give them."""

import copy
import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from ledger.days import later
from ledger.filters.choices import OneOf, SomeOf
from ledger.filters.days import OneDay
from ledger.filters.offered import NONE, ONLY, Offered, OfferedLists, OfferedRound, offered_lists
from ledger.filters.order import SORTS
from ledger.filters.statuses import StatusFiltersMixin
from ledger.models import Dialogue, Entry, Item
from ledger.models.items import ItemQuerySet, on_any_of
from ledger.models.past_status import Whose, moved_since, opened_by
from ledger.models.search import WordSearch, is_step_ref
from ledger.reading.typed_days import written_out
from ledger.vocabulary import AgreedAs, Audience, PartyRole

if TYPE_CHECKING:
    from ledger.access import Person

WHERE_IN_LIST = ("after", "before")
"""Parameters that say where in the list one is."""
FEW = 20_000
"""So many items at most are named by their keys, once words have found them. Beyond, a page looks for the words in its
rounds alone, which finds 51 items among 816 where more than one in sixteen bears them: 20,000 of 300,000 do.
"""
SORTED_AT_ONCE = 2_000
"""So many items that words found are sorted at once, instead of looking in a few rounds first."""
CARRIED = ("view", "rounds")
"""Parameters that narrow nothing: which saved view the list was opened by, and whether all rounds are offered."""


class ItemFilterSet(StatusFiltersMixin, django_filters.FilterSet):
    """The filters and the order of a list of items. ``user`` is the person who looks, ``dialogues`` are theirs.

    ``lists`` are what the dialogues offer, read once by who asks several lists. Of several values of a filter any will
    do (``SomeOf``). A value that makes no sense, a name that is none, and another filter given twice are ``faults``:
    nothing is dropped without a word, and ``chosen`` is then empty.
    """

    base_filters: ClassVar[Mapping[str, Any]]

    q = django_filters.CharFilter(label=gettext_lazy("Words"), method="by_words", max_length=200)
    dialogue = SomeOf(gettext_lazy("Dialogue"), "by_dialogue")
    round = SomeOf(gettext_lazy("Round"), "by_round")
    topic = SomeOf(gettext_lazy("Topic"), "by_topic")
    kind = SomeOf(gettext_lazy("Kind"), "by_kind")
    as_of = OneDay(
        label=gettext_lazy("Status on the day"), method="by_as_of"
    )  # before what asks for a status
    status = SomeOf(gettext_lazy("Status"), "by_status")
    officer = SomeOf(gettext_lazy("Officer"), "by_officer")
    voice = OneOf(gettext_lazy("As told by"), "by_position", empty_label=gettext_lazy("any voice"))
    party = SomeOf(gettext_lazy("About"), "by_position")
    owed_by = SomeOf(gettext_lazy("Owed by"), "by_role")
    asked_of = SomeOf(gettext_lazy("Asked of"), "by_role")
    agency = SomeOf(gettext_lazy("Agency"), "by_agency")
    forum = SomeOf(gettext_lazy("Forum"), "by_forum")
    review = OneOf(gettext_lazy("Review"), "by_review")
    due = OneOf(gettext_lazy("Target or deadline"), "by_due")
    overdue = OneOf(gettext_lazy("Overdue"), "by_question")
    stale = OneOf(gettext_lazy("Stale"), "by_question")
    differing = OneOf(gettext_lazy("Differing"), "by_question")
    moved_since = OneDay(label=gettext_lazy("Status moved since"), method="by_moved_since")
    opened_since = OneDay(label=gettext_lazy("Opened since"), method="by_opened_since")
    audience = OneOf(gettext_lazy("Audience"), "by_audience")
    followed = OneOf(gettext_lazy("Followed"), "by_question")
    live = OneOf(gettext_lazy("Live"), "by_question")
    heads = OneOf(gettext_lazy("Of each matter"), "by_heads", empty_label=gettext_lazy("every item"))
    steps = OneOf(gettext_lazy("Steps"), "by_steps", empty_label=gettext_lazy("without steps"))
    sort = OneOf(gettext_lazy("Order"), "unchanged", empty_label=gettext_lazy("newest round first"))

    def __init__(
        self,
        data: QueryDict,
        queryset: ItemQuerySet,
        *,
        user: "Person",
        dialogues: Sequence[Dialogue],
        lists: OfferedLists | None = None,
    ) -> None:
        known = type(self).base_filters
        # Those that the address names alone: Django would copy, fill and clean all of them for each page.
        self.__dict__["base_filters"] = {name: known[name] for name in known if any(data.getlist(name))}
        super().__init__(data, queryset)
        self.user = user
        self.common: WordSearch | None = None
        self.found: set[int] | None = None
        self.offered = Offered(lists or offered_lists(dialogues), user)
        self.today: datetime.date = timezone.localdate()
        _fill(self.filters, self.offered)

    def get_form_class(self) -> type[forms.Form]:
        """Return the form of the given filters; a topic that was merged into another is still found by its own name."""
        made: type[forms.Form] = super().get_form_class()
        if topic := made.base_fields.get("topic"):
            known = self.offered.topics.by_key.values()
            topic.taken = frozenset(row.slug for row in known if row.merged_into_id)  # type: ignore[attr-defined]
        return made

    # --- What is shown

    @property
    def chosen(self) -> ItemQuerySet:
        """The items that every filter lets through, in no order; none where something is at fault."""
        return self.bearing(self.almost_chosen)

    @property
    def almost_chosen(self) -> ItemQuerySet:
        """The chosen items before common words are looked for: see ``bearing``."""
        rows: ItemQuerySet = self.queryset.none() if self.faults else self.qs
        return rows

    def filter_queryset(self, queryset: ItemQuerySet) -> ItemQuerySet:
        """Narrow the items by every filter; steps are left out unless somebody asks for them."""
        found: ItemQuerySet = super().filter_queryset(queryset)
        return found if self.has_steps else found.without_steps()

    @property
    def has_steps(self) -> bool:
        """Whether steps are listed: where they are asked for, or where words name one by its reference."""
        return "steps" in self.values or any(map(is_step_ref, self.values.get("q", ())))

    def bearing(self, items: ItemQuerySet, rounds: Sequence[int] | None = None) -> ItemQuerySet:
        """Select those of the ``almost_chosen`` that are chosen, in some rounds alone where their keys are given.

        A common word is looked for last, in the few rounds that a page shows.
        """
        if self.common is None:
            return items if rounds is None else items.filter(round__in=rounds)
        return self.common.all_matching(items) if rounds is None else self.common.matching(items, rounds)

    @property
    def rounds(self) -> list[OfferedRound]:
        """The rounds that may hold what is chosen, the newest first; none where words found few items."""
        if self.found is not None and len(self.found) <= SORTED_AT_ONCE:
            return []
        found = self.offered.rounds
        if codes := self.values.get("dialogue"):
            found = [round for round in found if round.code in codes]
        if names := self.values.get("round"):
            found = [round for round in found if round.name in names]
        return found

    @classmethod
    def label_of(cls, name: str) -> str:
        """Return the label of a filter, given or not, in the language that is active."""
        return str(cls.base_filters[name].label)

    def words_for(self, name: str, value: str) -> str:
        """Return how a filter's value is shown: the label of a choice, a day as it was understood, also "yesterday"."""
        day = self.form.cleaned_data.get(name) if name in self.form.fields and self.form.is_valid() else None
        if isinstance(day, datetime.date):
            shown = date_format(day, pgettext("date", "j M Y"))
            return shown if written_out(value, self.today) == value else f"{value} ({shown})"
        return str(dict(self.offered.choices(name)).get(value, value))

    @property
    def order(self) -> str:
        """The name of the order asked for, as ``page_of`` takes it."""
        return str(self.form.cleaned_data.get("sort") or "ref") if self.form.is_valid() else "ref"

    @cached_property
    def values(self) -> dict[str, list[str]]:
        """The filters in force, the order left out: name → values as typed, each once."""
        found = {}
        for name in self.filters:
            given = [value.strip() for value in self.data.getlist(name)]
            found[name] = list(dict.fromkeys(filter(None, given)))
        return {name: values for name, values in found.items() if values and name != "sort"}

    @cached_property
    def faults(self) -> list[str]:
        """What of the address makes no sense, each in a sentence."""
        known = {*type(self).base_filters, *WHERE_IN_LIST, *CARRIED}
        unknown = [
            _("There is no filter “%(name)s”.") % {"name": name} for name in self.data if name not in known
        ]
        twice = [
            _("“%(name)s” is given twice: choose one value.") % {"name": name}
            for name, known_filter in self.filters.items()
            if len(set(self.data.getlist(name))) > 1 and not isinstance(known_filter, SomeOf)
        ]
        wrong = [
            f"{self.label_of(name)}: {says}" for name in self.form.errors for says in self.form.errors[name]
        ]
        return [*unknown, *twice, *wrong]

    # --- Each filter

    def unchanged(self, items: ItemQuerySet, _name: str, _value: str) -> ItemQuerySet:
        return items

    def by_words(self, items: ItemQuerySet, _name: str, value: str) -> ItemQuerySet:
        """Select the items that bear the words; the search runs once where it finds few: a page asks for rows
        and their number.
        """
        words = WordSearch(value)
        self.found = words.few(FEW)
        if self.found is None:
            self.common = words
            return items
        return items.filter(pk__among=self.found)

    def by_dialogue(self, items: ItemQuerySet, _name: str, codes: list[str]) -> ItemQuerySet:
        return items.filter(round__dialogue__code__in=codes)

    def by_round(self, items: ItemQuerySet, _name: str, names: list[str]) -> ItemQuerySet:
        return items.filter(round__in=[round.pk for round in self.offered.rounds if round.name in names])

    def by_topic(self, items: ItemQuerySet, _name: str, slugs: list[str]) -> ItemQuerySet:
        """Select items on a topic or its parts, and what was merged into them; a merged topic stands for
        the one that goes on.

        A step is on those of its item.
        """
        topics = self.offered.topics
        asked = topics.with_parts([topic for topic in topics.by_key.values() if topic.slug in slugs])
        if self.has_steps:
            return items.filter(on_any_of(asked) | Q(part_of__in=Item.objects.on_topics(asked).order_by()))
        return items.on_topics(asked)

    def by_kind(self, items: ItemQuerySet, _name: str, values: list[str]) -> ItemQuerySet:
        agreed = [value for value in values if value in list(AgreedAs)]
        kinds = [value for value in values if value not in agreed]
        wanted = Q(agreed_as__in=agreed) if agreed else Q()
        return items.filter(wanted | Q(kind__in=kinds) if kinds else wanted)

    def by_as_of(self, items: ItemQuerySet, _name: str, value: datetime.date) -> ItemQuerySet:
        """Select items that were open on the day. Their status, and what each voice says, is asked as of then."""
        return items.filter(opened_by(value))

    def by_moved_since(self, items: ItemQuerySet, _name: str, value: datetime.date) -> ItemQuerySet:
        """Select items that were open on the day, and stand elsewhere now by our office's word, or by the
        newest one.
        """
        return moved_since(items, value, self.whose or Whose.OFFICE)

    def by_opened_since(self, items: ItemQuerySet, _name: str, value: datetime.date) -> ItemQuerySet:
        return items.filter(~opened_by(value))

    def by_role(self, items: ItemQuerySet, name: str, codes: list[str]) -> ItemQuerySet:
        role = {"owed_by": PartyRole.OWES, "asked_of": PartyRole.ASKED_OF}[name]
        links = Item.parties.through.objects.filter(item=OuterRef("pk"), role=role, party__code__in=codes)
        return items.filter(Exists(links))

    def by_agency(self, items: ItemQuerySet, _name: str, codes: list[str]) -> ItemQuerySet:
        return items.filter(
            Exists(Item.agencies.through.objects.filter(item=OuterRef("pk"), agency__code__in=codes))
        )

    def by_forum(self, items: ItemQuerySet, _name: str, codes: list[str]) -> ItemQuerySet:
        return items.filter(
            Exists(Item.forums.through.objects.filter(item=OuterRef("pk"), forum__code__in=codes))
        )

    def by_officer(self, items: ItemQuerySet, _name: str, values: list[str]) -> ItemQuerySet:
        keys = [self.user.pk if value == "me" else int(value) for value in values if value != NONE]
        wanted = Q(officer__in=keys) if keys else Q()
        return items.filter(wanted | Q(officer=None) if NONE in values else wanted)

    def by_review(self, items: ItemQuerySet, _name: str, value: str) -> ItemQuerySet:
        if value == NONE:
            return items.filter(review_on=None)
        return items.to_review(self.today + datetime.timedelta(days=7 if value == "week" else 0))

    def by_due(self, items: ItemQuerySet, _name: str, value: str) -> ItemQuerySet:
        """Select followed, open items whose target date or agreed deadline is near and has not passed."""
        return items.due(self.today, later(self.today, int(value)))

    def by_question(self, items: ItemQuerySet, name: str, value: str) -> ItemQuerySet:
        def yes(rows: ItemQuerySet) -> ItemQuerySet:
            match name:
                case "overdue":
                    return rows.overdue(self.today)
                case "stale":
                    return rows.stale(self.today)
                case "followed":
                    return rows.filter(is_followed=True)
                case "live":
                    return rows.live()
            return rows.differing()

        return yes(items) if value == "1" else items.exclude(pk__in=yes(Item.objects.order_by()).values("pk"))

    def by_audience(self, items: ItemQuerySet, _name: str, value: str) -> ItemQuerySet:
        """Select items by the audience to which their openings are released."""
        last = Entry.objects.filter(releases__item=OuterRef("pk"), releases__sequence=1).order_by("-sequence")
        found = items.alias(opening_released_to=Subquery(last.values("released_to")[:1]))
        none = Q(opening_released_to=None) if value == Audience.INTERNAL else Q()
        return found.filter(Q(opening_released_to=value) | none)

    def by_steps(self, items: ItemQuerySet, _name: str, value: str) -> ItemQuerySet:
        """Select steps alone, or the statements' items and steps alike."""
        return items.filter(part_of__isnull=False) if value == ONLY else items

    def by_heads(self, items: ItemQuerySet, _name: str, _value: str) -> ItemQuerySet:
        return items.heads()


def every_filter(offered: Offered) -> forms.Form:
    """Return an empty form of all filters, as a page draws them."""
    filters = copy.deepcopy(ItemFilterSet.base_filters)
    _fill(filters, offered)
    form: forms.Form = type(
        "EveryFilter",
        (forms.Form,),
        {name: getattr(one, "drawn", None) or one.field for name, one in filters.items()},
    )()
    return form


def _fill(filters: Mapping[str, Any], offered: Offered) -> None:
    """Give the filters that are a choice what they offer."""
    for name, one in filters.items():
        if isinstance(one, OneOf | SomeOf):
            one.extra["choices"] = sort_choices() if name == "sort" else offered.choices(name)


def sort_choices() -> list[tuple[str, Any]]:
    """Return every order and its reverse."""
    plain = [(name, one.label) for name, one in SORTS.items()]
    return plain + [(f"-{name}", _("%(order)s, reversed") % {"order": label}) for name, label in plain]
