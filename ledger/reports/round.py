"""The report of a round: who met, what they made of what, where it stands and what changed since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from ledger.models import AgendaPoint, Delegate, Event, Item, Round, RoundForum, SourceFile, Statement
from ledger.models.topic_tree import TopicTree
from ledger.presentation import shape, wording
from ledger.reports import brief, caveats, contents, first_page, how_far, listed_items, topic_texts
from ledger.reports.assembly import frame
from ledger.reports.attested_by_statement import told_agency, told_event, told_forum, told_name, told_office
from ledger.reports.blocks import Notes
from ledger.reports.brief_picture import path_by_topic
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshot_rows import open_snapshots
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import DelegateRole, RoundState

KIND = "round"
LABEL = gettext_noop("Report of a round")
NEEDS = ("round",)
TAKES = ("length",)
IS_INTERNAL = False


@dataclass(frozen=True)
class Sources:
    """What the audience may see of a round's own documents."""

    statements: Sequence[Statement]
    files: Sequence[SourceFile]


def items(parameters: ReportParameters) -> QuerySet[Item]:
    """Select those of the round."""
    return Item.objects.filter(round=parameters.round)


def build(parameters: ReportParameters) -> shape.Report:
    """Answer for ``question.round``. Reads only. Raises ValueError when the question names no round."""
    if parameters.round is None:
        raise ValueError("a report of a round needs a round")
    round, notes = parameters.round, Notes()
    with override(parameters.language):
        snapshots = open_snapshots(items(parameters), parameters)
        statements = list(
            parameters.statements().filter(round=round).select_related("issued_by").order_by("pk")
        )
        sources = Sources(statements, list(parameters.files().filter(round=round)))
        is_known = parameters.is_internal or bool(snapshots or statements or sources.files)
        if parameters.is_brief:
            return _brief(parameters, round, snapshots, is_known=is_known)
        return frame(
            parameters,
            code=KIND,
            label=LABEL,
            title=str(round),
            snapshots=snapshots,
            summary=_summary(parameters, round, snapshots, notes, is_known=is_known),
            sections=_sections(parameters, round, snapshots, sources, notes) if is_known else (),
            notes=notes,
        )


def _brief(
    parameters: ReportParameters, round: Round, snapshots: Sequence[ItemSnapshot], *, is_known: bool
) -> shape.Report:
    sentences = tuple(shape.Text(sentence) for sentence in _met(parameters, round)) if is_known else ()
    return brief.build(
        parameters,
        code=KIND,
        label=LABEL,
        title=str(round),
        empty=_no_item(),
        opening=(shape.Paragraph(sentences),) if sentences else (),
        items=brief.of_items(parameters, snapshots),
    )


def _no_item() -> str:
    return _("By that day, as known then, no item of this round was recorded.")


def _is_ahead(parameters: ReportParameters, round: Round) -> bool:
    """Tell whether the round had not met by the day."""
    return round.state is RoundState.PLANNED or bool(round.starts_on and round.starts_on > parameters.as_of)


def _summary(
    parameters: ReportParameters,
    round: Round,
    snapshots: Sequence[ItemSnapshot],
    notes: Notes,
    *,
    is_known: bool,
) -> Iterator[shape.Paragraph]:
    if not is_known:
        return
    if met := tuple(shape.Text(sentence) for sentence in _met(parameters, round)):
        yield shape.Paragraph(met)
    if not snapshots:
        yield from first_page.nothing(parameters, _no_item())
        return
    yield shape.Paragraph(how_far.sentence(parameters, snapshots))
    since = round.ends_on or round.starts_on
    if changed := tuple(first_page.changes(parameters, snapshots, notes, since=since, with_topics=True)):
        yield shape.Paragraph(changed)
    yield from first_page.plans(parameters, snapshots)


def _met(parameters: ReportParameters, round: Round) -> Iterator[str]:
    is_place_told = parameters.may_tell_place(round)
    words = {
        "round": wording.rounds([round]),
        "day": wording.round_day(round),
        "place": wording.bilingual(round.city, round.city_es).text if is_place_told else "",
    }
    if _is_ahead(parameters, round):
        yield wording.begin(_("%(round)s had not met by that day.") % words)
    elif round.starts_on and words["place"]:
        yield wording.begin(_("%(round)s met in %(place)s on %(day)s.") % words)
    elif round.starts_on:
        yield wording.begin(_("%(round)s met on %(day)s.") % words)
    elif parameters.is_internal:
        yield wording.begin(_("%(round)s met on a day that is not known.") % words)
    if round.host_party and is_place_told:
        yield _("Host: %(party)s.") % {"party": round.host_party.name}


def _sections(
    parameters: ReportParameters,
    round: Round,
    snapshots: Sequence[ItemSnapshot],
    sources: Sources,
    notes: Notes,
) -> Iterator[shape.Section]:
    yield shape.Section(
        _("The meeting"), tuple(_meeting(parameters, round, sources)), _delegations(parameters, round)
    )
    if parameters.is_internal and (agenda := list(_agenda(round))):
        yield shape.Section(_("Agenda"), (shape.Listing(tuple(agenda)),))
    if not snapshots:
        return
    topics = TopicTree()
    grouped = topics.grouped(snapshots)
    texts = topic_texts.read(parameters, topics)
    if said := tuple(topic_texts.paragraphs(parameters, grouped, texts, notes, with_names=True)):
        yield shape.Section(_("What our office says of its topics"), said)
    path = path_by_topic(parameters, snapshots, grouped)
    yield contents.section(snapshots, [*path, *contents.status_by_topic(grouped)])
    moves = first_page.moved(snapshots, round.ends_on) if round.ends_on else []
    if moves:
        lines = (
            shape.Text(wording.begin(first_page.move(*move, with_topic=True)) + ".", notes=notes.cite(*move))
            for move in moves
        )
        yield shape.Section(_("What changed since"), (shape.Listing(tuple(lines)),))
    yield caveats.section(parameters, snapshots, notes)
    yield listed_items.by_kind(snapshots, notes)


def _meeting(parameters: ReportParameters, round: Round, sources: Sources) -> Iterator[shape.Block]:
    """Yield dates, place, sources, and what else the statements that the audience may see speak of."""
    facts = [(_("Date"), shape.Text(wording.round_day(round)))]
    if parameters.may_tell_place(round):
        facts.append((_("Place"), wording.bilingual(round.city, round.city_es)))
        facts.append((_("Venue"), wording.bilingual(round.venue, round.venue_es)))
    if parameters.is_internal:
        facts.append((_("Evidence for the date"), wording.as_written(round.dates_evidence)))
    told = Q() if parameters.is_internal else Q(passage__statement__in=sources.statements)
    forums = RoundForum.objects.filter(told, round=round).select_related("forum", "passage__statement")
    events = Event.objects.filter(told, round=round).select_related("passage__statement")
    bodies = wording.listed(told_forum(parameters, row) for row in forums)
    meetings = wording.listed(told_event(parameters, event) for event in events)
    facts += [(_("Bodies spoken of"), shape.Text(bodies)), (_("Meetings spoken of"), shape.Text(meetings))]
    if named := tuple(shape.Fact(label, words) for label, words in facts if words.text):
        yield shape.Facts(named)
    if lines := (*map(_source_line, sources.statements), *map(_file_line, sources.files)):
        yield shape.Listing(lines)


def _source_line(statement: Statement) -> shape.Text:
    """Return a statement as a source: its title, who issued and published it, its language."""
    title = statement.title or wording.begin(wording.word(statement.form))
    issuer = statement.issued_by.name if statement.issued_by else ""
    parts = [issuer, statement.publisher, wording.language(statement.language)]
    more = ", ".join(filter(None, parts))
    return wording.filled("%(title)s, %(more)s.", {"title": wording.as_written(title), "more": more})


def _file_line(file: SourceFile) -> shape.Text:
    """Return a file as a source: its title, what it is, its language, and by what anybody can check it."""
    language = wording.language(file.language) if file.language else ""
    parts = [wording.word(file.kind), language, f"SHA-256 {file.file_sha256}"]
    words: dict[str, str | shape.Text] = {
        "title": wording.as_written(file.title),
        "more": ", ".join(filter(None, parts)),
    }
    return wording.filled("%(title)s, %(more)s." if file.title else "%(more)s.", words)


def _delegations(parameters: ReportParameters, round: Round) -> tuple[shape.Section, ...]:
    """Find who came for each party, as far as a source that the audience may see tells it."""
    delegates = Delegate.objects.filter(delegation__round=round).select_related(
        "delegation__party", "agency", "passage__statement"
    )
    if not parameters.is_internal:
        delegates = delegates.filter(passage__statement__in=parameters.statements())
    by_party: dict[str, list[shape.Text]] = {}
    for delegate in delegates.order_by("delegation__party__code", "position"):
        line = _delegate(parameters, delegate)
        if line.text:
            by_party.setdefault(wording.party(delegate.delegation.party), []).append(line)
    return tuple(
        shape.Section(_("Delegation of %(party)s") % {"party": party}, (shape.Listing(tuple(lines)),))
        for party, lines in by_party.items()
    )


def _delegate(parameters: ReportParameters, delegate: Delegate) -> shape.Text:
    """Return one line: name, office, agency; a head of delegation is named as one. Empty for nobody, to others."""
    name, office = told_name(parameters, delegate), told_office(parameters, delegate)
    agency = told_agency(parameters, delegate)
    parts: list[str | shape.Text] = [name, office, "" if agency.partition(",")[0] in office.text else agency]
    role = "" if delegate.role is DelegateRole.MEMBER else f" ({wording.word(delegate.role)})"
    named = wording.joined(parts, ", ")
    if not named.text:
        named = shape.Text(_("nobody named") if parameters.is_internal else "")
    return wording.joined([named, role], "") if named.text else named


def _agenda(round: Round) -> Iterator[shape.Text]:
    points = AgendaPoint.objects.filter(round=round).select_related("topic", "carried_from")
    for point in points.order_by("position"):
        carried = (
            _(" (carried over from %(ref)s)") % {"ref": point.carried_from.ref} if point.carried_from else ""
        )
        point_text = wording.as_written(point.text) if point.text else str(point.topic or "")
        yield wording.filled("%(point)s%(carried)s", {"point": point_text, "carried": carried})
