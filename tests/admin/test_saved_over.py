"""Two tabs on one row: the second is told what the first changed, keeps what was typed, and can save on purpose."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ledger.forms.optimistic_lock import SEEN
from ledger.models import AgendaPoint, Dialogue, Preference, Round, SavedView, Topic, User
from ledger.vocabulary import Role
from tests.admin.test_writing import errors_of
from tests.makers import make_dialogue, make_forum, make_party, make_topic, make_user
from tests.support.admin_forms import form_of
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.every_form import forms_on
from tests.support.rows import Everything, make_staff, make_superuser, row_of

pytestmark = pytest.mark.django_db

TOLD = "This was changed since you opened the page."
TEXTS = ("note", "description_en", "name_en", "text", "title", "office", "wording", "first_name", "city")


def two_tabs(everything: Everything) -> tuple[Client, Client, User]:
    first = make_staff(Role.EDITOR, dialogue=everything.dialogue, first_name="Ana", last_name="Ruiz")
    return signed_in(first), signed_in(everything.editor), first


def test_second_is_told_what_who_and_when_and_saves_on_purpose(everything: Everything) -> None:
    first, second, _ana = two_tabs(everything)
    topic = make_topic(description_en="Old words.", name_es="Tema")
    page = address(Topic, "change", topic.pk)
    opened = form_of(second, page)
    assert (
        first.post(page, form_of(first, page) | {"description_en": "Ana's.", "name_es": "De Ana"}).status_code
        == 302
    )
    answer = second.post(page, opened | {"description_en": "Mine."})
    assert answer.status_code == 200
    told = errors_of(answer)
    assert told["__all__"][0].startswith(TOLD)
    assert "changed meanwhile by Ana Ruiz, on " in told["description_en"][0]
    assert told["description_en"][0].endswith("from “Old words.” to “Ana's.”.")
    assert told["name_es"][0].endswith("from “Tema” to “De Ana”.")
    topic.refresh_from_db()
    assert (topic.description_en, topic.name_es) == ("Ana's.", "De Ana")
    # What was typed is still there; what was left alone shows what stands now.
    form = answer.context["adminform"].form
    assert (form["description_en"].value(), form["name_es"].value()) == ("Mine.", "De Ana")
    shown = next(one for one in forms_on(page, answer.content) if SEEN in one.values)
    assert second.post(page, dict(shown.values)).status_code == 302
    topic.refresh_from_db()
    assert (topic.description_en, topic.name_es) == ("Mine.", "De Ana")


def test_untouched_form_sets_nothing_back(everything: Everything) -> None:
    first, second, _ana = two_tabs(everything)
    topic = make_topic(description_en="Old words.")
    page = address(Topic, "change", topic.pk)
    opened = form_of(second, page)
    first.post(page, form_of(first, page) | {"description_en": "Ana's."})
    versions = topic.history.count()
    assert second.post(page, opened).status_code == 302
    topic.refresh_from_db()
    assert (topic.description_en, topic.history.count()) == ("Ana's.", versions)


def test_same_form_sent_twice_is_no_conflict(everything: Everything) -> None:
    _first, second, _ana = two_tabs(everything)
    topic = make_topic()
    page = address(Topic, "change", topic.pk)
    sent = form_of(second, page) | {"description_en": "Line one.\r\nLine two.", "name_es": "Tema"}
    assert [second.post(page, sent).status_code for _time in range(2)] == [302, 302]
    assert topic.history.count() == 2


@pytest.mark.parametrize("seen", ["", "forged", "\x00", "a:b", "9" * 100_000, "ñ\ud800"])
def test_page_that_does_not_say_what_it_showed_saves_nothing(everything: Everything, seen: str) -> None:
    _first, second, _ana = two_tabs(everything)
    topic = make_topic()
    page = address(Topic, "change", topic.pk)
    answer = second.post(
        page, form_of(second, page) | {SEEN: seen.encode("utf-8", "replace").decode(), "name_es": "Mío"}
    )
    assert answer.status_code == 200
    assert errors_of(answer)["__all__"] == [
        "The page did not say which version you saw. Look at it, then save again."
    ]
    assert answer.context["adminform"].form["name_es"].value() == "Mío"
    other = form_of(second, address(Topic, "change", make_topic().pk))
    assert second.post(page, form_of(second, page) | {SEEN: other[SEEN], "name_es": "Mío"}).status_code == 200
    topic.refresh_from_db()
    assert topic.name_es == ""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_row_that_is_edited_is_guarded(model: type[Any], everything: Everything) -> None:
    """The generic walk: whatever row has a form is not saved over."""
    keeper = make_staff(Role.EDITOR, dialogue=everything.dialogue, is_superuser=True)
    client, row = signed_in(keeper), row_of(model, everything)
    page = address(model, "change", row.pk)
    answer = client.get(page)
    form = answer.context["adminform"].form
    names = [name for name in form.fields if name not in (SEEN, "change_reason")]
    if not names or not answer.context["has_change_permission"]:
        assert SEEN not in answer.content.decode()
        return
    opened = form_of(client, page)
    assert opened[SEEN]
    field = next((name for name in TEXTS if name in opened), "")
    values: tuple[Any, Any] = ("Ana's", "Mine")
    if (
        not field
    ):  # a row of nothing but choices: a membership, whose day of ending may be given, and a round's forum
        field = "ended_on" if "ended_on" in opened else "forum"
        values = ("2020-01-01", "2020-01-02") if field == "ended_on" else (make_forum().pk, make_forum().pk)
    assert client.post(page, form_of(client, page) | {field: values[0]}).status_code == 302
    answer = client.post(page, opened | {field: values[1]})
    assert answer.status_code == 200, model
    assert "changed meanwhile" in errors_of(answer)[field][0]
    row.refresh_from_db()
    assert str(row.serializable_value(field)) == str(values[0])


def test_row_of_an_inline_is_guarded(everything: Everything) -> None:
    first, second, _ana = two_tabs(everything)
    page = address(Round, "change", everything.round.pk)
    point = AgendaPoint.objects.get(round=everything.round)
    opened = form_of(second, page)
    assert first.post(page, form_of(first, page) | {"agenda-0-text": "Ana's point"}).status_code == 302
    # The second typed elsewhere on the page: nothing of the point is set back.
    assert second.post(page, opened | {"city": "Mérida"}).status_code == 302
    point.refresh_from_db()
    assert point.text == "Ana's point"
    # The second typed there too.
    answer = second.post(page, opened | {"agenda-0-text": "Mine", "city": "Mérida"})
    [formset] = [
        one.formset for one in answer.context["inline_admin_formsets"] if one.formset.model is AgendaPoint
    ]
    [told] = formset.forms[0].errors["text"]
    assert "by Ana Ruiz" in told
    assert told.endswith("from “–” to “Ana's point”.")
    point.refresh_from_db()
    assert point.text == "Ana's point"
    shown = next(one for one in forms_on(page, answer.content) if "agenda-0-text" in one.values)
    assert second.post(page, dict(shown.values)).status_code == 302
    point.refresh_from_db()
    assert point.text == "Mine"


def test_account_is_guarded_without_a_change_log(everything: Everything) -> None:
    keeper, other, user = make_superuser(), make_superuser(), make_user(first_name="Eva")
    first, second, page = signed_in(keeper), signed_in(other), address(User, "change", user.pk)
    opened = form_of(second, page)
    first.post(page, form_of(first, page) | {"first_name": "Ida", "email": "ida@example.org"})
    answer = second.post(page, opened | {"first_name": "Ada"})
    told = errors_of(answer)
    assert f"by {keeper}, on " in told["first_name"][0]
    assert told["email"][0].endswith("from “–” to “ida@example.org”.")
    user.refresh_from_db()
    assert (user.first_name, user.email) == ("Ida", "ida@example.org")


def test_parties_of_a_dialogue_are_told_by_name() -> None:
    dialogue = make_dialogue()  # without rounds: its parties can still be chosen
    first, second = (signed_in(make_staff(Role.EDITOR, dialogue=dialogue)) for _tab in range(2))
    page = address(Dialogue, "change", dialogue.pk)
    opened = form_of(second, page)
    parties = [make_party(code).pk for code in ("MEX", "USA", "EU")]
    assert first.post(page, form_of(first, page) | {"parties": parties}).status_code == 302
    answer = second.post(page, opened | {"name_es": "Mío"})
    assert "to “European Union, Mexico, United States”" in html.unescape(str(errors_of(answer)["parties"][0]))


# --- Pages of the workspace


def test_saved_view_and_preferences_are_guarded(everything: Everything) -> None:
    client = signed_in(everything.editor)
    view = SavedView.objects.filter(owner=everything.editor)[0]
    pages = {
        reverse("ledger:saved-view-change", args=[view.uuid]): ({"name": ["First"]}, {"name": ["Second"]}),
        reverse("ledger:preferences"): ({"wants_digest": []}, {"language": ["es"]}),
    }
    for page, (ones, others) in pages.items():
        opened = next(one for one in forms_on(page, client.get(page).content) if SEEN in one.values)
        assert client.post(page, dict(opened.values) | ones).status_code == 302
        answer = client.post(page, dict(opened.values) | others)
        assert TOLD in answer.content.decode(), page
    view.refresh_from_db()
    everything.editor.refresh_from_db()
    assert (view.name, everything.editor.language) == ("First", "en")
    assert not Preference.objects.get(user=everything.editor).wants_digest
