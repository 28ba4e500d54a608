"""A topic in a dialogue: what our office says of it, where it stands, what is open, and its thread by rounds."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from ledger.models import AgendaPoint, Dialogue, Entry, Item, Round, Topic, TopicText
from ledger.models.items import ItemQuerySet
from ledger.models.latest import latest_per
from ledger.models.topic_tree import TopicTree
from ledger.personal import watches_topic
from ledger.presentation.item_rows import for_rows, last_said
from ledger.presentation.positions import newest_rows
from ledger.presentation.topic_grid import Counted, Counts, Grid, counted, topic_grid
from ledger.presentation.topic_picture import Drawn, picture_of
from ledger.presentation.topic_thread import Known, Turn, thread, with_words
from ledger.views.dialogue_page import DialogueView
from ledger.vocabulary import Act, TopicTextKind

SHOWN = 8
"""How many items of a round it shows; the list of items has all."""
COMPARED = 25
"""With how many items of the round before it compares their words."""
ENTRIES = 2
"""How many entries, the newest, it shows of each."""
OPEN = 12


@dataclass(frozen=True)
class Tally:
    """The counts of a topic by round, kind and openness, made in the database."""

    counts: dict[int, Counts]
    closed_on: dict[int, datetime.date | None]
    """By round, the last day on which our office closed one of its items; a round without open items only."""
    newest_on: datetime.date | None

    @property
    def raised(self) -> set[int]:
        return set(self.counts)

    @property
    def by_kind(self) -> list[Counted]:
        return counted(sum(self.counts.values(), Counter()))

    def is_open_at(self, round: Round) -> bool:
        """Tell whether something that an earlier round raised was open when the round met."""
        for number in (count for count in self.counts if count < round.number):
            closed = self.closed_on.get(number)
            if number not in self.closed_on or (closed and round.starts_on and closed >= round.starts_on):
                return True
        return False


class TopicDetailView(DialogueView):
    """Show one topic in one dialogue. A topic that was merged leads to the one that goes on."""

    template_name = "ledger/topic.html"
    topic: Topic
    dialogue: Dialogue

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = next((row for row in self.topics.by_key.values() if row.slug == self.kwargs["slug"]), None)
        if asked is None:
            raise Http404
        self.topic = self.topics.final[asked.pk]
        if self.topic != asked:
            query = request.META.get("QUERY_STRING", "")
            page = request.path.replace(f"/{self.kwargs['slug']}/", f"/{self.topic.slug}/")
            return HttpResponseRedirect(f"{page}?{query}" if query else page)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        offered = self._dialogues()
        self.dialogue = self.choose(offered)
        tally = self._tally()
        rounds, earlier, later = self.shown_of(self.rows(Round.objects.filter(dialogue=self.dialogue)))
        below = self._below(rounds)
        heads = self._items.heads().filter(is_open=True)
        return super().get_context_data(
            topic=self.topic,
            other_name=self._other_name(),
            broader=self.topics.parent(self.topic),
            dialogue=self.dialogue,
            choices=self.choices(offered, self.dialogue),
            tally=tally,
            total=sum(sum(count.values()) for count in tally.counts.values()),
            office=self._office_texts(),
            may_write=self.rights.may(Act.NOTE, self.dialogue),
            may_edit=self.edits_in_admin(),
            is_watched=watches_topic(self.user, self.absorbed),
            positions=newest_rows(self._items),
            open_items=for_rows(heads).order_by(F("review_on").asc(nulls_last=True), "pk")[:OPEN],
            turns=self._turns(tally, rounds, below),
            earlier=earlier,
            later=later,
            below=below,
            below_grid=Grid(rounds, [], []),
            today=timezone.localdate(),
            **kwargs,
        )

    # --- Which rows

    @cached_property
    def topics(self) -> TopicTree:
        return TopicTree(self.rows(Topic.objects.all()))

    @cached_property
    def absorbed(self) -> list[Topic]:
        """The topic and those merged into it."""
        return self.topics.absorbed_by([self.topic])

    def _on(self, topics: list[Topic]) -> ItemQuerySet:
        """Select the items that may be shown on some topics, of whatever dialogue."""
        return self.rows(Item.objects.current()).on_topics(topics)

    @cached_property
    def _items(self) -> ItemQuerySet:
        return self._on(self.absorbed).filter(round__dialogue=self.dialogue)

    def _dialogues(self) -> list[Dialogue]:
        """Return the person's own dialogues that have raised the topic; all where none has."""
        raised = Exists(self._on(self.absorbed).filter(round__dialogue=OuterRef("pk")))
        keys = set(self.rows(Dialogue.objects.filter(raised)).values_list("pk", flat=True))
        return [
            dialogue for dialogue in self.rights.dialogues if dialogue.pk in keys
        ] or self.rights.dialogues

    def _other_name(self) -> tuple[str, str] | None:
        """Return the topic's name in the other language, and which that is."""
        names = {"en": self.topic.name_en, "es": self.topic.name_es}
        found = [(name, code) for code, name in names.items() if name and name != self.topic.name]
        return found[0] if found else None

    # --- The thread

    def _tally(self) -> Tally:
        rows = (
            self._items.order_by()
            .values_list("round__number", "kind", "agreed_as", "is_open")
            .annotate(count=Count("pk"), status_on=Max("status_on"), newest_on=Max("newest_on"))
        )
        counts: dict[int, Counts] = defaultdict(Counter)
        closed: dict[int, datetime.date | None] = {}
        still_open, newest = set(), None
        for number, kind, agreed_as, is_open, count, status_on, newest_on in rows:
            counts[number][kind, agreed_as] += count
            newest = max(filter(None, (newest, newest_on)), default=None)
            if is_open:
                still_open.add(number)
            else:
                closed[number] = max(filter(None, (closed.get(number), status_on)), default=None)
        closed = {number: day for number, day in closed.items() if number not in still_open}
        return Tally(dict(counts), closed, newest)

    def _turns(self, tally: Tally, rounds: list[Round], below: list[Drawn]) -> list[Turn]:
        numbers = {round.number for round in rounds} & tally.raised
        before = max((number for number in tally.raised if number < min(numbers, default=0)), default=None)
        items = self._shown({*numbers, *([before] if before else [])})
        continued = self._continued(items)
        turns = thread(rounds, items, continued, self._known(tally, rounds, below), SHOWN)
        for turn in turns:
            counts = tally.counts.get(turn.round.number)
            turn.more = sum(counts.values()) - len(turn.said) if counts else 0
        said = [row for turn in turns for row in turn.said]
        last = last_said(self.rows(Entry.objects.all()), [row.item for row in said], ENTRIES)
        for row in said:
            row.entries = last[row.item.pk][::-1]
        return turns

    def _shown(self, numbers: set[int]) -> list[Item]:
        first = latest_per(
            self._items.filter(round__number__in=numbers), ["round"], order=["number"], count=COMPARED
        )
        # By their keys: the window then has one column, and what is shown is read of few rows.
        items = with_words(Item.objects.filter(pk__in=first.values("pk"))).select_related("round")
        return list(items.order_by("round__number", "number"))

    def _continued(self, items: list[Item]) -> dict[int, Item]:
        """Return the items that these continue, by primary key: on this topic or on another."""
        wanted = {item.continues_id for item in items if item.continues_id}
        found = self.rows(Item.objects.filter(pk__in=wanted))
        return {word.pk: word for word in with_words(found)}

    def _known(self, tally: Tally, rounds: list[Round], below: list[Drawn]) -> Known:
        narrower: dict[int, list[Topic]] = defaultdict(list)
        for drawn in below:
            for cell in filter(None, drawn.line.cells):
                narrower[cell.round.number].append(drawn.line.topic)
        items = self.rows(Item.objects.current()).filter(round__in=rounds)
        points = self.rows(AgendaPoint.objects.filter(round__in=rounds)).filter(
            Q(topic__in=self.absorbed) | Q(carried_from__in=self._items.values("pk"))
        )
        return Known(
            raised=tally.raised,
            read=set(items.order_by().values_list("round__number", flat=True).distinct()),
            on_agenda=set(points.order_by().values_list("round__number", flat=True)),
            narrower=dict(narrower),
            open_before={round.number for round in rounds if tally.is_open_at(round)},
            newest_on=tally.newest_on,
        )

    # --- What stands beside it

    def _below(self, rounds: list[Round]) -> list[Drawn]:
        """Return the topics under this one, each with what the rounds made of it."""
        under = self.topics.under([self.topic])
        if not under:
            return []
        items = self._on(self.topics.absorbed_by(under)).filter(round__dialogue=self.dialogue)
        grid = topic_grid(items, self.topics, rounds)
        wanted = [line for line in grid.lines if line.topic in under]
        return picture_of(Grid(grid.rounds, wanted, []), self.dialogue).lines

    def _office_texts(self) -> list[tuple[TopicTextKind, list[TopicText]]]:
        """Return what our office says today of the topic, by kind; each text with its releases."""
        texts = self.rows(TopicText.objects.filter(dialogue=self.dialogue, topic__in=self.absorbed))
        found = list(texts.as_of(timezone.localdate()).prefetch_related("releases"))
        return [(kind, [version for version in found if version.kind is kind]) for kind in TopicTextKind]
