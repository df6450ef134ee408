"""Addresses of files."""

from django.urls import path

from etabli.platform.files import views

app_name = "files"
urlpatterns = [
    path("fichiers/", views.uploads, name="uploads"),
    path("fichiers/<uuid:uid>/vignette", views.thumbnail, name="thumbnail"),
    path("fichiers/<uuid:uid>/apercu", views.preview, name="preview"),
    path("fichiers/<uuid:uid>/<str:name>", views.whole, name="whole"),
]
