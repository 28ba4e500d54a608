"""A reading as a table that a person likes to read, in the width of the terminal."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from ledger.reading.shapes import DelegateMention, Proposal, Reading
from ledger.vocabulary import AgreedAs, Kind

Paint = Callable[[str, str], str]
"""A text and the name of what it is; gives the text, coloured or not."""

KINDS = {
    Kind.DISCUSSED: "cyan",
    Kind.ACKNOWLEDGED: "green",
    Kind.AGREED: "blue",
    Kind.UNDERTAKEN: "magenta",
    Kind.ASKED: "yellow",
}


def lines_of(reading: Reading, *, width: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of the table. ``width`` in characters."""
    yield from _facts(reading, paint)
    yield from _section(_("Proposals"), _proposals(reading.proposals, width, paint), paint)
    yield from _section(_("Delegates"), map(_delegate, reading.delegates), paint)
    yield from _section(
        _("Agencies without a name"), (_named(*_agency(agency)) for agency in reading.agencies), paint
    )
    yield from _section(_("Forums"), (_named(forum.name, forum.acronym) for forum in reading.forums), paint)
    yield from _section(_("Events"), (_named(event.name, event.wording) for event in reading.events), paint)
    yield from _section(_("Questions"), _questions(reading, width), paint)


def _facts(reading: Reading, paint: Paint) -> Iterator[str]:
    dialogue = reading.dialogue
    facts = {
        _("Dialogue"): dialogue.name if dialogue else None,
        _("Parties"): ", ".join(dialogue.parties) if dialogue else None,
        _("Round"): str(reading.round.number) if reading.round else None,
        _("Date"): _day(reading),
        _("Place"): reading.place.name if reading.place else None,
        _("Language"): reading.language,
    }
    wide = max(map(len, facts))
    for name, value in facts.items():
        yield f"{paint(name.ljust(wide), 'bold')}  {value or _('not in the text')}"


def _day(reading: Reading) -> str | None:
    """Return the day of the round as stated, else as inferred from the dateline; None where the text is silent."""
    date, dateline = reading.date, reading.dateline
    if date and date.value:
        return date.value
    if dateline:
        words = " ".join(dateline.wording.split())
        return _("%(day)s, inferred from “%(words)s”") % {"day": dateline.value, "words": words}
    return _("“%(words)s”: which day?") % {"words": date.wording} if date else None


def _section(title: str, lines: Iterable[str], paint: Paint) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield paint(title, "bold")
        yield from found


def _proposals(proposals: Sequence[Proposal], width: int, paint: Paint) -> Iterator[str]:
    labels = [_kind(proposal) for proposal in proposals]
    kinds = max(map(len, labels), default=0)
    edge = 4 + 2 + kinds + 2
    for number, (one, label) in enumerate(zip(proposals, labels, strict=True), start=1):
        words = textwrap.wrap(" ".join(one.wording.split()), max(30, width - edge)) or [""]
        yield f"{number:>4}  {paint(label.ljust(kinds), KINDS[one.kind])}  {words[0]}"
        yield from (" " * edge + line for line in words[1:])
        yield " " * edge + paint(" · ".join(_beside(one)), "faint")


def _kind(proposal: Proposal) -> str:
    if proposal.agreed_as is AgreedAs.SHARED_VIEW:
        return _(AgreedAs.SHARED_VIEW.label)
    return _(AgreedAs.GENERAL_PLEDGE.label) if proposal.agreed_as else _(proposal.kind.label)


def _beside(proposal: Proposal) -> Iterator[str]:
    if proposal.asked_by:
        yield _("%(who)s of %(whom)s") % {
            "who": "+".join(proposal.asked_by),
            "whom": "+".join(proposal.owed_by) or "?",
        }
    else:
        yield "+".join(proposal.owed_by) or "?"
    yield proposal.topic or _("no topic")
    if proposal.continues:
        yield _("continues %(ref)s?") % {"ref": proposal.continues}
    yield _("sure %(share)d%%") % {"share": round(proposal.confidence * 100)}


def _delegate(delegate: DelegateMention) -> str:
    role = _("head") if delegate.role == "head" else _("member")
    parts = [
        delegate.party or "?",
        role,
        delegate.name,
        delegate.office,
        f"({delegate.acronym})" if delegate.acronym else None,
    ]
    return "  " + " · ".join(part for part in parts if part)


def _agency(mention: object) -> tuple[str, str | None]:
    return getattr(mention, "name", ""), getattr(mention, "acronym", None) or getattr(mention, "party", None)


def _named(name: str, beside: str | None) -> str:
    return f"  {name} ({beside})" if beside else f"  {name}"


def _questions(reading: Reading, width: int) -> Iterator[str]:
    for warning in reading.warnings:
        start, end = warning.span
        words = " ".join(reading.text[start:end].split())
        message = _(warning.message)
        line = (
            f"{message} “{textwrap.shorten(words, max(20, width - len(message) - 6), placeholder='…')}”"
            if words
            else message
        )
        yield f"  {line}"
