"""The front page in groups, for each what they may open."""

import pytest
from django.urls import reverse

from ledger.admin.index import GROUPS
from ledger.vocabulary import Role
from tests.makers import make_user
from tests.support.admin_pages import MODELS, signed_in
from tests.support.rows import Everything, make_everything, make_staff, make_superuser

pytestmark = pytest.mark.django_db


def shown_to(user: object) -> dict[str, list[str]]:
    apps = signed_in(user).get(reverse("admin:index")).context["app_list"]  # type: ignore[arg-type]
    return {str(app["name"]): [model["object_name"] for model in app["models"]] for app in apps}


READS = {
    "Ledger": ["Item", "Entry", "Evidence", "Position", "RedactionRequest"],
    "Rounds and statements": [
        "Dialogue", "Round", "Statement", "SourceFile", "Passage", "Delegation", "Delegate", "Event",
    ],
    "Topics": ["Topic", "TopicText"],
    "Parties": ["Party", "Agency", "Forum"],
    "Desk": ["IssuedReport", "ReviewDraft", "Handover", "SavedView"],
}  # fmt: skip


def test_groups_name_models_that_are_there() -> None:
    named = [name for _label, names in GROUPS for name in names]
    assert set(named) <= {model.__name__ for model in MODELS}
    assert len(named) == len(set(named))


def test_index_lists_in_groups_what_each_may_open(everything: Everything) -> None:
    shown = {
        "no membership": shown_to(make_user(is_staff=True)),
        "viewer": shown_to(make_staff(Role.VIEWER, dialogue=everything.dialogue))["Ledger"],
        "superuser": shown_to(make_superuser()),
    }
    assert shown == {
        "no membership": {},
        # The only dialogue there is: anyone who reads it reads all, and so the seals.
        "viewer": [*READS["Ledger"], "Seal"],
        "superuser": {"Rounds and statements": ["Dialogue"], "People": ["User", "Membership"]},
    }


def test_index_of_one_dialogue_among_others_leaves_out_the_seals(everything: Everything) -> None:
    make_everything()
    assert shown_to(make_staff(Role.VIEWER, dialogue=everything.dialogue)) == READS


def test_page_of_the_app_is_there(everything: Everything) -> None:
    page = signed_in(everything.editor).get(reverse("admin:app_list", args=("ledger",)))
    assert (page.status_code, page.context["app_list"][0]["app_label"]) == (200, "ledger")
