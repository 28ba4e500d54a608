"""Let a person make and revoke the tokens by which programs ask in their name."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ledger.forms.api_tokens import ApiTokenForm
from ledger.models import ApiToken, ApiTokenRole
from ledger.personal import InvalidInput, make_token, revoke_token
from ledger.views.base import LedgerView

SECRET = "ledger_api_token"  # noqa: S105  # the name of its place
"""Where a token waits in the session for the one page that shows it."""


class ApiTokenListView(LedgerView):
    """The person's tokens that let a program in, a form for another, and a button that revokes each."""

    template_name = "ledger/api_token_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        standing = ApiTokenRole.objects.standing().select_related("membership__dialogue")
        roles = Prefetch("roles", standing.order_by("membership__dialogue__code", "role"), to_attr="standing")
        tokens = list(self.rows(ApiToken.objects.in_force()).prefetch_related(roles))
        return super().get_context_data(
            **{"form": ApiTokenForm(dialogues=self.rights.dialogues)} | kwargs,
            tokens=[(token, [_role(role) for role in token.standing]) for token in tokens],  # type: ignore[attr-defined]
            secret=self.request.session.pop(SECRET, ""),
        )

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Make a token, or revoke the one that the button names."""
        if key := request.POST.get("revoke"):
            return self._revoke(key)
        form = ApiTokenForm(request.POST, dialogues=self.rights.dialogues)
        if form.is_valid():
            try:
                request.session[SECRET] = make_token(user=self.user, **form.values())
            except InvalidInput as refused:
                form.refuse(refused.fields)
            else:
                return redirect("ledger:api-token-list")
        return self.render_to_response(self.get_context_data(form=form))

    def _revoke(self, key: str) -> HttpResponseBase:
        try:
            token = self.row(ApiToken.objects.all(), uuid=key)
        except ValidationError:  # no identifier at all
            raise Http404 from None
        if revoke_token(user=self.user, token=token):
            says = _("The token “%(name)s” is revoked: it lets nobody in any more.")
            messages.success(self.request, says % {"name": token.name})
        return redirect("ledger:api-token-list")


def _role(role: ApiTokenRole) -> str:
    return f"{role.membership.dialogue.code}: {role.get_role_display()}"
