"""A middleware that counts the queries of a request, where the request asks for it."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

ASKED, TOLD = "X-Count-Queries", "X-Queries"


class QueryCountMiddleware:
    """Tells how many queries a request asked in a header; without the request's own header it does nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ASKED not in request.headers:
            return self.get_response(request)
        asked = 0

        def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            nonlocal asked
            asked += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response.headers[TOLD] = str(asked)
        return response
