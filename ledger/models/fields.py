"""Columns of our own: a word of the vocabulary, a day, and the guard of rows that only the write API may write."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from simple_history.models import HistoricalRecords

from ledger.days import EARLIEST_DAY, LATEST_DAY, is_kept
from ledger.typed_text import CharacterPosition
from ledger.vocabulary import Word

HEX_DIGEST = RegexValidator(r"^[0-9a-f]{64}$")
"""A SHA-256 in hexadecimal."""


def unfit_day(day: datetime.date | None) -> str:
    """Say why a day is not kept: its year was mistyped; empty where it is kept, or where there is none."""
    if day is None or is_kept(day):
        return ""
    words = {"day": day.isoformat(), "first": EARLIEST_DAY.year, "last": LATEST_DAY.year}
    return gettext("%(day)s was given: a year from %(first)s to %(last)s is expected.") % words


def odd_character(place: CharacterPosition | None) -> str:
    """Say why a text with a character that nobody sees is not kept; empty where there is none."""
    if place is None:
        return ""
    sentence = gettext(
        "Line %(line)s, character %(character)s holds a character that nobody sees (%(code)s), between “%(before)s” "
        "and “%(after)s”: type these words again."
    )
    return sentence % place._asdict()


def check_day(day: datetime.date) -> None:
    """Validate the day of a model's column; raises ValidationError with ``unfit_day``."""
    if says := unfit_day(day):
        raise ValidationError(says, code="unfit_day")


def word_choices(word: type[Word]) -> Callable[[], Sequence[tuple[str, Any]]]:
    """Return the choices of a word's column or form field, labels translated when shown."""
    return lambda: [(known.value, gettext_lazy(known.label)) for known in word]


M = TypeVar("M", bound=models.Model, covariant=True)

if TYPE_CHECKING:
    TextColumn = models.CharField[Any, Any]
else:
    TextColumn = models.CharField


class WordField(TextColumn):
    """A column that holds a word of the vocabulary and gives back the word itself, not its string.

    Migrations see a plain text column: a new word needs no migration.
    """

    def __init__(self, word: type[Word] | None = None, **options: Any) -> None:
        self.word = word
        self._words: dict[Any, Word] = {known.value: known for known in word or ()}
        options.setdefault("max_length", 20)
        if word is not None:
            options.setdefault("choices", word_choices(word))
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        default = kwargs.get("default")
        if isinstance(default, Word):
            kwargs["default"] = default.value
        return name, "django.db.models.CharField", args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if self.word is not None:
            # Django's own goes through all choices each time; a page asks for a hundred.
            setattr(cls, f"get_{name}_display", lambda row: self.shown(getattr(row, name)))

    def shown(self, value: object) -> object:
        """Return a value in words, in the language that is active; one that is none of ours, as it is."""
        word = self.to_python(value)
        return gettext(word.label) if isinstance(word, Word) else value

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> Word | str | None:
        return self._words.get(value, value)  # an unknown one is left as `to_python` leaves it

    def to_python(self, value: Any) -> object:
        if self.word is None or value in (None, "") or isinstance(value, self.word):
            return value
        try:
            return self.word(value)
        except ValueError:
            return value  # left for validation to name, as any choice that does not exist

    def get_prep_value(self, value: object) -> str | None:
        prepared = super().get_prep_value(value)
        return prepared.value if isinstance(prepared, Word) else prepared


class ChangeLog(HistoricalRecords):
    """A change log whose rows are seen by those who see the rows that they tell of (``access.visible_to``)."""

    def create_history_model(self, model: type[models.Model], inherited: bool) -> type[models.Model]:
        """Return the model of the log, with the rule of the model that is logged; its own key is another."""
        logged: type[models.Model] = super().create_history_model(model, inherited)
        path = getattr(model, "dialogue_path", "")
        rule = {
            "dialogue_path": "id" if path == "pk" else path,
            "is_common": getattr(model, "is_common", False),
        }
        for name, value in rule.items():
            setattr(logged, name, value)
        return logged


def change_log(**options: object) -> HistoricalRecords:
    """Return the change log of a reference row: who, when, before, after, why. Items have the ledger instead."""
    return ChangeLog(history_change_reason_field=models.TextField(blank=True, null=True), **options)


@contextmanager
def saved_as_one(row: models.Model) -> Iterator[None]:
    """Give all versions that the change log keeps of a row within it one moment: they are one saving.

    A many-to-many field is logged once more for what it drops and for what it adds.
    """
    mark_saving(row)
    try:
        yield
    finally:
        end_saving(row)


def mark_saving(row: models.Model) -> None:
    """Begin a saving of a row, whose versions bear one moment until ``end_saving``."""
    row._history_date = timezone.now()  # type: ignore[attr-defined]  # read by the change log


def end_saving(row: models.Model) -> None:
    """End the saving that ``mark_saving`` began, if it did."""
    row.__dict__.pop("_history_date", None)


class GuardedWriteError(RuntimeError):
    """Code outside ``ledger.recording`` tried to write an item or an entry."""


_may_write: ContextVar[bool] = ContextVar("may_write", default=False)


@contextmanager
def write_api() -> Iterator[None]:
    """Let the enclosed code write guarded rows; for ``ledger.recording`` alone."""
    token = _may_write.set(True)
    try:
        yield
    finally:
        _may_write.reset(token)


def _refuse_unless_open(model: type[models.Model]) -> None:
    if not _may_write.get():
        message = f"{model.__name__} rows are written by ledger.recording alone"
        raise GuardedWriteError(message)


class GuardedQuerySet(models.QuerySet[M]):
    """A queryset whose writing methods work only inside the write API."""

    def update(self, **values: object) -> int:
        _refuse_unless_open(self.model)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        _refuse_unless_open(self.model)
        return super().delete()

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[M]:
        _refuse_unless_open(self.model)
        return super().bulk_create(*args, **kwargs)

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        _refuse_unless_open(self.model)
        return super().bulk_update(*args, **kwargs)


class Guarded(models.Model):
    """A row that the write API alone may write: saving or deleting it elsewhere raises ``GuardedWriteError``.

    Its ``objects`` are guarded and are its base manager, by which Django's own writers go (``round.items.add``).
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        _refuse_unless_open(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _refuse_unless_open(type(self))
        return super().delete(*args, **kwargs)
