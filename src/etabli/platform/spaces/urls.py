"""Addresses of spaces. They come before the engine's, whose second part is an app."""

from django.urls import path

from etabli.platform.spaces.screens import directory, members, settings

app_name = "spaces"
urlpatterns = [
    path("espaces/", directory.show, name="directory"),
    path("espaces/nouveau/", directory.new, name="new"),
    path("espaces/<uuid:space>/membres/", members.show, name="members"),
    path("espaces/<uuid:space>/membres/<uuid:person>/", members.change, name="member"),
    path("espaces/<uuid:space>/adhesion/", members.come_in, name="join"),
    path("espaces/<uuid:space>/depart/", members.go_out, name="leave"),
    path("espaces/<uuid:space>/demandes/", members.ask, name="ask"),
    path(
        "espaces/<uuid:space>/demandes/<uuid:asked>/accord/",
        members.answer,
        {"given": "accord"},
        name="accept",
    ),
    path(
        "espaces/<uuid:space>/demandes/<uuid:asked>/refus/",
        members.answer,
        {"given": "refus"},
        name="decline",
    ),
    path("espaces/<uuid:space>/reglages/", settings.show, name="settings"),
    path("espaces/<uuid:space>/reglages/apps/", settings.apps, name="apps"),
    path("espaces/<uuid:space>/archivage/", settings.close, name="archive"),
]
