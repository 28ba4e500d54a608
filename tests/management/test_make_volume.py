"""``make_volume``: made-up items that the audit proves, and no real ledger touched."""

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Entry, Item, Position
from ledger.recording import audit
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


@pytest.mark.parametrize("count", [0, 3])
def test_nothing_is_made_of_nothing_or_among_real_rows(count: int) -> None:
    make_dialogue("REAL")
    with pytest.raises(CommandError) as refused:
        call_command("make_volume", count)
    assert (refused.value.returncode, Item.objects.exists()) == (2, False)
    assert ("not made up" in str(refused.value)) == bool(count)
