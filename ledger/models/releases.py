"""Hold the columns that releases of statements and of rounds' places share: to whom, from which moment on."""

from functools import reduce
from operator import or_
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.models.fields import Guarded, GuardedQuerySet, WordField
from ledger.vocabulary import Audience


def proposed_wider() -> Q:
    """Return the condition for rows with a visibility that were proposed to a wider audience than they have."""
    wider = [Q(visibility=audience, proposed_audience__in=audience.wide_enough[1:]) for audience in Audience]
    return reduce(or_, wider)


class AudienceRelease(Guarded):
    """A change of an audience from a moment on; a narrower audience takes a release back. Append-only.

    ``released_by`` is empty where what is released had its audience before such rows were kept, and nobody is named in
    its change log.
    """

    sequence = models.PositiveIntegerField(_("sequence"))
    released_from = WordField(Audience, verbose_name=_("shown until then to"))
    released_to = WordField(Audience, verbose_name=_("released to"))
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    reason = models.TextField(_("reason"))
    recorded_at = models.DateTimeField(_("recorded at"))
    request_id = models.UUIDField(_("request"), default=uuid4, unique=True)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
