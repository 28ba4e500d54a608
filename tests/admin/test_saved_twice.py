"""A row's page sent twice, or by two at once: the second is told what is there by now, and nothing typed is lost."""

import threading
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from ledger.admin.rounds import AgendaInline
from ledger.models import AgendaPoint, Delegate, Delegation, Party, Round, TopicPhrase
from tests.makers import make_party, make_topic
from tests.support.admin_forms import form_of
from tests.support.admin_pages import address, signed_in
from tests.support.rows import Everything, make_everything
from tests.support.threads import at_once, wait_until_one_waits

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def everything() -> Everything:
    return make_everything()


def owner_of(everything: Everything, model: type[Any]) -> Any:
    if model is TopicPhrase:
        return make_topic()
    return (
        Delegation.objects.filter(round=everything.round).first() if model is Delegate else everything.round
    )


ROWS: dict[type[Any], dict[str, Any]] = {
    AgendaPoint: {"position": "77", "text": "Visas"},
    Delegate: {"position": "77", "name": "Ann Lee", "role": "member"},
    TopicPhrase: {"language": "en", "text": "visas"},
}


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
def test_row_added_twice_is_there_once_and_named(model: type[Any], everything: Everything) -> None:
    client, owner = signed_in(everything.editor), owner_of(everything, model)
    page = address(type(owner), "change", owner.pk)
    context = client.get(page).context
    [formset] = [one.formset for one in context["inline_admin_formsets"] if one.formset.model is model]
    number = formset.total_form_count()
    row = {one.name: one.value() or "" for one in formset.empty_form} | ROWS[model]
    typed = {f"{formset.prefix}-{number}-{name}": value for name, value in row.items()}
    sent = form_of(client, page) | typed | {f"{formset.prefix}-TOTAL_FORMS": number + 1}
    before = model.objects.count()
    assert client.post(page, sent).status_code == 302
    again = client.post(page, sent)
    assert (again.status_code, model.objects.count()) == (200, before + 1)
    [told] = [one.formset for one in again.context["inline_admin_formsets"] if one.formset.model is model]
    assert len(told.forms[number].non_field_errors()) == 1
    assert [told.forms[number][name].value() for name in ROWS[model]] == [row[name] for name in ROWS[model]]


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_what_somebody_saves_in_the_same_moment_is_told_by_the_form() -> None:
    client = signed_in(make_everything().editor)
    page, made = reverse("admin:ledger_party_add"), threading.Event()
    sent = form_of(client, page) | {"code": "FRA", "name_en": "France", "name_es": "Francia"}

    def make() -> None:
        with transaction.atomic():
            make_party("FRA")
            made.set()
            wait_until_one_waits()

    def send() -> Any:
        made.wait(5)
        return client.post(page, sent)

    _made, answer = at_once([make, send])
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == ["code"]
    assert Party.objects.filter(code="FRA").count() == 1


def test_number_of_rows_that_no_browser_sends_is_not_read(
    everything: Everything, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgendaInline, "max_num", 3)
    client = signed_in(everything.editor)
    page = address(Round, "change", everything.round.pk)
    sent = form_of(client, page) | {"agenda-TOTAL_FORMS": "2000"}
    answer = client.post(page, sent)
    [told] = [
        one.formset for one in answer.context["inline_admin_formsets"] if one.formset.model is AgendaPoint
    ]
    assert (answer.status_code, len(told.forms)) == (200, 3)
