"""The filters of the items' list. Each offers only what the person may see, and asks the items' own questions."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ledger import access
from ledger.accounts.rights import rights_of
from ledger.filters.topics import indented, with_parts
from ledger.models import Entry, Item, Party, Position, Round, Topic, User
from ledger.models.fields import word_choices
from ledger.reports import wording
from ledger.vocabulary import AgreedAs, Audience, Kind, Status, Voice

Choices = Iterable[tuple[str, Any]]

if TYPE_CHECKING:
    ListFilter = admin.SimpleListFilter
    Items = Any  # ledger.models.items.ItemQuerySet
else:
    ListFilter, Items = admin.SimpleListFilter, QuerySet

NONE = "none"
"""In an address: nobody, or the item as a whole."""


class ItemFilter(ListFilter):
    """A filter by one parameter of the address; folded in the page until it is used."""

    template = "admin/ledger/filter.html"

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """The items that the chosen value lets through."""
        value = self.value()
        return queryset if value is None else self.passing(queryset, value, request)

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        """The items that a value lets through; none for a value that makes no sense."""
        raise NotImplementedError


# --- Where an item comes from


class DialogueFilter(ItemFilter):
    title = _("dialogue")
    parameter_name = "dialogue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(one.code, str(one)) for one in rights_of(request).dialogues]

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        return items.filter(round__dialogue__code=value)


class RoundFilter(ItemFilter):
    """Of the chosen dialogue, where one is chosen."""

    title = _("round")
    parameter_name = "round"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        rounds = access.visible_to(request.user, Round.objects.select_related("dialogue"))
        if code := request.GET.get(DialogueFilter.parameter_name):
            rounds = rounds.filter(dialogue__code=code)
        rows = rounds.order_by("dialogue__code", "-number")
        return [(f"{one.dialogue.code}-{one.number}", f"{one.dialogue.code} {one.number}") for one in rows]

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        code, _dash, number = value.rpartition("-")
        if not number.isdecimal():
            return items.none()
        return items.filter(round__dialogue__code=code, round__number=int(number))


class TopicFilter(ItemFilter):
    """A topic stands for itself, for its parts, and for the topics that were merged into any of them."""

    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        self.topics = list(access.visible_to(request.user, Topic.objects.all()))
        return list(indented(self.topics))

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        found = with_parts(self.topics, value)
        return items.filter(pk__in=Item.topics.through.objects.filter(topic__in=found).values("item"))


class KindFilter(ItemFilter):
    """What was agreed is chosen whole, or by what it was agreed as."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        yield Kind.AGREED.value, wording.kind(Kind.AGREED, None)
        for kind, agreed_as in wording.KINDS:
            yield (f"{kind}.{agreed_as}" if agreed_as else kind.value), wording.kind(kind, agreed_as)

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        kind, _dot, agreed_as = value.partition(".")
        found = items.filter(kind=kind)
        return found.filter(agreed_as=AgreedAs(agreed_as)) if agreed_as in list(AgreedAs) else found


# --- Where it stands, and who says so


def positions(asked: QueryDict) -> Any:
    """The positions of an item that have the voice and the party that the address asks for."""
    found = Position.objects.filter(item=OuterRef("pk"))
    if voice := asked.get(VoiceFilter.parameter_name):
        found = found.filter(voice=voice)
    if about := asked.get(AboutFilter.parameter_name):
        found = found.filter(about=None) if about == NONE else found.filter(about__code=about)
    return found


class StatusFilter(ItemFilter):
    """Our office's status of the item as a whole; with a voice or a party chosen, that of the position."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return word_choices(Status)()

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        if not {VoiceFilter.parameter_name, AboutFilter.parameter_name} & request.GET.keys():
            return items.filter(status=value)
        if value == Status.UNASSESSED:
            return items.filter(~Exists(positions(request.GET).exclude(status=value)))
        return items.filter(Exists(positions(request.GET).filter(status=value)))


class PositionFilter(ItemFilter):
    """Items on which there is a position such as was chosen; a status chosen too is that of the same position."""

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        if request.GET.get(StatusFilter.parameter_name):
            return items  # the status filter asks for all three at once
        return items.filter(Exists(positions(request.GET)))


class VoiceFilter(PositionFilter):
    title = _("voice of a position")
    parameter_name = "voice"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return word_choices(Voice)()


class AboutFilter(PositionFilter):
    title = _("whom a position is about")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        parties = Party.objects.filter(dialogues__in=rights_of(request).dialogues).distinct()
        return [(NONE, _("the item as a whole")), *((one.code, str(one)) for one in parties.order_by("code"))]


class AudienceFilter(ItemFilter):
    """To whom the item itself is released: its opening."""

    title = _("audience")
    parameter_name = "audience"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return word_choices(Audience)()

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        last = Entry.objects.filter(releases__item=OuterRef("pk"), releases__sequence=1).order_by("-sequence")
        found = items.alias(released_to=Subquery(last.values("released_to")[:1]))
        none = Q(released_to=None) if value == Audience.INTERNAL else Q()
        return found.filter(Q(released_to=value) | none)


# --- Our work on it


class OfficerFilter(ItemFilter):
    """Whoever works on an item that the person sees."""

    title = _("officer")
    parameter_name = "officer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        items = access.visible_to(request.user, Item.objects.order_by())
        officers = User.objects.filter(pk__in=items.values("officer")).order_by("username")
        others = ((one.username, str(one)) for one in officers if one != request.user)
        return [(request.user.get_username(), _("me")), (NONE, _("nobody")), *others]

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        return items.filter(officer=None) if value == NONE else items.filter(officer__username=value)


class Question(ItemFilter):
    """A question that items answer with yes or no."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", _("yes")), ("no", _("no"))]

    def passing(self, items: Items, value: str, request: HttpRequest) -> Any:
        if value == "yes":
            return self.yes(items)
        return items.exclude(pk__in=self.yes(Item.objects.order_by()).values("pk"))

    def yes(self, items: Items) -> Any:
        """The items that answer yes."""
        raise NotImplementedError


class ToReviewFilter(Question):
    title = _("to review")
    parameter_name = "to_review"

    def yes(self, items: Items) -> Any:
        return items.to_review(timezone.localdate())


class OverdueFilter(Question):
    title = _("overdue")
    parameter_name = "overdue"

    def yes(self, items: Items) -> Any:
        return items.overdue(timezone.localdate())


class StaleFilter(Question):
    title = _("stale")
    parameter_name = "stale"

    def yes(self, items: Items) -> Any:
        return items.stale(timezone.localdate())


class DifferingFilter(Question):
    title = _("differing")
    parameter_name = "differing"

    def yes(self, items: Items) -> Any:
        return items.differing()


class FollowedFilter(Question):
    title = _("followed")
    parameter_name = "followed"

    def yes(self, items: Items) -> Any:
        return items.filter(is_followed=True)


class WithdrawnFilter(ItemFilter):
    """Items opened in error stand in no list, unless somebody looks for them."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("too", _("shown too")), ("only", _("alone"))]

    def choices(self, changelist: Any) -> Iterator[Any]:
        first, *others = super().choices(changelist)
        yield first | {"display": gettext("left out")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "too":
            return queryset
        return queryset.filter(is_withdrawn=self.value() == "only")


ITEM_FILTERS = (
    DialogueFilter,
    RoundFilter,
    TopicFilter,
    KindFilter,
    StatusFilter,
    VoiceFilter,
    AboutFilter,
    OfficerFilter,
    ToReviewFilter,
    OverdueFilter,
    StaleFilter,
    DifferingFilter,
    FollowedFilter,
    AudienceFilter,
    WithdrawnFilter,
)
