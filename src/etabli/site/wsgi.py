"""The pages: Django, in threads."""

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

application = get_wsgi_application()

# A mistake in an address stops the start, not the first visitor.
_ = get_resolver().url_patterns
