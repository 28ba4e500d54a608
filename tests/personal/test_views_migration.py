"""Saved views that asked for a status go on asking for our office's."""

import importlib

import pytest
from django.apps import apps

from ledger.models import SavedView
from ledger.personal import save_view
from ledger.vocabulary import Role
from tests.makers import make_dialogue, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MIGRATION = importlib.import_module("ledger.migrations.0020_views_by_office_status")

VIEWS = {
    "status=done": "party=none&status=done&voice=office",
    "status=done&topic=prisons": "party=none&status=done&topic=prisons&voice=office",
    "status=open": "status=open",
    "status=done&voice=party": "status=done&voice=party",
    "party=MEX&status=done": "party=MEX&status=done",
    "topic=prisons": "topic=prisons",
}


def test_views_by_a_status_name_our_office() -> None:
    user = make_member(Role.VIEWER, dialogue=make_dialogue())
    for query in VIEWS:
        save_view(user=user, name=query, query=query)
    MIGRATION.name_our_office(apps, None)
    assert dict(SavedView.objects.values_list("name", "query")) == VIEWS
