"""The rules that an item's fields meet, at its opening and at every amendment."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from ledger import access
from ledger.models import ITEM_FIELDS, Dialogue, Item, Passage, Round, User
from ledger.models.fields import WordField
from ledger.recording.errors import RuleViolation
from ledger.recording.item_values import ROLES
from ledger.recording.ledger_transaction import unfit_text
from ledger.vocabulary import Kind

NOT_OF_STEPS = (
    "passage",
    "other_passages",
    "owed_by",
    "forums",
    "topics",
    "deadline_on",
    "deadline_wording",
    "continues",
)
"""Fields that say what a statement holds: a step has none of them, and stands on the topics of its item."""
MOST_STEPS = 999
"""So many steps an item has at most, those withdrawn among them."""


def check_known(names: Iterable[str]) -> None:
    """Raise RuleViolation where one of the names is no field of an item."""
    if unknown := set(names) - ITEM_FIELDS.keys():
        raise RuleViolation({name: _("An item has no such field.") for name in unknown})


def broken_fields(values: Mapping[str, Any], round: Round, parties: Collection[int]) -> dict[str, str]:
    """Return the rules that an item's fields break: field → what to do about it.

    ``parties`` are the keys of the parties to the round's dialogue.
    """
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
    if not values["topics"] and not values["part_of"]:
        broken["topics"] = _("Give at least one topic.")
    if len({values[name] is None for name in ("deadline_on", "deadline_precision", "deadline_basis")}) > 1:
        broken["deadline_on"] = _("An agreed deadline has a date, its precision and its basis.")
    broken |= _foreign(values, round, parties) | _doubled(values) | _asks(values) | _steps(values, round)
    return broken | _unfit(values)


def _foreign(values: Mapping[str, Any], round: Round, parties: Collection[int]) -> dict[str, str]:
    """Return what belongs to another round or dialogue."""
    return _foreign_items(values, round) | _foreign_parties(values, parties)


def _foreign_items(values: Mapping[str, Any], round: Round) -> dict[str, str]:
    """Return passages and an earlier item that an item of this round does not name."""
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
    if values["continues"] and values["continues"].part_of_id:
        broken["continues"] = _("That is a step: name the item that it is part of.")
    return broken


def _foreign_parties(values: Mapping[str, Any], parties: Collection[int]) -> dict[str, str]:
    """Return parties and agencies that are none of the dialogue's."""
    broken = {}
    for name in ROLES:
        if any(party.pk not in parties for party in values[name]):
            broken[name] = _("Choose among the parties to this dialogue.")
    if any(agency.party_id not in parties for agency in values["agencies"]):
        broken["agencies"] = _("Choose among the agencies of the parties to this dialogue.")
    return broken


def _doubled(values: Mapping[str, Any]) -> dict[str, str]:
    many = (name for name, field in ITEM_FIELDS.items() if field.is_many)
    return {
        name: _("The same one is there twice: name it once.")
        for name in many
        if len({row.pk for row in values[name]}) < len(values[name])
    }


def _unfit(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what a column would take, or one database of the two, but nobody could read again."""
    broken = {}
    for name, value in values.items():
        column = _column(name)
        if isinstance(column, WordField) and not _is_word(value, column):
            broken[name] = _("There is no such word: choose one of those offered.")
        elif isinstance(value, str) and (unfit := unfit_text(value)):
            broken[name] = unfit
        elif isinstance(value, str) and (most := getattr(column, "max_length", None)) and len(value) > most:
            broken[name] = _("It is too long: at most %(most)s characters fit.") % {"most": most}
    return broken


@cache
def _column(name: str) -> object:
    """Return the column of a field; None for a field of several rows."""
    return None if ITEM_FIELDS[name].is_many else Item._meta.get_field(name)


def _is_word(value: object, column: WordField) -> bool:
    if not value:
        return column.null or column.name == "kind"  # without a kind, another sentence says so
    return column.word is not None and isinstance(column.to_python(value), column.word)


def _asks(values: Mapping[str, Any]) -> dict[str, str]:
    """Return an ask says who asks and who is asked; nothing else does."""
    asks = values["kind"] == Kind.ASKED
    return {
        name: _("What was asked says by whom and of whom; other kinds do not.")
        for name in ("asked_by", "asked_of")
        if asks != bool(values[name])
    }


def _steps(values: Mapping[str, Any], round: Round) -> dict[str, str]:
    """Return what a step is not given, as it is ours and its item's; and what else is no step."""
    whole = values["part_of"]
    if (values["kind"] == Kind.STEP) != (whole is not None):
        return {"kind": _("A step is opened on the page of its item; nothing else becomes one.")}
    if whole is None:
        return (
            {} if values["step_order"] is None else {"step_order": _("Only steps have a place among steps.")}
        )
    broken = {name: _("A step has none: its item has.") for name in NOT_OF_STEPS if values[name]}
    if whole.part_of_id or whole.round_id != round.pk:
        broken["part_of"] = _("A step is part of an item of its round that is no step itself.")
    if not 0 < (values["step_order"] or 0) <= MOST_STEPS:
        broken["step_order"] = _("A step has a place among the steps of its item, from 1 on.")
    return broken


def no_officer(officer: User | None, dialogue: Dialogue) -> dict[str, str]:
    """Explain why somebody is not given an item: they could not see it."""
    if officer is None or access.officers_in(User.objects.filter(pk=officer.pk), dialogue).exists():
        return {}
    says = _("%(user)s holds no role in %(dialogue)s.")
    return {"officer": says % {"user": officer, "dialogue": dialogue.code}}
