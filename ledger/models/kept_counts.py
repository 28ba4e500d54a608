"""Keep how many live items stood where on each day, so that the dashboard and the workspace need not count them.

Nobody who records waits for these rows: ``recording.counting`` brings them forward from time to time, and who asks
(``status_figures``) takes the few items into account that were written to since. So they are never late, and what is
not there is counted as before. Rows name others by their bare keys: they are no part of the ledger, and
are made anew at any time.
"""

from django.db import models

from ledger.models.fields import Guarded, GuardedQuerySet


class CountingState(models.Model):
    """How far the kept counts go, in a single row; none where they were never made.

    ``version`` changes with each writing of counts, so that who reads them by several queries knows that they belong
    together. ``known_at`` is None while they are being made: whatever is recorded later is not in them. ``corrections``
    is how many clock corrections there were, as each lets stamps go back. ``topics`` maps the keys of topics to those
    under which their items were counted.
    """

    version = models.PositiveBigIntegerField(default=0)
    known_at = models.DateTimeField(null=True)
    corrections = models.PositiveIntegerField(default=0)
    topics = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.version} · {self.known_at}"


class CountedItem(Guarded):
    """What of an item is in the counts (``item_trails.ItemTrail``): it is taken out again as it was put in."""

    item = models.PositiveBigIntegerField(primary_key=True)
    trail = models.JSONField()

    objects = GuardedQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return str(self.item)


class PeriodCount(Guarded):
    """By how much the number of live items of a dialogue with a status changed in a period.

    ``whose`` is a ``past_status.Whose``; ``subject`` and ``key`` say of which items (``item_trails.Subject``);
    ``since`` is the period's first day. ``parts`` has the change of each part of it that had one: "1:3,15:-2".
    """

    dialogue = models.PositiveBigIntegerField()
    whose = models.CharField(max_length=10)
    subject = models.CharField(max_length=10)
    key = models.CharField(max_length=40)
    status = models.CharField(max_length=20)
    since = models.DateField()
    parts = models.TextField()

    objects = GuardedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(
                fields=["dialogue", "whose", "since", "subject", "key", "status"], name="%(class)s_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.key} · {self.status} · {self.since}"


class YearCount(PeriodCount):
    """A year, its parts being months. The years before a day are added up by the database."""

    count = models.IntegerField()


class MonthCount(PeriodCount):
    """A month, its parts being days: read for the month that a day cuts."""
