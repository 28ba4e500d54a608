"""A round with at least one row of every kind, for tests that walk all of the admin."""

import datetime
from dataclasses import dataclass
from uuid import uuid4

from django.db.models import Model
from django.utils import timezone

from ledger.importing.drafts import begin_import
from ledger.intake import start_draft
from ledger.models import (
    AgendaPoint,
    ColleagueQuestion,
    Delegate,
    Delegation,
    Dialogue,
    Event,
    Handover,
    ImportDraft,
    Item,
    RedactionRequest,
    Round,
    RoundForum,
    Statement,
    TopicPhrase,
    User,
)
from ledger.personal import save_view
from ledger.recording import correct_entry, issue_report, request_redaction, seal_ledger
from ledger.vocabulary import Audience, Basis, Language, Role, Status, Voice
from tests.makers import (
    make_agency,
    make_dialogue,
    make_entry,
    make_evidence,
    make_file,
    make_forum,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_round,
    make_statement,
    make_topic,
    make_topic_text,
    make_user,
)
from tests.support.questions import make_question

SPANISH = "Ambas partes trataron acciones para prevenir la tortura."


@dataclass
class Everything:
    """A round of a dialogue, its item and statement, and the editor who recorded them."""

    round: Round
    item: Item
    statement: Statement
    editor: User

    @property
    def dialogue(self) -> Dialogue:
        return self.round.dialogue

    @property
    def wanted(self) -> RedactionRequest:
        """The redaction that was asked for on the item."""
        return RedactionRequest.objects.get(entry__item=self.item)


def make_staff(*roles: Role, dialogue: Dialogue, **fields: object) -> User:
    """An account that may sign in to the admin, with roles in a dialogue."""
    return make_member(*roles, dialogue=dialogue, user=make_user(is_staff=True, **fields))


def make_superuser() -> User:
    """A superuser without a membership."""
    return make_user(is_staff=True, is_superuser=True)


def make_everything(dialogue: Dialogue | None = None) -> Everything:
    """A round with an agenda, people, an event, statements and an item with entries of several voices; a seal."""
    round = make_round(dialogue or make_dialogue())
    editor = make_staff(Role.EDITOR, dialogue=round.dialogue)
    statement = make_statement(round)
    item = _make_item(round, editor, statement)
    _make_meeting(round, item, editor)
    _make_desk(round, editor)
    seal_ledger(user=editor)
    item.refresh_from_db()
    return Everything(round=round, item=item, statement=statement, editor=editor)


def _make_item(round: Round, editor: User, statement: Statement) -> Item:
    topic, mexico = make_topic(), make_party("MEX")
    TopicPhrase.objects.create(topic=topic, language=Language.EN, text="torture")
    spanish = make_statement(round, language=Language.ES, text=SPANISH)
    item = make_item(
        round,
        editor,
        passage=make_passage(statement),
        other_passages=[make_passage(spanish, "acciones para prevenir la tortura")],
        topics=[topic],
        owed_by=[mexico],
        agencies=[make_agency()],
        forums=[make_forum()],
        officer=editor,
    )
    record = {
        "voice": Voice.RECORD,
        "source": "CNDH",
        "about": mexico,
        "basis": Basis.QUOTED,
        "quote": "Slow.",
    }
    slow = make_entry(item, Status.STALLED, editor, evidence=(make_evidence(),), **record)
    party = {"voice": Voice.PARTY, "speaker": mexico, "about": mexico, "basis": Basis.READING}
    claimed = make_entry(item, Status.DONE, editor, note="All of it.", no_evidence_reason="Said so.", **party)
    correct_entry(user=editor, entry=claimed, expected_sequence=3, says=None, reason="Never said.")
    make_entry(item, Status.IN_PROGRESS, editor, effective_on=datetime.date(2016, 3, 1), **party)
    make_entry(item, Status.IN_PROGRESS, editor)
    request_redaction(user=editor, entry=slow, parts=["note"], reason="A name.")
    return item


def _make_meeting(round: Round, item: Item, user: User) -> None:
    delegation = Delegation.objects.create(round=round, party=make_party("USA"))
    Delegate.objects.create(
        delegation=delegation, position=1, name="Jane Roe", agency=make_agency(party="USA")
    )
    AgendaPoint.objects.create(round=round, position=1, topic=make_topic(), carried_from=item)
    RoundForum.objects.create(round=round, forum=make_forum())
    make_topic_text(round.dialogue)
    make_file(round, user)
    Event.objects.create(round=round, name="OGP Summit")


def _make_desk(round: Round, editor: User) -> None:
    """What staff keep: a shared view, a statement under review, a handover, an issued report."""
    dialogue, now = round.dialogue, timezone.now()
    save_view(user=editor, name="All", query="", dialogue=dialogue, is_shared=True)
    start_draft(user=editor, dialogue=dialogue, text="Both sides met.", language=Language.EN)
    Handover.objects.create(
        batch=uuid4(), dialogue=dialogue, by=editor, from_user=editor, to_user=make_user(), made_at=now
    )
    issue_report(
        user=editor,
        dialogues=[dialogue],
        make=lambda _known_at, uuid: f"Report {uuid}".encode(),
        kind="topic",
        parameters={"topic": "torture"},
        audience=Audience.SHARED,
        language=Language.EN,
        file_format="md",
    )


def row_of(model: type[Model], everything: Everything) -> Model:
    """A row of the model: of the dialogue where it lies in one, else any."""
    from ledger.admin.registry import registered

    if model is ColleagueQuestion:  # between two people, and on no page of the admin
        return make_question(everything.item, asked_by=everything.editor)
    if model is ImportDraft:  # of who sent the file, and on no page of the admin either
        raw = b"Ref,Kind,Action\nA,undertaken,Publish it.\n"
        return begin_import(user=everything.editor, dialogue=everything.dialogue, name="tracker.csv", raw=raw)
    admin = registered(model)
    rows = admin.within(model._default_manager.all(), [everything.dialogue])
    if model is User:
        rows = User.objects.filter(pk=everything.editor.pk)
    return rows.order_by("pk")[0]
