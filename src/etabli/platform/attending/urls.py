"""Addresses of who comes."""

from django.urls import path

from etabli.platform.attending.screens import presence

app_name = "attending"
urlpatterns = [path("fiches/<uuid:uid>/presence/", presence, name="presence")]
