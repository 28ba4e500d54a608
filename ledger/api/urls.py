"""The addresses of the API."""

from django.urls import path, re_path

from ledger.api.acts import ACTS, ROUTES, OpenItemApi
from ledger.api.agencies import AgencyDetailApi, AgencyListApi
from ledger.api.batches import BATCH_ACTS, BatchDetailApi, BatchUndoApi
from ledger.api.dialogues import DialogueDetailApi, DialogueListApi
from ledger.api.docs import ApiDocsView, NoSuchApi
from ledger.api.entries import EntryDetailApi, EntryListApi, ItemEntryListApi
from ledger.api.evidence import EvidenceDetailApi, EvidenceFileApi
from ledger.api.forums import ForumDetailApi, ForumListApi
from ledger.api.items import ItemDetailApi, ItemListApi
from ledger.api.memberships import MembershipListApi
from ledger.api.parties import PartyDetailApi, PartyListApi
from ledger.api.position_files import PositionFileApi
from ledger.api.positions import PositionListApi
from ledger.api.redactions import RedactionRequestListApi
from ledger.api.reports import (
    IssuedReportDetailApi,
    IssuedReportFileApi,
    IssuedReportListApi,
    ReportFileApi,
    ReportKindListApi,
    ReportRunApi,
    ReportRunFileApi,
)
from ledger.api.rounds import RoundDetailApi, RoundListApi
from ledger.api.seals import SealListApi
from ledger.api.statements import PassageListApi, StatementDetailApi, StatementListApi
from ledger.api.topics import TopicDetailApi, TopicListApi, TopicTextListApi

app_name = "api"

urlpatterns = [
    path("docs/", ApiDocsView.as_view(), name="docs"),
    path("v1/dialogues/", DialogueListApi.as_view(), name="dialogue-list"),
    path("v1/dialogues/<str:code>/", DialogueDetailApi.as_view(), name="dialogue-detail"),
    path("v1/rounds/", RoundListApi.as_view(), name="round-list"),
    path("v1/rounds/<str:code>/<int:number>/", RoundDetailApi.as_view(), name="round-detail"),
    path("v1/statements/", StatementListApi.as_view(), name="statement-list"),
    path("v1/statements/<int:pk>/", StatementDetailApi.as_view(), name="statement-detail"),
    path("v1/statements/<int:pk>/passages/", PassageListApi.as_view(), name="passage-list"),
    path("v1/topics/", TopicListApi.as_view(), name="topic-list"),
    path("v1/topics/<slug:slug>/", TopicDetailApi.as_view(), name="topic-detail"),
    path("v1/topics/<slug:slug>/texts/", TopicTextListApi.as_view(), name="topic-text-list"),
    path("v1/parties/", PartyListApi.as_view(), name="party-list"),
    path("v1/parties/<str:code>/", PartyDetailApi.as_view(), name="party-detail"),
    path("v1/agencies/", AgencyListApi.as_view(), name="agency-list"),
    path("v1/agencies/<path:code>/", AgencyDetailApi.as_view(), name="agency-detail"),
    path("v1/forums/", ForumListApi.as_view(), name="forum-list"),
    path("v1/forums/<str:code>/", ForumDetailApi.as_view(), name="forum-detail"),
    path("v1/items/", ItemListApi.as_view(), name="item-list"),
    path("v1/items/<str:ref>/", ItemDetailApi.as_view(), name="item-detail"),
    path("v1/items/<str:ref>/entries/", ItemEntryListApi.as_view(), name="item-entry-list"),
    path("v1/items/<str:ref>/entries/<int:sequence>/", EntryDetailApi.as_view(), name="entry-detail"),
    path("v1/items/<str:ref>/redactions/", RedactionRequestListApi.as_view(), name="redaction-list"),
    path("v1/entries/", EntryListApi.as_view(), name="entry-list"),
    path("v1/evidence/<uuid:uuid>/", EvidenceDetailApi.as_view(), name="evidence-detail"),
    path("v1/evidence/<uuid:uuid>/file", EvidenceFileApi.as_view(), name="evidence-file"),
    path("v1/positions/", PositionListApi.as_view(), name="position-list"),
    path("v1/positions.<slug:file_format>", PositionFileApi.as_view(), name="position-file"),
    path("v1/reports/", ReportKindListApi.as_view(), name="report-list"),
    path("v1/reports/issued/", IssuedReportListApi.as_view(), name="issued-report-list"),
    path("v1/reports/issued/<uuid:uuid>/", IssuedReportDetailApi.as_view(), name="issued-report-detail"),
    path("v1/reports/issued/<uuid:uuid>/file", IssuedReportFileApi.as_view(), name="issued-report-file"),
    path("v1/reports/runs/<uuid:uuid>/", ReportRunApi.as_view(), name="report-run"),
    path("v1/reports/runs/<uuid:uuid>/file", ReportRunFileApi.as_view(), name="report-run-file"),
    path("v1/reports/<slug:kind>.<slug:file_format>", ReportFileApi.as_view(), name="report-file"),
    path("v1/seals/", SealListApi.as_view(), name="seal-list"),
    path("v1/memberships/", MembershipListApi.as_view(), name="membership-list"),
    path("v1/rounds/<str:code>/<int:number>/items/", OpenItemApi.as_view(), name="round-item-create"),
    *(path(f"v1/batches/{name}/", view.as_view(), name=f"batch-{name}") for name, view in BATCH_ACTS.items()),
    path("v1/batches/<uuid:batch>/", BatchDetailApi.as_view(), name="batch-detail"),
    path("v1/batches/<uuid:batch>/undo/", BatchUndoApi.as_view(), name="batch-undo"),
    *(path(ROUTES[name], view.as_view(), name=name) for name, view in ACTS.items()),
    # Not `path:`, whose dot would leave an address with a line break to the pages.
    re_path(r"^v1/(?P<address>[\s\S]+)\Z", NoSuchApi.as_view(), name="none-such"),
]
