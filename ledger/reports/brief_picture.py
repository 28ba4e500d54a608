"""The picture of a report: the path of the newest statuses through the rounds, topic by topic."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ledger.models import Topic
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.past_positions import days_of_rounds, standing_on
from ledger.reports.snapshots import ItemSnapshot

FEWEST_ITEMS, FEWEST_TOPICS, MOST_TOPICS = 5, 2, 8
"""From how many items and topics with a status on the picture says something, and how many topics it has room for."""


def path_by_topic(
    parameters: ReportParameters,
    snapshots: Sequence[ItemSnapshot],
    grouped: Mapping[Topic, list[ItemSnapshot]],
) -> Iterator[shape.Figure]:
    """Yield the picture, of the topics of which somebody spoke last; nothing where it would say nothing."""
    if len(snapshots) < FEWEST_ITEMS:
        return
    days = days_of_rounds(snapshots, parameters.as_of)
    paths = {topic: [_newest(group, day) for day in days] for topic, group in grouped.items()}
    told = [topic for topic, path in paths.items() if any(path)]
    if len(told) < FEWEST_TOPICS:
        return
    told.sort(key=lambda topic: _spoken_last(paths[topic]), reverse=True)
    rows = tuple(_row(topic, paths[topic]) for topic in told[:MOST_TOPICS])
    columns = (
        shape.Column("topic", _("Topic")),
        *(shape.Column(day.isoformat(), wording.day(day).label) for day in days),
    )
    yield shape.Figure(
        _("Newest status by topic"),
        _description(len(told), is_internal=parameters.is_internal),
        shape.Table(_("The same figures in a table."), columns, rows),
        "grid",
    )


def _description(topics: int, *, is_internal: bool) -> str:
    """Say what the picture shows; to others, an empty square may only mean that nothing was released."""
    internal = _(
        "The newest status that any voice gave on an item of the topic by each day; empty where none had."
    )
    released = _("The newest status told here on an item of the topic by each day.")
    described = internal if is_internal else released
    if topics <= MOST_TOPICS:
        return described
    words = {"shown": wording.number(MOST_TOPICS).label, "all": wording.number(topics).label}
    last, told = (
        _("The %(shown)s of %(all)s topics of which somebody spoke last."),
        _("%(shown)s of %(all)s topics."),
    )
    return f"{described} {(last if is_internal else told) % words}"


def _newest(snapshots: Iterable[ItemSnapshot], day: datetime.date) -> EntryRow | None:
    stood = [entry for snapshot in snapshots for entry in standing_on(snapshot, day).values()]
    return max(stood, key=lambda entry: (entry.effective_on, entry.recorded_at), default=None)


def _spoken_last(path: list[EntryRow | None]) -> datetime.date:
    return max(entry.effective_on for entry in path if entry)


def _row(topic: Topic, path: list[EntryRow | None]) -> shape.Row:
    return shape.Row((shape.Text(topic.name), *(wording.status(entry) if entry else None for entry in path)))
