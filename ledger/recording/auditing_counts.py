"""The audit of the kept counts of statuses: of what items they were made, and that they are those items' sums."""

import secrets
from collections.abc import Iterator

from ledger.models import ClockCorrection, CountingState, Entry, Item, MonthCount, YearCount
from ledger.models.item_trails import ItemTrail, Under, continued_by, trails_of
from ledger.models.status_figures import changes_of, kept_trails
from ledger.recording.auditing_topics import Found
from ledger.recording.counting import PLACE, Place, places_of

ITEMS_AT_A_TIME = 2_000
PRIME = 2**61 - 1
"""A sum of a period's changes, each weighted by its part, is kept as its remainder: a number for each row, not all
changes of all days. The weights are powers of a number drawn anew for each audit."""
HINT = "`count_statuses --anew` makes all counts anew"


def count_findings() -> Iterator[Found]:
    """Yield what of the kept counts does not hold; nothing where none are kept."""
    state = CountingState.objects.filter(known_at__isnull=False).first()
    if state is None:
        return
    base, under = secrets.randbelow(PRIME), {int(key): above for key, above in state.topics.items()}
    expected: tuple[_Sums, _Sums] = ({}, {})
    is_behind_correction = ClockCorrection.objects.count() != state.corrections
    later = Entry.objects.filter(recorded_at__gt=state.known_at).order_by().values_list("item", flat=True)
    written = set(later.distinct())
    for some in (kept_trails(written), trails_of(written)) if written else ():
        written |= continued_by(some)
    for keys in _chunks():
        kept = kept_trails(keys)
        for trail in kept.values():
            _add(expected, trail, under, base)
        if not is_behind_correction:
            yield from _changed(keys, kept, written)
    yield from _wrong_sums(YearCount, expected[0], base)
    yield from _wrong_sums(MonthCount, expected[1], base)


_Sums = dict[Place, int]


def _chunks() -> Iterator[list[int]]:
    keys = list(Item.objects.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), ITEMS_AT_A_TIME):
        yield keys[at : at + ITEMS_AT_A_TIME]


def _changed(keys: list[int], kept: dict[int, ItemTrail], written: set[int]) -> Iterator[Found]:
    """Find items that are counted otherwise than their entries say, though nothing was recorded since."""
    true = trails_of(keys)
    wrong = [key for key in keys if key not in written and kept.get(key) != true.get(key)]
    for ref in Item.objects.filter(pk__in=wrong).in_ref_order().values_list("ref", flat=True):
        yield ref, f"it is not counted as its entries say: {HINT}"


def _add(expected: tuple[_Sums, _Sums], trail: ItemTrail, under: Under, base: int) -> None:
    years, months = expected
    for cell, change in trail.cells(under):
        year, month = places_of(cell)
        for sums, place, part in ((years, year, cell.day.month), (months, month, cell.day.day)):
            sums[place] = (sums.get(place, 0) + change * pow(base, part, PRIME)) % PRIME


def _wrong_sums(model: type[YearCount | MonthCount], expected: _Sums, base: int) -> Iterator[Found]:
    """Find rows of counts that are not the sums of what items change in them."""
    columns = (*PLACE, "parts", "count") if model is YearCount else (*PLACE, "parts")
    wrong = []
    for row in model.objects.order_by().values_list(*columns).iterator(chunk_size=ITEMS_AT_A_TIME):
        place, parts, total = row[:6], row[6], row[7:]
        changes = changes_of(parts)
        sum_ = sum(change * pow(base, part, PRIME) for part, change in changes) % PRIME
        if sum_ != expected.pop(place, 0) or (total and total[0] != sum(change for _part, change in changes)):
            wrong.append(place)
    wrong += [place for place, sum_ in expected.items() if sum_]
    for _dialogue, *where, since in sorted(wrong):
        yield f"count {' '.join(where)} of {since}", f"it is not what the items in it add up to: {HINT}"
