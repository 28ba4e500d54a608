"""What is to be borne in mind: what is late, where voices differ, how far words and dates can be trusted."""

from collections.abc import Iterable, Iterator, Sequence

from ledger.reports import shape, wording
from ledger.reports.dossiers import Dossier
from ledger.reports.question import Question
from ledger.reports.spoken import gettext as _
from ledger.reports.telling import difference
from ledger.vocabulary import FactBasis, Origin


def section(
    question: Question, dossiers: Sequence[Dossier], more: Iterable[shape.Text] = ()
) -> shape.Section:
    """All of it, and what a kind of report adds."""
    entries = (*late(question, dossiers), *differing(question, dossiers), *sources(dossiers), *more)
    return shape.Section(_("To bear in mind"), (shape.Listing(entries),) if entries else ())


def late(question: Question, dossiers: Sequence[Dossier]) -> Iterator[shape.Text]:
    """What is overdue and, for our own people, stale; that nothing is, only they can be told."""
    overdue = [dossier.ref for dossier in dossiers if dossier.is_overdue]
    stale = [dossier for dossier in dossiers if dossier.is_stale]
    if overdue:  # for others what is not released may have closed it: only the day is told
        internal, released = _("Overdue: %(refs)s."), _("Past their agreed deadline: %(refs)s.")
        yield shape.Text(named(internal if question.is_internal else released, overdue))
    for dossier in stale:
        words = {"ref": dossier.ref, "day": wording.day(dossier.newest_on).label}
        yield shape.Text(_("Stale: %(ref)s, nothing newer than %(day)s.") % words)
    if question.is_internal and not overdue and not stale:
        is_followed = any(dossier.is_followed for dossier in dossiers)
        unfollowed = _("None of these items is followed: none can be overdue or stale.")
        yield shape.Text(_("Nothing is overdue, nothing is stale.") if is_followed else unfollowed)


def differing(question: Question, dossiers: Sequence[Dossier]) -> Iterator[shape.Text]:
    """Each item and party on which two voices differ; that there is none, only our own people are told."""
    if question.is_internal and not any(dossier.differences() for dossier in dossiers):
        yield shape.Text(_("On no single item do two voices differ about the same party."))
    for dossier in dossiers:
        for party, entries in dossier.differences().items():
            words = {
                "ref": dossier.ref,
                "party": wording.about(party),
                "how": difference([(dossier, entry) for entry in entries]),
            }
            yield shape.Text(_("%(ref)s: %(party)s %(how)s.") % words)


def sources(dossiers: Sequence[Dossier]) -> Iterator[shape.Text]:
    """How far the words and dates can be trusted."""
    rendered = {dossier.item.round: None for dossier in dossiers if not dossier.passages}
    if rendered:
        words = {"rounds": wording.begin(wording.rounds(list(rendered)))}
        yield shape.Text(
            _("%(rounds)s: no words of the statement are given; what stands here is our paraphrase.") % words
        )
    rounds = {dossier.item.round: None for dossier in dossiers}
    inferred = [one for one in rounds if one.dates_basis is FactBasis.INFERRED]
    if inferred:
        words = {"rounds": wording.begin(wording.rounds(inferred))}
        yield shape.Text(_("%(rounds)s: the date is inferred, not stated.") % words)
    told = [entry for dossier in dossiers for entry in (*dossier.told, *dossier.positions)]
    if any(entry.origin is Origin.COMPILED for entry in told):
        yield shape.Text(
            _("Entries so marked were compiled from the public record and are still to be reviewed.")
        )


def named(sentence: str, names: Iterable[str]) -> str:
    """The sentence with names put in its place for them ("refs")."""
    return sentence % {"refs": wording.listed(names)}
