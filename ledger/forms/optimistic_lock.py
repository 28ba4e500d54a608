"""Optimistic lock for the forms of rows that change: who saves second is told what the first changed.

The page carries along, signed, how the row's fields stood. When the form is sent, they are compared with the row as it
stands now, which the caller has locked until its transaction ends.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django import forms
from django.contrib.admin.models import LogEntry
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import InlineForeignKeyField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ledger.forms.excerpts import excerpts

SEEN = "row_seen"
"""The name of the hidden field."""
SALT = "ledger.row_seen"
LATEST_VERSIONS = 50
"""Among so many versions of a row's change log it is looked up who changed a field."""
NONE_SHOWN = "–"

State = dict[str, list[str]]
"""The values of a row's fields as a browser sends them."""


def as_sent(field: forms.Field, value: object) -> list[str]:
    """Return a value as a browser would send it: an unticked box and an empty field are an empty list."""
    if isinstance(field, forms.BooleanField):
        return ["on"] if value else []
    prepared = field.prepare_value(value)
    if isinstance(prepared, list | tuple):
        return [str(each) for each in prepared]
    return [] if prepared in (None, "") else [str(prepared)]


@dataclass(frozen=True)
class _FieldStates:
    """A field's value as the page showed it, as the row holds it now, and as it was typed."""

    name: str
    seen: list[str]
    now: list[str]
    typed: list[str]

    @property
    def is_moved(self) -> bool:
        """Whether somebody else saved another value than the typed one since the page was made."""
        return not _same(self.now, self.seen) and not _same(self.typed, self.now)

    @property
    def is_touched(self) -> bool:
        """Whether the person typed a value that was neither shown nor saved meanwhile."""
        return not _same(self.typed, self.seen) and not _same(self.typed, self.now)


class OptimisticLockForm(forms.Form):
    """A form of a row that is there already; ``is_guarded`` turns the comparison off where another does its work.

    A plain form compares its initial values: give them also when it is sent. Fields that were left alone take what
    somebody else saved meanwhile; where something else was typed as well, nothing is saved until the person has seen
    both. Sent again, it is saved.
    """

    is_guarded = True
    data: Any
    row_seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    # --- What the row holds

    @property
    def _row(self) -> Model | None:
        row = getattr(self, "instance", None)
        return row if isinstance(row, Model) and row.pk is not None else None

    @property
    def guards(self) -> bool:
        """Whether the form is of a row that is there already."""
        if not self.is_guarded:
            return False
        return self._row is not None if hasattr(self, "instance") else bool(self.initial)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        if field_name == SEEN:
            return self._signed() if self.guards else ""
        return super().get_initial_for_field(field, field_name)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields of the row that changed: what the page carries along is none."""
        return [name for name in super().changed_data if name != SEEN]

    def _own_fields(self) -> Iterator[tuple[str, forms.Field]]:
        row = self._row
        for name, field in self.fields.items():
            if name == SEEN or field.disabled or isinstance(field, InlineForeignKeyField):
                continue
            if row is None or name in _editable(type(row)):
                yield name, field

    @cached_property
    def _now(self) -> State:
        return {
            name: as_sent(field, self.get_initial_for_field(field, name))
            for name, field in self._own_fields()
        }

    def _identity(self) -> str:
        return f"{self._row._meta.label}:{self._row.pk}" if self._row is not None else type(self).__name__

    def _signed(self) -> str:
        return signing.Signer(salt=SALT).sign_object([self._identity(), self._now], compress=True)

    def _seen(self) -> State | None:
        """Return the row as the page showed it; None where the page does not say so, or says it of another row."""
        try:
            sent = signing.Signer(salt=SALT).unsign_object(self.data.get(self.add_prefix(SEEN), ""))
        except (signing.BadSignature, ValueError):
            return None
        identity, state = sent
        return state if identity == self._identity() else None

    # --- What was sent

    def full_clean(self) -> None:
        """Compare before the fields are looked at, since fields left alone take what stands now."""
        told: list[tuple[str | None, str]] = []
        if self.is_bound and self.guards:
            told = self._compare()
            self.__dict__.pop("changed_data", None)
        super().full_clean()
        getattr(self, "cleaned_data", {}).pop(SEEN, None)
        for name, sentence in told:
            self.add_error(name, sentence)

    def _compare(self) -> list[tuple[str | None, str]]:
        """Return what is to be told, by field; nothing where nobody else changed what the page showed."""
        seen = self._seen()
        if seen is None:
            self._renew({})
            return [(None, _("The page did not say which version you saw. Look at it, then save again."))]
        changes = list(self._states(seen))
        moved = [change.name for change in changes if change.is_moved]
        touched = [change.name for change in changes if change.is_touched]
        if moved:
            self._renew({name: self._now[name] for name in moved if name not in touched})
        return self._tell(moved, seen) if moved and touched else []

    def _states(self, seen: State) -> Iterator["_FieldStates"]:
        for name, field in self._own_fields():
            if name in seen and name in self._now:
                yield _FieldStates(name, seen[name], self._now[name], self._typed(name, field))

    def _typed(self, name: str, field: forms.Field) -> list[str]:
        raw = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if isinstance(field, forms.ModelChoiceField):
            return [str(each) for each in (raw if isinstance(raw, list) else [raw]) if each not in (None, "")]
        try:
            return as_sent(field, field.to_python(raw))
        except (ValidationError, ValueError, OverflowError):
            return [str(raw)]

    def _renew(self, values: Mapping[str, list[str]]) -> None:
        """Keep what was typed, let some fields take other values, and be ready to be sent again."""
        self.data = self.data.copy()
        for name, sent in {**values, SEEN: [self._signed()]}.items():
            key = self.add_prefix(name)
            if sent or isinstance(self.fields[name], forms.BooleanField):
                self.data.setlist(key, sent)
                if not sent:
                    del self.data[key]
            else:
                self.data[key] = ""

    # --- What is told

    def _tell(self, moved: list[str], seen: State) -> list[tuple[str | None, str]]:
        told: list[tuple[str | None, str]] = [
            (
                None,
                _(
                    "This was changed since you opened the page. What you typed is still here, and fields you left "
                    "alone show what stands now. Look at both, then save again."
                ),
            )
        ]
        for name in moved:
            field = self.fields[name]
            before, after = excerpts(_words(field, seen[name]), _words(field, self._now[name]))
            values = {"field": self[name].label, "before": before, "after": after}
            told.append((name, _sentence(values, self._who_changed(name))))
        return told

    def _who_changed(self, name: str) -> tuple[str, datetime.datetime] | None:
        """Return who changed a field last and when, as far as the change log tells."""
        row = self._row
        if row is None:
            return None
        if not hasattr(row, "history"):
            return _who_saved(row)
        log = list(row.history.select_related("history_user").order_by("-history_id")[:LATEST_VERSIONS])
        field = row._meta.get_field(name)
        attribute = None if field.many_to_many else getattr(field, "attname", None)
        for newer, older in pairwise(log):
            if attribute is None or getattr(newer, attribute) != getattr(older, attribute):
                return str(newer.history_user or _("a command")), newer.history_date
        return None


def _editable(model: type[Model]) -> set[str]:
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields if field.editable and not field.primary_key}


def _same(values: list[str], others: list[str]) -> bool:
    """Tell whether two values are the same: a browser sends line ends its own way, and choices in any order."""
    return sorted(map(_plain, values)) == sorted(map(_plain, others))


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()


def _who_saved(row: Model) -> tuple[str, datetime.datetime] | None:
    """Return who saved a row without a change log last, as the admin noted it."""
    noted = LogEntry.objects.filter(
        content_type__app_label=row._meta.app_label,
        content_type__model=row._meta.model_name,
        object_id=str(row.pk),
    )
    last = noted.select_related("user").order_by("-action_time").first()
    return (str(last.user), last.action_time) if last else None


def _words(field: forms.Field, sent: list[str]) -> str:
    """Return a value in words; a dash for none."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if sent else _("no")
    if not sent:
        return NONE_SHOWN
    if isinstance(field, forms.ModelChoiceField):
        key = field.to_field_name or "pk"
        rows = field.queryset.filter(**{f"{key}__in": sent}) if field.queryset is not None else ()
        return ", ".join(field.label_from_instance(row) for row in rows) or _("not for you to see")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        names = {str(value): str(label) for value, label in choices}
        return ", ".join(names.get(value, value) for value in sent)
    return ", ".join(sent)


def _sentence(values: dict[str, Any], who: tuple[str, datetime.datetime] | None) -> str:
    if who is None:
        return _("“%(field)s” was changed meanwhile, from “%(before)s” to “%(after)s”.") % values
    moment = date_format(timezone.localtime(who[1]), "DATETIME_FORMAT")
    return _(
        "“%(field)s” was changed meanwhile by %(who)s, on %(when)s, from “%(before)s” to “%(after)s”."
    ) % (values | {"who": who[0], "when": moment})
