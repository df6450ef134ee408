"""Addresses of lists of people."""

from django.urls import path

from etabli.platform.staff.screens.exporting import export
from etabli.platform.staff.screens.lists import lists, one_list

app_name = "staff"

urlpatterns = [
    path("maison/listes/", lists, name="lists"),
    path("maison/listes/personnes.csv", export, name="export"),
    path("maison/listes/<uuid:uid>/", one_list, name="list"),
]
