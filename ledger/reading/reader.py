"""Read a statement's text: the entry point of the package."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ledger.reading.agencies import Represented, agencies_in
from ledger.reading.bodies import events_in, forums_in
from ledger.reading.capitals import without_capitals
from ledger.reading.days import WrittenDay, before, dated, dateline_day, find_days, meeting_day, meeting_month
from ledger.reading.guessing import guess_language, shares_of_common_words
from ledger.reading.items import drafts_in
from ledger.reading.languages import Wording, compiled, wordings
from ledger.reading.leading import leads_of
from ledger.reading.parties import Masked, mask_parties
from ledger.reading.people import Person, missing_separators, people_in
from ledger.reading.places import find_place
from ledger.reading.plain import View, kept_text, view_of
from ledger.reading.proposals import ProposalDraft, SubjectOrigin
from ledger.reading.questions import question
from ledger.reading.rounds import dialogue_parties, find_dialogue, find_round, round_mentions
from ledger.reading.scoring import likely_enough
from ledger.reading.segments import Sentence, sentences_of
from ledger.reading.shapes import (
    AgencyMention,
    DateMention,
    DelegateMention,
    DialogueMention,
    EarlierItem,
    EventMention,
    ForumMention,
    Proposal,
    Question,
    Reading,
    RoundMention,
    Span,
    TopicPhrases,
    Venue,
)
from ledger.reading.taxonomy import compared
from ledger.reading.unreadable import UnknownLanguage


def read(
    text: str,
    *,
    language: str | None = None,
    taxonomy: Iterable[TopicPhrases] = (),
    earlier: Sequence[EarlierItem] = (),
) -> Reading:
    """Read a statement.

    ``text``: decoded; a byte-order mark and CR before LF are dropped, and all spans count characters of what is then
    kept (``Reading.text``). ``language``: the code of a package of ``languages``; guessed when absent. ``taxonomy``: topics with their phrases in
    that language. ``earlier``: items of earlier rounds that new items may continue. Nothing is invented: what the text
    does not say stays None.

    Raises ``UnknownLanguage``.
    """
    view = view_of(kept_text(text))
    wording = _wording(view, language)
    return compared(StatementReader(view, wording).reading(), taxonomy, earlier)


_CLEARLY_ANOTHER = 2 / 3
"""Of the guessed language's share of common words: a text with fewer of the language asked for is not in that."""


def _wording(view: View, language: str | None) -> Wording:
    guessed, share = guess_language(view.plain)
    if language is None and guessed is None:
        raise UnknownLanguage(None)
    if language and guessed and shares_of_common_words(view.plain)[language] < share * _CLEARLY_ANOTHER:
        raise UnknownLanguage(guessed)
    return wordings()[language or guessed or ""]


class StatementReader:
    """A text while it is read: the plain view, its sentences and its parties, and each part read from them."""

    def __init__(self, view: View, wording: Wording) -> None:
        self.view, self.wording = view, wording
        self.plain = without_capitals(view.plain, wording)
        masked = mask_parties(self.plain, wording)
        self.sentences: list[Sentence] = sentences_of(self.plain, wording)
        self.dialogue: Span | None = find_dialogue(self.plain, masked, wording)
        self.sides = dialogue_parties(masked, self.dialogue, wording)
        self.masked: Masked = replace(masked, sides=self.sides)
        self.leads = leads_of(self.plain, self.sentences, wording)
        self.people, self.told = people_in(self.plain, self.masked, self.sentences, wording)

    def reading(self) -> Reading:
        """Return the whole reading."""
        proposals = tuple(self._proposal(draft) for draft in likely_enough(self.drafts()))
        round_, days = self._round(), find_days(self.plain, self.wording)
        date = self._date(days)
        return Reading(
            text=self.view.kept,
            language=self.wording.code,
            dialogue=self._dialogue(),
            round=round_,
            date=date,
            dateline=self._dateline(days, date),
            place=self._place(),
            proposals=proposals,
            forums=tuple(self._forums()),
            delegates=tuple(self._delegate(person) for person in self.people),
            agencies=tuple(self._agencies()),
            events=tuple(self._events()),
            warnings=tuple(sorted(self._warnings(round_, date, proposals), key=lambda warning: warning.span)),
        )

    def drafts(self) -> list[ProposalDraft]:
        """Draft every item that the text may hold, likely or not."""
        if not self.wording.reads_items:
            return []
        return drafts_in(self.plain, self.masked, self.sentences, self.wording, self.sides, self.told)

    def _kept(self, span: Span) -> tuple[str, Span]:
        """Return the words of the kept text at a span of the plain text, and the kept span."""
        start, end = self.view.kept_span(*span)
        return self.view.kept[start:end], (start, end)

    def _words(self, span: Span | None) -> str | None:
        """Return a name on a single line, with single spaces and its accents in one character each."""
        if span is None:
            return None
        kept, plain = self._kept(span)[0], self.plain[slice(*span)]
        return " ".join((kept if len(kept) == len(plain) else plain).split())

    # Facts of the round

    def _dialogue(self) -> DialogueMention | None:
        if self.dialogue is None:
            return None
        return DialogueMention(self._words(self.dialogue) or "", self.sides, self._kept(self.dialogue)[1])

    def _round(self) -> RoundMention | None:
        found = find_round(self.masked, self.wording)
        return RoundMention(found[0], self._kept(found[1])[1]) if found else None

    def _date(self, days: Sequence[WrittenDay]) -> DateMention | None:
        meetings = list(round_mentions(self.masked, self.wording))
        day = meeting_day(self.plain, days, self.sentences, meetings, self.wording)
        value = dated(day, days) if day else None
        if day and value:
            return self._date_mention(day.span, value, "stated")
        relative = compiled(self.wording.days.relative_dates).search(self.plain)
        if day is None and relative:
            return self._date_mention(relative.span(), None, "relative")
        month = meeting_month(self.plain, days, self.sentences, meetings, self.wording)
        span = day.span if day else month
        return self._date_mention(span, None, "incomplete") if span else None

    def _dateline(self, days: Sequence[WrittenDay], date: DateMention | None) -> DateMention | None:
        """Return the dateline, with the day that follows from it for the round.

        It is the dateline's own where the text says "today" or names no day; of "on 11 October" it gives the year.
        """
        line = dateline_day(self.plain, days, self.sentences, self.wording)
        value = self._following(line, days, date) if line else None
        if line is None or value is None:
            return None
        at = bisect_right([sentence.start for sentence in self.sentences], line.span[0]) - 1
        return self._date_mention((self.sentences[at].start, line.span[1]), value, "inferred")

    def _following(
        self, line: WrittenDay, days: Sequence[WrittenDay], date: DateMention | None
    ) -> str | None:
        """Return the day of the round that follows from a dateline and from what the text says of the day."""
        if date is None or compiled(rf"{self.wording.days.same_day}$").match(date.wording):
            return line.value(line.year)
        told = [day for day in days if date.basis == "incomplete" and self._kept(day.span)[1] == date.span]
        return before(told[0], line) if told else None

    def _date_mention(self, span: Span, value: str | None, basis: str) -> DateMention:
        words, kept = self._kept(span)
        return DateMention(value, words, basis, kept)

    def _place(self) -> Venue | None:
        found = find_place(self.plain, self.masked.text, self.sentences, self.wording)
        return Venue(self._words(found) or "", self._kept(found)[1]) if found else None

    # Items

    def _proposal(self, draft: ProposalDraft) -> Proposal:
        words, span = self._kept(draft.span)
        return Proposal(
            kind=draft.kind,
            agreed_as=draft.agreed_as,
            wording=words,
            span=span,
            sentence=self._kept(draft.sentence)[1],
            owed_by=draft.owed_by,
            topic=None,
            confidence=draft.confidence,
            asked_by=draft.asked_by,
            parts=tuple(self._kept(part)[1] for part in draft.parts),
            lead=self._kept(self.leads.get(draft.sentence[0], (0, 0)))[1],
            is_drawn=draft.origin is SubjectOrigin.DRAWN,
        )

    # Who came, and what else is named

    def _delegate(self, person: Person) -> DelegateMention:
        return DelegateMention(
            name=self._words(person.name) or "",
            office=self._words(person.office),
            agency=self._words(person.agency),
            acronym=person.acronym,
            party=person.party if person.party in self.sides else None,
            role="member" if person.is_member else "head",
            span=self._kept(person.span)[1],
        )

    def _agencies(self) -> Iterator[AgencyMention]:
        sentences = [
            sentence
            for n, sentence in enumerate(self.sentences)
            if n in self.told or self._may_represent(sentence)
        ]
        for agency in agencies_in(self.plain, self.masked, sentences, self.wording):
            if not self._is_of_person(agency):
                yield AgencyMention(
                    self._words(agency.name) or "", agency.acronym, agency.party, self._kept(agency.span)[1]
                )

    def _may_represent(self, sentence: Sentence) -> bool:
        return compiled(self.wording.people.heading).search(
            self.masked.text, sentence.start, sentence.end
        ) is not None or (
            compiled(rf"\b(?i:{self.wording.people.representation}) ").search(
                self.plain, sentence.start, sentence.end
            )
            is not None
        )

    def _is_of_person(self, agency: Represented) -> bool:
        return any(
            person.span[0] < agency.span[1] and agency.span[0] < person.span[1] for person in self.people
        )

    def _forums(self) -> Iterator[ForumMention]:
        for body in forums_in(self.plain, self.masked.text, self.wording):
            yield ForumMention(self._words(body.name) or "", body.acronym, self._kept(body.span)[1])

    def _events(self) -> Iterator[EventMention]:
        for name, when in events_in(self.plain, self.sentences, self.dialogue, self.wording):
            yield EventMention(self._words(name) or "", self._words(when), self._kept(name)[1])

    # Questions

    def _warnings(
        self, round_: RoundMention | None, date: DateMention | None, proposals: Sequence[Proposal]
    ) -> Iterator[Question]:
        yield from (question(code, (0, 0)) for code in self._absences(round_, date, proposals))
        if date and date.value is None:
            yield question("relative-date" if date.basis == "relative" else "incomplete-date", date.span)
        for span in missing_separators(self.plain, self.people):
            yield question("missing-separator", self._kept(span)[1])
        yield from (
            question("may-be-two", proposal.span)
            for proposal in proposals
            if proposal.parts and proposal.is_shown
        )
        end = len(self.view.kept.rstrip())
        if self.view.kept[:end].endswith(("…", "...")):
            yield question("cut-off", (end - 1, end))

    def _absences(
        self, round_: RoundMention | None, date: DateMention | None, proposals: Sequence[Proposal]
    ) -> Iterator[str]:
        absent = {
            "no-dialogue": self.dialogue is None,
            "no-parties": len(self.sides) < 2,
            "no-round": round_ is None,
            "no-date": date is None,
            "facts-alone": not self.wording.reads_items,
            "no-proposals": self.wording.reads_items and not any(row.is_shown for row in proposals),
        }
        return (code for code, is_absent in absent.items() if is_absent)
