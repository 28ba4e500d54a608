"""The agenda of a planned round, carried over from what is open."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ledger.models import AgendaPoint, Item, Round, User
from ledger.recording.errors import RuleViolation
from ledger.recording.ledger_transaction import allow, locked_round
from ledger.recording.trying_again import tried_again
from ledger.vocabulary import Permission, RoundState


@tried_again
def carry_over(*, user: User, round: Round, items: Collection[Item]) -> list[AgendaPoint]:
    """Put open items of earlier rounds at the end of a planned round's agenda, each under its first topic.

    Items that are on the agenda already are left alone. Returns the new points. Raises PermissionDenied, RuleViolation.
    """
    with transaction.atomic():
        row = locked_round(round)
        allow(user, Permission.CURATE, row.dialogue)
        if row.state is not RoundState.PLANNED:
            raise RuleViolation({"round": _("The round was held: its agenda stays as it was.")})
        wanted = {item.pk: item for item in items}
        current = Item.objects.current().without_steps()  # steps stay with the item that is carried over
        earlier = current.filter(round__dialogue=row.dialogue, round__number__lt=row.number)
        if earlier.filter(pk__in=wanted).count() != len(wanted):
            raise RuleViolation(
                {"items": _("Items are carried over from earlier rounds of the same dialogue.")}
            )
        taken = set(row.agenda.filter(carried_from__in=wanted).values_list("carried_from", flat=True))
        last = row.agenda.aggregate(last=Max("position"))["last"] or 0
        new = [item for pk, item in wanted.items() if pk not in taken]
        return [_point(user, row, place, item) for place, item in enumerate(new, start=last + 1)]


def _point(user: User, round: Round, position: int, item: Item) -> AgendaPoint:
    topic = item.topics.order_by("item_links__position").first()
    point = AgendaPoint(round=round, position=position, topic=topic, carried_from=item)
    point._history_user = user  # type: ignore[attr-defined]  # read by the change log
    point._change_reason = _("Carried over.")  # type: ignore[attr-defined]
    point.save()
    return point
