"""The models by the rule of ``access.visible_to`` that their attributes name."""

from typing import Any

from django.apps import apps
from django.db.models import Model


def own_models() -> list[type[Model]]:
    models = apps.get_app_config("ledger").get_models()
    return [model for model in models if not model.__name__.startswith("Historical")]


def _having(attribute: str) -> dict[str, Any]:
    found = {model.__name__: getattr(model, attribute, None) for model in own_models()}
    return {name: value for name, value in found.items() if value}


BY_RULES = {*_having("visible_rows"), *_having("owner_field"), *_having("needed_act")}
"""What staff keep for themselves: who sees it is tried in tests/personal/test_seeing.py."""
DIALOGUE_PATHS: dict[str, str] = {
    name: path for name, path in _having("dialogue_path").items() if name not in BY_RULES
}
"""How the rows of a model lead to the dialogue whose members see them."""
COMMON = {*_having("is_common")}
