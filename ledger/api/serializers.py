"""How rows are written that several nouns name: a colleague, and what is wrong."""

from typing import Any

from rest_framework import serializers


class PersonSerializer(serializers.Serializer[Any]):
    """A colleague, by a key that outlives a changed name."""

    uuid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="__str__", read_only=True)


class ProblemErrorSerializer(serializers.Serializer[Any]):
    """A field, empty for none, and what is wrong with it."""

    field = serializers.CharField()
    says = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """What is wrong (RFC 9457), in the language asked for."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemErrorSerializer(many=True, required=False)  # type: ignore[assignment]  # named as the framework's own


def page_serializer(row: type[serializers.Serializer[Any]]) -> type[serializers.Serializer[Any]]:
    """Return how a page of such rows is written: the rows, and the addresses of the pages beside it."""
    name = f"{row.__name__.removesuffix('Serializer')}PageSerializer"
    fields = {
        "next": serializers.CharField(allow_null=True, help_text="The address of the next page, if any."),
        "results": row(many=True),
    }
    return type(name, (serializers.Serializer,), {"__doc__": "A page of a list.", **fields})
