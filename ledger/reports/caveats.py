"""Caution the reader: what is late, where voices differ, how far words and dates can be trusted."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import first_page
from ledger.reports.blocks import Notes, difference
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import FactBasis, Origin

FEW = 5
"""How many items are named, what binds most first, before the rest are counted by kind."""


def section(
    parameters: ReportParameters,
    snapshots: Sequence[ItemSnapshot],
    notes: Notes,
    more: Iterable[shape.Text] = (),
) -> shape.Section:
    """Return all of it, and what a kind of report adds."""
    entries = (
        *late(parameters, snapshots, notes),
        *differing(parameters, snapshots, notes),
        *sources(parameters, snapshots),
        *more,
    )
    return shape.Section(_("To bear in mind"), (shape.Listing(entries),) if entries else ())


def late(
    parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Text]:
    """Yield what is overdue and, for our own people, stale; that nothing is, only they can be told."""
    found = [*overdue(parameters, snapshots, notes), *stale(snapshots, notes)]
    yield from found
    if parameters.is_internal and not found:
        is_followed = any(snapshot.is_followed for snapshot in snapshots)
        unfollowed = _("None of these items is followed: none can be overdue or stale.")
        yield shape.Text(_("Nothing is overdue, nothing is stale.") if is_followed else unfollowed)


def overdue(
    parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Text]:
    """Yield a few of the items that are overdue, noted by what was said, and how many more of each kind."""
    found = sorted(
        (snapshot for snapshot in snapshots if snapshot.is_overdue),
        key=lambda snapshot: (snapshot.place, snapshot.order),
    )
    if not found:
        return
    named_ones, rest = found[:FEW], found[FEW:]
    cited = (number for named_one in named_ones for number in notes.said(named_one))
    # For others what is not released may have closed it: only the day is told.
    sentence = _("Overdue: %(refs)s.") if parameters.is_internal else _("Past their deadline: %(refs)s.")
    yield shape.Text(
        named(sentence, [named_one.ref for named_one in named_ones]), notes=tuple(dict.fromkeys(cited))
    )
    if rest:
        internal = _("Overdue too, and marked where they are told: %(kinds)s.")
        released = _("Past their deadline too, and marked where they are told: %(kinds)s.")
        yield _counted(internal if parameters.is_internal else released, rest)


def stale(snapshots: Sequence[ItemSnapshot], notes: Notes) -> Iterator[shape.Text]:
    """Yield a few of the items of which nothing was heard, each noted by its newest entry, and how many more
    of each kind.
    """
    found = [snapshot for snapshot in snapshots if snapshot.is_stale]
    found.sort(key=lambda one: (one.place, one.newest_on, one.order))
    for snapshot in found[:FEW]:
        words = {"ref": snapshot.ref, "day": wording.day(snapshot.newest_on).label}
        sentence = _("Stale: %(ref)s, nothing newer than %(day)s.") % words
        yield shape.Text(sentence, notes=_newest(snapshot, notes))
    if rest := found[FEW:]:
        yield _counted(_("Stale too, and marked where they are told: %(kinds)s."), rest)


def _newest(snapshot: ItemSnapshot, notes: Notes) -> tuple[int, ...]:
    """Return the notes of the newest entry; of what was said, where nothing is newer than that."""
    for entry in snapshot.told[-1:]:
        if entry.effective_on == snapshot.newest_on:
            return notes.cite(snapshot, entry)
    return notes.said(snapshot)


def differing(
    parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], notes: Notes
) -> Iterator[shape.Text]:
    """Yield a few of the items on which voices differ, party by party, and how many more of each kind.

    That there is none, only our own people are told.
    """
    found = sorted(
        (snapshot for snapshot in snapshots if snapshot.differences()),
        key=lambda snapshot: (snapshot.place, snapshot.order),
    )
    if parameters.is_internal and not found:
        yield shape.Text(
            _(
                "On no single item do two voices differ about the same party: if they differ, then on different items."
            )
        )
    for snapshot in found[:FEW]:
        for party, entries in snapshot.differences().items():
            words = {
                "ref": snapshot.ref,
                "party": wording.about(party),
                "how": difference([(snapshot, entry) for entry in entries]),
            }
            cited = dict.fromkeys(number for entry in entries for number in notes.cite(snapshot, entry))
            yield shape.Text(_("%(ref)s: %(party)s %(how)s.") % words, notes=tuple(cited))
    if rest := found[FEW:]:
        yield _counted(_("Voices differ too, side by side where they are told, on: %(kinds)s."), rest)


def _counted(sentence: str, snapshots: Sequence[ItemSnapshot]) -> shape.Text:
    """Return the sentence with the kinds of items and how many there are of each ("kinds")."""
    return shape.Text(sentence % {"kinds": first_page.kinds(snapshots)})


def sources(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Text]:
    """Measure how far the words and dates can be trusted; that words are missing, our own people alone are told."""
    yield from _paraphrased(parameters, snapshots)
    rounds = {snapshot.item.round: None for snapshot in snapshots}
    inferred = [round for round in rounds if round.dates_basis is FactBasis.INFERRED]
    if inferred:
        words = {"rounds": wording.begin(wording.rounds(inferred))}
        yield shape.Text(_("%(rounds)s: the date is inferred, not stated.") % words)
    told = [entry for snapshot in snapshots for entry in (*snapshot.told, *snapshot.positions)]
    if parameters.is_internal and any(entry.origin is Origin.COMPILED for entry in told):
        yield shape.Text(
            _("Entries so marked were compiled from the public record and are still to be reviewed.")
        )


def _paraphrased(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[shape.Text]:
    """Yield of which rounds a paraphrase of ours stands here."""
    sentence = _("%(rounds)s: what stands here is our paraphrase.")
    found = [snapshot for snapshot in snapshots if not snapshot.passages]
    if parameters.is_internal:
        sentence = _("%(rounds)s: no words of the statement are given; what stands here is our paraphrase.")
    else:
        found = [snapshot for snapshot in found if snapshot.summary[0]]
    if rounds := list({snapshot.item.round: None for snapshot in found}):
        yield shape.Text(sentence % {"rounds": wording.begin(wording.rounds(rounds))})


def named(sentence: str, names: Iterable[str]) -> str:
    """Return the sentence with names put in its place for them ("refs")."""
    return sentence % {"refs": wording.listed(names)}
