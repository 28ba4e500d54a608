"""Let the editors of a dialogue say which programs are told when something is recorded in it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from ledger.forms.webhooks import WebhookForm
from ledger.models import Dialogue, Webhook, WebhookDelivery
from ledger.models.webhooks import WebhookQuerySet
from ledger.notifications.webhooks import (
    make_webhook,
    pause_webhook,
    remove_webhook,
    renew_secret,
    resume_webhook,
    try_webhook,
)
from ledger.personal import InvalidInput
from ledger.views.base import LedgerView
from ledger.vocabulary import Permission

SECRET = "ledger_webhook_secret"  # noqa: S105  # the name of its place
"""Where a secret waits in the session for the one page that shows it, with the name of its webhook."""
LOGGED = 10
"""How many deliveries of a webhook the page shows, the newest."""


class WebhookListView(LedgerView):
    """The webhooks of a dialogue with what became of their events, for its editors; a form for another, and buttons."""

    template_name = "ledger/webhook_list.html"
    dialogue: Dialogue

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self._find()
        return self.render_to_response(self.get_context_data(form=WebhookForm()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Make a webhook; or, by the button pressed, do something with the one that the button names."""
        self._find()
        if key := request.POST.get("webhook"):
            return self._act(key, request.POST.get("do", ""))
        form = WebhookForm(request.POST)
        if form.is_valid():
            try:
                made, secret = make_webhook(user=self.user, dialogue=self.dialogue, **form.cleaned_data)
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                return self._shows(made, secret)
        return self.render_to_response(self.get_context_data(form=form))

    def _find(self) -> None:
        """Look for the dialogue; 404 for another's, 403 for people who do not edit it."""
        self.dialogue = self.row(Dialogue.objects.all(), code=self.kwargs["code"])
        if not self.rights.may(Permission.CURATE, self.dialogue):
            raise PermissionDenied(_("Editors of the dialogue alone see and set where its events are sent."))

    def _act(self, key: str, act: str) -> HttpResponseBase:
        acts: dict[str, Callable[[Webhook], HttpResponseBase]] = {
            "test": self._test,
            "pause": self._pause,
            "resume": self._resume,
            "renew": self._renew,
            "remove": self._remove,
        }
        try:
            webhook = self.row(self._standing(), uuid=key)
        except ValidationError:  # no identifier at all
            raise Http404 from None
        if act not in acts:
            raise Http404
        return acts[act](webhook)

    def _test(self, webhook: Webhook) -> HttpResponseBase:
        delivery = try_webhook(user=self.user, webhook=webhook)
        if delivery.fault is None:
            messages.success(self.request, _("The test arrived at “%(name)s”.") % {"name": webhook.name})
        else:
            words = {"name": webhook.name, "why": delivery.get_fault_display()}
            messages.error(self.request, _("The test did not arrive at “%(name)s”: %(why)s.") % words)
        return self._back()

    def _pause(self, webhook: Webhook) -> HttpResponseBase:
        pause_webhook(user=self.user, webhook=webhook)
        messages.success(self.request, _("“%(name)s” is paused.") % {"name": webhook.name})
        return self._back()

    def _resume(self, webhook: Webhook) -> HttpResponseBase:
        resume_webhook(user=self.user, webhook=webhook)
        messages.success(self.request, _("“%(name)s” is told of events again.") % {"name": webhook.name})
        return self._back()

    def _renew(self, webhook: Webhook) -> HttpResponseBase:
        return self._shows(webhook, renew_secret(user=self.user, webhook=webhook))

    def _remove(self, webhook: Webhook) -> HttpResponseBase:
        remove_webhook(user=self.user, webhook=webhook)
        messages.success(self.request, _("“%(name)s” is removed.") % {"name": webhook.name})
        return self._back()

    def _shows(self, webhook: Webhook, secret: str) -> HttpResponseBase:
        """Lead back to the page, which shows the secret this once."""
        self.request.session[SECRET] = [str(webhook.uuid), secret]
        return self._back()

    def _back(self) -> HttpResponseBase:
        return HttpResponseRedirect(self.request.path)

    def _standing(self) -> WebhookQuerySet:
        return Webhook.objects.standing().filter(dialogue=self.dialogue).select_related("dialogue")

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        newest = WebhookDelivery.objects.order_by("-pk")[:LOGGED]
        waiting = Count("deliveries", filter=Q(deliveries__next_try_at__isnull=False))
        rows = self.rows(self._standing()).select_related("made_by", "paused_by").annotate(waiting=waiting)
        key, secret = self.request.session.pop(SECRET, ("", ""))
        webhooks = list(rows.prefetch_related(Prefetch("deliveries", newest, to_attr="logged")))
        return super().get_context_data(
            dialogue=self.dialogue,
            webhooks=webhooks,
            secret=secret,
            secret_of=next((webhook.name for webhook in webhooks if str(webhook.uuid) == key), ""),
            **kwargs,
        )
