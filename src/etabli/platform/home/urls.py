"""Addresses of Mon établi."""

from django.urls import path

from etabli.platform.home.screens import bench

app_name = "home"
urlpatterns = [
    path("", bench.show, name="bench"),
    path("venue/", bench.came, name="came"),
    path("attente/", bench.later, name="later"),
    path("attente/<int:awaiting>/", bench.postpone, name="postpone"),
]
