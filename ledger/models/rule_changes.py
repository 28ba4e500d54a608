"""Changes of what protects a dialogue: asked for by one person, approved by another, or made by a superuser."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet
from ledger.models.parties import Dialogue
from ledger.models.two_person import TwoPersonRequest

MARKINGS = ("marking_en", "marking_es")
"""The words on every page of an internal report, in each language."""
PROTECTED = ("releases_need_second_person", "parties", "own_party", *MARKINGS)
"""Fields of a dialogue that protect what it holds: who releases, who the counterpart is, who speaks as we, and how
internal reports are marked.
"""


class DialogueRuleChange(TwoPersonRequest, Guarded):
    """The request of one person to change a dialogue's protected rules, and what was decided.

    ``changes`` maps a field to what it was and what it is to be, rows by their codes. Once decided, it never changes.
    """

    dialogue_path = "dialogue"

    dialogue = models.ForeignKey(
        Dialogue, on_delete=models.PROTECT, related_name="rule_changes", verbose_name=_("dialogue")
    )
    changes = models.JSONField(_("changes"))
    reason = models.TextField(_("reason"))
    is_approved = models.BooleanField(_("approved"), default=False)
    by_superuser = models.BooleanField(_("by a superuser"), default=False)
    is_applied = models.BooleanField(_("applied"), default=False)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("change of a dialogue's rules")
        verbose_name_plural = _("changes of dialogues' rules")
        ordering = ("dialogue_id", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue"], condition=Q(decided_at=None), name="rule_change_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None, is_approved=False)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="rule_change_is_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(is_approved=False) | Q(by_superuser=True) | ~Q(decided_by=F("requested_by")),
                name="rule_change_takes_two_or_a_superuser",
            ),
            models.CheckConstraint(
                condition=Q(is_applied=False) | Q(is_approved=True), name="rule_change_applied_once_approved"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dialogue.code} · {', '.join(self.changes)}"
