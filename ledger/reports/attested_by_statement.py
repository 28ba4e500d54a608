"""Tell who came and what was spoken of: beyond internal, in words that the released statement has.

Names, offices and meetings are typed by editors, who release nothing. An audience is therefore told them only where
they stand in the text of the statement that the row cites; else the words cited are told, or nothing.
"""

from ledger.models import Agency, Delegate, Event, Forum, Passage, RoundForum
from ledger.models.statements import starts_of
from ledger.presentation import shape, wording
from ledger.reports.parameters import ReportParameters


def told_name(parameters: ReportParameters, delegate: Delegate) -> str:
    """Give a delegate's name as we read it, else as written; empty for an agency that came without a name."""
    return _first(parameters, delegate.passage, delegate.name, delegate.name_as_written)


def told_office(parameters: ReportParameters, delegate: Delegate) -> shape.Text:
    """Give the post that a delegate held, as we read it, else as written; empty where none is known or attested.

    In the report's language where there is one; else with the name of its own.
    """
    readings = [(delegate.office, "en"), (delegate.office_es, "es")]
    readings.sort(key=lambda reading: reading[1] != parameters.language)
    written = delegate.passage.statement.language if delegate.passage else ""
    for words, language in (*readings, (delegate.office_as_written, written)):
        if told := _first(parameters, delegate.passage, words):
            return shape.Text(wording.in_language(told, language), language)
    return shape.Text("")


def told_agency(parameters: ReportParameters, delegate: Delegate) -> str:
    """Give the agency's name in the report's language, where the text names it in any; else as written."""
    agency = delegate.agency
    if agency and (parameters.is_internal or _is_named(agency, delegate.passage)):
        return agency.name
    return _first(parameters, delegate.passage, delegate.agency_as_written)


def told_forum(parameters: ReportParameters, row: RoundForum) -> str:
    """Give a multilateral body's name, where the text names it; else the words that the row cites."""
    if parameters.is_internal or _is_named(row.forum, row.passage):
        return row.forum.name
    return row.passage.quote if row.passage else ""


def told_event(parameters: ReportParameters, event: Event) -> str:
    """Give a meeting's name, where the text has it; else the words that the row cites."""
    return _first(parameters, event.passage, event.name) or (event.passage.quote if event.passage else "")


def _first(parameters: ReportParameters, passage: Passage | None, *readings: str) -> str:
    told = (words for words in readings if words and (parameters.is_internal or _stands(words, passage)))
    return next(told, "")


def _is_named(row: Agency | Forum, passage: Passage | None) -> bool:
    return any(_stands(getattr(row, field), passage) for field in ("name_en", "name_es")) or any(
        _stands(getattr(row, field, ""), passage, is_acronym=True) for field in ("acronym_en", "acronym_es")
    )


def _stands(words: str, passage: Passage | None, *, is_acronym: bool = False) -> bool:
    """Tell whether the statement's text has the words, as whole words and wherever its lines break.

    Of an acronym the capitals count: "WHO" is not "who", and "ICE" does not stand in "justice".
    """
    if not words or passage is None:
        return False
    text, sought = (" ".join(each.split()) for each in (passage.statement.text, words))
    if not is_acronym:
        text, sought = text.casefold(), sought.casefold()
    return any(_is_whole(text, start, start + len(sought)) for start in starts_of(text, sought))


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 1]
    return not (before.isalnum() or after.isalnum())
