"""Addresses of search."""

from django.urls import path

from etabli.platform.search.screens import results, suggest

app_name = "search"

urlpatterns = [
    path("recherche/", results, name="results"),
    path("recherche/suggestions/", suggest, name="suggestions"),
]
