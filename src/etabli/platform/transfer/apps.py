"""Transfer: bringing a network's past in, and taking everything out."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "etabli.platform.transfer"
    label = "transfer"
