"""A statement comes in: what is taken, what is refused and where it says so, and the same text again."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledger import isolation
from ledger.forms import intake
from ledger.intake import begin
from ledger.models import Dialogue, ReviewDraft, User
from ledger.vocabulary import Language, Role, TrackedChanges
from tests.makers import make_dialogue, make_editor, make_member, make_round, make_statement
from tests.support.admin_pages import signed_in
from tests.support.drafts import TEXT, TORTURE
from tests.support.word_files import inserted, make_docx, p, r

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]
PAGE = "/statements/new/"
ITALIAN = "Le due delegazioni hanno discusso della pena di morte e della libertà di stampa nel mondo. " * 3
FRENCH = (
    "Les deux pays ont examiné les mesures pour prévenir la torture et la protection des journalistes dans le pays. "
    * 3
)


@pytest.fixture
def editor() -> User:
    return make_editor(make_dialogue())


@pytest.fixture
def client(editor: User) -> Client:
    return signed_in(editor)


def sent(editor: User, **values: object) -> dict[str, object]:
    return {"dialogue": editor.memberships.get().dialogue_id, "language": ""} | values


def test_pasted_text_leads_to_its_review(client: Client, editor: User) -> None:
    answer = client.post(PAGE, sent(editor, pasted=TEXT.replace("\n", "\r\n")))
    draft = ReviewDraft.objects.get()
    assert answer["Location"] == f"/statements/review/{draft.uuid}/"
    assert (draft.text, draft.language, draft.round_number) == (TEXT, Language.EN, 3)
    client.post(PAGE, sent(editor, pasted=TEXT))  # and again: the same review goes on
    assert ReviewDraft.objects.count() == 1
    assert f"/statements/review/{draft.uuid}/" in client.get(PAGE).content.decode()


def test_dialogue_is_the_one_whose_parties_the_text_names(client: Client, editor: User) -> None:
    other = make_dialogue("OTHER", parties=("FRA", "MEX"))
    make_member(Role.EDITOR, dialogue=other, user=editor)
    field = client.get(PAGE).context["form"]["dialogue"]
    assert "as the text shows" in str(field)
    client.post(PAGE, {"pasted": TEXT, "language": ""})
    assert ReviewDraft.objects.get().dialogue != other


@pytest.mark.both_databases
def test_reader_asks_nothing_about_the_dialogue_once_it_is_chosen(client: Client, editor: User) -> None:
    nameless = "The two parties discussed the prevention of torture and the protection of journalists. " * 3
    page = client.post(PAGE, sent(editor, pasted=nameless, language="en"))["Location"]
    shown = client.get(page).content.decode()
    assert "The text does not say which round it was." in shown
    assert "The text names no dialogue." not in shown


def test_text_that_may_be_of_two_dialogues_asks_which(client: Client, editor: User) -> None:
    make_member(Role.EDITOR, dialogue=make_dialogue("OTHER"), user=editor)
    answer = client.post(PAGE, {"pasted": TEXT, "language": ""})
    assert answer.context["form"].errors == {
        "dialogue": ["The text does not show which of these it is: choose one."]
    }
    assert answer.context["form"]["pasted"].value() == TEXT
    Dialogue.objects.filter(code="OTHER").update(name_en="Bilateral Dialogue on Human Rights")
    client.post(PAGE, {"pasted": TEXT, "language": ""})
    assert ReviewDraft.objects.get().dialogue.code == "OTHER"


def test_uploaded_page_is_read(client: Client, editor: User) -> None:
    html = f"<html><body><p>{TEXT}</p></body></html>".encode()
    client.post(PAGE, sent(editor, file=SimpleUploadedFile("statement.html", html)))
    assert TORTURE in ReviewDraft.objects.get().text


REFUSED = [
    ("pasted", {"pasted": " \n"}, "Paste the text, or choose its file."),
    ("pasted", {"pasted": ITALIAN}, "If it is in one, choose it below."),
    ("language", {"pasted": TEXT, "language": "es"}, "another language: English"),
    ("language", {"pasted": FRENCH, "language": "es"}, "another language: French"),
    ("file", {"file": b""}, "The file holds no text."),
    ("file", {"file": bytes(range(256)) * 9}, "This is not a text"),
    ("file", {"file": b"\xd0\xcf\x11\xe0 old"}, "old Word file"),
    ("file", {"file": b"%PDF-1.7 broken"}, "damaged"),
    ("file", {"file": TEXT.encode(), "pasted": TEXT}, "not both"),
]


@pytest.mark.parametrize(("field", "values", "says"), REFUSED)
def test_refusal_stands_at_its_field_and_what_was_pasted_stays(
    client: Client, editor: User, field: str, values: dict[str, object], says: str
) -> None:
    if "file" in values:
        values = values | {"file": SimpleUploadedFile("statement", values["file"])}  # type: ignore[arg-type]
    answer = client.post(PAGE, sent(editor, **values))
    assert answer.status_code == 200
    (sentence,) = answer.context["form"].errors[field]
    assert says in sentence
    assert answer.context["form"]["pasted"].value() == values.get("pasted")
    assert not ReviewDraft.objects.exists()


def test_large_file_is_not_even_read(client: Client, editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_FILE_BYTES", 10)
    monkeypatch.setattr(intake, "text_of", None)  # calling it fails
    answer = client.post(PAGE, sent(editor, file=SimpleUploadedFile("big.pdf", b"%PDF-1.7 and more")))
    assert "too large" in str(answer.context["form"].errors["file"])


def test_text_that_the_ledger_has_leads_there(client: Client, editor: User) -> None:
    round = make_round(editor.memberships.get().dialogue)
    statement = make_statement(round, text=TEXT)
    answer = client.post(PAGE, sent(editor, pasted=TEXT), follow=True)
    assert str(statement) in answer.content.decode()
    assert not ReviewDraft.objects.exists()


def test_another_dialogue_is_no_choice_and_its_drafts_are_not_listed(client: Client, editor: User) -> None:
    other = make_dialogue("SECRET")
    begin(user=make_editor(other), dialogue=other, text=TEXT, language=None)
    answer = client.post(PAGE, sent(editor, dialogue=other.pk, pasted=TEXT))
    assert "dialogue" in answer.context["form"].errors
    assert "SECRET" not in answer.content.decode()
    assert ReviewDraft.objects.count() == 1


def test_seed_is_read_as_it_is(client: Client, editor: User) -> None:
    path = Path(__file__).parents[2] / "seeds" / "statements" / "usmx-07-en.txt"
    client.post(PAGE, sent(editor, file=SimpleUploadedFile("seed.txt", path.read_bytes())))
    assert ReviewDraft.objects.get().sha256.startswith("538e1065")


# --- A document with tracked changes

CHANGED = make_docx(p(r(TEXT)), p(r("Both sides agreed to publish "), inserted("an annual "), r("report.")))
READ = {
    TrackedChanges.ACCEPTED: "Both sides agreed to publish an annual report.",
    TrackedChanges.ORIGINAL: "Both sides agreed to publish report.",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def changed_file() -> SimpleUploadedFile:
    return SimpleUploadedFile("changed.docx", CHANGED, WORD)


def as_page_sends(form: intake.IntakeForm) -> dict[str, object]:
    """What a browser sends of the form's fields, with its line ends; files, never again."""
    values = {name: form[name].value() or "" for name in form.fields if name != "file"}
    return {name: str(value).replace("\n", "\r\n") for name, value in values.items()}


@pytest.mark.parametrize("changes", TrackedChanges)
def test_tracked_changes_are_asked_about_and_the_file_need_not_come_again(
    client: Client, editor: User, changes: TrackedChanges
) -> None:
    asked = client.post(PAGE, sent(editor, file=changed_file(), language="en"))
    form = asked.context["form"]
    assert form.errors == {
        "changes": [
            "The file has tracked changes: say whether to read it with them accepted, or as it was before them."
        ]
    }
    page = asked.content.decode()
    assert "The words of changed.docx are kept" in page
    assert 'type="radio" name="changes" value="accepted"' in page
    assert 'type="radio" name="changes" value="original"' in page
    assert not ReviewDraft.objects.exists()
    client.post(PAGE, as_page_sends(form) | {"changes": changes})
    draft = ReviewDraft.objects.get()
    assert draft.text.endswith(f"\n\n{READ[changes]}")
    assert draft.language == "en"


def test_choice_that_is_not_made_is_asked_for_again(client: Client, editor: User) -> None:
    form = client.post(PAGE, sent(editor, file=changed_file())).context["form"]
    again = client.post(PAGE, as_page_sends(form)).context["form"]
    assert set(again.errors) == {"changes"}
    client.post(PAGE, as_page_sends(again) | {"changes": "original"})
    assert READ[TrackedChanges.ORIGINAL] in ReviewDraft.objects.get().text


def test_another_file_or_pasted_text_takes_the_place_of_the_kept_file(client: Client, editor: User) -> None:
    form = client.post(PAGE, sent(editor, file=changed_file())).context["form"]
    both = client.post(PAGE, as_page_sends(form) | {"pasted": TEXT, "changes": "accepted"}).context["form"]
    assert both.errors == {"file": ["Paste the text or choose its file, not both."]}
    client.post(
        PAGE, as_page_sends(form) | {"file": SimpleUploadedFile("other.txt", f"{TEXT} Other.".encode())}
    )
    assert ReviewDraft.objects.get().text == f"{TEXT} Other."
    client.post(PAGE, as_page_sends(form) | {"pasted": f"{TEXT} Pasted."})
    assert ReviewDraft.objects.filter(text=f"{TEXT} Pasted.").exists()


def test_file_too_long_for_the_page_is_chosen_again_with_the_choice(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "KEPT_BYTES", 100)
    asked = client.post(PAGE, sent(editor, file=changed_file()))
    assert "choose it once more, with the choice" in asked.content.decode()
    assert 'value="accepted"' in asked.content.decode()
    assert asked.context["form"]["accepted"].value() == ""
    client.post(PAGE, sent(editor, file=changed_file(), changes="accepted"))
    assert ReviewDraft.objects.get().text.endswith(READ[TrackedChanges.ACCEPTED])


def test_page_asks_nothing_about_changes_before_there_are_any(client: Client) -> None:
    assert 'name="changes"' not in client.get(PAGE).content.decode()


def test_hostile_file_is_refused_with_a_sentence_and_what_was_pasted_stays(
    client: Client, editor: User
) -> None:
    file = SimpleUploadedFile("a.html", b"<![" * 20)
    answer = client.post(PAGE, sent(editor, pasted=TEXT, file=file))
    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert answer.context["form"]["pasted"].value() == TEXT


@pytest.mark.parametrize("field", ["file", "pasted"])
def test_what_takes_too_long_stands_beside_its_field(
    client: Client, editor: User, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    limits = isolation.Limits(processor_seconds=1)
    run = isolation.run

    def reading_takes_long(function: str, content: bytes, **arguments: Any) -> Any:
        if function.endswith("text_here"):
            return run(function, content, **arguments)
        return run("tests.support.overrunning:loop", content, limits=limits)

    monkeypatch.setattr(isolation, "run", reading_takes_long)
    given = SimpleUploadedFile("a.txt", TEXT.encode()) if field == "file" else TEXT
    answer = client.post(PAGE, sent(editor, **{field: given}))
    says = "This takes too long to read: take the text of the statement alone, without what surrounds it."
    assert answer.context["form"].errors == {field: [says]}
    assert not ReviewDraft.objects.exists()
