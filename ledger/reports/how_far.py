"""Say in one sentence how far commitments and asks are, and what to mind of them: the bottom line of a report.

To others it says what was promised, asked and discussed, in the statement's words: what became of it they are told
where it was released to them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ledger.presentation import shape, wording
from ledger.presentation.cached_gettext import gettext as _
from ledger.reports import sentences
from ledger.reports.blocks import in_voice_order
from ledger.reports.brief_subject import is_urgent
from ledger.reports.parameters import ReportParameters
from ledger.reports.snapshots import ItemSnapshot
from ledger.vocabulary import Kind, Status

MOST_NAMED = 4
"""How many items a bottom line names by their references before it counts them."""
MOST_TOLD = 2
"""How many items a bottom line tells in their words, or in those of the voices that differ."""
MOST_TOPICS = 6
"""How many topics a sentence names before it counts them."""
WORDS_CHARACTERS = 90

Clause = tuple[shape.Text, ...]
"""Texts that stand between two semicolons: several where one is in another language."""


def sentence(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> tuple[shape.Text, ...]:
    """Return the bottom line of several topics: one sentence, in texts that follow each other."""
    clauses = _how_far(snapshots) if parameters.is_internal else told(snapshots)
    return tuple(as_texts([*clauses, *_to_mind(parameters, snapshots)]))


def as_sentence(clauses: Sequence[str]) -> str:
    """Join clauses by semicolons into a sentence."""
    return f"{wording.begin('; '.join(clauses))}."


def as_texts(clauses: Sequence[Clause]) -> Iterator[shape.Text]:
    """Yield clauses as one sentence: a capital first, semicolons between, a full stop at the end."""
    for number, clause in enumerate(clauses):
        *before, last = clause
        end = "." if number == len(clauses) - 1 else ";"
        texts = [*before, shape.Text(last.text + end, last.language)]
        if number == 0:
            texts[0] = shape.Text(wording.begin(texts[0].text), texts[0].language)
        yield from texts


# --- For our own people


def _how_far(snapshots: Sequence[ItemSnapshot]) -> Iterator[Clause]:
    yield (shape.Text(_of_promises([snapshot for snapshot in snapshots if snapshot.is_commitment])),)
    if asks := [snapshot for snapshot in snapshots if snapshot.kind is Kind.ASKED]:
        still_open = sum(snapshot.status.is_open for snapshot in asks)
        words = {"all": wording.number(len(asks)).label, "open": wording.number(still_open).label}
        yield (shape.Text(_("asks: %(open)s of %(all)s are open") % words),)


def _of_promises(promises: Sequence[ItemSnapshot]) -> str:
    if not promises:
        return _("there is no commitment")
    done = sum(snapshot.status is Status.DONE for snapshot in promises)
    words = {"all": wording.number(len(promises)).label, "done": wording.number(done).label}
    if all(snapshot.status is Status.UNASSESSED for snapshot in promises):
        return _("commitments: %(all)s, of which we have assessed none") % words
    return _("commitments: we hold %(done)s of %(all)s to be done") % words


# --- For others


def told(snapshots: Sequence[ItemSnapshot]) -> Iterator[Clause]:
    """Yield what was promised, agreed, asked and discussed, what binds most first; topics alone of what was discussed
    where there are several.
    """
    is_of_several = len({topic for snapshot in snapshots for topic in snapshot.topics}) > 1
    ordered = sorted(snapshots, key=lambda snapshot: (snapshot.place, snapshot.order))
    for _place, group in groupby(ordered, key=lambda snapshot: snapshot.place):
        same = list(group)
        if same[0].kind is Kind.DISCUSSED and is_of_several:
            yield _of_topics(same)
        else:
            yield in_words(_heading(same[0]), same)


def _heading(snapshot: ItemSnapshot) -> str:
    return f"{wording.kind_in_words(snapshot.kind, snapshot.agreed_as)}:"


def _of_topics(snapshots: Sequence[ItemSnapshot]) -> Clause:
    names = list(dict.fromkeys(snapshot.subject or snapshot.ref for snapshot in snapshots))
    return (shape.Text(f"{_heading(snapshots[0])} {few(names)}"),)


def in_words(heading: str, snapshots: Sequence[ItemSnapshot]) -> Clause:
    """Return the first items in the words that were said, each with its reference, and how many more there are."""
    texts = [shape.Text(heading)]
    named = snapshots[:MOST_TOLD]
    left = len(snapshots) - len(named)
    for number, snapshot in enumerate(named, 1):
        words = sentences.short_words(snapshot, WORDS_CHARACTERS)
        ends = "," if number < len(named) else ""
        if words.text:
            texts += [
                shape.Text(words.text.rstrip("."), words.language),
                shape.Text(f"({snapshot.ref}){ends}"),
            ]
        else:
            texts.append(shape.Text(f"{snapshot.ref}{ends}"))
    if left:
        texts.append(shape.Text(_and_more(left)))
    return tuple(texts)


def few(names: Sequence[str]) -> str:
    """Return names in a row, and how many more there are: "Torture prevention, Disappearances and 3 more"."""
    if len(names) <= MOST_TOPICS + 1:
        return wording.listed(names)
    shown = names[:MOST_TOPICS]
    return f"{', '.join(shown)} {_and_more(len(names) - len(shown))}"


def _and_more(count: int) -> str:
    return _("and %(number)s more") % {"number": wording.number(count).label}


# --- What to mind


def _to_mind(parameters: ReportParameters, snapshots: Sequence[ItemSnapshot]) -> Iterator[Clause]:
    late = [snapshot for snapshot in snapshots if snapshot.is_overdue]
    if late and parameters.is_internal:
        yield (shape.Text(_("overdue: %(items)s") % {"items": _named(late)}),)
    elif late:
        yield (shape.Text(_("past their deadline: %(items)s") % {"items": _named(late)}),)
    elif parameters.is_internal and any(snapshot.is_followed for snapshot in snapshots):
        yield (shape.Text(_("nothing is overdue")),)
    if differing := [snapshot for snapshot in snapshots if snapshot.differences()]:
        yield (shape.Text(_on_what_voices_differ(differing)),)


def _on_what_voices_differ(differing: Sequence[ItemSnapshot]) -> str:
    """Say of the first items, what binds most first and one of a topic, what each voice says; and name the others or
    count them: those are told below.
    """
    ordered = sorted(
        differing, key=lambda snapshot: (not is_urgent(snapshot), snapshot.place, snapshot.order)
    )
    first_of_topics = {snapshot.subject or snapshot.ref: snapshot for snapshot in reversed(ordered)}
    told = sorted(first_of_topics.values(), key=ordered.index)[:MOST_TOLD]
    told += [snapshot for snapshot in ordered if snapshot not in told][: MOST_TOLD - len(told)]
    others = [snapshot for snapshot in ordered if snapshot not in told]
    sentence = _("voices differ on %(items)s") % {"items": "; ".join(map(_differently, told))}
    if not others:
        return sentence
    if len(others) > MOST_NAMED:
        words = {"sentence": sentence, "number": wording.number(len(others)).label}
        return _("%(sentence)s; and on %(number)s others, told below") % words
    return _("%(sentence)s; and on %(items)s, told below") % {"sentence": sentence, "items": _named(others)}


def _differently(snapshot: ItemSnapshot) -> str:
    """Return an item with what each voice says: "USMX-7-04 (Iguala case): Mexico says “in progress” (…), …"."""
    entries = [entry for group in snapshot.differences().values() for entry in group]
    clauses = (sentences.says(*stand) for stand in in_voice_order((snapshot, entry) for entry in entries))
    named = f"{snapshot.ref} ({snapshot.subject})" if snapshot.subject else snapshot.ref
    return _("%(item)s: %(voices)s") % {"item": named, "voices": ", ".join(clauses)}


def _named(snapshots: Sequence[ItemSnapshot]) -> str:
    """Return a few items by their references, more of them by their number."""
    if len(snapshots) <= MOST_NAMED:
        return wording.listed(snapshot.ref for snapshot in snapshots)
    return _("%(number)s items") % {"number": wording.number(len(snapshots)).label}
