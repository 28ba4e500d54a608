"""``make_volume``: made-up items that the audit proves, and no real ledger touched."""

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Entry, EntryText, Item, ItemTopic, Position
from ledger.recording import audit
from ledger.vocabulary import SAID_KINDS, Status
from tests import makers
from tests.makers import make_dialogue

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_made_up_ledger_is_whole_and_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledger.recording.volume.ROUND_ITEMS", 3)
    call_command("make_volume", 4, entries=3)
    call_command("make_volume", 1, entries=1)
    assert (Item.objects.count(), Entry.objects.count()) == (5, 13)
    assert sorted(Item.objects.values_list("ref", flat=True))[-2:] == ["VOLUME-2-01", "VOLUME-2-02"]
    assert Position.objects.exists()
    assert [str(one) for one in audit()] == []


def test_made_up_items_are_varied(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items of each kind and status, with and without an officer, of one and of two topics, told by each voice."""
    monkeypatch.setattr("ledger.recording.volume.BATCH", 30)
    call_command("make_volume", 120, entries=4)
    assert {*Item.objects.values_list("kind", flat=True)} == {*SAID_KINDS}
    assert {*Item.objects.values_list("status", flat=True)} == {*Status}
    for column in ("officer", "review_on", "agreed_as"):
        assert 0 < Item.objects.exclude(**{column: None}).count() < 120
    assert {*Item.objects.values_list("is_differing", "is_open", flat=False)} >= {
        (True, True),
        (False, False),
    }
    assert {*ItemTopic.objects.values_list("position", flat=True)} == {0, 1}
    assert len({*Position.objects.values_list("voice", "speaker")}) == 3
    assert Entry.objects.values("uuid", "request_id").distinct().count() == 480
    assert EntryText.objects.values("salt").distinct().count() == EntryText.objects.count() == 360 + 240


def test_write_api_goes_on_from_made_up_items() -> None:
    """Keys that were taken for them are given to no other row, and their chains go on."""
    call_command("make_volume", 2, entries=2)
    item = Item.objects.earliest("pk")
    entry = makers.make_entry(item, Status.STALLED, item.entries.get(sequence=1).author)
    assert (entry.sequence, entry.pk) == (3, Entry.objects.latest("pk").pk)
    assert [str(one) for one in audit()] == []


@pytest.mark.parametrize("count", [0, 3])
def test_nothing_is_made_of_nothing_or_among_real_rows(count: int) -> None:
    make_dialogue("REAL")
    with pytest.raises(CommandError) as refused:
        call_command("make_volume", count)
    assert (refused.value.returncode, Item.objects.exists()) == (2, False)
    assert ("not made up" in str(refused.value)) == bool(count)
