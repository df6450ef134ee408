"""Addresses of what is awaited on an item."""

from django.urls import path

from etabli.platform.awaited.screens import reading

app_name = "awaited"
urlpatterns = [
    path("fiches/<uuid:uid>/lecture/", reading.reading, name="reading"),
    path("fiches/<uuid:uid>/lecture/retrait/", reading.taking_back, name="unread"),
    path("fiches/<uuid:uid>/lecture/relance/", reading.chasing, name="chase"),
]
