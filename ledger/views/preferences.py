"""Let a person set their language, mail, and the secret address of their calendar."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from ledger.forms.preferences import PreferencesForm
from ledger.models import Dialogue, User
from ledger.personal import make_feed_key, preference_of, revoke_feed_key, set_preferences
from ledger.views.base import LedgerView, LedgerViewMixin

SECRET = "ledger_feed_secret"  # noqa: S105  # the name of its place
"""Where a secret waits in the session for the one page that shows it."""


def _address(name: str, *arguments: str) -> str:
    return settings.LEDGER_PUBLIC_URL + reverse(f"ledger:{name}", args=arguments)


class PreferencesView(LedgerView):
    """Set the person's own language, mail and calendar. Open to everybody who is signed in."""

    template_name = "ledger/preferences.html"

    def without_a_role(self) -> HttpResponseBase:
        """Return a language is chosen before there is any role."""
        return super(LedgerViewMixin, self).dispatch(self.request, *self.args, **self.kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        secret = self.request.session.pop(SECRET, "")
        keys = self.user.feed_keys.filter(revoked_at=None)
        return super().get_context_data(
            **{"form": PreferencesForm(user=self.user, kept=preference_of(self.user))} | kwargs,
            roles=self._roles(),
            keeps_accounts=self.rights.keeps_accounts,
            feed_key=keys.first(),
            feed_address=_address("calendar", secret) if secret else "",
            feeds=self._feeds(secret) if secret else (),
        )

    def _feeds(self, secret: str) -> list[tuple[str, str]]:
        """Return the addresses of Atom feeds, each after its name: one for each dialogue, and a pattern for topics."""
        codes = [dialogue.code for dialogue in self.rights.dialogues]
        named = [
            (_("What is new in %(dialogue)s") % {"dialogue": code}, _address("dialogue-feed", secret, code))
            for code in codes
        ]
        return [*named, (_("What is new on a topic"), _address("topic-feed", secret, "TOPIC"))]

    def _roles(self) -> list[tuple[Dialogue, str]]:
        """Return each dialogue once, with the roles held in it in the language of the page."""
        held: dict[Dialogue, list[str]] = {}
        memberships = self.user.memberships.filter(ended_on=None).select_related("dialogue")
        for membership in memberships.order_by("dialogue__code", "role"):
            held.setdefault(membership.dialogue, []).append(membership.get_role_display())
        return [(dialogue, ", ".join(roles)) for dialogue, roles in held.items()]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Save the preferences, or make or revoke the calendar's address, by the button pressed."""
        match request.POST.get("do"):
            case "make-calendar":
                request.session[SECRET] = make_feed_key(user=self.user)
                return self._back("#calendar")
            case "revoke-calendar":
                if revoke_feed_key(user=self.user):
                    messages.success(
                        request, _("The calendar's address is revoked: it opens nothing any more.")
                    )
                return self._back("#calendar")
        return self._save(request)

    @method_decorator(transaction.atomic)
    def _save(self, request: HttpRequest) -> HttpResponseBase:
        user = User.objects.select_for_update(no_key=True).get(pk=self.user.pk)
        form = PreferencesForm(request.POST, user=user, kept=preference_of(user))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        language = form.cleaned_data["language"]
        User.objects.filter(pk=user.pk).update(language=language)
        chosen = {name: value for name, value in form.cleaned_data.items() if name != "language"}
        set_preferences(user=user, **chosen)
        with translation.override(language):
            messages.success(request, _("Your preferences are saved."))
        return self._back()

    def _back(self, anchor: str = "") -> HttpResponseBase:
        return HttpResponseRedirect(reverse("ledger:preferences") + anchor)
