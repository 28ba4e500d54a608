"""Preview what an audience would not see of the answer that our own people get, and why. For our own people alone."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger.models import Entry, Item, Topic
from ledger.models.topic_tree import TopicTree
from ledger.presentation import wording
from ledger.reports import topic_texts
from ledger.reports.entry_rows import EntryRow
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import items_once_on, open_snapshots
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Act, Audience, Basis


@dataclass(frozen=True, kw_only=True)
class HeldBack:
    """An item, one of its entries, or a text on a topic, in a line, and why it is held back.

    ``ref`` is the item's reference or the topic's short name.
    """

    ref: str
    words: str
    reason: str


@dataclass
class _Releases:
    """The proposals and releases of some items, and what was corrected, by keys of entries and items."""

    opening: dict[int, int] = field(default_factory=dict)
    proposed: dict[int, Audience] = field(default_factory=dict)
    released: dict[int, Audience] = field(default_factory=dict)
    corrected: dict[int, list[int]] = field(default_factory=dict)


def held_back(parameters: ReportParameters) -> list[HeldBack]:
    """Return what the question's audience does not get of what our own people would, in order of items.

    Covers the items of the question's round or topics; with neither, all of its dialogues. Empty for an
    internal question. An item that is held back stands for its entries too. The answer itself is internal.
    The number of queries does not grow with the number of items.
    """
    if parameters.is_internal:
        return []
    with override(parameters.language):
        internal = replace(parameters, audience=Audience.INTERNAL)
        ours = _with_steps(_snapshots(internal))
        theirs = {snapshot.ref: snapshot for snapshot in _with_steps(_snapshots(parameters))}
        releases = _releases(ours, parameters)
        untold = _untold_wholes(ours, theirs, releases, parameters)
        items = [
            held
            for snapshot in ours
            for held in _of_item(
                snapshot, theirs.get(snapshot.ref), releases, untold.get(snapshot.item.pk, "")
            )
        ]
        return [*_texts(parameters, ours), *items, *_unknown(internal)]


def _unknown(internal: ReportParameters) -> Iterator[HeldBack]:
    """Yield items and entries in words that are unknown here, which nobody beyond internal hears of."""
    for key, sentence in internal.untold.items():
        reason = _("a newer version of the ledger has written it")
        yield HeldBack(ref=key.partition(" ")[0], words=sentence, reason=reason)


def _texts(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[HeldBack]:
    """Yield what our office says of the topics asked for, or of those of the items, that the audience is not told."""
    topics = TopicTree()
    told = {
        told_text.text.pk for group in topic_texts.read(parameters, topics).values() for told_text in group
    }
    wanted = set(topics.current(parameters.topics)) or {*topics.grouped(snapshots)}
    ours = topic_texts.read(replace(parameters, audience=Audience.INTERNAL), topics)
    for topic, group in ours.items():
        for told_text in group:
            if topic in wanted and told_text.text.pk not in told:
                words = {
                    "text": _(told_text.text.kind.label),
                    "day": wording.day(told_text.text.written_on).label,
                }
                is_line_for_shared = told_text.is_line and told_text.is_cleared
                reason = (
                    _("released only to: %(audience)s") % {"audience": wording.audience(Audience.SHARED)}
                    if is_line_for_shared
                    else _("not released")
                )
                yield HeldBack(ref=topic.slug, words=_("%(text)s (%(day)s)") % words, reason=reason)


def items(parameters: ReportParameters, topics: Sequence[Topic] = ()) -> QuerySet[Item]:
    """Select the items that are read: of the round, of the topics, else all, before dialogues and audience
    narrow them.

    ``topics`` are those that are told (`_topics`), where they are read already.
    """
    if parameters.round:
        return Item.objects.filter(round=parameters.round)
    return items_once_on(topics or _topics(parameters)) if parameters.topics else Item.objects.all()


def _topics(parameters: ReportParameters) -> list[Topic]:
    """Return the topics asked for, those merged into them and, where they are asked for too, those under them."""
    topics = TopicTree()
    return (
        topics.with_parts(parameters.topics)
        if parameters.with_children
        else topics.same_as(parameters.topics)
    )


def _snapshots(parameters: ReportParameters) -> list[ItemSnapshot]:
    if parameters.round or not parameters.topics:
        return open_snapshots(items(parameters), parameters)
    asked = _topics(parameters)
    found = open_snapshots(items(parameters, asked), parameters)
    return [snapshot for snapshot in found if any(topic in asked for topic in snapshot.topics)]


def _with_steps(snapshots: Sequence[ItemSnapshot]) -> list[ItemSnapshot]:
    """Return items, each with its steps after it."""
    return [told for snapshot in snapshots for told in (snapshot, *snapshot.steps)]


def _releases(snapshots: Sequence[ItemSnapshot], parameters: ReportParameters) -> _Releases:
    found = _Releases()
    entries = Entry.objects.filter(item__in=[snapshot.item.pk for snapshot in snapshots]).known_at(
        parameters.known_at
    )
    columns = ("pk", "item", "act", "proposed_audience", "releases", "released_to", "corrects")
    for key, item, act, proposed, releases, to, corrects in entries.order_by("item", "sequence").values_list(
        *columns
    ):
        found.proposed[key] = proposed
        if act is Act.OPEN:
            found.opening[item] = key
        if releases:
            found.released[releases] = to
        if corrects:
            found.corrected.setdefault(item, []).append(corrects)
    return found


def _untold_wholes(
    ours: Sequence[ItemSnapshot],
    theirs: Collection[str],
    releases: _Releases,
    parameters: ReportParameters,
) -> dict[int, str]:
    """Return the steps that are released for the audience, and held back with the item that they are part of: its
    reference by their keys.
    """
    return {
        step.item.pk: whole.ref
        for whole in ours
        for step in whole.steps
        if whole.ref not in theirs and _is_released(step, releases, parameters)
    }


def _is_released(told: ItemSnapshot, releases: _Releases, parameters: ReportParameters) -> bool:
    """Tell whether an item itself, by its opening, is released for the audience."""
    to = releases.released.get(releases.opening[told.item.pk])
    return to is not None and parameters.may_tell(to, told.item.round.dialogue)


def _of_item(
    ours: ItemSnapshot, theirs: ItemSnapshot | None, releases: _Releases, untold_whole: str
) -> Iterator[HeldBack]:
    """Yield the item itself, else those of its entries that the audience does not get whole."""
    if theirs is None:
        number = wording.number(len(ours.entries)).label
        words = _("%(kind)s, with its entries (%(number)s)") % {
            "kind": wording.kind(ours.kind, ours.agreed_as),
            "number": number,
        }
        reason = _reason(releases.opening[ours.item.pk], releases)
        if untold_whole:
            reason = _("released, but a step of %(ref)s, which is held back") % {"ref": untold_whole}
        yield HeldBack(ref=ours.ref, words=words, reason=reason)
        return
    seen = {entry.pk for entry in theirs.entries}
    for entry in ours.entries:
        if entry.pk not in seen:
            reason = _reason(entry.pk, releases, is_oral=entry.basis is Basis.ORAL)
            yield HeldBack(ref=ours.ref, words=_line(ours, entry), reason=reason)
        elif _is_redacted(ours, entry):
            yield HeldBack(ref=ours.ref, words=_line(ours, entry), reason=_("redacted in part"))
    for key in releases.corrected.get(ours.item.pk, []):
        released = releases.released.get(key)
        if released and theirs.parameters.may_tell(released, theirs.item.round.dialogue):
            words = _("an entry that was released")
            yield HeldBack(ref=ours.ref, words=words, reason=_("corrected: the old text is withdrawn"))


def _reason(key: int, releases: _Releases, *, is_oral: bool = False) -> str:
    """Explain why an entry that nobody corrected does not reach the audience."""
    released, proposed = releases.released.get(key), releases.proposed[key]
    if released is Audience.INTERNAL:
        return _("its release was taken back")
    if released is Audience.SHARED:
        return _("released only to: %(audience)s") % {"audience": wording.audience(released)}
    if released:
        return _("its words were changed, and the new ones are not released")
    if is_oral:
        return _("oral: it leaves only by a release of its own")
    if proposed is not Audience.INTERNAL:
        return _("proposed for: %(audience)s; not yet released") % {"audience": wording.audience(proposed)}
    return _("not released")


def _line(snapshot: ItemSnapshot, entry: EntryRow) -> str:
    """Return an entry in a line: whose it is, what it says of the status, its day."""
    words = {
        "who": wording.begin(wording.speaking(entry, snapshot.speaker(entry))),
        "status": _(entry.status.label) if entry.status else _("note"),
        "day": wording.day(entry.effective_on, entry.effective_precision).label,
    }
    return _("%(who)s: %(status)s (%(day)s)") % words


def _is_redacted(snapshot: ItemSnapshot, entry: EntryRow) -> bool:
    return entry in snapshot.told and bool(set(entry.digests) - set(snapshot.rows.texts.get(entry.pk, {})))
