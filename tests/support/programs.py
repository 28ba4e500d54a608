"""A program that asks the API."""

from typing import Any
from uuid import uuid4

from django.test import Client

from ledger.models import Dialogue, Item, User
from ledger.personal import make_token
from tests.support.acting import last


class Program:
    """A program that asks in somebody's name, by a token that may write."""

    def __init__(self, user: User, dialogue: Dialogue, *, may_write: bool = True) -> None:
        self.secret = make_token(user=user, name="Script", dialogues=[dialogue], days=1, may_write=may_write)

    def get(self, address: str) -> Any:
        return Client().get(address, headers={"Authorization": f"Bearer {self.secret}"})

    def post(self, address: str, body: object = None, seen: Any = None, **options: Any) -> Any:
        headers = {
            "Authorization": f"Bearer {self.secret}",
            "Idempotency-Key": str(options.pop("key", uuid4())),
        }
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        options.setdefault("content_type", "application/json")
        return Client().post(address, {} if body is None else body, headers=headers, **options)

    def patch(self, address: str, body: object, seen: str = "") -> Any:
        headers = {"Authorization": f"Bearer {self.secret}"} | ({"If-Match": seen} if seen else {})
        return Client().patch(address, body, content_type="application/json", headers=headers)

    def delete(self, address: str) -> Any:
        return Client().delete(address, headers={"Authorization": f"Bearer {self.secret}"})

    def act(self, item: Item, name: str, body: object = None, **options: Any) -> Any:
        """Act on an item, or on an entry of it, as it stands."""
        entry = options.pop("entry", None)
        where = f"entries/{entry}/" if entry else ""
        seen = options.pop("seen", last(item).sequence)
        return self.post(f"/api/v1/items/{item.ref}/{where}{name}/", body, seen, **options)
