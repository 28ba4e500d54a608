"""The sessions in which a person is signed in, to be looked at and ended by their owner."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ledger.accounts import security_log
from ledger.accounts.sessions import OpenSession, end_session, open_sessions
from ledger.views.base import LedgerView, LedgerViewMixin
from ledger.vocabulary import SecurityAct

OTHERS = "others"


class SessionListView(LedgerView):
    """Where the person is signed in, and buttons that end each other session, or all others at once."""

    template_name = "ledger/session_list.html"

    def without_a_role(self) -> HttpResponseBase:
        """Let everybody in who is signed in: a session is the person's own."""
        return super(LedgerViewMixin, self).dispatch(self.request, *self.args, **self.kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        sessions = self._open()
        others = sum(not session.is_this for session in sessions)
        return super().get_context_data(**kwargs, sessions=sessions, others=others, all_others=OTHERS)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """End the session that the button names, or all but this one. One that is over already is passed over."""
        wanted = request.POST.get("end", "")
        ended = 0
        for session in self._open():
            if not session.is_this and wanted in {str(session.event.pk), OTHERS}:
                end_session(session)
                security_log.note(
                    SecurityAct.SESSION_ENDED, user=self.user, by=self.user, request=self.request
                )
                ended += 1
        if ended:
            says = ngettext(
                "%(number)s session is ended: its browser has to sign in again.",
                "%(number)s sessions are ended: their browsers have to sign in again.",
                ended,
            )
            messages.success(request, says % {"number": ended})
        else:
            messages.info(request, _("That session had ended already."))
        return redirect("ledger:session-list")

    def _open(self) -> list[OpenSession]:
        return open_sessions(self.user, self.request.session.session_key or "")
