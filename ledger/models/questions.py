"""Keep the questions that a person puts to a named colleague about an item: theirs, and no part of the ledger."""

import datetime
from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField
from ledger.models.items import Item
from ledger.models.people import Membership, User
from ledger.vocabulary import QuestionState


class ColleagueQuestionQuerySet(models.QuerySet["ColleagueQuestion"]):
    """Questions to colleagues, chosen by where they stand."""

    def waiting(self) -> Self:
        """Select the questions that wait for an answer."""
        return self.filter(state=QuestionState.OPEN)

    def ended(self) -> Self:
        """Select the questions that wait no more, however they ended."""
        return self.exclude(state=QuestionState.OPEN)

    def ended_since(self, moment: datetime.datetime) -> Self:
        """Select the questions that were answered, or lost their words, since a moment; none that was taken back."""
        ended = self.filter(ended_at__gte=moment)
        return ended.exclude(state__in=[QuestionState.OPEN, QuestionState.TAKEN_BACK])

    def with_reach(self) -> Self:
        """Add ``is_reachable``: whether the colleague still sees the item, as ``access.visible_to`` would answer."""
        held = Membership.objects.filter(
            user=OuterRef("asked_of"), dialogue=OuterRef("item__round__dialogue"), ended_on=None
        )
        return self.annotate(is_reachable=Exists(held.filter(user__is_active=True)))


class ColleagueQuestion(models.Model):
    """A question about an item to a named colleague, and what became of it. ``ledger.personal`` writes it.

    ``uuid`` is the key of the form that asked it. ``words`` are empty once it was taken back, or a redaction of the
    item destroyed them; ``answer`` is empty unless the colleague wrote something.
    """

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    item = models.ForeignKey(
        Item, on_delete=models.CASCADE, related_name="colleague_questions", verbose_name=_("item")
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked of")
    )
    words = models.TextField(_("question"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    state = WordField(QuestionState, verbose_name=_("state"), default=QuestionState.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ColleagueQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question to a colleague")
        verbose_name_plural = _("questions to colleagues")
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~Q(asked_by=F("asked_of")), name="question_to_somebody_else"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | ~Q(state="open") & Q(ended_at__isnull=False),
                name="question_ended_unless_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["taken_back", "redacted"], words="")
                | ~Q(state__in=["taken_back", "redacted"]) & ~Q(words=""),
                name="question_has_words_until_they_go",
            ),
            models.CheckConstraint(
                condition=Q(state="answered") & ~Q(answer="") | ~Q(state="answered") & Q(answer=""),
                name="question_answered_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked_by_id} → {self.asked_of_id} · {self.item_id}"

    def get_absolute_url(self) -> str:
        """Return the address of the question's page."""
        return reverse("ledger:question-detail", args=(self.uuid,))

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state is QuestionState.OPEN

    @staticmethod
    def visible_rows(
        rows: models.QuerySet[Any], user: User, dialogues: models.QuerySet[Any]
    ) -> models.QuerySet[Any]:
        """Select what a person asked or was asked, of items in dialogues in which they hold a role."""
        mine = Q(asked_by=user) | Q(asked_of=user)
        return rows.filter(mine, item__round__dialogue__in=dialogues)
