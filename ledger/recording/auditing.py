"""The audit: recomputes what the ledger claims, and names what does not hold.

Chains (every hash, every digest of a text), positions and columns against what follows from the entries, fields
against openings and amendments, references against rounds, statements and passages against their digests, the
audience of statements and files against their releases, seals against the chains they sealed, the files of evidence, of
rounds and of issued reports (whole, there, and named), what is said of topics, rows against their change logs, rows
that never change against the seals, and the triggers: that they stand, and no others beside them. `docs/audit.md` says
of each table what is seen, and of each column that is not why.
"""

import datetime
import time
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain as joined

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ledger.models import (
    ITEM_FIELDS,
    AuditRun,
    ClockCorrection,
    Entry,
    Evidence,
    FileRelease,
    IssuedReport,
    Item,
    ItemPassage,
    ItemTopic,
    Passage,
    Position,
    Round,
    RoundRelease,
    Seal,
    SourceFile,
    Statement,
    StatementRelease,
    items_known,
    text_digest,
)
from ledger.models.clock_corrections import closed_by
from ledger.models.item_fields import ITEM_LINKS, ITEM_ROWS
from ledger.recording import chain, clock, derived, sealing, triggers, uploads
from ledger.recording.auditing_counts import count_findings
from ledger.recording.auditing_logs import log_findings
from ledger.recording.auditing_topics import topic_text_findings
from ledger.recording.correcting_clock import correction_of, newest_closed
from ledger.recording.opening import item_ref
from ledger.recording.sealed_rows import sealed_row_findings
from ledger.recording.single_state import one_moment
from ledger.vocabulary import Audience

UNNAMED_SECONDS = 60 * 60
"""How old a file must be before the audit says that nothing names it."""
BATCH = 500
"""Items at a time: the audit's memory does not grow with the ledger."""


@dataclass(frozen=True)
class Finding:
    """A fault that the audit found: where (an item's reference and entry, a statement, a trigger…), and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def audit() -> Iterator[Finding]:
    """Yield everything that does not hold, chains first, in the order of references; nothing where all is well.

    Reads the ledger as it is at one moment, while others go on writing. What follows from the entries is looked at
    only where their chain is whole.
    """
    with one_moment():
        for items in _batches():
            broken = set()
            for item, finding in _chain_findings(items):
                broken.add(item.pk)
                yield finding
            whole = [item for item in items if item.pk not in broken]
            yield from _derived_findings(whole)
            yield from _field_findings(whole)
        yield from _round_findings()
        yield from _text_findings()
        yield from (Finding(*found) for found in topic_text_findings())
        yield from _audience_findings()
        yield from _citing_findings()
        yield from _file_findings()
        yield from _seal_findings()
        yield from (Finding(*found) for found in joined(log_findings(), sealed_row_findings()))
        yield from _clock_findings()
        yield from _trigger_findings()
        yield from (Finding(*found) for found in count_findings())


def _batches() -> Iterator[list[Item]]:
    keys = list(Item.objects.in_ref_order().values_list("pk", flat=True))
    for at in range(0, len(keys), BATCH):
        rows = Item.objects.filter(pk__in=keys[at : at + BATCH]).in_ref_order()
        yield list(rows.select_related(*ITEM_ROWS, "see_also").prefetch_related(*ITEM_LINKS))


def _chain_findings(items: list[Item]) -> Iterator[tuple[Item, Finding]]:
    by_item: dict[int, list[Entry]] = {item.pk: [] for item in items}
    rows = Entry.objects.filter(item__in=items).select_related(*chain.CHAIN_ROWS).with_texts()
    for entry in rows.order_by("item_id", "sequence"):
        by_item[entry.item_id].append(entry)
    for item in items:
        entries = by_item[item.pk]
        for broken in chain.breaks(entries):
            yield item, Finding(f"{item.ref} entry {broken.sequence}", broken.what)
        for finding in _head_findings(item, entries):
            yield item, finding


def _head_findings(item: Item, entries: list[Entry]) -> Iterator[Finding]:
    """Check the item's own note of where its chain ends: entries cut off at the end show here."""
    if not entries:
        yield Finding(item.ref, "it has no opening")
        return
    last = entries[-1]
    if (item.last_sequence, item.head_hash) != (last.sequence, last.hash):
        yield Finding(f"{item.ref} entry {last.sequence}", "it is not the head that the item names")
    if item.last_recorded_at != last.recorded_at:
        yield Finding(item.ref, "the moment of its last entry is another")


def _derived_findings(items: list[Item]) -> Iterator[Finding]:
    positions, links = _positions_held(items), _topic_links(items)
    follows = derived.derive(items)
    for item in items:
        what = follows[item.pk]
        if positions[item.pk] != {_position(entry, entry.pk) for entry in what.positions}:
            yield Finding(item.ref, "its positions do not follow from its entries")
        for column, value in what.columns.items():
            if getattr(item, column) != value:
                yield Finding(item.ref, f"its {column} does not follow from its entries")
        if (item.see_also.ref if item.see_also else None) != what.see_also:
            yield Finding(item.ref, "its see_also does not follow from its entries")
        if links[item.pk] != [(at, item.status, item.status_on) for at in range(len(links[item.pk]))]:
            yield Finding(item.ref, "the order of its topics, or the status beside them, is another")


def _positions_held(items: list[Item]) -> dict[int, set[object]]:
    """Return the rows of positions, by their items' keys."""
    held: dict[int, set[object]] = {item.pk: set() for item in items}
    for position in Position.objects.filter(item__in=items):
        held[position.item_id].add(_position(position, position.entry_id))
    return held


def _topic_links(items: list[Item]) -> dict[int, list[object]]:
    """Return the rows that link items to topics, in their order, by the items' keys."""
    links: dict[int, list[object]] = {item.pk: [] for item in items}
    rows = ItemTopic.objects.filter(item__in=items).order_by("position")
    for item_pk, *link in rows.values_list("item", "position", "status", "status_on"):
        links[item_pk].append(tuple(link))
    return links


def _position(stands: Position | derived.StandingEntry, entry: int) -> tuple[object, ...]:
    return (
        entry,
        stands.voice,
        stands.about_id,
        stands.speaker_id,
        stands.status,
        stands.effective_on,
        stands.effective_precision,
    )


def _field_findings(items: list[Item]) -> Iterator[Finding]:
    known = items_known(items)
    for item in items:
        if item.pk not in known:
            continue
        for name, field in ITEM_FIELDS.items():
            try:
                present = field.code_of(item)
            except TypeError:  # it names a row, of a statement or a party, that is gone
                present = None
            if known[item.pk].fields.get(name) != present:
                yield Finding(item.ref, f"its {name} is not what its entries say")


def _round_findings() -> Iterator[Finding]:
    """Check that each round's items are those that its counter numbered, under the references that
    it gave them.
    """
    rows = Item.objects.without_steps().values_list("round", "number", "step_number", "ref")
    there = {tuple(place): ref for *place, ref in rows}
    for round in Round.objects.select_related("dialogue").order_by("dialogue__code", "number"):
        for number in range(1, round.next_item_number):
            ref = item_ref(round, number)
            if there.pop((round.pk, number, 0), None) != ref:
                yield Finding(ref, "it is not where its round counted it")
    for ref in sorted(there.values()):
        yield Finding(ref, "its round has not counted it")
    yield from _step_findings()


def _step_findings() -> Iterator[Finding]:
    """Check that the steps of an item are of its round, and numbered from 1 on under its reference."""
    steps = Item.objects.exclude(part_of=None).select_related("part_of")
    counts: Counter[int | None] = Counter()
    for step in steps.order_by("part_of", "step_number"):
        whole = step.part_of
        assert whole is not None
        counts[whole.pk] += 1
        number = counts[whole.pk]
        there = (whole.round_id, whole.number, number, f"{whole.ref}.{number}")
        if (step.round_id, step.number, step.step_number, step.ref) != there or whole.part_of_id:
            yield Finding(step.ref, "it is not where its item counted it")


def _text_findings() -> Iterator[Finding]:
    cited = Exists(Passage.objects.filter(statement=OuterRef("pk")))
    held = Statement.objects.filter(~Q(text="") | ~Q(sha256="") | cited)
    for statement in held.select_related("round__dialogue"):
        if text_digest(statement.text) != statement.sha256:
            yield Finding(str(statement), "its text is not the one that was kept")
        for passage in Passage.objects.filter(statement=statement):
            if statement.text[passage.start : passage.end] != passage.quote:
                yield Finding(str(statement), f"the text at {passage.start} is not what a passage quotes")


def _audience_findings() -> Iterator[Finding]:
    """Check that each statement, file and place is shown to whom its last release says, to our own
    people alone without one.
    """
    shown = Statement.objects.annotate(said=_said(StatementRelease.objects.filter(statement=OuterRef("pk"))))
    told = Round.objects.annotate(said=_said(RoundRelease.objects.filter(round=OuterRef("pk"))))
    statements = shown.exclude(visibility=F("said")).select_related("round__dialogue").order_by("pk")
    rounds = told.exclude(place_visibility=F("said")).select_related("dialogue").order_by("pk")
    kept = SourceFile.objects.annotate(said=_said(FileRelease.objects.filter(file=OuterRef("pk"))))
    files = kept.exclude(visibility=F("said")).order_by("pk")
    for row in (*statements, *rounds, *files):
        yield Finding(str(row), "its audience is not the one that its last release says")


def _said(
    releases: "QuerySet[StatementRelease] | QuerySet[RoundRelease] | QuerySet[FileRelease]",
) -> Coalesce:
    last = Subquery(releases.order_by("-sequence").values("released_to")[:1])
    return Coalesce(last, Value(Audience.INTERNAL.value))


def _citing_findings() -> Iterator[Finding]:
    """Check that what an item cites is of its own round: the chain names a text, not the round
    that it was kept under.
    """
    first = Item.objects.filter(passage__isnull=False)
    strays = first.exclude(passage__statement__round=F("round")).values_list("ref", flat=True)
    others = ItemPassage.objects.exclude(passage__statement__round=F("item__round"))
    for ref in sorted({*strays, *others.values_list("item__ref", flat=True)}):
        yield Finding(ref, "it cites a statement of another round")


def _file_findings() -> Iterator[Finding]:
    """Check that kept files are whole and named; one that no standing evidence, file on a round or issued
    report needs may be gone.
    """
    needed = list(_files_needed(Evidence.objects.exclude(file_sha256="").select_related("entry__item")))
    reports = IssuedReport.objects.order_by("pk").values_list("sha256", "uuid")
    needed += [(sha256, f"issued report {uuid}") for sha256, uuid in reports]
    files = SourceFile.objects.filter(redacted_at=None).select_related("round__dialogue").order_by("pk")
    needed += [
        (file.file_sha256, f"{file.round.dialogue.code}-{file.round.number} file {file.uuid}")
        for file in files
    ]
    for sha256, where in needed:
        state = uploads.state_of(sha256)
        if state is not uploads.KeptFile.WHOLE:
            yield Finding(where, state.value)
    yield from _stray_findings({sha256 for sha256, _where in needed})


def _stray_findings(needed: Container[str]) -> Iterator[Finding]:
    """Find files that no standing evidence, file on a round or issued report needs: redacted ones, and
    those that nothing names.

    A file is kept just before the rows that name it are committed: the newest are left to the next audit.
    """
    for path in uploads.kept_before(time.time() - UNNAMED_SECONDS):
        at_its_place = path == uploads.path_of(path.name)
        if at_its_place and path.name in needed:
            continue
        where = f"uploads/{path.relative_to(settings.LEDGER_UPLOADS)}"
        named = (model.objects.filter(file_sha256=path.name) for model in (Evidence, SourceFile))
        if at_its_place and any(rows.exists() for rows in named):
            yield Finding(where, "this file was redacted and is still there: remove it by hand")
        else:
            yield Finding(where, "nothing names this file: look at it, then remove it by hand")


def _files_needed(evidence: QuerySet[Evidence]) -> Iterator[tuple[str, str]]:
    redactions = Entry.objects.filter(redacts__isnull=False).values_list("redacts", "redacted_parts")
    redacted = {(entry, part) for entry, parts in redactions for part in chain.parts_named(parts)}
    for piece in evidence:
        if (piece.entry_id, piece.part("file")) not in redacted:
            yield piece.file_sha256, f"{piece.entry.item.ref} entry {piece.entry.sequence}"


def _seal_findings() -> Iterator[Finding]:
    for seal in Seal.objects.order_by("known_at"):
        if sealing.root(seal.known_at, correction_of(seal)) != (seal.root, seal.items, seal.entries):
            yield Finding(f"seal of {_moment(seal.known_at)}", "the chains it sealed are others now")
    seen = (
        AuditRun.objects.exclude(newest_seal="").order_by("-pk").values_list("newest_seal", flat=True).first()
    )
    if seen and not Seal.objects.filter(root=seen).exists():
        yield Finding(f"seal with the root {seen}", "it was there at the last audit, and is gone")


def _clock_findings() -> Iterator[Finding]:
    """Check that stamps are in the order of an item's entries, but where a correction closed one,
    and that none lies ahead.
    """
    found = clock.look()
    if found.is_ahead:
        newest, now = clock.in_words(found.newest or found.now), clock.in_words(found.now)
        yield Finding(
            "clock", f"the newest stamp, {newest}, lies ahead of it, {now}: see `docs/deployment.md`, Clocks"
        )
    closed = closed_by("last_entry")
    later = Entry.objects.alias(is_closed=closed).filter(
        is_closed=False, item=OuterRef("item"), sequence=OuterRef("sequence") - 1
    )
    back = Entry.objects.filter(Exists(later.filter(recorded_at__gt=OuterRef("recorded_at"))))
    for entry in back.select_related("item").order_by("item__ref", "sequence"):
        yield Finding(f"{entry.item.ref} entry {entry.sequence}", "it is stamped before the entry it follows")
    yield from _correction_findings()


def _correction_findings() -> Iterator[Finding]:
    """Check that a correction closes what was stamped after it and recorded before it, the newest
    up to the stamp it names.
    """
    for correction in ClockCorrection.objects.all():
        if newest_closed(correction) != correction.until:
            yield Finding(
                f"clock correction of {_moment(correction.corrected_at)}", "what it closed is another"
            )


def _trigger_findings() -> Iterator[Finding]:
    for name, table in triggers.strange_to(connection):
        yield Finding(name, f"it stands on {table} and is not the ledger's: look at it, then drop it")
    match triggers.missing(connection):
        case []:
            return
        case [name]:
            yield Finding(f"trigger {name}", "it does not stand as it was installed")
        case names:
            yield Finding(f"triggers {', '.join(names)}", "they do not stand as they were installed")


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")
