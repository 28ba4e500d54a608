"""What is asked of the past: the day, what was known by then, for whom; read as the parameters of reports are."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from ledger.api.base import LedgerApiView
from ledger.api.problems import InvalidQuery
from ledger.reports.parameter_form import ReportForm
from ledger.reports.parameters import ReportParameters
from ledger.vocabulary import Audience, Language

ASKED = ("as_of", "known_at", "audience", "dialogue")


def parameters_of(view: LedgerApiView, *, others: tuple[str, ...] = ()) -> ReportParameters:
    """Return what the address asks, within the person's own dialogues. Raises InvalidQuery.

    ``others`` are parameters of the address that are not about the past.
    """
    asked = view.request.query_params
    given: dict[str, Any] = {name: asked.get(name, "") for name in ASKED}
    within = frozenset(dialogue.pk for dialogue in view.rights.dialogues)
    initial = {"audience": Audience.INTERNAL, "language": Language.EN}
    form = ReportForm(given, within=within, reader=view.user, initial=initial)
    unknown = {name: [unknown_parameter(name)] for name in sorted(asked.keys() - {*ASKED, *others})}
    if not form.is_valid() or unknown:
        raise InvalidQuery.of({**form.errors, **unknown})
    return form.parameters()


def unknown_parameter(name: str) -> str:
    """Return the sentence about a parameter that there is not."""
    return _("There is no filter “%(name)s”.") % {"name": name}


def question_parameters() -> tuple[OpenApiParameter, ...]:
    """Return the parameters for the schema."""
    return (
        OpenApiParameter("as_of", str, description="The day, such as 2018-12-31; today where none is given."),
        OpenApiParameter("known_at", str, description="Only what had been recorded by then (RFC 3339)."),
        OpenApiParameter("audience", {"type": "string", "enum": [word.value for word in Audience]}),
        OpenApiParameter("dialogue", str, description="Its code; `shared` needs one."),
    )
