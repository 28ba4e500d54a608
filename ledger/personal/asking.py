"""Ask a named colleague about an item, and answer: between the two, beside the ledger, and told to nobody else."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger import access
from ledger.models import ColleagueQuestion, Entry, Item, User
from ledger.personal.errors import InvalidInput, NotVisible, check_storable
from ledger.vocabulary import Act, QuestionState

LONGEST_QUESTION = 2_000
"""How many characters a question, or an answer, may have: more belongs into the ledger or a document."""

QUESTIONS_LOCK = 0x41534B
"""The first key of PostgreSQL's advisory locks on questions: "ASK"; the second is the key of their item."""

Listener = Callable[[ColleagueQuestion], None]
_listeners: list[Listener] = []


def tell_of_questions(listener: Listener) -> None:
    """Tell the listener, from now on, of each question once it is asked or answered, after the transaction."""
    if listener not in _listeners:
        _listeners.append(listener)


def _told(question: ColleagueQuestion) -> ColleagueQuestion:
    def tell() -> None:  # a function: Django logs what fails by its name, which a partial has not
        for listener in _listeners:
            listener(question)

    transaction.on_commit(tell, robust=True)
    return question


def colleagues_of(user: User, item: Item) -> QuerySet[User]:
    """Select the people whom the person may ask about the item: those who see it, by name."""
    return access.officers_in(User.objects.all(), item.round.dialogue).exclude(pk=user.pk)


def ask_colleague(
    *, user: User, item: Item, asked_of: User, words: str, request_id: UUID
) -> ColleagueQuestion:
    """Put a question about an item to a colleague who sees it too. ``request_id`` is the idempotency key.

    Raises NotVisible; InvalidInput for a person who does not see the item, where there is nothing to ask, and where a
    text was redacted meanwhile, which the words may repeat.
    """
    redacted = _redactions(item)
    if not access.visible_to(user, Item.objects.filter(pk=item.pk)).exists():
        raise NotVisible
    words = words.strip()
    check_storable(words=words)
    if asked := _asked_before(user, request_id, item=item, asked_of=asked_of, words=words):
        return asked
    reachable = colleagues_of(user, item).filter(pk=asked_of.pk).exists()
    broken = {
        "asked_of": "" if reachable else _("This person does not see the item: choose a colleague who does."),
        "words": _("It is withdrawn: nothing is asked about it any more.")
        if item.is_withdrawn
        else _unfit(words, _("Say what you ask.")),
    }
    if any(broken.values()):
        raise InvalidInput({field: says for field, says in broken.items() if says})
    question = ColleagueQuestion(uuid=request_id, item=item, asked_by=user, asked_of=asked_of, words=words)
    question.asked_at = timezone.now()
    try:
        with transaction.atomic():
            hold_questions(item)
            if _redactions(item) != redacted:
                raise InvalidInput(
                    {"words": _("A text was redacted at this moment: read it again, then ask.")}
                )
            question.save()
    except IntegrityError as error:  # the same form, a moment ago
        if asked := _asked_before(user, request_id, item=item, asked_of=asked_of, words=words):
            return asked
        raise InvalidInput({"words": _("This cannot be kept: load the page again.")}) from error
    return _told(question)


def _asked_before(
    user: User, request_id: UUID, *, item: Item, asked_of: User, words: str
) -> ColleagueQuestion | None:
    """Return the question that the same form put before. Raises InvalidInput where it said something else then.

    Of a question whose words are gone, what they were is not asked.
    """
    before = ColleagueQuestion.objects.filter(uuid=request_id, asked_by=user).first()
    if before is None:
        return None
    is_same = (before.item_id, before.asked_of_id) == (item.pk, asked_of.pk)
    if not is_same or before.words not in ("", words):
        raise InvalidInput({"words": _("This was sent before as something else: load the page again.")})
    return before


def _unfit(words: str, if_missing: str) -> str:
    if not words:
        return if_missing
    too_long = _("It has %(count)d characters; at most %(most)d are kept. What is longer is an entry.")
    counted = {"count": len(words), "most": LONGEST_QUESTION}
    return too_long % counted if len(words) > LONGEST_QUESTION else ""


def is_asked(user: User) -> Exists:
    """Tell whether a question about an item waits for the person, as a column of items that are read anyhow."""
    waiting = ColleagueQuestion.objects.waiting().filter(asked_of=user)
    return Exists(waiting.filter(item=OuterRef("pk")).order_by())


def answer_question(*, user: User, question: ColleagueQuestion, words: str) -> ColleagueQuestion:
    """Answer a question that was put to the person. Raises NotVisible; InvalidInput, also where it has ended."""
    words = words.strip()
    check_storable(answer=words)
    _check_asked_of(user, question)
    if says := _unfit(words, _("Write an answer, or choose “Seen”.")):
        raise InvalidInput({"answer": says})
    return _told(_end(user, question, QuestionState.ANSWERED, answer=words))


def see_question(*, user: User, question: ColleagueQuestion) -> ColleagueQuestion:
    """Say of a question that was put to the person that they have seen it. Raises NotVisible, InvalidInput."""
    _check_asked_of(user, question)
    return _told(_end(user, question, QuestionState.SEEN))


def take_question_back(*, user: User, question: ColleagueQuestion) -> ColleagueQuestion:
    """Take back a question of one's own that waits: its words go. Raises NotVisible; InvalidInput where it ended."""
    if question.asked_by_id != user.pk:
        raise NotVisible
    return _end(user, question, QuestionState.TAKEN_BACK, words="")


def _check_asked_of(user: User, question: ColleagueQuestion) -> None:
    if question.asked_of_id != user.pk:
        raise NotVisible


def _end(user: User, question: ColleagueQuestion, state: QuestionState, **columns: str) -> ColleagueQuestion:
    """End an open question, by one statement: of two at once the database lets one do it (race)."""
    rows = ColleagueQuestion.objects.filter(pk=question.pk)
    seen = access.visible_to(user, rows)
    if not seen.exists():
        raise NotVisible
    # By the row's own columns: PostgreSQL, having waited for the other, asks these anew, and not what joins them.
    ended = rows.waiting().update(state=state, ended_at=timezone.now(), **columns)
    if (fresh := seen.first()) is None:
        raise NotVisible
    if not ended:
        raise InvalidInput({"answer": _how_it_ended(fresh)})
    return fresh


def _how_it_ended(question: ColleagueQuestion) -> str:
    match question.state:
        case QuestionState.TAKEN_BACK:
            return _("The question was taken back meanwhile: nothing was written.")
        case QuestionState.REDACTED:
            return _("The question lost its words with a redaction meanwhile: nothing was written.")
    return _("The question was answered already: nothing was written.")


def hold_questions(item: Item) -> None:
    """Let nobody ask about an item or its steps until the transaction ends; call before any other lock of it.

    PostgreSQL alone: a question that another transaction is about to commit would not be seen to be forgotten. SQLite
    has one writer.
    """
    if connection.vendor == "postgresql":
        whole = (item.part_of_id or item.pk) % 2**31
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [QUESTIONS_LOCK, whole])


def _redactions(item: Item) -> int:
    """Count the redactions of an item and its steps."""
    return Entry.objects.filter(item__in=Item.objects.in_whole(item), act=Act.REDACT).count()


def forget_questions(item: Item) -> None:
    """Destroy the words of all questions and answers on an item and its steps, as a text of one of them was redacted.

    All of them, compared with nothing: a name is enough to tell what was destroyed, and people type it their own way.
    Call it after ``hold_questions``.
    """
    standing = ColleagueQuestion.objects.filter(item__in=Item.objects.in_whole(item)).exclude(words="")
    standing.update(
        state=QuestionState.REDACTED, words="", answer="", ended_at=Coalesce("ended_at", timezone.now())
    )
