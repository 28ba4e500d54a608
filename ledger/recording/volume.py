"""A throw-away ledger of any size, for measuring: made-up items with whole chains, many rows at a time.

It keeps the write API's rules (the writers' lock, stamps, hashes, what follows from entries), but many items at a time
and without a model's object for each row, so that the audit proves such a ledger as it proves a real one. Triggers and
constraints stand. It is refused where real rows are.
"""

import datetime
import random
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import Dialogue, Entry, Item, Membership, Party, Round, Topic, User
from ledger.models.reference_stamps import renew_stamp
from ledger.recording.bulk_rows import Row, new_keys
from ledger.recording.chained_rows import ChainedItem, ChainedRows
from ledger.recording.entry_content import EntryContent
from ledger.recording.errors import RuleViolation
from ledger.recording.item_values import changes_between, with_defaults
from ledger.recording.ledger_transaction import writing
from ledger.recording.opening import item_ref
from ledger.vocabulary import (
    SAID_KINDS,
    AgreedAs,
    FactBasis,
    Kind,
    Role,
    Status,
    Voice,
    is_followed_by_default,
)

CODE = "VOLUME"
"""The made-up dialogue's code: a ledger that holds any other is not touched."""
SIDES = (("QQA", "Northland"), ("QQB", "Southland"))
"""Parties by codes that ISO 3166-1 leaves to its users."""
SUBJECTS = """
    torture prevention register training police prison judges migrants children asylum journalists defenders women
    indigenous press protection records search missing persons victims reparation treaty protocol visit committee plan
    budget law reform ombudsman tribunal school health water land labour union disability memory archive
    """
SPANISH = "prevención tortura registro búsqueda niñez prisión protección víctimas reparación visita"
EVERY = {"seventh": 7, "tenth": 10, "thirtieth": 30, "seventieth": 70, "thousandth": 1000}
"""Words that every seventh, tenth… item bears: searches are slow or quick by how many items bear a word."""
TOPICS, ROUND_ITEMS, BATCH = 30, 250, 500
STATUSES = list(Status)
FIRST_DAY = datetime.date(2001, 1, 1)


def fill(count: int, *, entries: int = 3, told: Callable[[int], None] = lambda done: None) -> None:
    """Add so many made-up items with so many entries each, the opening among them.

    ``told`` is called with how many items stand. Account ``volume``, without a password, is made their officer.
    Raises RuleViolation where the ledger holds a dialogue that is not made up.
    """
    if Dialogue.objects.exclude(code=CODE).exists():
        raise RuleViolation(
            {"ledger": _("This ledger holds a dialogue that is not made up: use an empty one.")}
        )
    maker = _Maker(entries)
    for done in range(0, count, BATCH):
        maker.batch(min(BATCH, count - done))
        told(min(done + BATCH, count))


class _Maker:
    """Makes items round by round; the same size gives the same items, but for salts and moments."""

    def __init__(self, entries: int) -> None:
        self.entries = entries
        self.subjects, self.spanish = SUBJECTS.split(), SPANISH.split()
        self.dialogue, made = Dialogue.objects.get_or_create(
            code=CODE, defaults={"name_en": "Made up, for measuring", "name_es": "Inventado, para medir"}
        )
        self.parties = [
            Party.objects.get_or_create(code=code, defaults={"name_en": name})[0] for code, name in SIDES
        ]
        if made:
            self.dialogue.parties.set(self.parties)
        self.topics = [
            Topic.objects.get_or_create(
                slug=f"volume-{at}", defaults={"name_en": f"{self.subjects[at]} (made up)"}
            )[0]
            for at in range(TOPICS)
        ]
        self.officer, _made = User.objects.get_or_create(username="volume", defaults={"password": "!"})
        Membership.objects.get_or_create(user=self.officer, dialogue=self.dialogue, role=Role.EDITOR)
        there = Item.objects.count()
        self.chance = random.Random(there)  # noqa: S311  # made-up rows, no secret
        self.round = self.dialogue.rounds.order_by("-number").first()
        self.defaults = with_defaults({})

    def batch(self, count: int) -> None:
        """Make and insert items, in one transaction. Entries are made while the database takes those before them."""
        with writing() as work:
            rows = ChainedRows(self.officer, work.began_at)
            keys = new_keys(Item, count), new_keys(Entry, count * self.entries)
            places = [self._next() for _number in range(count)]  # before the COPY, which keeps the connection
            rows.insert(self._entries(rows, places, *map(iter, keys)))
            self._keep_count()
            renew_stamp()  # the officer's items went in at once

    def _entries(
        self,
        rows: ChainedRows,
        places: list[tuple[Round, int]],
        items: Iterator[int],
        entries: Iterator[int],
    ) -> Iterator[Row]:
        for item_key, (round, number) in zip(items, places, strict=True):
            values = self._fields(round, number)
            item = ChainedItem(item_key, item_ref(round, number), round, number, values)
            day = round.ends_on or FIRST_DAY
            yield rows.opening(item, next(entries), day, self._request(), changes_between({}, values))
            for _number in range(1, self.entries):
                day = min(day + datetime.timedelta(days=self.chance.randrange(400)), rows.today)
                says = self._status()
                yield rows.said(item, next(entries), says, day, self._request(), {"note": says.note})
            rows.close(item)

    def _status(self) -> EntryContent:
        """Make up a status, of our office or of a party."""
        speaker = self.chance.choice([None, *self.parties])
        return EntryContent(
            voice=Voice.PARTY if speaker else Voice.OFFICE,
            speaker=speaker,
            note=" ".join(self.chance.choices(self.subjects, k=12)).capitalize() + ".",
            status=self.chance.choice(STATUSES),
        )

    def _request(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128))

    # --- One item

    def _next(self) -> tuple[Round, int]:
        """Return the round that has room, and the number of its next item."""
        if self.round is None or self.round.next_item_number > ROUND_ITEMS:
            self._keep_count()
            number = self.round.number + 1 if self.round else 1
            day = FIRST_DAY + datetime.timedelta(days=number * 7 % 9000)
            self.round = Round.objects.create(
                dialogue=self.dialogue,
                number=number,
                starts_on=day,
                ends_on=day,
                dates_basis=FactBasis.STATED,
            )
        number = self.round.next_item_number
        self.round.next_item_number = number + 1
        return self.round, number

    def _keep_count(self) -> None:
        """Let the round's row know how many items it has numbered."""
        if self.round:
            Round.objects.filter(pk=self.round.pk).update(next_item_number=self.round.next_item_number)

    def _fields(self, round: Round, number: int) -> dict[str, Any]:
        kind = self.chance.choice(SAID_KINDS)
        one, other = self.chance.sample(self.parties, 2)
        asks = {"asked_by": [one], "asked_of": [other]} if kind is Kind.ASKED else {}
        agreed = {"agreed_as": self.chance.choice(list(AgreedAs))} if kind is Kind.AGREED else {}
        place = ((round.number or 1) - 1) * ROUND_ITEMS + number
        words = [word for word, step in EVERY.items() if place % step == 0]
        day = (
            round.starts_on + datetime.timedelta(days=self.chance.randrange(1, 2000))
            if round.starts_on
            else None
        )
        return self.defaults | {
            "kind": kind,
            "is_followed": is_followed_by_default(kind, agreed.get("agreed_as")),
            "summary_en": " ".join(self.chance.choices(self.subjects, k=9) + words).capitalize() + ".",
            "summary_es": " ".join(self.chance.choices(self.spanish, k=6)).capitalize() + ".",
            "topics": self.chance.sample(self.topics, self.chance.randrange(1, 3)),
            "owed_by": [one] if kind is Kind.UNDERTAKEN else [],
            "officer": self.officer if self.chance.random() < 0.2 else None,
            "review_on": day if self.chance.random() < 0.3 else None,
            **asks,
            **agreed,
        }
