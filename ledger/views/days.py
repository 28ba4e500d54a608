"""What a date means that somebody is typing: asked by the field's script, so that one parser reads all dates."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from ledger.filters.days import DayField, KnownDayField, check_past
from ledger.presentation import wording
from ledger.reading.typed_days import KnownDay
from ledger.views.base import LedgerView
from ledger.vocabulary import Precision


class UnderstoodDayView(LedgerView):
    """Answer ``?typed=…&exactness=day`` (or ``known``) with the day in ISO 8601 and the words to show beside the field.

    ``&past=1`` asks for a field that takes no day after today. The day is empty where a month or a year was understood,
    or nothing: the words then say what is wrong.
    """

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> JsonResponse:
        is_known = request.GET.get("exactness") == "known"
        field = KnownDayField(required=False) if is_known else DayField()
        try:
            found = field.clean(request.GET.get("typed", ""))
            if found and "past" in request.GET:
                check_past(found.day if isinstance(found, KnownDay) else found)
        except ValidationError as wrong:
            return JsonResponse({"day": "", "says": " ".join(wrong.messages)})
        if found is None:
            return JsonResponse({"day": "", "says": ""})
        known = found if isinstance(found, KnownDay) else KnownDay(found, Precision.DAY)
        says = _("= %(day)s") % {"day": wording.day(*known, is_long=True).label}
        return JsonResponse({"day": str(known) if known.precision is Precision.DAY else "", "says": says})
