"""Count what one run wrote, and list what it found changed and left as it was."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from ledger.seeding.source import TomlTable
from ledger.vocabulary import Word

K = TypeVar("K", bound=Hashable)
M = TypeVar("M", bound=Model)


class SeedOutcome:
    """The outcome of one run: rows written, counted by model, and the changed facts that it reports, a line each."""

    def __init__(self) -> None:
        self.written: Counter[type[Model]] = Counter()
        self.changed: list[str] = []

    def wrote(self, model: type[Model]) -> None:
        """Count one new row."""
        self.written[model] += 1

    def report(
        self,
        record: TomlTable,
        field: str,
        name: str,
        *,
        kept: object,
        given: object,
        remedy: str,
        at: str | None = None,
    ) -> None:
        """Report that a file now says something else than the ledger, which keeps what it has.

        ``at`` is the file's field where the ledger's ``field`` is called otherwise in it.
        """
        words = _("%(name)s %(field)s is %(kept)s in the ledger, %(given)s here: not rewritten; %(remedy)s")
        parts = {"name": name, "field": field, "kept": shown(kept), "given": shown(given), "remedy": remedy}
        self.changed.append(f"{record.place(at or field)}: {words % parts}")


def shown(value: object) -> str:
    """Return a value as a curator would write it."""
    if value in (None, "", [], ()):
        return _("empty")
    if isinstance(value, Model):
        return repr(key_of(value))
    if isinstance(value, Word):
        return repr(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(shown(part) for part in value) + "]"
    return repr(value)


def key_of(row: Model) -> str:
    """Return the name by which files call a row."""
    return next(
        (str(getattr(row, name)) for name in ("quote", "code", "slug", "ref") if hasattr(row, name)), str(row)
    )


class Shelf(dict[K, M], Generic[K, M]):
    """The rows of one table by the key that files use, fetched in one query; what is missing is made."""

    def __init__(self, rows: QuerySet[M], key: Callable[[M], K], outcome: SeedOutcome) -> None:
        super().__init__((key(row), row) for row in rows)
        self.model: type[M] = rows.model
        self.outcome = outcome

    def keep(self, key: K, record: TomlTable, name: str, /, **fields: object) -> tuple[M, bool]:
        """Return the row of a key, and whether it was made now. A row that was there is compared, never rewritten.

        Raises ``Fault`` where the model refuses a value.
        """
        row = self.get(key)
        if row is not None:
            remedy = _("change it in the admin site, or here")
            compare(record, row, name, fields, outcome=self.outcome, remedy=remedy)
            return row, False
        row = self.model(**fields)
        _check(row, record)
        # The change log tells where the row comes from.
        row._change_reason = record.place()  # type: ignore[attr-defined]
        row.save()
        self[key] = row
        self.outcome.wrote(self.model)
        return row, True


def _check(row: Model, record: TomlTable) -> None:
    """Turn what the model refuses into faults of the file."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise record.fault("" if field == NON_FIELD_ERRORS else field, " ".join(messages)) from error


def compare(
    record: TomlTable, row: Model, name: str, fields: Mapping[str, Any], *, outcome: SeedOutcome, remedy: str
) -> None:
    """Report each field in which a row differs from what its file says."""
    for field, given in fields.items():
        column = row.serializable_value(field)
        if column != (given.pk if isinstance(given, Model) else given):
            outcome.report(record, field, name, kept=getattr(row, field), given=given, remedy=remedy)


def compare_lists(
    record: TomlTable,
    field: str,
    name: str,
    *,
    kept: Iterable[str],
    given: Iterable[str],
    outcome: SeedOutcome,
    remedy: str,
) -> None:
    """Report a list of codes, slugs or phrases that differs, in whatever order."""
    kept, given = sorted(kept), sorted(given)
    if kept != given:
        outcome.report(record, field, name, kept=kept, given=given, remedy=remedy)
