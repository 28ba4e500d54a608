"""A ledger with a mark in all that stays internal."""

import datetime

from ledger.models import Entry, Item, Topic
from ledger.recording import amend_item, release_entry
from ledger.vocabulary import Audience, Basis, Kind, Role, Status, Voice
from tests.makers import (
    make_dialogue,
    make_editor,
    make_entry,
    make_evidence,
    make_item,
    make_member,
    make_party,
    make_passage,
    make_releaser,
    make_round,
    make_statement,
    make_topic,
    make_user,
)

DAY = datetime.date(2018, 3, 15)


MARK = "ZZMARK"


def release(entry: Entry, audience: Audience = Audience.PUBLIC) -> None:
    release_entry(
        user=make_releaser(entry.item.round.dialogue), entry=entry, audience=audience, expected_sequence=None
    )


def make_released_item(topic: Topic, **fields: object) -> Item:
    item = make_item(topics=[topic], **fields)
    release(item.entries.get())
    return item


def make_marked_ledger() -> Topic:
    """A released item and status, and around them a mark in every field that is for our own people."""
    topic, dialogue = make_topic(), make_dialogue()
    where = {name: f"{MARK} {name}" for name in ("city", "city_basis", "venue", "venue_basis", "host_basis")}
    host = make_party("AU", name_en=f"{MARK} host")
    round = make_round(
        dialogue, note=f"{MARK} round", dates_evidence=f"{MARK} dates", host_party=host, **where
    )
    officer = make_user(username=f"{MARK}officer", first_name=f"{MARK}first", last_name=f"{MARK}last")
    make_member(Role.VIEWER, dialogue=dialogue, user=officer)
    minutes = make_statement(
        round, title=f"{MARK} minutes", publisher=f"{MARK} publisher", url=f"https://{MARK}.example"
    )
    item = make_released_item(
        topic,
        round=round,
        user=make_editor(dialogue),
        passage=make_passage(minutes),
        kind=Kind.UNDERTAKEN,
        is_followed=True,
        officer=officer,
        next_step=f"{MARK} step",
        review_on=datetime.date(2031, 1, 31),
        target_on=datetime.date(2016, 1, 31),
        reason=f"{MARK} why opened",
    )
    make_item(topics=[topic], round=round, summary_en=f"{MARK} hidden item")
    make_item(topics=[make_topic(parent=topic, name_en=f"{MARK} narrower")], round=round)
    evidence = make_evidence(
        title=f"{MARK} evidence",
        issuer=f"{MARK} issuer",
        quote=f"{MARK} quote",
        url=f"https://x.example/{MARK}",
    )
    make_entry(item, Status.STALLED, note=f"{MARK} note", evidence=(evidence,), effective_on=DAY)
    make_entry(item, voice=Voice.RECORD, source=f"{MARK} source", note=f"{MARK} record", effective_on=DAY)
    shown = make_entry(
        item,
        Status.IN_PROGRESS,
        voice=Voice.PARTY,
        speaker=make_party(),
        about=make_party(),
        note="Released words.",
        basis_note=f"{MARK} basis",
        effective_on=DAY,
        user=make_editor(dialogue),
    )
    release(shown)
    oral = {"basis": Basis.ORAL, "oral_with": f"{MARK} whom", "is_attributable": True}
    make_entry(
        item,
        Status.DONE,
        note=f"{MARK} oral",
        note_es=f"{MARK} traducida",
        no_evidence_reason=f"{MARK} none",
        effective_on=DAY,
        **oral,
    )
    amend_item(
        user=make_editor(dialogue),
        item=item,
        expected_sequence=None,
        changes={"next_step": f"{MARK} later"},
        reason=MARK,
    )
    return topic
