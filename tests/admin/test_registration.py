"""Every model of the ledger has its pages, and each page stands on the table of rights."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.test import RequestFactory

from ledger.admin.base import LedgerAdmin, ReadOnlyAdmin
from ledger.admin.inlines import LedgerInline
from ledger.admin.registry import registered
from tests.support.admin_pages import MODELS, WITHOUT_PAGES

WRITTEN_BY_THE_DOOR = {
    "Item",
    "ItemAgency",
    "ItemForum",
    "ItemParty",
    "ItemPassage",
    "ItemTopic",
    "Position",
    "Entry",
    "EntryText",
    "Evidence",
    "RedactionRequest",
    "Seal",
    "Passage",
    "TopicText",
    "IssuedReport",
    "Handover",
    "SavedView",
    "ReviewDraft",
}


def test_models_without_pages() -> None:
    assert [model.__name__ for model in MODELS if not admin.site.is_registered(model)] == []


def test_pages_that_do_not_stand_on_the_base() -> None:
    strangers = [one for one in admin.site._registry.values() if not isinstance(one, LedgerAdmin)]
    inlines = [inline for model in MODELS for inline in registered(model).inlines]
    assert strangers == []
    assert [inline for inline in inlines if not issubclass(inline, LedgerInline)] == []


def test_groups_have_no_pages() -> None:
    assert not admin.site.is_registered(Group)


def test_models_without_pages_have_none() -> None:
    assert {model.__name__ for model in admin.site._registry} & WITHOUT_PAGES == set()


def test_what_the_write_api_writes_is_read_only() -> None:
    read_only = {model.__name__ for model in MODELS if isinstance(registered(model), ReadOnlyAdmin)}
    assert read_only == WRITTEN_BY_THE_DOOR


def test_only_items_have_actions() -> None:
    request = RequestFactory().get("/")
    others = (model for model in MODELS if model.__name__ != "Item")
    assert [model.__name__ for model in others if registered(model).get_actions(request)] == []
    assert dict(admin.site.actions) == {}
