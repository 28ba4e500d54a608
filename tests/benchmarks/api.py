"""The API beside bare REST framework views over the same rows: `python tests/benchmarks/api.py` (half a minute).

In a SQLite ledger of its own in a temporary folder, of 500 items: the list of 50 items, and one item. Bare views have
the framework's ModelSerializer of the item's own columns and its topics; no rights, filters or places. In turns, in one
process, without a network or sign-in: the median of processor time, the queries, and the ratio. Prints and judges
nothing: × 1.5 was wanted.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.reports import set_up  # noqa: E402

ITEMS, TURNS = 500, 60


def bare_views() -> tuple[Any, Any]:
    """A list of 50 and an item, as the framework's documentation writes them."""
    from rest_framework import generics, permissions, serializers

    from ledger.models import Item

    class BareSerializer(serializers.ModelSerializer[Item]):
        topics = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)  # type: ignore[var-annotated]

        class Meta:
            model = Item
            fields = [*(column.name for column in Item._meta.concrete_fields), "topics"]

    class BareList(generics.ListAPIView[Item]):
        queryset = Item.objects.select_related("round__dialogue", "officer").prefetch_related(
            "topics", "party_links__party"
        )
        serializer_class = BareSerializer
        permission_classes = [permissions.IsAuthenticated]

        def filter_queryset(self, queryset: Any) -> Any:
            return queryset.order_by("-round__number", "ref")[:50]

    class BareDetail(generics.RetrieveAPIView[Item]):
        queryset = BareList.queryset
        serializer_class = BareSerializer
        permission_classes = [permissions.IsAuthenticated]
        lookup_field = "ref"

    return BareList.as_view(), BareDetail.as_view()


def turn(ask: Callable[[], Any]) -> float:
    """Milliseconds of processor time until the answer is written."""
    start = time.process_time()
    answer = ask()
    if hasattr(answer, "render"):
        answer.render()
    spent = (time.process_time() - start) * 1000
    assert answer.status_code == 200, answer.data
    return spent


def compare() -> None:
    """Ask both in turns, after a few that do not count, and print the medians."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from rest_framework.test import APIRequestFactory, force_authenticate

    from ledger.api.items import ItemDetailApi, ItemListApi
    from ledger.models import Item, User

    user, ref = User.objects.get(username="volume"), Item.objects.order_by("pk")[ITEMS // 2].ref
    factory = APIRequestFactory()
    bare_list, bare_item = bare_views()

    def asker(view: Any, address: str, **named: str) -> Callable[[], Any]:
        def ask() -> Any:
            request = factory.get(address, headers={"Host": "localhost"})
            request.user = user
            force_authenticate(request, user)
            return view(request, **named)

        return ask

    pairs = {
        "list of 50": (asker(ItemListApi.as_view(), "/api/v1/items/"), asker(bare_list, "/bare/")),
        "item": (asker(ItemDetailApi.as_view(), "/", ref=ref), asker(bare_item, "/", ref=ref)),
    }
    for name, both in pairs.items():
        times: tuple[list[float], list[float]] = ([], [])
        for _turn in range(TURNS):
            for found, ask in zip(times, both, strict=True):
                found.append(turn(ask))
        queries = []
        for ask in both:
            with CaptureQueriesContext(connection) as caught:
                turn(ask)
            queries.append(len(caught))
        ours, bare = (statistics.median(found[5:]) for found in times)
        print(
            f"{name:12} {ours:6.1f} ms, bare {bare:6.1f} ms, × {ours / bare:.2f}; queries {queries}",
            flush=True,
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        set_up(folder)
        from django.core.management import call_command

        call_command("make_volume", ITEMS, entries=3, verbosity=0)
        compare()
