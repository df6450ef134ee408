"""Every address says who may ask for it."""

from django.urls import URLPattern, URLResolver, get_resolver


def _routes(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path, pattern.callback


def _policy(view):
    declared = getattr(view, "policy", None) or getattr(
        getattr(view, "view_class", None), "policy", None
    )
    if declared:
        return declared
    # allauth's own views: everything under /compte/ is its, and it guards what needs guarding.
    return "allauth" if view.__module__.startswith("allauth.") else None


def test_every_route_declares_its_policy():
    bare = [path for path, view in _routes(get_resolver().url_patterns) if not _policy(view)]
    assert bare == []


def test_somebody_signed_out_only_reaches_what_is_for_anyone(world, client):
    for path, view in _routes(get_resolver().url_patterns):
        if _policy(view) in ("anyone", "allauth") or "<" in path or "^" in path:
            continue
        answer = client.get(f"/{path}")
        assert answer.status_code in (302, 404, 405), path
        assert not answer.content or answer.status_code != 200, path
