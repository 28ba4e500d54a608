"""A small ledger that holds every kind of entry and row, for tests that try to break each of them."""

import datetime
from dataclasses import dataclass
from typing import Any

from ledger.models import Entry, Item, Passage, Round, Seal, Statement, User
from ledger.recording import (
    EntryContent,
    EvidenceGiven,
    amend_item,
    correct_entry,
    redact_entry,
    release_entry,
    request_redaction,
    seal_ledger,
    withdraw_item,
)
from ledger.vocabulary import (
    Answer,
    Audience,
    Basis,
    EvidenceType,
    FactBasis,
    Kind,
    Language,
    Precision,
    Role,
    SourceKind,
    Status,
    Voice,
)
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
)

SPANISH = "Ambas partes trataron acciones para prevenir la tortura y acordaron seguir trabajando juntas."
FILE = b"%PDF-1.4 the text of a law"


@dataclass
class FullLedger:
    """The rows by name. ``item`` (FULL-7-01) has eight entries, ``spare`` (FULL-7-02) is withdrawn."""

    item: Item
    spare: Item
    round: Round
    statement: Statement
    passage: Passage
    user: User
    entries: list[Entry]
    seal: Seal


def make_full_ledger() -> FullLedger:
    """Opening, status with evidence, answer, correction, amendment, release, redaction, note; a withdrawal; a seal."""
    round = make_round(make_dialogue("FULL"), number=7)
    user = make_member(Role.EDITOR, Role.RELEASER, dialogue=round.dialogue)
    statement = make_statement(round)
    passage = make_passage(statement)
    item = make_item(round, user, **_fields(round, passage))
    spare = make_item(round, user, effective_on=datetime.date(2015, 10, 1))
    _record(item, user)
    withdraw_item(user=user, item=spare, expected_sequence=1, reason="Opened twice.", see_also=item)
    return FullLedger(
        item=Item.objects.get(pk=item.pk),
        spare=Item.objects.get(pk=spare.pk),
        round=round,
        statement=statement,
        passage=passage,
        user=user,
        entries=list(Entry.objects.filter(item=item).order_by("sequence")),
        seal=seal_ledger(user=user),
    )


def _fields(round: Round, passage: Passage) -> dict[str, Any]:
    spanish = make_statement(round, language=Language.ES, text=SPANISH)
    mexico = make_party("MEX")
    return {
        "kind": Kind.UNDERTAKEN,
        "passage": passage,
        "other_passages": [make_passage(spanish, "acciones para prevenir la tortura")],
        "topics": [make_topic("torture"), make_topic("prisons")],
        "owed_by": [mexico],
        "owner_basis": FactBasis.INFERRED,
        "agencies": [make_agency("MEX-SRE")],
        "forums": [make_forum("UNHRC")],
        "deadline_on": datetime.date(2016, 1, 1),
        "deadline_precision": Precision.YEAR,
        "deadline_basis": FactBasis.STATED,
        "deadline_wording": "in 2016",
        "next_step": "Ask.",
    }


def _record(item: Item, user: User) -> None:
    mexico, usa = make_party("MEX"), make_party("USA")
    says = {"voice": Voice.RECORD, "source": "CNDH", "about": mexico, "basis": Basis.QUOTED, "quote": "Slow."}
    evidence = EvidenceGiven(
        title="A law",
        type=EvidenceType.LAW,
        source_kind=SourceKind.GAZETTE,
        language="es",
        published_on=datetime.date(2016, 3, 1),
        published_precision=Precision.MONTH,
        file=FILE,
        file_name="law.pdf",
    )
    slow = make_entry(
        item, Status.STALLED, user, evidence=(evidence,), effective_on=datetime.date(2016, 3, 2), **says
    )
    party = {"voice": Voice.PARTY, "speaker": usa, "about": mexico, "basis": Basis.ORAL}
    heard = make_entry(
        item,
        Status.IN_PROGRESS,
        user,
        oral_with="an official",
        is_attributable=True,
        answers=slow,
        answer=Answer.CONTESTS,
        **party,
    )
    says_better = EntryContent.of(heard).but(status=Status.SUBSTANTIAL)
    better = correct_entry(user=user, entry=heard, expected_sequence=3, says=says_better, reason="Misheard.")
    amend_item(
        user=user,
        item=item,
        expected_sequence=4,
        changes={"next_step": "Ask again.", "kind": Kind.DISCUSSED},
        reason="Reread.",
    )
    release_entry(user=user, entry=slow, audience=Audience.PUBLIC, expected_sequence=5)
    asked = request_redaction(user=user, entry=better, parts=["oral_with"], reason="A person's name.")
    redact_entry(user=make_member(Role.EDITOR, dialogue=item.round.dialogue), request=asked)
    ours = {"effective_on": datetime.date(2017, 1, 1), "effective_precision": Precision.YEAR}
    make_entry(item, Status.IN_PROGRESS, user, **ours)
