"""Addresses of people and units."""

from django.urls import path

from etabli.platform.directory.screens.chart import chart, chart_under
from etabli.platform.directory.screens.delegations import delegation_removal, delegations
from etabli.platform.directory.screens.own import own, portrait, presence, theme
from etabli.platform.directory.screens.people import choices, people
from etabli.platform.directory.screens.person import person
from etabli.platform.directory.screens.photo import photo
from etabli.platform.directory.screens.record import (
    administration,
    coming_back,
    departure,
    gone,
    record,
)
from etabli.platform.directory.screens.units import unit, unit_removal, units

app_name = "directory"

urlpatterns = [
    path("personnes/", people, name="people"),
    path("personnes/choix/", choices, name="choices"),
    path("personnes/<uuid:uid>/", person, name="person"),
    path("personnes/<uuid:uid>/photo/<str:mark>/", photo, name="photo"),
    path(
        "personnes/<uuid:uid>/photo/<str:mark>/grande/", photo, {"large": True}, name="large_photo"
    ),
    path("personnes/<uuid:uid>/dossier/", record, name="record"),
    path("personnes/<uuid:uid>/depart/", departure, name="departure"),
    path("personnes/<uuid:uid>/retour/", coming_back, name="return"),
    path("personnes/<uuid:uid>/administration/", administration, name="administration"),
    path("maison/departs/", gone, name="gone"),
    path("organigramme/", chart, name="chart"),
    path("organigramme/<uuid:uid>/", chart_under, name="chart_under"),
    path("moi/", own, name="own"),
    path("moi/photo/", portrait, name="portrait"),
    path("moi/presence/", presence, name="presence"),
    path("moi/delegations/", delegations, name="delegations"),
    path("moi/delegations/<uuid:uid>/retrait/", delegation_removal, name="delegation_removal"),
    path("moi/theme/", theme, name="theme"),
    path("unites/", units, name="units"),
    path("unites/<uuid:uid>/", unit, name="unit"),
    path("unites/<uuid:uid>/retrait/", unit_removal, name="unit_removal"),
]
