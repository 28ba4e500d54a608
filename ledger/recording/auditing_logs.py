"""The audit of rows that keep a change log: each row is what the newest version in its log says, column by column."""

from collections.abc import Iterable, Iterator
from functools import partial
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from django.apps import apps
from django.db.models import Max, Model, QuerySet

from ledger.models import Dialogue, Round

Found: TypeAlias = tuple[str, str]
"""Where something does not hold, and what."""

NOT_LOGGED: dict[type[Model], frozenset[str]] = {Round: frozenset({"next_item_number"})}
"""Columns that change without a version in the log: a round's counter is proved by the references of its items."""


def logged_models() -> list[type[Model]]:
    """Return the models whose rows keep a change log, in the order of their tables."""
    models = apps.get_app_config("ledger").get_models()
    logged = (model for model in models if hasattr(model._meta, "simple_history_manager_attribute"))
    return sorted(logged, key=lambda model: model._meta.db_table)


def log_findings(models: Iterable[type[Model]] | None = None) -> Iterator[Found]:
    """Yield each row that is not what its change log says: changed, made or removed past the application.

    Of some models, or of all. Two queries for each model, and memory that does not grow with the rows.
    """
    for model in logged_models() if models is None else models:
        names = _columns(model)
        for key, states in _beside(_rows(model, names), _versions(model, names)):
            where = f"{model._meta.db_table} {key}"
            yield from ((where, says) for says in _differences(names, states))
    if models is None or Dialogue in models:
        yield from _party_findings()


def _columns(model: type[Model]) -> list[str]:
    left_out = NOT_LOGGED.get(model, frozenset())
    return [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]


def _rows(model: type[Model], names: list[str]) -> "QuerySet[Any, tuple[Any, ...]]":
    return model._base_manager.order_by("pk").values_list("pk", *names)


def _versions(model: type[Model], names: list[str]) -> "QuerySet[Any, tuple[Any, ...]]":
    """Return the newest version of each row's log: the row's key, what was done to it, and the columns."""
    log = model.history.model.objects  # type: ignore[attr-defined]
    newest = log.order_by().values("id").annotate(newest=Max("history_id")).values("newest")
    rows: QuerySet[Any, tuple[Any, ...]] = log.filter(history_id__in=newest).order_by("id")
    return rows.values_list("id", "history_type", *names)


_States: TypeAlias = dict[str, tuple[Any, ...]]


def _beside(
    rows: "QuerySet[Any, tuple[Any, ...]]", versions: "QuerySet[Any, tuple[Any, ...]]"
) -> Iterator[tuple[int, _States]]:
    """Yield each key with the row under "row" and the newest version under "log", where they are there."""
    streams = (
        map(partial(_named, name), query.iterator(chunk_size=500))
        for name, query in (("row", rows), ("log", versions))
    )
    for key, both in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        yield key, {name: values for _key, name, values in both}


def _named(name: str, values: tuple[Any, ...]) -> tuple[int, str, tuple[Any, ...]]:
    return values[0], name, values[1:]


def _differences(names: list[str], states: _States) -> Iterator[str]:
    if "log" not in states:
        yield "no change log tells of it"
        return
    done, *logged = states["log"]
    if "row" not in states:
        if done != "-":
            yield "it is gone, and its change log does not say so"
    elif done == "-":
        yield "its change log says that it was removed"
    else:
        for name, value, said in zip(names, states["row"], logged, strict=True):
            if value != said:
                yield f"its {name} is not what its change log says"


def _party_findings() -> Iterator[Found]:
    """Check that the parties of each dialogue are those that the newest version in its change log names."""
    log = Dialogue.history.model.objects
    newest = log.order_by().values("id").annotate(newest=Max("history_id")).values("newest")
    parties = apps.get_model("ledger", "HistoricalDialogue_parties")._base_manager
    said = set(parties.filter(history__in=newest).values_list("dialogue", "party"))
    there = set(Dialogue.parties.through.objects.values_list("dialogue", "party"))
    for dialogue, _parties in groupby(sorted(said ^ there), key=itemgetter(0)):
        if Dialogue.objects.filter(pk=dialogue).exists():
            yield f"{Dialogue._meta.db_table} {dialogue}", "its parties are not what its change log says"
