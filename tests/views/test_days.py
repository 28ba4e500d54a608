"""What a date means while it is typed, and how a date is told once it is written; lists and previews by typed dates."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from ledger.models import Item
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_user
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

EXPECTED = (
    "that is understood. Write the day first and the year in full: 16 Jun 2017, 16/6/2017 or 2017-06-16."
)


@pytest.fixture
def client() -> Client:
    return signed_in(make_member(Role.EDITOR, dialogue=make_dialogue()))


@pytest.mark.parametrize(
    ("typed", "exactness", "day", "says"),
    [
        ("3/11/2026", "day", "2026-11-03", "= 3 November 2026"),
        ("3 de noviembre de 2026", "day", "2026-11-03", "= 3 November 2026"),
        ("Nov 2026", "known", "", "= Nov 2026"),
        ("Nov 2026", "day", "", "“Nov 2026” names no day. Write the day too, such as 16 Jun 2017."),
        ("3/11/1026", "day", "", "1026-11-03 was given: a year from 1900 to 2199 is expected."),
        ("", "day", "", ""),
        ("\x00", "day", "", f"“\x00” is no date {EXPECTED}"),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(client: Client, typed: str, exactness: str, day: str, says: str) -> None:
    answer = client.get("/days/understood/", {"typed": typed, "exactness": exactness})
    assert answer.json() == {"day": day, "says": says}


def test_dates_are_told_in_the_readers_language() -> None:
    client = signed_in(make_member(Role.VIEWER, dialogue=make_dialogue(), user=make_user(language="es")))
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    answer = client.get("/days/understood/", {"typed": "ayer"}).json()
    assert answer["day"] == yesterday.isoformat()
    assert answer["says"].startswith(f"= {yesterday.day} de ")


def test_an_entry_that_was_dated_in_words_says_how_they_were_read() -> None:
    item = make_item()
    client = signed_in(make_member(Role.RECORDER, dialogue=item.round.dialogue))
    form = client.get(f"/items/{item.ref}/").context["form"]
    typed = sent_by(form) | {"note": "Ana called.", "effective_on": "16 de junio de 2017"}
    page = client.post(f"/items/{item.ref}/", typed, follow=True)
    told = [str(message) for message in page.context["messages"]]
    assert told == [
        f"Entry 2 of {item.ref} is written.",
        "True since: “16 de junio de 2017” was read as 16 June 2017.",
    ]
    assert str(item.entries.get(sequence=2).effective_on) == "2017-06-16"


def test_a_list_of_a_day_in_words_says_which_day(client: Client) -> None:
    page = client.get("/items/", {"moved_since": "yesterday", "as_of": "1/3/2019"})
    yesterday = (timezone.localdate() - datetime.timedelta(days=1)).isoformat()
    assert page.context["faults"] == []
    assert [chip.value for chip in page.context["chips"] if chip.label == "Status on the day"] == [
        "1 Mar 2019"
    ]
    assert f'<time datetime="{yesterday}">' in page.content.decode()
    assert 'value="yesterday"' in page.content.decode()


def test_a_list_of_no_day_says_so_and_keeps_what_was_typed(client: Client) -> None:
    page = client.get("/items/", {"moved_since": "Mar 2019"})
    assert page.context["faults"] == [
        "Status moved since: “Mar 2019” names no day. Write the day too, such as 16 Jun 2017."
    ]
    assert 'value="Mar 2019"' in page.content.decode()


def test_a_batch_is_written_of_the_day_that_its_preview_showed() -> None:
    row = make_round()
    keeper = make_member(Role.EDITOR, dialogue=row.dialogue)
    item = make_item(row, keeper)
    client, there = signed_in(keeper), f"/batches/new/review/?item={item.pk}"
    form = client.get(there).context["form"]
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent = sent_by(form) | {
        "target": f"{item.pk}:{item.last_sequence}",
        "review_on": "tomorrow",
        "step": "preview",
    }
    preview = client.post(there, sent)
    page = preview.content.decode()
    assert f'name="review_on" value="{tomorrow.isoformat()}"' in page
    assert 'value="tomorrow"' not in page
    confirmed = {"target": f"{item.pk}:1", "review_on": tomorrow, "step": "write"}
    client.post(there, sent_by(preview.context["form"]) | confirmed)
    assert Item.objects.get(pk=item.pk).review_on == tomorrow
