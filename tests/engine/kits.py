"""Apps that only a test has, switched on where it wants them."""

from pathlib import Path

from etabli.platform.db.identity import acting
from etabli.platform.engine.app import App
from etabli.platform.engine.registry import get
from etabli.platform.spaces.models import Space
from etabli.platform.spaces.settling import switch_apps
from tests.conftest import SettingsOf
from tests.world import World


def install(
    written: str, folder: Path, settings_of: SettingsOf, world: World, *spaces: Space
) -> App:
    """The app of a definition, beside those shipped, in Ana's spaces."""
    uid = written.split("app: ", 1)[1].split("\n", 1)[0].strip()
    home = folder / "kit" / uid
    home.mkdir(parents=True)
    (home / "app.yaml").write_text(written, encoding="utf-8")
    settings_of(KIT_FOLDERS=[*settings_of.kit, str(home.parent)])
    world.forget()
    for space in spaces:
        with acting(world.ana):
            switch_apps(space, [uid], by=world.ana)
    return get(uid)
