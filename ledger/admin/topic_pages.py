"""Merge a topic as a whole, and take that back."""

from functools import partial

from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ledger.admin.row_pages import row_page
from ledger.forms.rows import MergeForm, RowForm
from ledger.models import Topic
from ledger.recording import merge_topic, unmerge_topic


def address_of(topic: Topic, page: str) -> str:
    """Find where a topic is merged or unmerged."""
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
