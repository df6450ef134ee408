"""Addresses of set-up."""

from django.urls import path

from etabli.platform.setup.screens.demonstration import demonstration
from etabli.platform.setup.screens.house import house, importing
from etabli.platform.setup.screens.wizard import step, wizard

app_name = "setup"

urlpatterns = [
    path("installation/<str:secret>/", wizard, name="wizard"),
    path("installation/<str:secret>/<slug:step>/", step, name="step"),
    path("maison/", house, name="house"),
    path("maison/demonstration/", demonstration, name="demonstration"),
    path("maison/import/", importing, name="importing"),
]
