"""The words of the ledger, as plain enumerations (floor 0: no Django, no database).

Every word carries its meaning (``Status.is_open``, ``Kind.is_followed``…), so that the rest of the code asks
for the meaning and never compares strings. Labels are marked for translation here and translated at the edge
(``gettext(str_label)``). A new status, kind, act… is added here and nowhere else: columns hold the value, and
their choices are callables, so no migration follows.
"""

from enum import StrEnum
from typing import Self


def _(label: str) -> str:
    """Mark a label for translation; the edge translates it."""
    return label


class Word(StrEnum):
    """A value of the ledger's vocabulary: what is stored, and its English label."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        return word


class Kind(Word):
    """The speech act of an item."""

    DISCUSSED = "discussed", _("discussed")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    AGREED = "agreed", _("agreed")
    UNDERTAKEN = "undertaken", _("specific commitment")
    ASKED = "asked", _("asked")
    STEP = "step", _("step")

    @property
    def is_ours(self) -> bool:
        """Whether it is our office's own: no speech act, and none of a statement's items."""
        return self is Kind.STEP


SAID_KINDS = tuple(kind for kind in Kind if not kind.is_ours)
"""The kinds of a statement's items, in their order."""


class AgreedAs(Word):
    """How much an agreement binds: both hold something, or both promise in general terms."""

    SHARED_VIEW = "shared_view", _("shared view")
    GENERAL_PLEDGE = "general_pledge", _("general pledge")


def is_commitment(kind: str, agreed_as: str | None) -> bool:
    """Tell whether an item of this kind promises something: general pledges and specific commitments do."""
    return kind == Kind.UNDERTAKEN or (kind == Kind.AGREED and agreed_as == AgreedAs.GENERAL_PLEDGE)


def is_followed_by_default(kind: str, agreed_as: str | None) -> bool:
    """Follow commitments, asks and steps unless somebody says otherwise."""
    return kind in {Kind.ASKED, Kind.STEP} or is_commitment(kind, agreed_as)


class Act(Word):
    """What an entry does. The three properties are rules of the ledger."""

    OPEN = "open", _("opened")
    NOTE = "note", _("note")
    STATUS = "status", _("status")
    AMEND = "amend", _("amended")
    CORRECT = "correct", _("corrected")
    RELEASE = "release", _("released")
    REDACT = "redact", _("redacted")
    WITHDRAW = "withdraw", _("withdrawn")

    @property
    def is_correctable(self) -> bool:
        """Openings, amendments and releases are mended by acting again; a redaction cannot be undone."""
        return self in {Act.NOTE, Act.STATUS, Act.CORRECT, Act.WITHDRAW}

    @property
    def says_something(self) -> bool:
        """Whether the entry is somebody's statement about the item (it has a voice)."""
        return self in {Act.NOTE, Act.STATUS, Act.CORRECT}

    @property
    def is_releasable(self) -> bool:
        """Whether an audience beyond our own may ever be shown the entry."""
        return self in {Act.OPEN, Act.NOTE, Act.STATUS, Act.AMEND, Act.CORRECT}


class Voice(Word):
    """Who speaks in a status or note."""

    OFFICE = "office", _("our office")
    PARTY = "party", _("a party")
    RECORD = "record", _("the record")


class Basis(Word):
    """What an entry's words rest on."""

    QUOTED = "quoted", _("quoted words")
    ORAL = "oral", _("oral")
    READING = "reading", _("our reading of an act or document")


class Status(Word):
    """Where an item stands, in somebody's words.

    ``rank`` orders the path from reversed to done; a move to a lower rank is a step back. Unassessed, overtaken
    and declined lie off that path. ``token`` names the colour and shape that the stylesheet owns.
    """

    UNASSESSED = "unassessed", _("unassessed")
    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    STALLED = "stalled", _("stalled")
    REVERSED = "reversed", _("reversed")
    SUBSTANTIAL = "substantial", _("largely done")
    DONE = "done", _("done")
    OVERTAKEN = "overtaken", _("overtaken by events")
    DECLINED = "declined", _("will not be done")

    @property
    def rank(self) -> int | None:
        """The place on the path, or None for a status that lies off it."""
        return _RANKS.get(self)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or found out."""
        return self not in {Status.DONE, Status.OVERTAKEN, Status.DECLINED}

    @property
    def needs_evidence(self) -> bool:
        """Whether the status must rest on evidence, or on a reason why there is none."""
        return self is Status.DONE

    @property
    def token(self) -> str:
        """The name of the status's colour and shape in stylesheets."""
        return self.value.replace("_", "-")


_RANKS = {
    Status.REVERSED: 0,
    Status.NOT_STARTED: 1,
    Status.STALLED: 2,
    Status.IN_PROGRESS: 3,
    Status.SUBSTANTIAL: 4,
    Status.DONE: 5,
}


class StatusMove(Word):
    """What a new status does to the one before it in the same voice; each of these needs a note."""

    STEP_BACK = "step_back", _("a step back")
    CLOSE = "close", _("closing")
    REOPEN = "reopen", _("reopening")


def status_move(before: Status, after: Status) -> StatusMove | None:
    """Name the move from one status to the next, or None when it needs no word of explanation.

    Giving up an assessment (back to unassessed) counts as a step back.
    """
    if before.is_open and not after.is_open:
        return StatusMove.CLOSE
    if not before.is_open and after.is_open:
        return StatusMove.REOPEN
    if after is Status.UNASSESSED and before is not Status.UNASSESSED:
        return StatusMove.STEP_BACK
    if before.rank is not None and after.rank is not None and after.rank < before.rank:
        return StatusMove.STEP_BACK
    return None


class Audience(Word):
    """Who may see: our own people, the counterpart too, everybody. Each includes those before it."""

    INTERNAL = "internal", _("internal")
    SHARED = "shared", _("shared with the counterpart")
    PUBLIC = "public", _("public")

    @property
    def reach(self) -> int:
        """0 for our own people, 2 for everybody."""
        return list(Audience).index(self)

    @property
    def wide_enough(self) -> "list[Audience]":
        """The audiences of entries that this audience may see."""
        return [audience for audience in Audience if audience.reach >= self.reach]


class Answer(Word):
    """What an entry says of another one."""

    CONFIRMS = "confirms", _("confirms")
    CONTESTS = "contests", _("contests")


class Origin(Word):
    """Where an entry comes from: a named officer, or a compilation that somebody has yet to review."""

    OFFICER = "officer", _("recorded by an officer")
    COMPILED = "compiled", _("compiled from the public record, to be reviewed")


class Precision(Word):
    """How exactly a date is known; a month or year is stored as its first day and stands from then on."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class FactBasis(Word):
    """How a fact about a round or an item is known."""

    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")
    UNKNOWN = "unknown", _("unknown")


class RoundState(Word):
    """A round may be planned, with an agenda, before any statement exists."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")


class StatementForm(Word):
    """What kind of document a source of a round is."""

    STATEMENT = "statement", _("statement")
    RELEASE = "release", _("press release of one side")
    PRESS = "press", _("press report")
    MINUTES = "minutes", _("minutes")


class FileKind(Word):
    """What a file on a round or on one of its statements is."""

    SIGNED = "signed", _("signed statement")
    ANNEX = "annex", _("annex")
    MINUTES = "minutes", _("minutes")
    AGENDA = "agenda", _("agenda")
    PHOTOGRAPH = "photograph", _("photograph")
    OTHER = "other", _("other document")


class DelegateRole(Word):
    """In what capacity a delegate came."""

    HEAD = "head", _("head")
    CO_CHAIR = "co_chair", _("co-chair")
    MEMBER = "member", _("member")


class PartyRole(Word):
    """What a party has to do with an item."""

    OWES = "owes", _("owes")
    ASKS = "asks", _("asks")
    ASKED_OF = "asked_of", _("is asked")


class ItemSource(Word):
    """Where an item's wording comes from."""

    STATEMENT = "statement", _("the statement")
    PRESS = "press", _("a press report")


class Priority(Word):
    """How urgent an item is to our office."""

    LOW = "low", _("low")
    NORMAL = "normal", _("normal")
    HIGH = "high", _("high")


class EvidenceType(Word):
    """What a piece of evidence is."""

    STATEMENT = "statement", _("statement")
    REPORT = "report", _("report")
    LAW = "law", _("law")
    POLICY = "policy", _("policy")
    STATISTIC = "statistic", _("statistic")
    CASE = "case_outcome", _("case outcome")
    MEETING = "meeting", _("record of a meeting")
    CORRESPONDENCE = "correspondence", _("correspondence")
    OTHER = "other", _("other document")
    UNSTATED = "unstated", _("not said")


class SourceKind(Word):
    """Who stands behind a source."""

    OFFICIAL = "official", _("official")
    OFFICIAL_COPY = "official_copy", _("official, copied by others")
    COURT = "court", _("court")
    UN_BODY = "un_body", _("UN or regional body")
    OMBUDSMAN = "ombudsman", _("ombudsman")
    GAZETTE = "gazette", _("gazette")
    NGO = "ngo", _("NGO")
    ACADEMIC = "academic", _("academic")
    PRESS = "press", _("press")
    UNSTATED = "unstated", _("not said")


class Stance(Word):
    """How a piece of evidence bears on what its entry says."""

    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    CONTEXT = "context", _("gives context")


class Language(Word):
    """The languages of the pages, of what our office writes, and of reports."""

    EN = "en", _("English")
    ES = "es", _("Spanish")


class StatementLanguage(Word):
    """The languages in which statements come: those of the pages, and others. The reader reads each of them."""

    EN = "en", _("English")
    ES = "es", _("Spanish")
    FR = "fr", _("French")
    PT = "pt", _("Portuguese")


class WatchMail(Word):
    """How a person hears of what others record on what they watch."""

    DIGEST = "digest", _("in the daily digest")
    AT_ONCE = "at_once", _("at once")
    NEVER = "never", _("never")


class DatedBy(Word):
    """The dates of an item of which people are reminded."""

    TARGET = "target", _("target date")
    DEADLINE = "deadline", _("deadline")


class QuestionState(Word):
    """What became of a question to a colleague."""

    OPEN = "open", _("waits for an answer")
    SEEN = "seen", _("seen")
    ANSWERED = "answered", _("answered")
    TAKEN_BACK = "taken_back", _("taken back")
    REDACTED = "redacted", _("its words were destroyed with a redaction")


class WebhookEvent(Word):
    """What a webhook is told of. The value is the event's type; what is not here of an act is "recorded"."""

    RECORDED = "entry.recorded", _("recorded")
    CORRECTED = "entry.corrected", _("corrected")
    RETRACTED = "entry.retracted", _("retracted")
    RELEASED = "entry.released", _("release recorded")
    REDACTED = "entry.redacted", _("redacted")
    BATCH = "batch.recorded", _("batch recorded")
    TEST = "webhook.test", _("test")


class DeliveryFault(Word):
    """Why an event did not arrive at its webhook."""

    UNKNOWN_NAME = "unknown_name", _("nobody knows the name: it has no address")
    CLOSED_NETWORK = "closed_network", _("the name leads to a network that is not open to all")
    NO_ANSWER = "no_answer", _("there was no answer")
    TOO_SLOW = "too_slow", _("it took too long")
    CERTIFICATE = "certificate", _("the certificate does not hold")
    REFUSED = "refused", _("the answer was not 2xx")
    UNFIT_ADDRESS = "unfit_address", _("the address is none that is sent to")
    NO_SECRET = "no_secret", _("the ledger’s secret key has changed: make a new secret")


class TopicTextKind(Word):
    """What our office says of a topic: where it stands, or what to say when it comes up."""

    SUMMARY = "summary", _("summary")
    LINE = "line", _("line to take")


class TrackedChanges(Word):
    """How to read a document that holds tracked changes: with all of them accepted, or without any."""

    ACCEPTED = "accepted", _("with its changes accepted")
    ORIGINAL = "original", _("as it was before its changes")


class DraftState(Word):
    """Where the review of a statement stands."""

    OPEN = "open", _("under review")
    COMMITTED = "committed", _("written to the ledger")
    DISCARDED = "discarded", _("discarded")


class ReportLength(Word):
    """How much a report tells: two to four pages for who has four minutes, or all that the ledger holds."""

    BRIEF = "brief", _("brief")
    FULL = "full", _("full")


class Role(Word):
    """What a member of a dialogue's staff may do; what each includes stands in ``ledger.access``."""

    VIEWER = "viewer", _("viewer")
    RECORDER = "recorder", _("recorder")
    EDITOR = "editor", _("editor")
    RELEASER = "releaser", _("releaser")


class Permission(Word):
    """What a person may do that is not itself an act of an entry."""

    READ = "read", _("read")
    MEND = "mend", _("mend one's own slip")
    MOVE = "move", _("move an entry to another item")
    CURATE = "curate", _("edit reference rows and seed")
    ISSUE = "issue", _("issue a report")


class SecurityAct(Word):
    """What the security log tells of."""

    SIGNED_IN = "signed_in", _("signed in")
    SIGNED_OUT = "signed_out", _("signed out")
    REFUSED = "refused", _("sign-in refused")
    SESSION_ENDED = "session_ended", _("session ended from another one")
    PASSWORD = "password", _("password changed")
    SECOND_STEP = "second_step", _("second step changed")
    ROLE = "role", _("role given, changed or ended")
    ACCOUNT = "account", _("account made, or its rights changed")
    READ = "log_read", _("security log exported")
