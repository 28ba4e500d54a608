"""The addresses of the ledger's own pages. Their names are contracts."""

from django.urls import path

from ledger.views.calendar import calendar
from ledger.views.evidence import evidence_file
from ledger.views.handing import HandedOver, HandOver
from ledger.views.handover_sheet import HandedSheet, OfficerSheet
from ledger.views.home import Home
from ledger.views.item import ItemDetail
from ledger.views.you import Preferences

app_name = "ledger"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("items/<str:ref>/", ItemDetail.as_view(), name="item-detail"),
    path("preferences/", Preferences.as_view(), name="preferences"),
    path("calendar/<str:secret>.ics", calendar, name="calendar"),
    path("hand-over/", HandOver.as_view(), name="hand-over"),
    path("hand-over/sheet/<uuid:uuid>/", OfficerSheet.as_view(), name="hand-over-sheet"),
    path("hand-over/<uuid:batch>/", HandedOver.as_view(), name="handed-over"),
    path("hand-over/<uuid:uuid>/sheet/", HandedSheet.as_view(), name="handed-over-sheet"),
    path("evidence/<uuid:uuid>/file", evidence_file, name="evidence-file"),
]
