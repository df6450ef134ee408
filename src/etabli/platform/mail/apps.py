"""Mail: letters written in the transaction of what they tell, posted by the worker."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "etabli.platform.mail"
    label = "mail"
