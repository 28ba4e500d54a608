"""A throw-away ledger of any size, for measuring: made-up items with whole chains, many rows at a time.

It goes the way of the door (the writers' lock, stamps, hashes, what follows from entries), but not one item at a time,
so that the audit proves such a ledger as it proves a real one. It is refused where real rows are.
"""

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ledger.models import (
    Dialogue,
    Entry,
    EntryText,
    Item,
    ItemParty,
    ItemTopic,
    Membership,
    Party,
    Position,
    Round,
    Topic,
    User,
)
from ledger.recording import chain, clock, derived
from ledger.recording.errors import RuleViolation
from ledger.recording.item_values import ROLES, changes_between, set_columns, topic_links, with_defaults
from ledger.recording.ledger_transaction import writing
from ledger.recording.opening import item_ref
from ledger.vocabulary import (
    Act,
    AgreedAs,
    Basis,
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
FIRST_DAY = datetime.date(2001, 1, 1)


@dataclass
class _Made:
    """Rows about to be inserted, in the order of their items."""

    items: list[Item] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    texts: list[EntryText] = field(default_factory=list)


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
        """Make and insert items, in one transaction."""
        with writing():
            made = _Made()
            for _number in range(count):
                self._item(made)
            self._keep_count()
            Item.objects.bulk_create(made.items)
            ItemTopic.objects.bulk_create(link for link in made.links if isinstance(link, ItemTopic))
            ItemParty.objects.bulk_create(link for link in made.links if isinstance(link, ItemParty))
            Entry.objects.bulk_create(made.entries)
            EntryText.objects.bulk_create(made.texts)
            Position.objects.bulk_create(_positions(made.entries))

    # --- One item

    def _item(self, made: _Made) -> None:
        round, number = self._next()
        values = self._fields(round, number)
        item = Item(round=round, number=number, ref=item_ref(round, number))
        set_columns(item, values)
        entries = list(self._entries(item, values, made.texts))
        what = derived.follows_from([_standing(one, at) for at, one in enumerate(entries)])
        for column, value in what.columns.items():
            setattr(item, column, value)
        item.last_sequence, item.head_hash = len(entries), entries[-1].hash
        item.last_recorded_at = entries[-1].recorded_at
        made.items.append(item)
        made.entries += entries
        made.links += topic_links(item, values["topics"])
        for name, role in ROLES.items():
            made.links += [ItemParty(item=item, party=party, role=role) for party in values[name]]

    def _next(self) -> tuple[Round, int]:
        """The round that has room, and the number of its next item."""
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
            self.round.save(update_fields=["next_item_number"])

    def _fields(self, round: Round, number: int) -> dict[str, Any]:
        kind = self.chance.choice(list(Kind))
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

    # --- Its entries

    def _entries(self, item: Item, values: dict[str, Any], texts: list[EntryText]) -> Iterator[Entry]:
        changes, words = changes_between({}, values)
        first = item.round.ends_on or FIRST_DAY
        entry = self._chained(item, None, texts, words, act=Act.OPEN, changes=changes, effective_on=first)
        yield entry
        for _number in range(1, self.entries):
            first = min(
                first + datetime.timedelta(days=self.chance.randrange(400)),
                clock.ledger_day(entry.recorded_at),
            )
            speaker = self.chance.choice([None, *self.parties])
            note = " ".join(self.chance.choices(self.subjects, k=12)).capitalize() + "."
            entry = self._chained(
                item,
                entry,
                texts,
                {"note": note},
                act=Act.STATUS,
                voice=Voice.PARTY if speaker else Voice.OFFICE,
                speaker=speaker,
                basis=Basis.READING,
                status=self.chance.choice(list(Status)),
                effective_on=first,
            )
            yield entry

    def _chained(
        self, item: Item, before: Entry | None, texts: list[EntryText], words: dict[str, str], **columns: Any
    ) -> Entry:
        """An entry after another, stamped and hashed; its texts join the others."""
        stamp = clock.now()
        entry = Entry(
            item=item,
            sequence=before.sequence + 1 if before else 1,
            author=self.officer,
            recorded_at=max(stamp, before.recorded_at) if before else stamp,
            recorded_on=clock.ledger_day(stamp),
            request_id=UUID(int=self.chance.getrandbits(128)),
            version=chain.VERSION,
            previous_hash=before.hash if before else "",
            **columns,
        )
        for part, text in words.items():
            salt = chain.new_salt()
            entry.digests[part] = chain.digest(salt, text)
            texts.append(EntryText(entry=entry, part=part, salt=salt, text=text))
        entry.hash = chain.hash_of(entry, ())
        return entry


def _standing(entry: Entry, at: int) -> derived.StandingEntry:
    """An entry as what follows is worked out from; none of these is corrected."""
    values = {
        name: getattr(entry, name) for name in derived.StandingEntry._fields if name not in {"pk", "item_id"}
    }
    return derived.StandingEntry(pk=entry.pk or at, item_id=entry.item_id or 0, **values)


def _positions(entries: list[Entry]) -> Iterator[Position]:
    """The positions that inserted entries add up to, item by item."""
    by_item: dict[int, list[Entry]] = {}
    for entry in entries:
        by_item.setdefault(entry.item_id, []).append(entry)
    for item, found in by_item.items():
        in_time = sorted(found, key=lambda one: (one.effective_on, one.sequence))
        for position in derived.follows_from([_standing(entry, 0) for entry in in_time]).positions:
            assert position.voice
            assert position.status
            yield Position(
                item_id=item,
                about_id=position.about_id,
                voice=position.voice,
                speaker_id=position.speaker_id,
                entry_id=position.pk,
                status=position.status,
                effective_on=position.effective_on,
                effective_precision=position.effective_precision,
            )
