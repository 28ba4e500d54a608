"""Show what our office says of a topic in a dialogue: all versions, writing anew, releasing, and redacting."""

from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from ledger.forms.topic_texts import RedactTextForm, ReleaseTextForm, WriteTextForm
from ledger.models import Dialogue, Topic, TopicText, TopicTextRedaction
from ledger.presentation.topic_picture import topic_address
from ledger.recording import (
    RuleViolation,
    StaleTopicText,
    audience_of_text,
    decline_text_redaction,
    redact_topic_text,
    release_topic_text,
    request_text_redaction,
    retire_topic_text,
    write_topic_text,
)
from ledger.views.base import LedgerView
from ledger.views.unsent import take_from_session
from ledger.vocabulary import Act, Language, TopicTextKind, Word

AnyWord = TypeVar("AnyWord", bound=Word)


class TopicTextVersionsView(LedgerView):
    """A topic's summary or line to take in one language, with all versions; people who may write add the next."""

    template_name = "ledger/topic_text.html"
    fills_in = True
    topic: Topic
    dialogue: Dialogue
    kind: TopicTextKind
    language: Language
    versions: list[TopicText]

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self._find()
        newest = self.versions[0] if self.versions else None
        initial = {"seen": newest.sequence if newest else 0, "text": newest.text if newest else ""}
        if not self._may(Act.NOTE):
            return self.render_to_response(self.get_context_data(form=None))
        kept = take_from_session(request)
        form = WriteTextForm(kept) if kept else WriteTextForm(initial=initial)
        return self.render_to_response(self.get_context_data(form=form, was_kept=bool(kept)))

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Write the next version, or (``do=retire``) one that says nothing."""
        self._find()
        if not self._may(Act.NOTE):
            raise PermissionDenied(_("You may read this, and not write it."))
        form, moved = WriteTextForm(request.POST), None
        if form.is_valid():
            try:
                self._write(form, is_retired=request.POST.get("do") == "retire")
            except StaleTopicText as newer:
                moved = newer.text
                form.look_again(moved)
            except RuleViolation as broken:
                form.refuse(broken.fields)
            else:
                return HttpResponseRedirect(f"{topic_address(self.topic, self.dialogue)}#h-office")
        return self.render_to_response(self.get_context_data(form=form, moved=moved))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(
            topic=self.topic,
            dialogue=self.dialogue,
            kind=self.kind,
            written_in=self.language,
            back=topic_address(self.topic, self.dialogue),
            versions=self.versions,
            may_release=self._may(Act.RELEASE),
            may_redact=self._may(Act.REDACT),
            stands=bool(self.versions) and not self.versions[0].is_retired,
            **kwargs,
        )

    def _find(self) -> None:
        """Find whose text the address names; 404 where it names nothing of the person's own."""
        self.topic = self.row(Topic.objects.all(), slug=self.kwargs["slug"])
        self.dialogue = self.row(Dialogue.objects.all(), code=self.kwargs["code"])
        self.kind = _word(TopicTextKind, self.kwargs["kind"])
        self.language = _word(Language, self.kwargs["language"])
        rows = TopicText.objects.filter(
            dialogue=self.dialogue, topic=self.topic, kind=self.kind, language=self.language
        )
        self.versions = list(
            self.rows(rows)
            .select_related("author", "words")
            .prefetch_related("releases__released_by", "redactions")
            .order_by("-sequence")
        )

    def _may(self, act: Act) -> bool:
        return self.rights.may(act, self.dialogue)

    def _write(self, form: WriteTextForm, *, is_retired: bool) -> None:
        given = {
            "user": self.user,
            "dialogue": self.dialogue,
            "topic": self.topic,
            "kind": self.kind,
            "language": self.language,
            "expected_sequence": form.cleaned_data["seen"],
            "request_id": form.cleaned_data["request_id"],
        }
        if is_retired:
            retire_topic_text(**given)
            messages.success(self.request, _("It stands no longer."))
        else:
            write_topic_text(
                **given, text=form.cleaned_data["text"], written_on=form.cleaned_data["written_on"]
            )
            messages.success(self.request, _("It is written. It is internal until somebody releases it."))
            for remark in form.remarks:
                messages.info(self.request, remark)


def _word(words: type[AnyWord], given: str) -> AnyWord:
    try:
        return words(given)
    except ValueError as unknown:
        raise Http404 from unknown


class TopicTextView(LedgerView):
    """A page about one version of a text, for people who may do its act."""

    act: Act
    text: TopicText

    def find(self, uuid: UUID) -> None:
        """Find the version; 404 for another dialogue's, 403 for who may not do this."""
        rows = TopicText.objects.select_related("dialogue", "topic", "author", "words")
        self.text = self.row(rows, uuid=uuid)
        if not self.rights.may(self.act, self.text.dialogue):
            raise PermissionDenied(_("You may read this, and not decide on it."))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(text=self.text, back=self.back, **kwargs)

    @property
    def back(self) -> str:
        """The page of all versions."""
        return self.text.get_absolute_url()


class ReleaseTopicTextView(TopicTextView):
    """Choose to whom a version may be shown."""

    template_name = "ledger/topic_text_release.html"
    act = Act.RELEASE

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        self.find(uuid)
        form = ReleaseTextForm(initial={"audience": audience_of_text(self.text)})
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        self.find(uuid)
        form = ReleaseTextForm(request.POST)
        if form.is_valid():
            try:
                release_topic_text(user=self.user, text=self.text, **form.cleaned_data)
            except RuleViolation as broken:
                form.refuse(broken.fields)
            else:
                messages.success(request, _("Its audience is set."))
                return HttpResponseRedirect(self.back)
        return self.render_to_response(self.get_context_data(form=form))


class RedactTopicTextView(TopicTextView):
    """Asking that a version's words be destroyed, and deciding on it: two people."""

    template_name = "ledger/topic_text_redact.html"
    act = Act.REDACT

    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        self.find(uuid)
        return self.render_to_response(self.get_context_data(form=RedactTextForm()))

    def post(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        self.find(uuid)
        form = RedactTextForm(request.POST)
        if form.is_valid():
            try:
                done = self._do(request.POST.get("do", ""), form)
            except RuleViolation as broken:
                form.refuse(broken.fields)
            else:
                messages.success(request, done)
                return HttpResponseRedirect(self.back)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        return super().get_context_data(asked=self._asked(), **kwargs)

    def _asked(self) -> TopicTextRedaction | None:
        """Return the request that waits for a second person."""
        waiting = TopicTextRedaction.objects.filter(topic_text=self.text, approved_by=None, declined_by=None)
        found: TopicTextRedaction | None = self.rows(waiting.select_related("requested_by")).first()
        return found

    def _do(self, what: str, form: RedactTextForm) -> str:
        asked = self._asked()
        if asked is None:
            if what in {"approve", "decline"}:
                raise RuleViolation({"request": _("This request was decided already.")})
            request_text_redaction(user=self.user, text=self.text, reason=form.cleaned_data["reason"])
            return _("It is asked for, and waits for a second person.")
        if what == "approve":
            redact_topic_text(user=self.user, request=asked)
            return _("The words are destroyed.")
        if what == "decline":
            decline_text_redaction(user=self.user, request=asked)
            return _("It is declined; the words stay.")
        raise RuleViolation({"request": _("It was asked for already and waits for a second person.")})
