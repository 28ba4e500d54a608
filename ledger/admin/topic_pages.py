"""What is done with a topic as a whole: merging it, taking that back, and its status report."""

import io
from dataclasses import replace
from functools import partial

from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ledger.admin.rights import rights_of
from ledger.admin.row_pages import row_page
from ledger.forms.rows import MergeForm, RowForm
from ledger.models import Topic
from ledger.recording import merge_topic, unmerge_topic
from ledger.reports import kinds
from ledger.reports.question import ask
from ledger.reports.writers import formats
from ledger.vocabulary import Audience

INLINE = "html"
"""The format that is read in the browser; the others are downloaded."""


def address_of(topic: Topic, page: str) -> str:
    """Where a topic is merged, unmerged or reported on."""
    return reverse(f"admin:ledger_topic_{page}", args=(quote(topic.pk),))


def merge_page(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Let the topic lead to another one; 404 where it does already."""
    if topic.merged_into_id is not None:
        raise Http404

    def write(form: RowForm) -> str:
        into, reason = form.cleaned_data["into"], form.cleaned_data["reason"]
        merge_topic(user=request.user, topic=topic, into=into, reason=reason)  # type: ignore[arg-type]
        return _("%(topic)s is merged into %(into)s.") % {"topic": topic, "into": into}

    return row_page(
        request,
        topic,
        form_class=partial(MergeForm, topic=topic),
        write=write,
        title=_("Merge this topic"),
        about=_(
            "Two names for one subject become one; reports about the past keep both. It can be taken back."
        ),
    )


def unmerge_page(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Take a merge back; 404 where there is none."""
    if topic.merged_into is None:
        raise Http404

    def write(form: RowForm) -> str:
        unmerge_topic(user=request.user, topic=topic, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
        return _("%(topic)s stands by itself again.") % {"topic": topic}

    return row_page(
        request,
        topic,
        form_class=RowForm,
        write=write,
        title=_("Take the merge back"),
        about=_("This topic is merged into %(into)s. It will stand by itself again, with its own items.")
        % {"into": topic.merged_into},
    )


# --- The status report


def report_links(topic: Topic) -> list[tuple[str, str]]:
    """The formats in which the report can be had: pairs of label and address, the one to read first."""
    writers = sorted(formats().values(), key=lambda one: (one.FORMAT != INLINE, one.FORMAT))
    page = address_of(topic, "report")
    return [(one.LABEL, f"{page}?format={one.FORMAT}") for one in writers]


def report_page(request: HttpRequest, topic: Topic) -> HttpResponse:
    """The topic's report as it stands today, for our own people, from the dialogues that the person may see.

    HTML opens in the browser under a policy of its own; other formats are downloads. 404 for an unknown format.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    writer = formats().get(request.GET.get("format", INLINE))
    if writer is None:
        raise Http404
    language = (translation.get_language() or "en")[:2]
    asked = ask(topic=topic.slug, audience=Audience.INTERNAL, language=language)
    question = replace(asked, within=frozenset(one.pk for one in rights_of(request).dialogues))
    stream = io.BytesIO()
    writer.write(kinds()["topic"].build(question), stream)
    is_read = writer.FORMAT == INLINE
    name = f"{topic.slug}-{question.as_of}{writer.EXTENSION}"
    headers = {
        "Content-Disposition": f'{"inline" if is_read else "attachment"}; filename="{name}"',
        "Content-Security-Policy": REPORT_POLICY,
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(stream.getvalue(), content_type=writer.CONTENT_TYPE, headers=headers)


# The report carries its own style, and no script can run beside it.
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
