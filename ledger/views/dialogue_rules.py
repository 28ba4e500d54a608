"""Show what protects a dialogue: the rules, who asked for others, who decided."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ledger.forms.dialogue_rules import RulesForm
from ledger.models import Dialogue, DialogueRuleChange, Party
from ledger.models.rule_changes import MARKINGS
from ledger.recording import (
    RuleViolation,
    approve_rule_change,
    change_rules,
    decline_rule_change,
    may_ask_for_rules,
    may_decide_on_rules,
)
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.vocabulary import Permission


@dataclass(frozen=True)
class ChangedRule:
    """A rule in words: what it is called, what it was, what it is to be."""

    label: str
    before: str
    after: str


class DialogueRulesView(LedgerView):
    """A dialogue's protected rules: its members read them, two people or a superuser change them.

    A superuser is let in without a role, and sees the rules alone.
    """

    template_name = "ledger/dialogue_rules.html"
    dialogue: Dialogue

    def without_a_role(self) -> HttpResponseBase:
        if not self.rights.keeps_accounts:
            return super().without_a_role()
        return super(LedgerViewMixin, self).dispatch(self.request, *self.args, **self.kwargs)

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self._find()
        form = None
        if may_ask_for_rules(self.user, self.dialogue) and self._waiting is None:
            form = RulesForm(dialogue=self.dialogue)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Ask for other rules; or, by the button pressed, approve or decline what was asked for."""
        self._find()
        if request.POST.get("do") in {"approve", "decline"}:
            return self._decided(request.POST["do"])
        form = RulesForm(request.POST, dialogue=self.dialogue)
        try:
            done = self._ask(form)
        except RuleViolation as broken:
            done = ""
            form.refuse(broken.fields)
        if done:
            messages.success(request, done)
            return HttpResponseRedirect(request.path)
        return self.render_to_response(self.get_context_data(form=form))

    def _find(self) -> None:
        """Look for the dialogue; 404 for another's, but for a superuser, who loosens the rules of any."""
        rows = Dialogue.objects.select_related("own_party")
        code = self.kwargs["code"]
        known = rows if self.rights.keeps_accounts else self.rows(rows)
        self.dialogue = get_object_or_404(known, code=code)

    def _ask(self, form: RulesForm) -> str:
        if not may_ask_for_rules(self.user, self.dialogue):
            raise PermissionDenied(_("You may read this, and not change it."))
        if not form.is_valid():
            return ""
        change = change_rules(user=self.user, dialogue=self.dialogue, **form.cleaned_data)
        if change.is_applied:
            return _("The rules are changed.")
        return _("It is asked for, and waits for a second person.")

    def _decided(self, decision: str) -> HttpResponse:
        """Approve or decline, and lead back to the page, which says what was done or why not."""
        try:
            messages.success(self.request, self._decide(decision))
        except RuleViolation as broken:
            messages.error(self.request, " ".join(broken.fields.values()))
        return HttpResponseRedirect(self.request.path)

    def _decide(self, decision: str) -> str:
        """Decide on the change that the page showed, and on no other that was asked for since (optimistic lock)."""
        waiting = self._waiting
        if waiting is None:
            raise RuleViolation({"change": _("This was decided already.")})
        if self.request.POST.get("wanted") != str(waiting.pk):
            raise RuleViolation({"change": _("Somebody else was here meanwhile: look at what is asked now.")})
        if decision == "approve":
            approve_rule_change(user=self.user, change=waiting)
            return _("The rules are changed.")
        decline_rule_change(user=self.user, change=waiting)
        return _("It is declined; the rules stay.")

    @cached_property
    def _changes(self) -> list[DialogueRuleChange]:
        rows = DialogueRuleChange.objects.filter(dialogue=self.dialogue)
        return list(rows.select_related("requested_by", "decided_by").order_by("-pk"))

    @property
    def _waiting(self) -> DialogueRuleChange | None:
        """The change that waits for a second person."""
        return next((change for change in self._changes if change.decided_at is None), None)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        waiting, user = self._waiting, self.user
        is_own = waiting is not None and waiting.requested_by_id == user.pk
        may_decide = may_decide_on_rules(user, self.dialogue)
        return super().get_context_data(
            dialogue=self.dialogue,
            may_edit=self.edits_in_admin(self.dialogue),
            sets_webhooks=self.rights.may(Permission.CURATE, self.dialogue),
            parties=list(self.dialogue.parties.all()),
            changes=[(change, self._in_words(change)) for change in self._changes],
            waiting=waiting,
            may_approve=may_decide and (not is_own or self.rights.keeps_accounts),
            may_decline=may_decide or may_ask_for_rules(user, self.dialogue),
            **kwargs,
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        return {party.code: str(party) for party in Party.objects.all()}

    def _in_words(self, change: DialogueRuleChange) -> list[ChangedRule]:
        return [
            ChangedRule(
                str(Dialogue._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
                self._value(name, before),
                self._value(name, after),
            )
            for name, (before, after) in change.changes.items()
        ]

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in MARKINGS:
            return str(value) or "–"
        codes: list[str] = value if isinstance(value, list) else [value] if value else []
        return ", ".join(self._names.get(code, code) for code in codes) or "–"
