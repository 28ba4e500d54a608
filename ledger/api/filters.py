"""The filters of the items' list as the schema tells of them."""

from django.utils import translation
from drf_spectacular.utils import OpenApiParameter
from rest_framework.views import APIView

from ledger.api.items import ItemListApi
from ledger.api.pages import PAGE_PARAMETERS
from ledger.filters import ItemFilterSet
from ledger.filters.choices import SomeOf


def filter_parameters(view: APIView) -> list[OpenApiParameter]:
    """Return the parameters of a list that has the workspace's filters; none for another."""
    if not isinstance(view, ItemListApi):
        return []
    with translation.override("en"):
        found = [
            OpenApiParameter(
                name, str, many=isinstance(known, SomeOf), description=ItemFilterSet.label_of(name)
            )
            for name, known in ItemFilterSet.base_filters.items()
        ]
    return [*found, *PAGE_PARAMETERS]
