"""Say for whom rows are asked: our own people, the counterpart of one dialogue, or everybody.

What is shared is shared with the counterpart of its own dialogue and with no other. So every question that is asked for
that audience names the dialogue: `of_counterpart` and `may_be_told` raise where it is left out.
"""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from ledger.vocabulary import Audience

Rows = TypeVar("Rows", bound=QuerySet[Any])


class DialogueMissing(ValueError):
    """Rows were asked for a counterpart without saying of which dialogue."""

    def __init__(self) -> None:
        super().__init__("what is shared is asked for the counterpart of one dialogue: name it")


def of_counterpart(rows: Rows, audience: Audience, dialogue: "Model | int | None", path: str) -> Rows:
    """Narrow rows to the dialogue whose counterpart asks; other audiences ask of every dialogue.

    ``dialogue`` is the row or its key; ``path`` is the lookup from a row to its dialogue. Raises DialogueMissing.
    """
    if audience is not Audience.SHARED:
        return rows
    if dialogue is None:
        raise DialogueMissing
    return rows.filter(**{path: dialogue})


def may_be_told(
    visibility: Audience, audience: Audience, *, of: "Model | int | None", dialogue: "Model | int | None"
) -> bool:
    """Tell whether an audience may be told what is open to ``visibility`` in the dialogue ``of``.

    ``dialogue`` is the dialogue whose counterpart asks, None for other audiences. Raises DialogueMissing.
    """
    if audience is Audience.SHARED and dialogue is None:
        raise DialogueMissing
    is_own = audience is not Audience.SHARED or of == dialogue
    return is_own and visibility in audience.wide_enough
