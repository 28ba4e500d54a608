"""The addresses of the bare application."""

from django.urls import path

from tests.benchmarks.bare import views

urlpatterns = [
    path("", views.home, name="home"),
    path("items.csv", views.items_csv, name="items-csv"),
    path("items/", views.item_list, name="items"),
    path("items/<str:ref>/", views.item, name="item"),
    path("note/", views.note, name="note"),
    path("rounds/<int:number>/", views.round, name="round"),
    path("topics/", views.topic_list, name="topics"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
]
