"""Every address of the site: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("etabli.platform.files.urls")),
    path("", include("etabli.platform.items.urls")),
    path("", include("etabli.platform.awaited.urls")),
    path("", include("etabli.platform.attending.urls")),
    path("", include("etabli.platform.guide.urls")),
    path("", include("etabli.platform.home.urls")),
    path("", include("etabli.platform.signin.urls")),
    path("", include("etabli.platform.directory.urls")),
    path("", include("etabli.platform.staff.urls")),
    path("", include("etabli.platform.setup.urls")),
    path("", include("etabli.platform.search.urls")),
    path("", include("etabli.platform.notices.urls")),
    path("", include("etabli.platform.spaces.urls")),
    path("", include("etabli.platform.engine.urls")),
]

handler400 = "etabli.ui.errors.bad_request"
handler403 = "etabli.ui.errors.permission_denied"
handler404 = "etabli.ui.errors.page_not_found"
handler429 = "etabli.ui.errors.too_many_requests"  # looked for by allauth
handler500 = "etabli.ui.errors.server_error"
