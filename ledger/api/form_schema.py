"""Tell the schema what an act takes: the fields of its form."""

from typing import Any

from django import forms

from ledger.api.sent import CARRIED
from ledger.filters.days import KnownDayField
from ledger.forms.entry import SayingForm
from ledger.forms.evidence import EvidenceForm
from ledger.forms.fields import YesNoField
from ledger.vocabulary import Word

DAY = {"type": "object", "properties": {"day": {"type": "string"}, "precision": {"type": "string"}}}


def body_of(form: type[forms.Form]) -> dict[str, Any]:
    """Return the schema of the object that an act takes; what is left out is as its page would leave it."""
    fields = {name: each for name, each in form.base_fields.items() if name not in CARRIED}
    properties = {name: _property(field) for name, field in fields.items()}
    properties["again"] = {
        "type": "boolean",
        "description": "Record it although the ledger asked whether it is meant.",
    }
    if issubclass(form, SayingForm):
        piece = {
            name: _property(field)
            for name, field in EvidenceForm.base_fields.items()
            if not isinstance(field, forms.FileField)
        }
        items = {"type": "object", "properties": piece, "additionalProperties": False}
        properties["evidence"] = {
            "type": "array",
            "maxItems": 20,
            "items": items,
            "description": "In place of all there is. A file is the part `evidence-0-file` (the first piece’s) of "
            "multipart/form-data, beside the object as the part `data`.",
        }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _property(field: forms.Field) -> dict[str, Any]:
    told = ". ".join(filter(None, (str(field.label or ""), str(field.help_text))))
    return {**_type(field), "description": told}


def _type(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return {"type": "array", "items": {"type": "string"}}
    if isinstance(field, forms.BooleanField | YesNoField):
        return {"type": ["boolean", "null"]}
    if isinstance(field, forms.IntegerField):
        return {"type": ["integer", "null"]}
    if isinstance(field, KnownDayField):
        return {"oneOf": [{"type": ["string", "null"]}, DAY]}
    word = getattr(field, "coerce", None)
    if isinstance(word, type) and issubclass(word, Word):
        return {"enum": [*(known.value for known in word), None]}
    return {"type": ["string", "null"]}
