"""Word the questions that a reading leaves to the person who reviews it."""

from ledger.reading.shapes import Question, Span


def _(message: str) -> str:
    """Mark a message for translation; the edge translates it."""
    return message


MESSAGES = {
    "missing-separator": _("A name begins right behind a bracket: read as the next person."),
    "may-be-two": _("This may be two items."),
    "relative-date": _("The text gives the day only in relation to its own: say which day it was."),
    "incomplete-date": _(
        "The text gives the day without its year, or the month alone: say which day it was."
    ),
    "no-date": _("The text does not say when the round met."),
    "no-round": _("The text does not say which round it was."),
    "no-dialogue": _("The text names no dialogue."),
    "no-parties": _("The text does not name two parties."),
    "no-proposals": _("Nothing was found that could become an item."),
    "facts-alone": _("In this language the facts of the round are read, and no items."),
    "cut-off": _("The text breaks off here."),
}


def question(code: str, span: Span) -> Question:
    """Return the question of a code at a span of the kept text."""
    return Question(code, MESSAGES[code], span)
