"""The addresses of the ledger's own pages. Their names are contracts."""

from django.urls import include, path

from ledger.views.activity import ActivityView
from ledger.views.acts import batch, batch_act, batch_undo, entry_act, item_act, redaction_act
from ledger.views.api_tokens import ApiTokenListView
from ledger.views.audience import RoundAudienceView, StatementAudienceView
from ledger.views.calendar import calendar, dialogue_feed, topic_feed
from ledger.views.dashboard import DashboardView
from ledger.views.days import UnderstoodDayView
from ledger.views.dialogue_rules import DialogueRulesView
from ledger.views.evidence import evidence_file
from ledger.views.handover import HandoverCreateView, HandoverDetailView
from ledger.views.handover_sheet import HandoverSheetView, OfficerSheetView
from ledger.views.home import HomeView
from ledger.views.import_files import (
    ImportBadRowsView,
    ImportMappingView,
    KeptMappingListView,
    KeptMappingView,
    LayoutView,
)
from ledger.views.imports import ImportDetailView, ImportListView, ImportPreviewView
from ledger.views.issued_reports import IssuedReportView, VerifyReportView
from ledger.views.item import ItemDetailView
from ledger.views.item_create import ItemCreateView, round_item_create
from ledger.views.item_export import ItemExportView
from ledger.views.items import ItemListView
from ledger.views.pinned_views import SavedViewPinView
from ledger.views.preferences import PreferencesView
from ledger.views.questions import QuestionCreateView, QuestionDetailView, QuestionListView
from ledger.views.quick_note import QuickNoteView
from ledger.views.report_files import IssuedFileView, ReportFileView, ReportPreviewView, RunFileView, RunView
from ledger.views.reports import OfferedRowsView, ReportListView, ReportView
from ledger.views.review import StatementReviewView
from ledger.views.review_parts import (
    CommitView,
    DiscardView,
    FactsView,
    HalfTypedDiscardView,
    HalfTypedView,
    ReadingView,
)
from ledger.views.review_proposals import (
    DecisionView,
    MergeView,
    ProposalListView,
    ProposalView,
    RestView,
    SplitView,
)
from ledger.views.round_list import RoundListView
from ledger.views.rounds import RoundDetailView
from ledger.views.saved_views import SavedViewChangeView, SavedViewDetailView, SavedViewListView
from ledger.views.seals import SealListView
from ledger.views.search import SearchView
from ledger.views.security import SecurityLogExportView, SecurityLogView
from ledger.views.sessions import SessionListView
from ledger.views.source_files import (
    FileChangeView,
    FileCreateView,
    FileDetailView,
    FileRedactView,
    FileWithdrawView,
    file_content,
)
from ledger.views.starting import DelegationCreateView, DialogueCreateView, RoundCreateView
from ledger.views.statement import StatementAgainView, StatementCreateView
from ledger.views.topic import TopicDetailView
from ledger.views.topic_texts import RedactTopicTextView, ReleaseTopicTextView, TopicTextVersionsView
from ledger.views.topics import TopicListView
from ledger.views.watching import ItemWatchView, TopicWatchView, WatchListView
from ledger.views.webhooks import WebhookListView

app_name = "ledger"

review_parts = [
    path("facts", FactsView.as_view(), name="review-facts"),
    path("reading", ReadingView.as_view(), name="review-reading"),
    path("commit", CommitView.as_view(), name="review-commit"),
    path("discard", DiscardView.as_view(), name="review-discard"),
    path("typed", HalfTypedView.as_view(), name="review-typed"),
    path("typed/discard", HalfTypedDiscardView.as_view(), name="review-typed-discard"),
    path("proposals", ProposalListView.as_view(), name="review-proposals"),
    path("proposals/rest", RestView.as_view(), name="review-rest"),
    path("proposals/<int:key>", ProposalView.as_view(), name="review-proposal"),
    path("proposals/<int:key>/decision", DecisionView.as_view(), name="review-decision"),
    path("proposals/<int:key>/split", SplitView.as_view(), name="review-split"),
    path("proposals/<int:key>/merge", MergeView.as_view(), name="review-merge"),
]
"""The parts of a statement's review, each written by a button of its page."""

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("days/understood/", UnderstoodDayView.as_view(), name="day-understood"),
    path("activity/", ActivityView.as_view(), name="activity"),
    path("seals/", SealListView.as_view(), name="seal-list"),
    path("search/", SearchView.as_view(), name="search"),
    path("dashboard/", DashboardView.as_view(), name="dashboard"),
    path("batches/new/<slug:act>/", batch_act, name="batch-create"),
    path("batches/<uuid:batch>/", batch, name="batch-detail"),
    path("batches/<uuid:batch>/undo/", batch_undo, name="batch-undo"),
    path("views/", SavedViewListView.as_view(), name="saved-view-list"),
    path("views/<uuid:uuid>/", SavedViewDetailView.as_view(), name="saved-view-detail"),
    path("views/<uuid:uuid>/pin/", SavedViewPinView.as_view(), name="saved-view-pin"),
    path("views/<uuid:uuid>/change/", SavedViewChangeView.as_view(), name="saved-view-change"),
    path("imports/", ImportListView.as_view(), name="import-list"),
    path("imports/<uuid:uuid>/", ImportDetailView.as_view(), name="import-detail"),
    path("imports/<uuid:uuid>/preview/", ImportPreviewView.as_view(), name="import-preview"),
    path("imports/<uuid:uuid>/bad-rows", ImportBadRowsView.as_view(), name="import-bad-rows"),
    path("imports/<uuid:uuid>/mapping.toml", ImportMappingView.as_view(), name="import-mapping"),
    path("imports/mappings/", KeptMappingListView.as_view(), name="kept-mapping-list"),
    path("imports/mappings/<int:pk>/", KeptMappingView.as_view(), name="kept-mapping"),
    path("imports/layouts/<slug:name>.toml", LayoutView.as_view(), name="import-layout"),
    path("items.<slug:format>", ItemExportView.as_view(), name="item-export"),
    path("items/", ItemListView.as_view(), name="item-list"),
    path("items/new/", ItemCreateView.as_view(), name="item-create"),
    path("items/<str:ref>/", ItemDetailView.as_view(), name="item-detail"),
    path("items/<str:ref>/watch/", ItemWatchView.as_view(), name="item-watch"),
    path("items/<str:ref>/questions/new/", QuestionCreateView.as_view(), name="question-create"),
    path("items/<str:ref>/<slug:act>/", item_act, name="item-act"),
    path("items/<str:ref>/entries/<int:sequence>/<slug:act>/", entry_act, name="item-entry-act"),
    path(
        "items/<str:ref>/redactions/<int:wanted>/<slug:act>/",
        redaction_act,
        name="item-redaction-act",
    ),
    path("dialogues/new/", DialogueCreateView.as_view(), name="dialogue-create"),
    path("dialogues/<str:code>/rounds/new/", RoundCreateView.as_view(), name="round-create"),
    path("dialogues/<str:code>/rules/", DialogueRulesView.as_view(), name="dialogue-rules"),
    path("dialogues/<str:code>/webhooks/", WebhookListView.as_view(), name="webhook-list"),
    path("rounds/", RoundListView.as_view(), name="round-list"),
    path("rounds/<str:code>/<int:number>/", RoundDetailView.as_view(), name="round-detail"),
    path("rounds/<str:code>/<int:number>/audience/", RoundAudienceView.as_view(), name="round-audience"),
    path("rounds/<str:code>/<int:number>/items/new/", round_item_create, name="round-item-create"),
    path(
        "rounds/<str:code>/<int:number>/delegations/new/",
        DelegationCreateView.as_view(),
        name="delegation-create",
    ),
    path("rounds/<str:code>/<int:number>/files/new/", FileCreateView.as_view(), name="file-create"),
    path("files/<uuid:uuid>/", FileDetailView.as_view(), name="file-detail"),
    path("files/<uuid:uuid>/change/", FileChangeView.as_view(), name="file-change"),
    path("files/<uuid:uuid>/withdraw/", FileWithdrawView.as_view(), name="file-withdraw"),
    path("files/<uuid:uuid>/redact/", FileRedactView.as_view(), name="file-redact"),
    path("files/<uuid:uuid>/file", file_content, name="file-content"),
    path("questions/", QuestionListView.as_view(), name="question-list"),
    path("questions/<uuid:uuid>/", QuestionDetailView.as_view(), name="question-detail"),
    path("quick-note/", QuickNoteView.as_view(), name="quick-note"),
    path("statements/new/", StatementCreateView.as_view(), name="statement-new"),
    path("statements/review/<uuid:uuid>/", StatementReviewView.as_view(), name="statement-review"),
    path("statements/review/<uuid:uuid>/", include(review_parts)),
    path("statements/<int:pk>/review/", StatementAgainView.as_view(), name="statement-review-again"),
    path("statements/<int:pk>/audience/", StatementAudienceView.as_view(), name="statement-audience"),
    path("topics/", TopicListView.as_view(), name="topic-list"),
    path("topics/<slug:slug>/watch/", TopicWatchView.as_view(), name="topic-watch"),
    path("topics/<slug:slug>/", TopicDetailView.as_view(), name="topic-detail"),
    path(
        "topics/<slug:slug>/<str:code>/<slug:kind>/<slug:language>/",
        TopicTextVersionsView.as_view(),
        name="topic-text",
    ),
    path("topic-texts/<uuid:uuid>/audience/", ReleaseTopicTextView.as_view(), name="topic-text-release"),
    path("topic-texts/<uuid:uuid>/redact/", RedactTopicTextView.as_view(), name="topic-text-redact"),
    path("watching/", WatchListView.as_view(), name="watch-list"),
    path("preferences/", PreferencesView.as_view(), name="preferences"),
    path("preferences/tokens/", ApiTokenListView.as_view(), name="api-token-list"),
    path("preferences/sessions/", SessionListView.as_view(), name="session-list"),
    path("security/", SecurityLogView.as_view(), name="security-log"),
    path("security/export.csv", SecurityLogExportView.as_view(), name="security-log-export"),
    path("calendar/<str:secret>.ics", calendar, name="calendar"),
    path("feeds/<str:secret>/dialogues/<str:code>.atom", dialogue_feed, name="dialogue-feed"),
    path("feeds/<str:secret>/topics/<slug:slug>.atom", topic_feed, name="topic-feed"),
    path("hand-over/", HandoverCreateView.as_view(), name="hand-over"),
    path("hand-over/sheet/<uuid:uuid>/", OfficerSheetView.as_view(), name="hand-over-sheet"),
    path("hand-over/<uuid:batch>/", HandoverDetailView.as_view(), name="handover-detail"),
    path("hand-over/<uuid:uuid>/sheet/", HandoverSheetView.as_view(), name="handover-sheet"),
    path("reports/", ReportListView.as_view(), name="report-list"),
    path("reports/verify/", VerifyReportView.as_view(), name="report-verify"),
    path("reports/issued/<uuid:uuid>/", IssuedReportView.as_view(), name="report-issued"),
    path("reports/issued/<uuid:uuid>/file", IssuedFileView.as_view(), name="report-issued-file"),
    path("reports/runs/<uuid:uuid>/", RunView.as_view(), name="report-run"),
    path("reports/runs/<uuid:uuid>/file", RunFileView.as_view(), name="report-run-file"),
    path("reports/<slug:kind>/", ReportView.as_view(), name="report-kind"),
    path("reports/<slug:kind>/offered/<slug:field>", OfferedRowsView.as_view(), name="report-offered"),
    path("reports/<slug:kind>/preview", ReportPreviewView.as_view(), name="report-preview"),
    path("reports/<slug:kind>/file/<slug:format>", ReportFileView.as_view(), name="report-file"),
    path("evidence/<uuid:uuid>/file", evidence_file, name="evidence-file"),
]
