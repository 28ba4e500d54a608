"""The hashed form of an entry, which is fixed for ever, and what the chain notices."""

import datetime
import hashlib
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.models import Entry, EntryText, Evidence, Item, Party, User
from ledger.models.fields import write_api
from ledger.recording import EvidenceGiven, chain, correct_entry
from ledger.vocabulary import (
    Act,
    Answer,
    Audience,
    Basis,
    EvidenceType,
    Kind,
    Origin,
    Precision,
    SourceKind,
    Stance,
    Status,
    Voice,
)
from tests.makers import make_dialogue, make_entry, make_item, make_round, make_topic, make_user

pytestmark = pytest.mark.both_databases

FORM_1 = (
    '{"about":"USA","act":"correct","answer":"contests","answers":"00000000-0000-0000-0000-0000000000a2",'
    '"approver":"00000000-0000-0000-0000-0000000000b2","attributable":false,'
    '"author":"00000000-0000-0000-0000-0000000000b1","basis":"oral",'
    '"batch":"00000000-0000-0000-0000-0000000000c2",'
    '"changes":{"kind":["agreed","asked"],"note":null,"topics":[[],["ñ"]]},'
    '"corrects":"00000000-0000-0000-0000-0000000000a1",'
    '"digests":{"note":"64b39dd7103968d4af38e3ffbb2d2c93a6729af1f340fa4938a4637d18e9eeae"},'
    '"effective_on":"2015-10-01","effective_precision":"month",'
    '"evidence":[{"file_sha256":"","file_size":null,"file_type":"","language":"","position":0,'
    '"published_on":null,"published_precision":null,"source_kind":"ngo","stance":"context","type":"report",'
    '"uuid":"00000000-0000-0000-0000-0000000000e1"},'
    '{"file_sha256":"aa","file_size":12,"file_type":"application/pdf","language":"es","position":1,'
    '"published_on":"2015-01-01","published_precision":"year","source_kind":"court","stance":"supports",'
    '"type":"case_outcome","uuid":"00000000-0000-0000-0000-0000000000e2"}],'
    '"item":"USMX-7-04","origin":"compiled","previous":"' + "0f" * 32 + '","proposed_audience":"internal",'
    '"recorded_at":"2015-10-22T03:04:05.000006Z","recorded_on":"2015-10-21",'
    '"redacted_parts":["note"],"redacts":"00000000-0000-0000-0000-0000000000a4","released_to":"public",'
    '"releases":"00000000-0000-0000-0000-0000000000a3","request":"00000000-0000-0000-0000-0000000000c1",'
    '"retracts":false,"sequence":3,"speaker":"MEX","status":"stalled",'
    '"uuid":"00000000-0000-0000-0000-0000000000a0","v":1,"voice":"party"}'
)
"""RFC 8785: keys in order, no spaces, UTF-8. Version 1 never changes: old ledgers must still verify."""
HASH_1 = "6691f95f610a816435ca8c04bfdb1c7d17a4e5a2eabc8ca4cb5bb1390d0e81c8"


def _uuid(last: str) -> UUID:
    return UUID(f"00000000-0000-0000-0000-0000000000{last}")


def make_fixed_entry() -> tuple[Entry, list[Evidence]]:
    """An entry with every column filled, in memory, and its evidence in the wrong order."""
    mexico, usa = Party(code="MEX"), Party(code="USA")
    entry = Entry(
        uuid=_uuid("a0"),
        item=Item(ref="USMX-7-04"),
        sequence=3,
        act=Act.CORRECT,
        origin=Origin.COMPILED,
        voice=Voice.PARTY,
        speaker=mexico,
        about=usa,
        basis=Basis.ORAL,
        is_attributable=False,
        status=Status.STALLED,
        effective_on=datetime.date(2015, 10, 1),
        effective_precision=Precision.MONTH,
        corrects=Entry(uuid=_uuid("a1")),
        answers=Entry(uuid=_uuid("a2")),
        answer=Answer.CONTESTS,
        releases=Entry(uuid=_uuid("a3")),
        released_to=Audience.PUBLIC,
        redacts=Entry(uuid=_uuid("a4")),
        redacted_parts=["note"],
        changes={"topics": [[], ["ñ"]], "note": None, "kind": ["agreed", "asked"]},
        author=User(uuid=_uuid("b1")),
        approver=User(uuid=_uuid("b2")),
        # 21:04 of the evening before in Mexico City: the moment is written in UTC
        recorded_at=datetime.datetime.fromisoformat("2015-10-21T22:04:05.000006-05:00"),
        recorded_on=datetime.date(2015, 10, 21),
        request_id=_uuid("c1"),
        batch=_uuid("c2"),
        digests={"note": chain.digest("00" * 32, "Señal")},
        version=1,
        previous_hash="0f" * 32,
    )
    evidence = [
        Evidence(
            uuid=_uuid("e2"),
            position=1,
            type=EvidenceType.CASE,
            source_kind=SourceKind.COURT,
            language="es",
            published_on=datetime.date(2015, 1, 1),
            published_precision=Precision.YEAR,
            file_sha256="aa",
            file_size=12,
            file_type="application/pdf",
        ),
        Evidence(
            uuid=_uuid("e1"),
            position=0,
            type=EvidenceType.REPORT,
            source_kind=SourceKind.NGO,
            stance=Stance.CONTEXT,
        ),
    ]
    return entry, evidence


_names = st.from_regex(r"[a-z0-9_.]{1,12}", fullmatch=True)
_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(_names, inner),
)


@given(st.dictionaries(_names, _values))
def test_canonical_form_is_that_of_rfc_8785(form: dict[str, object]) -> None:
    assert chain.canonical(form) == rfc8785.dumps(form)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_rfc_8785_refuses_has_no_canonical_form(value: object) -> None:
    with pytest.raises(ValueError, match="JSON|surrogates"):
        chain.canonical({"name": value})


def test_form_version_1_never_changes():
    assert hashlib.sha256(FORM_1.encode()).hexdigest() == HASH_1
    assert chain.hash_of(*make_fixed_entry()) == HASH_1


def test_digest_is_of_salt_and_text():
    expected = hashlib.sha256(bytes.fromhex("0a" * 32) + "Señal".encode()).hexdigest()
    assert chain.digest("0a" * 32, "Señal") == expected


def test_salt_is_fresh_and_long():
    salts = {chain.new_salt() for _ in range(20)}
    assert len(salts) == 20
    assert {len(salt) for salt in salts} == {64}


def entries_of(item: Item) -> list[Entry]:
    rows = Entry.objects.filter(item=item).select_related(*chain.CHAIN_ROWS).with_texts()
    return list(rows.order_by("sequence"))


@pytest.mark.django_db
def test_chain_links_each_entry_to_the_one_before():
    item = make_item()
    note = make_entry(item, Status.IN_PROGRESS, evidence=(EvidenceGiven(title="A law"),))
    correct_entry(user=note.author, entry=note, expected_sequence=2, says=None, reason="Wrong item.")
    entries = entries_of(item)
    assert [entry.previous_hash for entry in entries] == ["", entries[0].hash, entries[1].hash]
    assert [chain.hash_of(entry, entry.evidence.all()) for entry in entries] == [one.hash for one in entries]
    item.refresh_from_db()
    assert (item.last_sequence, item.head_hash) == (3, entries[2].hash)
    assert list(chain.breaks(entries)) == []


@pytest.mark.django_db
def test_hash_does_not_depend_on_primary_keys():
    """The same rows under other primary keys, slugs and usernames, as after a restore, hash alike."""
    user = make_user()
    dialogue = make_dialogue("GOLD")
    item = make_item(make_round(dialogue, number=7), topics=[make_topic("torture")])
    entry = make_entry(item, Status.IN_PROGRESS, evidence=(EvidenceGiven(title="A law"),))
    entries = entries_of(item)
    kept = [one.hash for one in entries]
    for one in entries:
        one.pk += 1_000
        one.item = Item(pk=item.pk + 1_000, ref=item.ref)
        one.author = User(pk=user.pk + 1_000, uuid=one.author.uuid, username="somebody-else")
    assert [chain.hash_of(one, one.evidence.all()) for one in entries] == kept
    assert kept[-1] == entry.hash


@pytest.mark.django_db
def test_opening_names_rows_by_codes():
    topic = make_topic("torture")
    item = make_item(kind=Kind.UNDERTAKEN, topics=[topic])
    opening = Entry.objects.get(item=item)
    assert opening.changes["topics"] == [None, [str(topic.uuid)]]
    assert opening.changes["kind"] == [None, "undertaken"]
    assert opening.changes["summary_en"] is None


@pytest.mark.django_db
def test_breaks_text_put_in_afterwards():
    item = make_item()
    entry = make_entry(item)
    with write_api():
        EntryText.objects.bulk_create([EntryText(entry=entry, part="quote", salt="00", text="Never said.")])
    assert list(chain.breaks(entries_of(item))) == [chain.Break(2, "its quote was put in afterwards")]


@pytest.mark.django_db
def test_breaks_evidence_put_in_afterwards():
    item = make_item()
    entry = make_entry(item)
    with write_api():
        Evidence.objects.bulk_create(
            [Evidence(entry=entry, position=0, type=EvidenceType.LAW, source_kind=SourceKind.COURT)]
        )
    assert list(chain.breaks(entries_of(item))) == [chain.Break(2, "its hash is not that of what it holds")]


@pytest.mark.django_db
def test_breaks_missing_entry_ends_the_check():
    item = make_item()
    for _ in range(3):
        make_entry(item)
    first, _second, *rest = entries_of(item)
    assert list(chain.breaks([first, *rest])) == [chain.Break(3, "entry 2 is missing")]
    assert list(chain.breaks(rest)) == [chain.Break(3, "entry 1 is missing")]


@pytest.mark.django_db
def test_breaks_unknown_version():
    item = make_item()
    entries = entries_of(item)
    entries[0].version = 2
    assert list(chain.breaks(entries)) == [chain.Break(1, "its form 2 is unknown")]
