"""A required choice stands on nothing until somebody chooses: in both sites, in every form."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.test import Client

import ledger.forms
from ledger.forms.fields import RequiredSelect
from ledger.models import Membership, User
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.every_form import Scene, forms_on, make_scene, pages_of, selects_on_the_first

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("readings_made_once")]

ONLY_ONE = {
    # The person takes part in one dialogue: there is nothing to choose.
    ("statement-new", "dialogue"),
    # One party is left of whom nobody is entered who came.
    ("delegation-create", "party"),
}
"""Choices that stand on their first row since it is the only one."""

DECLARED = {
    # A role in a conversation: our office speaks, and has read it, unless somebody says otherwise.
    "voice": "who speaks",
    "basis": "how we know; of an event the honest 'unknown'",
    "answer": "to answer is to confirm or to contest",
    # The cautious answer.
    "proposed_audience": "internal: a release is an act of its own",
    "visibility": "internal",
    "dates_basis": "unknown",
    "published_precision": "counts only beside a date that is typed",
    # What nearly every row is, and harms nobody where it is not.
    "language": "of an account: English, which its person changes",
    "state": "a round that is written down was held, unless it is planned",
    "role": "of a delegate: member; of a membership there is none",
    "form": "a statement",
    "type": "of evidence, which is asked for by its title",
    "source_kind": "as type",
    "stance": "as type",
}
"""Choices that a form or a model begins with, each by what it is: a new one is a decision, and stands here."""


@pytest.fixture
def scene() -> Scene:
    return make_scene()


def test_no_choice_stands_on_its_first_row_on_any_page(scene: Scene) -> None:
    found, opened = [], 0
    for name, page in pages_of(scene.everything).items():
        if (shown := scene.open(page)) is not None:
            opened += 1
            found += [(name, choice) for choice in selects_on_the_first(shown[1].content)]
    assert [one for one in found if one not in ONLY_ONE] == []
    assert opened > 100


# --- Form classes


def form_classes() -> list[type[forms.Form]]:
    for module in iter_modules(ledger.forms.__path__):
        import_module(f"ledger.forms.{module.name}")
    return [one for one in _below(forms.Form) if one.__module__.startswith("ledger.")]


def _below(form: type[Any]) -> Iterator[type[Any]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def stands_on(field: Any) -> str:
    """On what a required choice stands where nothing was chosen: "nothing", "the first", or the name it begins with."""
    if field.initial is not None:
        return "declared"
    if isinstance(field.widget, forms.RadioSelect | RequiredSelect) or field.widget.is_hidden:
        return "nothing"
    if isinstance(field, forms.ModelChoiceField):
        return "nothing" if field.empty_label is not None else "the first"
    values = [value for value, _label in field.widget.choices]
    return "nothing" if values[:1] in ([], [""]) else "the first"


def required_choices(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: field
        for name, field in fields.items()
        if field.required
        if isinstance(field, forms.ChoiceField)
        if not isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    }


def test_every_form_class_begins_with_nothing_or_what_is_declared_here() -> None:
    assert len(form_classes()) > 30
    wrong = []
    for form in form_classes():
        for name, field in required_choices(form.base_fields).items():
            found = stands_on(field)
            is_known = (found == "declared" and name in DECLARED) or (form.__name__, name) == (
                "IntakeForm",
                "dialogue",
            )
            if found != "nothing" and not is_known:
                wrong.append((form.__name__, name, found))
    assert wrong == []


# --- The admin's forms


def shown_forms(client: Client, page: str) -> list[Any]:
    context = client.get(page).context
    inlines = context["inline_admin_formsets"]
    return [context["adminform"].form, *(one.formset.empty_form for one in inlines)]


def test_admin_forms_begin_with_nothing_or_what_is_declared_here(scene: Scene) -> None:
    wrong, looked = [], 0
    for model in _added_models(scene):
        for page in ("add", "change"):
            key = model._default_manager.order_by("pk")[0].pk
            if (shown := scene.open(address(model, page, key))) is None:
                continue
            forms_shown = shown_forms(shown[0], address(model, page, key))
            for form in forms_shown if page == "add" else forms_shown[1:]:
                looked += 1
                begun = [
                    name for name in required_choices(form.fields) if form[name].value() not in (None, "")
                ]
                wrong += [(model.__name__, name) for name in begun if name not in DECLARED]
    assert wrong == []
    assert looked >= 20  # a dialogue and an item are added on pages of the workspace


def _added_models(scene: Scene) -> list[Any]:
    return [one for one in MODELS if scene.open(address(one, "add", 0)) is not None]


def test_untouched_form_adds_nothing(scene: Scene) -> None:
    before, answers = _rows(), {}
    for model in _added_models(scene):
        page = address(model, "add", 0)
        client, shown = scene.open(page)
        [sent] = [one for one in forms_on(page, shown.content) if one.method == "post" and one.action == page]
        answers[model.__name__] = client.post(page, dict(sent.values)).status_code
    assert set(answers.values()) == {200}
    assert {"Membership", "Delegation", "Round", "Statement", "Agency"} <= answers.keys()
    assert _rows() == before


def _rows() -> str:
    return "".join(serializers.serialize("json", model._default_manager.order_by("pk")) for model in MODELS)


def test_untouched_row_of_an_inline_adds_nothing(scene: Scene) -> None:
    """A row is added by a button, which a browser without scripts has not: its fields are sent as they begin."""
    account = User.objects.filter(memberships=None).order_by("pk")[0]
    page = address(User, "change", account.pk)
    sent = next(one for one in forms_on(page, scene.keeper.get(page).content) if "username" in one.values)
    row = {
        name.replace("__prefix__", "0"): values
        for name, values in sent.values.items()
        if name.startswith("memberships-__prefix__")
    }
    assert row["memberships-0-dialogue"] == row["memberships-0-role"] == [""]
    scene.keeper.post(page, dict(sent.values) | row | {"memberships-TOTAL_FORMS": ["1"]})
    assert not Membership.objects.filter(user=account).exists()


def test_a_membership_nobody_chose_is_refused_with_its_fields(scene: Scene) -> None:
    page = address(Membership, "add", 0)
    sent = next(one for one in forms_on(page, scene.keeper.get(page).content) if "role" in one.values)
    assert [sent.values[name] for name in ("user", "dialogue", "role")] == [[""], [""], [""]]
    answer = signed_in(User.objects.filter(is_superuser=True)[0]).post(page, dict(sent.values))
    assert sorted(answer.context["adminform"].form.errors) == ["dialogue", "role", "user"]
