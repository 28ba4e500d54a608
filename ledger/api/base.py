"""Give every address of the API its base: who asks, a role somewhere, own rows alone, the language asked for."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import IO, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ledger import access
from ledger.access import Rows
from ledger.accounts.rights import Rights, rights_of
from ledger.api.authentication import ApiSessionAuthentication, ApiTokenAuthentication
from ledger.api.problems import answer_problem
from ledger.api.throttling import PersonThrottle, TokenThrottle
from ledger.models import ApiToken, User
from ledger.vocabulary import Language

M = TypeVar("M", bound=Model)


class BoundedJSONParser(JSONParser):
    """JSON, of no more bytes than Django takes of a form. Raises RequestDataTooBig, and ParseError for what is none."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, object] | None = None,
    ) -> dict[str, object]:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        content = stream.read(most + 1)
        if len(content) > most:
            raise RequestDataTooBig
        try:
            found: dict[str, object] = super().parse(BytesIO(content), media_type, parser_context)
        except RecursionError:
            raise ParseError(_("The body is to be a JSON object.")) from None
        return found


class WritesByToken(BasePermission):
    """Lets a token that is for reading alone read alone."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        self.message = _("This token is for reading alone.")
        is_for_reading = isinstance(request.auth, ApiToken) and not request.auth.may_write
        return request.method in SAFE_METHODS or not is_for_reading


class HoldsRole(BasePermission):
    """Lets in people with a role in some dialogue, as the workspace does."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        self.message = _("You hold no role in any dialogue yet.")
        return isinstance(view, LedgerApiView) and bool(view.rights.dialogues)


class LedgerApiView(APIView):
    """An address of the API. ``rows`` and ``row`` are its only way to a queryset; ``rights`` says who may do what."""

    authentication_classes = [ApiTokenAuthentication, ApiSessionAuthentication]  # rest_framework's own names
    throttle_classes = [TokenThrottle, PersonThrottle]
    permission_classes = [IsAuthenticated, HoldsRole, WritesByToken]
    renderer_classes = [JSONRenderer]
    parser_classes = [BoundedJSONParser]

    is_file = False
    """Whether it hands out a file, which is of its own kind, whatever kinds are asked for."""
    http_request: HttpRequest

    def perform_content_negotiation(self, request: Request, force: bool = False) -> tuple[BaseRenderer, str]:
        return super().perform_content_negotiation(request, force=force or self.is_file)

    def setup(self, request: HttpRequest, *args: object, **kwargs: object) -> None:
        super().setup(request, *args, **kwargs)
        self.http_request = request

    @property
    def user(self) -> User:
        """The person who asks."""
        user: User = self.request.user  # type: ignore[assignment]  # nobody else gets this far
        return user

    @property
    def rights(self) -> Rights:
        """What the person may do."""
        return rights_of(self.http_request)

    def rows(self, queryset: Rows) -> Rows:
        """Return the rows of a queryset that the person may see."""
        return access.visible_to(self.request.user, queryset)

    def row(self, queryset: QuerySet[M], **wanted: object) -> M:
        """Return one row that the person may see; 404 where there is none, whether it is another dialogue's
        or nobody's.
        """
        return get_object_or_404(self.rows(queryset), **wanted)

    # --- From request to response

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer in the language asked for, drawn before the language is another one again."""
        with translation.override(translation.get_language()):
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
            if isinstance(response, Response):
                response.render()
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        translation.activate(_language(self.http_request))
        super().initial(request, *args, **kwargs)

    def perform_authentication(self, request: Request) -> None:
        super().perform_authentication(request)
        translation.activate(_language(self.http_request))

    def get_exception_handler(self) -> Callable[..., Response | None]:
        return answer_problem


def _language(request: HttpRequest) -> str:
    """Return the language that the header asks for, else that of the account."""
    for asked, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if asked.split("-")[0] in list(Language):
            return asked.split("-")[0]
    return getattr(request.user, "language", None) or translation.get_language() or Language.EN
