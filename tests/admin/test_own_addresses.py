"""Rows know the address of their own page: it opens for who may see the row, and for nobody else."""

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.test import Client
from django.utils.html import escape

from ledger.admin.registry import registered
from ledger.models import User
from ledger.vocabulary import Role
from tests.makers import make_dialogue
from tests.seen_by import COMMON, own_models
from tests.support.rows import Everything, make_everything, make_staff, row_of

pytestmark = pytest.mark.django_db

MODELS = [model for model in own_models() if hasattr(model, "get_absolute_url")]
PAGES = {
    "Dialogue": "/dialogues/{row.code}/rules/",
    "Round": "/rounds/{row.dialogue.code}/{row.number}/",
    "Statement": "/rounds/{row.round.dialogue.code}/{row.round.number}/#h-text-{row.pk}",
    "SourceFile": "/files/{row.uuid}/",
    "Topic": "/topics/{row.slug}/",
    "Item": "/items/{row.ref}/",
    "Entry": "/items/{row.item.ref}/#entry-{row.sequence}",
    "TopicText": "/topics/{row.topic.slug}/{row.dialogue.code}/{row.kind}/{row.language}/",
    "IssuedReport": "/reports/issued/{row.uuid}/",
    "SavedView": "/views/{row.uuid}/",
    "ColleagueQuestion": "/questions/{row.uuid}/",
    "Handover": "/hand-over/{row.batch}/",
    "ImportDraft": "/imports/{row.uuid}/",
    "ReviewDraft": "/statements/review/{row.uuid}/",
}


@pytest.fixture
def everything() -> Everything:
    return make_everything()


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_these_models_have_a_page_of_their_own() -> None:
    assert {model.__name__ for model in MODELS} == set(PAGES)


@pytest.mark.parametrize("model", MODELS)
def test_address_leads_to_the_row_and_no_stranger_there(everything: Everything, model: type[Model]) -> None:
    row = row_of(model, everything)
    address = row.get_absolute_url()  # type: ignore[attr-defined]
    assert address == PAGES[model.__name__].format(row=row)
    assert signed_in(everything.editor).get(address, follow=True).status_code == 200
    stranger = make_staff(Role.EDITOR, dialogue=make_dialogue())
    expected = 200 if model.__name__ in COMMON else 404
    assert signed_in(stranger).get(address, follow=True).status_code == expected


@pytest.mark.parametrize("model", [model for model in MODELS if admin.site.is_registered(model)])
def test_page_in_the_admin_leads_to_the_workspace(everything: Everything, model: type[Model]) -> None:
    row = row_of(model, everything)
    assert registered(model).get_view_on_site_url(row) == row.get_absolute_url()  # type: ignore[attr-defined]
    page = signed_in(everything.editor).get(f"/admin/ledger/{model._meta.model_name}/{row.pk}/change/")
    assert f'href="{escape(row.get_absolute_url())}"' in page.content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", MODELS)
def test_djangos_redirect_by_number_tells_nobody_an_address(
    everything: Everything, model: type[Model]
) -> None:
    row = row_of(model, everything)
    stranger = make_staff(Role.EDITOR, dialogue=make_dialogue())
    kind = ContentType.objects.get_for_model(model)
    answer = signed_in(stranger).get(f"/admin/r/{kind.pk}/{row.pk}/")
    assert (answer.status_code, answer.get("Location")) == (404, None)
