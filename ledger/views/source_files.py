"""Files on rounds and statements: added, shown with who sees them, described anew, withdrawn, redacted, handed out."""

from typing import TYPE_CHECKING, Any, Unpack
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from ledger import access
from ledger.actions.kept_elsewhere import kept_elsewhere
from ledger.actions.kept_files import Attachment, handed_out, redacted
from ledger.forms.base import AnsweredForm, WriteForm
from ledger.forms.source_files import AddFileForm, ChangeFileForm, RedactFileForm, WithdrawFileForm
from ledger.models import Dialogue, FileRedaction, Item, Round, SourceFile, Statement
from ledger.recording import (
    RuleViolation,
    add_file,
    change_file,
    decline_file_redaction,
    newest_version,
    redact_file,
    release_file,
    request_file_redaction,
    withdraw_file,
)
from ledger.views.audience import AudienceView, ReleaseGiven
from ledger.views.base import LedgerView
from ledger.views.unsent import take_from_session
from ledger.vocabulary import Act, Audience, Permission

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict
    from django_stubs_ext import StrOrPromise

    Files = MultiValueDict[str, UploadedFile[bytes]]

JOINS = ("round__dialogue", "statement", "added_by", "withdrawn_by")
"""What a file's pages name."""


@login_required
@require_safe
def file_content(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Hand out a file as an attachment, as evidence is.

    404 where there is none or the person may not see it, whichever it is; 410 once it was redacted or where it is
    missing on the server, 409 where it is not the one that was kept.
    """
    rows = SourceFile.objects.select_related("round__dialogue")
    file: SourceFile = get_object_or_404(access.visible_to(request.user, rows), uuid=uuid)
    if file.is_redacted:
        return redacted()
    fallback = f"{file.round.dialogue.code}-{file.round.number}-{file.kind}"
    return handed_out(Attachment(file.file_sha256, file.file_type, file.file_name, fallback))


class FileCreateView(LedgerView):
    """Add a file to a round, or to one of its statements (``?statement=KEY`` is filled in)."""

    template_name = "ledger/file_create.html"
    fills_in = True
    round: Round

    def find(self) -> None:
        """Find the round; 404 where the person may not see it, 403 where they do not edit it."""
        rows = Round.objects.select_related("dialogue")
        self.round = self.row(rows, dialogue__code=self.kwargs["code"], number=self.kwargs["number"])
        if not self.rights.may(Permission.CURATE, self.round.dialogue):
            raise PermissionDenied(_("Files are added by people who edit the round."))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        kept = take_from_session(request)
        return self.render_to_response(self.get_context_data(form=self.form(kept), was_kept=bool(kept)))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        form = self.form(request.POST, files=request.FILES)
        if form.is_valid():
            try:
                file = add_file(user=self.user, round=self.round, **form.values())
            except RuleViolation as broken:
                form.refuse(broken.fields)
            else:
                messages.success(request, _("The file is kept. It is internal until somebody releases it."))
                return HttpResponseRedirect(file.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form))

    def form(self, data: QueryDict | None = None, files: "Files | None" = None) -> AddFileForm:
        """Return the form, with what was sent."""
        statements = self.rows(Statement.objects.filter(round=self.round).defer("text"))
        key = self.request.GET.get("statement", "")
        wanted = statements.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
        return AddFileForm(data, files, statements=statements, statement=wanted)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(round=self.round, **kwargs)


class FileDetailView(AudienceView):
    """A file: what it is, who added it, and who sees it; releasers set that, editors may narrow it."""

    template_name = "ledger/file.html"
    file: SourceFile

    def find(self) -> None:
        rows = SourceFile.objects.select_related(*JOINS)
        self.file = self.row(rows, uuid=self.kwargs["uuid"])

    @property
    def dialogue(self) -> Dialogue:
        return self.file.round.dialogue

    @property
    def shown_to(self) -> Audience:
        return Audience(self.file.visibility)

    @property
    def proposed_for(self) -> Audience:
        return Audience(self.file.proposed_audience)

    @property
    def audiences(self) -> list[Audience]:
        """The audiences that the person may give the file; one that does not stand is only narrowed."""
        offered = super().audiences
        if self.file.is_withdrawn or self.file.is_redacted:
            offered = [audience for audience in offered if audience.reach < self.shown_to.reach]
        return offered

    @property
    def seen(self) -> int:
        return newest_version(self.file)

    def release(self, **given: Unpack[ReleaseGiven]) -> None:
        release_file(user=self.user, file=self.file, **given)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        releases = self.file.releases.select_related("released_by").order_by("-sequence")
        stands = not (self.file.is_withdrawn or self.file.is_redacted)
        context = super().get_context_data(
            file=self.file,
            round=self.file.round,
            releases=self.rows(releases),
            redactions=self.rows(self.file.redactions.select_related("requested_by", "decided_by")),
            may_change=stands and self._may_narrow,
            may_withdraw=stands and self.rights.may(Act.WITHDRAW, self.dialogue),
            may_redact=not self.file.is_redacted and self.rights.may(Act.REDACT, self.dialogue),
            may_edit=self.edits_in_admin(self.dialogue),
            **kwargs,
        )
        # Said of it; what may be set is said by the form.
        return context | {"shown_to": self.file.shown_to, "waits": stands and self._waits}


class _FileActView(LedgerView):
    """A page on which a person does something to a file that they see; 403 for who may not."""

    template_name = "ledger/file_act.html"
    needed: Act | Permission
    title: "StrOrPromise"
    about: "StrOrPromise"
    file: SourceFile

    def find(self) -> None:
        """Find the file; 404 for another dialogue's."""
        self.file = self.row(SourceFile.objects.select_related(*JOINS), uuid=self.kwargs["uuid"])
        if not self.rights.may(self.needed, self.file.round.dialogue):
            raise PermissionDenied(_("You may read this, and not decide on it."))

    def form(self, data: QueryDict | None = None) -> AnsweredForm:
        """Return the form, with what was sent."""
        raise NotImplementedError

    def write(self, form: AnsweredForm) -> str:
        """Do it; return what is said of it. Raises RuleViolation."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.find()
        form = self.form(request.POST)
        if form.is_valid():
            try:
                done = self.write(form)
            except RuleViolation as broken:
                form.refuse(broken.fields)
                if "seen" in broken.fields and isinstance(form, WriteForm):
                    form.renew(seen=newest_version(self.file))  # sent again, by who now sees it as it stands
            else:
                messages.success(request, done)
                return HttpResponseRedirect(self.file.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form))

    def given(self, form: AnsweredForm) -> dict[str, Any]:
        """Return what was typed, by the names of the write API's arguments."""
        given = {name: value for name, value in form.cleaned_data.items() if name != "request_id"}
        return given | {"expected_sequence": given.pop("seen"), "file": self.file, "user": self.user}

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            file=self.file, round=self.file.round, title=self.title, about=self.about, **kwargs
        )


class FileChangeView(_FileActView):
    """Say anew what a file is."""

    needed = Permission.CURATE
    title = gettext_lazy("Change what is said of it")
    about = gettext_lazy("The change log keeps what was said before. The file itself stays as it is.")

    def form(self, data: QueryDict | None = None) -> ChangeFileForm:
        return ChangeFileForm(data, file=self.file)

    def write(self, form: AnsweredForm) -> str:
        change_file(**self.given(form))
        return _("It is changed.")


class FileWithdrawView(_FileActView):
    """Withdraw a file, with a reason."""

    needed = Act.WITHDRAW
    title = gettext_lazy("Withdraw it")
    about = gettext_lazy(
        "Nobody beyond our own people sees it any more. It stays on its page with your reason, and nothing is deleted."
    )

    def form(self, data: QueryDict | None = None) -> WithdrawFileForm:
        return WithdrawFileForm(data, file=self.file)

    def write(self, form: AnsweredForm) -> str:
        withdraw_file(**self.given(form))
        return _("It is withdrawn.")


class FileRedactView(_FileActView):
    """Ask that a file be destroyed, or decide on it: two people."""

    template_name = "ledger/file_redact.html"
    needed = Act.REDACT
    title = gettext_lazy("Ask to redact")
    about = gettext_lazy(
        "Two people destroy its content, its title and its name for good. What it was, who added it and when, stays."
    )

    def form(self, data: QueryDict | None = None) -> RedactFileForm:
        return RedactFileForm(data)

    def write(self, form: AnsweredForm) -> str:
        asked, what = self._asked(), self.request.POST.get("do", "")
        seen = self.request.POST.get("asked")  # another request may wait by now, for another reason
        if what in {"approve", "decline"} and (asked is None or seen != str(asked.pk)):
            raise RuleViolation({"request": _("This request was decided already.")})
        if asked is None:
            request_file_redaction(user=self.user, file=self.file, reason=form.cleaned_data["reason"])
            return _("It is asked for, and waits for a second person.")
        if what == "approve":
            redact_file(user=self.user, request=asked)
            if self._kept_elsewhere():
                return _("The file is destroyed here. Its content is kept elsewhere too, and stays there.")
            return _("The file is destroyed.")
        if what == "decline":
            decline_file_redaction(user=self.user, request=asked)
            return _("It is declined; the file stays.")
        raise RuleViolation({"request": _("It was asked for already and waits for a second person.")})

    def _asked(self) -> FileRedaction | None:
        """Return the request that waits for a second person."""
        waiting = self.file.redactions.filter(decided_by=None).select_related("requested_by")
        found: FileRedaction | None = self.rows(waiting).first()
        return found

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(asked=self._asked(), elsewhere=self._kept_elsewhere(), **kwargs)

    def _kept_elsewhere(self) -> list[tuple[str, str]]:
        """Return what else holds the same content: what it is called, and its page."""
        return kept_elsewhere(self.user, {self.file.file_sha256}, [self.file], Item.get_absolute_url)
