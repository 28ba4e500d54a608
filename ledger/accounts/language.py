"""The switch of language on every page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from ledger.models import User


@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the language in the account of who is signed in, and in a cookie for everybody; lead back."""
    language = request.POST.get("language")
    if request.user.is_authenticated and language in dict(settings.LANGUAGES):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)
