"""Addresses of what the engine shows. Nouns; the method is the verb."""

from django.urls import path

from etabli.platform.engine.screens import (
    asks,
    attaching,
    balloting,
    calendars,
    dates,
    exporting,
    forms,
    helping,
    homes,
    items,
    lists,
    moves,
    reviewing,
    starting,
    ticking,
    trees,
    versions,
)

app_name = "engine"
urlpatterns = [
    path("espaces/<uuid:space>/", homes.show, name="space"),
    path("espaces/<uuid:space>/<slug:app>/", lists.show, name="list"),
    path("espaces/<uuid:space>/<slug:app>/nouveau/", forms.new, name="new"),
    path("espaces/<uuid:space>/<slug:app>/aide/", helping.show, name="help"),
    path("espaces/<uuid:space>/<slug:app>/imprimer/", lists.printed, name="print"),
    path("espaces/<uuid:space>/<slug:app>/export.csv", exporting.sheet, name="export"),
    path("espaces/<uuid:space>/<slug:app>/vues/<slug:view>/", lists.show, name="view"),
    path("espaces/<uuid:space>/reglages/apps/<slug:app>/", asks.show, name="asks"),
    path("agenda/", calendars.agenda, name="agenda"),
    path("nouveau/", starting.what, name="what"),
    path("nouveau/<slug:app>/", starting.where, name="where"),
    path("fiches/<uuid:item>/", items.show, name="item"),
    path("fiches/<uuid:item>/modifier/", forms.change, name="change"),
    path("fiches/<uuid:item>/transformer/", starting.turn, name="turn"),
    path("fiches/<uuid:item>/etapes/<slug:uid>/", moves.step, name="step"),
    path("fiches/<uuid:item>/validite/", reviewing.still_right, name="still_right"),
    path("fiches/<uuid:item>/versions/", versions.versions, name="versions"),
    path("fiches/<uuid:item>/versions/<int:n>/retour/", versions.back_to, name="back_to"),
    path("fiches/<uuid:item>/scrutin/", balloting.ballot, name="ballot"),
    path("fiches/<uuid:item>/date/", dates.move, name="date"),
    path("fiches/<uuid:item>/place/", trees.place, name="place"),
    path("fiches/<uuid:item>/branche/", trees.branch, name="branch"),
    path("fiches/<uuid:item>/colonne/", moves.lane, name="lane"),
    path("fiches/<uuid:item>/pieces/", attaching.pieces, name="attachments"),
    path("fiches/<uuid:item>/pieces/<uuid:file>/retrait/", attaching.removal, name="detach"),
    path("fiches/<uuid:item>/coches/<slug:uid>/", ticking.tick, name="tick"),
]
