"""Say why the write API refuses: which field, why, and what to do."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledger.models import Entry, Item


class RuleViolation(ValidationError):
    """A rule of the ledger forbids the entry as given; nothing was written.

    ``fields`` maps each field's name to the sentence that belongs beside it.
    """

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.fields = fields

    def __str__(self) -> str:
        return " ".join(self.fields.values())


class Unchanged(RuleViolation):
    """An amendment as given would change nothing; nothing was written."""


class StaleVersion(Exception):
    """Another person wrote since this person looked (optimistic lock); nothing was written."""


class StaleItem(StaleVersion):
    """Another person recorded on the item since the writer looked; nothing was written.

    ``entries`` are those the writer has not seen, oldest first.
    """

    def __init__(self, item: Item, seen: int) -> None:
        self.item = item
        self.seen = seen
        self.entries = list(Entry.objects.filter(item=item, sequence__gt=seen).with_texts())
        super().__init__(
            _("%(ref)s has moved on from entry %(seen)d to entry %(now)d since you looked.")
            % {"ref": item.ref, "seen": seen, "now": item.last_sequence}
        )


class RecordingHalted(RuleViolation):
    """Nobody can record until those who run the ledger mend something; nothing was written.

    Forms show the sentence above their fields and keep what was typed.
    """

    halts_the_ledger = True

    def __init__(self, says: str) -> None:
        super().__init__({"ledger": says})


class TriggersMissing(RecordingHalted):
    """The triggers that keep the ledger append-only do not stand; nothing is written until they do."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        super().__init__(
            _(
                "Nothing was recorded: of the triggers that protect the ledger in its database, %(missing)s do not"
                " stand. Those who run the ledger put them back with “manage.py migrate”; send this again then."
            )
            % {"missing": len(names)}
        )


class ClockWrong(RecordingHalted):
    """The clock is behind the newest stamp, or this machine's differs from PostgreSQL's; nothing is written."""
