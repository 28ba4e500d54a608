"""The report of one topic: where it stands and who says so, then round by round."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override

from ledger.models import Entry, Round, Topic
from ledger.reports import opening, records, shape, wording
from ledger.reports.dossiers import Dossier, items_once_on, open_dossiers
from ledger.reports.question import Question
from ledger.reports.telling import Notes, difference, facts, plans, said, standings, timeline
from ledger.vocabulary import AgreedAs, Audience, FactBasis, Kind, Origin, Status, Voice

KIND = "topic"
NEEDS = ("topic",)


@dataclass
class _Subject:
    """The topic that goes on, those merged into it, those under it, and the items of each."""

    question: Question
    topic: Topic
    absorbed: list[Topic]
    children: list[Topic]
    dossiers: list[Dossier] = field(default_factory=list)
    of_children: dict[Topic, int] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)

    @property
    def rounds(self) -> list[Round]:
        """The rounds that took it up, oldest first."""
        return list({dossier.item.round: None for dossier in self.dossiers})


def build(question: Question) -> shape.Report:
    """Answer for ``question.topic``, with the items of topics merged into it.

    Topics under it are pointed to, with the number of their items. Reads only; words are in the question's
    language. Raises ValueError when the question names no topic.
    """
    if question.topic is None:
        raise ValueError("a report of a topic needs a topic")
    with override(question.language):
        subject = _gather(question, question.topic)
        summary = tuple(
            opening.summary(question, subject.dossiers, subject.notes)
        )  # first: notes count from here
        return shape.Report(
            code=KIND,
            label=_("Status report"),
            title=subject.topic.name,
            language=question.language.value,
            facts=tuple(_header(subject)),
            summary=summary,
            sections=tuple(_sections(subject)),
            records=records.table(question, subject.dossiers),
            notes_title=_("Evidence"),
            notes=subject.notes.listed(),
            colophon=_colophon(question.audience),
        )


# --- Gathering


def _gather(question: Question, topic: Topic) -> _Subject:
    topic = _going_on(topic)
    absorbed = list(Topic.objects.absorbed_by(topic))
    children = list(
        Topic.objects.current().filter(parent__in=absorbed).exclude(pk__in=[one.pk for one in absorbed])
    )
    subject = _Subject(question, topic, absorbed, children)
    for dossier in open_dossiers(items_once_on([*absorbed, *children]), question):
        if any(one in absorbed for one in dossier.topics):
            subject.dossiers.append(dossier)
        for child in {one for one in dossier.topics if one in children}:
            subject.of_children[child] = subject.of_children.get(child, 0) + 1
    return subject


def _going_on(topic: Topic) -> Topic:
    """The topic, or the one it was merged into; in a circle of merges, the last before it closes."""
    seen = {topic}
    while topic.merged_into and topic.merged_into not in seen:
        topic = topic.merged_into
        seen.add(topic)
    return topic


# --- The frame


def _header(subject: _Subject) -> Iterator[shape.Fact]:
    question = subject.question
    dialogues = {dossier.item.round.dialogue: None for dossier in subject.dossiers}
    named = [question.dialogue] if question.dialogue else list(dialogues)
    yield shape.Fact(_("Dialogue"), shape.Text("; ".join(one.name for one in named) or _every(question)))
    yield shape.Fact(_("As of"), wording.day(question.as_of, is_long=True))
    yield shape.Fact(_("Known at"), wording.moment(question.known_at))
    yield shape.Fact(_("Audience"), shape.Text(wording.audience(question.audience)))


def _every(question: Question) -> str:
    return _("every dialogue") if question.within is None else _("every dialogue open to the reader")


def _colophon(audience: Audience) -> str:
    match audience:
        case Audience.INTERNAL:
            return _("Internal: not for release as it stands.")
        case Audience.SHARED:
            return _("Shared with the counterpart: holds only what was released for that.")
        case Audience.PUBLIC:
            return _("Public: holds only what was released to everybody.")


def _sections(subject: _Subject) -> Iterator[shape.Section]:
    if subject.dossiers:
        yield from _positions(subject)
        yield _contents(subject)
        yield _cautions(subject)
        yield _items(subject)
    elif pointers := list(_pointers(subject)):
        yield shape.Section(_("To bear in mind"), (shape.Listing(tuple(pointers)),))


# --- Where it stands


def _positions(subject: _Subject) -> Iterator[shape.Section]:
    newest = opening.newest(subject.dossiers)
    if not newest:
        return  # the first lines say so
    hint = _("The newest status in each voice on any of these items; each item’s own stand further below.")
    rows = standings(newest, subject.notes, in_full=True)
    blocks = (shape.Positions(rows), shape.Paragraph((shape.Text(hint),), is_quiet=True))
    yield shape.Section(_("Where it stands, and who says so"), blocks)


# --- What the rounds hold


def _contents(subject: _Subject) -> shape.Section:
    tables = [_kinds_by_round(subject), _statuses_by_kind(subject)]
    return shape.Section(_("What the rounds hold"), tuple(table for table in tables if table.rows))


def _kind_label(kind: Kind, agreed_as: AgreedAs | None) -> str:
    return wording.begin(wording.kind(kind, agreed_as))


def _kinds_by_round(subject: _Subject) -> shape.Table:
    counts = Counter((one.item.round, one.kind, one.agreed_as) for one in subject.dossiers)
    columns = [shape.Column("round", _("Round"))]
    columns += [
        shape.Column(agreed_as or kind.value, _kind_label(kind, agreed_as), is_number=True)
        for kind, agreed_as in wording.KINDS
    ]
    rows = [
        shape.Row(
            (
                shape.Text(wording.begin(wording.rounds([one]))),
                *(wording.number(counts[one, kind, agreed_as]) for kind, agreed_as in wording.KINDS),
            )
        )
        for one in subject.rounds
    ]
    return shape.Table(_("Items by kind. Kinds are never added together."), tuple(columns), tuple(rows))


def _statuses_by_kind(subject: _Subject) -> shape.Table:
    """How many items each voice puts where, by kind; an item counts once for a voice and status."""
    counted: dict[tuple[int, Voice, Status], dict[str, Entry | None]] = {}
    for dossier in subject.dossiers:
        place = wording.KINDS.index((dossier.kind, dossier.agreed_as))
        judging = dossier.standing
        for entry in judging:
            if entry.voice and entry.status:
                counted.setdefault((place, entry.voice, entry.status), {})[dossier.ref] = entry
        if subject.question.is_internal and all(entry.voice is not Voice.OFFICE for entry in judging):
            counted.setdefault((place, Voice.OFFICE, Status.UNASSESSED), {})[dossier.ref] = None
    columns = (
        shape.Column("kind", _("Kind")),
        shape.Column("voice", _("Who says so")),
        shape.Column("status", _("Status, with the newest date")),
        shape.Column("items", _("Items"), is_number=True),
    )
    order = sorted(counted, key=lambda key: (key[0], list(Voice).index(key[1]), list(Status).index(key[2])))
    rows = tuple(_status_row(key, counted[key]) for key in order)
    return shape.Table(_("Items by kind and status, in each voice’s own account."), columns, rows)


def _status_row(key: tuple[int, Voice, Status], items: dict[str, Entry | None]) -> shape.Row:
    place, voice, _status = key
    entries = [entry for entry in items.values() if entry]
    newest = max(entries, key=lambda entry: entry.effective_on, default=None)
    status = wording.status(newest) if newest else wording.unassessed()
    kind = shape.Text(_kind_label(*wording.KINDS[place]))
    return shape.Row((kind, shape.Text(wording.begin(_(voice.label))), status, wording.number(len(items))))


# --- To bear in mind


def _cautions(subject: _Subject) -> shape.Section:
    entries = (*_late(subject), *_differing(subject), *_sources(subject), *_pointers(subject))
    return shape.Section(_("To bear in mind"), (shape.Listing(entries),))


def _late(subject: _Subject) -> Iterator[shape.Text]:
    """What is overdue and, for our own people, stale; that nothing is, only they can be told."""
    late = [dossier.ref for dossier in subject.dossiers if dossier.is_overdue]
    stale = [dossier for dossier in subject.dossiers if dossier.is_stale]
    if late:  # for others what is not released may have closed it: only the day is told
        internal, released = _("Overdue: %(refs)s."), _("Past their agreed deadline: %(refs)s.")
        yield shape.Text(_named(internal if subject.question.is_internal else released, late))
    for dossier in stale:
        words = {"ref": dossier.ref, "day": wording.day(dossier.newest_on).label}
        yield shape.Text(_("Stale: %(ref)s, nothing newer than %(day)s.") % words)
    if subject.question.is_internal and not late and not stale:
        is_followed = any(dossier.is_followed for dossier in subject.dossiers)
        unfollowed = _("None of these items is followed: none can be overdue or stale.")
        yield shape.Text(_("Nothing is overdue, nothing is stale.") if is_followed else unfollowed)


def _differing(subject: _Subject) -> Iterator[shape.Text]:
    if subject.question.is_internal and not any(dossier.differences() for dossier in subject.dossiers):
        yield shape.Text(_("On no single item do two voices differ about the same party."))
    for dossier in subject.dossiers:
        for party, entries in dossier.differences().items():
            words = {
                "ref": dossier.ref,
                "party": wording.about(party),
                "how": difference([(dossier, entry) for entry in entries]),
            }
            yield shape.Text(_("%(ref)s: %(party)s %(how)s.") % words)


def _sources(subject: _Subject) -> Iterator[shape.Text]:
    """How far the words and dates can be trusted."""
    rendered = {dossier.item.round: None for dossier in subject.dossiers if not dossier.passages}
    if rendered:
        words = {"rounds": wording.begin(wording.rounds(list(rendered)))}
        yield shape.Text(
            _("%(rounds)s: no words of the statement are given; what stands here is our paraphrase.") % words
        )
    inferred = [one for one in subject.rounds if one.dates_basis is FactBasis.INFERRED]
    if inferred:
        words = {"rounds": wording.begin(wording.rounds(inferred))}
        yield shape.Text(_("%(rounds)s: the date is inferred, not stated.") % words)
    told = [entry for dossier in subject.dossiers for entry in (*dossier.told, *dossier.positions)]
    if any(entry.origin is Origin.COMPILED for entry in told):
        yield shape.Text(
            _("Entries so marked were compiled from the public record and are still to be reviewed.")
        )


def _pointers(subject: _Subject) -> Iterator[shape.Text]:
    """Topics that this one took in, and topics under it."""
    told = {one for dossier in subject.dossiers for one in dossier.topics}
    taken_in = (one for one in subject.absorbed if one != subject.topic)
    # Under which other names we file things is for our own people, as long as nothing told here bears them.
    merged = [one.name for one in taken_in if subject.question.is_internal or one in told]
    if merged:
        yield shape.Text(_named(_("Takes in what was recorded under: %(refs)s."), merged))
    for child, items in subject.of_children.items():
        words = {"topic": child.name, "items": wording.number(items).label}
        yield shape.Text(_("Narrower topic with a report of its own: %(topic)s (items: %(items)s).") % words)


def _named(sentence: str, names: Iterable[str]) -> str:
    return sentence % {"refs": wording.listed(names)}


# --- Item by item


def _items(subject: _Subject) -> shape.Section:
    rounds = tuple(_round(one, subject) for one in subject.rounds)
    return shape.Section(_("Item by item"), sections=rounds, starts_page=True)


def _round(one: Round, subject: _Subject) -> shape.Section:
    shown = {dossier.ref for dossier in subject.dossiers}
    details = [one.city, wording.round_day(one)]
    return shape.Section(
        title=wording.begin(wording.rounds([one])),
        details=tuple(shape.Text(detail) for detail in details if detail),
        sections=tuple(
            _item(dossier, shown, subject.notes) for dossier in subject.dossiers if dossier.item.round == one
        ),
    )


def _item(dossier: Dossier, shown: Iterable[str], notes: Notes) -> shape.Section:
    named = (*facts(dossier, shown), *plans(dossier))
    blocks: list[shape.Block] = [*said(dossier)]
    if named:
        blocks.append(shape.Facts(named))
    if reading := dossier.field("note"):
        blocks.append(
            shape.Paragraph((shape.Text(_("Our reading: %(note)s") % {"note": reading}),), is_quiet=True)
        )
    if dossier.positions:
        stands = [(dossier, entry) for entry in dossier.positions]
        blocks.append(shape.Positions(standings(stands, notes, in_full=False)))
    else:
        blocks.append(shape.Paragraph((shape.Text(opening.silence(dossier.question)),), is_quiet=True))
    if dossier.told:
        blocks.append(timeline(dossier, notes))
    return shape.Section(
        title=dossier.ref,
        ref=dossier.ref,
        details=(shape.Text(wording.kind(dossier.kind, dossier.agreed_as)),),
        blocks=tuple(blocks),
    )
