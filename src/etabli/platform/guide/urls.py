"""Addresses of the help and of the tour."""

from django.urls import path

from etabli.platform.guide import screens

app_name = "guide"
urlpatterns = [
    path("aide/", screens.show, name="help"),
    path("visite/", screens.tour, name="tour"),
]
