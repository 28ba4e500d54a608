"""Snapshots read from the database: which items, what was known of them, and their entries, words and evidence.

The number of queries does not grow with the number of items.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ledger.models import Entry, EntryText, Item, KnownItem, Party, Passage, Round, Topic, items_known
from ledger.models.items import on_any_of
from ledger.reports import progress, unknown_words
from ledger.reports.entry_rows import ROWS_AT_A_TIME, EntryRow, lines, sources
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import TOLD_ENTRIES, ItemSnapshot, References
from ledger.vocabulary import Act

EACH = 500
"""After so many entries a person who waits is told how far it is."""


def open_snapshots(items: QuerySet[Item], parameters: ReportParameters) -> list[ItemSnapshot]:
    """Return the snapshots of those items that the asker and the audience may know of, of rounds held by the day.

    In order of round and number, each with its steps; a step is told with its item or not at all. Withdrawn items are
    left out: they were opened in error.
    """
    told = open_each(in_scope(items, parameters), parameters)
    steps: dict[int | None, list[ItemSnapshot]] = defaultdict(list)
    for snapshot in told:
        steps[snapshot.item.part_of_id].append(snapshot)
    whole = steps.pop(None, [])
    return [
        replace(snapshot, steps=tuple(sorted(steps[snapshot.item.pk], key=_step_order))) for snapshot in whole
    ]


def _step_order(step: ItemSnapshot) -> tuple[int, int]:
    """Return a step's place; beyond internal its number, as we do not tell in which order we do things."""
    return (step.field("step_order") or 0, step.item.step_number)


def open_each(items: QuerySet[Item], parameters: ReportParameters) -> list[ItemSnapshot]:
    """Return the same of items that lie in scope, a step among them as any other."""
    listed = _with_shared_rounds(items)
    known = {
        key: one
        for key, one in items_known(
            listed, parameters.known_at, parameters.audience, dialogue=parameters.series
        ).items()
        if not one.is_withdrawn and one.opened_on <= parameters.as_of
    }
    refs = {item.pk: item.ref for item in listed if item.pk in known}
    known = {key: one for key, one in known.items() if unknown_words.is_item_told(parameters, refs[key], one)}
    rows = _references(known.values(), parameters)
    total = sum(item.last_sequence for item in listed)
    entries, positions = _entries({key: refs[key] for key in known}, parameters, rows, total)
    return [
        ItemSnapshot(
            parameters=parameters,
            item=item,
            known=known[item.pk],
            rows=rows,
            entries=tuple(entries[item.pk]),
            positions=tuple(positions[item.pk]),
        )
        for item in listed
        if item.pk in known
    ]


def _with_shared_rounds(items: QuerySet[Item]) -> list[Item]:
    """Return the items in the order of their references, with what reports ask of the row; those of a round
    share its row.
    """
    rounds: dict[int, Round] = {}
    found = []
    ordered = items.in_ref_order().select_related("round__dialogue__own_party")  # type: ignore[attr-defined]
    narrow = ordered.only("ref", "number", "step_number", "part_of", "round", "last_sequence")
    for item in narrow.iterator(chunk_size=ROWS_AT_A_TIME):
        item.round = rounds.setdefault(item.round_id, item.round)
        found.append(item)
    return found


def in_scope(items: QuerySet[Item], parameters: ReportParameters) -> QuerySet[Item]:
    """Select those of the items, and of their steps, that lie in the dialogue asked for, and in dialogues that the
    asker may know of.

    An item that was opened after the day is none that a report tells of.
    """
    if items.query.where:  # else all of them are asked for, and their steps with them
        keys = items.order_by().values("pk")
        # A union of the two took PostgreSQL minutes for 72 items whose tables nobody had analyzed.
        items = Item.objects.filter(Q(pk__in=keys) | Q(part_of__in=keys))
    return narrowed(items, parameters)


def narrowed(items: QuerySet[Item], parameters: ReportParameters) -> QuerySet[Item]:
    """Select the same of some items alone."""
    openings = Entry.objects.filter(item=OuterRef("pk"), sequence=1, effective_on__lte=parameters.as_of)
    chosen = items.filter(Exists(openings))
    if parameters.series:
        chosen = chosen.filter(round__dialogue=parameters.series)
    return chosen if parameters.within is None else chosen.filter(round__dialogue__in=parameters.within)


def read_words(entries: Iterable[EntryRow], snapshots: Sequence[ItemSnapshot]) -> None:
    """Read the words and evidence of entries of the snapshots that are to be told beside the last ones."""
    if snapshots:
        rows = snapshots[0].rows  # the same for all of them
        _read_words(
            [entry.pk for entry in entries if entry.pk not in rows.texts and entry.pk not in rows.evidence],
            rows,
        )


def items_once_on(topics: Iterable[Topic]) -> QuerySet[Item]:
    """Select items that are or ever were on one of the topics: which of them were so then, their snapshots tell."""
    topics = list(topics)
    return items_once(on_any_of(topics), ("topics",), {str(topic.uuid) for topic in topics})


def items_once(now: Q, names: Sequence[str], codes: Iterable[str]) -> QuerySet[Item]:
    """Select items of which the condition holds now, or of which one of the named fields ever held one of the codes."""
    codes = set(codes)
    moved = []
    for name in names:
        amended = Entry.objects.filter(act=Act.AMEND, changes__has_key=name)
        for item, (before, after) in amended.values_list("item", f"changes__{name}"):
            if codes & {*(before or []), *(after or [])}:
                moved.append(item)
    once = Item.objects.filter(now | Q(pk__in=moved)).order_by()
    return Item.objects.filter(pk__in=once.values("pk"))  # each once, without comparing all of their columns


# --- Reading


Entries = dict[int, list[EntryRow]]
"""Entries by item."""


def _entries(
    refs: Mapping[int, str], parameters: ReportParameters, rows: References, total: int
) -> tuple[Entries, Entries]:
    """Return each item's standing entries, and the positions among them; reads the words of those told.

    ``refs`` names the items by their keys. There are at most ``total`` of them; progress is told of so many.
    """
    seen = Entry.objects.filter(item__in=list(refs))
    asked, series = (parameters.as_of, parameters.known_at, parameters.audience), parameters.series
    entries: Entries = defaultdict(list)
    for place, entry in enumerate(lines(seen.saying(*asked, dialogue=series), rows.parties.values())):
        if place % EACH == 0:
            progress.tell(progress.READING, place, total)
        if unknown_words.is_told(parameters, refs[entry.item], entry):
            entries[entry.item].append(entry)
    by_key = {entry.pk: entry for group in entries.values() for entry in group}
    positions: Entries = defaultdict(list)
    for key in seen.as_of(*asked, dialogue=series).values_list("pk", flat=True):
        if known := by_key.get(key):
            positions[known.item].append(known)
    told = [*(group[-TOLD_ENTRIES:] for group in entries.values()), *positions.values()]
    _read_words([entry.pk for group in told for entry in group], rows)
    return entries, positions


def _read_words(keys: Sequence[int], rows: References) -> None:
    for key, part, text in EntryText.objects.filter(entry__in=keys).values_list("entry", "part", "text"):
        rows.texts.setdefault(key, {})[part] = text
    for source in sources(keys):
        rows.evidence.setdefault(source.entry, []).append(source)


def _references(known: Iterable[KnownItem], parameters: ReportParameters) -> References:
    fields = [item.fields for item in known]
    topics = {code for field in fields for code in field.get("topics") or []}  # type: ignore[union-attr]
    return References(
        parties=Party.objects.in_bulk(field_name="code"),
        texts={},
        evidence={},
        topics={str(topic.uuid): topic for topic in Topic.objects.filter(uuid__in=topics)},
        passages=_passages(fields, parameters),
    )


def _passages(
    fields: Sequence[dict[str, Any]], parameters: ReportParameters
) -> dict[tuple[int, str], Passage]:
    """Return the passages that items cite of statements that the audience may see, by round and code."""
    codes = {
        code
        for field in fields
        for code in [field.get("passage"), *(field.get("other_passages") or [])]
        if code
    }
    texts = {code.partition(":")[0] for code in codes}
    shown = parameters.statements().filter(sha256__in=texts)
    cited = Passage.objects.filter(statement__in=shown).select_related("statement__issued_by")
    return {(passage.statement.round_id, passage.code): passage for passage in cited if passage.code in codes}
