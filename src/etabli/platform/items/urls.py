"""Addresses of what hangs on items. The item's own page is the engine's."""

from django.urls import path

from etabli.platform.items.views import (
    acts,
    cards,
    comments,
    drafts,
    following,
    history,
    links,
    reactions,
    suggestions,
    trash,
    wording,
)

app_name = "items"
urlpatterns = [
    path("fiches/<uuid:uid>/commentaires/", comments.discussion, name="discussion"),
    path("fiches/<uuid:uid>/mentions/", suggestions.mentions, name="mentions_of"),
    path("fiches/<uuid:uid>/reactions/", reactions.on_item, name="reactions"),
    path("fiches/<uuid:uid>/suivi/", following.wish, name="following"),
    path("fiches/<uuid:uid>/soutien/", following.support, name="support"),
    path("fiches/<uuid:uid>/corbeille/", trash.putting, name="trash"),
    path("fiches/<uuid:uid>/corbeille/retrait/", trash.taking_out, name="restore"),
    path("fiches/<uuid:uid>/historique/", history.trail, name="history"),
    path("fiches/<uuid:uid>/historique/<int:n>/annulation/", history.undoing, name="undo"),
    path("fiches/<uuid:uid>/liens/", links.links, name="links"),
    path("fiches/<uuid:uid>/liens/<uuid:other>/retrait/", links.removal, name="unlink"),
    path("fiches/<uuid:uid>/apercus/<int:card>/retrait/", cards.of_item, name="hide_item_card"),
    path("commentaires/<uuid:uid>/", acts.message, name="comment"),
    path("commentaires/<uuid:uid>/reponse/", wording.answer, name="answer"),
    path("commentaires/<uuid:uid>/texte/", wording.text, name="edit_comment"),
    path("commentaires/<uuid:uid>/actions/", acts.acts, name="acts"),
    path("commentaires/<uuid:uid>/versions/", acts.versions, name="versions"),
    path("commentaires/<uuid:uid>/reactions/", reactions.on_comment, name="comment_reactions"),
    path("commentaires/<uuid:uid>/suppression/", acts.deletion, name="delete_comment"),
    path("commentaires/<uuid:uid>/restauration/", acts.restoration, name="restore_comment"),
    path("commentaires/<uuid:uid>/apercus/<int:card>/retrait/", cards.removal, name="hide_card"),
    path("commentaires/<uuid:uid>/acceptation/", acts.acceptance, name="accept"),
    path("corbeille/", trash.contents, name="trash_contents"),
    path("brouillons/", drafts.contents, name="drafts"),
    path("brouillons/<str:key>/", drafts.draft, name="draft"),
    path("brouillons/<str:key>/abandon/", drafts.discarding, name="discard_draft"),
    path("mentions/", suggestions.mentions, name="mentions"),
    path("liens/", suggestions.links, name="link_suggestions"),
    path("fiches/choix/", suggestions.item_choices, name="item_choices"),
    path("espaces/choix/", suggestions.space_choices, name="space_choices"),
    path("unites/choix/", suggestions.unit_choices, name="unit_choices"),
    path("etiquettes/", suggestions.tags, name="tags"),
]
