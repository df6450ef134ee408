"""Addresses of lists of people, and of codes handed over."""

from django.urls import path

from etabli.platform.staff.screens.entering import entering
from etabli.platform.staff.screens.exporting import export
from etabli.platform.staff.screens.handing import code
from etabli.platform.staff.screens.lists import lists, one_list

app_name = "staff"

urlpatterns = [
    path("compte/code-remis/", entering, name="entering"),
    path("personnes/<uuid:uid>/code/", code, name="code"),
    path("maison/listes/", lists, name="lists"),
    path("maison/listes/personnes.csv", export, name="export"),
    path("maison/listes/<uuid:uid>/", one_list, name="list"),
]
