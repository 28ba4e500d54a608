"""Report what needs attention: to review, overdue, stale, differing. For our own people alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import Item, User
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import first_page, how_far, listed_items
from ledger.reports.assembly import frame
from ledger.reports.blocks import Notes, difference
from ledger.reports.parameters import ReportParameters, need_internal
from ledger.reports.snapshot_rows import items_once_on, open_snapshots
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, Origin

KIND = "attention"
LABEL = gettext_noop("What needs attention")
NEEDS: tuple[str, ...] = ()
TAKES = ("dialogue", "topic")
IS_INTERNAL = True


@dataclass
class _AttentionList:
    """A list of the report: its title, how many of what, the items and why each is on it."""

    title: str
    items: list[tuple[ItemSnapshot, str]] = field(default_factory=list)


def items(parameters: ReportParameters) -> QuerySet[Item]:
    """Select all, or those that are or ever were on one of the topics."""
    return items_once_on(TopicTree().same_as(parameters.topics)) if parameters.topics else Item.objects.all()


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for all items, or for those of a dialogue or some topics. Reads only.

    Raises BadParameter for an audience beyond internal: officers, plans and silences are ours.
    """
    need_internal(parameters)
    with override(parameters.language):
        snapshots, notes = _gather(parameters), Notes()
        lists = _lists(snapshots)
        told = {one.ref: one for each in lists for one, _why in each.items}
        names = {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=_officers(told.values()))}
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=parameters.dialogue.name if parameters.dialogue else _("Every dialogue"),
            snapshots=sorted(told.values(), key=lambda one: one.order),
            summary=_summary(snapshots, lists, notes),
            sections=(_section(each, names, notes) for each in lists if each.items),
            notes=notes,
        )


def _gather(parameters: ReportParameters) -> list[ItemSnapshot]:
    """Return the items and their steps, which are on their items' topics: work to be done, each by itself."""
    found = open_snapshots(items(parameters), parameters)
    if parameters.topics:
        asked = TopicTree().same_as(parameters.topics)
        found = [snapshot for snapshot in found if any(topic in asked for topic in snapshot.topics)]
    return [told for snapshot in found for told in (snapshot, *snapshot.steps)]


def _officers(snapshots: object) -> set[str]:
    return {code for snapshot in snapshots if (code := snapshot.field("officer"))}  # type: ignore[attr-defined]


def _lists(snapshots: Sequence[ItemSnapshot]) -> list[_AttentionList]:
    """Return what is due first; within a list the longest due first."""
    return [
        _AttentionList(_("To review"), _due(snapshots)),
        _AttentionList(_("Overdue"), _overdue(snapshots)),
        _AttentionList(_("Stale"), _stale(snapshots)),
        _AttentionList(_("Differing voices"), _differing(snapshots)),
        _AttentionList(_("Compiled entries to review"), _compiled(snapshots)),
    ]


def _due(snapshots: Sequence[ItemSnapshot]) -> list[tuple[ItemSnapshot, str]]:
    """Return items whose review day has come."""
    due = [
        (day, snapshot)
        for snapshot in snapshots
        if (day := snapshot.date("review_on"))
        and day <= snapshot.parameters.as_of
        and snapshot.status.is_open
        and snapshot.is_live
    ]
    due.sort(key=lambda pair: (pair[0], pair[1].order))
    return [(one, _("review due %(day)s") % {"day": wording.day(day).label}) for day, one in due]


def _overdue(snapshots: Sequence[ItemSnapshot]) -> list[tuple[ItemSnapshot, str]]:
    late = [snapshot for snapshot in snapshots if snapshot.is_overdue]
    return [(snapshot, "; ".join(_missed(snapshot))) for snapshot in late]


def _missed(snapshot: ItemSnapshot) -> Iterator[str]:
    """Yield the days that have passed, the statement's and ours told apart."""
    day = snapshot.parameters.as_of
    if (deadline := snapshot.deadline) and deadline.last_day < day:
        label = wording.day(deadline.day, deadline.precision).label
        agreed, asked = _("agreed deadline %(day)s"), _("deadline asked for %(day)s")
        yield (asked if snapshot.kind is Kind.ASKED else agreed) % {"day": label}
    if (target := snapshot.date("target_on")) and target < day:
        yield _("our target %(day)s") % {"day": wording.day(target).label}


def _stale(snapshots: Sequence[ItemSnapshot]) -> list[tuple[ItemSnapshot, str]]:
    quiet = sorted(
        (snapshot for snapshot in snapshots if snapshot.is_stale),
        key=lambda snapshot: (snapshot.newest_on, snapshot.order),
    )
    return [
        (snapshot, _("nothing newer than %(day)s") % {"day": wording.day(snapshot.newest_on).label})
        for snapshot in quiet
    ]


def _differing(snapshots: Sequence[ItemSnapshot]) -> list[tuple[ItemSnapshot, str]]:
    return [
        (snapshot, f"{wording.about(party)}: {difference([(snapshot, entry) for entry in entries])}")
        for snapshot in snapshots
        for party, entries in snapshot.differences().items()
    ]


def _compiled(snapshots: Sequence[ItemSnapshot]) -> list[tuple[ItemSnapshot, str]]:
    """Return items with standing entries that nobody has reviewed: no officer has recorded anything after them."""
    found = []
    for snapshot in snapshots:
        entries = [entry for entry in snapshot.entries if entry.origin is Origin.COMPILED]
        reviewed = [entry.pk for entry in snapshot.entries if entry.origin is Origin.OFFICER]
        waiting = [entry for entry in entries if all(entry.pk > key for key in reviewed)]
        if waiting:
            number = wording.number(len(waiting)).label
            found.append((snapshot, _("compiled entries (%(number)s)") % {"number": number}))
    return found


# --- Telling


def _summary(
    snapshots: Sequence[ItemSnapshot], lists: Sequence[_AttentionList], notes: Notes
) -> Iterator[shape.Paragraph]:
    """List by list the few items by their topics, each with its notes, or how many there are and on which topics."""
    if not snapshots:
        yield shape.Paragraph((shape.Text(_("By that day, as known then, there was no item.")),))
        return
    for each in lists:
        items = list({one.ref: one for one, _why in each.items}.values())
        if not items:
            yield shape.Paragraph((shape.Text(_("%(list)s: none.") % {"list": each.title}),))
        elif len(items) > LISTED:
            topics = Counter(snapshot.subject or snapshot.ref for snapshot in items)
            words = {
                "list": each.title,
                "number": wording.number(len(items)).label,
                "topics": how_far.few([name for name, _times in topics.most_common()]),
            }
            yield shape.Paragraph((shape.Text(_("%(list)s: %(number)s items, on %(topics)s.") % words),))
        else:
            yield shape.Paragraph((shape.Text(f"{each.title}:"), *first_page.ended(_named(items, notes))))


def _named(snapshots: Sequence[ItemSnapshot], notes: Notes) -> list[shape.Text]:
    """Return items topic by topic: "Torture prevention (USMX-7-05 and USMX-8-14)"; a reference alone where
    there is none.
    """
    by_subject: dict[str, list[ItemSnapshot]] = {}
    for snapshot in snapshots:
        by_subject.setdefault(snapshot.subject, []).append(snapshot)
    texts = []
    for subject, group in by_subject.items():
        refs = wording.listed(snapshot.ref for snapshot in group)
        cited = dict.fromkeys(
            n for snapshot in group for n in tuple(_cited(snapshot, notes)) or notes.said(snapshot)
        )
        texts.append(shape.Text(f"{subject} ({refs})" if subject else refs, notes=tuple(cited)))
    return texts


LISTED = 6
"""How many items the first page names before it only counts them."""


def _section(each: _AttentionList, names: dict[str, str], notes: Notes) -> shape.Section:
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("topic", _("Topic")),
        shape.Column("kind", _("Kind")),
        shape.Column("words", _("What was said")),
        shape.Column("why", _("Why")),
        shape.Column("officer", _("Officer")),
        shape.Column("next_step", _("Our next step")),
    )
    rows = tuple(
        shape.Row(
            (
                shape.Ref(one.ref),
                _text(one.subject),
                shape.Text(wording.kind(one.kind, one.agreed_as)),
                listed_items.words(one, notes),
                shape.Text(why, notes=tuple(_cited(one, notes))),
                _text(names.get(one.field("officer") or "", "")),
                wording.as_written(step) if (step := one.field("next_step")) else None,
            )
        )
        for one, why in each.items
    )
    table = shape.Table(_("Each item, and why it is listed."), columns, rows)
    return shape.Section(each.title, (table.without_empty("officer", "next_step"),))


def _cited(snapshot: ItemSnapshot, notes: Notes) -> Iterator[int]:
    """Yield the newest entry, on which a list rests, where there is one."""
    for entry in snapshot.told[-1:]:
        yield from notes.cite(snapshot, entry)


def _text(words: str) -> shape.Text | None:
    return shape.Text(words) if words else None
