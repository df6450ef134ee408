"""Addresses of notices."""

from django.urls import path

from etabli.platform.notices.screens import inbox, rhythm, unsubscribing

app_name = "notices"
urlpatterns = [
    path("avis/", inbox.show, name="inbox"),
    path("avis/cloche/", inbox.bell, name="bell"),
    path("avis/lecture/", inbox.reading_all, name="read_all"),
    path("avis/fiches/<uuid:item>/lecture/", inbox.reading, name="read_item"),
    path("avis/espaces/<uuid:space>/lecture/", inbox.reading, name="read_space"),
    path("avis/fiches/<uuid:item>/silence/", inbox.silence, name="silence"),
    path("avis/fiches/<uuid:item>/ecoute/", inbox.listening, name="listening"),
    path("avis/courrier/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("compte/avis/", rhythm.rhythm, name="rhythm"),
]
