"""Values as the API writes them: a word by its code, a day with its precision, rows by the codes that people know."""

from typing import Any

from django.db.models import Manager
from django.utils import translation
from django.utils.translation import gettext
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ledger.vocabulary import Language, Precision, Word

CODES = {"type": "array", "items": {"type": "string"}}
"""How the schema tells of a list of codes."""


@extend_schema_field({"type": "string"})
class CodeField(serializers.Field[Any, Any, Any, Any]):
    """A row by its code, short name or reference."""

    def __init__(self, code: str, *, source: str | None = None, allow_null: bool = False) -> None:
        super().__init__(read_only=True, source=source, allow_null=allow_null)
        self.code = code

    def to_representation(self, value: object) -> str:
        return str(getattr(value, self.code))


@extend_schema_field(CODES)
class CodesField(CodeField):
    """Rows by their codes."""

    def to_representation(self, value: Manager[Any]) -> list[str]:  # type: ignore[override]
        return sorted(str(getattr(row, self.code)) for row in value.all())


@extend_schema_field(CODES)
class LinkedCodesField(serializers.Field[Any, Any, Any, Any]):
    """The codes of the rows that links lead to: ``topic.slug``; in the order of the links."""

    def __init__(self, path: str, *, source: str) -> None:
        super().__init__(read_only=True, source=source)
        self.path = path.split(".")

    def to_representation(self, value: Manager[Any]) -> list[str]:
        row, code = self.path
        return [getattr(getattr(link, row), code) for link in value.all()]


class WordCodeField(serializers.Field[Any, Any, Any, Any]):
    """A word of the vocabulary, by its code; the schema has its labels in both languages."""

    def __init__(self, word: type[Word], *, source: str | None = None, allow_null: bool = False) -> None:
        super().__init__(read_only=True, source=source, allow_null=allow_null)
        self.word = word

    def to_representation(self, value: object) -> str:
        return str(value)


def labels_of(word: Word) -> dict[str, str]:
    """Return a word's labels by the code of their language."""
    found = {}
    for language in Language:
        with translation.override(language):
            found[language.value] = gettext(word.label)
    return found


def word_schema(word: type[Word]) -> dict[str, Any]:
    """Return how the schema tells of a word: every code, with its labels in both languages."""
    codes = [{"const": known.value, "title": known.label, "x-labels": labels_of(known)} for known in word]
    return {"type": "string", "oneOf": codes, "description": (word.__doc__ or "").splitlines()[0]}


class WordCodeExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of a word once, as a component."""

    target_class = "ledger.api.fields.WordCodeField"
    match_subclasses = True

    def get_name(self) -> str:
        name: str = self.target.word.__name__
        return name

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return word_schema(self.target.word)


class DatedField(serializers.Field[Any, Any, Any, Any]):
    """A day with its precision, from two columns of a row: ``{"day": "2016-03-01", "precision": "month"}``."""

    def __init__(self, day: str, precision: str) -> None:
        super().__init__(source="*", read_only=True)
        self.columns = day, precision

    def to_representation(self, value: object) -> dict[str, str] | None:
        day, precision = (getattr(value, name) for name in self.columns)
        return None if day is None else {"day": day.isoformat(), "precision": str(precision)}


class DayExtension(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Tells the schema of a day with its precision once, as a component."""

    target_class = "ledger.api.fields.DatedField"

    def get_name(self) -> str:
        return "KnownDay"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {
            "type": ["object", "null"],
            "description": "A day, or the first day of a month or year where no more is known; null for none.",
            "properties": {
                "day": {"type": "string", "format": "date"},
                "precision": word_schema(Precision),
            },
            "required": ["day", "precision"],
        }
