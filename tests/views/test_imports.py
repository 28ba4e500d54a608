"""A spreadsheet from upload to the ledger, by the pages of imports."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ledger.actions.beside import WORK_BESIDE
from ledger.importing.mapping import read_mapping
from ledger.models import Dialogue, Entry, ImportDraft, Item, KeptMapping, User
from ledger.recording import undo_batch
from ledger.reports import runs
from ledger.reports.jobs import Job, carry_out
from ledger.reports.runs import Run
from ledger.views import imports
from ledger.vocabulary import DraftState, Language, Role, Status
from tests.makers import make_dialogue, make_editor, make_member, make_round, make_topic
from tests.support.acting import sent_by
from tests.support.admin_pages import signed_in

pytestmark = pytest.mark.django_db

ROWS = """Seguimiento de compromisos;;;;;;
N.º;Compromiso;Tema;Estatus;Fecha;Observaciones;Sin uso
A-1;Publicar el protocolo.;Prevención de la tortura;En proceso;03/04/2019;Borrador listo.;x
A-2;Informar <b>cada año</b>.;Prevención de la tortura;Verde;05/04/2019;;x
A-3;Capacitar.;Nada nuestro;En proceso;06/04/2019;;x
"""


@pytest.fixture
def dialogue() -> Dialogue:
    dialogue = make_dialogue("USMX")
    make_round(dialogue, number=7)
    make_topic("torture-prevention", name_es="Prevención de la tortura")
    return dialogue


@pytest.fixture
def editor(dialogue: Dialogue) -> User:
    return make_editor(dialogue)


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


def upload(
    client: Client, dialogue: Dialogue, text: str = ROWS, encoding: str = "cp1252", **more: Any
) -> Any:
    file = SimpleUploadedFile("seguimiento.csv", text.encode(encoding))
    return client.post("/imports/", {"dialogue": dialogue.pk, "file": file, "mapping": ""} | more)


def page_of(draft: ImportDraft) -> str:
    return f"/imports/{draft.uuid}/"


def typed(client: Client, draft: ImportDraft, **chosen: str) -> dict[str, Any]:
    """What a browser sends of the page of columns, with some of it chosen."""
    page = client.get(page_of(draft))
    return sent_by(page.context["form"]) | {"version": page.context["draft"].version} | chosen


def matched(client: Client, draft: ImportDraft, **words: str) -> Any:
    """Choose what the page asks, and the words that it proposes nothing for; return the answer to the last."""
    fixed = {"fixed-round": "USMX-7", "fixed-kind": "undertaken", "order-4": "day"}
    client.post(page_of(draft), typed(client, draft, **fixed))
    sent = typed(client, draft)
    for name, key in list(sent.items()):
        if name.endswith("-of") and (code := words.get(str(key).partition("\n")[2].replace(" ", "_"))):
            sent[name.removesuffix("-of")] = code
    return client.post(page_of(draft), sent)


def press(client: Client, draft: ImportDraft, step: str, **more: str) -> Any:
    draft.refresh_from_db()
    sent = {"step": step, "version": draft.version} | more
    return client.post(f"{page_of(draft)}preview/", sent, follow=True)


def test_spreadsheet_comes_in_from_upload_to_its_batch(client: Client, dialogue: Dialogue) -> None:
    answer = upload(client, dialogue)
    draft = ImportDraft.objects.get()
    assert answer["Location"] == page_of(draft)
    page = client.get(page_of(draft))
    assert "Encoding: cp1252. Separator: semicolon (;)" in page.content.decode()
    assert "Heads: row 2." in page.content.decode()
    uses = [column.use.value() for column in page.context["form"].columns]
    assert uses == ["outside_ref", "summary_es", "topics", "status", "status_on", "update", ""]
    assert "Publicar el protocolo." in page.content.decode()
    # The order of the dates is asked, and words that are none of ours
    client.post(page_of(draft), typed(client, draft, **{"fixed-round": "USMX-7", "fixed-kind": "undertaken"}))
    page = client.get(page_of(draft))
    assert [question.about for question in page.context["questions"]] == ["order"]
    assert page.context["unknown"] == 2
    answer = matched(client, draft, Verde="done", Nada_nuestro="torture-prevention")
    assert answer["Location"].startswith(f"{page_of(draft)}preview/")
    page = client.get(answer["Location"])
    found = page.context["found"]
    assert (found.opened, found.updates, found.bad_rows) == (2, 2, 1)  # done needs evidence
    assert Entry.objects.count() == 0
    assert "Informar &lt;b&gt;cada año&lt;/b&gt;." not in page.content.decode()  # its row is at fault
    page = press(client, draft, "skip")
    draft.refresh_from_db()
    assert (draft.state, draft.items, draft.entries, bytes(draft.table)) == (DraftState.COMMITTED, 2, 4, b"")
    assert Item.objects.filter(status=Status.IN_PROGRESS).count() == 2
    assert {entry.batch for entry in Entry.objects.all()} == {draft.uuid}
    assert f"/batches/{draft.uuid}/" in page.content.decode()
    # The rows left out come back, are mended, and come in
    bad = client.get(f"{page_of(draft)}bad-rows").content.decode("cp1252")
    assert bad.splitlines()[0].startswith("Seguimiento")
    assert [line.split(";")[0] for line in bad.splitlines()[2:]] == ["A-2"]
    upload(client, dialogue, bad.replace("Verde", "En proceso"))
    second = ImportDraft.objects.exclude(pk=draft.pk).get()
    matched(client, second)
    press(client, second, "write")
    assert Item.objects.get(outside_ref="A-2").summary_es == "Informar <b>cada año</b>."


def test_all_or_nothing_unless_said_otherwise(client: Client, dialogue: Dialogue) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    matched(client, draft, Verde="done", Nada_nuestro="torture-prevention")
    page = press(client, draft, "write")
    assert (page.context["is_written"], Item.objects.count()) == (False, 0)
    assert page.context["found"].bad_rows == 1


def test_second_click_and_second_upload_write_nothing_more(client: Client, dialogue: Dialogue) -> None:
    text = ROWS.replace("Verde", "En proceso").replace("Nada nuestro", "Prevención de la tortura")
    for _time in range(2):
        upload(client, dialogue, text)
        draft = ImportDraft.objects.latest("pk")
        matched(client, draft)
        version = ImportDraft.objects.get(pk=draft.pk).version
        for _click in range(2):
            client.post(f"{page_of(draft)}preview/", {"step": "write", "version": version})
    assert (Item.objects.count(), Entry.objects.count()) == (3, 6)
    page = client.get(f"{page_of(draft)}preview/")
    assert "Nothing is new: all of it is there already." in page.content.decode()


def test_undone_import_can_be_imported_again(client: Client, dialogue: Dialogue, editor: User) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    matched(client, draft, Verde="in_progress", Nada_nuestro="torture-prevention")
    press(client, draft, "write")
    undo_batch(user=editor, batch=draft.uuid, reason="The wrong file.")
    upload(client, dialogue)
    again = ImportDraft.objects.latest("pk")
    matched(client, again, Verde="in_progress", Nada_nuestro="torture-prevention")
    press(client, again, "write")
    assert Item.objects.current().count() == 3


def test_somebody_who_saved_meanwhile_is_named_and_nothing_is_lost(
    client: Client, dialogue: Dialogue
) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    mine = typed(client, draft, **{"fixed-kind": "asked"})
    other = signed_in(make_editor(dialogue))
    other.post(page_of(draft), typed(other, draft, **{"fixed-round": "USMX-7"}))
    page = client.post(page_of(draft), mine)
    assert page.status_code == 409
    assert "saved this import since you looked" in page.content.decode()
    assert page.context["form"]["fixed-kind"].value() == "asked"
    assert read_mapping(ImportDraft.objects.get().mapping).fixed == {"round": "USMX-7"}


def test_other_encoding_and_separator_are_chosen(client: Client, dialogue: Dialogue) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    client.post(page_of(draft), typed(client, draft, encoding="mac_roman", separator=","))
    page = client.get(page_of(draft))
    assert "Encoding: mac_roman. Separator: comma (,)" in page.content.decode()
    assert len(list(page.context["form"].columns)) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is no table in the file"),
        (b"<html><table></table></html>", "This is a web page"),
        (b"PK\x03\x04 broken", "The file is damaged"),
    ],
)
def test_unreadable_file_is_refused_beside_its_field(
    client: Client, dialogue: Dialogue, content: bytes, says: str
) -> None:
    file = SimpleUploadedFile("x.xlsx", content)
    page = client.post("/imports/", {"dialogue": dialogue.pk, "file": file})
    assert says in page.context["form"].errors["file"][0]
    assert not ImportDraft.objects.exists()


def test_too_large_file_is_not_read(
    client: Client, dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MAX_FILE_BYTES", 10)
    assert "too large" in upload(client, dialogue).context["form"].errors["file"][0]


def test_mapping_is_kept_downloaded_used_and_deleted(client: Client, dialogue: Dialogue) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    matched(client, draft, Verde="in_progress", Nada_nuestro="torture-prevention")
    press(client, draft, "keep", name="Tracker <7>")
    kept = KeptMapping.objects.get()
    text = client.get(f"/imports/mappings/{kept.pk}/").content.decode()
    assert read_mapping(text).words["status"] == {"Verde": "in_progress"}
    upload(client, dialogue, mapping=f"kept:{kept.pk}")
    second = ImportDraft.objects.latest("pk")
    page = press(client, second, "look")
    assert (page.context["found"].opened, page.context["found"].questions) == (3, [])
    toml = SimpleUploadedFile("other.toml", text.encode())
    sent = {"dialogue": dialogue.code, "mapping": toml, "name": "Other"}
    client.post("/imports/mappings/", sent)
    broken = SimpleUploadedFile("x.toml", b"format = 9")
    page = client.post("/imports/mappings/", sent | {"mapping": broken, "name": "x"}, follow=True)
    assert "A mapping begins with format = 1." in page.content.decode()
    assert [row.name for row in KeptMapping.objects.all()] == ["Other", "Tracker <7>"]
    client.post(f"/imports/mappings/{kept.pk}/")
    assert [row.name for row in KeptMapping.objects.all()] == ["Other"]


@pytest.mark.both_databases
def test_name_with_a_character_that_no_text_has_is_kept_without_it(
    client: Client, dialogue: Dialogue
) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    press(client, draft, "keep", name="Track\x00er")
    page = press(client, draft, "keep", name="\x00 ")
    assert "Give the mapping a name." in page.content.decode()
    assert [row.name for row in KeptMapping.objects.all()] == ["Tracker"]


def test_discarded_import_leaves_nothing(client: Client, dialogue: Dialogue) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    press(client, draft, "discard")
    draft.refresh_from_db()
    assert (draft.state, bytes(draft.content), bytes(draft.table)) == (DraftState.DISCARDED, b"", b"")
    assert client.get(page_of(draft))["Location"] == "/imports/"


def test_another_dialogue_and_other_roles_find_nothing(client: Client, dialogue: Dialogue) -> None:
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    press(client, draft, "keep", name="Ours")
    kept = KeptMapping.objects.get()
    elsewhere = make_dialogue("XYZ")
    for user in (
        make_editor(elsewhere),
        *(make_member(role, dialogue=dialogue) for role in Role if role != "editor"),
    ):
        other = signed_in(user)
        for there in ("", "preview/", "bad-rows", "mapping.toml"):
            assert other.get(f"{page_of(draft)}{there}").status_code == 404
        for there in (page_of(draft), f"{page_of(draft)}preview/", f"/imports/mappings/{kept.pk}/"):
            assert other.post(there, {"step": "discard", "version": draft.version}).status_code == 404
    other = signed_in(make_editor(elsewhere))
    assert upload(other, dialogue).context["form"].errors["dialogue"]
    assert "seguimiento.csv" not in other.get("/imports/").content.decode()
    draft.refresh_from_db()
    assert draft.state == DraftState.OPEN
    assert client.get(f"/imports/{uuid4()}/").status_code == 404


def test_long_import_is_looked_at_and_written_beside_the_request(
    client: Client,
    dialogue: Dialogue,
    editor: User,
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    tmp_path: Any,
) -> None:
    waiting: list[Any] = []

    def here(run: Run, job: Any, _handle: int) -> int:
        carry_out(run, Job(**job), WORK_BESIDE)
        return 0

    monkeypatch.setattr(runs, "in_background", lambda work: work())
    monkeypatch.setattr(runs, "in_a_process", here)
    monkeypatch.setattr(imports, "AT_ONCE_ROWS", 0)
    settings.LEDGER_VAR = tmp_path
    upload(client, dialogue)
    draft = ImportDraft.objects.get()
    matched(client, draft, Verde="in_progress", Nada_nuestro="torture-prevention")
    assert client.get(f"{page_of(draft)}preview/").context["found"].opened == 3
    monkeypatch.setattr(runs, "in_background", waiting.append)
    page = press(client, draft, "write")
    assert "Waiting for its turn." in page.content.decode()
    assert 'hx-trigger="every 2s"' in page.content.decode()
    run = page.context["under_way"]
    assert client.get(f"/reports/runs/{run.uuid}/")["Location"].startswith(f"{page_of(draft)}preview/")
    waiting.pop()()
    page = client.get(f"{page_of(draft)}preview/")
    assert (page.context["is_written"], Item.objects.count()) == (True, 3)


def test_page_asks_no_more_for_three_rows_than_for_one(client: Client, dialogue: Dialogue) -> None:
    lines = ROWS.splitlines()
    counts = []
    for number in (1, 3):
        upload(client, dialogue, "\n".join(lines[: 2 + number]))
        draft = ImportDraft.objects.latest("pk")
        matched(client, draft, Verde="in_progress", Nada_nuestro="torture-prevention")
        asked = []
        for there in ("", "preview/"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{page_of(draft)}{there}")
            asked.append(len(queries))
        counts.append(asked)
    assert counts == [[11, 4], [11, 4]]


def test_pages_speak_spanish_and_are_led_to(client: Client, dialogue: Dialogue, editor: User) -> None:
    assert 'href="/imports/"' in client.get("/items/").content.decode()
    User.objects.filter(pk=editor.pk).update(language=Language.ES)
    page = signed_in(User.objects.get(pk=editor.pk)).get("/imports/").content.decode()
    assert "<h1>Importar una hoja de cálculo</h1>" in page
