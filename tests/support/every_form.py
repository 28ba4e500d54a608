"""Every page that has a form, in both sites, and what a browser makes of it: for tests of all forms at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import lxml.html
from django.test import Client
from django.urls import reverse

from ledger.actions import ENTRY_ACTS, ITEM_ACTS, REQUEST_ACTS
from ledger.actions.bulk import MANY_ACTS
from ledger.models import Membership, SavedView, Topic
from ledger.vocabulary import Role, Status
from tests.makers import make_user
from tests.support.act_table import ALLOWED, act_address
from tests.support.admin_pages import MODELS, address, signed_in
from tests.support.batch_table import ACTS, many_address
from tests.support.form_table import FORMS
from tests.support.rows import Everything, make_everything, row_of

LISTS = ("item-list", "topic-list", "round-list", "report-list", "quick-note")


@dataclass(frozen=True)
class Sent:
    """A form as a browser would send it, untouched: values by name, and which of them are hidden."""

    page: str
    action: str
    method: str
    values: Mapping[str, list[str]]
    hidden: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """A ledger with a row of every kind, and two people who may between them open every form."""

    everything: Everything
    keeper: Client
    editor: Client

    def open(self, page: str) -> Any:
        """The page, opened by the first of the two who may; None where it is for neither."""
        for client in (self.keeper, self.editor):
            if (answer := client.get(page)).status_code == 200:
                return client, answer
        return None


def make_scene() -> Scene:
    everything = make_everything()
    dialogue, editor = everything.dialogue, everything.editor
    keeper = make_user(is_staff=True, is_superuser=True)
    roles = [Membership(user=keeper, dialogue=dialogue, role=role) for role in (Role.EDITOR, Role.RELEASER)]
    Membership.objects.bulk_create([*roles, Membership(user=editor, dialogue=dialogue, role=Role.RELEASER)])
    return Scene(everything, signed_in(keeper), signed_in(editor))


# --- Pages


def pages_of(everything: Everything) -> dict[str, str]:
    """The address of every page with a form, by a name to tell it by."""
    pages = {name: FORMS[name][0](everything) for name in sorted(FORMS, key="handover-detail".__eq__)}
    SavedView.objects.update(owner=everything.editor)  # the handover gave them to another
    return {
        **pages,
        **{name: reverse(f"ledger:{name}") for name in LISTS},
        **_workspace_acts(everything),
        **{name: act_address(name, everything.item) for name in ALLOWED},
        **{name: many_address(name, everything.item) for name in ACTS},
        **_admin_forms(everything),
    }


def _workspace_acts(everything: Everything) -> dict[str, str]:
    ref = everything.item.ref
    sequence = everything.item.entries.filter(status=Status.STALLED)[0].sequence
    batch = reverse("ledger:batch-create", args=["record"]).replace("record", "{}")
    return {
        "item-detail": reverse("ledger:item-detail", args=[ref]),
        **{
            f"item {act.name}": reverse("ledger:item-act", args=[ref, act.name])
            for act in ITEM_ACTS
            if act.name != "record"
        },
        **{
            f"entry {act.name}": reverse("ledger:item-entry-act", args=[ref, sequence, act.name])
            for act in ENTRY_ACTS
        },
        **{
            f"request {act.name}": reverse(
                "ledger:item-redaction-act", args=[ref, everything.wanted.pk, act.name]
            )
            for act in REQUEST_ACTS
        },
        **{f"batch {act.name}": f"{batch.format(act.name)}?item={everything.item.pk}" for act in MANY_ACTS},
    }


def _admin_forms(everything: Everything) -> dict[str, str]:
    found = {}
    for model in MODELS:
        name, key = model._meta.model_name, row_of(model, everything).pk
        found |= {f"{name} {page}": address(model, page, key) for page in ("changelist", "add", "change")}
        if hasattr(model, "history"):
            row = row_of(model, everything)
            row.save()  # an earlier version to bring back
            version = row.history.earliest("history_id").history_id  # type: ignore[attr-defined]
            found[f"{name} revert"] = reverse(f"admin:ledger_{name}_revert", args=[key, version])
    found["user password"] = reverse("admin:auth_user_password_change", args=[everything.editor.pk])
    found["topic merge"] = reverse("admin:ledger_topic_merge", args=[row_of(Topic, everything).pk])
    return found


# --- What a browser makes of them


def forms_on(page: str, html: bytes | str) -> Iterator[Sent]:
    """The forms of a page with all that belongs to them, and each button that sends a form elsewhere."""
    whole = _parsed(html)
    for form in whole.forms:
        controls = _belonging(whole, form, "input", "select", "textarea")
        values: dict[str, list[str]] = {}
        for control in controls:
            if (name := control.get("name")) and control.get("disabled") is None:
                values.setdefault(name, []).extend(_sent(control))
        hidden = frozenset(
            control.get("name")
            for control in controls
            if control.get("type") == "hidden" and control.get("name")
        )
        method = (form.get("method") or "get").lower()
        yield Sent(page, urljoin(page, form.get("action") or page), method, values, hidden)
        for button in _belonging(whole, form, "button"):
            if elsewhere := button.get("formaction"):
                pressed = {button.get("name"): [button.get("value", "")]} if button.get("name") else {}
                yield Sent(page, urljoin(page, elsewhere), method, values | pressed, hidden)


def _belonging(whole: Any, form: Any, *tags: str) -> list[Any]:
    """The controls within a form, and those outside it that name it."""
    own = [control for control in form.iter(*tags) if not control.get("form")]
    if name := form.get("id"):
        own += [control for control in whole.iter(*tags) if control.get("form") == name]
    return own


def _parsed(html: bytes | str) -> Any:
    return lxml.html.document_fromstring(html.decode() if isinstance(html, bytes) else html)


def _sent(control: Any) -> list[str]:
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n")]
    if control.tag == "select":
        return _chosen(control)
    kind = control.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")] if control.get("checked") is not None else []
    return [] if kind in {"file", "submit", "button"} else [control.get("value", "")]


def _chosen(select: Any) -> list[str]:
    """A browser lets a single choice stand on its first option where the page marks none."""
    options = list(select.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None]
    if select.get("multiple") is None:
        chosen = chosen[-1:] or options[:1]
    return [one.get("value", one.text or "") for one in chosen]


def selects_on_the_first(html: bytes | str) -> list[str]:
    """Names of the single choices that stand on their first option, which says something, though nobody chose it."""
    whole = _parsed(html)
    found = []
    for select in whole.iter("select"):
        options = list(select.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None]
        if select.get("multiple") is None and options and not chosen and options[0].get("value", "x"):
            found.append(select.get("name"))
    return found
