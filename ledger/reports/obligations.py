"""Tell what a party or an agency owes, was asked and reports: the sections that both reports share."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _

from ledger.models import Party
from ledger.presentation import shape, wording
from ledger.reports import caveats, contents, first_page, how_far, listed_items
from ledger.reports.blocks import Notes, Stand
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, Voice


def no_item(name: str) -> str:
    """Say that no item names it."""
    return _("%(name)s: by that day, as known then, no item names it.") % {"name": wording.begin(name)}


class Duties:
    """The items that bear on one party or agency, sorted by what they are to it."""

    def __init__(
        self, parameters: ReportParameters, snapshots: Sequence[ItemSnapshot], party: Party, notes: Notes
    ) -> None:
        """Take the ``snapshots`` that name the party or agency; ``party`` is the one that reports for it."""
        self.parameters, self.party, self.notes = parameters, party, notes
        self.snapshots = list(snapshots)
        asks = [snapshot for snapshot in self.snapshots if snapshot.kind is Kind.ASKED]
        self.promised = self._with_party(
            [snapshot for snapshot in self.snapshots if snapshot.is_commitment], "owed_by"
        )
        self.asked_of, self.asked_by = self._with_party(asks, "asked_of"), self._with_party(asks, "asked_by")
        told = {snapshot.ref for snapshot in (*self.promised, *self.asked_of, *self.asked_by)}
        self.others = [snapshot for snapshot in self.snapshots if snapshot.ref not in told]

    def _with_party(self, snapshots: Sequence[ItemSnapshot], field: str) -> list[ItemSnapshot]:
        """Find those of the items that name the party in a field."""
        return [snapshot for snapshot in snapshots if self.party in snapshot.parties(field)]

    def summary(self, name: str) -> Iterator[shape.Paragraph]:
        """Yield what a minister reads of it."""
        if not self.snapshots:
            yield from first_page.nothing(self.parameters, no_item(name))
            return
        if self.parameters.is_internal:  # for others the next sentence has all of it
            yield shape.Paragraph(tuple(self._told(name)))
        yield shape.Paragraph(how_far.sentence(self.parameters, self.snapshots))
        changed = first_page.changes(self.parameters, self.snapshots, self.notes, with_topics=True)
        if texts := tuple(changed):
            yield shape.Paragraph(texts)
        yield from first_page.plans(self.parameters, self.snapshots)

    def _told(self, name: str) -> Iterator[shape.Text]:
        """Yield, for our own people, what it promised, was asked and asked of others, in the words that were said."""
        groups = (
            (self.promised, _("%(name)s promised:"), _("No item holds a promise by %(name)s.")),
            (self.asked_of, _("It was asked:"), _("It was asked nothing.")),
            (self.asked_by, _("It asked of others:"), ""),
        )
        for snapshots, some, none in groups:
            if snapshots:
                heading = some % {"name": wording.begin(name)}
                yield from how_far.as_texts([how_far.in_words(heading, snapshots)])
            elif none:
                yield shape.Text(none % {"name": name})

    def sections(self) -> Iterator[shape.Section]:
        """Yield a table for each of the groups, then what the party reports, then what to mind."""
        if not self.snapshots:
            return
        groups = (
            (_("What it promised"), self.promised),
            (_("What it was asked"), self.asked_of),
            (_("What it asked of others"), self.asked_by),
        )
        for title, snapshots in groups:
            if snapshots:
                yield shape.Section(title, (listed_items.table(snapshots, self.notes),))
        if reports := list(self._reports()):
            words = {"party": wording.party(self.party)}
            yield shape.Section(_("What %(party)s reports") % words, (shape.Listing(tuple(reports)),))
        if about := list(self._about()):
            yield shape.Section(_("What others say of it"), (shape.Listing(tuple(about)),))
        yield contents.section(self.snapshots)
        yield caveats.section(self.parameters, self.snapshots, self.notes)
        if self.others:
            table = listed_items.table(self.others, self.notes)
            yield shape.Section(_("Other matters that name it"), (table,))

    def _reports(self) -> Iterator[shape.Text]:
        yield from self._lines(lambda stand: stand[1].speaker == self.party)

    def _about(self) -> Iterator[shape.Text]:
        def is_others(stand: Stand) -> bool:
            entry = stand[1]
            return entry.about == self.party and (
                entry.voice is not Voice.PARTY or entry.speaker != self.party
            )

        yield from self._lines(is_others)

    def _lines(self, wanted: Callable[[Stand], bool]) -> Iterator[shape.Text]:
        """Yield the standing statuses that are wanted, the newest first, each with what was said."""
        stands = [
            (snapshot, entry)
            for snapshot in self.snapshots
            for entry in snapshot.positions
            if wanted((snapshot, entry))
        ]
        stands.sort(key=lambda stand: (stand[1].effective_on, stand[1].recorded_at), reverse=True)
        for snapshot, entry in stands:
            note = snapshot.note(entry)
            words: dict[str, str | shape.Text] = {
                "move": wording.begin(first_page.move(snapshot, entry, with_topic=True)),
                "note": note,
            }
            sentence = _("%(move)s. %(note)s") if note.text else _("%(move)s.")
            yield wording.filled(sentence, words, self.notes.cite(snapshot, entry))
