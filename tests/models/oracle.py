"""What ``as_of`` must answer, written slowly and plainly from the ledger's rules, over lists of plain lines.

It shares no code with the queries it judges. Words are plain strings here.
"""

import datetime
from dataclasses import dataclass

AUDIENCES = ["internal", "shared", "public"]  # each includes those before it
SHOWABLE = {"open", "note", "status", "amend", "correct"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the ledger. Lines of an item are told apart by their sequence."""

    item: str
    sequence: int
    act: str
    effective_on: datetime.date
    recorded_at: datetime.datetime
    voice: str | None = None
    speaker: str | None = None
    about: str | None = None
    status: str | None = None
    corrects: int | None = None
    retracts: bool = False
    releases: int | None = None
    released_to: str | None = None


def recorded_by(lines: list[Line], moment: datetime.datetime | None) -> list[Line]:
    """What had been recorded by the moment."""
    return [line for line in lines if moment is None or line.recorded_at <= moment]


def stands(line: Line, known: list[Line]) -> bool:
    """An entry stands unless an entry known by then corrects it; once corrected it never stands again."""
    return not any(other.item == line.item and other.corrects == line.sequence for other in known)


def is_withdrawn(item: str, known: list[Line]) -> bool:
    """Whether a withdrawal of the item stands."""
    return any(line.item == item and line.act == "withdraw" and stands(line, known) for line in known)


def audience_of(line: Line, known: list[Line]) -> str:
    """To whom the last release known by then let the entry go; a release can be withdrawn by another."""
    audience = "internal"
    for other in sorted(known, key=lambda one: one.sequence):
        if other.item == line.item and other.releases == line.sequence:
            audience = other.released_to or "internal"
    return audience


def can_see(audience: str, line: Line, known: list[Line]) -> bool:
    """Whether the audience can see the entry, by what is known."""
    return (
        line in known
        and line.act in SHOWABLE
        and stands(line, known)
        and not is_withdrawn(line.item, known)
        and AUDIENCES.index(audience_of(line, known)) >= AUDIENCES.index(audience)
    )


def seen_by(audience: str, line: Line, lines: list[Line], known: list[Line]) -> bool:
    """An audience sees an entry only if it could then and can now; our own people see all."""
    return audience == "internal" or (can_see(audience, line, known) and can_see(audience, line, lines))


def saying(
    lines: list[Line], day: datetime.date, known_at: datetime.datetime | None, audience: str
) -> list[tuple[str, int]]:
    """The notes and statuses that stand and are effective by the day: (item, sequence), in no order."""
    known = recorded_by(lines, known_at)
    return [
        (line.item, line.sequence)
        for line in known
        if line.voice is not None
        and not line.retracts
        and stands(line, known)
        and line.effective_on <= day
        and seen_by(audience, line, lines, known)
    ]


def as_of(
    lines: list[Line], day: datetime.date, known_at: datetime.datetime | None, audience: str
) -> dict[tuple[str | None, ...], tuple[int, str]]:
    """Per item, about and voice, the last standing entry with a status: (sequence, status).

    Effective by ``day``, known by ``known_at``, visible to ``audience``. Last is by effective day, then by order of
    recording: a backdated entry does not move a position when a later-effective one stands.
    """
    said = set(saying(lines, day, known_at, audience))
    positions: dict[tuple[str | None, ...], Line] = {}
    for line in lines:
        if (line.item, line.sequence) not in said or line.status is None:
            continue
        place = (line.item, line.about, line.voice, line.speaker)
        best = positions.get(place)
        if best is None or (line.effective_on, line.sequence) > (best.effective_on, best.sequence):
            positions[place] = line
    return {place: (line.sequence, line.status or "") for place, line in positions.items()}


def differs(lines: list[Line], item: str) -> bool:
    """Whether two voices' standing statuses about the same party differ today; unassessed says nothing."""
    today = as_of(lines, datetime.date.max, None, "internal")
    said: dict[str | None, set[str]] = {}
    for (of_item, about, _voice, _speaker), (_sequence, status) in today.items():
        if of_item == item and status != "unassessed":
            said.setdefault(about, set()).add(status)
    return any(len(statuses) > 1 for statuses in said.values())
