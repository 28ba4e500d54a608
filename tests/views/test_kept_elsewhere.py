"""Evidence whose file is to be destroyed: who asks and who decides is told where else the same content is kept."""

import lxml.html
import pytest

from ledger.models import Round, User
from ledger.recording import request_redaction
from ledger.vocabulary import Role
from tests.makers import (
    make_dialogue,
    make_entry,
    make_evidence,
    make_file,
    make_item,
    make_round,
)
from tests.support.admin_pages import signed_in
from tests.support.rows import make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

CONTENT = b"%PDF-1.4 A list of names."


@pytest.fixture
def round() -> Round:
    return make_round(make_dialogue())


def words_of(user: User, page: str) -> str:
    [main] = lxml.html.fromstring(signed_in(user).get(page).content).xpath("//main")
    return " ".join(main.text_content().split())


@pytest.mark.parametrize("site", ["workspace", "admin"])
def test_who_redacts_evidence_is_told_which_files_have_the_same_content(round: Round, site: str) -> None:
    entry, also = (
        make_entry(make_item(round), evidence=(make_evidence(file=CONTENT, file_name="b.pdf"),))
        for _number in range(2)
    )
    make_file(round, title="Annex B", content=CONTENT)
    make_file(make_round(make_dialogue()), title="Of strangers", content=CONTENT)
    asks, approves = (make_staff(Role.EDITOR, dialogue=round.dialogue) for _number in range(2))
    there = f"/items/{entry.item.ref}" if site == "workspace" else f"/admin/ledger/item/{entry.item.pk}"

    def told(user: User, page: str) -> tuple[bool, ...]:
        shown = words_of(user, page)
        named = ("kept elsewhere too", "Annex B", also.item.ref, "Of strangers")
        return tuple(name in shown for name in named)

    assert told(asks, f"{there}/entries/{entry.sequence}/redact/") == (True, True, True, False)
    request = request_redaction(user=asks, entry=entry, parts=["evidence.0.file"], reason="Names.")
    pages = {act: f"{there}/redactions/{request.pk}/{act}/" for act in ("approve", "decline")}
    for page in pages.values():
        assert told(approves, page) == (True, True, True, False)
    client = signed_in(approves)
    form = client.get(pages["approve"]).context["form"]
    hidden = {field.name: str(field.value()) for field in form.hidden_fields()}
    answer = client.post(pages["approve"], hidden, follow=True)
    assert "The content of its file is kept elsewhere too, and stays there." in answer.content.decode()


def test_who_redacts_words_alone_is_told_of_no_file(round: Round) -> None:
    entry = make_entry(make_item(round), evidence=(make_evidence(file=CONTENT, file_name="b.pdf"),))
    make_file(round, title="Annex B", content=CONTENT)
    asks, approves = (make_staff(Role.EDITOR, dialogue=round.dialogue) for _number in range(2))
    titles = request_redaction(user=asks, entry=entry, parts=["evidence.0.title"], reason="A name.")
    page = f"/items/{entry.item.ref}/redactions/{titles.pk}/approve/"
    assert "kept elsewhere" not in words_of(approves, page)
