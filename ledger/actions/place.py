"""The site on which acts are done: its rows, its addresses and its look."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from ledger.models import Dialogue, Item, Statement
from ledger.vocabulary import Precision, Status

if TYPE_CHECKING:
    from ledger.actions.page import ActFormView


class Place(Protocol):
    """What the admin and the workspace each say for themselves."""

    def items(self, request: HttpRequest, dialogues: Sequence[Dialogue]) -> Any:
        """The items of the dialogues that the person may see here, with their rounds' dialogues and passages."""

    def item_address(self, item: Item) -> str:
        """The page of an item."""

    def list_address(self, request: HttpRequest) -> str:
        """The items' list, filtered as it was left."""

    def act_address(self, page: "ActFormView") -> str:
        """Where an act is done."""

    def many_address(self, name: str) -> str:
        """Where the act of that name is done to many items; ``?item=`` for each of them."""

    def batch_address(self, batch: UUID) -> str:
        """Where a batch is shown."""

    def undo_address(self, batch: UUID) -> str:
        """Where a batch is undone."""

    def status(self, one: Status, on: datetime.date | None, precision: Precision | None) -> SafeString:
        """A status with its date."""

    def marked(self, statement: Statement) -> SafeString:
        """A statement's text with the passages that are cited."""

    def render(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        """A page by the name of its template."""
