"""The front page in groups, for each what they may open."""

import re
from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from ledger.admin.index import GROUPS
from ledger.models import User
from ledger.vocabulary import Role
from tests.makers import make_user
from tests.support.admin_pages import MODELS, signed_in
from tests.support.rows import Everything, make_everything, make_staff, make_superuser

pytestmark = pytest.mark.django_db


def shown_to(user: object) -> dict[str, list[str]]:
    apps = signed_in(user).get(reverse("admin:index")).context["app_list"]  # type: ignore[arg-type]
    return {str(app["name"]): [model["object_name"] for model in app["models"]] for app in apps}


READS = {
    "Dialogues and rounds": [
        "Dialogue", "Round", "Statement", "SourceFile", "Passage", "Delegation", "Delegate", "Event",
    ],
    "Items and entries": ["Item", "Entry", "Evidence", "Position"],
    "Topics, parties and agencies": ["Topic", "TopicText", "Party", "Agency", "Forum"],
    "Decided by two people": ["RedactionRequest"],
    "Kept beside the ledger": ["IssuedReport", "ReviewDraft", "Handover", "SavedView"],
}  # fmt: skip


def test_groups_name_models_that_are_there() -> None:
    named = [line.model for _label, lines in GROUPS for line in lines]
    assert set(named) <= {model.__name__ for model in MODELS}
    assert len(named) == len(set(named))


def test_index_lists_in_groups_what_each_may_open(everything: Everything) -> None:
    shown = {
        "no membership": shown_to(make_user(is_staff=True)),
        "viewer": shown_to(make_staff(Role.VIEWER, dialogue=everything.dialogue)),
        "superuser": shown_to(make_superuser()),
    }
    assert shown == {
        "no membership": {},
        # The only dialogue there is: anyone who reads it reads all, and so the seals.
        "viewer": READS | {"Proof": ["Seal"]},
        "superuser": {"Dialogues and rounds": ["Dialogue"], "Accounts and roles": ["User", "Membership"]},
    }


def told_to(user: User) -> dict[str, dict[str, Any]]:
    apps = signed_in(user).get(reverse("admin:index")).context["app_list"]
    return {model["object_name"]: model for app in apps for model in app["models"]}


def test_every_model_is_told_in_a_sentence_of_its_own(everything: Everything) -> None:
    every = told_to(everything.editor) | told_to(make_superuser())
    assert set(every) == {line.model for _label, lines in GROUPS for line in lines}
    says = [str(model["says"]) for model in every.values()]
    assert (len(set(says)), all(sentence.endswith(".") for sentence in says)) == (len(every), True)


def test_how_rows_are_edited_is_told_to_those_who_may(everything: Everything) -> None:
    """Nobody reads of editing who would be refused, and everybody who may edit reads how."""
    others = [
        make_staff(role, dialogue=everything.dialogue) for role in (Role.VIEWER, Role.RECORDER, Role.RELEASER)
    ]
    for user in (*others, everything.editor, make_superuser()):
        for name, model in told_to(user).items():
            assert bool(model["edits"]) == model["perms"]["change"], (user, name)
    assert {name for name, model in told_to(everything.editor).items() if model["edits"]} == {
        "Dialogue", "Round", "Statement", "SourceFile", "Delegation", "Delegate", "Event", "Topic", "Party", "Agency",
        "Forum",
    }  # fmt: skip
    page = signed_in(others[0]).get(reverse("admin:index")).content.decode()
    assert not re.search(
        r"\b(Correct|Enter|Add|Change)\b",
        html.fromstring(page).get_element_by_id("content-main").text_content(),
    )


def test_links_to_the_workspace_open_for_those_who_read_them(everything: Everything) -> None:
    for user in (make_staff(Role.VIEWER, dialogue=everything.dialogue), everything.editor):
        pages = {model["page"] for model in told_to(user).values()} - {""}
        assert {page: signed_in(user).get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
        assert pages == {"/rounds/", "/items/", "/activity/", "/topics/", "/reports/", "/views/"}
    assert {model["page"] for model in told_to(make_superuser()).values()} == {""}  # without a role there


def test_page_in_spanish_names_all_in_spanish(everything: Everything) -> None:
    reader = make_staff(Role.EDITOR, dialogue=everything.dialogue, language="es")
    english = {str(model["says"]) for model in told_to(everything.editor).values()}
    page = html.fromstring(signed_in(reader).get(reverse("admin:index")).content)
    words = " ".join(page.get_element_by_id("content-main").text_content().split())
    assert [sentence for sentence in english if sentence in words] == []


def test_index_of_one_dialogue_among_others_leaves_out_the_seals(everything: Everything) -> None:
    make_everything()
    assert shown_to(make_staff(Role.VIEWER, dialogue=everything.dialogue)) == READS


def test_page_of_the_app_is_there(everything: Everything) -> None:
    page = signed_in(everything.editor).get(reverse("admin:app_list", args=("ledger",)))
    assert (page.status_code, page.context["app_list"][0]["app_label"]) == (200, "ledger")


def test_page_greets_nobody_in_the_plural() -> None:
    user = make_user(is_staff=True, is_superuser=True, first_name="Lucía", language="es")
    page = signed_in(user).get(reverse("admin:index"))
    tools = " ".join(
        html.fromstring(page.content.decode()).get_element_by_id("user-tools").text_content().split()
    )
    assert tools.startswith("Lucía / Mesa de trabajo")
    assert "Bienvenid" not in tools
