"""``bin/etabli apps``: the apps in service, and what is wrong in those that are not."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import isodate
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from etabli.platform.engine import registry
from etabli.platform.engine.app import App
from etabli.platform.engine.definition.faults import Problem

HELP = gettext_lazy("List the apps of the kit, and check their definitions.")


def configure(parser: ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--json", action="store_true", help=_("report for programs"))


def run(options: Namespace) -> int:
    """List the apps. 0 when every definition is good, 1 when some is refused."""
    lang = "en" if (get_language() or "fr").startswith("en") else "fr"
    return list_apps(as_json=options.json, lang=lang)


def list_apps(*, as_json: bool, lang: str = "fr", write: Callable[[str], Any] = print) -> int:
    """Say every app with ``write``; problems go to the error stream. Returns the exit code."""
    apps = list(registry.apps().values())
    problems = registry.problems()
    if as_json:
        write(json.dumps([summary_of(app) for app in apps], ensure_ascii=False, indent=2))
    else:
        for app in apps:
            write(_line(app, lang))
        write(ngettext("%(count)s app", "%(count)s apps", len(apps)) % {"count": len(apps)})
    for problem in problems:
        print(_said(problem, lang), file=sys.stderr)
    return 1 if problems else 0


def _line(app: App, lang: str) -> str:
    python = python_lines(app)
    written = f", {python} Python" if python else ""
    return f"{app.app:<16} {app.plural(lang):<24} {app.version:<8} {app.outcome.say(lang)}{written}"


def _said(problem: Problem, lang: str) -> str:
    return problem.say("fr" if lang == "fr" else "en")


def summary_of(app: App) -> dict[str, Any]:
    """What ``apps --json`` prints of an app."""
    return {
        "uid": app.app,
        "version": app.version,
        "name": {"fr": app.plural("fr"), "en": app.plural("en")},
        "family": app.family,
        "icon": app.icon,
        "outcome": app.outcome.model_dump(),
        "measures": [
            {
                "uid": uid,
                "name": one.name.model_dump(),
                "kind": one.kind,
                "target": _target(one.target),
            }
            for uid, one in app.measures.items()
        ],
        "fields": [
            {"uid": uid, "type": field.kind, "name": field.name.model_dump()}
            for uid, field in app.fields.items()
        ],
        "behaviours": list(app.behaviours.names()),
        "states": [
            {"uid": uid, "name": state.name.model_dump(), "final": state.final}
            for uid, state in app.states.items()
        ],
        "views": [{"uid": uid, "kind": view.kind} for uid, view in app.looks.items()],
        "python_lines": python_lines(app),
    }


def _target(target: timedelta | float | None) -> str | float | None:
    return isodate.duration_isoformat(target) if isinstance(target, timedelta) else target


def python_lines(app: App) -> int:
    """Lines of Python in the app's folder: what its declaration could not say."""
    return sum(_lines(path) for path in sorted(app.folder.rglob("*.py"))) if app.folder else 0


def _lines(path: Path) -> int:
    return sum(1 for line in path.read_text("utf-8").splitlines() if line.strip())
