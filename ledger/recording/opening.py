"""Opening an item, and setting its fields: what an opening and an amendment have in common."""

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from ledger import access
from ledger.models import (
    ITEM_FIELDS,
    Dialogue,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Passage,
    Round,
    Topic,
    User,
)
from ledger.models.fields import WordField
from ledger.models.item_fields import Code, encode
from ledger.recording.drafts import Draft
from ledger.recording.errors import RuleBroken
from ledger.recording.writing import Writing, allow, checked, unfit_text, writing
from ledger.vocabulary import Act, Audience, Kind, Origin, PartyRole, Precision, is_followed_by_default


def open_item(
    *,
    user: User,
    round: Round,
    fields: Mapping[str, Any],
    effective_on: datetime.date | None = None,
    effective_precision: Precision = Precision.DAY,
    reason: str = "",
    proposed_audience: Audience = Audience.INTERNAL,
    origin: Origin = Origin.OFFICER,
    request_id: UUID | None = None,
    batch: UUID | None = None,
) -> Item:
    """Open an item of a round: the item gets the round's next reference, and its opening as entry 1.

    ``fields`` are values by the names of ``ledger.models.ITEM_FIELDS`` (model rows, words, days, texts, lists of
    rows; the first of ``topics`` is the item's first topic). Commitments and asks are followed unless ``is_followed``
    says otherwise; an item without a passage is a paraphrase. ``effective_on`` is the day from which the item counts,
    by default the round's last day, else today. The same ``request_id`` again returns the item that it opened.
    Raises NotAllowed, RuleBroken.
    """
    request_id = request_id or uuid4()
    with writing() as work:
        row = Round.objects.select_for_update(of=("self",)).select_related("dialogue").get(pk=round.pk)
        allow(user, Act.OPEN, row.dialogue)
        values = with_defaults(fields)
        draft = Draft(
            act=Act.OPEN,
            author=user,
            effective_on=effective_on or row.ends_on,
            effective_precision=effective_precision,
            texts={"reason": reason.strip()},
            origin=origin,
            proposed_audience=proposed_audience,
            request_id=request_id,
            batch=batch,
        )
        opened = Item.objects.filter(round=row, entries__act=Act.OPEN, entries__request_id=request_id).first()
        if opened and work.already(opened, draft, fields=codes_of(values)):
            return opened
        checked(broken_fields(values, row) | no_officer(values["officer"], row.dialogue))
        return _open(work, _numbered(row), values, draft)


def _open(work: Writing, item: Item, values: Mapping[str, Any], draft: Draft) -> Item:
    """Insert a new item with its values, and append its opening."""
    draft.changes, texts = changes_between({}, values)
    draft.texts |= texts
    set_columns(item, values)
    item.save(force_insert=True)
    work.items[item.pk] = item
    set_links(item, values)
    work.append(item, draft)
    return item


def _numbered(round: Round) -> Item:
    """A new item, not yet saved, under the next reference of its locked round."""
    number = round.next_item_number
    round.next_item_number = number + 1
    round.save(update_fields=["next_item_number"])
    return Item(round=round, number=number, ref=item_ref(round, number))


def item_ref(round: Round, number: int) -> str:
    """The reference of a round's item, such as ``USMX-7-04``."""
    return f"{round.dialogue.code}-{round.number}-{number:02d}"


def with_defaults(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of an item, those not given at their defaults."""
    if unknown := fields.keys() - ITEM_FIELDS.keys():
        raise RuleBroken({name: _("An item has no such field.") for name in unknown})
    kind = fields.get("kind")
    values = {name: _default(name) for name in ITEM_FIELDS} | {
        "is_paraphrase": fields.get("passage") is None,
        "is_followed": is_followed_by_default(kind or "", fields.get("agreed_as")),
    }
    return values | dict(fields)


def _default(name: str) -> Any:
    return [] if ITEM_FIELDS[name].is_many else getattr(Item(), name)


def broken_fields(values: Mapping[str, Any], round: Round) -> dict[str, str]:
    """The rules that an item's fields break: field → what to do about it."""
    broken = {}
    if not values["kind"]:
        broken["kind"] = _("Say what kind of item this is.")
    if (values["kind"] == Kind.AGREED) != (values["agreed_as"] is not None):
        broken["agreed_as"] = _(
            "What was agreed is a shared view or a general pledge; other kinds are neither."
        )
    if (values["passage"] is None) != values["is_paraphrase"]:
        broken["is_paraphrase"] = _("An item cites its passage, or is marked a paraphrase.")
    if values["is_paraphrase"] and not (values["summary_en"].strip() or values["summary_es"].strip()):
        broken["summary_en"] = _("A paraphrase is written out, in English or Spanish.")
    if not values["topics"]:
        broken["topics"] = _("Give at least one topic.")
    if len({values[name] is None for name in ("deadline_on", "deadline_precision", "deadline_basis")}) > 1:
        broken["deadline_on"] = _("An agreed deadline has a date, its precision and its basis.")
    return broken | _foreign(values, round) | _doubled(values) | _asks(values) | _unfit(values)


def no_officer(officer: User | None, dialogue: Dialogue) -> dict[str, str]:
    """Why somebody is not given an item: they could not see it."""
    if officer is None or access.officers_in(User.objects.filter(pk=officer.pk), dialogue).exists():
        return {}
    says = _("%(user)s holds no role in %(dialogue)s.")
    return {"officer": says % {"user": officer, "dialogue": dialogue.code}}


def _foreign(values: Mapping[str, Any], round: Round) -> dict[str, str]:
    """What belongs to another round or dialogue."""
    broken = {}
    passages: dict[str, list[Passage]] = {
        "passage": [*filter(None, [values["passage"]])],
        "other_passages": values["other_passages"],
    }
    for name, cited in passages.items():
        if any(passage.statement.round_id != round.pk for passage in cited):
            broken[name] = _("The passage is of another round's statement: cite one of this round's.")
    if values["continues"] and values["continues"].round.dialogue_id != round.dialogue_id:
        broken["continues"] = _("The earlier item belongs to another dialogue: choose one of this.")
    if values["continues"] and values["continues"].round.number > round.number:
        broken["continues"] = _("An item continues one of an earlier round, or of its own.")
    parties = set(round.dialogue.parties.values_list("pk", flat=True))
    for name in ROLES:
        if any(party.pk not in parties for party in values[name]):
            broken[name] = _("Choose among the parties to this dialogue.")
    if any(agency.party_id not in parties for agency in values["agencies"]):
        broken["agencies"] = _("Choose among the agencies of the parties to this dialogue.")
    return broken


def _doubled(values: Mapping[str, Any]) -> dict[str, str]:
    many = (name for name, one in ITEM_FIELDS.items() if one.is_many)
    return {
        name: _("The same one is there twice: name it once.")
        for name in many
        if len({row.pk for row in values[name]}) < len(values[name])
    }


def _unfit(values: Mapping[str, Any]) -> dict[str, str]:
    """What a column would take, or one database of the two, but nobody could read again."""
    broken = {}
    for name, value in values.items():
        column = Item._meta.get_field(name) if not ITEM_FIELDS[name].is_many else None
        if isinstance(column, WordField) and not _is_word(value, column):
            broken[name] = _("There is no such word: choose one of those offered.")
        elif isinstance(value, str) and (unfit := unfit_text(value)):
            broken[name] = unfit
        elif isinstance(value, str) and (most := getattr(column, "max_length", None)) and len(value) > most:
            broken[name] = _("It is too long: at most %(most)s characters fit.") % {"most": most}
    return broken


def _is_word(value: object, column: WordField) -> bool:
    if not value:
        return column.null or column.name == "kind"  # without a kind, another sentence says so
    return column.word is not None and isinstance(column.to_python(value), column.word)


def _asks(values: Mapping[str, Any]) -> dict[str, str]:
    """An ask says who asks and who is asked; nothing else does."""
    asks = values["kind"] == Kind.ASKED
    return {
        name: _("What was asked says by whom and of whom; other kinds do not.")
        for name in ("asked_by", "asked_of")
        if asks != bool(values[name])
    }


def changes_between(
    old: Mapping[str, Code], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """What an entry writes of changed fields: field → [old, new], null for free text, and the texts by part.

    ``old`` holds codes by field (empty for an opening: from nothing); ``values`` the new values.
    """
    changes: dict[str, Any] = {}
    texts = {}
    for name, value in values.items():
        new = encode(sorted_rows(name, value))
        before = old.get(name)
        if old and new == before:
            continue
        changes[name] = [before, new]
        if ITEM_FIELDS[name].is_text and (before or new):
            changes[name] = None
            texts[f"changes.{name}"] = json.dumps([before, new], ensure_ascii=False)
    return changes, texts


_ORDERED = "topics"
ROLES = {"owed_by": PartyRole.OWES, "asked_by": PartyRole.ASKS, "asked_of": PartyRole.ASKED_OF}
"""The fields that name parties, and what these have to do with the item."""


def sorted_rows(name: str, value: Any) -> Any:
    """Rows of a field in the order in which the ledger writes them: topics as given, others by code."""
    if not ITEM_FIELDS[name].is_many or name == _ORDERED:
        return value
    return sorted(value, key=lambda row: row.code)


def codes_of(values: Mapping[str, Any]) -> dict[str, Code]:
    """The values of fields as the ledger writes them."""
    return {name: encode(sorted_rows(name, value)) for name, value in values.items()}


def set_columns(item: Item, values: Mapping[str, Any]) -> None:
    """Put values into an item's own columns; the row is saved by whoever appends the entry."""
    for name, value in values.items():
        if not ITEM_FIELDS[name].is_many:
            setattr(item, name, value)


def set_links(item: Item, values: Mapping[str, Any]) -> None:
    """Bring an item's link rows to the values given; fields that are not given stay. Inside the door."""
    for name, role in ROLES.items():
        if name in values:
            ItemParty.objects.filter(item=item, role=role).delete()
            ItemParty.objects.bulk_create(
                ItemParty(item=item, party=party, role=role) for party in values[name]
            )
    for name, (model, column) in _LINKS.items():
        if name in values:
            model.objects.filter(item=item).delete()
            model.objects.bulk_create(model(**{"item": item, column: row}) for row in values[name])
    if "topics" in values:
        ItemTopic.objects.filter(item=item).delete()
        ItemTopic.objects.bulk_create(topic_links(item, values["topics"]))


_LINKS: dict[str, tuple[Any, str]] = {
    "agencies": (ItemAgency, "agency"),
    "forums": (ItemForum, "forum"),
    "other_passages": (ItemPassage, "passage"),
}


def topic_links(item: Item, topics: Iterable[Topic]) -> list[ItemTopic]:
    """An item's links to topics, in their order; each keeps the item's status beside it."""
    kept = {"status": item.status, "status_on": item.status_on}
    return [ItemTopic(item=item, topic=topic, position=at, **kept) for at, topic in enumerate(topics)]
