"""Subjects that last across rounds."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import WordField, change_log
from ledger.models.parties import Named
from ledger.vocabulary import StatementLanguage


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics, asked which of them go on."""

    def current(self) -> "TopicQuerySet":
        """Select topics that were not merged into another."""
        return self.filter(merged_into=None)


class Topic(Named):
    """A subject; merged topics stay, and lead to the one that goes on."""

    is_common = True

    uuid = models.UUIDField(_("identifier"), default=uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=80,
        unique=True,
        help_text=_("The topic in addresses and commands: torture-prevention."),
    )
    description_en = models.TextField(
        _("description in English"),
        blank=True,
        help_text=_("What belongs to the topic and what does not, for people who file items under it."),
    )
    description_es = models.TextField(
        _("description in Spanish"), blank=True, help_text=_("The same in Spanish.")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("part of"),
        help_text=_("A broader topic; its report points to this one."),
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="merged",
        null=True,
        blank=True,
        verbose_name=_("merged into"),
        help_text=_(
            "Items stay where they were recorded and are found under both; a merge can be taken back."
        ),
    )

    objects = TopicQuerySet.as_manager()
    history = change_log()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("id")),
                name="topic_not_its_own_parent",
                violation_error_message=_("A topic is not part of itself."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("id")),
                name="topic_not_merged_into_itself",
                violation_error_message=_("A topic is not merged into itself."),
            ),
        )

    @property
    def description(self) -> str:
        """The description in the language of the page, the English one where there is no other."""
        if translation.get_language() == "es" and self.description_es:
            return self.description_es
        return self.description_en

    def get_absolute_url(self) -> str:
        """Return the address of the topic's page."""
        return reverse("ledger:topic-detail", args=(self.slug,))


class TopicPhrase(models.Model):
    """A short wording by which statements name a topic; a search term, not a quotation."""

    is_common = True

    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="phrases", verbose_name=_("topic")
    )
    language = WordField(StatementLanguage, verbose_name=_("language"))
    text = models.CharField(
        _("phrase"),
        max_length=200,
        help_text=_("A wording by which statements name the topic: the reader looks for it."),
    )

    history = change_log()

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ("language", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["topic", "language", "text"],
                name="phrase_once_in_a_topic",
                violation_error_message=_("The topic has that phrase already."),
            ),
        )

    def __str__(self) -> str:
        return self.text
