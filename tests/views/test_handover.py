"""The pages of handing over: preview, one step, undoing, and the sheet with its files."""

import io
import re
from typing import Any
from uuid import uuid4

import docx
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledger.models import Dialogue, Handover, Item, SavedView, User
from ledger.personal import save_view
from ledger.views import handover, handover_sheet
from ledger.vocabulary import Role, Status
from tests.makers import make_dialogue, make_editor, make_entry, make_member
from tests.support.admin_pages import signed_in
from tests.support.handing_over import BATCH, DAY, give, make_held

pytestmark = pytest.mark.django_db
PAGE = "/hand-over/"


@pytest.fixture
def dialogue() -> Dialogue:
    return make_dialogue()


@pytest.fixture
def keeper(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def old(dialogue: Dialogue) -> User:
    return make_member(Role.RECORDER, dialogue=dialogue)


@pytest.fixture
def new(dialogue: Dialogue) -> User:
    return make_member(Role.RECORDER, dialogue=dialogue)


def preview(keeper: User, old: User, new: User) -> Any:
    return signed_in(keeper).get(PAGE, {"from_user": old.uuid, "to_user": new.uuid})


def hidden(answer: Any) -> dict[str, str]:
    """What the page's form carries along."""
    inputs = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)"', answer.content.decode())
    return {name: value for name, value in inputs if name not in {"csrfmiddlewaretoken", "next"}}


def test_walk_from_choice_to_undoing(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    item = make_held(old, dialogue, next_step="Call SRE.")
    save_view(user=old, name="Late here", query="", dialogue=dialogue, is_shared=True)
    client = signed_in(keeper)
    assert str(old.uuid) in client.get(PAGE).content.decode()
    seen = preview(keeper, old, new)
    assert all(words in seen.content.decode() for words in (item.ref, "Call SRE.", "Late here"))
    done = client.post(PAGE, hidden(seen), follow=True)
    [(there, _status)] = done.redirect_chain
    assert (item.ref in done.content.decode(), Item.objects.get().officer) == (True, new)
    assert there in client.get(PAGE).content.decode()
    refused = client.post(there, {"reason": " "})
    assert 'href="#id_reason"' in refused.content.decode()
    undone = client.post(there, {"reason": "Too early."}, follow=True).content.decode()
    assert ("The handover is undone." in undone, "Undo the handover" in undone) == (True, False)
    assert (Item.objects.get().officer, SavedView.objects.get().owner) == (old, old)


def test_batch_of_a_handover_is_undone_with_its_views(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    """The batch's own undoing would give the items back and leave the views."""
    item = make_held(old, dialogue)
    save_view(user=old, name="Late here", query="", dialogue=dialogue)
    give(keeper, old, new)
    client, page, handed = signed_in(keeper), f"/batches/{BATCH}/", f"{PAGE}{BATCH}/"
    assert handed in client.get(page).content.decode()
    undoing = (f"{page}undo/", f"/admin/ledger/item/batches/{BATCH}/undo/")
    keeper.is_staff = True
    keeper.save()
    for address in undoing:
        answer = client.post(address, {"reason": "Back.", "request_id": uuid4(), "seen": "2"})
        assert (answer.status_code, answer["Location"]) == (302, handed)
    assert Item.objects.get(pk=item.pk).officer == new
    assert client.post(handed, {"reason": "Back."}).status_code == 302
    assert Item.objects.get(pk=item.pk).officer == SavedView.objects.get().owner == old


def test_preview_says_what_stays(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    second = make_dialogue("OTHER")
    make_member(Role.VIEWER, dialogue=second, user=keeper)
    make_held(old, dialogue)
    make_held(old, second)
    assert "You may not give items of OTHER to others." in preview(keeper, old, new).content.decode()


def test_what_was_typed_stays_with_a_refusal(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    make_held(old, dialogue)
    sent = hidden(preview(keeper, old, new))
    page = signed_in(keeper).post(PAGE, sent | {"review_on": "2028-01-01"}).content.decode()
    assert 'value="2028-01-01"' in page
    assert 'href="#id_reason"' in page
    bad = signed_in(keeper).post(PAGE, sent | {"review_on": "soon", "reason": "Kept words"}).content.decode()
    assert ('href="#id_review_on"' in bad, "Kept words" in bad) == (True, True)
    assert not Handover.objects.exists()


def test_what_was_typed_comes_along_to_another_receiver(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    """The one chosen first has left between the preview and its sending."""
    make_held(old, dialogue)
    client, left = signed_in(keeper), make_member(Role.RECORDER, dialogue=dialogue)
    sent = hidden(preview(keeper, old, left)) | {"review_on": "2028-01-01", "reason": "She moves on."}
    left.memberships.update(ended_on=DAY)
    asked = client.post(PAGE, sent)
    assert 'href="#id_to_user"' in asked.content.decode()
    again = client.post(PAGE, hidden(asked) | {"from_user": old.uuid, "to_user": new.uuid})
    form = again.context["form"]
    assert (form["reason"].value(), form["review_on"].value(), dict(form.errors)) == (
        "She moves on.",
        "2028-01-01",
        {},
    )
    done = client.post(PAGE, hidden(again) | {"review_on": "2028-01-01", "reason": "She moves on."})
    assert (done.status_code, Handover.objects.get().to_user) == (302, new)


def test_who_looked_too_early_looks_again_and_sends(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    item = make_held(old, dialogue)
    sent = hidden(preview(keeper, old, new))
    make_entry(item, Status.STALLED, keeper)
    answer = signed_in(keeper).post(PAGE, sent)
    assert "It has changed since you looked." in answer.content.decode()
    assert hidden(answer)["seen"] != sent["seen"]
    signed_in(keeper).post(PAGE, hidden(answer))
    assert Item.objects.get().officer == new


@pytest.mark.parametrize(
    ("given", "field"), [({"to_user": "x"}, "to_user"), ({"from_user": ""}, "from_user"), ({}, "to_user")]
)
def test_bad_choice_is_refused_at_its_field(
    given: dict[str, str], field: str, dialogue: Dialogue, keeper: User, old: User
) -> None:
    make_held(old, dialogue)
    both = {"from_user": str(old.uuid), "to_user": str(old.uuid)} | given
    for answer in (signed_in(keeper).get(PAGE, both), signed_in(keeper).post(PAGE, both)):
        assert (answer.status_code, f'href="#id_{field}"' in answer.content.decode()) == (200, True)


# The sheet


def test_sheet_tells_what_is_open_next_steps_and_last_notes(
    dialogue: Dialogue, keeper: User, old: User
) -> None:
    item, closed = make_held(old, dialogue, next_step="Call SRE."), make_held(old, dialogue)
    for number in range(5):
        make_entry(item, None, keeper, note=f"Note {number}.")
    make_entry(closed, Status.DECLINED, keeper)
    page = signed_in(keeper).get(f"/hand-over/sheet/{old.uuid}/").content.decode()
    assert [f"Note {number}." in page for number in range(5)] == [False, False, True, True, True]
    assert all(words in page for words in (item.ref, closed.ref, "Call SRE.", "1 Mar 2027", "1 closed"))


def test_sheet_comes_as_word_and_pdf_with_ones_own_dialogues_alone(
    dialogue: Dialogue, keeper: User, old: User
) -> None:
    item = make_held(old, dialogue, next_step="Call SRE.")
    make_entry(item, None, keeper, note="They are at it.")
    foreign = make_held(old, make_dialogue("SECRET"))
    client = signed_in(keeper)
    word = client.get(f"/hand-over/sheet/{old.uuid}/?format=docx")
    pages = client.get(f"/hand-over/sheet/{old.uuid}/?format=pdf")
    document = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = "\n".join([*(one.text for one in document.paragraphs), *cells])
    sheets = pypdf.PdfReader(io.BytesIO(pages.content)).pages
    assert len(sheets) == 1, "what is told of one item does not begin a page"
    printed = "\n".join(sheet.extract_text() for sheet in sheets)
    for told in (words, printed):
        assert all(each in told for each in (item.ref, "Call SRE.", "They are at it.", str(old)))
        assert foreign.ref not in told
    assert word["Content-Disposition"].endswith('.docx"')
    assert pages["Content-Type"] == "application/pdf"
    assert client.get(f"/hand-over/sheet/{old.uuid}/?format=csv").status_code == 404


def test_sheet_shows_what_is_open_first_and_counts_all(
    dialogue: Dialogue, keeper: User, old: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover_sheet, "MOST", 2)
    closed, *opened = (make_held(old, dialogue) for _number in range(3))
    make_entry(closed, Status.DECLINED, keeper)
    page = signed_in(keeper).get(f"/hand-over/sheet/{old.uuid}/").content.decode()
    assert [one.ref in page for one in (*opened, closed)] == [True, True, False]
    assert all(words in page for words in ("2 open items", "1 closed", "tells of the first 2"))


def test_sheet_of_nothing_teaches(keeper: User, old: User) -> None:
    client = signed_in(keeper)
    assert "Nothing is open." in client.get(f"/hand-over/sheet/{old.uuid}/").content.decode()
    assert client.get(f"/hand-over/sheet/{old.uuid}/?format=pdf").status_code == 200


def counted(client: Any, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_pages_ask_no_more_for_three_rows_than_for_one(
    dialogue: Dialogue, keeper: User, old: User, new: User
) -> None:
    client = signed_in(keeper)
    pages = (f"{PAGE}?from_user={old.uuid}&to_user={new.uuid}", f"/hand-over/sheet/{old.uuid}/")
    counts = []
    for rows in (1, 2):
        for number in range(rows):
            make_entry(make_held(old, dialogue), None, keeper)
            save_view(user=old, name=f"{rows} {number}", query="", dialogue=dialogue)
        client.get(PAGE)
        counts.append(tuple(counted(client, page) for page in pages))
    assert counts == [QUERIES, QUERIES]


QUERIES = (23, 8)


def test_preview_counts_what_it_does_not_list(
    dialogue: Dialogue, keeper: User, old: User, new: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "SHOWN", 1)
    first, second = make_held(old, dialogue), make_held(old, dialogue)
    answer = preview(keeper, old, new)
    assert [one.ref in answer.content.decode() for one in (first, second)] == [True, False]
    assert "1 more item" in answer.content.decode()
    done = signed_in(keeper).post(PAGE, hidden(answer), follow=True)
    assert (done.context["count"], [one.ref for one in done.context["items"]]) == (2, [first.ref])
    assert "1 more item" in done.content.decode()
    assert set(Item.objects.values_list("officer", flat=True)) == {new.pk}


def test_review_day_shown_is_the_items(dialogue: Dialogue, keeper: User, old: User, new: User) -> None:
    make_held(old, dialogue)
    assert f'datetime="{DAY.isoformat()}"' in preview(keeper, old, new).content.decode()
