"""Addresses of who comes, and of one's agenda read from outside."""

from django.urls import path

from etabli.platform.attending.calendar_screens import feed, settings
from etabli.platform.attending.screens import presence

app_name = "attending"
urlpatterns = [
    path("fiches/<uuid:uid>/presence/", presence, name="presence"),
    path("agenda/perso/<str:token>.ics", feed, name="feed"),
    path("compte/agenda/", settings, name="address"),
]
