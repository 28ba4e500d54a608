"""Topics as reports take them: the one that goes on, those merged into it, those under it, and their items."""

from collections.abc import Iterable, Sequence

from ledger.models import Topic
from ledger.reports.dossiers import Dossier
from ledger.reports.question import Question


class Topics:
    """All topics, read once: a few hundred rows, whatever the number of items.

    ``rows`` are those that may be shown; without it all are.
    """

    def __init__(self, rows: Iterable[Topic] | None = None) -> None:
        self.by_key = {one.pk: one for one in (Topic.objects.all() if rows is None else rows)}
        self.final = {key: self._final(one) for key, one in self.by_key.items()}

    def _final(self, topic: Topic) -> Topic:
        """The topic that it was merged into in the end; of a circle of merges, which no page makes, the newest."""
        passed = [topic.pk]
        while following := self.by_key[passed[-1]].merged_into_id:
            if following in passed:
                return self.by_key[max(passed[passed.index(following) :])]
            passed.append(following)
        return self.by_key[passed[-1]]

    def of(self, dossier: Dossier) -> list[Topic]:
        """The topics of an item, each as the one that goes on, the first one first."""
        return list({self.final[one.pk]: None for one in dossier.topics if one.pk in self.final})

    def grouped(self, dossiers: Iterable[Dossier]) -> dict[Topic, list[Dossier]]:
        """Items by topic, in order of the topics' names; an item on several stands under each."""
        found: dict[Topic, list[Dossier]] = {}
        for dossier in dossiers:
            for topic in self.of(dossier):
                found.setdefault(topic, []).append(dossier)
        return dict(sorted(found.items(), key=lambda group: group[0].name.casefold()))

    def absorbed_by(self, topics: Iterable[Topic]) -> list[Topic]:
        """The topics themselves and all that were merged into one of them."""
        wanted = {one.pk for one in topics}
        return [one for key, one in self.by_key.items() if self.final[key].pk in wanted]

    def asked_for(self, question: Question) -> list[Topic]:
        """The topics of a question, each as the one that goes on, and those merged into one of them."""
        return self.absorbed_by(self.final[one.pk] for one in question.topics)

    def under(self, topics: Sequence[Topic]) -> list[Topic]:
        """The topics under some others, at any depth, in order of name; none of those themselves."""
        found: dict[Topic, None] = {}
        fringe = list(topics)
        while fringe:
            parents = {one.pk for one in self.absorbed_by(fringe)}
            children = {self.final[key] for key, one in self.by_key.items() if one.parent_id in parents}
            fringe = [one for one in children if one not in found and one not in topics]
            found |= dict.fromkeys(fringe)
        return sorted(found, key=lambda one: one.name.casefold())
