"""Which rows name a reference row: by a foreign key, or by its code in what the ledger keeps as JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.fields.reverse_related import ForeignObjectRel, ManyToManyRel
from django.db.models.functions import Cast
from simple_history.models import HistoricalChanges

from ledger.models import (
    Agency,
    Dialogue,
    DialogueRuleChange,
    Entry,
    Forum,
    IssuedReport,
    IssuedReportDialogue,
    Item,
    ItemAgency,
    ItemForum,
    ItemParty,
    ItemPassage,
    ItemTopic,
    Membership,
    Party,
    ReviewDraft,
    SavedView,
    SourceFile,
    Topic,
    Watch,
    Webhook,
)

OWNERS: dict[type[Model], tuple[type[Model], str]] = {
    **dict.fromkeys((ItemAgency, ItemForum, ItemParty, ItemPassage, ItemTopic), (Item, "item")),
    IssuedReportDialogue: (IssuedReport, "report"),
}
"""Rows that only link two others, with the one of which people know that it names something."""

PARTS: dict[str, tuple[str, ...]] = {
    "Delegation": ("delegates",),
    "Dialogue": ("memberships",),
    "Round": ("agenda", "forums", "events"),
    "Topic": ("phrases",),
}
"""What belongs to a row and goes with it, by the names of the relations."""


PERSONAL: tuple[type[Model], ...] = (Watch, Webhook)
"""What people keep for themselves of a row, or set beside it: it goes with the row, and nobody is told whether there is
any.
"""


WITHDRAWN: tuple[type[Model], ...] = (SourceFile,)
"""Rows that are never removed, though a change log is kept of them: they are withdrawn."""


@dataclass(frozen=True)
class Naming:
    """Rows of a kind that name a reference row: at least one."""

    model: type[Model]
    rows: QuerySet[Any]


def parts_of(row: Model) -> list[Any]:
    """Return the rows that go with a row when it is removed."""
    return [part for name in PARTS.get(type(row).__name__, ()) for part in getattr(row, name).all()]


def named_by(row: Model) -> list[Naming]:
    """Return what names a row, but for its own parts and the change logs. Empty: it can be removed."""
    found = [*_by_key(row), *_by_work(row)] if isinstance(row, Membership) else [*_by_key(row)]
    return found or [*_named_by_code(row)]


def names_code(row: Model) -> list[Naming]:
    """Return what names a row by its code, so that the code stays. A dialogue's stands in its items' references.

    An entry names parties to a dialogue with items alone; their codes stay as soon as there is one.
    """
    items = Item.objects.all()
    if isinstance(row, Dialogue):
        found = [Naming(Item, items.filter(round__dialogue=row))]
    elif isinstance(row, Party):
        found = [Naming(Item, items.filter(round__dialogue__parties=row)), *_by_entry_keys(row)]
    else:
        found = []
    return [*_filled(found), *_named_by_code(row)]


def _by_entry_keys(party: Party) -> list[Naming]:
    return [Naming(Entry, Entry.objects.filter(Q(speaker=party) | Q(about=party)))]


def _filled(found: list[Naming]) -> Iterator[Naming]:
    return (naming for naming in found if naming.rows.exists())


# --- By foreign keys


def _by_key(row: Model) -> Iterator[Naming]:
    own = PARTS.get(type(row).__name__, ())
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or relation.name in own:
            continue
        naming = _related(row, relation)
        if naming is not None and naming.rows.exists():
            yield naming


def _related(row: Model, relation: ForeignObjectRel) -> Naming | None:
    """Return the rows that name the row by one relation; None where another one tells, or a change log alone does."""
    model = relation.related_model
    if model in PERSONAL:
        return None
    if issubclass(model, HistoricalChanges) or (model._meta.auto_created and not relation.many_to_many):
        return None
    if isinstance(relation, ManyToManyRel) and not relation.through._meta.auto_created:  # type: ignore[union-attr]
        return None
    rows = model._default_manager.filter(**{relation.field.name: row})
    if model in OWNERS:
        model, key = OWNERS[model]
        rows = model._default_manager.filter(pk__in=rows.values(key))
    return Naming(model, rows)


def _by_work(membership: Membership) -> Iterator[Naming]:
    """Yield what a person did in a dialogue, or has to do there: it rests on the role."""
    dialogue, user = membership.dialogue, membership.user
    drafts = ReviewDraft.objects.filter(dialogue=dialogue)
    reports = IssuedReport.objects.filter(issued_by=user, dialogue_links__dialogue=dialogue)
    entries = Entry.objects.filter(item__round__dialogue=dialogue)
    found = [
        Naming(Entry, entries.filter(Q(author=user) | Q(approver=user))),
        Naming(Item, Item.objects.filter(officer=user, round__dialogue=dialogue)),
        Naming(ReviewDraft, drafts.filter(Q(started_by=user) | Q(updated_by=user))),
        Naming(IssuedReport, reports),
    ]
    return _filled(found)


# --- By codes


def _code(row: Model) -> str:
    """Return how entries, parameters and addresses name a row; empty where nothing but keys does."""
    if isinstance(row, Topic):
        return row.slug
    return row.code if isinstance(row, Agency | Dialogue | Forum | Party) else ""


def _named_by_code(row: Model) -> Iterator[Naming]:
    code = _code(row)
    if not code:
        return
    in_entries = str(row.uuid) if isinstance(row, Topic) else code
    views = [view.pk for view in SavedView.objects.exclude(query="") if code in _asked(view.query)]
    found = [
        Naming(Entry, _holding(Entry.objects.all(), "changes", in_entries)),
        Naming(IssuedReport, _holding(IssuedReport.objects.all(), "parameters", code)),
        Naming(DialogueRuleChange, _holding(DialogueRuleChange.objects.all(), "changes", code)),
        Naming(ReviewDraft, _holding(ReviewDraft.objects.all(), "proposals", code)),
        Naming(ReviewDraft, _holding(ReviewDraft.objects.all(), "facts", code)),
        Naming(SavedView, SavedView.objects.filter(pk__in=views)),
    ]
    yield from _filled(found)


def _holding(rows: QuerySet[Any], column: str, code: str) -> QuerySet[Any]:
    """Select the rows whose JSON holds a code as a whole string, in either way of writing other letters than ASCII."""
    rows = rows.alias(as_text=Cast(column, TextField()))
    written = {json.dumps(code), json.dumps(code, ensure_ascii=False)}
    wanted = Q()
    for text in written:
        wanted |= Q(as_text__contains=text)
    return rows.filter(wanted)


def _asked(query: str) -> set[str]:
    """Return the values in a saved view's query, those that are several in a parameter by themselves."""
    return {part for _name, value in parse_qsl(query) for part in (value, *value.split(","))}


def is_shared(row: Model) -> bool:
    """Tell whether a reference row belongs to no dialogue."""
    return bool(getattr(row, "is_common", False))


def dialogue_of(row: Model) -> Dialogue:
    """Return the dialogue in which a row lies."""
    path: str = type(row).dialogue_path  # type: ignore[attr-defined]  # as each such model says
    for name in [] if path == "pk" else path.split("__"):
        row = getattr(row, name)
    assert isinstance(row, Dialogue)
    return row
