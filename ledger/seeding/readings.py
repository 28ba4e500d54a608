"""A reviewed reading of one round: its facts, sources, delegations, forums and events.

Items are opened in ``items``. What a file holds is made once; afterwards differences are reported.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ledger.models import (
    Delegate,
    Delegation,
    Event,
    Passage,
    Round,
    RoundForum,
    Statement,
    User,
    kept_text,
    text_digest,
)
from ledger.models.fields import odd_character
from ledger.recording import release_place, release_statement
from ledger.seeding.acts import refusals_at
from ledger.seeding.changes import SeedOutcome, Shelf
from ledger.seeding.errors import FaultList
from ledger.seeding.locating import QuoteNotLocated, locate
from ledger.seeding.reference import Reference
from ledger.seeding.source import TomlSource, TomlTable
from ledger.typed_text import first_place
from ledger.vocabulary import (
    Audience,
    DelegateRole,
    FactBasis,
    RoundState,
    StatementForm,
    StatementLanguage,
)

TABLES = ("round", "statements", "delegations", "forums", "events", "items")
ROUND_TEXTS = (
    "title", "dates_evidence", "dates_evidence_url", "city", "city_es", "city_basis", "venue", "venue_es",
    "venue_basis", "host_basis", "note",
)  # fmt: skip


class RoundRows:
    """The rows of rounds that are there, by the keys that files use; a query for each table."""

    def __init__(self, outcome: SeedOutcome) -> None:
        self.rounds = Shelf(Round.objects.all(), lambda row: (row.dialogue_id, row.number), outcome)
        self.statements = Shelf(
            Statement.objects.all(), lambda row: (row.round_id, row.language, row.form, row.url), outcome
        )
        self.passages = Shelf(
            Passage.objects.select_related("statement"),
            lambda row: (row.statement_id, row.start, row.end),
            outcome,
        )
        self.delegations = Shelf(Delegation.objects.all(), lambda row: (row.round_id, row.party_id), outcome)
        self.delegates = Shelf(
            Delegate.objects.select_related("agency"), lambda row: (row.delegation_id, _who(row)), outcome
        )
        self.forums = Shelf(RoundForum.objects.all(), lambda row: (row.round_id, row.forum_id), outcome)
        self.events = Shelf(Event.objects.all(), lambda row: (row.round_id, row.name), outcome)


def _who(delegate: Delegate) -> str:
    """Return what tells one delegate from another in a delegation: the name as written, else the agency."""
    return delegate.name_as_written or delegate.name or (delegate.agency.code if delegate.agency else "")


@dataclass
class SeededRound:
    """A file's round on its way into the ledger."""

    top: TomlTable
    round: Round
    statement: Statement | None
    """The source whose text is kept, in which quotes are located."""
    rows: RoundRows
    reference: Reference

    @property
    def name(self) -> str:
        """How messages call the round: USMX-7."""
        return f"{self.round.dialogue.code}-{self.round.number}"

    def passage(self, record: TomlTable) -> Passage | None:
        """Return the passage that a record quotes; None where it quotes nothing.

        Raises ``Fault`` where the quote does not name one span of the text.
        """
        quote = record.text("quote")
        occurrence = record.number("occurrence")
        if not quote:
            if "quote" in record or occurrence is not None:
                raise record.fault("quote", _("words of the statement were expected"))
            return None
        if self.statement is None:
            raise record.fault("quote", _("no [[statements]] of this file has a text to quote from"))
        try:
            start, end = locate(self.statement.text, quote, occurrence)
        except QuoteNotLocated as error:
            raise record.fault(*_why_not_located(error, occurrence)) from error
        fields = {
            "statement": self.statement,
            "start": start,
            "end": end,
            "quote": self.statement.text[start:end],
        }
        return self.rows.passages.keep((self.statement.pk, start, end), record, self.name, **fields)[0]


def _why_not_located(error: QuoteNotLocated, occurrence: int | None) -> tuple[str, str]:
    """Return the field that is wrong, and what was expected there."""
    parts = {"times": error.times, "occurrence": occurrence}
    if error.times == 0:
        return "quote", _("is not in the statement's text, word for word")
    if occurrence is None:
        return "quote", _("is in the text %(times)s times: say which by occurrence = 1 to %(times)s") % parts
    return "occurrence", _(
        "the text holds the quote %(times)s times, so there is no number %(occurrence)s"
    ) % parts


def read_round(source: TomlSource, rows: RoundRows, reference: Reference, *, author: User) -> SeededRound:
    """Keep a file's round with its sources, delegations, forums and events. Raises ``Fault(s)``."""
    top = source.top
    facts = top.record("round")
    if facts is None:
        raise top.fault("round", _("is missing: the round's facts were expected under [round]"))
    round = _keep_round(facts, rows, reference, author=author)
    reading = SeededRound(top, round, None, rows, reference)
    for record in top.records("statements"):
        _keep_statement(record, reading, author=author)
    faults = FaultList()
    for table, keep in (("delegations", _keep_delegation), ("forums", _keep_forum), ("events", _keep_event)):
        for record in top.records(table):
            with faults.noting():
                keep(record, reading)
    faults.raise_any()
    return reading


def _keep_round(record: TomlTable, rows: RoundRows, reference: Reference, *, author: User) -> Round:
    record.only(
        "dialogue", "number", "state", "starts_on", "ends_on", "dates_basis", "host_party", "place_visibility",
        *ROUND_TEXTS,
    )  # fmt: skip
    dialogue = record.named("dialogue", reference.dialogues)
    number = record.needed_number("number")
    starts_on = record.day("starts_on")
    fields: dict[str, Any] = {field: record.text(field) for field in ROUND_TEXTS}
    fields |= {
        "dialogue": dialogue,
        "number": number,
        "state": record.word("state", RoundState, RoundState.HELD),
        "starts_on": starts_on,
        "ends_on": record.day("ends_on") or starts_on,
        "dates_basis": record.word("dates_basis", FactBasis, FactBasis.UNKNOWN),
        "host_party": record.one("host_party", reference.parties),
    }
    audience = record.word("place_visibility", Audience, Audience.INTERNAL)
    key = (dialogue.pk, number)
    more = {"place_visibility": audience} if key in rows.rounds else {}
    kept, is_new = rows.rounds.keep(key, record, f"{dialogue.code}-{number}", **fields, **more)
    kept.dialogue = dialogue
    if is_new and audience is not Audience.INTERNAL and not dialogue.releases_need_second_person:
        with refusals_at(record):
            release_place(
                user=author, round=kept, audience=audience, reason=record.place(), expected_sequence=None
            )
        kept.place_visibility = audience
    return kept


def _keep_statement(record: TomlTable, reading: SeededRound, *, author: User) -> None:
    texts = ("title", "publisher", "url", "published_basis", "note")
    words = ("language", "form", "issued_by", "visibility", "published_on")
    record.only(*texts, *words, "text", "sha256")
    published_on, precision = record.moment("published_on")
    text = _text_beside(record)
    if text and reading.statement is not None:
        raise record.fault(
            "text", _("another source of this file has a text: put this one in a file of its own")
        )
    fields: dict[str, Any] = {field: record.text(field) for field in texts}
    fields |= {
        "round": reading.round,
        "language": record.word("language", StatementLanguage),
        "form": record.word("form", StatementForm),
        "issued_by": record.one("issued_by", reading.reference.parties),
        "proposed_audience": (audience := record.word("visibility", Audience, Audience.INTERNAL)),
        "published_on": published_on,
        "published_precision": precision,
        "sha256": text_digest(text) if text else "",
    }
    key = (reading.round.pk, fields["language"], fields["form"], fields["url"])
    shelf = reading.rows.statements
    # The text is compared by its digest: a report of both texts would be unreadable.
    more = {"visibility": audience} if key in shelf else {"text": text}
    statement, is_new = shelf.keep(key, record, reading.name, **fields, **more)
    if is_new and audience is not Audience.INTERNAL:
        _release(statement, audience, record, reading, author=author)
    if text:
        reading.statement = statement


def _release(
    statement: Statement, audience: Audience, record: TomlTable, reading: SeededRound, *, author: User
) -> None:
    """Show a new statement to whom its file says; where releases need a second person, it is proposed alone."""
    if reading.round.dialogue.releases_need_second_person:
        return
    with refusals_at(record):
        release_statement(
            user=author, statement=statement, audience=audience, reason=record.place(), expected_sequence=None
        )
    statement.visibility = audience


def _text_beside(record: TomlTable) -> str:
    """Return the text that lies beside the file, as the ledger keeps it; empty where the record names none."""
    name = record.text("text")
    if not name:
        return ""
    path = record.source.path.parent / name
    if "\x00" in name or not path.resolve().is_relative_to(record.source.path.parent.resolve()):
        raise record.fault("text", _("%(name)r does not lie beside this file") % {"name": name})
    try:
        text = kept_text(path.read_bytes())
    except OSError as error:
        raise record.fault(
            "text", _("%(name)r cannot be read: %(why)s") % {"name": name, "why": error.strerror}
        ) from error
    except UnicodeDecodeError as error:
        raise record.fault(
            "text", _("%(name)r is not UTF-8 at byte %(byte)s") % {"name": name, "byte": error.start}
        ) from error
    if says := odd_character(first_place(text, harmful_only=True)):
        raise record.fault("text", says)
    digest = text_digest(text)
    if record.text("sha256", required=True) != digest:
        raise record.fault("sha256", _("the text beside this file has %(digest)s") % {"digest": digest})
    return text


def _keep_delegation(record: TomlTable, reading: SeededRound) -> None:
    record.only("party", "heads_complete", "agencies_complete", "note", "delegates")
    party = record.named("party", reading.reference.parties)
    name = f"{reading.name} {party.code}"
    fields = {name: record.flag(name) for name in ("heads_complete", "agencies_complete")}
    delegation, _is_new = reading.rows.delegations.keep(
        (reading.round.pk, party.pk),
        record,
        name,
        round=reading.round,
        party=party,
        note=record.text("note"),
        **fields,
    )
    for delegate in record.records("delegates"):
        _keep_delegate(delegate, delegation, name, reading)


def _keep_delegate(record: TomlTable, delegation: Delegation, name: str, reading: SeededRound) -> None:
    texts = (
        "name", "name_as_written", "office", "office_es", "office_as_written", "agency_as_written", "source_url",
        "note",
    )  # fmt: skip
    record.only(*texts, "role", "agency", "quote", "occurrence")
    delegate = Delegate(
        delegation=delegation,
        role=record.word("role", DelegateRole, DelegateRole.MEMBER),
        agency=record.one("agency", reading.reference.agencies),
        passage=reading.passage(record),
        **{field: record.text(field) for field in texts},
    )
    shelf = reading.rows.delegates
    key = (delegation.pk, _who(delegate))
    fields = {
        field: getattr(delegate, field) for field in ("delegation", "role", "agency", "passage", *texts)
    }
    if key not in shelf:
        # The order of the file, behind the people who are there already.
        fields["position"] = 1 + max(
            (row.position for (at, _), row in shelf.items() if at == delegation.pk), default=0
        )
    shelf.keep(key, record, f"{name} {_who(delegate)}", **fields)


def _keep_forum(record: TomlTable, reading: SeededRound) -> None:
    record.only("forum", "quote", "occurrence")
    forum = record.named("forum", reading.reference.forums)
    reading.rows.forums.keep(
        (reading.round.pk, forum.pk),
        record,
        f"{reading.name} {forum.code}",
        round=reading.round,
        forum=forum,
        passage=reading.passage(record),
    )


def _keep_event(record: TomlTable, reading: SeededRound) -> None:
    texts = ("wording", "evidence_url", "note")
    record.only("name", "starts_on", "ends_on", "basis", "host_party", "quote", "occurrence", *texts)
    name = record.text("name", required=True)
    fields: dict[str, Any] = {field: record.text(field) for field in texts}
    fields |= {
        "round": reading.round,
        "name": name,
        "starts_on": record.day("starts_on"),
        "ends_on": record.day("ends_on"),
        "basis": record.word("basis", FactBasis, FactBasis.UNKNOWN),
        "host_party": record.one("host_party", reading.reference.parties),
        "passage": reading.passage(record),
    }
    reading.rows.events.keep((reading.round.pk, name), record, f"{reading.name} {name}", **fields)
