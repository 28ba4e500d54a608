"""The topics of a dialogue: what was raised in which round, as a picture and in figures."""

from typing import Any

from django.utils import timezone

from ledger.models import Item, Round, Topic
from ledger.models.topic_tree import TopicTree
from ledger.presentation.topic_grid import topic_grid
from ledger.presentation.topic_picture import picture_of
from ledger.views.dialogue_page import DialogueView
from ledger.vocabulary import RoundState


class TopicListView(DialogueView):
    """Topics by rounds, for one dialogue."""

    template_name = "ledger/topic_list.html"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        dialogue = self.choose([])
        held = Round.objects.filter(dialogue=dialogue, state=RoundState.HELD)
        rounds, earlier, later = self.shown_of(self.rows(held))
        topics = TopicTree(self.rows(Topic.objects.all()))
        items = self.rows(Item.objects.all())
        grid = topic_grid(items, topics, rounds)
        return super().get_context_data(
            dialogue=dialogue,
            choices=self.choices(self.rights.dialogues, dialogue),
            grid=grid,
            picture=picture_of(grid, dialogue),
            earlier=earlier,
            later=later,
            today=timezone.localdate(),
            **kwargs,
        )
