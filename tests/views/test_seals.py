"""The page of seals: roots for all who have a role, counts for people who may read every dialogue."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from ledger.models import AuditRun
from ledger.presentation.qr_codes import qr_code
from ledger.recording import keep_audit, seal_ledger
from ledger.views import seals as seals_page
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_editor, make_entry, make_item, make_member, make_round

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PAGE = "/seals/"


def words_of(response) -> str:
    return " ".join(html.fromstring(response.content).find(".//main").text_content().split())


def test_seals_show_roots_counts_and_who_made_them(client) -> None:
    item = make_item()
    reader = make_member(Role.VIEWER, dialogue=item.round.dialogue)
    by_command, by_person = seal_ledger(), seal_ledger(user=reader)
    client.force_login(reader)
    response = client.get(PAGE)
    page = html.fromstring(response.content)
    assert [code.text for code in page.find_class("seal-root")] == [by_person.root, by_command.root]
    assert [drawing.get("aria-label") for drawing in page.find_class("seal-qr")] == [
        "QR code of the root"
    ] * 2
    assert [" ".join(row.text_content().split()) for row in page.xpath(".//*[@class='seal']/div")] == [
        f"Root: {by_person.root} 1 item · 1 entry Sealed by {reader}",
        f"Root: {by_command.root} 1 item · 1 entry Sealed by a command on the server",
    ]
    reader.language = "es"
    reader.save()
    assert words_of(client.get(PAGE)).startswith("Sellos del registro")


def test_reader_of_some_dialogues_sees_roots_and_no_counts(client) -> None:
    mine, other = make_dialogue(), make_dialogue()
    editor = make_editor(other)
    make_item(make_round(other), summary_en="Words of another dialogue")
    seal = seal_ledger(user=editor)
    client.force_login(make_member(Role.EDITOR, dialogue=mine))
    response = client.get(PAGE)
    words = words_of(response)
    assert seal.root in words
    assert "is shown to people who may read every dialogue" in words
    for hidden in (
        str(editor),
        editor.username,
        other.code,
        "Words of another",
        "1 item",
        "1 entry",
        "Sealed by",
    ):
        assert hidden not in words
    assert client.get("/api/v1/seals/").json()["results"] == []


def test_ledger_without_a_seal_says_so(client) -> None:
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    words = words_of(client.get(PAGE))
    assert "No seal was made yet." in words
    assert "is shown to people" not in words


def test_older_seals_follow_and_another_address_finds_none(client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals_page, "SEALS_ON_A_PAGE", 2)
    client.force_login(make_member(Role.VIEWER, dialogue=make_dialogue()))
    roots = []
    for _number in range(3):
        make_item()
        roots.append(seal_ledger().root)
    first = html.fromstring(client.get(PAGE).content)
    (older,) = first.xpath(".//a[@rel='next']")
    second = html.fromstring(client.get(older.get("href")).content)
    shown = [[code.text for code in page.find_class("seal-root")] for page in (first, second)]
    assert shown == [[roots[2], roots[1]], [roots[0]]]
    assert [link.get("href") for link in second.xpath(".//nav[@class='pager']/a")] == [PAGE]
    for guess in ("0", "x", "-1", "9" * 30, "", "<script>"):
        assert client.get(PAGE, {"before": guess}).status_code == 404


def test_last_audit_is_told_and_its_finding_to_readers_of_all(client, capsys) -> None:
    item = make_item()
    dialogue = item.round.dialogue
    client.force_login(make_member(Role.VIEWER, dialogue=dialogue))
    assert "No audit of this database was kept yet." in words_of(client.get(PAGE))
    call_command("audit_ledger")
    assert AuditRun.objects.get().found_nothing
    assert "it found every chain, seal, text and file whole." in words_of(client.get(PAGE))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_item SET status = 'done' WHERE id = %s", [item.pk])
    with pytest.raises(SystemExit):
        call_command("audit_ledger")
    told = words_of(client.get(PAGE))
    assert "it found something that does not hold." in told
    assert item.ref in told
    assert "file whole" not in told
    client.force_login(make_member(Role.EDITOR, dialogue=make_dialogue()))
    told = words_of(client.get(PAGE))
    assert "it found something that does not hold." in told
    assert item.ref not in told


def test_what_was_recorded_since_the_newest_seal_is_counted_in_ones_own_dialogues(
    client, monkeypatch: pytest.MonkeyPatch
) -> None:
    item, other = make_item(), make_item()
    client.force_login(make_member(Role.VIEWER, dialogue=item.round.dialogue))
    assert "since the newest seal" not in words_of(client.get(PAGE))
    seal = seal_ledger()
    make_entry(other)
    assert "Nothing was recorded in your dialogues since the newest seal." in words_of(client.get(PAGE))
    make_entry(item)
    assert "1 entry was recorded in your dialogues since the newest seal." in words_of(client.get(PAGE))
    make_entry(item)
    assert "2 entries were recorded in your dialogues since" in words_of(client.get(PAGE))
    monkeypatch.setattr(seals_page, "MOST_COUNTED", 1)
    assert "More than 1 entries were recorded" in words_of(client.get(PAGE))
    assert "since the newest seal" not in words_of(client.get(PAGE, {"before": seal.pk}))
    seal_ledger()
    assert "Nothing was recorded in your dialogues since the newest seal." in words_of(client.get(PAGE))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page(number: int, client) -> None:
    reader = make_member(Role.VIEWER, dialogue=make_dialogue())
    for _seal in range(number):
        keep_audit([])
        seal_ledger(user=reader)
    client.force_login(reader)
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(PAGE)
    assert len(asked) == 8


def test_qr_code_draws_each_dark_module_once_with_a_light_margin() -> None:
    code = qr_code("ab" * 32)
    runs = [tuple(map(int, found)) for found in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", code.path)]
    dark = [(x, y) for begin, y, length in runs for x in range(begin, begin + length)]
    assert len(dark) == len(set(dark))
    assert {4, code.size - 5} == {min(x for x, _y in dark), max(y for _x, y in dark)}
    finder = {(4 + x, 4) for x in range(7)}
    assert finder <= set(dark)
