"""The addresses of the ledger's own pages. Their names are contracts."""

from django.urls import path

from ledger.views.acts import EntryAct, ItemAct, RequestAct
from ledger.views.audience import RoundAudience, StatementAudience
from ledger.views.batches import BatchDetail, BatchNew, BatchUndo
from ledger.views.calendar import calendar
from ledger.views.dialogue_rules import DialogueRules
from ledger.views.evidence import evidence_file
from ledger.views.handover import HandedOver, HandOver
from ledger.views.handover_sheet import HandedSheet, OfficerSheet
from ledger.views.home import Home
from ledger.views.issued_reports import IssuedReportPage, VerifyReport
from ledger.views.item import ItemDetail
from ledger.views.item_export import ItemExport
from ledger.views.items import ItemList
from ledger.views.preferences import Preferences
from ledger.views.quick_note import QuickNote
from ledger.views.report_files import IssuedFile, ReportFile, ReportPreview, RunFile, RunPage
from ledger.views.reports import ReportList, ReportPage
from ledger.views.review import StatementReview
from ledger.views.round_list import RoundList
from ledger.views.rounds import RoundDetail
from ledger.views.saved_views import ViewChange, ViewDetail, ViewList
from ledger.views.statement import StatementNew
from ledger.views.topic import TopicDetail
from ledger.views.topic_texts import RedactTopicText, ReleaseTopicText, TopicTextVersions
from ledger.views.topics import TopicList

app_name = "ledger"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("batches/new/<slug:act>/", BatchNew.as_view(), name="batch-new"),
    path("batches/<uuid:batch>/", BatchDetail.as_view(), name="batch-detail"),
    path("batches/<uuid:batch>/undo/", BatchUndo.as_view(), name="batch-undo"),
    path("views/", ViewList.as_view(), name="view-list"),
    path("views/<uuid:uuid>/", ViewDetail.as_view(), name="view-detail"),
    path("views/<uuid:uuid>/change/", ViewChange.as_view(), name="view-change"),
    path("items.<slug:format>", ItemExport.as_view(), name="item-export"),
    path("items/", ItemList.as_view(), name="item-list"),
    path("items/<str:ref>/", ItemDetail.as_view(), name="item-detail"),
    path("items/<str:ref>/<slug:act>/", ItemAct.as_view(), name="item-act"),
    path("items/<str:ref>/entries/<int:sequence>/<slug:act>/", EntryAct.as_view(), name="item-entry-act"),
    path(
        "items/<str:ref>/redactions/<int:wanted>/<slug:act>/",
        RequestAct.as_view(),
        name="item-redaction-act",
    ),
    path("dialogues/<str:code>/rules/", DialogueRules.as_view(), name="dialogue-rules"),
    path("rounds/", RoundList.as_view(), name="round-list"),
    path("rounds/<str:code>/<int:number>/", RoundDetail.as_view(), name="round-detail"),
    path("rounds/<str:code>/<int:number>/audience/", RoundAudience.as_view(), name="round-audience"),
    path("quick-note/", QuickNote.as_view(), name="quick-note"),
    path("statements/new/", StatementNew.as_view(), name="statement-new"),
    path("statements/review/<uuid:uuid>/", StatementReview.as_view(), name="statement-review"),
    path("statements/<int:pk>/audience/", StatementAudience.as_view(), name="statement-audience"),
    path("topics/", TopicList.as_view(), name="topic-list"),
    path("topics/<slug:slug>/", TopicDetail.as_view(), name="topic-detail"),
    path(
        "topics/<slug:slug>/<str:code>/<slug:kind>/<slug:language>/",
        TopicTextVersions.as_view(),
        name="topic-text",
    ),
    path("topic-texts/<uuid:uuid>/audience/", ReleaseTopicText.as_view(), name="topic-text-release"),
    path("topic-texts/<uuid:uuid>/redact/", RedactTopicText.as_view(), name="topic-text-redact"),
    path("preferences/", Preferences.as_view(), name="preferences"),
    path("calendar/<str:secret>.ics", calendar, name="calendar"),
    path("hand-over/", HandOver.as_view(), name="hand-over"),
    path("hand-over/sheet/<uuid:uuid>/", OfficerSheet.as_view(), name="hand-over-sheet"),
    path("hand-over/<uuid:batch>/", HandedOver.as_view(), name="handed-over"),
    path("hand-over/<uuid:uuid>/sheet/", HandedSheet.as_view(), name="handed-over-sheet"),
    path("reports/", ReportList.as_view(), name="report-list"),
    path("reports/verify/", VerifyReport.as_view(), name="report-verify"),
    path("reports/issued/<uuid:uuid>/", IssuedReportPage.as_view(), name="report-issued"),
    path("reports/issued/<uuid:uuid>/file", IssuedFile.as_view(), name="report-issued-file"),
    path("reports/runs/<uuid:uuid>/", RunPage.as_view(), name="report-run"),
    path("reports/runs/<uuid:uuid>/file", RunFile.as_view(), name="report-run-file"),
    path("reports/<slug:kind>/", ReportPage.as_view(), name="report-kind"),
    path("reports/<slug:kind>/preview", ReportPreview.as_view(), name="report-preview"),
    path("reports/<slug:kind>/file/<slug:format>", ReportFile.as_view(), name="report-file"),
    path("evidence/<uuid:uuid>/file", evidence_file, name="evidence-file"),
]
