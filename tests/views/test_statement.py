"""A statement comes in: what is taken, what is refused and where it says so, and the same text again."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ledger.forms import intake
from ledger.models import Dialogue, ReviewDraft, User
from ledger.reviewing import begin
from ledger.vocabulary import Language, Role
from tests.admin.test_walk import signed_in
from tests.makers import make_dialogue, make_editor, make_member, make_round, make_statement
from tests.reviewing.drafts import TEXT, TORTURE

pytestmark = pytest.mark.django_db
PAGE = "/statements/new/"
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
    ("pasted", {"pasted": FRENCH}, "none of the languages"),
    ("language", {"pasted": TEXT, "language": "es"}, "another language: English"),
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
    monkeypatch.setattr(intake, "LARGEST", 10)
    monkeypatch.setattr(intake, "text_of", None)  # whoever calls it fails
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
