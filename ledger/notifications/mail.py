"""Mail to colleagues, plain and HTML, in their language: references and links, never what the ledger says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from ledger.models import Item, User

CANNOT_SEND = (SMTPException, MessageError, OSError, ValueError)
"""What sending raises: the server's refusal, no server, or an address that is none."""

LONGEST = 50
"""How many items a section names; the workspace has them all."""


@dataclass(frozen=True)
class MailOutcome:
    """What became of one person's mail: how many references it names, and why it was not sent, where it was not."""

    user: User
    references: int = 0
    is_sent: bool = False
    fault: str = ""


@dataclass(frozen=True)
class MailItem:
    """An item: its reference, the address of its page, and how many entries there are to see, where that matters."""

    ref: str
    address: str
    count: int = 0
    day: str = ""


@dataclass(frozen=True)
class MailSection:
    """Items that a mail names, under a heading; ``more`` are those beyond the longest list."""

    title: str
    lines: Sequence[MailItem]
    more: int = 0


def section(title: str, items: Iterable[Item], counts: dict[int, int] | None = None) -> MailSection:
    """Return a section of items, with how many entries each has to see."""
    found = list(items)
    lines = [
        MailItem(item.ref, item_address(item), (counts or {}).get(item.pk, 0)) for item in found[:LONGEST]
    ]
    return MailSection(title, lines, len(found) - len(lines))


def dated_section(title: str, dates: Sequence[tuple[Item, str]]) -> MailSection:
    """Make a section of items, each with a day in words: all of them, as each is told once and no page lists them."""
    return MailSection(title, [MailItem(item.ref, item_address(item), day=day) for item, day in dates])


def item_address(item: Item) -> str:
    """Find where an item's page is, from outside."""
    return settings.LEDGER_PUBLIC_URL + item.get_absolute_url()


def send(user: User, subject: str, opening: str, sections: Sequence[MailSection]) -> None:
    """Send a person a mail. The caller speaks their language already. Raises one of ``CANNOT_SEND``."""
    context = {
        "subject": subject,
        "opening": opening,
        "sections": sections,
        "workspace": settings.LEDGER_PUBLIC_URL + reverse("ledger:home"),
        "watching": settings.LEDGER_PUBLIC_URL + reverse("ledger:watch-list"),
        "preferences": settings.LEDGER_PUBLIC_URL + reverse("ledger:preferences"),
    }
    message = EmailMultiAlternatives(
        subject,
        render_to_string("ledger/mail/notice.txt", context).strip() + "\n",
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string("ledger/mail/notice.html", context), "text/html")
    message.send()
