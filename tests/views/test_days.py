"""What a date means while it is typed, and how a date is told once it is written; lists and previews by typed dates."""

import datetime
import re

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from ledger.models import Item, Membership
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_item, make_member, make_round, make_user
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

EXPECTED = (
    "that is understood. Write the day first and the year in full: 16 Jun 2017, 16/6/2017 or 2017-06-16."
)

TUESDAY = "3 Nov 2026 is a Tuesday. Correct the weekday or the date."


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
        ("Mon, 3 Nov 2026", "day", "", f"“Mon, 3 Nov 2026”: {TUESDAY}"),
        ("lunes 3 nov 2026", "known", "", f"“lunes 3 nov 2026”: {TUESDAY}"),
        ("\x00", "day", "", f"“\x00” is no date {EXPECTED}"),
    ],
)  # fmt: skip
def test_what_is_typed_is_understood(client: Client, typed: str, exactness: str, day: str, says: str) -> None:
    answer = client.get("/days/understood/", {"typed": typed, "exactness": exactness})
    assert answer.json() == {"day": day, "says": says}


AHEAD = "Choose a day no later than today, and not before 1900."


@pytest.mark.parametrize(
    ("typed", "exactness", "says"),
    [
        ("tomorrow", "day", AHEAD),
        ("tomorrow", "known", AHEAD),
        ("3 Nov 2198", "known", AHEAD),
        ("2198", "known", AHEAD),
        ("1/3/2019", "day", "= 1 March 2019"),
        ("Mar 2019", "known", "= Mar 2019"),
        ("", "day", ""),
    ],
)
def test_field_that_takes_no_day_to_come_says_so_while_it_is_typed(
    client: Client, typed: str, exactness: str, says: str
) -> None:
    answer = client.get("/days/understood/", {"typed": typed, "exactness": exactness, "past": "1"})
    assert answer.json()["says"] == says
    assert bool(answer.json()["day"]) == (says == "= 1 March 2019")


def test_every_field_whose_day_cannot_lie_ahead_is_marked(client: Client) -> None:
    """The script asks for these what the form, or the write API behind it, will refuse."""
    item = make_item()
    editor = signed_in(make_member(Role.EDITOR, dialogue=item.round.dialogue))
    topic = item.topics.get()
    marked: dict[str, set[str]] = {}
    for page in (
        "/items/",
        f"/items/{item.ref}/",
        f"/items/{item.ref}/amend/",
        f"/topics/{topic.slug}/{item.round.dialogue.code}/summary/en/",
        "/reports/attention/",
    ):
        found = lxml.html.fromstring(editor.get(page).content).xpath("//input[@data-day]")
        marked[page] = {field.name for field in found if field.get("data-day-past") is not None}
    assert list(marked.values()) == [
        {"as_of", "moved_since", "opened_since"},
        {"effective_on"},
        set(),
        {"written_on"},
        {"as_of"},
    ]
    role = Membership.objects.filter(dialogue=item.round.dialogue)[0]
    page = (
        signed_in(make_user(is_staff=True, is_superuser=True))
        .get(f"/admin/ledger/membership/{role.pk}/change/")
        .content.decode()
    )
    assert re.search(r'<input [^>]*name="ended_on"[^>]* data-day-past', page)


def test_weekday_that_contradicts_is_refused_in_the_readers_language() -> None:
    item = make_item()
    user = make_user(language="es")
    client = signed_in(make_member(Role.RECORDER, dialogue=item.round.dialogue, user=user))
    says = "«lunes 3 nov 2015»: el 3 nov 2015 es martes. Corrija el día de la semana o la fecha."
    form = client.get(f"/items/{item.ref}/").context["form"]
    typed = sent_by(form) | {"note": "Ana llamó.", "effective_on": "lunes 3 nov 2015"}
    page = client.post(f"/items/{item.ref}/", typed)
    assert page.context["form"].errors == {"effective_on": [says]}
    assert item.entries.count() == 1
    assert client.get("/items/", {"as_of": "lunes 3 nov 2015"}).context["faults"] == [
        f"Situación en la fecha: {says}"
    ]
    report = client.get("/reports/attention/", {"as_of": "lunes 3 nov 2015"})
    assert report.context["form"].errors["as_of"] == [says]


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
