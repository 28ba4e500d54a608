"""Small parts of pages: status, kind, day, words. They ask the database nothing; rows come with what they show."""

import datetime
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ledger.accounts.rights import Rights
from ledger.filters.moving import moving_days
from ledger.models import Entry, Item, Party, Passage, Position, Round, TopicText
from ledger.models.parties import in_page_language
from ledger.presentation import item_words as item_text
from ledger.presentation import (
    paragraphs,
    positions,
    timeline,
    topic_grid,
    topic_thread,
    word_matches,
    wording,
)
from ledger.presentation.item_rows import ItemMark
from ledger.presentation.word_changes import ChangeMark
from ledger.reading.typed_days import KnownDay
from ledger.vocabulary import (
    Act,
    AgreedAs,
    Audience,
    Kind,
    Language,
    Precision,
    Status,
    Word,
    is_commitment,
)

register = template.Library()

PAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("ledger:home", gettext_lazy("Workspace"), ("home",)),
    ("ledger:dashboard", gettext_lazy("Dashboard"), ("dashboard",)),
    ("ledger:item-list", gettext_lazy("Items"), ("item", "view", "batch")),
    ("ledger:topic-list", gettext_lazy("Topics"), ("topic",)),
    ("ledger:round-list", gettext_lazy("Rounds"), ("round", "statement", "file")),
    ("ledger:report-list", gettext_lazy("Reports"), ("report",)),
    ("ledger:activity", gettext_lazy("Activity"), ("activity", "seal")),
)
"""The main pages: a URL's name, its label, and how the names of the pages under it begin."""


@register.simple_tag(takes_context=True)
def main_pages(context: template.Context) -> list[dict[str, Any]]:
    """Return the main pages, each with ``address``, ``label`` and ``current`` (page, true or nothing)."""
    request: HttpRequest | None = context.get("request")
    match = getattr(request, "resolver_match", None)
    name = match.view_name if match else ""
    found = [
        {"address": reverse(page), "label": label, "current": _current(page, begins, name)}
        for page, label, begins in PAGES
    ]
    if getattr(getattr(request, "user", None), "is_staff", False):
        found.append({"address": reverse("admin:index"), "label": _("Admin"), "current": ""})
    return found


@register.simple_tag(takes_context=True)
def quick_note_address(context: template.Context) -> str:
    """Find where a quick note is written, on the page's item if it has one; empty for who records nothing."""
    rights: Rights | None = getattr(context.get("request"), "ledger_rights", None)
    if rights is not None and not rights.may_somewhere(Act.NOTE):
        return ""
    item, page = context.get("item"), reverse("ledger:quick-note")
    return f"{page}?item={item.ref}" if isinstance(item, Item) else page


def _current(page: str, begins: tuple[str, ...], name: str) -> str:
    if name == page:
        return "page"
    return "true" if name.removeprefix("ledger:").split("-")[0] in begins else ""


@register.simple_tag
def read_at() -> str:
    """Return the moment of reading, for the foot of a page: "24 November 2026, 10:14"."""
    now = timezone.localtime()
    return f"{wording.day(now.date(), is_long=True).label}, {now:%H:%M}"


# --- Days and numbers


@register.simple_tag
def day(value: datetime.date | None, precision: Precision | None = None) -> str | SafeString:
    """Return a date no more exact than it is known, as a ``time``; empty for none."""
    if value is None:
        return ""
    shown = wording.day(value, precision or Precision.DAY)
    return format_html('<time datetime="{}">{}</time>', shown.value, shown.label)


@register.simple_tag
def full_day(known: KnownDay) -> SafeString:
    """Draw a date with its month spelt, no more exact than it is known, as a ``time``."""
    shown = wording.day(known.day, known.precision, is_long=True)
    return format_html('<time datetime="{}">{}</time>', shown.value, shown.label)


@register.simple_tag
def round_day(meeting: Round) -> str:
    """Say when a round met, with how the date is known; empty where nothing is."""
    return wording.round_day(meeting)


@register.simple_tag
def moment(value: datetime.datetime) -> SafeString:
    """Return a moment in the ledger's time zone, as a ``time``."""
    shown = wording.moment(value)
    return format_html('<time datetime="{}">{}</time>', shown.value, shown.label)


@register.filter
def grouped(count: int) -> str:
    """Return a count as the language writes it: "1,234"."""
    return wording.number(count).label


register.filter("moving_days", moving_days)


@register.filter
def capped(count: int, cap: int = 1000) -> str:
    """Return a count up to a cap: "72", "1,000+"."""
    shown = number_format(min(count, cap), force_grouping=True)
    return f"{shown}+" if count > cap else shown


@register.simple_tag
def other_language(code: str) -> str | SafeString:
    """Return the name of the language of some words, where it is not that of the page."""
    if not code or code == translation.get_language():
        return ""
    return format_html('<p class="quiet">{}</p>', wording.begin(wording.language(code)))


@register.simple_tag
def bilingual(english: str, spanish: str) -> str | SafeString:
    """Return words in the language of the page; in the other one with its name and ``lang``, where there are no
    others.
    """
    words, code = in_page_language(english, spanish)
    if not words or code == translation.get_language():
        return words
    return in_other_language(words, code)


def in_other_language(words: str, code: str) -> SafeString:
    """Return words with the name of their language beside them."""
    language = _("in English") if code == "en" else _("in Spanish")
    return format_html('<span lang="{}">{}</span> <span class="quiet">({})</span>', code, words, language)


@register.simple_tag
def round_name(meeting: Round) -> str:
    """Return a round by its number, with a capital letter: "Round 7"."""
    return wording.begin(wording.rounds([meeting]))


# --- Words of the ledger


@register.simple_tag
def status(word: Status, on: datetime.date | None = None, precision: Precision | None = None) -> SafeString:
    """Return a status by shape, word and colour, with its date; unassessed alone has none."""
    shown = badge(word)
    if on is None:
        return shown
    return format_html('{} <span class="quiet">{}</span>', shown, day(on, precision))


def badge(word: Status) -> SafeString:
    """Return a status by shape, word and colour, without its date."""
    return _badge(word, translation.get_language() or "")


@lru_cache(maxsize=64)  # a list shows the same nine over and over
def _badge(word: Status, _language: str) -> SafeString:
    return format_html('<span class="status" data-status="{}">{}</span>', word.token, _(word.label))


@register.simple_tag
def shape(word: Status) -> SafeString:
    """Return the shape of a status, for eyes alone: the word stands beside it."""
    return format_html(
        '<svg class="shape" width="14" height="14" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("ledger/shapes.svg"),
        word.token,
    )


@register.simple_tag
def kind(item: Item) -> SafeString:
    """Return what an item is; what promises something stands in firmer ink."""
    binding = " binding" if is_commitment(item.kind, item.agreed_as) else ""
    return format_html('<span class="kind{}">{}</span>', binding, wording.kind(item.kind, item.agreed_as))


@register.simple_tag
def kind_mark(kind: Kind, agreed_as: AgreedAs | None, size: int = 14) -> SafeString:
    """Return the shape of a kind, for eyes alone: the word stands beside it, or is what a screen reader is given."""
    return format_html(
        '<svg class="mark" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"/></svg>',
        size,
        static("ledger/kinds.svg"),
        (agreed_as or kind).value.replace("_", "-"),
    )


@register.simple_tag
def word(reported: Word) -> str:
    """Return a word of the vocabulary in the language of the page."""
    return _(reported.label)


@register.simple_tag
def kinds_in_words(counts: list[topic_grid.Counted], total: int) -> str:
    """Return some items by kind: "6 items: 1 agreed: shared view and 5 discussed"."""
    items = topic_grid.items_in_words(total)
    return f"{items}: {topic_grid.kinds_in_words(counts)}" if counts else items


@register.simple_tag
def kind_label(kind: Kind, agreed_as: AgreedAs | None) -> str:
    """Return a kind in words: "agreed: shared view"."""
    return wording.kind(kind, agreed_as)


@register.simple_tag
def speaker_of(position: Position) -> str:
    """Find who takes a position: "our office", "Mexico", "the record"."""
    return topic_grid.speaks(position)


@register.simple_tag
def spoken(code: str) -> str:
    """Return a language by its code; the code itself where it is none of ours."""
    return wording.language(code)


@register.filter
def party(party: Party) -> str:
    """Return a party's name within a sentence: "Mexico", "the United States"."""
    return wording.party(party)


register.simple_tag(timeline.speaking)


@register.simple_tag
def changed_fields(entry: Entry) -> str:
    """Find which fields an amendment changed: "officer, review date"; empty for other acts."""
    return wording.listed(map(wording.field, entry.changes)) if entry.act is Act.AMEND else ""


@register.filter
def unlocalized(value: float) -> str:
    """Return a measure of a picture, with a point in every language."""
    return f"{value:g}"


# --- The statement's words, and ours


@register.simple_tag
def item_words(item: Item, length: int = 160) -> SafeString:
    """Return what an item is about, in a list: our summary, else the statement's own words, in its typeface
    and language.
    """
    summary, language = item_text.summary(item)
    if summary or item.passage is None:
        return format_html('<span lang="{}">{}</span>', language, item_text.shortened(summary, length))
    quote = item_text.shortened(item.passage.quote, length)
    return format_html('<span class="quoted" lang="{}">{}</span>', item.passage.statement.language, quote)


@register.simple_tag
def item_link(item: Item | positions.PositionCell, *, opens: bool = False) -> SafeString:
    """Return an item's reference, leading to its page; ``opens``: it is what the row's key opens."""
    # Put together here: to look up an address for each of many rows would cost more than the rows.
    return format_html(
        '<a class="ref" href="{}{}/"{}>{}</a>',
        reverse("ledger:item-list"),
        item.ref,
        SafeString(" data-open" if opens else ""),
        item.ref,
    )


@register.simple_tag
def item_marks(items: Iterable[ItemMark]) -> SafeString:
    """Return items by reference and status, one below the other."""
    base = reverse("ledger:item-list")
    lines = [
        f'<p class="together"><a class="ref" href="{base}{ref}/">{ref}</a> {badge(item.status)}</p>'
        for item in items
        for ref in [escape(item.ref)]
    ]
    return SafeString("".join(lines))


@register.simple_tag
def in_paragraph(passage: Passage) -> SafeString:
    """Return a passage marked within its paragraph, as the statement's own words. It comes with its statement."""
    return format_html(
        '<blockquote class="said" lang="{}"><p>{}<mark>{}</mark>{}</p></blockquote>',
        passage.statement.language,
        *paragraphs.paragraph_of(passage),
    )


@register.simple_tag
def matched(text: str, words: Sequence[str], length: int = 200) -> SafeString:
    """Mark the words of a text that begin as was looked for; of a long one, show the part round the first."""
    stretches = word_matches.matched(text, words, length)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part.words) if part.is_match else part.words,)
            for part in stretches
        ),
    )


@register.simple_tag
def marked(said: topic_thread.ThreadItem) -> SafeString:
    """Return words with what came in and what went out marked against those before them; as they are without marks."""
    if not said.stretches:
        return format_html("{}", said.words.text)
    tags = {ChangeMark.CAME: "<ins>{}</ins>{}", ChangeMark.WENT: "<del>{}</del>{}"}
    following = [stretch.words[:1] for stretch in said.stretches[1:]] + [""]
    parts = []
    for one, after in zip(said.stretches, following, strict=True):
        words = one.words.rstrip()
        # Words at the end of one wording may stand before a word of the other.
        space = one.words[len(words) :] or (" " if words[-1:].isalnum() and after.isalnum() else "")
        parts.append((format_html(tags.get(one.mark, "{}{}"), words, space),))
    return format_html_join("", "{}", parts)


# --- What our office says of topics


@register.simple_tag
def audience_of(text: TopicText) -> str:
    """Return the audience to which a text on a topic is released. It comes with its releases."""
    releases = sorted(text.releases.all(), key=lambda release: release.sequence)
    return _((releases[-1].released_to if releases else Audience.INTERNAL).label)


@register.simple_tag
def redaction_waits(text: TopicText) -> bool:
    """Tell whether somebody asked that a text's words be destroyed and nobody has decided. It comes with its
    redactions.
    """
    return any(not redaction.is_decided for redaction in text.redactions.all())


@register.simple_tag
def missing_languages(texts: list[TopicText]) -> list[Language]:
    """Return the languages in which none of the texts stands."""
    there = {text.language for text in texts}
    return [language for language in Language if language not in there]


@register.filter
def is_by(rows: Iterable[Any], user: object) -> bool:
    """Tell whether one person wrote all of these entries, or all that is new on these items; no entry is nobody's."""
    lines = [line for row in rows for line in getattr(row, "lines", (row,))]
    return bool(lines) and all(line.entry.author == user for line in lines)
