"""Count items and where they stand: kind by kind, voice by voice, never in one total."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ledger.models import Round, Topic
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.entry_rows import EntryRow
from ledger.reports.snapshots import ItemSnapshot
from ledger.typed_text import alphabetical
from ledger.vocabulary import Status, Voice


def section(snapshots: Sequence[ItemSnapshot], figures: Iterable[shape.Block] = ()) -> shape.Section:
    """Return the tables of kinds and statuses, and pictures of them."""
    tables = [kinds_by_round(snapshots), statuses_by_kind(snapshots)]
    return shape.Section(_("What the rounds hold"), (*(table for table in tables if table.rows), *figures))


def kinds_by_round(snapshots: Iterable[ItemSnapshot]) -> shape.Table:
    """Count how many items of each kind a round holds; that it holds none of a kind, our own people alone are told."""
    snapshots = list(snapshots)
    is_internal = all(snapshot.parameters.is_internal for snapshot in snapshots)
    counts = Counter((snapshot.item.round, snapshot.place) for snapshot in snapshots)
    rounds: dict[Round, None] = {round: None for round, _place in counts}
    columns = [shape.Column("round", _("Round"))]
    columns += [
        shape.Column(agreed_as or kind.value, _kind(place), is_number=True)
        for place, (kind, agreed_as) in enumerate(wording.KINDS)
    ]
    rows = [
        shape.Row(
            (
                shape.Text(wording.begin(wording.rounds([round]))),
                *(
                    wording.number(counts[round, place]) if is_internal or counts[round, place] else None
                    for place in range(len(wording.KINDS))
                ),
            )
        )
        for round in rounds
    ]
    table = shape.Table(_("Items by kind. Kinds are never added together."), tuple(columns), tuple(rows))
    return table if is_internal else table.without_empty(*(column.key for column in columns))


Counted = dict[tuple[int, Voice, Status], dict[str, EntryRow | None]]
"""By place of the kind, voice and status: the references of items and the entries that say so."""


def counted(snapshots: Iterable[ItemSnapshot]) -> Counted:
    """Find where each voice puts items, by kind; an item counts once for a voice and status.

    That our office has assessed nothing is said to our own people alone.
    """
    found: Counted = {}
    for snapshot in snapshots:
        for entry in snapshot.standing:
            if entry.voice and entry.status:
                found.setdefault((snapshot.place, entry.voice, entry.status), {})[snapshot.ref] = entry
        if snapshot.parameters.is_internal and all(
            entry.voice is not Voice.OFFICE for entry in snapshot.standing
        ):
            found.setdefault((snapshot.place, Voice.OFFICE, Status.UNASSESSED), {})[snapshot.ref] = None
    order = sorted(found, key=lambda key: (key[0], list(Voice).index(key[1]), list(Status).index(key[2])))
    return {key: found[key] for key in order}


def statuses_by_kind(snapshots: Iterable[ItemSnapshot]) -> shape.Table:
    """Count how many items each voice puts where, by kind."""
    columns = (
        shape.Column("kind", _("Kind")),
        shape.Column("voice", _("Who says so")),
        shape.Column("status", _("Status, with the newest date")),
        shape.Column("items", _("Items"), is_number=True),
    )
    rows = tuple(_status_row(key, items) for key, items in counted(snapshots).items())
    return shape.Table(_("Items by kind and status, in each voice’s own account."), columns, rows)


def _status_row(key: tuple[int, Voice, Status], items: dict[str, EntryRow | None]) -> shape.Row:
    place, voice, _status = key
    entries = [entry for entry in items.values() if entry]
    newest = max(entries, key=lambda entry: entry.effective_on, default=None)
    status = wording.status(newest) if newest else wording.unassessed()
    speakers = sorted({wording.party(entry.speaker) for entry in entries if entry.speaker}, key=alphabetical)
    label = wording.begin(wording.listed(speakers) or _(voice.label))
    return shape.Row((shape.Text(_kind(place)), shape.Text(label), status, wording.number(len(items))))


def _kind(place: int) -> str:
    return wording.begin(wording.kind(*wording.KINDS[place]))


# --- Pictures


def status_by_topic(grouped: dict[Topic, list[ItemSnapshot]]) -> Iterator[shape.Figure]:
    """Count, for each kind of which a voice has spoken, how many items of each topic have a status from some voice.

    A picture whose bars would all be of one item says nothing: there is none.
    """
    for place in range(len(wording.KINDS)):
        counts = _statuses_by_topic(grouped, place)
        if max(counts.values(), default=0) < 2:
            continue
        topics = {topic for topic, _status in counts}
        statuses = {status for _topic, status in counts}
        columns, rows = _topic_rows(
            [topic for topic in grouped if topic in topics],
            [status for status in Status if status in statuses],
            counts,
        )
        words = {"kind": wording.kind(*wording.KINDS[place])}
        yield shape.Figure(
            _("Status by topic: %(kind)s") % words,
            _("How many items of this kind have each status in some voice’s account; where voices differ, "
              "an item stands under each status."),
            shape.Table(_("The same figures in a table."), columns, rows),
            "bars",
        )  # fmt: skip


def _statuses_by_topic(grouped: dict[Topic, list[ItemSnapshot]], place: int) -> Counter[tuple[Topic, Status]]:
    """Count a kind's items of each topic with each status; an item counts once where voices agree."""
    counts: Counter[tuple[Topic, Status]] = Counter()
    for topic, snapshots in grouped.items():
        for snapshot in (snapshot for snapshot in snapshots if snapshot.place == place):
            counts.update({(topic, entry.status): 1 for entry in snapshot.standing if entry.status})
    return counts


def _topic_rows(
    topics: Sequence[Topic], statuses: Sequence[Status], counts: Counter[tuple[Topic, Status]]
) -> tuple[tuple[shape.Column, ...], tuple[shape.Row, ...]]:
    """Return the columns and rows of a table of counts: a row for each topic, a column for each status."""
    numbers = (shape.Column(status.value, _(status.label), is_number=True) for status in statuses)
    rows = (
        shape.Row((shape.Text(topic.name), *(wording.number(counts[topic, status]) for status in statuses)))
        for topic in topics
    )
    return (shape.Column("topic", _("Topic")), *numbers), tuple(rows)


def topic_by_round(grouped: dict[Topic, list[ItemSnapshot]]) -> shape.Figure:
    """Find which round took up which topic, and the most binding thing that it made of it."""
    snapshots = {snapshot.ref: snapshot for group in grouped.values() for snapshot in group}.values()
    rounds = list({snapshot.item.round: None for snapshot in sorted(snapshots, key=_held)})
    columns = [shape.Column("topic", _("Topic"))]
    columns += [
        shape.Column(f"round-{round.dialogue.code}-{round.number}", wording.begin(wording.rounds([round])))
        for round in rounds
    ]
    rows = []
    for topic, group in grouped.items():
        places = [[snapshot.place for snapshot in group if snapshot.item.round == round] for round in rounds]
        kinds = [shape.Text(wording.kind(*wording.KINDS[min(place)])) if place else None for place in places]
        rows.append(shape.Row((shape.Text(topic.name), *kinds)))
    title = _("Topic by round")
    description = _(
        "The most binding kind of item that each round holds on each topic; empty where none does."
    )
    return shape.Figure(
        title,
        description,
        shape.Table(_("The same figures in a table."), tuple(columns), tuple(rows)),
        "grid",
    )


def _held(snapshot: ItemSnapshot) -> tuple[str, str, int]:
    one = snapshot.item.round
    return (one.starts_on.isoformat() if one.starts_on else "", one.dialogue.code, one.number)
