"""The sections of a brief: what was promised and asked, where voices differ, what moved, is due, and was discussed."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ledger.models import Round, Topic
from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import first_page, past_columns, sentences
from ledger.reports.blocks import Notes, Stand, in_voice_order, kind_and_marks
from ledger.reports.brief_subject import BriefSubject, is_urgent
from ledger.reports.past_positions import days_of_rounds
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind

MOVES = 6
"""How many moves are told before the rest are counted."""
MOST_COLUMNS, ALWAYS = 9, 6
"""How many columns of what was promised and asked an upright page has room for, and how many there may be always."""
NAME_CHARACTERS = 90
"""How much of an item's words stands where it is named."""


def name(snapshot: ItemSnapshot) -> shape.Text:
    """Return an item's reference with its words in short: "USMX-7-04, “to end torture …”"."""
    words = sentences.short_words(snapshot, NAME_CHARACTERS)
    said = shape.Text(words.text.rstrip("."), words.language)
    return wording.filled("%(ref)s, %(said)s", {"ref": snapshot.ref, "said": said})


# --- What was promised and asked


def promised(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield each specific commitment, general pledge and ask in a row, with where it stood before where there is room.

    Of several topics alone: on one, the sheet has no room.
    """
    if not subject.owed:
        return
    days = _days(subject)
    stood = past_columns.stood_on(subject.owed, days)
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("kind", _("Kind")),
        shape.Column("words", _("What was said")),
        shape.Column("owes", _("Who owes it")),
        shape.Column("deadline", _("Deadline")),
        *past_columns.columns(days, subject.snapshots),
        shape.Column("stands", _("Where it stands")),
        shape.Column("next_step", _("Our next step")),
        shape.Column("officer", _("Officer, ours")),
    )
    rows = []
    for snapshot in subject.owed:
        past = tuple(past_columns.cells(snapshot, days, stood[snapshot.ref], subject.notes))
        before = {judgement: entry for day in stood[snapshot.ref] for judgement, entry in day.items()}
        stands = sentences.stands(snapshot, subject.notes, before)
        rows.append(
            shape.Row((*_said(snapshot, subject), *past, _or_none(stands), *_plans(snapshot, subject)))
        )
    table = shape.Table(past_columns.caption() if days else "", columns, tuple(rows))
    table = table.without_empty("owes", "stands", "deadline", "next_step", "officer")
    yield shape.Section(_("What was promised and asked"), (table,))


def _days(subject: BriefSubject) -> list[datetime.date]:
    """Choose the earlier days on which something stood otherwise: as many as there is room for. Of one topic none."""
    if len(subject.grouped) < 2:
        return []
    plans = [tuple(_plans(snapshot, subject)) for snapshot in subject.owed]
    taken = ALWAYS + sum(any(of_column) for of_column in zip(*plans, strict=True))
    days = days_of_rounds(subject.snapshots, subject.parameters.as_of)
    return past_columns.telling_days(
        past_columns.positions_on(subject.owed, days), days, MOST_COLUMNS - taken
    )


def _said(snapshot: ItemSnapshot, subject: BriefSubject) -> Iterator[shape.Cell | None]:
    kind, owes, deadline = (
        kind_and_marks(snapshot),
        sentences.owing_words(snapshot),
        sentences.deadline_words(snapshot),
    )
    yield shape.Ref(snapshot.ref)
    yield shape.Text(f"{kind} · {_('priority')}" if is_urgent(snapshot) else kind)
    yield sentences.short_words(snapshot)
    yield shape.Text(owes) if owes else None
    yield shape.Text(deadline or _("none recorded")) if deadline or subject.parameters.is_internal else None


def _plans(snapshot: ItemSnapshot, subject: BriefSubject) -> Iterator[shape.Text | None]:
    """Yield our next step and our officer: for our own people and the present alone."""
    step = snapshot.field("next_step") if subject.is_ours else ""
    yield wording.as_written(step) if step else None
    officer = subject.officers.get(snapshot.field("officer") or "", "")
    yield shape.Text(officer) if officer else None


def _or_none(text: shape.Text) -> shape.Text | None:
    return text if text.text else None


# --- Where voices differ


def differing(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield the items on which voices differ; else, in one sentence, whether the newest words on a topic do."""
    lines = [
        difference(snapshot, subject.notes, _("%(item)s: %(voices)s."))
        for snapshot in subject.snapshots
        if snapshot.differences() and snapshot.ref not in subject.raised
    ]
    if not lines and not subject.raised:
        lines = list(_of_topics(subject))
    if not lines and not subject.raised and subject.parameters.is_internal:
        lines = [shape.Text(_("On no item do two voices differ about the same party."))]
    if lines:
        title = _("Where voices differ too") if subject.raised else _("Where voices differ")
        yield shape.Section(title, (shape.Listing(tuple(lines)),))


def difference(snapshot: ItemSnapshot, notes: Notes, sentence: str) -> shape.Text:
    entries = [entry for group in snapshot.differences().values() for entry in group]
    named = f"{snapshot.ref} ({snapshot.subject})" if snapshot.subject else snapshot.ref
    words = {"item": named, "voices": voices((snapshot, entry) for entry in entries)}
    return shape.Text(sentence % words, notes=_cited(notes, ((snapshot, entry) for entry in entries)))


def _of_topics(subject: BriefSubject) -> Iterator[shape.Text]:
    """Yield topics on which the newest words differ though no item has two voices that do: they judge others."""
    for topic, group in subject.grouped.items():
        stands = first_page.newest(group)
        judged = {entry.about for _snapshot, entry in stands}
        for about in judged:
            same = [stand for stand in stands if stand[1].about == about]
            if len({entry.status for _snapshot, entry in same}) > 1:
                words = {"topic": topic.name, "voices": voices(same, with_refs=True)}
                internal = _(
                    "%(topic)s: on no single item do two voices differ, but on different ones: %(voices)s."
                )
                others = _("%(topic)s: voices differ on different items: %(voices)s.")
                sentence = internal if subject.parameters.is_internal else others
                yield shape.Text(sentence % words, notes=_cited(subject.notes, same))


def voices(stands: Iterable[Stand], *, with_refs: bool = False) -> str:
    """Return what each voice says, in the order of the voices; ``with_refs`` names the item of each."""
    clauses = []
    for snapshot, entry in in_voice_order(stands):
        clause = sentences.says(snapshot, entry)
        clauses.append(f"{clause}, {snapshot.ref}" if with_refs else clause)
    return "; ".join(clauses)


def _cited(notes: Notes, stands: Iterable[Stand]) -> tuple[int, ...]:
    return tuple(sorted({number for stand in stands for number in notes.evidence(*stand)}))


# --- What moved, what is due, what was dropped


def moved(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield the statuses given since the last round met, the newest first; that there is none, to our own people."""
    last = subject.last
    since = last.ends_on or last.starts_on
    if since is None or since > subject.parameters.as_of:
        return
    moves = first_page.moved(subject.snapshots, since)
    lines = [
        shape.Text(
            f"{wording.begin(first_page.move(*stand, with_topic=len(subject.grouped) > 1))}.",
            notes=subject.notes.evidence(*stand),
        )
        for stand in moves[:MOVES]
    ]
    if left := len(moves) - len(lines):
        lines.append(shape.Text(_("More statuses: %(number)s.") % {"number": wording.number(left).label}))
    if not moves and subject.parameters.is_internal:
        words = {"day": wording.day(since, is_long=True).label}
        lines = [shape.Text(_("Since %(day)s no status was given.") % words)]
    if lines:
        title = _("What moved since %(round)s") % {"round": wording.rounds([last])}
        yield shape.Section(title, (shape.Listing(tuple(lines)),))


def due(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield what is due before the round that is planned next, or from now on where none is."""
    meeting = subject.planned[0] if subject.planned else None
    until = meeting.starts_on if meeting else None
    lines = [words for day, words in _ahead(subject) if until is None or day <= until]
    if meeting:
        lines.insert(0, shape.Text(_planned(meeting)))
    elif not lines and subject.is_ours:
        lines = [shape.Text(_("No deadline, target or review lies ahead, and no round is planned."))]
    if lines:
        title = _("What is due before the next round") if meeting else _("What is due next")
        yield shape.Section(title, (shape.Listing(tuple(lines)),))


def _ahead(subject: BriefSubject) -> list[tuple[datetime.date, shape.Text]]:
    """Return the days ahead of all items, the next first."""
    dated = (
        ((day, snapshot.order, words.text), words)
        for snapshot in subject.snapshots
        for day, words in _dates(snapshot, subject)
    )
    return [(order[0], words) for order, words in sorted(dated, key=lambda told: told[0])]


def _planned(meeting: Round) -> str:
    words = {"round": wording.begin(wording.rounds([meeting])), "day": wording.round_day(meeting)}
    if meeting.starts_on is None:
        return _("%(round)s is planned, without a date.") % words
    return _("%(round)s is planned for %(day)s.") % words


def _dates(snapshot: ItemSnapshot, subject: BriefSubject) -> Iterator[tuple[datetime.date, shape.Text]]:
    """Yield the days ahead of an open item: its deadline, and, of the present for our own people, ours."""
    if not snapshot.status.is_open:
        return
    deadline, day = snapshot.deadline, subject.parameters.as_of
    words: dict[str, str | shape.Text] = {"item": name(snapshot), "day": sentences.deadline_words(snapshot)}
    if deadline and deadline.last_day >= day:
        asked, agreed = _("%(day)s, deadline asked for: %(item)s"), _("%(day)s, agreed deadline: %(item)s")
        yield deadline.last_day, wording.filled(asked if snapshot.kind is Kind.ASKED else agreed, words)
    if not subject.is_ours:
        return
    ours = {"target_on": _("%(day)s, our target: %(item)s"), "review_on": _("%(day)s, our review: %(item)s")}
    for field, sentence in ours.items():
        if (planned := snapshot.date(field)) and planned >= day:
            yield planned, wording.filled(sentence, words | {"day": wording.day(planned).label})


def dropped(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield, to our own people, the topics that the last round did not take up and of which nothing was heard since."""
    last = subject.last
    if not subject.parameters.is_internal or last.starts_on is None:
        return
    silent = [
        topic.name for topic, group in subject.grouped.items() if _is_dropped(group, last, last.starts_on)
    ]
    if silent:
        words = {"round": wording.begin(wording.rounds([last])), "topics": wording.listed(silent)}
        sentence = (
            _("%(round)s did not take these up, and nothing was recorded on them since: %(topics)s.") % words
        )
        yield shape.Section(_("Dropped in silence"), (shape.Paragraph((shape.Text(sentence),)),))


def _is_dropped(group: Sequence[ItemSnapshot], last: Round, met: datetime.date) -> bool:
    """Tell whether the round passed over what earlier rounds of its dialogue had said, and nobody has spoken of it."""
    same = [snapshot for snapshot in group if snapshot.item.round.dialogue_id == last.dialogue_id]
    if any(snapshot.item.round == last for snapshot in same):
        return False
    is_quiet = all(entry.effective_on < met for snapshot in same for entry in snapshot.entries)
    return is_quiet and any(snapshot.status.is_open for snapshot in same)


# --- What was discussed


def discussed(subject: BriefSubject) -> Iterator[shape.Section]:
    """Yield what was neither promised nor asked, a line each, with what is said of it; what was followed up first."""
    owed = {snapshot.ref for snapshot in subject.owed}
    groups = {
        topic: left
        for topic, group in subject.grouped.items()
        if (left := [snapshot for snapshot in group if snapshot.ref not in owed])
    }
    if not groups:
        return
    table = _by_item(subject, groups) if len(subject.grouped) == 1 else _by_topic(subject, groups)
    blocks: list[shape.Block] = [table.without_empty("words", "stands")]
    if subject.parameters.is_internal and any(row.cells[-1] is None for row in table.rows):
        silent = _("Where nothing stands, no voice has said since where it stands.")
        blocks.append(shape.Paragraph((shape.Text(silent),), is_quiet=True))
    yield shape.Section(_("What else was discussed") if owed else _("What was discussed"), tuple(blocks))


def _by_item(subject: BriefSubject, groups: dict[Topic, list[ItemSnapshot]]) -> shape.Table:
    columns = (
        shape.Column("ref", _("Reference")),
        shape.Column("words", _("What was said")),
        shape.Column("stands", _("What was heard since")),
    )
    return shape.Table("", columns, _followed_up_first(_items(subject, groups)))


def _by_topic(subject: BriefSubject, groups: dict[Topic, list[ItemSnapshot]]) -> shape.Table:
    """Return a row for each topic; the rounds where there are several, and to others, who may hear of nothing else,
    what was said.
    """
    columns = (
        shape.Column("topic", _("Topic")),
        shape.Column("rounds", _("Rounds")),
        shape.Column("words", _("What was said")),
        shape.Column("stands", _("What was heard since")),
    )
    table = shape.Table("", columns, _followed_up_first(_topics(groups)))
    hidden = {
        "rounds": len({snapshot.item.round for snapshot in subject.snapshots}) == 1,
        "words": subject.parameters.is_internal,
    }
    return table.without(*(key for key, is_hidden in hidden.items() if is_hidden))


def _followed_up_first(rows: Iterable[shape.Row]) -> tuple[shape.Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.cells[-1] is None))


def _items(subject: BriefSubject, groups: dict[Topic, list[ItemSnapshot]]) -> Iterator[shape.Row]:
    for group in groups.values():
        for snapshot in group:
            stands = [(snapshot, entry) for entry in snapshot.standing]
            kind = wording.begin(kind_and_marks(snapshot))
            words = sentences.short_words(snapshot)
            said = wording.filled("%(kind)s: %(words)s", {"kind": kind, "words": words})
            heard = shape.Text(_heard(stands), notes=_cited(subject.notes, stands)) if stands else None
            yield shape.Row((shape.Ref(snapshot.ref), said, heard))


def _topics(groups: dict[Topic, list[ItemSnapshot]]) -> Iterator[shape.Row]:
    for topic, group in groups.items():
        rounds = wording.round_numbers(list(dict.fromkeys(snapshot.item.round for snapshot in group)))
        heard = _heard(first_page.newest(group))  # of so many topics the full report has the evidence
        said = _most_binding(group)
        yield shape.Row(
            (
                shape.Text(topic.name),
                shape.Text(rounds),
                said if said.text else None,
                shape.Text(heard) if heard else None,
            )
        )


def _most_binding(group: Sequence[ItemSnapshot]) -> shape.Text:
    """Return the words of the item that binds most, and what it is where it was more than discussed."""
    snapshot = min(group, key=lambda snapshot: snapshot.place)
    words = sentences.short_words(snapshot)
    if snapshot.kind is Kind.DISCUSSED or not words.text:
        return words
    kind = wording.begin(wording.kind_in_words(snapshot.kind, snapshot.agreed_as))
    return wording.filled("%(kind)s: %(words)s", {"kind": kind, "words": words})


def _heard(stands: Sequence[Stand]) -> str:
    """Return the newest word in each voice in one sentence; empty where nobody spoke.

    Who spoke of itself and of an item as a whole has one word: the sentence would have the two look alike.
    """
    newest = {}
    for snapshot, entry in sorted(stands, key=lambda stand: (stand[1].effective_on, stand[1].recorded_at)):
        of_whom = entry.about if sentences.is_said_of_another(snapshot, entry) else None
        newest[sentences.who(snapshot, entry), of_whom] = (snapshot, entry)
    return f"{wording.begin(voices(newest.values()))}." if newest else ""
